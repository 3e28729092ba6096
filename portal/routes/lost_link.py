"""Losing one's private link: it is sent again, and whoever asks learns nothing else.

A plain page, so that it is one page for all: with and without JavaScript.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any, Final

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from portal import words
from portal.answers import NO_EMAIL, WRONG_EMAIL, Problem
from portal.routes.plain import FormTooLarge, form_of, page
from portal.routes.throttle import Throttle
from portal.services import Office, clock, current_office, lost
from portal.typed import email_of
from requests_log import read_reference

TITLE: Final = "Lost your private link?"
SENT: Final = "If we have requests with this address, we send the links there now."
ANSWER_SECONDS: Final = 0.5  # whatever the look took, so that nobody learns from how long it was
ONE_MINUTE: Final = timedelta(minutes=1)

TO_ONE: Final = Throttle(failures=5)  # nobody wants more mails of this kind within a quarter of an hour
FROM_ONE: Final = Throttle(failures=60)  # a library or an office has one address for many people


def show_form(_http: HttpRequest) -> Response:
    return _form(current_office())


async def take_form(http: HttpRequest) -> Response:
    """Send the links, and answer with words that are the same for every address."""
    office = current_office()
    try:
        sent = await form_of(http)
    except (FormTooLarge, ValueError):
        return _form(office, problems=(Problem("email", WRONG_EMAIL),), status=413)
    typed, reference = sent.get("email", "").strip(), sent.get("reference", "").strip()
    problems = _problems(typed, reference)
    address = email_of(typed)
    if problems or address is None:
        return _form(office, typed, reference, problems, 422)
    caller = http.client.host if http.client else ""
    again = FROM_ONE.attempt((caller,), clock.now()) or TO_ONE.attempt((address.lower(),), clock.now())
    if again:
        said = f"This was asked too often. Try again after {words.moment(again + ONE_MINUTE)}"
        return _form(office, typed, reference, (Problem("email", said),), 429)
    begun = time.monotonic()
    await run_in_threadpool(lost.ask_for_links, office, address, reference)
    await anyio.sleep(max(0.0, ANSWER_SECONDS - (time.monotonic() - begun)))
    return _page(office, "lost_link_sent.html", TITLE, said=SENT)


routes = [
    Route("/lost-link", show_form, methods=["GET"]),
    Route("/lost-link", take_form, methods=["POST"]),
]


def _problems(typed: str, reference: str) -> tuple[Problem, ...]:
    found = []
    if not typed:
        found.append(Problem("email", NO_EMAIL))
    elif email_of(typed) is None:
        found.append(Problem("email", WRONG_EMAIL))
    if reference:
        try:
            read_reference(reference)
        except ValueError as error:
            found.append(Problem("reference", f"{error} Or leave it empty"))
    return tuple(found)


def _form(
    office: Office,
    email: str = "",
    reference: str = "",
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response:
    title = f"Error: {TITLE}" if problems else TITLE
    values = {"email": email, "reference": reference, "problems": problems}
    return _page(office, "lost_link.html", title, status, **values)


def _page(office: Office, template: str, title: str, status: int = 200, **values: Any) -> Response:
    settings = office.settings
    return page(
        template,
        title=title,
        status=status,
        body_name=settings.body_name,
        contact=settings.contact,
        **values,
    )
