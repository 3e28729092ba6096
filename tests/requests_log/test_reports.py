from __future__ import annotations

import csv
import io
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from requests_log import (
    COUNTING_RULE,
    Case,
    Compliance,
    Contact,
    ContactMethod,
    Event,
    EventKind,
    Period,
    Promise,
    Result,
    Results,
    Step,
    WorkingCalendar,
    compliance,
    due_date,
    london_date,
    result_of,
    status_of,
    to_csv,
)
from tests.requests_log.builders import case_of, history, replied

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)  # a Monday
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def asked(
    on: str, answered: str | None, calendar: WorkingCalendar, *, formats: tuple[str, ...] = ("docx",)
) -> Case:
    """A request received at noon and the reply to it at noon."""
    received = datetime.fromisoformat(f"{on}T12:00:00+00:00")
    promise = Promise(due_date(london_date(received), 5, calendar), 5, calendar.name)
    steps = [] if answered is None else [replied()]
    at = None if answered is None else datetime.fromisoformat(f"{answered}T12:00:00+00:00")
    return case_of(history(*steps, received=received, promise=promise, at=at), formats, id=on)


@pytest.fixture
def cases(calendar: WorkingCalendar) -> dict[str, Case]:
    return {
        "before": asked("2026-10-31", "2026-11-02", calendar),
        "at once": asked("2026-11-02", "2026-11-02", calendar),
        "on the due day": asked("2026-11-03", "2026-11-10", calendar),
        "late": asked("2026-11-04", "2026-11-16", calendar),
        "overdue": asked("2026-11-20", None, calendar),
        "due today": asked("2026-11-23", None, calendar),
        "open": asked("2026-11-27", None, calendar),
    }


def report(cases: dict[str, Case], calendar: WorkingCalendar) -> Compliance:
    return compliance(cases.values(), NOVEMBER, calendar, NOW)


def test_every_figure_is_the_cases_behind_it(cases: dict[str, Case], calendar: WorkingCalendar) -> None:
    figures = report(cases, calendar)
    assert figures.first.in_time == (cases["at once"], cases["on the due day"])
    assert figures.first.late == (cases["late"],)
    assert figures.first.overdue == (cases["overdue"],)
    assert figures.first.open == (cases["due today"], cases["open"])
    assert figures.received == tuple(cases.values())[1:]


def test_the_results_add_up_to_the_received(cases: dict[str, Case], calendar: WorkingCalendar) -> None:
    figures = report(cases, calendar)
    parts = tuple(getattr(figures.first, field.name) for field in fields(figures.first))
    assert sum(len(part) for part in parts) == len(figures.received)


def test_the_percentage_counts_overdue_as_missed_and_leaves_out_what_is_not_due(
    cases: dict[str, Case], calendar: WorkingCalendar
) -> None:
    figures = report(cases, calendar)
    assert figures.percentage_in_time == Fraction(50)  # two of four
    assert figures.percentage_text == "50%"
    del cases["late"], cases["overdue"]
    assert report(cases, calendar).percentage_text == "100%"


def test_the_counting_rule_says_what_is_counted() -> None:
    for words in (
        "received in the period",
        "first reply",
        "overdue without a reply",
        "left out",
        "rounded down",
    ):
        assert words in COUNTING_RULE


def test_nothing_counted_is_no_percentage(cases: dict[str, Case], calendar: WorkingCalendar) -> None:
    for few in ({}, {"open": cases["open"]}):
        figures = report(few, calendar)
        assert figures.percentage_in_time is None
        assert figures.percentage_text is None
        assert figures.median_working_days is None


@pytest.mark.parametrize(
    ("in_time", "late", "text"),
    [(2, 1, "66.6%"), (1999, 1, "99.9%"), (1, 1999, "0%"), (0, 5, "0%"), (7, 1, "87.5%")],
)
def test_only_all_in_time_is_a_hundred(in_time: int, late: int, text: str) -> None:
    figures = Compliance(NOVEMBER, (), Results(), Fraction(100 * in_time, in_time + late), None)
    assert figures.percentage_text == text


