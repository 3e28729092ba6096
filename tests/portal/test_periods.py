"""The periods a manager may look at, on days where calendars are awkward."""

from __future__ import annotations

from datetime import date

import pytest

from portal.answers import Problem
from portal.periods import BEGINNING, PRESETS, preset_period, read_period, typed_of
from requests_log import Period

TODAY = date(2026, 11, 22)


def typed(first: str, last: str) -> dict[str, str]:
    """Return the six fields of "1 4 2026"; a dash leaves one empty."""
    fields = {}
    for name, text in (("first", first), ("last", last)):
        for part, value in zip(("day", "month", "year"), text.split(), strict=True):
            fields[f"{name}-{part}"] = value.strip("-")
    return fields


def problems(first: str, last: str) -> tuple[Problem, ...]:
    found = read_period(typed(first, last), TODAY)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("code", "today", "first", "last"),
    [
        ("this-month", date(2026, 11, 22), date(2026, 11, 1), date(2026, 11, 30)),
        ("this-month", date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
        ("last-month", date(2026, 3, 31), date(2026, 2, 1), date(2026, 2, 28)),
        ("last-month", date(2026, 1, 1), date(2025, 12, 1), date(2025, 12, 31)),
        ("this-quarter", date(2026, 11, 22), date(2026, 10, 1), date(2026, 12, 31)),
        ("this-quarter", date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        ("last-12-months", date(2026, 11, 22), date(2025, 11, 23), date(2026, 11, 22)),
        ("last-12-months", date(2024, 2, 29), date(2023, 3, 1), date(2024, 2, 29)),
        ("last-12-months", date(2025, 2, 28), date(2024, 2, 29), date(2025, 2, 28)),
        ("all", date(2026, 11, 22), BEGINNING, date(2026, 11, 22)),
    ],
)
def test_a_preset_is_whole_days_both_included(code: str, today: date, first: date, last: date) -> None:
    assert preset_period(code, today) == Period(first, last)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.code)
def test_no_day_of_four_years_breaks_a_preset(preset: object) -> None:
    for number in range(date(2024, 1, 1).toordinal(), date(2028, 1, 2).toordinal()):
        today = date.fromordinal(number)
        period = preset_period(preset.code, today)  # type: ignore[attr-defined]
        assert period.first <= today
        assert today <= period.last or preset.code == "last-month"  # type: ignore[attr-defined]


def test_a_preset_nobody_offered_is_refused() -> None:
    with pytest.raises(KeyError):
        preset_period("<b>", TODAY)


def test_own_dates_are_read_as_typed_with_spaces_and_words() -> None:
    assert read_period(typed("01 4 2026", "30 June 2026"), TODAY) == Period(
        date(2026, 4, 1), date(2026, 6, 30)
    )


def test_one_day_is_a_period() -> None:
    assert read_period(typed("1 4 2026", "1 4 2026"), TODAY) == Period(date(2026, 4, 1), date(2026, 4, 1))


def test_what_is_typed_of_a_period_reads_back_as_it() -> None:
    period = Period(date(2026, 4, 1), date(2026, 6, 30))
    assert read_period(typed_of(period), TODAY) == period


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (
            "- - -",
            "- - -",
            [
                ("first-day", "Enter the first day of the period"),
                ("last-day", "Enter the last day of the period"),
            ],
        ),
        ("1 - 2026", "1 4 2026", [("first-month", "Enter the month of the first day")]),
        ("1 4 2026", "1 - -", [("last-month", "Enter the month and the year of the last day")]),
        (
            "31 2 2026",
            "1 4 2026",
            [("first-day", "The first day: there is no 31 February 2026. Check the day and the month")],
        ),
        ("1 4 26", "1 4 2026", [("first-year", "The first day: enter the year as 4 numbers, like 2026")]),
        ("1 4 1999", "1 4 2026", [("first-year", "Enter a year from 2000 to 2100 for the first day")]),
        ("1 4 2026", "31 12 9999", [("last-year", "Enter a year from 2000 to 2100 for the last day")]),
        (
            "2 4 2026",
            "1 4 2026",
            [("last-day", "The last day is before the first day. Enter the same day or a later one")],
        ),
    ],
)
def test_wrong_dates_say_which_and_what_to_do(first: str, last: str, expected: list[tuple[str, str]]) -> None:
    assert [(problem.field, problem.message) for problem in problems(first, last)] == expected


@pytest.mark.parametrize("odd", ["x", "-1", "٣", "1.5", "1e3", "999999999999999999999"])
def test_whatever_is_typed_is_a_problem_and_never_a_crash(odd: str) -> None:
    for name in typed("1 4 2026", "2 4 2026"):
        assert isinstance(read_period(typed("1 4 2026", "2 4 2026") | {name: odd}, TODAY), tuple)
    assert isinstance(read_period({}, TODAY), tuple)
