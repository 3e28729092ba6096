from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from requests_log import Event, EventKind, Problem, Promise, Stage, Status, Step, status_of
from tests.requests_log.builders import (
    DESCRIPTION,
    LINK,
    MONDAY,
    OTHER_SHA,
    PROMISE,
    SHA,
    checked,
    happened,
    history,
    made,
    not_made,
    replaced,
    replied,
    trouble,
)

LATER = MONDAY + timedelta(hours=1)
STARTED: Step = (EventKind.CONVERSION_STARTED, {})
FAILED: Step = (EventKind.CONVERSION_FAILED, trouble())
UNDONE: Step = (EventKind.CHECK_UNDONE, {"format": "docx", "by": "staff"})


def for_staff(code: str) -> Step:
    return EventKind.FORMAT_FOR_STAFF, {"format": code}


def fetched(file: str = SHA) -> Step:
    return EventKind.SOURCE_FETCHED, {"file": file, "name": "report.pdf", "size": 9}


def status(events: tuple[Event, ...]) -> Status:
    return status_of(events, LATER)


def test_a_new_request_is_received() -> None:
    now = status(history())
    assert now.stage is Stage.RECEIVED
    assert now.received_at == MONDAY
    assert now.formats == ("docx", "large-print")
    assert now.promise == PROMISE
    assert (now.files, now.for_staff, now.problems) == ((), (), ())
    assert (now.replied_at, now.replied_by, now.in_time, now.overdue) == (None, None, None, False)


@pytest.mark.parametrize(
    ("steps", "stage"),
    [
        ([], Stage.RECEIVED),
        ([STARTED], Stage.CONVERTING),
        ([fetched()], Stage.CONVERTING),
        ([STARTED, made("docx")], Stage.CONVERTING),
        ([STARTED, made("docx"), made("large-print")], Stage.AUTOMATIC_READY),
        ([STARTED, made("docx"), not_made("large-print")], Stage.WITH_STAFF),
        ([STARTED, made("docx"), for_staff("large-print")], Stage.WITH_STAFF),
        ([STARTED, FAILED], Stage.WITH_STAFF),
        ([STARTED, FAILED, STARTED, made("docx"), made("large-print")], Stage.AUTOMATIC_READY),
        ([(EventKind.SOURCE_NOT_FETCHED, trouble())], Stage.WITH_STAFF),
        ([(EventKind.SOURCE_NOT_FETCHED, trouble()), fetched()], Stage.CONVERTING),
        ([made("docx"), made("large-print"), checked("docx")], Stage.AUTOMATIC_READY),
        ([made("docx"), made("large-print"), checked("docx"), checked("large-print")], Stage.CHECKED),
        (
            [made("docx"), not_made("large-print"), checked("docx"), replaced("large-print")],
            Stage.AUTOMATIC_READY,
        ),
        ([replied()], Stage.REPLIED),
        ([replied(), STARTED, made("docx")], Stage.REPLIED),
    ],
)
def test_a_stage_says_how_far_a_request_is(steps: list[Step], stage: Stage) -> None:
    assert status(history(*steps)).stage is stage


def test_a_document_only_described_is_with_staff_from_the_start() -> None:
    now = status(history(source=DESCRIPTION))
    assert now.stage is Stage.WITH_STAFF
    assert now.for_staff == ("docx", "large-print")
    found = status(history(fetched(), source=DESCRIPTION))
    assert (found.stage, found.for_staff) == (Stage.CONVERTING, ())


def test_a_format_only_described_is_with_staff() -> None:
    assert status(history(formats="")).stage is Stage.WITH_STAFF


def test_a_made_file_is_automatic_and_unchecked() -> None:
    (state,) = status(history(made("docx"), at=LATER)).files
    assert (state.format, state.file, state.name, state.size) == ("docx", SHA, "report.docx", 3)
    assert (state.media_type, state.made_at, state.made_by) == ("text/plain", LATER, None)
    assert (state.checked_at, state.checked_by) == (None, None)


def test_a_check_is_of_the_file_offered() -> None:
    (state,) = status(history(made("docx"), checked("docx"), at=LATER)).files
    assert (state.checked_at, state.checked_by) == (LATER, "staff")


def test_a_check_of_an_earlier_file_says_nothing_of_the_one_offered() -> None:
    (state,) = status(history(made("docx"), replaced("docx"), checked("docx", SHA))).files
    assert (state.file, state.checked_at) == (OTHER_SHA, None)


