"""What staff do: each step is one event, however often and by however many it is done."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import Connection

from portal import jobs
from portal.choices import FORMATS, format_choice
from portal.replacements import media_type_of, problem_of
from portal.services import cases, casework, clock
from portal.services.moves import Moved, Unfit
from portal.services.office import Office
from requests_log import (
    Contact,
    ContactMethod,
    EventKind,
    NewRequest,
    Promise,
    Request,
    Source,
    SourceKind,
    status_of,
)
from tests.portal.requester import NOW, case, happen, make, open_test_office
from tests.portal.staff import ALEX, PDF, PEF, SAM, WEB_PAGE, epub, sent, word_document


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def count(office: Office, request: Request, kind: EventKind) -> int:
    return sum(event.kind is kind for event in office.log.history(request.id))


def by_phone(office: Office) -> Request:
    new = NewRequest(
        source=Source(SourceKind.DESCRIPTION, description="A leaflet"),
        formats=("docx",),
        contact=Contact(ContactMethod.PHONE, "020 7946 0018"),
    )
    return office.log.receive(new, NOW, Promise(NOW.date(), 5, office.calendar.name))


class Queue:
    """Remembers the jobs it was given."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def enqueue(self, connection: Connection, workflow: str, request_id: str, number: int = 1) -> None:
        assert connection is not None and request_id
        self.asked.append((workflow, number))


def with_queue(office: Office, monkeypatch: pytest.MonkeyPatch) -> Queue:
    queue = Queue()
    monkeypatch.setattr(office.jobs, "enqueue", queue.enqueue)
    return queue


def test_a_check_pressed_twice_is_one_event_and_the_second_is_told(office: Office) -> None:
    request = case(office)
    file = make(office, request)
    assert casework.mark_checked(office, request.id, "docx", file, SAM) is None
    assert isinstance(casework.mark_checked(office, request.id, "docx", file, ALEX), Moved)
    assert count(office, request, EventKind.FILE_CHECKED) == 1


def test_a_file_nobody_read_is_never_marked(office: Office) -> None:
    request = case(office)
    make(office, request)
    assert isinstance(casework.mark_checked(office, request.id, "docx", "0" * 64, SAM), Moved)
    assert isinstance(casework.mark_checked(office, request.id, "html", "0" * 64, SAM), Moved)
    assert count(office, request, EventKind.FILE_CHECKED) == 0


def test_a_check_is_undone_once(office: Office) -> None:
    request = case(office)
    file = make(office, request)
    casework.undo_check(office, request.id, "docx", SAM)
    casework.mark_checked(office, request.id, "docx", file, SAM)
    casework.undo_check(office, request.id, "docx", SAM)
    casework.undo_check(office, request.id, "docx", SAM)
    assert count(office, request, EventKind.CHECK_UNDONE) == 1
    state = status_of(office.log.history(request.id), NOW).files[0]
    assert state.checked_at is None


def test_a_replacement_takes_the_place_of_the_file_and_is_not_checked_yet(office: Office) -> None:
    request = case(office)
    casework.mark_checked(office, request.id, "docx", make(office, request), SAM)
    mine = sent(office, word_document(), "mine.docx")
    for _ in range(2):
        assert casework.replace_file(office, request.id, "docx", mine, SAM) is None
    [state] = status_of(office.log.history(request.id), NOW).files
    assert (state.name, state.made_by, state.checked_at) == ("mine.docx", "Sam", None)
    assert state.media_type.endswith("wordprocessingml.document")
    assert office.files.read(state.file) == word_document()
    assert count(office, request, EventKind.FILE_REPLACED) == 1


def test_one_mp3_may_take_the_place_of_many(office: Office) -> None:
    request = case(office, formats=("audio",))
    happen(office, request, EventKind.FORMAT_FOR_STAFF, format="audio")
    key = sent(office, b"ID3 sound", "read aloud.mp3")
    assert casework.replace_file(office, request.id, "audio", key, SAM) is None
    [state] = status_of(office.log.history(request.id), NOW).files
    assert (state.format, state.media_type) == ("audio", "audio/mpeg")


@pytest.mark.parametrize("key", ["", "forged"])
def test_a_file_that_was_not_sent_is_asked_for(office: Office, key: str) -> None:
    request = case(office)
    assert casework.replace_file(office, request.id, "docx", key, SAM) == Unfit(casework.NO_FILE)


def test_the_key_of_a_file_that_is_gone_is_no_file(office: Office) -> None:
    request = case(office)
    key = office.keys.for_upload("0" * 64, "gone.docx", 5)
    assert casework.replace_file(office, request.id, "docx", key, SAM) == Unfit(casework.NO_FILE)


def test_a_file_of_another_format_changes_nothing(office: Office) -> None:
    request = case(office)
    before = office.log.history(request.id)
    unfit = casework.replace_file(office, request.id, "docx", sent(office, PDF, "mine.docx"), SAM)
    assert isinstance(unfit, Unfit) and "Word document (.docx)" in unfit.words
    assert office.log.history(request.id) == before


