"""The style sheet, the typeface and the script of the shell, served by us and never from elsewhere."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

PARTS = Path(__file__).parent.parent / "parts"


async def style_sheet(_http: HttpRequest) -> FileResponse:
    return FileResponse(PARTS / "screen.css", media_type="text/css")


async def connection(_http: HttpRequest) -> FileResponse:
    return FileResponse(PARTS / "connection.js", media_type="text/javascript")


routes = [
    Route("/assets/connection.js", connection),
    Route("/assets/screen.css", style_sheet),
    Mount("/assets/fonts", StaticFiles(directory=PARTS / "fonts")),
]