def test_the_median_is_over_the_working_days_of_the_replies(
    cases: dict[str, Case], calendar: WorkingCalendar
) -> None:
    assert report(cases, calendar).median_working_days == 5.0  # 0, 5 and 8
    del cases["late"]
    assert report(cases, calendar).median_working_days == 2.5


def test_a_request_late_in_the_evening_of_the_last_day_belongs_to_the_period(
    calendar: WorkingCalendar,
) -> None:
    june = Period(date(2026, 6, 1), date(2026, 6, 30))
    promise = Promise(date(2026, 7, 7), 5, calendar.name)
    last = datetime(2026, 6, 30, 22, 59, tzinfo=UTC)
    inside = case_of(history(received=last, promise=promise))
    outside = case_of(history(received=last + timedelta(minutes=1), promise=promise))
    assert compliance((inside, outside), june, calendar, NOW).received == (inside,)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before its first day"):
        Period(date(2026, 11, 2), date(2026, 11, 1))
    assert date(2026, 11, 1) in Period(date(2026, 11, 1), date(2026, 11, 1))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_has_one_row_a_request(cases: dict[str, Case], calendar: WorkingCalendar) -> None:
    data = to_csv([cases["late"], cases["open"]], calendar, NOW)
    late, still_open = rows(data)
    assert late == {
        "Reference": "K7MX-4RTW",
        "Received": "2026-11-04",
        "Due": "2026-11-11",
        "Replied": "2026-11-16",
        "Working days taken": "8",
        "Result": "late",
        "Formats": "docx",
        "Times it did not work": "0",
        "Due again": "",
        "Replied again": "",
        "Result again": "",
    }
    assert (still_open["Replied"], still_open["Working days taken"], still_open["Result"]) == ("", "", "open")
    assert data.startswith(b"\xef\xbb\xbfReference,")
    assert data.count(b"\r\n") == data.count(b"\n") == 3


def test_a_spreadsheet_tells_nobodys_name(calendar: WorkingCalendar) -> None:
    case = case_of(
        history(),
        contact=Contact(ContactMethod.POST, "1 Some Street", "One Who Asks"),
        technologies=("screen-reader",),
        note="I am ill",
    )
    text = to_csv([case], calendar, NOW).decode("utf-8-sig")
    for private in ("Street", "One Who", "screen-reader", "ill"):
        assert private not in text


