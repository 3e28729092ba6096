"""The files we offer, by format: a fold over the events of a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from requests_log.events import Event, EventKind


@dataclass(frozen=True, slots=True)
class FileState:
    """The file we offer in one format.

    ``file`` is its SHA-256, ``size`` in bytes; ``made_by`` is None where a
    program made it; ``checked_at`` is None while nobody has checked this very file.
    ``written`` is the same file made anew with a note that says it is checked,
    ``written_size`` its bytes; None where there is none, or no longer.
    """

    format: str
    file: str
    name: str
    size: int
    media_type: str
    made_at: datetime
    made_by: str | None = None
    checked_at: datetime | None = None
    checked_by: str | None = None
    written: str | None = None
    written_size: int | None = None

    @property
    def offered(self) -> str:
        """The SHA-256 of the file to hand out."""
        return self.written or self.file

    @property
    def offered_size(self) -> int:
        return self.size if self.written_size is None else self.written_size


def files_offered(history: Iterable[Event]) -> Mapping[str, FileState]:
    """Return the file we offer in each format; those that were removed are offered no more."""
    files: dict[str, FileState] = {}
    for event in history:
        match event.kind:
            case EventKind.FILES_REMOVED | EventKind.ERASED:
                files.clear()
            case EventKind.FILE_MADE:
                files[event.text("format")] = _made(event, files.get(event.text("format")))
            case EventKind.FILE_REPLACED:
                files[event.text("format")] = _file_state(event)
            case EventKind.FILE_CHECKED | EventKind.CHECK_UNDONE | EventKind.CHECK_WRITTEN if (
                event.text("format") in files
            ):
                files[event.text("format")] = _checked(event, files[event.text("format")])
    return files


def _file_state(event: Event) -> FileState:
    return FileState(
        format=event.text("format"),
        file=event.text("file"),
        name=event.text("name"),
        size=event.whole("size"),
        media_type=event.text("media_type"),
        made_at=event.at,
        made_by=event.text_or_none("by"),
    )


def _made(event: Event, before: FileState | None) -> FileState:
    """Return the file offered once a program made one: a person's own stays, and so does the very same."""
    if before is not None and (before.made_by is not None or before.file == event.text("file")):
        return before
    return _file_state(event)


def _checked(event: Event, before: FileState) -> FileState:
    """Return the file once a check was made, written into it or undone.

    A check of an earlier file says nothing of this; a check that was undone meanwhile is not written.
    """
    if event.kind is EventKind.CHECK_UNDONE:
        return replace(before, checked_at=None, checked_by=None, written=None, written_size=None)
    if event.kind is EventKind.CHECK_WRITTEN:
        if event.text("of") != before.file or before.checked_at is None:
            return before
        return replace(before, written=event.text("file"), written_size=event.whole("size"))
    if event.text("file") != before.file:
        return before
    return replace(before, checked_at=event.at, checked_by=event.text("by"))


def in_order(files: Mapping[str, FileState], formats: Sequence[str]) -> tuple[FileState, ...]:
    return tuple(files[code] for code in dict.fromkeys((*formats, *files)) if code in files)
