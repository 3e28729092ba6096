"""Rows of the table of states: the private link. ``table.py`` says how a row is written."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import cases
from tests.journeys.table import At, state


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


@state("/follow", "follow.html")
def follow_with_a_question(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.asked)))
    expect(at.page.get_by_role("heading", name="We have a question for you")).to_be_visible()


@state("/follow", "follow.html")
def follow_opened_again(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.reopened)))


@state("/follow", "follow.html")
def follow_withdrawn(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.withdrawn)))
    expect(at.page.get_by_text("You can take this back until")).to_be_visible()


@state("/follow", "follow.html")
def follow_when_the_files_are_gone(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.removed)))
    expect(at.page.get_by_text("We removed your files")).to_be_visible()


# What a person can do on it ---------------------------------------------------------------------------


@state("/follow", "follow_form.html")
def follow_adding_without_words(at: At) -> None:
    form(at, "Add something to your request")
    at.press_wrongly("Send what you add")


@state("/follow", "follow.html")
def follow_with_something_added(at: At) -> None:
    request = cases.arrived(at.stage)
    at.go(at.stage.link(request))
    at.press("Add something to your request")
    at.page.get_by_label("What do you want to add?").fill("For Monday")
    at.press("Send what you add")
    expect(at.page.locator(".done")).to_be_visible()


@state("/follow", "follow_form.html")
def follow_adding_when_we_fail(at: At) -> None:
    form(at, "Add something to your request")
    at.page.get_by_label("What do you want to add?").fill("For Monday")
    at.keep(at.stage.broken("break-writing"))
    at.press_wrongly("Send what you add")


@state("/follow", "follow_form.html")
def follow_answering_without_words(at: At) -> None:
    form(at, "Answer our question")
    at.press_wrongly("Send your answer")


@state("/follow", "follow_form.html")
def follow_reporting_without_words(at: At) -> None:
    form(at, "Tell us what does not work")
    at.press_wrongly("Send your report")


@state("/follow", "follow_form.html")
def follow_changing_the_address_to_none(at: At) -> None:
    form(at, "Change how we reach you")
    at.page.get_by_label("Email address").fill("")
    at.press_wrongly("Save the change")


@state("/follow", "follow_form.html")
def follow_asked_whether_to_withdraw(at: At) -> None:
    form(at, "Withdraw your request")
    expect(at.page.get_by_text("You can take this back until")).to_be_visible()


@state("/follow", "follow.html")
def follow_withdrawing_what_was_replied_to(at: At) -> None:
    request = cases.arrived(at.stage)
    at.go(at.stage.link(request))
    at.press("Withdraw your request")
    at.heading("Withdraw your request")
    at.stage.reply(request, "Your files are ready.")
    at.press_wrongly("Withdraw your request")


def form(at: At, title: str) -> None:
    """Open one of the forms of a private link."""
    at.go(at.stage.link(at.stage.once(cases.asked)))
    at.press(title)
    at.heading(title)
