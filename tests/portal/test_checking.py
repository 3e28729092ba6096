"""A file that staff checked says so itself: made anew, and only where it is the very file they read."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.services import clock
from portal.services.casework import mark_checked, undo_check
from portal.services.office import Office
from portal.steps.checking import write_check
from portal.steps.converting import make_formats
from requests_log import EventKind, FileState, Request, Source, SourceKind, status_of
from tests import pdfs
from tests.portal.requester import case, followed, happen, open_test_office, words
from tests.portal.staff import SAM

pytestmark = pytest.mark.journey  # programs are started

CHECKED = "Checked by a person on Sunday 22 November 2026."
AUTOMATIC = "Made automatically, not yet checked by a person."


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


@pytest.fixture
def request_(office: Office) -> Request:
    content = pdfs.simple()
    source = Source(SourceKind.UPLOAD, file=office.files.put(content), name="Report.pdf", size=len(content))
    request = case(office, source, ("html",))
    make_formats(office, request.id)
    return request


def page(office: Office, request: Request) -> FileState:
    (state,) = status_of(office.log.history(request.id), clock.now()).files
    return state


def check(office: Office, request: Request) -> int:
    """Mark the page as checked and return the number of the event."""
    assert mark_checked(office, request.id, "html", page(office, request).file, SAM) is None
    return len(office.log.history(request.id))


def text(office: Office, request: Request) -> str:
    return office.files.read(page(office, request).offered).decode()


def test_the_file_itself_says_that_it_is_checked_and_when(office: Office, request_: Request) -> None:
    before = page(office, request_).file
    assert AUTOMATIC in text(office, request_)
    write_check(office, request_.id, check(office, request_))
    assert CHECKED in text(office, request_)
    assert text(office, request_) == office.files.read(before).decode().replace(AUTOMATIC, CHECKED)
    state = page(office, request_)
    assert (state.file, state.checked_by) == (before, "Sam")
    assert state.offered_size == len(text(office, request_).encode())
    assert "the file itself now says that a person has checked it" in words(followed(office, request_))


def test_writing_a_check_twice_is_done_once(office: Office, request_: Request) -> None:
    number = check(office, request_)
    write_check(office, request_.id, number)
    once = office.log.history(request_.id)
    write_check(office, request_.id, number)
    assert office.log.history(request_.id) == once


def test_a_check_that_was_taken_back_is_not_in_the_file(office: Office, request_: Request) -> None:
    number = check(office, request_)
    write_check(office, request_.id, number)
    undo_check(office, request_.id, "html", SAM)
    assert AUTOMATIC in text(office, request_)
    write_check(office, request_.id, number)
    assert AUTOMATIC in text(office, request_)


def test_a_file_that_cannot_be_made_again_to_the_byte_is_left_as_it_is(
    office: Office, request_: Request
) -> None:
    other = office.files.put(b"<p>made by an earlier version of the program")
    made = {"format": "html", "file": other, "name": "a.html", "media_type": "text/html"}
    happen(office, request_, EventKind.FILE_MADE, size=1, **made)
    write_check(office, request_.id, check(office, request_))
    assert page(office, request_).offered == other


def test_a_persons_own_file_is_never_changed(office: Office, request_: Request) -> None:
    own = office.files.put(b"<p>mine")
    made = {"format": "html", "file": own, "name": "a.html", "media_type": "text/html", "by": "Sam"}
    happen(office, request_, EventKind.FILE_REPLACED, size=1, **made)
    write_check(office, request_.id, check(office, request_))
    assert page(office, request_).offered == own


def test_a_file_replaced_after_its_check_has_none(office: Office, request_: Request) -> None:
    number = check(office, request_)
    write_check(office, request_.id, number)
    own = office.files.put(b"<p>mine")
    made = {"format": "html", "file": own, "name": "a.html", "media_type": "text/html", "by": "Sam"}
    happen(office, request_, EventKind.FILE_REPLACED, size=1, **made)
    assert page(office, request_).offered == own
    write_check(office, request_.id, number)
    assert page(office, request_).offered == own