@pytest.mark.parametrize(
    ("code", "content", "fits"),
    [
        ("html", WEB_PAGE, True),
        ("html", b"\xef\xbb\xbf<!-- by hand -->\n<html>", True),
        ("html", "<html>".encode("utf-16"), False),
        ("html", PDF, False),
        ("html", b"only words", False),
        ("docx", word_document(), True),
        ("docx", word_document("xl/workbook.xml"), False),
        ("docx", word_document()[:-30], False),
        ("docx", b"PK\x03\x04", False),
        ("docx", WEB_PAGE, False),
        ("large-print", PDF, True),
        ("large-print", b"\n\n" + PDF, True),
        ("large-print", word_document(), False),
        ("pdf", PDF, True),
        ("pdf", WEB_PAGE, False),
        ("large-print-docx", word_document(), True),
        ("large-print-docx", PDF, False),
        ("epub", epub(), True),
        ("audio-epub", epub(), True),
        ("epub", word_document(), False),
        ("text", "Fünf".encode(), True),
        ("text", "Fünf".encode("utf-16"), False),
        ("text", b"\xff\xfe\xff", False),
        ("text", b" \n", False),
        ("braille", b"  ,! h>b\\r\r\n\x0c", True),
        ("braille", "⠠⠓".encode(), False),
        ("braille", PDF + b"\xe2\xe3", False),
        ("braille-pef", PEF, True),
        ("braille-pef", WEB_PAGE, False),
        ("audio", b"ID3\x04", True),
        ("audio", b"\xff\xfb\x90\x00", True),
        ("audio", word_document("01 One.mp3"), True),
        ("audio", word_document("01 One.wav"), False),
        ("audio", PDF, False),
        ("braille-paper", b"\x00", True),
        ("other", WEB_PAGE, True),
    ],
)
def test_a_replacement_is_looked_at_not_believed(code: str, content: bytes, fits: bool) -> None:
    problem = problem_of(format_choice(code), BytesIO(content))
    assert (problem is None) == fits
    assert fits or (problem is not None and problem.endswith("then choose it again."))


@pytest.mark.parametrize("code", [choice.code for choice in FORMATS])
def test_an_empty_file_is_no_replacement_for_anything(code: str) -> None:
    assert "empty" in str(problem_of(format_choice(code), BytesIO(b"")))


def test_a_kind_of_file_we_never_heard_of_is_plain_bytes() -> None:
    assert media_type_of(format_choice("other"), "book.qqq") == "application/octet-stream"
    assert media_type_of(format_choice("docx"), "book.qqq").startswith("application/vnd.openxml")


@pytest.mark.parametrize(
    ("code", "name", "media_type"),
    [
        ("epub", "book.zip", "application/epub+zip"),
        ("text", "words", "text/plain"),
        ("pdf", "a.pdf", "application/pdf"),
        ("braille", "a.brf", "application/x-brf"),
        ("braille-pef", "a.pef", "application/x-pef+xml"),
        ("audio", "one.MP3", "audio/mpeg"),
        ("audio", "chapters.zip", "application/zip"),
        ("audio-epub", "a.epub", "application/epub+zip"),
    ],
)
def test_a_replacement_is_handed_out_as_what_it_is(code: str, name: str, media_type: str) -> None:
    assert media_type_of(format_choice(code), name) == media_type


