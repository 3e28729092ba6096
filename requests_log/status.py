"""Where a request stands: a fold over its events. No database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from requests_log.deadlines import london_date
from requests_log.records import Event, EventKind, Promise, SourceKind


class Stage(StrEnum):
    """How far a request is, in the order a request usually takes.

    RECEIVED         nothing has been done with it yet
    CONVERTING       we have begun; some format is neither made nor left to staff
    AUTOMATIC_READY  every format has a file; a person has still to check one or more
    WITH_STAFF       some format has no file, and only a person can bring it further
    CHECKED          every format has a file, and a person has checked every file
    REPLIED          a person has replied
    """

    RECEIVED = "received"
    CONVERTING = "converting"
    AUTOMATIC_READY = "automatic-ready"
    WITH_STAFF = "with-staff"
    CHECKED = "checked"
    REPLIED = "replied"


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


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong and has not been put right since.

    ``format`` and ``message`` say what it is about, None for the whole request.
    """

    kind: EventKind
    at: datetime
    problem: str
    code: str | None = None
    advice: str | None = None
    format: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Where a request stands at one moment.

    ``formats`` are those asked for; ``files`` stand in their order, others
    after them. ``for_staff`` are formats without a file that only a person can
    make. ``source_file`` and ``findings_file`` are SHA-256. ``in_time`` is None
    until the first reply. ``overdue`` is never True of a request that has a reply.
    """

    stage: Stage
    received_at: datetime
    formats: tuple[str, ...]
    promise: Promise
    files: tuple[FileState, ...]
    for_staff: tuple[str, ...]
    problems: tuple[Problem, ...]
    source_file: str | None
    findings_file: str | None
    replied_at: datetime | None
    replied_by: str | None
    in_time: bool | None
    overdue: bool

    def file(self, code: str) -> FileState | None:
        """Return the file we offer in the format ``code``, None where there is none."""
        return next((state for state in self.files if state.format == code), None)


_PROBLEMS: Final = {
    EventKind.SOURCE_NOT_FETCHED,
    EventKind.CONVERSION_FAILED,
    EventKind.FORMAT_NOT_MADE,
    EventKind.MAIL_NOT_SENT,
}
_NOTHING_CAN_BE_MADE: Final = {EventKind.SOURCE_NOT_FETCHED, EventKind.CONVERSION_FAILED}
_BEGUN: Final = {
    EventKind.SOURCE_FETCHED,
    EventKind.CONVERSION_STARTED,
    EventKind.FILE_MADE,
    EventKind.FILE_REPLACED,
    EventKind.FORMAT_NOT_MADE,
    EventKind.FORMAT_FOR_STAFF,
}


def status_of(history: Sequence[Event], now: datetime) -> Status:
    """Return where a request stands at ``now``.

    The last promise counts. The first reply stops the clock; later ones are
    further messages. A reply on the due day is in time, and a request is
    overdue only from the next day, in London.

    Raises:
        ValueError: ``history`` is not whole (it lacks RECEIVED or PROMISED), or ``now`` has no time zone.
    """
    today = london_date(now)
    received = _first(history, EventKind.RECEIVED)
    promised = _last(history, EventKind.PROMISED)
    if received is None or promised is None:
        raise ValueError("a history begins with RECEIVED and PROMISED")
    promise = Promise.of(promised)
    formats = tuple(received.text("formats").split())
    files = _files(history)
    problems = _problems(history, set(formats) <= files.keys())
    for_staff = _for_staff(history, formats, files, problems)
    reply = _first(history, EventKind.REPLIED)
    return Status(
        stage=_stage(history, formats, files, for_staff),
        received_at=received.at,
        formats=formats,
        promise=promise,
        files=_in_order(files, formats),
        for_staff=for_staff,
        problems=problems,
        source_file=_source_file(history, received),
        findings_file=_file_of(_last(history, EventKind.FINDINGS_NOTED)),
        replied_at=None if reply is None else reply.at,
        replied_by=None if reply is None else reply.text("by"),
        in_time=None if reply is None else london_date(reply.at) <= promise.due,
        overdue=reply is None and today > promise.due,
    )


def _first(history: Sequence[Event], kind: EventKind) -> Event | None:
    return next((event for event in history if event.kind is kind), None)


def _last(history: Sequence[Event], kind: EventKind) -> Event | None:
    return next((event for event in reversed(history) if event.kind is kind), None)


def _file_of(event: Event | None) -> str | None:
    return None if event is None else event.text("file")


def _source_file(history: Sequence[Event], received: Event) -> str | None:
    return _file_of(_last(history, EventKind.SOURCE_FETCHED)) or received.text_or_none("file")


def _files(history: Iterable[Event]) -> Mapping[str, FileState]:
    """Return the file we offer in each format."""
    files: dict[str, FileState] = {}
    for event in history:
        match event.kind:
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


def _in_order(files: Mapping[str, FileState], formats: Sequence[str]) -> tuple[FileState, ...]:
    return tuple(files[code] for code in dict.fromkeys((*formats, *files)) if code in files)


def _problems(history: Iterable[Event], complete: bool) -> tuple[Problem, ...]:
    """Return what is still wrong; of the same trouble twice, the later."""
    open_: dict[tuple[EventKind, str | None, str | None], Problem] = {}
    for event in history:
        if event.kind in _PROBLEMS:
            problem = _problem(event)
            open_[problem.kind, problem.format, problem.message] = problem
        else:
            open_ = {key: each for key, each in open_.items() if not _puts_right(event, each)}
    return tuple(each for each in open_.values() if not (complete and each.kind in _NOTHING_CAN_BE_MADE))


def _problem(event: Event) -> Problem:
    return Problem(
        kind=event.kind,
        at=event.at,
        problem=event.text("problem"),
        code=event.text_or_none("code"),
        advice=event.text_or_none("advice"),
        format=event.text_or_none("format"),
        message=event.text_or_none("message"),
    )


def _puts_right(event: Event, problem: Problem) -> bool:
    """Return whether ``event`` overcomes an earlier problem. Trying again is not enough: only success is."""
    match problem.kind:
        case EventKind.MAIL_NOT_SENT:
            return event.kind is EventKind.MAIL_SENT and event.text("message") == problem.message
        case EventKind.SOURCE_NOT_FETCHED:
            return event.kind is EventKind.SOURCE_FETCHED
        case EventKind.CONVERSION_FAILED:
            return event.kind is EventKind.FILE_MADE
        case _:
            made = event.kind in {EventKind.FILE_MADE, EventKind.FILE_REPLACED}
            return made and event.text("format") == problem.format


def _for_staff(
    history: Sequence[Event],
    formats: Sequence[str],
    files: Mapping[str, FileState],
    problems: Iterable[Problem],
) -> tuple[str, ...]:
    """Return the formats that have no file and that no program will make."""
    given_up = {event.text("format") for event in history if event.kind is EventKind.FORMAT_FOR_STAFF}
    given_up |= {each.format for each in problems if each.format is not None}
    stuck = _has_no_source(history) or any(each.kind in _NOTHING_CAN_BE_MADE for each in problems)
    wanted = dict.fromkeys((*formats, *sorted(given_up)))
    return tuple(code for code in wanted if code not in files and (stuck or code in given_up))


def _has_no_source(history: Sequence[Event]) -> bool:
    """Return whether a person must find the document first: it was only described."""
    described = any(
        event.kind is EventKind.RECEIVED and event.text("source") == SourceKind.DESCRIPTION
        for event in history
    )
    return described and _last(history, EventKind.SOURCE_FETCHED) is None


def _stage(
    history: Sequence[Event],
    formats: Sequence[str],
    files: Mapping[str, FileState],
    for_staff: Sequence[str],
) -> Stage:
    kinds = {event.kind for event in history}
    if EventKind.REPLIED in kinds:
        return Stage.REPLIED
    if any(code not in files and code not in for_staff for code in formats):
        return Stage.CONVERTING if kinds & _BEGUN else Stage.RECEIVED
    if for_staff or not files:
        return Stage.WITH_STAFF
    checked = all(state.checked_at is not None for state in files.values())
    return Stage.CHECKED if checked else Stage.AUTOMATIC_READY
