"""What people need, kept under a fingerprint: brought back, renewed, ended, and never tied to a request."""

from __future__ import annotations

from datetime import timedelta

from requests_log import RequestsLog
from tests.requests_log.builders import MONDAY
from tests.requests_log.test_schema import database

CODE, OTHER = "c" * 64, "d" * 64
NEEDS = {"formats": ("html", "docx"), "technology-note": ("NVDA 2026.1",)}


def test_what_is_kept_comes_back_as_it_was(log: RequestsLog) -> None:
    log.needs.keep(CODE, NEEDS, MONDAY)
    found = log.needs.find(CODE)
    assert found is not None
    assert (dict(found.answers), found.reviewed_at) == (NEEDS, MONDAY)
    assert log.needs.find(OTHER) is None


def test_keeping_again_takes_the_place_of_what_was_kept(log: RequestsLog) -> None:
    log.needs.keep(CODE, NEEDS, MONDAY)
    log.needs.keep(CODE, {"formats": ("bsl",)}, MONDAY + timedelta(days=1))
    found = log.needs.find(CODE)
    assert found is not None and dict(found.answers) == {"formats": ("bsl",)}


def test_needs_are_renewed_and_forgotten_by_their_code_alone(log: RequestsLog) -> None:
    log.needs.keep(CODE, NEEDS, MONDAY)
    assert log.needs.renew(CODE, MONDAY + timedelta(days=400))
    assert not log.needs.renew(OTHER, MONDAY)
    assert log.needs.forget(CODE)
    assert not log.needs.forget(CODE)
    assert log.needs.find(CODE) is None


def test_what_nobody_agreed_to_since_a_day_goes(log: RequestsLog) -> None:
    log.needs.keep(CODE, NEEDS, MONDAY)
    log.needs.keep(OTHER, NEEDS, MONDAY + timedelta(days=1))
    assert log.needs.forget_unreviewed(MONDAY + timedelta(hours=1)) == 1
    assert log.needs.find(CODE) is None and log.needs.find(OTHER) is not None


def test_the_table_holds_needs_and_nothing_that_leads_to_a_person(log: RequestsLog, url: str) -> None:
    columns = [row[1] for row in database(url).execute("PRAGMA table_info(needs)")]
    assert columns == ["code", "answers", "reviewed_at"]
    assert database(url).execute("PRAGMA foreign_key_list(needs)").fetchall() == []


def test_needs_stay_out_of_what_a_program_prints(log: RequestsLog) -> None:
    log.needs.keep(CODE, NEEDS, MONDAY)
    assert "NVDA" not in repr(log.needs.find(CODE))
