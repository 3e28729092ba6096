"""Only our own pages may talk to us.

A page of another site that opens a socket here, or posts a form, is refused
before Streamlit sees it. (Streamlit would refuse it too, but would first ask an
outside service for this machine's address.)
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "::1")
REFUSED = "This page belongs to another site, so it may not ask here."


class OwnOrigin:
    """ASGI middleware that refuses what another site's page sends: its Origin is not one of our names."""

    def __init__(self, app: ASGIApp, address: str) -> None:
        self._app = app
        self._names = (urlsplit(address).hostname, *LOOPBACK)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not self._is_ours(Headers(scope=scope)):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await PlainTextResponse(REFUSED, status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).hostname in self._names
