"""Working days, and the date on which a reply is due. No clock: every day is a parameter.

The rule: "We'll consider your request and get back to you in 5 working days".
A working day is a day from Monday to Friday that is no bank holiday in England
and Wales. The day of receipt is day zero, whatever day it is; the next working
day is day one; a reply is in time until the end of the last day. Days are
London days: a request at 23:30 British Summer Time came on that day.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from typing import Final
from zoneinfo import ZoneInfo

from requests_log.events import in_utc
from requests_log.frozen import FrozenDict

CURRENT_CALENDAR: Final = "england-and-wales-2026-02"

LONDON: Final = ZoneInfo("Europe/London")

# Not strftime: its names follow the machine's locale.
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_SATURDAY: Final = 5  # as date.weekday() counts
_ONE_DAY: Final = timedelta(days=1)


class CalendarTooShort(ValueError):
    """A day lies outside what the calendar knows, so any answer would be a guess."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The days off besides weekends, by name, complete from ``since`` to ``until``, both included."""

    name: str
    holidays: Mapping[date, str] = field(hash=False)
    since: date
    until: date

    def __post_init__(self) -> None:
        outside = [day for day in self.holidays if not self.since <= day <= self.until]
        if self.until < self.since or outside:
            raise ValueError(
                f"the calendar {self.name} contradicts itself: {outside or 'it ends before it begins'}"
            )
        object.__setattr__(self, "holidays", FrozenDict(self.holidays))

    def is_working_day(self, day: date) -> bool:
        """Return whether ``day`` counts; CalendarTooShort where the calendar does not know."""
        if not self.since <= day <= self.until:
            raise CalendarTooShort(
                f"The calendar {self.name} knows the days from {long_date(self.since)} "
                f"to {long_date(self.until)}, so not {long_date(day)}."
            )
        return day.weekday() < _SATURDAY and day not in self.holidays


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a count: ``number`` where it counts, ``reason`` where it does not."""

    day: date
    number: int | None
    reason: str | None


def load_calendar(name: str = CURRENT_CALENDAR) -> WorkingCalendar:
    """Return a calendar of this package. Source: gov.uk, see the file itself."""
    text = resources.files("requests_log").joinpath("bank_holidays", f"{name}.json").read_text("utf-8")
    data = json.loads(text)
    return WorkingCalendar(
        name=data["name"],
        holidays={date.fromisoformat(day): title for day, title in data["holidays"].items()},
        since=date.fromisoformat(data["from"]),
        until=date.fromisoformat(data["until"]),
    )


def london_date(moment: datetime) -> date:
    """Return the day it is in London at ``moment``; ValueError where ``moment`` has no time zone."""
    return in_utc(moment).astimezone(LONDON).date()


def london_midnight(day: date) -> datetime:
    """Return the moment ``day`` begins in London, in UTC."""
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def long_date(day: date) -> str:
    """Return "Friday 27 November 2026"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def due_date(received: date, working_days: int, calendar: WorkingCalendar) -> date:
    """Return the last day on which a reply is in time.

    The day of receipt is day zero; the next working day is day one. A request
    received on Saturday is therefore due when one received on the Friday
    before it is.

    Raises:
        ValueError: ``working_days`` is less than 1.
        CalendarTooShort: a day to be counted lies outside the calendar.

    Source: the published promise, "We'll consider your request and get back to you in 5 working days".
    """
    return counted_days(received, working_days, calendar)[-1].day


def counted_days(received: date, working_days: int, calendar: WorkingCalendar) -> tuple[CountedDay, ...]:
    """Return every day from receipt to the due date, and why it counts or does not.

    Raises: as due_date.
    """
    if working_days < 1:
        raise ValueError(f"a promise is of 1 working day or more, not {working_days}")
    calendar.is_working_day(received)  # refuses a day the calendar does not know
    days = [CountedDay(received, None, "day of receipt")]
    number = 0
    while number < working_days:
        day = days[-1].day + _ONE_DAY
        counts = calendar.is_working_day(day)
        number += counts
        days.append(
            CountedDay(day, number, None) if counts else CountedDay(day, None, _day_off(day, calendar))
        )
    return tuple(days)


def counted_out_loud(received: date, working_days: int, calendar: WorkingCalendar) -> tuple[str, ...]:
    """Return the account as one sentence a day, without full stops.

    "Monday 23 November 2026: day 1", "Friday 25 December 2026: Christmas Day, bank holiday, not counted".

    Raises: as due_date.
    """
    first, *others, last = counted_days(received, working_days, calendar)
    return (
        f"{long_date(first.day)}: the day we received your request, not counted",
        *(f"{long_date(counted.day)}: {aloud(counted, calendar)}" for counted in others),
        f"{long_date(last.day)}: day {last.number}, our reply is due by the end of this day",
    )


def working_days_between(received: date, replied: date, calendar: WorkingCalendar) -> int:
    """Return how many working days a reply took: 0 on the day of receipt, 1 on day one.

    Raises:
        ValueError: ``replied`` is before ``received``.
        CalendarTooShort: a day lies outside the calendar.
    """
    if replied < received:
        raise ValueError(f"a reply on {replied} to a request received on {received}")
    calendar.is_working_day(received)
    return sum(calendar.is_working_day(day) for day in _days_after(received, replied))


def working_days_left(today: date, due: date, calendar: WorkingCalendar) -> int:
    """Return the working days after ``today`` until ``due``: 0 on the due day, negative when overdue.

    One day late begins the day after ``due``, even where that is a Saturday,
    and the first working day after ``due`` is still one day late.

    Raises:
        CalendarTooShort: a day lies outside the calendar.
    """
    if today <= due:
        return working_days_between(today, due, calendar)
    return -max(1, working_days_between(due, today, calendar))


def _days_after(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(1, (last - first).days + 1))


def _day_off(day: date, calendar: WorkingCalendar) -> str:
    holiday = calendar.holidays.get(day)
    return _WEEKDAYS[day.weekday()] if holiday is None else f"bank holiday: {holiday}"


def aloud(counted: CountedDay, calendar: WorkingCalendar) -> str:
    """Return "day 1", or why the day does not count: "Christmas Day, bank holiday, not counted"."""
    if counted.number is not None:
        return f"day {counted.number}"
    holiday = calendar.holidays.get(counted.day)
    if holiday is None:
        return "weekend, not counted"
    named = "bank holiday" in holiday.lower()
    return f"{holiday}, not counted" if named else f"{holiday}, bank holiday, not counted"
