"""A copy of one's own answers, to print or to keep as a text: for who is not reached by email, too."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from portal.answers_copy import answers_of
from portal.parts.text import render_text
from portal.routes.files import SAVED_ONLY, saved_as
from portal.routes.plain import page
from portal.routes.trouble import not_found
from portal.services import Office, current_office
from portal.services.cases import followed

TITLE = "Your copy of your request"


async def show_copy(http: HttpRequest) -> Response:
    """The answers with reference, due day and private link, on a page made to be printed."""
    return await run_in_threadpool(_page, current_office(), http.path_params["key"])


async def copy_as_text(http: HttpRequest) -> Response:
    """The same as a text file."""
    return await run_in_threadpool(_text, current_office(), http.path_params["key"])


routes = [
    Route("/copy/{key}", show_copy),
    Route("/copy/{key}/text", copy_as_text),
]


def _page(office: Office, key: str) -> Response:
    view = followed(office, key)
    if view is None:
        return not_found()
    body_name = office.settings.body_name
    return page("copy.html", title=TITLE, body_name=body_name, key=key, view=view, answers=answers_of(view))


def _text(office: Office, key: str) -> Response:
    view = followed(office, key)
    if view is None:
        return not_found()
    text = render_text("copy.txt", settings=office.settings, view=view, answers=answers_of(view))
    headers = SAVED_ONLY | saved_as(f"request-{view.request.reference}.txt")
    return PlainTextResponse(text.replace("\n", "\r\n"), headers=headers)
