"""From a request to its files: fetch what is linked, convert it, record every format made or not made."""

from __future__ import annotations

import contextlib
import json
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from converters import WRITERS, Stage
from portal.choices import format_choice
from portal.measures import arguments_of
from portal.services import clock
from portal.services.office import Office
from portal.steps import portions
from portal.steps.fetching import NotFetched, fetch
from portal.steps.isolation import Failure, Finished, run_converters
from portal.waiting import WAITING
from requests_log import Event, EventKind, Progress, Request, SourceKind, status_of

LOOK_SECONDS = 60.0
NOTED = "json"  # the format that says what was noticed
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


def make_formats(office: Office, request_id: str) -> tuple[int, ...]:
    """Make the formats of a request that a program makes quickly, and record each; the web page first.

    Returns which of the formats asked for, counted from 1, are to be made by ``make_later``.
    """
    request = office.log.request(request_id)
    status = status_of(office.log.history(request_id), clock.now())
    automatic = tuple(code for code in request.formats if format_choice(code).automatic)
    for code in request.formats:
        if code not in automatic or status.source_file is None:
            _once(office, request_id, EventKind.FORMAT_FOR_STAFF, {"format": code})
    if status.source_file is None or not automatic:
        return ()
    _once(office, request_id, EventKind.CONVERSION_STARTED, {})
    source = office.files.path(status.source_file)
    pages = pages_of(source)
    formats = portions.at_once(automatic, pages)
    if not _make(office, request, source, formats, portions.seconds_for(pages)):
        return ()
    rest = portions.later(automatic, pages)
    if rest:
        office.log.note_progress(request_id, Progress(WAITING, 0, 0, rest[0], clock.now()))
    return tuple(request.formats.index(code) + 1 for code in rest)


def make_later(office: Office, request_id: str, number: int) -> None:
    """Make a format that takes long, and record it. ``number`` counts those asked for from 1."""
    request = office.log.request(request_id)
    status = status_of(office.log.history(request_id), clock.now())
    code = request.formats[number - 1]
    if status.source_file is None or status.file(code) is not None or code in status.for_staff:
        return
    source = office.files.path(status.source_file)
    seconds = portions.seconds_for_later(pages_of(source))
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        making = _Making(office, request, (code,), Path(folder))
        arguments = (str(source), "--to", code, "--progress", *arguments_of(request.measures))
        finished = run_converters((*arguments, "--out", folder), seconds, heard=making.heard, patiently=True)
        making.record_rest(finished)


def pages_of(source: Path) -> int:
    """Return how many pages a PDF has, 0 where that cannot be told: converting it will say why."""
    finished = run_converters(("--facts", str(source)), LOOK_SECONDS)
    try:
        return int(json.loads(finished.output)["pages"])
    except (ValueError, KeyError, TypeError):
        return 0


def record_lost(office: Office, request_id: str) -> None:
    """Record that a conversion could not be finished however often it was tried: staff take over."""
    failure = Failure("worker-lost", f"The conversion stopped several times. {STAFF_LOOK}")
    _record_failure(office, office.log.request(request_id), failure)


def record_lost_later(office: Office, request_id: str, number: int) -> None:
    """Record that one format could not be finished however often it was tried: staff take over."""
    details = {
        "format": office.log.request(request_id).formats[number - 1],
        "code": "worker-lost",
        "problem": "The conversion stopped several times.",
        "advice": STAFF_LOOK,
    }
    _once(office, request_id, EventKind.FORMAT_NOT_MADE, details)


def _fetched(office: Office, url: str) -> dict[str, Any]:
    settings = office.settings
    with tempfile.TemporaryFile() as part:
        fetched = fetch(url, part, settings.link_hosts, settings.upload_limit)
        part.seek(0)
        return {"file": office.files.put(part), "name": fetched.name, "size": fetched.size}


