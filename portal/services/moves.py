"""What both sides of a request share: being too late, and a clock that goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from portal.services import clock
from portal.services.office import Office
from requests_log import Detail, Event, EventKind, Promise, Status, Step, resumed, status_of

_STOPPED_BY: Final = {
    EventKind.ANSWERED: EventKind.QUESTION_ASKED,
    EventKind.WITHDRAWAL_UNDONE: EventKind.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody else was quicker: what the person saw no longer stands. ``words`` say what does."""

    words: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """A file that cannot be used. ``words`` say why and what to do."""

    words: str


def answered(
    office: Office, history: tuple[Event, ...], by: str | None, more: dict[str, Detail]
) -> tuple[Step, ...]:
    """Return the events of an answer to the question that is open; none where none is."""
    status = status_of(history, clock.now())
    if status.question is None:
        return ()
    details: dict[str, Detail] = {"question": status.question.number, "by": by, **more}
    return ((EventKind.ANSWERED, details), *going_on(office, status, EventKind.ANSWERED))


def going_on(office: Office, status: Status, because: EventKind) -> tuple[Step, ...]:
    """Return the promise that stands once the clock goes on; none where the day stays as it was."""
    pause = status.round.paused
    if pause is None or pause.kind is not _STOPPED_BY[because]:
        return ()
    promise = resumed(status.promise, pause, clock.today(), office.calendar)
    return () if promise == status.promise else (promised(promise, because),)


def promised(promise: Promise, because: EventKind) -> Step:
    """Return the event of a promise that takes the place of an earlier one."""
    return EventKind.PROMISED, {**promise.as_details(), "because": because.value}
