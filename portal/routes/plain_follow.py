"""Following a request without JavaScript. Looked at again by a link, never by itself (WCAG 2.2.1).

The same forms, checks and words as on the screen; a page carries all that it keeps in its own form.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.formparsers import MultiPartException
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal import private_link
from portal.parts.pressed import Pressed
from portal.parts.templates import render
from portal.private_link import DONE, TITLES, Form, Turn
from portal.progress import NO_CASE, NO_KEY, PENDING, TITLE, values
from portal.routes.plain import NOT_WHOLE, not_taken, page
from portal.routes.sent_form import FormTooLarge, fields_in, form_with_file
from portal.services import Office, clock, current_office
from portal.services.cases import CaseView, followed
from portal.services.following import new_form

FORM_BYTES: Final = 100_000  # what a person types in a form here is far less
TOO_MUCH: Final = "What you sent is far too long for us."


async def show_request(http: HttpRequest) -> Response:
    """Where the request behind the private link stands, its files, and what can be done."""
    query = http.query_params
    done = query.get("done", "")
    turn = Turn(done=done if done in DONE else None)
    return await run_in_threadpool(_shown, current_office(), query.get("key", ""), turn)


async def take_form(http: HttpRequest) -> Response:
    """Take one press of a button: a form opens, or is taken, or says what is to be put right."""
    office, key = current_office(), http.query_params.get("key", "")
    try:
        async with form_with_file(http, FORM_BYTES) as (form, _):
            fields = fields_in(form)
    except FormTooLarge:
        return not_taken(office.settings.body_name, 413, TOO_MUCH)
    except MultiPartException:
        return not_taken(office.settings.body_name, 400, NOT_WHOLE)
    return await run_in_threadpool(_taken, office, key, fields)


routes = [
    Route("/plain/follow", show_request, methods=["GET"]),
    Route("/plain/follow", take_form, methods=["POST"]),
]


def _taken(office: Office, key: str, fields: dict[str, tuple[str, ...]]) -> Response:
    view = followed(office, key) if key else None
    if view is None:
        return _shown(office, key, Turn())
    pressed = Pressed("follow", "".join(fields.get("press", ())[:1]), fields)
    turn = private_link.after(office, view, _turn_of(pressed), pressed)
    if turn.done:  # so that looking at the page again sends nothing again
        return RedirectResponse(
            f"/plain/follow?{urlencode({'key': key, 'done': turn.done})}", status_code=303
        )
    return _shown(office, key, turn)


def _turn_of(pressed: Pressed) -> Turn:
    """Return the form the person was in. Where its time is over since, it says so and keeps the words."""
    name = pressed.one("form")
    if name not in tuple(Form):
        return Turn()
    return Turn(Form(name), new_form(pressed.one("once")), pressed.fields, fresh=False)


def _shown(office: Office, key: str, turn: Turn) -> Response:
    view = followed(office, key) if key else None
    if view is None:
        return _nothing(office, key)
    if turn.form is not None:
        return _form(office, key, view, turn)
    plain = {"plain": True, **private_link.said(view, turn)}
    screen = render("follow.html", **values(office, key, view, clock.now()) | plain)
    again = f"/plain/follow?{urlencode({'key': key})}" if view.status.stage in PENDING else None
    done = DONE[turn.done].partition(".")[0] if turn.done else TITLE  # read out first, as the page comes
    return page(
        "plain_screen.html",
        title=f"Error: {TITLE}" if turn.trouble else done,
        status=409 if turn.trouble else 200,
        body_name=office.settings.body_name,
        screen=screen,
        again=again,
    )


def _form(office: Office, key: str, view: CaseView, turn: Turn) -> Response:
    title = TITLES[turn.form] if turn.form else TITLE
    screen = render("follow_form.html", **private_link.values(office, key, view, turn) | {"plain": True})
    return page(
        "plain_screen.html",
        title=f"Error: {title}" if turn.problems or turn.trouble else title,
        status=422 if turn.problems else 503 if turn.trouble else 200,
        body_name=office.settings.body_name,
        screen=screen,
    )


def _nothing(office: Office, key: str) -> Response:
    body_name = office.settings.body_name
    said = NO_CASE if key else NO_KEY
    screen = render("nothing.html", body_name=body_name, said=said, had_key=bool(key))
    return page("plain_screen.html", title=TITLE, status=404, body_name=body_name, screen=screen)
