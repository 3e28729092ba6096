"""The promise as it moves: vectors for questions, withdrawals and files that do not work. November 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from requests_log import (
    Event,
    EventKind,
    Promise,
    Stage,
    Status,
    Step,
    WorkingCalendar,
    counted_aloud,
    days_left,
    days_taken,
    due_date,
    reopens,
    resumed,
    status_of,
)
from tests.requests_log.builders import SHA, happened, made

MONDAY, DUE = date(2026, 11, 23), date(2026, 11, 30)
ASKED: Step = (EventKind.QUESTION_ASKED, {"by": "staff", "method": "email"})
WITHDRAWN: Step = (EventKind.WITHDRAWN, {"once": "a" * 32})
UNDONE: Step = (EventKind.WITHDRAWAL_UNDONE, {"once": "b" * 32})
REPLIED: Step = (EventKind.REPLIED, {"file": SHA, "by": "staff", "method": "email"})
BROKEN: Step = (EventKind.DID_NOT_WORK, {"format": "docx", "file": SHA, "once": "c" * 32})


def answered(question: int = 3) -> Step:
    return EventKind.ANSWERED, {"question": question, "by": None}


def promised(due: date) -> Step:
    return EventKind.PROMISED, Promise(due, 5, "england-and-wales-2026-02").as_details()


def at(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def history(*later: tuple[datetime, Step]) -> tuple[Event, ...]:
    """A request received on Monday 23 November and due on Monday 30, with what happened later."""
    first: Step = (EventKind.RECEIVED, {"source": "upload", "file": SHA, "formats": "docx"})
    steps = ((at(23), first), (at(23), promised(DUE)), *later)
    return happened(*((when, kind, details) for when, (kind, details) in steps))


def status(events: tuple[Event, ...], now: datetime) -> Status:
    return status_of(events, now)


@pytest.mark.parametrize(
    ("asked", "answer", "due"),
    [
        (date(2026, 11, 24), date(2026, 11, 24), DUE),  # on the same day: nothing stood still
        (date(2026, 11, 24), date(2026, 11, 26), date(2026, 12, 2)),  # 4 days were left
        (date(2026, 11, 27), date(2026, 11, 29), DUE),  # a weekend only
        (date(2026, 11, 24), date(2026, 12, 24), date(2027, 1, 4)),  # over Christmas
        (date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 1)),  # on the day of receipt: all 5
        (date(2026, 11, 30), date(2026, 12, 2), date(2026, 12, 3)),  # on the due day: one more
        (date(2026, 11, 30), date(2026, 11, 30), DUE),
    ],
)
def test_after_an_answer_the_days_that_were_left_are_still_left(
    asked: date, answer: date, due: date, calendar: WorkingCalendar
) -> None:
    when = datetime.combine(asked, at(1).timetz())
    [pause] = status(history((when, ASKED)), when).round.pauses
    assert resumed(Promise(DUE, 5, calendar.name), pause, answer, calendar).due == due


def test_a_question_stops_the_clock_however_long_the_answer_takes() -> None:
    events = history((at(24), ASKED))
    later = status(events, at(20, 12))
    assert later.question == events[-1]
    assert later.round.paused is not None and not later.overdue


def test_the_days_left_stand_still_too(calendar: WorkingCalendar) -> None:
    at_question = status(history((at(24), ASKED)), at(24)).round
    assert [days_left(at_question, date(2026, 11, day), calendar) for day in (24, 25, 30)] == [4, 4, 4]
    on_the_due_day = status(history((at(30), ASKED)), at(30)).round
    assert days_left(on_the_due_day, date(2026, 11, 30), calendar) == 0
    assert days_left(on_the_due_day, date(2026, 12, 1), calendar) == 1


def test_after_an_answer_the_clock_goes_on() -> None:
    due = date(2026, 12, 2)
    events = history((at(24), ASKED), (at(26), answered()), (at(26), promised(due)))
    assert status(events, at(26)).question is None
    assert not status(events, at(2, 12)).overdue
    assert status(events, at(3, 12)).overdue


def test_a_reply_while_we_wait_is_in_time_and_closes_the_question() -> None:
    now = status(history((at(24), ASKED), (at(8, 12), REPLIED)), at(9, 12))
    assert (now.in_time, now.question, now.stage) == (True, None, Stage.REPLIED)


def test_a_question_after_the_due_day_stops_nothing() -> None:
    now = status(history((at(1, 12), ASKED)), at(2, 12))
    assert now.question is not None
    assert now.overdue and now.round.paused is None


def test_a_question_that_could_not_be_sent_stops_nothing() -> None:
    lost: Step = (EventKind.MAIL_NOT_SENT, {"message": "question-3", "problem": "No such address"})
    assert status(history((at(24), ASKED), (at(24), lost)), at(1, 12)).overdue
    other: Step = (EventKind.MAIL_NOT_SENT, {"message": "reply-3", "problem": "No such address"})
    assert not status(history((at(24), ASKED), (at(24), other)), at(1, 12)).overdue


def test_a_request_that_was_withdrawn_is_not_late_and_waits_for_nobody() -> None:
    now = status(history((at(2, 12), WITHDRAWN)), at(9, 12))
    assert (now.stage, now.overdue, now.withdrawn_at) == (Stage.WITHDRAWN, False, at(2, 12))
    assert now.closed_at == at(2, 12)


def test_a_withdrawal_taken_back_gives_the_days_that_were_left(calendar: WorkingCalendar) -> None:
    events = history((at(24), WITHDRAWN))
    pause = status(events, at(24)).round.paused
    assert pause is not None
    promise = resumed(Promise(DUE, 5, calendar.name), pause, date(2026, 12, 1), calendar)
    back = history((at(24), WITHDRAWN), (at(1, 12), UNDONE), (at(1, 12), promised(promise.due)))
    now = status(back, at(1, 12))
    assert (now.withdrawn_at, now.overdue, now.promise.due) == (None, False, date(2026, 12, 7))


def test_a_withdrawal_after_the_due_day_taken_back_is_late_again() -> None:
    assert status(history((at(2, 12), WITHDRAWN), (at(3, 12), UNDONE)), at(3, 12)).overdue


def test_a_question_still_waits_after_a_withdrawal_that_was_taken_back() -> None:
    withdrawn = history((at(24), ASKED), (at(25), WITHDRAWN))
    assert status(withdrawn, at(25)).question is None
    back = status(history((at(24), ASKED), (at(25), WITHDRAWN), (at(26), UNDONE)), at(9, 12))
    assert back.question is not None and back.round.paused is not None and not back.overdue


def test_a_case_belongs_to_who_took_it_or_replied_last() -> None:
    def taken(by: str) -> Step:
        return EventKind.TAKEN, {"by": by}

    assert status(history(), at(24)).belongs_to is None
    first = history((at(24), taken("Alex")))
    assert status(first, at(24)).belongs_to == "Alex"
    again = ((at(24), taken("Alex")), (at(25), REPLIED), (at(2, 12), BROKEN), (at(2, 12), promised(DUE)))
    assert status(history(*again), at(2, 12)).belongs_to == "staff"
    assert status(history(*again, (at(2, 12), taken("Alex"))), at(2, 12)).belongs_to == "Alex"


def test_a_file_that_does_not_work_opens_the_case_again_with_a_promise_of_its_own() -> None:
    due = date(2026, 12, 9)
    first = ((at(24), made("docx")), (at(25), REPLIED))
    events = history(*first, (at(2, 12), BROKEN), (at(2, 12), promised(due)))
    now = status(events, at(2, 12))
    assert now.reopened_by == events[4] and now.belongs_to == "staff"
    assert (now.stage, now.replied_at, now.in_time, now.promise.due) == (
        Stage.AUTOMATIC_READY,
        None,
        None,
        due,
    )
    assert now.rounds[0].in_time is True
    assert status(events, at(10, 12)).overdue
    again = status((*events, Event("r" * 32, 7, REPLIED[0], at(10, 12), REPLIED[1])), at(10, 12))
    assert (again.stage, again.in_time, again.rounds[0].in_time) == (Stage.REPLIED, False, True)


def test_a_file_that_does_not_work_before_our_reply_changes_no_promise() -> None:
    events = history((at(24), made("docx")), (at(24), BROKEN))
    assert not reopens(events[:-1])
    now = status(events, at(24))
    assert (len(now.rounds), now.reopened_by, now.promise.due) == (1, None, DUE)
    assert reopens(history((at(25), REPLIED)))


def test_only_what_the_person_did_since_we_last_looked_is_new() -> None:
    note: Step = (EventKind.NOTE_ADDED, {"once": "d" * 32})
    seen: Step = (EventKind.SEEN, {"by": "staff"})
    assert status(history(), at(24)).news == ()
    events = history((at(24), note), (at(24), seen), (at(25), BROKEN))
    assert status(events, at(25)).news == (events[-1],)
    for step in (seen, REPLIED, ASKED):
        assert status(history((at(24), note), (at(24), step)), at(24)).news == ()


def test_files_that_were_removed_are_offered_no_more_and_their_source_is_gone() -> None:
    removed: Step = (EventKind.FILES_REMOVED, {})
    now = status(history((at(24), made("docx")), (at(25), REPLIED), (at(26), removed)), at(27))
    assert (now.files, now.source_file, now.removed_at) == ((), None, at(26))
    found: Step = (EventKind.SOURCE_FETCHED, {"file": SHA, "name": "a.pdf", "size": 3, "by": "staff"})
    back = status(history((at(24), made("docx")), (at(26), removed), (at(27), found)), at(27))
    assert back.source_file == SHA


def test_a_document_that_came_later_is_tried_anew() -> None:
    first: Step = (EventKind.RECEIVED, {"source": "description", "file": None, "formats": "docx audio"})
    for_staff: list[Step] = [(EventKind.FORMAT_FOR_STAFF, {"format": code}) for code in ("docx", "audio")]
    found: Step = (EventKind.SOURCE_FETCHED, {"file": SHA, "name": "a.pdf", "size": 3, "by": "staff"})
    steps = [first, promised(DUE), *for_staff, found, for_staff[1]]
    now = status(happened(*((at(24), kind, details) for kind, details in steps)), at(24))
    assert (now.stage, now.for_staff) == (Stage.CONVERTING, ("audio",))


def test_the_count_says_when_it_stood_still(calendar: WorkingCalendar) -> None:
    due = date(2026, 12, 2)
    now = status(history((at(24), ASKED), (at(26), answered()), (at(26), promised(due))), at(26))
    assert counted_aloud(now.round, calendar) == (
        "Monday 23 November 2026: the day we received your request, not counted",
        "Tuesday 24 November 2026: day 1",
        "Wednesday 25 November 2026 to Thursday 26 November 2026: we waited for your answer, not counted",
        "Friday 27 November 2026: day 2",
        "Saturday 28 November 2026: weekend, not counted",
        "Sunday 29 November 2026: weekend, not counted",
        "Monday 30 November 2026: day 3",
        "Tuesday 1 December 2026: day 4",
        "Wednesday 2 December 2026: day 5, our reply is due by the end of this day",
    )


def test_the_count_says_that_it_stands_still(calendar: WorkingCalendar) -> None:
    waiting = counted_aloud(status(history((at(24), ASKED)), at(24)).round, calendar)
    assert waiting[-1] == "We wait for your answer, so no day is counted. After it, 4 working days are left"
    withdrawn = counted_aloud(status(history((at(24), WITHDRAWN)), at(24)).round, calendar)
    assert withdrawn[-1] == "You have withdrawn your request, so no day is counted"


def test_the_count_of_one_more_day_says_why(calendar: WorkingCalendar) -> None:
    due = date(2026, 12, 3)
    now = status(history((at(30), ASKED), (at(2, 12), answered()), (at(2, 12), promised(due))), at(2, 12))
    *_, day, waited, last = counted_aloud(now.round, calendar)
    assert day == "Monday 30 November 2026: day 5"
    assert (
        waited
        == "Tuesday 1 December 2026 to Wednesday 2 December 2026: we waited for your answer, not counted"
    )
    assert last == (
        "Thursday 3 December 2026: one more day, because none was left when we asked, "
        "our reply is due by the end of this day"
    )


def test_the_count_after_something_did_not_work_begins_on_that_day(calendar: WorkingCalendar) -> None:
    due = due_date(date(2026, 12, 2), 5, calendar)
    now = status(history((at(25), REPLIED), (at(2, 12), BROKEN), (at(2, 12), promised(due))), at(2, 12))
    first, *_, last = counted_aloud(now.round, calendar)
    assert first == "Wednesday 2 December 2026: the day you told us that a file does not work, not counted"
    assert last == "Wednesday 9 December 2026: day 5, our reply is due by the end of this day"


@pytest.mark.parametrize("answer", range(24, 31))
def test_the_count_ends_on_the_day_that_was_promised(answer: int, calendar: WorkingCalendar) -> None:
    for asked in range(23, answer + 1):
        pause = status(history((at(asked), ASKED)), at(asked)).round.paused
        assert pause is not None
        promise = resumed(Promise(DUE, 5, calendar.name), pause, date(2026, 11, answer), calendar)
        now = status(
            history((at(asked), ASKED), (at(answer), answered()), (at(answer), promised(promise.due))), at(30)
        )
        said = counted_aloud(now.round, calendar)
        assert said[-1].endswith("our reply is due by the end of this day")
        assert str(promise.due.day) in said[-1].split()


def test_days_of_waiting_are_not_days_we_took(calendar: WorkingCalendar) -> None:
    due = date(2026, 12, 2)
    events = history((at(24), ASKED), (at(26), answered()), (at(26), promised(due)), (at(1, 12), REPLIED))
    assert days_taken(status(events, at(1, 12)).rounds[0], calendar) == 4
    waiting = status(history((at(24), ASKED), (at(1, 12), REPLIED)), at(1, 12)).rounds[0]
    assert days_taken(waiting, calendar) == 1
    assert days_taken(status(history(), at(24)).round, calendar) is None
