"""What we say where there is no page, and where we fail: in our words, on a page like the others."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from portal.routes.plain import page
from portal.services import current_office

NOT_THERE: Final = "There is nothing here"
NOT_THERE_WHY: Final = (
    "The link may have a letter too few or too many, or it is not yours to open. "
    "If it was in an email, copy the whole of it."
)
FAILED: Final = "Something went wrong on our side"
FAILED_WHAT_NOW: Final = (
    "Nothing you sent us before is lost. Wait a minute, then try again. If you were filling in a form, "
    "go back with your browser’s own Back button: what you wrote is still in it."
)

# Streamlit's own addresses: its socket, its scripts, and the files in its folder.
STREAMLIT: Final = frozenset(
    {"_stcore", "static", "component", "media", "favicon.png", "manifest.json", "index.html"}
)


class UnknownAddress(BaseRoute):
    """Takes what no route of ours took. Stands last; Streamlit would answer anything with an empty page.

    An address that ends in a slash is left to Streamlit, which leads to the one without.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        path = str(scope.get("path", ""))
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        theirs = path.lstrip("/").partition("/")[0] in STREAMLIT
        return (Match.FULL if asked and not theirs and not path.endswith("/") else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await not_found()(scope, receive, send)


routes: Final = [UnknownAddress()]


def not_found() -> Response:
    """One answer for what is missing and what is not allowed, so that it gives nothing away."""
    return _said(404, NOT_THERE, NOT_THERE_WHY)


def server_error(_http: HttpRequest, _error: Exception) -> Response:
    """The answer where a route fails; what failed is logged by the server."""
    return _said(500, FAILED, FAILED_WHAT_NOW)


def _said(status: int, said: str, advice: str) -> Response:
    return page(
        "plain_trouble.html",
        title=f"Error: {said}" if status >= 500 else said,
        status=status,
        body_name=current_office().settings.body_name,
        said=said,
        advice=advice,
    )
