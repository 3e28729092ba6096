"""From a request to its files: fetch what is linked, convert it, record every format made or not made."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from converters import WRITERS
from portal.choices import format_choice
from portal.services import clock
from portal.services.office import Office
from portal.steps.fetching import NotFetched, fetch
from portal.steps.isolation import Failure, Finished, run_converters
from requests_log import Event, EventKind, Progress, Request, SourceKind, status_of

CONVERSION_SECONDS = 300.0
PROGRESS_EVERY = timedelta(seconds=1)
STAFF_LOOK = "A member of staff will look at it."


def fetch_source(office: Office, request_id: str) -> None:
    """Fetch the document of a request that gives a link, once, and record how it went."""
    request = office.log.request(request_id)
    if request.source.kind is not SourceKind.LINK or request.source.url is None:
        return
    if any(event.kind is EventKind.SOURCE_FETCHED for event in office.log.history(request_id)):
        return
    try:
        details = _fetched(office, request.source.url)
    except NotFetched as error:
        details = {"code": error.code, "problem": error.problem, "advice": error.advice}
        _once(office, request_id, EventKind.SOURCE_NOT_FETCHED, details)
    else:
        _once(office, request_id, EventKind.SOURCE_FETCHED, details)


def make_formats(office: Office, request_id: str) -> None:
    """Convert the document of a request to every format a program can make, and record each."""
    request = office.log.request(request_id)
    status = status_of(office.log.history(request_id), clock.now())
    automatic = tuple(code for code in request.formats if format_choice(code).automatic)
    for code in request.formats:
        if code not in automatic or status.source_file is None:
            _once(office, request_id, EventKind.FORMAT_FOR_STAFF, {"format": code})
    if status.source_file is None or not automatic:
        return
    _once(office, request_id, EventKind.CONVERSION_STARTED, {})
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        source = office.files.path(status.source_file)
        finished = _convert(source, automatic, Path(folder), _Waiting(office, request_id).heard)
        _record(office, request, automatic, finished, Path(folder))


def record_lost(office: Office, request_id: str) -> None:
    """Record that a conversion could not be finished however often it was tried: staff take over."""
    failure = Failure("worker-lost", f"The conversion stopped several times. {STAFF_LOOK}")
    _record_failure(office, office.log.request(request_id), failure)


def _fetched(office: Office, url: str) -> dict[str, Any]:
    settings = office.settings
    with tempfile.TemporaryFile() as part:
        fetched = fetch(url, part, settings.link_hosts, settings.upload_limit)
        part.seek(0)
        return {"file": office.files.put(part), "name": fetched.name, "size": fetched.size}


def _convert(source: Path, formats: tuple[str, ...], folder: Path, heard: Callable[[str], None]) -> Finished:
    wanted = ",".join((*formats, "json"))
    arguments = (str(source), "--to", wanted, "--progress", "--out", str(folder))
    return run_converters(arguments, CONVERSION_SECONDS, heard=heard)


class _Waiting:
    """Keeps how far a conversion is for whoever waits on a screen, once a second at most."""

    def __init__(self, office: Office, request_id: str) -> None:
        self._office = office
        self._request = request_id
        self._last: datetime | None = None

    def heard(self, line: str) -> None:
        """Take a line that the converters printed. One that is no step of theirs is passed over."""
        now = clock.now()
        if self._last is not None and now - self._last < PROGRESS_EVERY:
            return
        try:
            step = json.loads(line)
            progress = Progress(step["stage"], step["done"], step["total"], step["format"], now)
        except (ValueError, KeyError, TypeError):
            return
        self._last = now
        with contextlib.suppress(SQLAlchemyError):  # a screen waits a second longer; the conversion goes on
            self._office.log.note_progress(self._request, progress)


def _record(
    office: Office, request: Request, formats: tuple[str, ...], finished: Finished, folder: Path
) -> None:
    found = {path.name.partition(".")[2]: path for path in folder.iterdir()}
    if "json" in found:
        _record_findings(office, request.id, found["json"])
    elif finished.failures:
        _record_failure(office, request, finished.failures[0])
        return
    for code in formats:
        suffix = WRITERS[code].suffix.lstrip(".")
        if suffix in found:
            _once(office, request.id, EventKind.FILE_MADE, _made(office, request, code, found[suffix]))
        else:
            reason = _reason(finished, code)
            details = {"format": code, "code": reason.code, "problem": reason.words, "advice": STAFF_LOOK}
            _once(office, request.id, EventKind.FORMAT_NOT_MADE, details)


def _reason(finished: Finished, code: str) -> Failure:
    """Return why a format was not made: its own line is ``FILE: code: FORMAT: words``."""
    for failure in finished.failures:
        about, _, words = failure.words.partition(": ")
        if about == code:
            return Failure(failure.code, words.removesuffix(STAFF_LOOK).rstrip())  # the advice says it
    return Failure("tool-failed", "The conversion stopped with an error.")


def _record_findings(office: Office, request_id: str, path: Path) -> None:
    """Keep what was noticed and the quality note: the converted document itself is not needed again."""
    whole = json.loads(path.read_text())
    noted = {name: whole[name] for name in ("findings", "quality") if name in whole}
    with tempfile.TemporaryFile() as part:
        part.write(json.dumps(noted).encode())
        part.seek(0)
        _once(office, request_id, EventKind.FINDINGS_NOTED, {"file": office.files.put(part)})


def _record_failure(office: Office, request: Request, failure: Failure) -> None:
    details = {"code": failure.code, "problem": failure.words, "advice": STAFF_LOOK}
    _once(office, request.id, EventKind.CONVERSION_FAILED, details)


def _made(office: Office, request: Request, code: str, path: Path) -> dict[str, Any]:
    writer = WRITERS[code]
    with path.open("rb") as stream:
        file = office.files.put(stream)
    return {
        "format": code,
        "file": file,
        "name": f"{_stem(office, request)}{writer.suffix}",
        "size": path.stat().st_size,
        "media_type": writer.media_type,
    }


def _stem(office: Office, request: Request) -> str:
    """Return a file name without suffix that the person will know their document by."""
    fetched = (e for e in office.log.history(request.id) if e.kind is EventKind.SOURCE_FETCHED)
    name = next((event.text("name") for event in fetched), request.source.name or "")
    stem = "".join(c if c.isalnum() or c in " -_" else "-" for c in name.removesuffix(".pdf"))
    return stem.strip(" -")[:80] or "document"


def _once(office: Office, request_id: str, kind: EventKind, details: dict[str, Any]) -> None:
    """Append an event unless it is there: a step that is run twice says a thing once."""

    def is_there(history: tuple[Event, ...]) -> bool:
        return any(event.kind is kind and dict(event.details) == details for event in history)

    office.log.append(request_id, kind, clock.now(), details, unless=is_there)
