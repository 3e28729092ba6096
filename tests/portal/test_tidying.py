"""What was sent but never asked with goes; what a request or an event names stays."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from portal.services import casework, clock
from portal.services.cases import followed
from portal.services.erasing import erase_person
from portal.services.office import Office
from portal.steps.tidying import UNCLAIMED, tidy
from requests_log import EventKind, Source, SourceKind, UnknownRequest, london_date
from tests.portal.following import broken_case, replied_case
from tests.portal.requester import NOW, case, make, open_test_office, viewed
from tests.portal.staff import SAM


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def aged(path: Path, by: timedelta) -> None:
    moment = (clock.now() - by).timestamp()
    os.utime(path, (moment, moment))


def test_an_upload_that_nobody_asked_with_goes_after_two_days(office: Office) -> None:
    old, new = office.files.put(b"old"), office.files.put(b"new")
    aged(office.files.path(old), UNCLAIMED + timedelta(minutes=1))
    aged(office.files.path(new), UNCLAIMED - timedelta(minutes=1))
    assert tidy(office) == 1
    assert not office.files.has(old)
    assert office.files.has(new)


def test_a_file_sent_again_is_new_again(office: Office) -> None:
    file = office.files.put(b"old")
    aged(office.files.path(file), UNCLAIMED * 2)
    office.files.put(b"old")
    aged(office.files.path(office.files.put(b"old")), timedelta(0))
    assert tidy(office) == 0
    assert office.files.has(file)


def test_what_a_request_a_format_or_a_reply_names_stays(office: Office) -> None:
    source = Source(SourceKind.UPLOAD, file=office.files.put(b"asked"), name="a.pdf", size=5)
    request = case(office, source)
    make(office, request)
    casework.reply(office, request.id, "Here it is.", SAM)
    for file in office.log.claimed_files():
        if office.files.has(file):
            aged(office.files.path(file), UNCLAIMED * 2)
    assert tidy(office) == 0


def test_what_a_killed_writer_left_goes(office: Office) -> None:
    office.files.put(b"x")
    left = office.settings.data / "files" / "incoming-abc"
    left.write_bytes(b"half")
    aged(left, UNCLAIMED * 2)
    assert tidy(office) == 1
    assert not left.exists()


def in_days(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=days))


def test_files_go_when_we_said_and_our_words_stay(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    source = office.files.put(b"asked")
    request = case(office, Source(SourceKind.UPLOAD, file=source, name="a.pdf", size=5))
    made = make(office, request)
    casework.reply(office, request.id, "Here it is.", SAM)
    last = viewed(office, request).kept_until
    assert last == london_date(NOW) + timedelta(days=office.settings.file_days)
    for file in (source, made):
        aged(office.files.path(file), UNCLAIMED * 2)
    in_days(monkeypatch, office.settings.file_days)
    assert tidy(office) == 0
    in_days(monkeypatch, office.settings.file_days + 1)
    assert tidy(office) == 2
    assert tidy(office) == 0
    view = viewed(office, request)
    assert (view.files, view.status.source_file, view.kept_until) == ((), None, None)
    assert view.replies == ("Here it is.",)


def test_files_of_an_open_request_stay_however_long_it_takes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, broken = case(office), broken_case(office)
    make(office, request)
    in_days(monkeypatch, 400)
    tidy(office)
    assert viewed(office, request).files and viewed(office, broken).files


def test_a_file_that_two_requests_share_stays_for_the_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, other = replied_case(office), case(office)
    file = make(office, other)
    aged(office.files.path(file), UNCLAIMED * 2)
    in_days(monkeypatch, 100)
    tidy(office)
    assert viewed(office, done).files == () and office.files.has(file)


def test_what_was_erased_goes_from_the_disk_too(office: Office) -> None:
    request = broken_case(office)
    reply = next(e.text("file") for e in office.log.history(request.id) if e.kind is EventKind.REPLIED)
    for file in office.log.claimed_files():
        aged(office.files.path(file), UNCLAIMED * 2)
    erase_person(office.log, request.reference)
    assert tidy(office) == 2
    assert not office.files.has(reply)
    assert followed(office, office.keys.for_request(request.id)) is None


def test_an_open_request_that_is_erased_waits_for_nobody(office: Office) -> None:
    request = case(office)
    for _ in range(2):
        erase_person(office.log, request.reference)
    kinds = [event.kind for event in office.log.history(request.id)][-2:]
    assert kinds == [EventKind.WITHDRAWN, EventKind.ERASED]
    assert office.log.open_cases() == () and office.log.cases_with_news() == ()
    with pytest.raises(UnknownRequest):
        erase_person(office.log, "K7MX-4RTW")
