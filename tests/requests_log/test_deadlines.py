"""The count of working days. Sources of the dates: gov.uk's bank holidays, England and Wales."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import holidays as calculated
import pytest

from requests_log import (
    CalendarTooShort,
    CountedDay,
    WorkingCalendar,
    counted_days,
    counted_out_loud,
    due_date,
    load_calendar,
    london_date,
    london_midnight,
    long_date,
    working_days_between,
    working_days_left,
)

RECEIVED_AND_DUE = [
    ("2026-11-20", "2026-11-27"),
    ("2026-11-21", "2026-11-27"),
    ("2026-11-22", "2026-11-27"),
    ("2026-11-23", "2026-11-30"),
    ("2026-12-18", "2026-12-29"),
    ("2026-12-21", "2026-12-30"),
    ("2026-12-22", "2026-12-31"),
    ("2026-12-23", "2027-01-04"),
    ("2026-12-24", "2027-01-05"),
    ("2026-12-25", "2027-01-05"),
    ("2026-12-26", "2027-01-05"),
    ("2026-12-28", "2027-01-05"),
    ("2026-12-31", "2027-01-08"),
    ("2027-03-25", "2027-04-05"),
    ("2027-12-24", "2028-01-05"),
    ("2022-09-14", "2022-09-22"),  # the state funeral, 19 September 2022
    ("2023-05-04", "2023-05-12"),  # the coronation, 8 May 2023
    ("2026-08-03", "2026-08-10"),
]


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(("received", "due"), RECEIVED_AND_DUE)
def test_a_request_is_due_five_working_days_after_its_day_of_receipt(
    received: str, due: str, calendar: WorkingCalendar
) -> None:
    assert due_date(day(received), 5, calendar) == day(due)


def test_the_bank_holidays_are_those_calculated_for_england(calendar: WorkingCalendar) -> None:
    years = range(calendar.since.year, calendar.until.year + 1)
    expected = {d for d in calculated.country_holidays("GB", subdiv="ENG", years=years) if d.weekday() < 5}
    assert set(calendar.holidays) == expected


def test_the_calendar_covers_whole_years_and_only_weekdays(calendar: WorkingCalendar) -> None:
    assert (calendar.since, calendar.until) == (date(2012, 1, 1), date(2028, 12, 31))
    assert all(d.weekday() < 5 for d in calendar.holidays)
    assert all(sum(d.year == year for d in calendar.holidays) >= 8 for year in range(2012, 2029))


def test_the_calendar_says_where_it_comes_from() -> None:
    from importlib import resources

    text = (
        resources.files("requests_log").joinpath("bank_holidays", f"{load_calendar().name}.json").read_text()
    )
    assert "https://www.gov.uk/bank-holidays" in text
    assert "Open Government Licence v3.0" in text
    assert '"collected": "2026-02-25"' in text


def test_a_weekend_request_is_due_when_fridays_is(calendar: WorkingCalendar) -> None:
    for friday in (d for d in days(date(2025, 1, 1), date(2028, 12, 1)) if d.weekday() == 4):
        due = due_date(friday, 5, calendar)
        assert due_date(friday + timedelta(days=1), 5, calendar) == due
        assert due_date(friday + timedelta(days=2), 5, calendar) == due


def test_every_due_date_is_a_working_day_that_many_working_days_later(calendar: WorkingCalendar) -> None:
    for received in days(date(2026, 1, 1), date(2027, 12, 31)):
        for promised in (1, 5, 20):
            counted = counted_days(received, promised, calendar)
            due = due_date(received, promised, calendar)
            assert calendar.is_working_day(due)
            assert counted[-1] == CountedDay(due, promised, None)
            assert [c.day for c in counted] == days(received, due)
            assert [c.number for c in counted if c.number] == list(range(1, promised + 1))
            assert all((c.number is None) != (c.reason is None) for c in counted)
            assert working_days_between(received, due, calendar) == promised
            assert working_days_left(received, due, calendar) == promised


def test_a_later_request_is_never_due_earlier(calendar: WorkingCalendar) -> None:
    dues = [due_date(d, 5, calendar) for d in days(date(2012, 1, 1), date(2028, 12, 1))]
    assert dues == sorted(dues)


def test_the_account_says_why_a_day_does_not_count(calendar: WorkingCalendar) -> None:
    reasons = {c.day: c.reason or c.number for c in counted_days(day("2026-12-24"), 5, calendar)}
    assert reasons[day("2026-12-24")] == "day of receipt"
    assert reasons[day("2026-12-25")] == "bank holiday: Christmas Day"
    assert reasons[day("2026-12-26")] == "Saturday"
    assert reasons[day("2026-12-28")] == "bank holiday: Boxing Day (substitute day)"
    assert reasons[day("2026-12-29")] == 1
    assert reasons[day("2027-01-01")] == "bank holiday: New Year’s Day"
    assert reasons[day("2027-01-05")] == 5


def test_the_days_are_counted_out_loud(calendar: WorkingCalendar) -> None:
    assert counted_out_loud(day("2026-12-24"), 2, calendar) == (
        "Thursday 24 December 2026: the day we received your request, not counted",
        "Friday 25 December 2026: Christmas Day, bank holiday, not counted",
        "Saturday 26 December 2026: weekend, not counted",
        "Sunday 27 December 2026: weekend, not counted",
        "Monday 28 December 2026: Boxing Day (substitute day), bank holiday, not counted",
        "Tuesday 29 December 2026: day 1",
        "Wednesday 30 December 2026: day 2, our reply is due by the end of this day",
    )
    assert counted_out_loud(day("2026-11-22"), 5, calendar)[1] == "Monday 23 November 2026: day 1"


def test_a_name_that_says_bank_holiday_does_not_say_it_twice(calendar: WorkingCalendar) -> None:
    assert "Monday 4 May 2026: Early May bank holiday, not counted" in counted_out_loud(
        day("2026-05-01"), 5, calendar
    )


def test_a_calendar_that_has_run_out_refuses_rather_than_guesses(calendar: WorkingCalendar) -> None:
    assert due_date(date(2028, 12, 20), 5, calendar) == date(2028, 12, 29)
    with pytest.raises(CalendarTooShort, match="Monday 1 January 2029"):
        due_date(date(2028, 12, 21), 5, calendar)
    with pytest.raises(CalendarTooShort):
        counted_days(date(2029, 1, 1), 5, calendar)
    with pytest.raises(CalendarTooShort):
        working_days_between(date(2028, 12, 29), date(2029, 1, 2), calendar)
    with pytest.raises(CalendarTooShort):
        working_days_left(date(2029, 1, 2), date(2028, 12, 29), calendar)


def test_a_day_before_the_calendar_begins_is_refused(calendar: WorkingCalendar) -> None:
    assert due_date(date(2012, 1, 1), 5, calendar) == date(2012, 1, 9)
    with pytest.raises(CalendarTooShort, match="Saturday 31 December 2011"):
        due_date(date(2011, 12, 31), 5, calendar)
    with pytest.raises(CalendarTooShort):
        working_days_between(date(2011, 12, 31), date(2011, 12, 31), calendar)


@pytest.mark.parametrize("promised", [0, -1])
def test_a_promise_of_no_days_is_refused(promised: int, calendar: WorkingCalendar) -> None:
    with pytest.raises(ValueError, match="1 working day or more"):
        due_date(date(2026, 11, 23), promised, calendar)


def test_a_calendar_with_a_holiday_outside_its_years_is_refused() -> None:
    with pytest.raises(ValueError, match="contradicts itself"):
        WorkingCalendar("wrong", {date(2030, 1, 1): "New Year’s Day"}, date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(ValueError, match="ends before it begins"):
        WorkingCalendar("wrong", {}, date(2026, 1, 2), date(2026, 1, 1))


def test_a_calendar_never_changes(calendar: WorkingCalendar) -> None:
    with pytest.raises(TypeError):
        calendar.holidays[date(2026, 11, 23)] = "A day off"  # type: ignore[index]


def test_a_reply_on_the_day_of_receipt_took_no_working_days(calendar: WorkingCalendar) -> None:
    assert working_days_between(day("2026-11-23"), day("2026-11-23"), calendar) == 0
    assert working_days_between(day("2026-11-20"), day("2026-11-22"), calendar) == 0
    assert working_days_between(day("2026-11-20"), day("2026-11-23"), calendar) == 1
    assert working_days_between(day("2026-12-24"), day("2027-01-05"), calendar) == 5


def test_a_reply_before_its_request_is_refused(calendar: WorkingCalendar) -> None:
    with pytest.raises(ValueError, match="a reply on 2026-11-22"):
        working_days_between(day("2026-11-23"), day("2026-11-22"), calendar)


@pytest.mark.parametrize(
    ("today", "left"),
    [
        ("2026-11-20", 5),
        ("2026-11-22", 5),
        ("2026-11-23", 4),
        ("2026-11-26", 1),
        ("2026-11-27", 0),  # the due day
        ("2026-11-28", -1),  # Saturday: overdue, though no working day has passed
        ("2026-11-29", -1),
        ("2026-11-30", -1),
        ("2026-12-01", -2),
    ],
)
def test_the_days_left_fall_to_nought_on_the_due_day_and_below_it_after(
    today: str, left: int, calendar: WorkingCalendar
) -> None:
    assert working_days_left(day(today), day("2026-11-27"), calendar) == left


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-07-01T22:30:00+00:00", "2026-07-01"),  # 23:30 British Summer Time
        ("2026-07-01T23:00:00+00:00", "2026-07-02"),
        ("2026-12-01T23:59:59+00:00", "2026-12-01"),
        ("2026-12-02T00:00:00+00:00", "2026-12-02"),
        ("2026-03-28T23:30:00+00:00", "2026-03-28"),  # the night the clocks go forward
        ("2026-03-29T23:00:00+00:00", "2026-03-30"),
        ("2026-10-24T23:00:00+00:00", "2026-10-25"),  # the night they go back
        ("2026-10-25T23:59:00+00:00", "2026-10-25"),
        ("2026-07-02T00:30:00+02:00", "2026-07-01"),  # said in another zone
    ],
)
def test_a_moment_falls_on_the_day_it_is_in_london(moment: str, expected: str) -> None:
    assert london_date(datetime.fromisoformat(moment)) == day(expected)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        london_date(datetime(2026, 7, 1))  # noqa: DTZ001


def test_a_london_day_begins_at_its_own_midnight() -> None:
    assert london_midnight(day("2026-07-01")) == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    assert london_midnight(day("2026-12-01")) == datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
    for each in days(date(2026, 1, 1), date(2026, 12, 31)):
        assert london_date(london_midnight(each)) == each
        assert london_date(london_midnight(each) - timedelta(microseconds=1)) == each - timedelta(days=1)


def test_a_date_is_written_in_full_english() -> None:
    assert long_date(day("2026-11-27")) == "Friday 27 November 2026"
