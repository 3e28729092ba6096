"""Files in: streamed to disk, counted as they come, looked at in a process of their own."""

from __future__ import annotations

import json
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse
from starlette.routing import Route

from portal import words
from portal.answers import Answers
from portal.keys import DOCUMENT
from portal.routes.shelf import ALREADY
from portal.services import Office, current_office
from portal.services.asking import KeptUpload, keep_upload
from portal.services.shelf import is_there
from portal.settings import MEGABYTE
from portal.steps.isolation import run_converters
from requests_log import SourceKind

LOOK_SECONDS = 30.0
NAME_CHARACTERS = 120
TOO_OLD = "This page has been open for a long time. Load it again, then choose your file once more."


class Refused(Exception):
    """A file that we do not take. The words say why and what to do."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status
        self.words = said


async def upload(http: HttpRequest) -> JSONResponse:
    """Take one file as the body; answer its token and what was found, or the reason it is refused."""
    office = current_office()
    purpose = office.keys.upload_purpose(http.headers.get("x-upload-key", ""))
    try:
        if purpose is None:
            raise Refused(403, TOO_OLD)
        name = unquote(http.headers.get("x-file-name", ""))
        kept, said = await take_file(office, name, _declared(http, office), looked_at=purpose == DOCUMENT)
        there = purpose == DOCUMENT and await run_in_threadpool(is_there, office, _as_answers(kept))
        return JSONResponse({"token": kept.token, "words": said, "already": ALREADY if there else ""})
    except Refused as refused:
        return JSONResponse({"words": refused.words}, status_code=refused.status)
    except ClientDisconnect:
        return JSONResponse({"words": ""}, status_code=400)


routes = [Route("/upload", upload, methods=["POST"])]


async def take_file(
    office: Office, name: str, chunks: AsyncIterator[bytes], *, looked_at: bool = True
) -> tuple[KeptUpload, str]:
    """Store the file that ``chunks`` make, and return it with what was found, in words.

    ``looked_at``: it must be a document that we can convert.

    Raises:
        Refused: it is too large, or cannot be read.
    """
    name = _own_name(name)
    with tempfile.NamedTemporaryFile(dir=office.settings.data) as named:
        part = cast(BinaryIO, named)
        size = await _receive(chunks, part, office.settings.upload_limit)
        about = await run_in_threadpool(_look, named.name) if looked_at else ""
        part.seek(0)
        kept = await run_in_threadpool(keep_upload, office, name, part, size)
    said = ", ".join(filter(None, (f"We have your file: {name}", about, words.size(size))))
    return kept, f"{said}."


def _as_answers(kept: KeptUpload) -> Answers:
    return Answers(source=SourceKind.UPLOAD, upload=kept.token)


def too_large(limit: int) -> Refused:
    return Refused(
        413,
        f"This file is larger than {limit // MEGABYTE} MB. "
        "Give us a link to it instead, or describe the document.",
    )


def _declared(http: HttpRequest, office: Office) -> AsyncIterator[bytes]:
    """Return the body; one that says of itself that it is too large is refused before it comes."""
    declared = http.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > office.settings.upload_limit:
        raise too_large(office.settings.upload_limit)
    return http.stream()


async def _receive(chunks: AsyncIterator[bytes], part: BinaryIO, limit: int) -> int:
    """Write ``chunks`` to ``part``, never more than ``limit`` bytes; return how many came."""
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise too_large(limit)
        part.write(chunk)
    part.flush()
    return size


def _look(path: str) -> str:
    """Return what a PDF says of itself, in words."""
    finished = run_converters(("--facts", path), LOOK_SECONDS)
    if finished.failures:
        raise Refused(422, finished.failures[0].words)
    return words.plural(int(json.loads(finished.output)["pages"]), "page")


def _own_name(name: str) -> str:
    """Return a file's name without any folder. It is shown and saved under, never opened by."""
    name = Path(name.replace("\\", "/")).name
    printable = "".join(c for c in name if c.isprintable()).strip()
    return printable[:NAME_CHARACTERS] or "document.pdf"
