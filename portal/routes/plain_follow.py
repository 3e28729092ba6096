"""Following a request without JavaScript. Looked at again by a link, never by itself (WCAG 2.2.1)."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from portal.parts.templates import render
from portal.progress import NO_CASE, NO_KEY, PENDING, TITLE, values
from portal.routes.plain import page
from portal.services import Office, clock, current_office
from portal.services.cases import followed


async def show_request(http: HttpRequest) -> Response:
    """Where the request behind the private link stands, and its files."""
    return await run_in_threadpool(_shown, current_office(), http.query_params.get("key", ""))


routes = [Route("/plain/follow", show_request)]


def _shown(office: Office, key: str) -> Response:
    view = followed(office, key) if key else None
    body_name = office.settings.body_name
    if view is None:
        said = NO_CASE if key else NO_KEY
        screen = render("nothing.html", body_name=body_name, said=said, had_key=bool(key))
        return page("plain_screen.html", title=TITLE, status=404, body_name=body_name, screen=screen)
    screen = render("follow.html", **values(office, key, view, clock.now()))
    again = f"/plain/follow?key={key}" if view.status.stage in PENDING else None
    return page("plain_screen.html", title=TITLE, body_name=body_name, screen=screen, again=again)
