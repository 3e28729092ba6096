"""The periods a manager may look at. No clock: today is a parameter, a London date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from portal.answers import Problem
from portal.typed import NotADate, date_of
from requests_log import Period

OWN: Final = "own"
BEGINNING: Final = date(2000, 1, 1)  # before this service was thought of
YEARS: Final = range(BEGINNING.year, 2101)
DATE_PARTS: Final = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Preset:
    """A period with a name. ``code`` stands in the form and in the address."""

    code: str
    name: str
    of: Callable[[date], Period]


def this_month(today: date) -> Period:
    return Period(today.replace(day=1), _month_end(today))


def last_month(today: date) -> Period:
    end = today.replace(day=1) - timedelta(days=1)
    return Period(end.replace(day=1), end)


def this_quarter(today: date) -> Period:
    """Return the calendar quarter ``today`` lies in: January to March, April to June, …"""
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return Period(first, _month_end(first.replace(month=first.month + 2)))


def last_12_months(today: date) -> Period:
    """Return the year that ends today: on 29 February it begins on 1 March."""
    if (today.month, today.day) == (2, 29):
        return Period(date(today.year - 1, 3, 1), today)
    return Period(today.replace(year=today.year - 1) + timedelta(days=1), today)


def everything(today: date) -> Period:
    return Period(BEGINNING, today)


PRESETS: Final = (
    Preset("this-month", "This month", this_month),
    Preset("last-month", "Last month", last_month),
    Preset("this-quarter", "This quarter", this_quarter),
    Preset("last-12-months", "The last 12 months", last_12_months),
    Preset("all", "Everything so far", everything),
)


def preset_period(code: str, today: date) -> Period:
    """Return the period with this code; KeyError where there is none."""
    return _PRESETS[code].of(today)


def read_period(typed: Mapping[str, str], today: date) -> Period | tuple[Problem, ...]:
    """Return the period in ``typed`` ("first-day" … "last-year"), or what is to be put right."""
    first, last = (_date(name, typed, today) for name in ("first", "last"))
    if isinstance(first, Problem) or isinstance(last, Problem):
        return tuple(each for each in (first, last) if isinstance(each, Problem))
    if last < first:
        return (
            Problem("last-day", "The last day is before the first day. Enter the same day or a later one"),
        )
    return Period(first, last)


def typed_of(period: Period) -> dict[str, str]:
    """Return ``period`` as the form's fields, to start from."""
    return {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in (("first", period.first), ("last", period.last))
        for part in DATE_PARTS
    }


def _date(name: str, typed: Mapping[str, str], today: date) -> date | Problem:
    called = f"the {name} day"
    texts = {part: typed.get(f"{name}-{part}", "").strip() for part in DATE_PARTS}
    missing = [part for part, text in texts.items() if not text]
    if len(missing) == len(DATE_PARTS):
        return Problem(f"{name}-day", f"Enter {called} of the period")
    if missing:
        return Problem(f"{name}-{missing[0]}", f"Enter the {' and the '.join(missing)} of {called}")
    try:
        day = date_of(texts["day"], texts["month"], texts["year"], example=today)
    except NotADate as error:
        message = str(error)
        return Problem(f"{name}-{error.part}", f"{called.capitalize()}: {message[0].lower()}{message[1:]}")
    if day is None or day.year not in YEARS:
        return Problem(f"{name}-year", f"Enter a year from {YEARS[0]} to {YEARS[-1]} for {called}")
    return day


def _month_end(day: date) -> date:
    """Return the last day of the month: 28 + 4 days always lie in the next one."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


_PRESETS: Final = {preset.code: preset for preset in PRESETS}
