from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal import words


def test_a_day_is_said_in_full() -> None:
    assert words.day(date(2026, 11, 7)) == "Saturday 7 November 2026"


@pytest.mark.parametrize(("hour", "said"), [(0, "12:05am"), (9, "9:05am"), (12, "12:05pm"), (23, "11:05pm")])
def test_a_moment_is_said_by_the_twelve_hour_clock(hour: int, said: str) -> None:
    assert words.moment(datetime(2026, 11, 27, hour, 5, tzinfo=UTC)) == f"Friday 27 November 2026 at {said}"


def test_a_moment_in_summer_is_london_time() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert words.moment(late) == "Thursday 2 July 2026 at 12:30am"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "1 KB"), (999, "1 KB"), (40_400, "40 KB"), (1_000_000, "1.0 MB"), (52_428_800, "52.4 MB")],
)
def test_a_size_is_short(count: int, said: str) -> None:
    assert words.size(count) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(2, "2 working days left"), (1, "1 working day left"), (0, "Due today"), (-3, "3 working days late")],
)
def test_what_is_left_of_a_promise_is_said_in_words(count: int, said: str) -> None:
    assert words.days_left(count) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_a_list_reads_as_a_sentence(items: tuple[str, ...], said: str) -> None:
    assert words.listed(items) == said
