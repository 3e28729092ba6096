"""What went wrong with a request and has not been put right since: a fold over its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from requests_log.events import Event, EventKind


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


_PROBLEMS: Final = {
    EventKind.SOURCE_NOT_FETCHED,
    EventKind.CONVERSION_FAILED,
    EventKind.FORMAT_NOT_MADE,
    EventKind.MAIL_NOT_SENT,
}
_LINK: Final = "link-"  # the mails with a lost link, by their number: a later one is as good
_ENDS: Final = {EventKind.REPLIED, EventKind.WITHDRAWN}
NOTHING_CAN_BE_MADE: Final = {EventKind.SOURCE_NOT_FETCHED, EventKind.CONVERSION_FAILED}


def problems_open(history: Iterable[Event], complete: bool) -> tuple[Problem, ...]:
    """Return what is still wrong; of the same trouble twice, the later."""
    open_: dict[tuple[EventKind, str | None, str | None], Problem] = {}
    for event in history:
        if event.kind in _PROBLEMS:
            problem = _problem(event)
            open_[problem.kind, problem.format, problem.message] = problem
        else:
            open_ = {key: each for key, each in open_.items() if not _puts_right(event, each)}
    return tuple(each for each in open_.values() if not (complete and each.kind in NOTHING_CAN_BE_MADE))


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
            is_link = (problem.message or "").startswith(_LINK)
            if event.kind is EventKind.MAIL_SENT:
                sent = event.text("message")
                return sent == problem.message or (is_link and sent.startswith(_LINK))
            return is_link and event.kind in _ENDS
        case EventKind.SOURCE_NOT_FETCHED:
            return event.kind is EventKind.SOURCE_FETCHED
        case EventKind.CONVERSION_FAILED:
            return event.kind in {EventKind.FILE_MADE, EventKind.SOURCE_FETCHED}
        case _ if event.kind is EventKind.SOURCE_FETCHED:  # another document: it is tried anew
            return True
        case _:
            made = event.kind in {EventKind.FILE_MADE, EventKind.FILE_REPLACED}
            return made and event.text("format") == problem.format