def test_a_reply_is_queued_under_its_own_number(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    queue, request = with_queue(office, monkeypatch), case(office)
    casework.reply(office, request.id, "Here it is.", SAM)
    last = office.log.history(request.id)[-1]
    assert last.kind is EventKind.REPLIED
    assert queue.asked == [(jobs.SEND_REPLY, last.number)]


def test_a_reply_sent_twice_is_one_event_and_one_mail(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue, request = with_queue(office, monkeypatch), case(office)
    for _ in range(3):
        casework.reply(office, request.id, "Here it is.", SAM)
    assert count(office, request, EventKind.REPLIED) == 1
    assert len(queue.asked) == 1


def test_a_reply_by_phone_is_recorded_and_no_mail_is_sent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue, request = with_queue(office, monkeypatch), by_phone(office)
    casework.reply(office, request.id, "I read it to them.", SAM)
    assert queue.asked == []
    view = cases.case(office, request.reference)
    assert view is not None and view.replies == ("I read it to them.",)
    assert view.history[-1].what == "Sam replied by phone. This stopped the clock."


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_reply_is_never_sent(office: Office, text: str) -> None:
    request = case(office)
    with pytest.raises(ValueError, match="without words"):
        casework.reply(office, request.id, text, SAM)
    assert count(office, request, EventKind.REPLIED) == 0


def test_a_reply_that_did_not_leave_is_a_task_until_mail_leaves(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = case(office)
    happen(office, request, EventKind.MAIL_SENT, message="acknowledgement", message_id="<a>", how="smtp")
    casework.reply(office, request.id, "Here it is.", SAM)
    assert cases.undelivered(office) == ()
    happen(office, request, EventKind.MAIL_NOT_SENT, message="reply-4", problem="Refused.")
    assert [view.request.reference for view in cases.undelivered(office)] == [request.reference]
    assert cases.queue(office) == ()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=5))
    happen(office, request, EventKind.MAIL_SENT, message="reply-6", message_id="<b>", how="smtp")
    assert cases.undelivered(office) == ()


def test_a_question_is_sent_once_and_stops_the_clock(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    queue, request = with_queue(office, monkeypatch), case(office)
    assert casework.ask_question(office, request.id, "Which year?", SAM) is None
    assert casework.ask_question(office, request.id, "Which year?", ALEX) == Moved(casework.ASKED_ALREADY)
    event = office.log.history(request.id)[-1]
    assert (event.kind, dict(event.details)) == (EventKind.QUESTION_ASKED, {"by": "Sam", "method": "email"})
    assert office.log.said(request.id)[event.number].text == "Which year?"
    assert queue.asked == [(jobs.SEND_NOTICE, event.number)]
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    view = cases.case(office, request.reference)
    assert view is not None and not view.status.overdue and view.days_left == 5


def test_a_question_by_phone_is_recorded_and_its_answer_too(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue, request = with_queue(office, monkeypatch), by_phone(office)
    assert casework.record_answer(office, request.id, "2024", SAM) == Moved(casework.NO_QUESTION)
    casework.ask_question(office, request.id, "Which year?", SAM)
    assert casework.record_answer(office, request.id, "2024", SAM) is None
    assert casework.record_answer(office, request.id, "2024", SAM) == Moved(casework.NO_QUESTION)
    assert queue.asked == []
    assert count(office, request, EventKind.ANSWERED) == 1
    assert cases.with_news(office) == ()  # who wrote it down has seen it
    view = cases.case(office, request.reference)
    assert view is not None and view.talk[-1].to_staff == "Their answer, as Sam wrote it down"


def test_nothing_is_asked_of_who_has_withdrawn(office: Office) -> None:
    request = case(office)
    happen(office, request, EventKind.WITHDRAWN, once="a" * 32)
    assert casework.ask_question(office, request.id, "Which year?", SAM) == Moved(casework.WITHDRAWN)
    assert office.log.said(request.id) == {}


def test_what_is_new_is_new_until_somebody_has_read_that_very_news(office: Office) -> None:
    request = case(office)
    happen(office, request, EventKind.NOTE_ADDED, once="a" * 32)
    [view] = cases.with_news(office)
    seen = view.status.news[-1].number
    happen(office, request, EventKind.NOTE_ADDED, once="b" * 32)
    casework.mark_seen(office, request.id, seen, SAM)
    assert len(cases.with_news(office)) == 1
    for _ in range(2):
        casework.mark_seen(office, request.id, seen + 1, SAM)
    assert cases.with_news(office) == ()
    assert count(office, request, EventKind.SEEN) == 1


def test_a_document_that_was_only_described_is_converted_once_it_is_found(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = with_queue(office, monkeypatch)
    request = case(office, Source(SourceKind.DESCRIPTION, description="A leaflet"), ("docx", "bsl"))
    for code in ("docx", "bsl"):
        happen(office, request, EventKind.FORMAT_FOR_STAFF, format=code)
    assert casework.add_source(office, request.id, "forged", SAM) == Unfit(casework.NO_SOURCE)
    key = sent(office, PDF, "leaflet.pdf")
    for _ in range(2):
        assert casework.add_source(office, request.id, key, SAM) is None
    status = status_of(office.log.history(request.id), NOW)
    assert status.source_file is not None and office.files.read(status.source_file) == PDF
    assert status.for_staff == ("bsl",)
    [(job, number)] = queue.asked
    assert (
        job == jobs.MAKE_FORMATS and office.log.history(request.id)[number - 1].text("name") == "leaflet.pdf"
    )


def test_a_question_that_could_not_be_sent_is_a_task_and_stops_no_clock(office: Office) -> None:
    request = case(office)
    casework.ask_question(office, request.id, "Which year?", SAM)
    number = office.log.history(request.id)[-1].number
    happen(office, request, EventKind.MAIL_NOT_SENT, message=f"question-{number}", problem="Refused.")
    [view] = cases.queue(office)
    assert view.status.round.paused is None
    assert [problem.kind for problem in view.status.problems] == [EventKind.MAIL_NOT_SENT]


def test_what_waits_for_an_answer_stands_last(office: Office) -> None:
    first, second = case(office), case(office)
    casework.ask_question(office, first.id, "Which year?", SAM)
    assert [view.request.id for view in cases.queue(office)] == [second.id, first.id]
