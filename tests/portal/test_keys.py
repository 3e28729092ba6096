from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from itsdangerous import TimestampSigner

from portal import keys
from portal.keys import DOCUMENT, REPLACEMENT, Keys, read_secret

OURS = Keys("secret")
THEIRS = Keys("another secret")
SHA = "a" * 64


def test_the_key_of_a_private_link_leads_to_its_request_only() -> None:
    assert OURS.request_of(OURS.for_request("r1")) == "r1"
    assert OURS.for_request("r1") != OURS.for_request("r2")


def test_the_private_link_is_the_same_each_time_it_is_written() -> None:
    assert OURS.for_request("r1") == OURS.for_request("r1")


@pytest.mark.parametrize("key", ["", "r1", "InIxIg.xxxx", "\x00", "é"])
def test_a_made_up_key_leads_nowhere(key: str) -> None:
    assert OURS.request_of(key) is None
    assert OURS.upload_of(key) is None
    assert OURS.upload_purpose(key) is None
    assert OURS.account_of(key) is None


def test_a_key_of_another_installation_leads_nowhere() -> None:
    assert OURS.request_of(THEIRS.for_request("r1")) is None
    assert OURS.account_of(THEIRS.for_session("staff")) is None


def test_a_key_made_for_one_use_serves_for_no_other() -> None:
    assert OURS.account_of(OURS.for_request("staff")) is None
    assert OURS.request_of(OURS.for_session("r1")) is None
    assert OURS.upload_of(OURS.for_uploader()) is None
    assert not OURS.is_form(OURS.for_session("nonce"), "nonce")


def test_an_upload_is_proved_by_its_key() -> None:
    assert OURS.upload_of(OURS.for_upload(SHA, "Report – final.pdf", 12)) == (SHA, "Report – final.pdf", 12)


def test_leave_to_upload_says_what_for() -> None:
    assert OURS.upload_purpose(OURS.for_uploader()) == DOCUMENT
    assert OURS.upload_purpose(OURS.for_uploader(REPLACEMENT)) == REPLACEMENT


def test_a_sign_in_ends_after_twelve_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    session, link = OURS.for_session("staff"), OURS.for_request("r1")
    now = TimestampSigner("x").get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: now + keys.SESSION_SECONDS + 1)
    assert OURS.account_of(session) is None
    assert OURS.request_of(link) == "r1"


def test_a_form_counts_only_with_the_cookie_it_was_made_for() -> None:
    assert OURS.is_form(OURS.for_form("nonce"), "nonce")
    assert not OURS.is_form(OURS.for_form("nonce"), "other")
    assert not OURS.is_form(OURS.for_form(""), "")


def test_the_secret_is_made_once_and_readable_by_the_service_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    first = read_secret(path)
    assert read_secret(path) == first
    assert len(first) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_first_starts_agree_on_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: read_secret(tmp_path / "secret.key"), range(8)))
    assert len(secrets) == 1
