"""What was sent but never asked with goes; what a request or an event names stays."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from portal.services import casework, clock
from portal.services.office import Office
from portal.steps.tidying import UNCLAIMED, tidy
from requests_log import Source, SourceKind
from tests.portal.requester import case, make, open_test_office
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
