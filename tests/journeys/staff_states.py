"""Rows of the table of states: those who work here. ``table.py`` says how a row is written."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys import cases
from tests.journeys.table import At, state


@state("/queue", "queue.html", "staff", nobody_asked=True)
def queue_empty(at: At) -> None:
    at.go("/queue")
    at.heading("Open requests")


@state("/promise", "promise.html", "manager", nobody_asked=True)
def promise_empty(at: At) -> None:
    at.go("/promise")
    at.heading("Our promise")


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
    at.unfold("Add the PDF")
    at.press_wrongly("Convert this document")


@state("/case", "case.html", "staff")
def case_with_its_own_file_missing(at: At) -> None:
    case(at, "ready")
    at.unfold("Replace with your own file")
    at.press_wrongly("Use this file")


@state("/case", "case.html", "staff")
def case_with_a_question_and_no_answer(at: At) -> None:
    case(at, "asked")
    at.unfold("They answered another way")
    at.press_wrongly("Record their answer")


@state("/case", "case.html", "staff")
def case_with_a_question_without_words(at: At) -> None:
    case(at, "reopened")
    at.unfold("Ask a question")
    at.press_wrongly("Ask")


@state("/case", "case.html", "staff")
def case_withdrawn(at: At) -> None:
    case(at, "withdrawn")


@state("/case", "case.html", "staff")
def case_erased(at: At) -> None:
    case(at, "erased")


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
    at.unfold("Read what was written")


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


@state("/promise", "promise.html", "manager")
def promise_with_what_did_not_work(at: At) -> None:
    for made in (cases.reopened, cases.withdrawn, cases.on_the_shelf):
        at.stage.once(made)
    at.go("/promise")
    at.page.get_by_role("button", name=re.compile("Show the list.*opened again")).click()
    expect(at.page.locator("#list")).to_be_focused()


@state("/queue", "queue.html", "staff")
def queue_with_news(at: At) -> None:
    for made in (cases.asked, cases.reopened, cases.withdrawn):
        at.stage.once(made)
    at.go("/queue")
    expect(at.page.get_by_role("heading", name="New from people who asked")).to_be_visible()


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