def _make(office: Office, request: Request, source: Path, formats: tuple[str, ...], seconds: float) -> bool:
    """Make ``formats`` and what was noticed, and record each as soon as it is there.

    Returns False where the document could not be read at all, which is recorded too.
    """
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        making = _Making(office, request, (*formats, NOTED), Path(folder))
        wanted = ",".join((*formats[:1], NOTED, *formats[1:]))
        arguments = (str(source), "--to", wanted, "--progress", *arguments_of(request.measures))
        finished = run_converters((*arguments, "--out", folder), seconds, heard=making.heard)
        if not making.is_there(NOTED) and finished.failures:
            _record_failure(office, request, finished.failures[0])
            return False
        making.record_rest(finished)
        return True


class _Making:
    """One run of the converters: records each file as soon as it is saved, and keeps how far the run is."""

    def __init__(self, office: Office, request: Request, formats: tuple[str, ...], folder: Path) -> None:
        self._office = office
        self._request = request
        self._formats = formats
        self._folder = folder
        self._last: Progress | None = None

    def heard(self, line: str) -> None:
        """Take a line that the converters printed. One that is no step of theirs is passed over."""
        try:
            step = json.loads(line)
            progress = Progress(step["stage"], step["done"], step["total"], step["format"], clock.now())
        except (ValueError, KeyError, TypeError):
            return
        # A screen waits a little longer then; the conversion goes on, and at its end all is recorded.
        with contextlib.suppress(SQLAlchemyError, OSError):
            if progress.stage == Stage.SAVED:
                self._record(progress.format or "")
            elif self._is_news(progress):
                self._last = progress
                self._office.log.note_progress(self._request.id, progress)

    def _is_news(self, progress: Progress) -> bool:
        """Whether a screen should say it: another format at once, another page once a second at most."""
        last = self._last
        return (
            last is None
            or (last.stage, last.format) != (progress.stage, progress.format)
            or progress.at - last.at >= PROGRESS_EVERY
        )

    def is_there(self, code: str) -> bool:
        return self._path(code) is not None

    def record_rest(self, finished: Finished) -> None:
        """Record every format, made or not made, that was not recorded while the run went on."""
        for code in self._formats:
            if self.is_there(code):
                self._record(code)
            elif code != NOTED:
                reason = _reason(finished, code)
                details = {"format": code, "code": reason.code, "problem": reason.words, "advice": STAFF_LOOK}
                _once(self._office, self._request.id, EventKind.FORMAT_NOT_MADE, details)

    def _record(self, code: str) -> None:
        path = self._path(code)
        if path is None:
            return
        if code == NOTED:
            _record_findings(self._office, self._request.id, path)
        else:
            details = _made(self._office, self._request, code, path)
            _once(self._office, self._request.id, EventKind.FILE_MADE, details)

    def _path(self, code: str) -> Path | None:
        """Return the file of a format, None while it is not there."""
        suffix = WRITERS[code].suffix if code in self._formats else ""
        found = (path for path in self._folder.iterdir() if path.name.partition(".")[2] == suffix[1:])
        return next(found, None) if suffix else None


def _reason(finished: Finished, code: str) -> Failure:
    """Return why a format was not made: its own line is ``FILE: code: FORMAT: words``."""
    for failure in finished.failures:
        about, _, words = failure.words.partition(": ")
        if about == code:
            return Failure(failure.code, words.removesuffix(STAFF_LOOK).rstrip())  # the advice says it
    of_all = (failure for failure in finished.failures if failure.words.partition(": ")[0] not in WRITERS)
    return next(of_all, Failure("tool-failed", "The conversion stopped with an error."))


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
    """Append an event unless it is there: a step that is run twice says a thing once.

    What was there before files were removed does not count: the same file may be made again.
    """

    def is_there(history: tuple[Event, ...]) -> bool:
        removed = max((event.number for event in history if event.kind is EventKind.FILES_REMOVED), default=0)
        return any(event.kind is kind and dict(event.details) == details for event in history[removed:])

    office.log.append(request_id, kind, clock.now(), details, unless=is_there)
