"""The table of every page and every state of it, for all three roles and for the plain pages.

A row is a decorated function whose name is the state and which leads there:

    @state("/follow", "follow.html")
    def follow_while_files_are_made(at: At) -> None:
        at.go(at.stage.link(at.stage.once(cases.converting)))

``page_at(address, template)`` is a row for a page that only has to be opened. What is empty stands
first: later rows fill the log. ``test_states.py`` looks at every row in every way, and fails where a
page or a template of the application has no row.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests import pdfs
from tests.journeys import cases
from tests.journeys.requester import choose, give_email, give_file, said_of_file
from tests.journeys.table import At, state

# Nobody has asked for anything yet -----------------------------------------------------------------


@state("/queue", "queue.html", "staff")
def queue_empty(at: At) -> None:
    at.go("/queue")
    at.heading("Open requests")


@state("/promise", "promise.html", "manager")
def promise_empty(at: At) -> None:
    at.go("/promise")
    at.heading("Our promise")


# Asking --------------------------------------------------------------------------------------------


@state("/", "ask.html")
def ask_empty(at: At) -> None:
    at.go("/")
    at.unfold("No document to hand?")


@state("/request", "ask.html")
def ask_failed(at: At) -> None:
    at.go("/request")
    at.press_wrongly("Continue")


@state("/ask", "ask.html")
def ask_failed_in_details(at: At) -> None:
    at.go("/ask?document=no-link&title=Lifts")
    choose(at.page, ("Another format", "Phone", "I prefer not to say"))
    at.page.get_by_label("Month", exact=True).fill("13")
    at.page.get_by_label("Is there anything else").fill("x" * 3_000)
    at.press_wrongly("Continue")


@state("/ask", "ask.html")
def ask_with_a_file_on_its_way(at: At) -> None:
    at.page.route("**/upload", lambda _: None)  # never answered
    at.go("/ask")
    give_file(at.page, pdf(at))
    expect(said_of_file(at.page)).to_contain_text("Sending")


@state("/ask", "ask.html")
def ask_with_a_file_we_cannot_use(at: At) -> None:
    at.go("/ask")
    give_file(at.page, pdf(at, pdfs.locked()))
    expect(said_of_file(at.page)).to_contain_text("locked with a password")


@state("/ask", "ask.html")
def ask_filled_and_brought_back(at: At) -> None:
    fill(at, "/ask")
    at.page.reload()
    expect(at.page.locator("[data-kept-of]")).to_be_visible()


@state("/ask", "ask.html")
def ask_with_the_example(at: At) -> None:
    at.go("/ask")
    at.unfold("No document to hand?")
    at.press("Fill in the form with the example")
    expect(at.page.get_by_label("Email", exact=True)).to_be_focused()


@state("/ask", "check.html")
def ask_check(at: At) -> None:
    fill(at, "/ask")
    at.press("Continue")
    at.heading("Check your answers")


@state("/ask", "check.html")
def ask_sending(at: At) -> None:
    ask_check(at)
    at.keep(at.stage.held())
    at.press("Send your request")
    expect(at.page.locator(".sending")).to_be_visible()


@state("/ask", "check.html")
def ask_not_sent(at: At) -> None:
    ask_check(at)
    at.keep(at.stage.broken())
    at.press_wrongly("Send your request")


@state("/ask", "sent.html")
def ask_sent(at: At) -> None:
    ask_check(at)
    at.press("Send your request")
    at.heading("We have your request")


# Following -----------------------------------------------------------------------------------------


@state("/follow", "nothing.html")
def follow_without_a_link(at: At) -> None:
    at.go("/follow")


@state("/follow", "nothing.html")
def follow_with_a_wrong_link(at: At) -> None:
    at.go("/follow?key=made-up")
    at.heading("We cannot open this link")


@state("/follow", "follow.html")
def follow_just_arrived(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.arrived)))


@state("/follow", "follow.html")
def follow_while_files_are_made(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.converting)))


@state("/follow", "follow.html")
def follow_when_it_takes_long(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.slow)))


@state("/follow", "follow.html")
def follow_with_files(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.ready)))
    at.unfold("What the program was not sure of")
    at.unfold("How we count")


@state("/follow", "follow.html")
def follow_with_a_long_history(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.doubtful)))
    at.unfold("Everything that happened")


@state("/follow", "follow.html")
def follow_with_our_staff(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.with_staff)))


@state("/follow", "follow.html")
def follow_failed(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.failed)))


@state("/follow", "follow.html")
def follow_late(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.overdue)))


@state("/follow", "follow.html")
def follow_replied(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.replied)))


@state("/follow", "trouble.html")
def follow_when_we_fail(at: At) -> None:
    link = at.stage.link(at.stage.once(cases.arrived))
    at.keep(at.stage.broken())
    at.go(link)
    at.heading("Something went wrong on our side")


# Those who work here -------------------------------------------------------------------------------


@state("/queue", "refused.html")
def queue_signed_out(at: At) -> None:
    at.go("/queue")


@state("/promise", "refused.html", "staff")
def promise_for_staff(at: At) -> None:
    at.go("/promise")
    at.heading("This is for managers")


@state("/queue", "queue.html", "staff")
def queue_with_nothing_found(at: At) -> None:
    at.go("/queue")
    at.page.get_by_label("Reference").fill("ABC")
    at.press_wrongly("Find this request")


@state("/case", "case_missing.html", "staff")
def case_missing(at: At) -> None:
    at.go("/case?reference=K7MX-4RTW")


@state("/case", "case.html", "staff")
def case_just_arrived(at: At) -> None:
    case(at, "arrived")


@state("/case", "case.html", "staff")
def case_with_files(at: At) -> None:
    case(at, "ready")
    at.unfold("Replace with your own file")


@state("/case", "case.html", "staff")
def case_with_many_doubts(at: At) -> None:
    case(at, "doubtful")
    at.unfold("notes, by page")


@state("/case", "case.html", "staff")
def case_failed_and_late(at: At) -> None:
    case(at, "overdue_and_failed")


@state("/case", "case.html", "staff")
def case_to_be_done_by_staff(at: At) -> None:
    case(at, "with_staff")
    at.unfold("Add your own file")


@state("/case", "case.html", "staff")
def case_with_its_own_file_missing(at: At) -> None:
    case(at, "ready")
    at.unfold("Replace with your own file")
    at.press_wrongly("Use this file")


@state("/case", "case.html", "staff")
def case_without_words_in_its_reply(at: At) -> None:
    case(at, "ready")
    at.page.get_by_label("Your message").fill("")
    at.press_wrongly("Send reply by email")


@state("/case", "case.html", "staff")
def case_asks_whether_to_send(at: At) -> None:
    case(at, "overdue")
    at.page.get_by_label("Your message").fill("Your files are ready.")
    at.press("Send reply by email")
    expect(at.page.locator("#unchecked")).to_be_focused()


@state("/case", "case.html", "staff")
def case_when_a_press_fails(at: At) -> None:
    case(at, "ready")
    at.keep(at.stage.broken("break-writing"))
    at.press_wrongly("Mark as checked")


@state("/case", "trouble.html", "staff")
def case_when_we_fail(at: At) -> None:
    request = at.stage.once(cases.ready)
    at.keep(at.stage.broken())
    at.go(f"/case?reference={request.reference}")


@state("/case", "case.html", "staff")
def case_replied(at: At) -> None:
    case(at, "replied")
    at.unfold("Read the reply")


@state("/case", "case.html", "staff")
def case_replied_with_another_message(at: At) -> None:
    case(at, "replied")
    at.press("Write another message")
    expect(at.page.get_by_label("Your message")).to_be_focused()


@state("/promise", "promise.html", "manager")
def promise_with_figures(at: At) -> None:
    for made in (cases.replied, cases.overdue, cases.slow):
        at.stage.once(made)
    at.go("/promise")
    at.heading("Our promise")


@state("/promise", "promise.html", "manager")
def promise_with_wrong_dates(at: At) -> None:
    at.go("/promise")
    at.page.get_by_label("My own dates").check()
    at.page.get_by_label("Month", exact=True).first.fill("13")
    at.press_wrongly("Show this period")


@state("/queue", "queue.html", "staff")
def queue_long(at: At) -> None:
    for case in (cases.overdue, cases.failed, cases.queued):
        at.stage.once(case)
    at.go("/queue")
    at.heading("Open requests")


@state("/promise", "promise.html", "manager")
def promise_with_a_long_list(at: At) -> None:
    at.stage.once(cases.queued)
    at.go("/promise")
    at.press("Show the list")
    expect(at.page.locator("#list")).to_be_focused()


def case(at: At, name: str) -> None:
    """Open the case of one of the requests of ``cases``."""
    request = at.stage.once(getattr(cases, name))
    at.go(f"/case?reference={request.reference}")
    at.heading(request.reference)


def pdf(at: At, content: bytes | None = None) -> Path:
    file = at.folder / "report.pdf"
    file.write_bytes(pdfs.report() if content is None else content)
    return file


def fill(at: At, path: str) -> None:
    """Answer every question of the form."""
    at.go(f"{path}?document=https://www.london.gov.uk/lifts.pdf&title=Lifts")
    choose(at.page, ("Web page", "Word document", "NVDA"))
    give_email(at.page, "ann@example.org")
