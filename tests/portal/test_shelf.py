"""Which checked versions are offered, to whom, and what goes along: nothing of the other person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from portal.answers import Answers
from portal.services import casework, clock, evidence, following, shelf
from portal.services.office import Office
from requests_log import EventKind, Period, Said
from tests.portal.requester import HOSTILE, NOW, case, happen, make, open_test_office
from tests.portal.shelf import BY_LINK, PDF, URL, answered, asked_by_link, asked_by_upload, uploaded
from tests.portal.staff import SAM

VISIT = "f" * 32


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def offered(office: Office, answers: Answers) -> list[str]:
    version = shelf.checked_version(office, answers, VISIT)
    assert shelf.is_there(office, answers) == (version is not None)
    return [file.format for file in version.files] if version else []


def test_the_same_link_is_offered_what_was_checked(office: Office) -> None:
    answered(office, asked_by_link(office))
    assert offered(office, BY_LINK) == ["docx"]
    assert offered(office, replace(BY_LINK, link="london.gov.uk/plans/lifts.pdf?utm_source=x#page=2")) == [
        "docx"
    ]
    assert offered(office, replace(BY_LINK, link="https://london.gov.uk/%70lans/%6Cifts.pdf")) == ["docx"]
    assert offered(office, replace(BY_LINK, link="https://www.london.gov.uk/plans/stairs.pdf")) == []


def test_the_same_bytes_are_offered_what_was_checked(office: Office) -> None:
    answered(office, asked_by_upload(office))
    assert offered(office, uploaded(office)) == ["docx"]
    assert offered(office, uploaded(office, b"%PDF-1.7 stairs")) == []


def test_a_file_is_offered_what_was_checked_of_its_link_and_the_other_way_round(office: Office) -> None:
    asked_by_link(office)  # nobody checked this one, but it says what the link leads to
    answered(office, asked_by_upload(office))
    assert offered(office, BY_LINK) == ["docx"]


def test_what_a_person_describes_or_has_not_given_yet_is_offered_nothing(office: Office) -> None:
    answered(office, asked_by_link(office))
    assert offered(office, Answers()) == []
    assert offered(office, Answers(source="description", description=URL)) == []
    assert offered(office, Answers(source="link", link="not a link")) == []
    assert offered(office, Answers(source="upload", upload="made up")) == []


def test_what_nobody_has_checked_or_replied_with_is_not_offered(office: Office) -> None:
    request = asked_by_link(office)
    file = make(office, request)
    assert offered(office, BY_LINK) == []
    casework.mark_checked(office, request.id, "docx", file, SAM)
    assert offered(office, BY_LINK) == []  # not yet replied: the last word is not said
    casework.reply(office, request.id, "Here it is.", SAM)
    assert offered(office, BY_LINK) == ["docx"]
    casework.undo_check(office, request.id, "docx", SAM)
    assert offered(office, BY_LINK) == []


def test_a_request_that_is_open_again_or_erased_offers_nothing(office: Office) -> None:
    request = answered(office, asked_by_link(office))
    following.say_it_does_not_work(office, request.id, "docx", Said("No headings"), following.new_form())
    assert offered(office, BY_LINK) == []
    casework.reply(office, request.id, "Now it is.", SAM)
    assert offered(office, BY_LINK) == ["docx"]
    office.log.erase(request.id, NOW)
    assert offered(office, BY_LINK) == []


def test_a_version_made_to_measure_says_so(office: Office) -> None:
    large = asked_by_link(office, formats=("large-print",), measures={"point-size": "28"})
    answered(office, large, "large-print")
    version = shelf.checked_version(office, BY_LINK, VISIT)
    assert version is not None
    assert [file.format_name for file in version.files] == ["Large print, 28 point"]


def test_a_link_that_now_leads_to_another_document_is_not_answered_with_the_old_one(office: Office) -> None:
    answered(office, asked_by_link(office))
    asked_by_link(office, b"%PDF-1.7 lifts, second edition")
    assert offered(office, BY_LINK) == []


def test_a_file_that_is_gone_is_not_offered(office: Office) -> None:
    answered(office, asked_by_link(office))
    office.files.path(office.files.put(b"the checked version")).unlink()
    assert offered(office, BY_LINK) == []


def test_the_newest_check_of_a_format_is_offered(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(office, asked_by_link(office), content=b"old")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=3))
    answered(office, asked_by_link(office), content=b"new")
    version = shelf.checked_version(office, BY_LINK, VISIT)
    assert version is not None
    [file] = version.files
    taken = shelf.taken(office, file.key)
    assert taken is not None and office.files.read(taken.file) == b"new"
    assert file.checked_on == (NOW + timedelta(days=3)).date()


def test_what_staff_made_of_a_private_file_is_for_one_person_only(office: Office) -> None:
    answered(office, asked_by_upload(office), by="Sam")
    assert offered(office, uploaded(office)) == []


def test_what_staff_made_of_a_public_document_is_for_all(office: Office) -> None:
    answered(office, asked_by_link(office, formats=("audio",)), "audio", by="Sam")
    assert offered(office, BY_LINK) == ["audio"]


def test_a_format_made_as_one_person_described_it_is_for_nobody_else(office: Office) -> None:
    answered(office, asked_by_link(office, formats=("other",)), "other", by="Sam")
    assert offered(office, BY_LINK) == []


def test_a_link_we_could_not_fetch_ourselves_is_not_public(office: Office) -> None:
    request = case(office)
    answered(office, request, by="Sam")
    assert offered(office, Answers(source="link", link="https://www.london.gov.uk/a.pdf")) == []


def test_nothing_of_the_other_request_goes_along(office: Office) -> None:
    other = answered(office, asked_by_upload(office))
    version = shelf.checked_version(office, uploaded(office, name="mine.pdf"), VISIT)
    assert version is not None and version.name == "mine.pdf"
    taken = shelf.taken(office, version.files[0].key)
    assert taken is not None and taken.name == "mine.docx"
    [file] = version.files
    said = repr([*(replace(file, key=""), taken), version.name, office.keys.shelf_of(file.key)]).lower()
    for private in (other.id, other.reference, "ann", "smith", "appeal", "example.com", HOSTILE, SAM.name):
        assert private.lower() not in said


def test_taking_a_file_is_counted_and_asks_anew_whether_it_may_be_given(office: Office) -> None:
    request = answered(office, asked_by_link(office))
    version = shelf.checked_version(office, BY_LINK, VISIT)
    assert version is not None
    key, today = version.files[0].key, Period(NOW.date(), NOW.date())
    assert evidence.answered_at_once(office, today) == 0
    assert shelf.taken(office, key) and shelf.taken(office, key)
    assert evidence.answered_at_once(office, today) == 1
    casework.undo_check(office, request.id, "docx", SAM)
    assert shelf.taken(office, key) is None


@pytest.mark.parametrize("key", ["", "made-up", "a.b.c"])
def test_a_made_up_key_opens_nothing(office: Office, key: str) -> None:
    answered(office, asked_by_link(office))
    assert shelf.taken(office, key) is None


def test_whoever_only_knows_a_documents_hash_gets_nothing(office: Office) -> None:
    answered(office, asked_by_upload(office))
    sha = office.files.put(PDF)
    assert offered(office, Answers(source="upload", upload=sha)) == []
    assert shelf.taken(office, sha) is None


def test_a_fetch_that_failed_says_nothing_of_its_link(office: Office) -> None:
    request = case(office)
    trouble: dict[str, str | int | None] = {"code": "link-not-found", "problem": "No.", "advice": "Wait."}
    happen(office, request, EventKind.SOURCE_NOT_FETCHED, **trouble)
    assert offered(office, Answers(source="link", link="https://www.london.gov.uk/a.pdf")) == []
