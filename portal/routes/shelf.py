"""Checked versions that are there already: whether there is one, and the file."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from portal.routes.files import SAVED_ONLY, saved_as
from portal.routes.trouble import not_found
from portal.services import Office, current_office, shelf
from portal.visit import prefilled

ALREADY = "We already have a checked version of this document."


async def look(http: HttpRequest) -> JSONResponse:
    """Whether there is a checked version of the document at a link: in words, "" where there is none."""
    there = await run_in_threadpool(shelf.is_there, current_office(), prefilled(http.query_params))
    return JSONResponse({"already": ALREADY if there else ""}, headers={"Cache-Control": "no-store"})


async def checked_file(http: HttpRequest) -> Response:
    """A checked version, by the key that came with its offer."""
    return await run_in_threadpool(_file, current_office(), http.path_params["key"])


routes = [
    Route("/already", look),
    Route("/checked/{key}", checked_file),
]


def _file(office: Office, key: str) -> Response:
    taken = shelf.taken(office, key)
    if taken is None:
        return not_found()
    return FileResponse(
        office.files.path(taken.file),
        media_type=taken.media_type,
        headers=SAVED_ONLY | saved_as(taken.name),
    )
