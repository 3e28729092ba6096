"""The promise as it moves: made at receipt, stopped by a question, made anew when a file does not work.

A round begins with the request, or with the word that a file does not work after
we had replied, and ends with our reply. The rules, from our facts about trusted services:

* The first reply of a round stops its clock; later ones are further messages.
* A recorded question stops the clock. It goes on from the next working day after
  the answer, with the working days that were left: no instant breach, no reset to
  full (the fair pause; compare the "stopped clock for clarification" that bodies
  publish with their freedom-of-information figures). Where none was left, one is given.
* A question asked after the due day stops nothing: the promise is broken already.
* A question that could not be sent stops nothing: nobody was asked.
* A request that is taken back has no clock. Taking that back again is an answer to it.
* "This does not work with my reader" after a reply is a new promise of as many working days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from requests_log.deadlines import (
    WorkingCalendar,
    aloud,
    counted_days,
    counted_out_loud,
    due_date,
    london_date,
    long_date,
    working_days_between,
    working_days_left,
)
from requests_log.events import Event, EventKind
from requests_log.records import Promise

_STOPS = {EventKind.QUESTION_ASKED: EventKind.ANSWERED, EventKind.WITHDRAWN: EventKind.WITHDRAWAL_UNDONE}
_WAITED = {
    EventKind.QUESTION_ASKED: "we waited for your answer",
    EventKind.WITHDRAWN: "you had withdrawn your request",
}
_BEGAN = {
    EventKind.RECEIVED: "the day we received your request",
    EventKind.DID_NOT_WORK: "the day you told us that a file does not work",
}


@dataclass(frozen=True, slots=True)
class Pause:
    """London days on which the clock stood still: those after ``since`` up to ``until``, None while it does.

    ``kind`` is what stopped it and ``number`` that event's.
    """

    kind: EventKind
    number: int
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """From ``opening`` (RECEIVED or DID_NOT_WORK) to ``reply``. ``promise`` is the one that stands."""

    opening: Event
    promise: Promise
    pauses: tuple[Pause, ...] = ()
    reply: Event | None = None
    withdrawn: Event | None = None

    @property
    def paused(self) -> Pause | None:
        """Return what stops the clock, None where it runs or has come to its end."""
        last = self.pauses[-1] if self.pauses else None
        return last if last and last.until is None else None

    @property
    def in_time(self) -> bool | None:
        """Return whether the reply was in time, None while there is none."""
        if self.reply is None:
            return None
        return self.paused is not None or london_date(self.reply.at) <= self.promise.due

    def is_overdue(self, today: date) -> bool:
        """Return whether the due day has passed with nobody to wait for. The due day itself is in time."""
        waits = self.reply is None and self.withdrawn is None and self.paused is None
        return waits and today > self.promise.due


def rounds_of(history: Sequence[Event]) -> tuple[Round, ...]:
    """Return the rounds of a request, the first first.

    Raises:
        ValueError: ``history`` does not begin with RECEIVED, or a round has no promise.
    """
    if not history or history[0].kind is not EventKind.RECEIVED:
        raise ValueError("a history begins with RECEIVED and PROMISED")
    return tuple(_round(part) for part in _parts(history))


def reopens(history: Sequence[Event]) -> bool:
    """Return whether word that a file does not work opens this case again: it has been replied to."""
    return rounds_of(history)[-1].reply is not None


def resumed(promise: Promise, pause: Pause, until: date, calendar: WorkingCalendar) -> Promise:
    """Return the promise after ``pause`` ended on ``until``: the working days left are still left.

    Raises:
        CalendarTooShort: the answer lies past the calendar.
    """
    if until <= pause.since:
        return promise
    left = max(1, working_days_left(pause.since, promise.due, calendar))
    return replace(promise, due=due_date(until, left, calendar), calendar=calendar.name)


def days_left(at: Round, today: date, calendar: WorkingCalendar) -> int:
    """Return the working days until the due day, negative when overdue; while the clock stands, those kept.

    Raises:
        CalendarTooShort: a day lies outside the calendar.
    """
    if at.paused is None:
        return working_days_left(today, at.promise.due, calendar)
    kept = working_days_left(at.paused.since, at.promise.due, calendar)
    return kept if today == at.paused.since else max(1, kept)


def days_taken(at: Round, calendar: WorkingCalendar) -> int | None:
    """Return the working days from the opening to the reply, less those of pauses; None while there is none.

    Raises:
        CalendarTooShort: a day lies outside the calendar.
    """
    if at.reply is None:
        return None
    replied = london_date(at.reply.at)
    stood = sum(
        working_days_between(pause.since, min(pause.until or replied, replied), calendar)
        for pause in at.pauses
    )
    return working_days_between(london_date(at.opening.at), replied, calendar) - stood


def counted_aloud(at: Round, calendar: WorkingCalendar) -> tuple[str, ...]:
    """Return how the due day was counted, a sentence a day, without full stops; a pause is one sentence.

    Raises:
        CalendarTooShort: a day lies outside the calendar.
    """
    began = london_date(at.opening.at)
    opening = f"{long_date(began)}: {_BEGAN[at.opening.kind]}, not counted"
    if not any(pause.until is None or pause.until > pause.since for pause in at.pauses):
        return (opening, *counted_out_loud(began, at.promise.working_days, calendar)[1:])
    return (opening, *_with_pauses(at, began, calendar))


def _with_pauses(at: Round, began: date, calendar: WorkingCalendar) -> Iterator[str]:
    """Yield the days after ``began``: those that count go on by number after a pause."""
    total, number, day = at.promise.working_days, 0, began
    for pause in at.pauses:
        yield from _days(day, pause.since, number, calendar)
        number += working_days_between(day, max(day, pause.since), calendar)
        day = max(day, pause.until or pause.since)
        if pause.until is None:
            yield _standing(pause, max(1, total - number))
            return
        yield from _stood(pause)
    *before, _ = _days(day, at.promise.due, number, calendar)
    yield from before
    last = f"day {total}" if number < total else "one more day, because none was left when we asked"
    yield f"{long_date(at.promise.due)}: {last}, our reply is due by the end of this day"


def _days(after: date, to: date, number: int, calendar: WorkingCalendar) -> Iterator[str]:
    """Yield the days after ``after`` up to ``to``, counted on from ``number``."""
    wanted = working_days_between(after, to, calendar) if to > after else 0
    counted = counted_days(after, wanted + 1, calendar)[1:]
    for each in counted:
        if each.day > to:
            return
        went_on = each if each.number is None else replace(each, number=number + each.number)
        yield f"{long_date(each.day)}: {aloud(went_on, calendar)}"


def _stood(pause: Pause) -> Iterator[str]:
    if pause.until is None or pause.until <= pause.since:
        return
    first = pause.since + timedelta(days=1)
    days = long_date(first) if first == pause.until else f"{long_date(first)} to {long_date(pause.until)}"
    yield f"{days}: {_WAITED[pause.kind]}, not counted"


def _standing(pause: Pause, left: int) -> str:
    days = "1 working day is" if left == 1 else f"{left} working days are"
    if pause.kind is EventKind.WITHDRAWN:
        return "You have withdrawn your request, so no day is counted"
    return f"We wait for your answer, so no day is counted. After it, {days} left"


def _parts(history: Sequence[Event]) -> Iterator[tuple[Event, ...]]:
    part: list[Event] = []
    for event in history:
        replied = any(each.kind is EventKind.REPLIED for each in part)
        if event.kind is EventKind.DID_NOT_WORK and replied:
            yield tuple(part)
            part = []
        part.append(event)
    yield tuple(part)


def _round(part: Sequence[Event]) -> Round:
    promise: Promise | None = None
    now = Round(part[0], Promise(london_date(part[0].at), 1, ""))
    for event in part:
        if event.kind is EventKind.PROMISED:
            promise = Promise.of(event)
            now = replace(now, promise=promise)
        else:
            now = _after(now, event)
    if promise is None:
        raise ValueError("a history begins with RECEIVED and PROMISED")
    return now


def _after(now: Round, event: Event) -> Round:
    match event.kind:
        case EventKind.REPLIED if now.reply is None:
            return replace(now, reply=event)
        case EventKind.WITHDRAWN:
            return replace(_stopped(now, event), withdrawn=event)
        case EventKind.WITHDRAWAL_UNDONE:
            return replace(_gone_on(now, event), withdrawn=None)
        case EventKind.QUESTION_ASKED:
            return _stopped(now, event)
        case EventKind.ANSWERED:
            return _gone_on(now, event)
        case EventKind.MAIL_NOT_SENT:
            return _unheard(now, event.text("message"))
        case _:
            return now


def _stopped(now: Round, event: Event) -> Round:
    since = london_date(event.at)
    if now.paused or now.reply is not None or since > now.promise.due:
        return now
    return replace(now, pauses=(*now.pauses, Pause(event.kind, event.number, since)))


def _unheard(now: Round, message: str) -> Round:
    """Return the round once ``message`` could not be sent: a question that nobody got stops nothing."""
    if now.paused is None or message != f"question-{now.paused.number}":
        return now
    return replace(now, pauses=now.pauses[:-1])


def _gone_on(now: Round, event: Event) -> Round:
    if now.paused is None or _STOPS[now.paused.kind] is not event.kind:
        return now
    ended = replace(now.paused, until=london_date(event.at))
    return replace(now, pauses=(*now.pauses[:-1], ended))
