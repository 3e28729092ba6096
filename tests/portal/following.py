"""A person on their private link, in tests: requests at some point of their way, forms and presses."""

from __future__ import annotations

from lxml import html

from portal import private_link, progress
from portal.parts.pressed import Pressed
from portal.parts.templates import render
from portal.private_link import Turn, after
from portal.services import casework, clock, following
from portal.services.office import Office
from requests_log import Contact, ContactMethod, Request, Said
from tests.portal.requester import HOSTILE, case, make, parse, viewed
from tests.portal.staff import SAM

ONCE = "0" * 32
OTHER = "1" * 32


def replied_case(office: Office) -> Request:
    """Return a request that has a Word document and a reply of Sam's."""
    request = case(office)
    make(office, request)
    casework.reply(office, request.id, "Here it is.", SAM)
    return request


def asked_case(office: Office, text: str = "Do you need the appendix?") -> Request:
    """Return a request that Sam asked a question about."""
    request = case(office)
    make(office, request)
    casework.ask_question(office, request.id, text, SAM)
    return request


def broken_case(office: Office, happens: str = "The table is silent", page: str | None = "12") -> Request:
    """Return a request whose Word document does not work."""
    request = replied_case(office)
    following.say_it_does_not_work(office, request.id, "docx", Said(happens, page), ONCE)
    return request


def withdrawn_case(office: Office) -> Request:
    request = case(office)
    make(office, request)
    following.withdraw(office, request.id, ONCE)
    return request


def press(office: Office, request: Request, turn: Turn, action: str, **fields: str) -> Turn:
    """Return where the person is after pressing a button of the form they are in."""
    typed = {name: (value,) for name, value in fields.items()}
    return after(office, viewed(office, request), turn, Pressed("follow", action, typed))


def sent(office: Office, request: Request, form: str, **fields: str) -> Turn:
    """Return where the person is after opening a form, filling it in and sending it."""
    return press(office, request, press(office, request, Turn(), f"open:{form}"), "send", **fields)


def request_tree(office: Office, request: Request, turn: Turn | None = None) -> html.HtmlElement:
    view = viewed(office, request)
    at = turn or Turn()
    values = progress.values(office, "KEY", view, clock.now()) | private_link.said(view, at)
    return parse(render("follow.html", **values))


def form_tree(office: Office, request: Request, turn: Turn) -> html.HtmlElement:
    return parse(
        render("follow_form.html", **private_link.values(office, "KEY", viewed(office, request), turn))
    )


def every_turn(office: Office) -> list[html.HtmlElement]:
    """Return the private link in every state, with text that tries to be markup."""
    asked, broken, gone = (
        asked_case(office, HOSTILE),
        broken_case(office, HOSTILE, HOSTILE),
        withdrawn_case(office),
    )
    following.add_note(office, asked.id, HOSTILE, ONCE)
    following.change_contact(office, asked.id, Contact(ContactMethod.POST, HOSTILE, HOSTILE), OTHER)
    forms = [(asked, "note"), (asked, "answer"), (asked, "contact"), (broken, "trouble"), (asked, "withdraw")]
    opened = [(request, press(office, request, Turn(), f"open:{form}")) for request, form in forms]
    mistakes = {"note": "x" * 2_100, "contact": "email", "page": "y" * 50}
    wrong = [(request, sent(office, request, form, **mistakes)) for request, form in forms[:4]]
    failed = [(request, Turn(turn.form, trouble=private_link.NOT_TAKEN)) for request, turn in opened]
    done = [Turn(done=name) for name in private_link.DONE]
    return [
        *(form_tree(office, request, turn) for request, turn in (*opened, *wrong, *failed)),
        *(request_tree(office, request) for request in (asked, broken, gone)),
        *(request_tree(office, broken, turn) for turn in done),
        request_tree(office, gone, Turn(trouble=following.TOO_LATE)),
    ]
