"""Writing into a file's own note that a person has checked it: the file is made anew, with the day."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

from converters import WRITERS
from portal.measures import arguments_of
from portal.services import clock
from portal.services.office import Office
from portal.steps import portions
from portal.steps.converting import pages_of
from portal.steps.isolation import run_converters
from requests_log import Event, EventKind, FileState, london_date, status_of


def write_check(office: Office, request_id: str, number: int) -> None:
    """Make the file that event ``number`` marked as checked anew, with a note that says so.

    Only where a program made it, and only where it can be made again to the
    byte: what a person has not read is never said to be checked. A check that
    was taken back, or of a file that was replaced, is passed over.
    """
    event = office.log.history(request_id)[number - 1]
    status = status_of(office.log.history(request_id), clock.now())
    state = status.file(event.text("format"))
    if state is None or not _is_to_be_written(state, event) or status.source_file is None:
        return
    with tempfile.TemporaryDirectory(prefix="checked-") as folder:
        source = office.files.path(status.source_file)
        asked = (str(source), "--to", state.format, *arguments_of(office.log.request(request_id).measures))
        seconds = portions.seconds_for_later(pages_of(source))
        same = _made((*asked, "--out"), Path(folder) / "same", seconds)
        if same is None or hashlib.sha256(same.read_bytes()).hexdigest() != state.file:
            return
        day = london_date(event.at).isoformat()
        written = _made((*asked, "--checked-on", day, "--out"), Path(folder) / "written", seconds)
        if written is not None:
            _record(office, request_id, state, written)


def _is_to_be_written(state: FileState, event: Event) -> bool:
    is_the_checked = state.file == event.text("file") and state.checked_at == event.at
    return is_the_checked and state.made_by is None and state.format in WRITERS and state.written is None


def _made(arguments: tuple[str, ...], folder: Path, seconds: float) -> Path | None:
    """Return the file that the converters make in ``folder``, None where they make none."""
    folder.mkdir()
    run_converters((*arguments, str(folder)), seconds, patiently=True)
    return next(folder.iterdir(), None)


def _record(office: Office, request_id: str, state: FileState, written: Path) -> None:
    with written.open("rb") as stream:
        file = office.files.put(stream)
    if file == state.file:  # this format has no note
        return
    details: dict[str, Any] = {
        "format": state.format,
        "file": file,
        "size": written.stat().st_size,
        "of": state.file,
    }

    def is_there(history: tuple[Event, ...]) -> bool:
        now = status_of(history, clock.now()).file(state.format)
        return now is None or now.checked_at != state.checked_at or now.written == file

    office.log.append(request_id, EventKind.CHECK_WRITTEN, clock.now(), details, unless=is_there)