def test_a_replacement_has_to_be_checked_again() -> None:
    (state,) = status(history(made("docx"), checked("docx"), replaced("docx"))).files
    assert (state.file, state.made_by, state.checked_at) == (OTHER_SHA, "staff", None)


def test_a_check_can_be_undone() -> None:
    (state,) = status(history(made("docx"), checked("docx"), UNDONE)).files
    assert (state.checked_at, state.checked_by) == (None, None)


def test_a_check_of_a_format_without_a_file_says_nothing() -> None:
    assert status(history(checked("docx"), UNDONE)).files == ()


def test_a_program_never_takes_the_place_of_a_persons_file() -> None:
    (state,) = status(history(replaced("docx"), checked("docx", OTHER_SHA), made("docx"))).files
    assert (state.file, state.made_by) == (OTHER_SHA, "staff")
    assert state.checked_at is not None


def test_the_same_file_made_twice_stays_checked() -> None:
    (state,) = status(history(made("docx"), checked("docx"), made("docx"))).files
    assert state.checked_at is not None
    (state,) = status(history(made("docx"), checked("docx"), made("docx", OTHER_SHA))).files
    assert (state.file, state.checked_at) == (OTHER_SHA, None)


def test_files_stand_in_the_order_asked_for_and_others_after_them() -> None:
    steps = (made("html"), made("large-print"), made("docx"))
    assert [state.format for state in status(history(*steps)).files] == ["docx", "large-print", "html"]


def test_a_format_no_program_makes_is_for_staff_until_it_has_a_file() -> None:
    asked = "docx braille-paper"
    now = status(history(made("docx"), for_staff("braille-paper"), formats=asked))
    assert now.for_staff == ("braille-paper",)
    now = status(history(made("docx"), for_staff("braille-paper"), replaced("braille-paper"), formats=asked))
    assert now.for_staff == ()


def test_a_conversion_that_failed_leaves_every_format_to_staff() -> None:
    now = status(history(STARTED, FAILED))
    assert now.for_staff == ("docx", "large-print")
    assert now.problems == (
        Problem(
            EventKind.CONVERSION_FAILED, MONDAY, "This file is not a PDF.", "not-a-pdf", "Send it again."
        ),
    )


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([not_made("docx")], ["format-not-made"]),
        ([not_made("docx"), not_made("docx")], ["format-not-made"]),
        ([not_made("docx"), not_made("html")], ["format-not-made"] * 2),
        ([not_made("docx"), made("large-print")], ["format-not-made"]),
        ([not_made("docx"), made("docx")], []),
        ([not_made("docx"), replaced("docx")], []),
        ([FAILED, STARTED], ["conversion-failed"]),
        ([FAILED, STARTED, made("docx")], []),
        ([FAILED, replaced("docx")], ["conversion-failed"]),
        ([FAILED, replaced("docx"), replaced("large-print")], []),
        ([(EventKind.SOURCE_NOT_FETCHED, trouble()), fetched()], []),
        ([(EventKind.SOURCE_NOT_FETCHED, trouble()), replaced("docx"), replaced("large-print")], []),
    ],
)
def test_a_problem_stays_until_it_is_put_right(steps: list[Step], left: list[str]) -> None:
    assert [each.kind.value for each in status(history(*steps)).problems] == left


def test_mail_that_was_not_sent_is_a_problem_until_that_mail_is_sent() -> None:
    def mail(kind: EventKind, message: str) -> Step:
        return kind, {"message": message, "problem": "refused", "message_id": "<1@x>", "how": "smtp"}

    lost = mail(EventKind.MAIL_NOT_SENT, "acknowledgement")
    (problem,) = status(history(lost, mail(EventKind.MAIL_SENT, "reply"))).problems
    assert (problem.message, problem.problem) == ("acknowledgement", "refused")
    assert status(history(lost, mail(EventKind.MAIL_SENT, "acknowledgement"))).problems == ()


ANSWER: Step = (EventKind.REPLIED, {"file": SHA, "by": "staff", "method": "email"})