@pytest.mark.parametrize("code", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(A1)"])
def test_no_cell_is_a_formula(code: str, calendar: WorkingCalendar) -> None:
    (row,) = rows(to_csv([asked("2026-11-23", None, calendar, formats=(code, "docx"))], calendar, NOW))
    assert row["Formats"] == f"'{code}, docx"


def test_every_result_has_a_name(cases: dict[str, Case]) -> None:
    results = {name: result_of(status_of(case.history, NOW)) for name, case in cases.items()}
    assert results["at once"] is Result.IN_TIME
    assert results["late"] is Result.LATE
    assert results["overdue"] is Result.OVERDUE
    assert results["due today"] is Result.OPEN


def test_the_spreadsheet_says_formats_in_the_words_it_is_given(calendar: WorkingCalendar) -> None:
    case = asked("2026-11-23", None, calendar, formats=("docx", "html"))
    (row,) = rows(to_csv([case], calendar, NOW, {"docx": "Word document", "html": "Web page"}.__getitem__))
    assert row["Formats"] == "Word document, Web page"


WITHDRAWN: Step = (EventKind.WITHDRAWN, {"once": "a" * 32})
ASKED: Step = (EventKind.QUESTION_ASKED, {"by": "staff", "method": "email"})
BROKEN: Step = (EventKind.DID_NOT_WORK, {"format": "docx", "file": "a" * 64, "once": "b" * 32})


def later(case: Case, on: str, *steps: Step) -> Case:
    """``case`` with what happened on a day at noon."""
    at = datetime.fromisoformat(f"{on}T12:00:00+00:00")
    first = len(case.history) + 1
    more = (Event(case.request.id, n, kind, at, details) for n, (kind, details) in enumerate(steps, first))
    return Case(case.request, (*case.history, *more))


def promised_again(due: str) -> Step:
    return EventKind.PROMISED, Promise(date.fromisoformat(due), 5, "england-and-wales-2026-02").as_details()


def test_withdrawn_and_waiting_requests_are_counted_apart_and_not_in_the_percentage(
    cases: dict[str, Case], calendar: WorkingCalendar
) -> None:
    cases["overdue"] = later(cases["overdue"], "2026-11-30", WITHDRAWN)
    cases["open"] = later(cases["open"], "2026-11-30", ASKED)
    figures = compliance(cases.values(), NOVEMBER, calendar, NOW + timedelta(days=30))
    assert figures.first.withdrawn == (cases["overdue"],)
    assert figures.first.waiting == (cases["open"],)
    assert figures.percentage_in_time == Fraction(50)  # "late" and "due today", which is now overdue
    for words in ("question stops the clock", "withdrew before we replied"):
        assert words in COUNTING_RULE


def test_a_withdrawal_after_our_reply_changes_nothing_of_it(
    cases: dict[str, Case], calendar: WorkingCalendar
) -> None:
    reopened = later(cases["late"], "2026-11-24", BROKEN, promised_again("2026-12-01"))
    gone = later(reopened, "2026-11-25", WITHDRAWN)
    figures = compliance([gone], NOVEMBER, calendar, NOW)
    assert (figures.first.late, figures.again.withdrawn) == ((gone,), (gone,))


def test_what_did_not_work_is_counted_apart_and_leaves_the_first_promise_as_it_was(
    cases: dict[str, Case], calendar: WorkingCalendar
) -> None:
    broken = later(cases["at once"], "2026-11-16", BROKEN, promised_again("2026-11-23"))
    in_time = later(broken, "2026-11-20", replied())
    overdue = later(cases["late"], "2026-11-18", BROKEN, promised_again("2026-11-25"))
    untouched = later(cases["open"], "2026-11-29", BROKEN)  # before our reply: no second promise
    figures = compliance([in_time, overdue, untouched, cases["due today"]], NOVEMBER, calendar, NOW)
    assert figures.did_not_work == (in_time, overdue, untouched)
    assert figures.reopened == (in_time, overdue)
    assert (figures.again.in_time, figures.again.overdue) == ((in_time,), (overdue,))
    assert (figures.first.in_time, figures.first.late) == ((in_time,), (overdue,))
    assert sum(len(getattr(figures.again, each.name)) for each in fields(Results)) == len(figures.reopened)


def test_a_spreadsheet_says_how_often_something_did_not_work_and_what_came_of_it(
    cases: dict[str, Case], calendar: WorkingCalendar
) -> None:
    twice = later(cases["at once"], "2026-11-16", BROKEN, BROKEN, promised_again("2026-11-23"), replied())
    (row,) = rows(to_csv([twice], calendar, NOW))
    assert (row["Due"], row["Replied"], row["Result"]) == ("2026-11-09", "2026-11-02", "in time")
    assert row["Times it did not work"] == "2"
    assert (row["Due again"], row["Replied again"], row["Result again"]) == (
        "2026-11-23",
        "2026-11-16",
        "in time",
    )


def test_days_of_waiting_are_not_in_the_median(calendar: WorkingCalendar) -> None:
    case = later(asked("2026-11-02", None, calendar), "2026-11-03", ASKED)
    answered = later(case, "2026-11-12", (EventKind.ANSWERED, {"question": 3, "by": None}))
    done = later(answered, "2026-11-13", promised_again("2026-11-18"), replied())
    assert compliance([done], NOVEMBER, calendar, NOW).median_working_days == 2.0
