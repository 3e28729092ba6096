"""Remembering what a person needs, from the private link of a request; and ending it. One page for all."""

from __future__ import annotations

from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from portal import recalling
from portal.answers import Problem
from portal.needs import needs_asked
from portal.recalling import FIELD, known_code
from portal.routes.plain import FormTooLarge, form_of, page
from portal.services import Office, current_office, needs
from portal.services.cases import CaseView, followed
from requests_log import spoken_code

TITLE: Final = "Remember what I need"


def show_needs(http: HttpRequest) -> Response:
    """What would be remembered of a request; without a private link, a way to end what is remembered."""
    return _shown(current_office(), http.query_params.get("key", ""))


async def take_needs(http: HttpRequest) -> Response:
    """Remember, or forget."""
    office, key = current_office(), http.query_params.get("key", "")
    try:
        sent = await form_of(http)
    except (FormTooLarge, ValueError):
        sent = {}
    caller = http.client.host if http.client else ""
    return await run_in_threadpool(_taken, office, key, sent, caller)


routes = [
    Route("/needs", show_needs, methods=["GET"]),
    Route("/needs", take_needs, methods=["POST"]),
]


def _taken(office: Office, key: str, sent: dict[str, str], caller: str) -> Response:
    view = followed(office, key) if key else None
    match sent.get("press"):
        case recalling.REMEMBER if view is not None:
            return _shown(office, key, code=needs.remember(office, needs_asked(view.request)))
        case recalling.FORGET:
            return _forgotten(office, key, sent.get(FIELD, "").strip(), caller)
        case _:
            return _shown(office, key)


def _forgotten(office: Office, key: str, typed: str, caller: str) -> Response:
    code, problem = known_code(office, typed, caller)
    if code is None:
        return _shown(office, key, typed=typed, problems=(Problem(FIELD, problem),), status=422)
    needs.forget(office, code)
    return _shown(office, key, forgotten=True)


def _shown(office: Office, key: str, *, status: int = 200, **said: Any) -> Response:
    view = followed(office, key) if key else None
    code = said.get("code", "")
    values: dict[str, Any] = {"typed": "", "problems": (), "forgotten": False, "code": ""} | said
    return page(
        "needs.html",
        title=f"Error: {TITLE}" if values["problems"] else TITLE,
        status=status,
        body_name=office.settings.body_name,
        key=key if view else "",
        lines=_lines(view) if view else (),
        reference=view.request.reference if view else "",
        spoken=spoken_code(code) if code else "",
        **values,
    )


def _lines(view: CaseView) -> tuple[str, ...]:
    return (*view.technologies, *view.formats)
