"""Whether the promise was kept: figures for managers, each with the cases behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import Final

from requests_log.deadlines import WorkingCalendar, london_date
from requests_log.events import EventKind
from requests_log.records import Case
from requests_log.rounds import Round, days_taken
from requests_log.status import Status, status_of

COUNTING_RULE: Final = (
    "We count the requests received in the period. "
    "A request is in time when our first reply went out on or before the date we promised. "
    "The percentage is the requests replied to in time, out of those replied to in time, "
    "those replied to late, and those overdue without a reply. "
    "Open requests that are not yet due are left out. "
    "So are those that wait for the person’s answer: our question stops the clock until they answer. "
    "So are those that the person withdrew before we replied. "
    "The percentage is rounded down to one decimal place."
)

REOPENED_RULE: Final = (
    "A person can tell us that a file does not work with the way they read. "
    "Where we had replied already, that opens the request again, with a new promise of as many working days. "
    "These figures are about that second promise, and change nothing in those above. "
    "A request that was opened again more than once counts by the last time."
)


class Result(StrEnum):
    """How a request came out, or stands. Every request has exactly one."""

    IN_TIME = "in time"
    LATE = "late"
    OPEN = "open"
    WAITING = "waiting for an answer"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Period:
    """London days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("The last day of the period is before its first day.")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Results:
    """Cases by how they came out, or stand; every case is in one of them."""

    in_time: tuple[Case, ...] = ()
    late: tuple[Case, ...] = ()
    open: tuple[Case, ...] = ()
    waiting: tuple[Case, ...] = ()
    overdue: tuple[Case, ...] = ()
    withdrawn: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Compliance:
    """The figures of a period. Each is the cases behind it; its number is their count.

    ``first`` has the received by our first reply. ``percentage_in_time`` is exact,
    from 0 to 100, by COUNTING_RULE; None while nothing counts. ``median_working_days``
    is over those replied to; None while there are none. ``did_not_work`` are those whose
    person said that a file does not work; ``reopened`` those of them we had replied to,
    and ``again`` the same by how they came out since (REOPENED_RULE).
    """

    period: Period
    received: tuple[Case, ...]
    first: Results
    percentage_in_time: Fraction | None
    median_working_days: float | None
    did_not_work: tuple[Case, ...] = ()
    reopened: tuple[Case, ...] = ()
    again: Results = Results()

    @property
    def percentage_text(self) -> str | None:
        """Return "100%" or "99.9%": rounded down, so that only all is 100%."""
        if self.percentage_in_time is None:
            return None
        whole, tenth = divmod(int(self.percentage_in_time * 10), 10)
        return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def compliance(cases: Iterable[Case], period: Period, calendar: WorkingCalendar, now: datetime) -> Compliance:
    """Return the figures for the requests received in ``period``, as things stand at ``now``.

    Raises:
        CalendarTooShort: a reply lies outside ``calendar``.
        ValueError: ``now`` has no time zone.
    """
    received = tuple(case for case in cases if london_date(case.request.received_at) in period)
    statuses = [(case, status_of(case.history, now)) for case in received]
    first = _results((case, result_of(status)) for case, status in statuses)
    reopened = tuple((case, status) for case, status in statuses if status.reopened_by)
    counted = len(first.in_time) + len(first.late) + len(first.overdue)
    return Compliance(
        period=period,
        received=received,
        first=first,
        percentage_in_time=Fraction(100 * len(first.in_time), counted) if counted else None,
        median_working_days=_median(working_days_taken(status, calendar) for _, status in statuses),
        did_not_work=tuple(case for case in received if times_it_did_not_work(case)),
        reopened=tuple(case for case, _ in reopened),
        again=_results((case, result_again(status)) for case, status in reopened),
    )


def result_of(status: Status) -> Result:
    """Return how a request came out, or stands, by our first reply."""
    return _result(status.rounds[0], status)


def result_again(status: Status) -> Result:
    """Return how a request that was opened again came out since, or stands."""
    return _result(status.round, status)


def times_it_did_not_work(case: Case) -> int:
    """Return how often the person said that a file does not work."""
    return sum(event.kind is EventKind.DID_NOT_WORK for event in case.history)


def working_days_taken(status: Status, calendar: WorkingCalendar) -> int | None:
    """Return the working days from receipt to the first reply; None while there is none.

    Days on which we waited for an answer are not among them.

    Raises:
        CalendarTooShort: the reply lies outside ``calendar``.
    """
    return days_taken(status.rounds[0], calendar)


def _result(at: Round, status: Status) -> Result:
    if at.in_time is not None:
        return Result.IN_TIME if at.in_time else Result.LATE
    if at.withdrawn is not None:
        return Result.WITHDRAWN
    if at.paused is not None:
        return Result.WAITING
    return Result.OVERDUE if status.overdue else Result.OPEN


def _results(cases: Iterable[tuple[Case, Result]]) -> Results:
    found = tuple(cases)
    return Results(*(tuple(case for case, result in found if result is wanted) for wanted in Result))


def to_csv(
    cases: Iterable[Case], calendar: WorkingCalendar, now: datetime, name_of: Callable[[str], str] = str
) -> bytes:
    """Return one row a request, for a spreadsheet: UTF-8 with its mark, CRLF, ISO dates, no personal data.

    ``name_of`` puts a format's code into words.

    Raises:
        CalendarTooShort: a reply lies outside ``calendar``.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(_COLUMNS)
    for case in cases:
        rows.writerow(_guarded(str(value)) for value in _cells(case, calendar, now, name_of))
    return text.getvalue().encode("utf-8-sig")


_COLUMNS: Final = (
    *("Reference", "Received", "Due", "Replied", "Working days taken", "Result", "Formats"),
    *("Times it did not work", "Due again", "Replied again", "Result again"),
)


def _cells(
    case: Case, calendar: WorkingCalendar, now: datetime, name_of: Callable[[str], str]
) -> tuple[object, ...]:
    status = status_of(case.history, now)
    first, taken = status.rounds[0], working_days_taken(status, calendar)
    return (
        case.request.reference,
        london_date(case.request.received_at),
        first.promise.due,
        _replied(first),
        "" if taken is None else taken,
        result_of(status).value,
        ", ".join(map(name_of, case.request.formats)),
        times_it_did_not_work(case),
        *_again(status),
    )


def _again(status: Status) -> tuple[object, ...]:
    if not status.reopened_by:
        return ("", "", "")
    return (status.promise.due, _replied(status.round), result_again(status).value)


def _replied(at: Round) -> object:
    return "" if at.reply is None else london_date(at.reply.at)


def _guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV Injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell


def _median(numbers: Iterable[int | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return float(median(known)) if known else None
