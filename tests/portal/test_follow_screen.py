"""Following a request: every stage reads well, and the screen looks again only while it should."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from portal import progress
from portal.private_link import Turn
from portal.screens import follow
from portal.services import clock
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
)
from tests.portal.requester import (
    HOSTILE,
    case,
    every_stage,
    followed,
    happen,
    make,
    open_test_office,
    viewed,
    words,
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def test_files_are_offered_with_what_they_are(office: Office) -> None:
    request = case(office)
    file = make(office, request)
    tree = followed(office, request)
    assert tree.xpath(".//ul[@class='files']//a/@href") == ["/download/KEY/docx"]
    assert "Word document (41 KB)" in words(tree)
    assert "Automatic version, not yet checked by a person" in words(tree)
    happen(office, request, EventKind.FILE_CHECKED, format="docx", file=file, by="staff")
    assert "Checked by a person on" in words(followed(office, request))


def test_a_locked_pdf_is_told_with_what_to_do(office: Office) -> None:
    failed = every_stage(office)[-1]
    assert "It is <locked>. Send another." in words(failed)
    assert "We could not send you an email. Everything it says is on this screen." in words(failed)
    assert failed.xpath(".//a[@id='ask-again']/@href") == ["/"]


def test_a_reply_is_shown_line_by_line(office: Office) -> None:
    [reply] = every_stage(office)[4].xpath(".//div[@class='reply']")
    assert reply.text_content() == "Dear <b>Ann</b>,\nhere it is."


def standing_of(office: Office, request: Request, later: timedelta = timedelta()) -> str:
    return progress.standing(viewed(office, request), clock.now() + later)


def test_where_a_request_stands_is_said_in_a_sentence(office: Office) -> None:
    request = case(office)
    due = viewed(office, request).status.promise.due
    assert "This takes up to a minute" in standing_of(office, request)
    assert "longer than usual" in standing_of(office, request, timedelta(minutes=3))
    file = make(office, request)
    assert standing_of(office, request).startswith("Your automatic versions are ready.")
    happen(office, request, EventKind.FILE_CHECKED, format="docx", file=file, by="staff")
    assert "a person has checked them" in standing_of(office, request)
    assert f"{due.day} {due:%B %Y}" in standing_of(office, request)
    happen(office, request, EventKind.REPLIED, file=file, by="staff", method="email")
    assert standing_of(office, request).startswith("We replied to you on")


def test_a_described_document_is_with_staff_from_the_start(office: Office) -> None:
    request = case(office, Source(SourceKind.DESCRIPTION, description=HOSTILE))
    assert standing_of(office, request).startswith("Our staff are working on your request.")
    assert follow._pace(viewed(office, request), clock.now(), Turn()) is None


def test_a_late_reply_is_said_to_be_late(office: Office) -> None:
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    new = NewRequest(
        source=Source(SourceKind.LINK, url="https://a.uk"),
        formats=("bsl",),
        contact=Contact(ContactMethod.PHONE, "1"),
    )
    late = office.log.receive(new, at, Promise(date(2026, 11, 9), 5, office.calendar.name))
    happen(office, late, EventKind.FORMAT_FOR_STAFF, format="bsl")
    assert "Our reply is late, and we are sorry. It was due on Monday 9 November 2026." in words(
        followed(office, late)
    )


def test_a_screen_looks_again_only_while_something_is_being_made(office: Office) -> None:
    request = case(office)
    now = clock.now()
    assert follow._pace(viewed(office, request), now, Turn()) == "2s"
    assert follow._pace(viewed(office, request), now + timedelta(minutes=3), Turn()) == "30s"
    make(office, request)
    assert follow._pace(viewed(office, request), now, Turn()) is None


def test_words_for_a_wrong_link_do_not_say_whether_a_request_exists() -> None:
    assert "does not open anything" in progress.NO_CASE
    assert "request" not in progress.NO_CASE.lower()
