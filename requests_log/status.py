"""Where a request stands: a fold over its events. No database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from requests_log.deadlines import london_date
from requests_log.events import BY_THE_PERSON, REMOVALS, SHOWS_SEEN, Event, EventKind
from requests_log.offered import FileState, files_offered, in_order
from requests_log.problems import NOTHING_CAN_BE_MADE, Problem, problems_open
from requests_log.records import Promise, SourceKind
from requests_log.rounds import Round, rounds_of


class Stage(StrEnum):
    """How far a request is, in the order a request usually takes.

    RECEIVED         nothing has been done with it yet
    CONVERTING       we have begun; some format is neither made nor left to staff
    AUTOMATIC_READY  every format has a file; a person has still to check one or more
    WITH_STAFF       some format has no file, and only a person can bring it further
    CHECKED          every format has a file, and a person has checked every file
    REPLIED          a person has replied
    WITHDRAWN        the person has taken their request back
    """

    RECEIVED = "received"
    CONVERTING = "converting"
    AUTOMATIC_READY = "automatic-ready"
    WITH_STAFF = "with-staff"
    CHECKED = "checked"
    REPLIED = "replied"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Status:
    """Where a request stands at one moment.

    ``formats`` are those asked for; ``files`` stand in their order, others
    after them. ``for_staff`` are formats without a file that only a person can
    make. ``source_file`` and ``findings_file`` are SHA-256. The promise, the reply,
    ``in_time`` (None until the first reply) and ``overdue`` are those of the last
    of ``rounds``; ``overdue`` is never True of a round that has a reply, that waits
    for an answer, or of a request taken back. ``question`` waits for an answer;
    ``news`` is what the person did and nobody here has seen. The case ``belongs_to`` who
    took it or replied last: where it is opened again, to the one who replied.
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
    rounds: tuple[Round, ...]
    belongs_to: str | None = None
    question: Event | None = None
    news: tuple[Event, ...] = ()
    withdrawn_at: datetime | None = None
    removed_at: datetime | None = None
    erased_at: datetime | None = None

    @property
    def round(self) -> Round:
        """The last round, which is the one that counts now."""
        return self.rounds[-1]

    @property
    def reopened_by(self) -> Event | None:
        """Return what opened the case again: a file that did not work. None in the first round."""
        return self.round.opening if len(self.rounds) > 1 else None

    @property
    def closed_at(self) -> datetime | None:
        """Return since when nobody waits for anything: the last reply, or the withdrawal."""
        return self.withdrawn_at or self.replied_at

    def file(self, code: str) -> FileState | None:
        """Return the file we offer in the format ``code``, None where there is none."""
        return next((state for state in self.files if state.format == code), None)


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

    What is said of the promise is about the last round: from the request, or from the day a
    file turned out not to work, to our reply. See rounds.py.

    Raises:
        ValueError: ``history`` is not whole (it lacks RECEIVED or PROMISED), or ``now`` has no time zone.
    """
    today = london_date(now)
    rounds = rounds_of(history)
    received, last = rounds[0].opening, rounds[-1]
    formats = tuple(received.text("formats").split())
    files = files_offered(history)
    problems = problems_open(history, set(formats) <= files.keys())
    for_staff = _for_staff(history, formats, files, problems)
    return Status(
        stage=_stage(history, last, formats, files, for_staff),
        received_at=received.at,
        formats=formats,
        promise=last.promise,
        files=in_order(files, formats),
        for_staff=for_staff,
        problems=problems,
        source_file=_source_file(history, received),
        findings_file=_file_of(_last(_since_removal(history), EventKind.FINDINGS_NOTED)),
        replied_at=None if last.reply is None else last.reply.at,
        replied_by=None if last.reply is None else last.reply.text("by"),
        in_time=last.in_time,
        overdue=last.is_overdue(today),
        rounds=rounds,
        belongs_to=_belongs_to(history),
        question=None if last.withdrawn else _open_question(history),
        news=_news(history),
        withdrawn_at=None if last.withdrawn is None else last.withdrawn.at,
        removed_at=_at(_last(history, EventKind.FILES_REMOVED)),
        erased_at=_at(_last(history, EventKind.ERASED)),
    )


def _last(history: Sequence[Event], kind: EventKind) -> Event | None:
    return next((event for event in reversed(history) if event.kind is kind), None)


def _at(event: Event | None) -> datetime | None:
    return None if event is None else event.at


def _file_of(event: Event | None) -> str | None:
    return None if event is None else event.text("file")


def _since_removal(history: Sequence[Event]) -> Sequence[Event]:
    """Return what happened after the files were last removed: all of it where they never were."""
    removed = [event.number for event in history if event.kind in REMOVALS]
    return [event for event in history if event.number > removed[-1]] if removed else history


def _source_file(history: Sequence[Event], received: Event) -> str | None:
    kept = _since_removal(history)
    asked_with = received.text_or_none("file") if received in kept else None
    return _file_of(_last(kept, EventKind.SOURCE_FETCHED)) or asked_with


def _belongs_to(history: Sequence[Event]) -> str | None:
    for event in reversed(history):
        match event.kind:
            case EventKind.TAKEN | EventKind.REPLIED:
                return event.text("by")
            case EventKind.ERASED:
                return None
    return None


def _open_question(history: Sequence[Event]) -> Event | None:
    """Return the question that waits for an answer; a reply closes it too."""
    for event in reversed(history):
        match event.kind:
            case EventKind.QUESTION_ASKED:
                return event
            case EventKind.ANSWERED | EventKind.REPLIED | EventKind.ERASED:
                return None
    return None


def _news(history: Sequence[Event]) -> tuple[Event, ...]:
    """Return what the person did that nobody here has seen yet."""
    seen = max((event.number for event in history if event.kind in SHOWS_SEEN), default=0)
    return tuple(event for event in history if event.kind in BY_THE_PERSON and event.number > seen)


def _for_staff(
    history: Sequence[Event],
    formats: Sequence[str],
    files: Mapping[str, FileState],
    problems: Iterable[Problem],
) -> tuple[str, ...]:
    """Return the formats that have no file and that no program will make."""
    fetched = _last(history, EventKind.SOURCE_FETCHED)
    tried = history[fetched.number :] if fetched else history  # a document that came later is tried anew
    given_up = {event.text("format") for event in tried if event.kind is EventKind.FORMAT_FOR_STAFF}
    given_up |= {each.format for each in problems if each.format is not None}
    stuck = _has_no_source(history) or any(each.kind in NOTHING_CAN_BE_MADE for each in problems)
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
    last: Round,
    formats: Sequence[str],
    files: Mapping[str, FileState],
    for_staff: Sequence[str],
) -> Stage:
    kinds = {event.kind for event in history}
    if last.withdrawn is not None:
        return Stage.WITHDRAWN
    if last.reply is not None:
        return Stage.REPLIED
    if any(code not in files and code not in for_staff for code in formats):
        return Stage.CONVERTING if kinds & _BEGUN else Stage.RECEIVED
    if for_staff or not files:
        return Stage.WITH_STAFF
    checked = all(state.checked_at is not None for state in files.values())
    return Stage.CHECKED if checked else Stage.AUTOMATIC_READY