def test_a_lost_link_that_was_not_sent_is_no_problem_once_another_is_or_nobody_waits() -> None:
    def mail(kind: EventKind, message: str) -> Step:
        return kind, {"message": message, "problem": "refused", "message_id": "<1@x>", "how": "smtp"}

    lost = mail(EventKind.MAIL_NOT_SENT, "link-7")
    for other in ("acknowledgement", "reply-4"):
        assert len(status(history(lost, mail(EventKind.MAIL_SENT, other))).problems) == 1
    assert status(history(lost, mail(EventKind.MAIL_SENT, "link-9"))).problems == ()
    assert status(history(lost, ANSWER)).problems == ()
    assert status(history(lost, (EventKind.WITHDRAWN, {"once": "1"}))).problems == ()
    assert len(status(history(ANSWER, lost)).problems) == 1  # they still wait for their link
    reply = mail(EventKind.MAIL_NOT_SENT, "reply-3")
    assert len(status(history(reply, mail(EventKind.MAIL_SENT, "link-9"))).problems) == 1


def test_the_source_is_the_upload_or_what_was_fetched() -> None:
    assert status(history()).source_file == SHA
    assert status(history(source=LINK)).source_file is None
    assert status(history(fetched(OTHER_SHA), source=LINK)).source_file == OTHER_SHA


def test_the_latest_findings_count() -> None:
    assert status(history()).findings_file is None
    noted: list[Step] = [(EventKind.FINDINGS_NOTED, {"file": file}) for file in (SHA, OTHER_SHA)]
    assert status(history(*noted)).findings_file == OTHER_SHA


@pytest.mark.parametrize(
    ("moment", "in_time"),
    [
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 1, 0, 0, tzinfo=UTC), False),
    ],
)
def test_a_reply_is_in_time_until_the_end_of_the_due_day(moment: datetime, in_time: bool) -> None:
    replied_then = history(replied(), at=moment)
    now = status_of(replied_then, moment + timedelta(days=30))
    assert (now.in_time, now.overdue) == (in_time, False)
    assert (now.replied_at, now.replied_by) == (moment, "staff")
    unanswered = status_of(history(), moment)
    assert (unanswered.in_time, unanswered.overdue) == (None, not in_time)


def test_the_due_day_ends_in_london() -> None:
    summer = Promise(date(2026, 7, 8), 5, "england-and-wales-2026-02")
    asked = datetime(2026, 7, 1, 10, tzinfo=UTC)
    events = history(received=asked, promise=summer)
    assert not status_of(events, datetime(2026, 7, 8, 22, 59, tzinfo=UTC)).overdue
    assert status_of(events, datetime(2026, 7, 8, 23, 0, tzinfo=UTC)).overdue


def test_the_last_promise_counts() -> None:
    longer = Promise(date(2026, 12, 1), 5, "england-and-wales-2026-12")
    events = history((EventKind.PROMISED, longer.as_details()))
    now = status_of(events, datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert (now.promise, now.overdue) == (longer, False)


def test_the_first_reply_stops_the_clock() -> None:
    due = datetime(2026, 11, 30, 12, tzinfo=UTC)
    kind, details = replied("staff")
    again = replied("manager")
    events = history((kind, details), at=due)
    last = Event("r" * 32, 4, again[0], due + timedelta(days=9), again[1])
    now = status_of((*events, last), due + timedelta(days=10))
    assert (now.replied_at, now.replied_by, now.in_time) == (due, "staff", True)


def test_a_torn_history_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with RECEIVED"):
        status(())
    with pytest.raises(ValueError, match="begins with RECEIVED"):
        status(happened((MONDAY, EventKind.PROMISED, PROMISE.as_details())))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        status_of(history(), datetime(2026, 11, 23))  # noqa: DTZ001


def test_a_check_written_into_the_file_is_offered_until_the_check_is_taken_back() -> None:
    written: Step = (EventKind.CHECK_WRITTEN, {"format": "docx", "file": OTHER_SHA, "size": 9, "of": SHA})
    undone: Step = (EventKind.CHECK_UNDONE, {"format": "docx", "by": "staff"})

    def offered(*steps: Step) -> tuple[str, int]:
        (state,) = status(history(made("docx", SHA), *steps)).files
        return state.offered, state.offered_size

    size = offered()[1]
    assert offered(checked("docx", SHA), written) == (OTHER_SHA, 9)
    assert offered(written) == (SHA, size)
    assert offered(checked("docx", SHA), undone, written) == (SHA, size)
    assert offered(checked("docx", SHA), written, undone) == (SHA, size)
    assert offered(checked("docx", SHA), written, undone, checked("docx", SHA)) == (SHA, size)
