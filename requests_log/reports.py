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

from requests_log.deadlines import WorkingCalendar, london_date, working_days_between
from requests_log.records import Case
from requests_log.status import Status, status_of

COUNTING_RULE: Final = (
    "We count the requests received in the period. "
    "A request is in time when our first reply went out on or before the date we promised. "
    "The percentage is the requests replied to in time, out of those replied to in time, "
    "those replied to late, and those overdue without a reply. "
    "Open requests that are not yet due are left out. "
    "The percentage is rounded down to one decimal place."
)


class Result(StrEnum):
    """How a request came out, or stands. Every request has exactly one."""

    IN_TIME = "in time"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"


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
class Compliance:
    """The figures of a period. Each is the cases behind it; its number is their count.

    ``open`` are those without a reply that are not yet due, so that the last
    four add up to ``received``. ``percentage_in_time`` is exact, from 0 to 100,
    by COUNTING_RULE; None while nothing counts. ``median_working_days`` is over
    those replied to; None while there are none.
    """

    period: Period
    received: tuple[Case, ...]
    replied_in_time: tuple[Case, ...]
    replied_late: tuple[Case, ...]
    open: tuple[Case, ...]
    overdue: tuple[Case, ...]
    percentage_in_time: Fraction | None
    median_working_days: float | None

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
    results = [(case, result_of(status_of(case.history, now))) for case in received]
    in_time, late, open_, overdue = (
        tuple(case for case, result in results if result is wanted) for wanted in Result
    )
    counted = len(in_time) + len(late) + len(overdue)
    taken = [working_days_taken(status_of(case.history, now), calendar) for case in (*in_time, *late)]
    return Compliance(
        period=period,
        received=received,
        replied_in_time=in_time,
        replied_late=late,
        open=open_,
        overdue=overdue,
        percentage_in_time=Fraction(100 * len(in_time), counted) if counted else None,
        median_working_days=_median(taken),
    )


def result_of(status: Status) -> Result:
    """Return how a request came out, or stands."""
    if status.in_time is not None:
        return Result.IN_TIME if status.in_time else Result.LATE
    return Result.OVERDUE if status.overdue else Result.OPEN


def working_days_taken(status: Status, calendar: WorkingCalendar) -> int | None:
    """Return the working days from receipt to the first reply; None while there is none.

    Raises:
        CalendarTooShort: the reply lies outside ``calendar``.
    """
    if status.replied_at is None:
        return None
    return working_days_between(london_date(status.received_at), london_date(status.replied_at), calendar)


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


_COLUMNS: Final = ("Reference", "Received", "Due", "Replied", "Working days taken", "Result", "Formats")


def _cells(
    case: Case, calendar: WorkingCalendar, now: datetime, name_of: Callable[[str], str]
) -> tuple[object, ...]:
    status = status_of(case.history, now)
    taken = working_days_taken(status, calendar)
    return (
        case.request.reference,
        london_date(case.request.received_at),
        status.promise.due,
        "" if status.replied_at is None else london_date(status.replied_at),
        "" if taken is None else taken,
        result_of(status).value,
        ", ".join(map(name_of, case.request.formats)),
    )


def _guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV Injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell


def _median(numbers: Iterable[int | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return float(median(known)) if known else None
