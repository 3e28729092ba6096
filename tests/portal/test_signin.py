"""Signing in, against a real server: what a browser sends, what it gets, and what a guesser meets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from lxml import html

from portal.routes import signin
from portal.routes.throttle import FAILURES, WINDOW, Throttle
from portal.services import clock
from portal.services.accounts import signed_in
from portal.services.office import Office
from requests_log import Account, Role
from tests.portal.browser import Answer, Browser, browsing
from tests.portal.requester import open_test_office

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # the hash itself says what it costs
AT = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    opened = open_test_office(tmp_path, monkeypatch)
    monkeypatch.setattr(clock, "now", lambda: AT)
    for name, role in (("Sam", Role.STAFF), ("Morgan", Role.MANAGER)):
        opened.log.accounts.add(Account(name, role, CHEAP.hash(f"secret of {name}")))
    monkeypatch.setattr(signin, "THROTTLE", Throttle())
    monkeypatch.setattr(signin, "current_office", lambda: opened)
    return opened


@pytest.fixture
def browser(office: Office) -> Iterator[Browser]:
    with browsing(signin.routes) as browser:
        yield browser


def form_key(browser: Browser, path: str) -> str:
    tree = browser.get(path).tree
    assert tree is not None
    return str(tree.xpath(".//input[@name='form']/@value")[0])


def sign_in(browser: Browser, name: str, password: str) -> Answer:
    """Open the page and send its form."""
    return browser.post("/signin", form=form_key(browser, "/signin"), name=name, password=password)


def cookie(answer: Answer, name: str) -> str:
    """Return the Set-Cookie line for ``name``."""
    [line] = [each for each in answer.headers.get_all("set-cookie") or [] if each.startswith(f"{name}=")]
    return line


@pytest.mark.parametrize(("name", "home"), [("Sam", "/queue"), ("Morgan", "/promise")])
def test_whoever_signs_in_is_led_to_their_own_screen(
    browser: Browser, office: Office, name: str, home: str
) -> None:
    answer = sign_in(browser, name, f"secret of {name}")
    assert (answer.status, answer.headers["location"]) == (303, home)
    account = signed_in(office, browser.cookies[signin.SESSION_COOKIE])
    assert account is not None and account.name == name


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    line = cookie(sign_in(browser, "Sam", "secret of Sam"), "session").lower()
    assert "httponly" in line and "samesite=lax" in line and "path=/" in line
    assert "secure" in line.split("; ")  # the office of the tests is reached by https


def test_on_a_plain_http_address_the_cookie_is_not_secure_or_nobody_could_sign_in(
    browser: Browser, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = replace(office, settings=replace(office.settings, address="http://127.0.0.1:8501"))
    monkeypatch.setattr(signin, "current_office", lambda: plain)
    assert "secure" not in cookie(sign_in(browser, "Sam", "secret of Sam"), "session").lower().split("; ")


@pytest.mark.parametrize(
    ("name", "password"), [("Sam", "wrong"), ("Sam", "secret of Morgan"), ("nobody", "secret of Sam")]
)
def test_a_wrong_name_and_a_wrong_password_get_one_answer_and_keep_the_name(
    browser: Browser, name: str, password: str
) -> None:
    answer = sign_in(browser, name, password)
    assert answer.status == 422
    assert answer.title == "Error: Sign in – Accessible formats"
    assert answer.tree is not None
    [link] = answer.tree.xpath(".//div[@class='error-summary']//a")
    assert (link.get("href"), link.text) == ("#name", signin.NO_MATCH)
    assert answer.tree.xpath(".//input[@id='name']/@value") == [name]
    assert answer.tree.xpath(".//input[@id='password']/@value") == [""]
    assert password not in html.tostring(answer.tree).decode()
    assert signin.SESSION_COOKIE not in browser.cookies


@pytest.mark.parametrize(
    ("name", "password", "field_id", "said"),
    [("", "x", "name", signin.NO_NAME), ("Sam", "", "password", signin.NO_PASSWORD)],
)
def test_an_empty_field_is_asked_for(
    browser: Browser, name: str, password: str, field_id: str, said: str
) -> None:
    answer = sign_in(browser, name, password)
    assert answer.tree is not None
    [control] = answer.tree.xpath(".//*[@aria-invalid='true']")
    assert control.get("id") == field_id
    assert said in answer.words


def test_the_page_has_labels_and_lets_a_password_manager_help(browser: Browser) -> None:
    tree = browser.get("/signin").tree
    assert tree is not None
    assert tree.xpath("/html/@lang") == ["en-GB"]
    assert [label.text for label in tree.xpath(".//label")] == ["Name", "Password"]
    assert tree.xpath(".//input/@autocomplete") == ["username", "current-password"]
    assert len(tree.xpath(".//h1")) == 1 and len(tree.xpath(".//main")) == 1
    assert not tree.xpath(".//script")


def test_a_hostile_name_stays_text(browser: Browser) -> None:
    hostile = '"><script>alert(1)</script>'
    answer = sign_in(browser, hostile, "x")
    assert answer.tree is not None
    assert not answer.tree.xpath(".//script")
    assert answer.tree.xpath(".//input[@id='name']/@value") == [hostile]


def test_a_form_of_another_site_signs_nobody_in(browser: Browser, office: Office) -> None:
    theirs = office.keys.for_form("0" * 32)
    for form in ("", "forged", theirs):
        browser.get("/signin")
        answer = browser.post("/signin", form=form, name="Sam", password="secret of Sam")
        assert answer.status == 400 and signin.TOO_OLD in answer.words
    assert signin.SESSION_COOKIE not in browser.cookies


def test_a_browser_without_cookies_is_told_so(browser: Browser) -> None:
    form = form_key(browser, "/signin")
    browser.cookies.clear()
    answer = browser.post("/signin", form=form, name="Sam", password="secret of Sam")
    assert answer.status == 400 and "cookies" in answer.words


def test_two_open_forms_of_one_browser_both_work(browser: Browser) -> None:
    first = form_key(browser, "/signin")
    form_key(browser, "/signin")
    assert browser.post("/signin", form=first, name="Sam", password="secret of Sam").status == 303


def test_after_ten_wrong_passwords_even_the_right_one_has_to_wait(browser: Browser) -> None:
    for _ in range(FAILURES):
        assert sign_in(browser, "Sam", "wrong").status == 422
    answer = sign_in(browser, "Sam", "secret of Sam")
    assert answer.status == 429
    assert "Try again after Sunday 22 November 2026 at 12:16pm" in answer.words
    assert answer.headers["retry-after"] == "930"
    assert signin.SESSION_COOKIE not in browser.cookies


def test_when_the_time_is_over_the_right_password_opens_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(FAILURES + 1):
        sign_in(browser, "Sam", "wrong")
    monkeypatch.setattr(clock, "now", lambda: AT + WINDOW)
    assert sign_in(browser, "Sam", "secret of Sam").status == 303


def test_signing_in_rightly_again_and_again_is_never_throttled(browser: Browser) -> None:
    for _ in range(FAILURES + 5):
        browser.cookies.clear()
        assert sign_in(browser, "Sam", "secret of Sam").status == 303


def test_a_form_far_too_long_is_not_read_to_its_end(browser: Browser) -> None:
    answer = browser.post("/signin", form="x", name="Sam", password="x" * 1_000_000)
    assert answer.status == 413 and signin.TOO_LONG in answer.words


def test_whoever_is_signed_in_is_led_on_from_the_sign_in_page(browser: Browser) -> None:
    sign_in(browser, "Morgan", "secret of Morgan")
    answer = browser.get("/signin")
    assert (answer.status, answer.headers["location"]) == (303, "/promise")


def test_signing_out_asks_first_and_then_ends_the_session(browser: Browser) -> None:
    sign_in(browser, "Sam", "secret of Sam")
    assert "You are signed in as Sam." in browser.get("/signout").words
    form = form_key(browser, "/signout")
    answer = browser.post("/signout", form=form)
    assert (answer.status, answer.headers["location"]) == (303, "/signout")
    assert "Max-Age=0" in cookie(answer, "session")
    assert "You are signed out." in browser.get("/signout").words


def test_another_site_cannot_sign_anybody_out(browser: Browser) -> None:
    sign_in(browser, "Sam", "secret of Sam")
    assert browser.post("/signout", form="forged").status == 200
    assert "You are signed in as Sam." in browser.get("/signout").words


def test_nothing_of_these_pages_is_kept_framed_or_scripted(browser: Browser) -> None:
    headers = browser.get("/signin").headers
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]


def test_attempts_are_counted_for_the_name_and_for_the_address() -> None:
    throttle = Throttle(failures=2)
    assert throttle.attempt(("name a", "address 1"), AT) is None
    assert throttle.attempt(("name b", "address 1"), AT) is None
    assert throttle.attempt(("name c", "address 1"), AT) == AT + WINDOW
    assert throttle.attempt(("name a", "address 2"), AT) is None
    assert throttle.attempt(("name a", "address 3"), AT) == AT + WINDOW


def test_a_refused_attempt_does_not_make_the_wait_longer() -> None:
    throttle = Throttle(failures=1)
    throttle.attempt(("a",), AT)
    for minute in range(15):
        assert throttle.attempt(("a",), AT + timedelta(minutes=minute)) == AT + WINDOW
    assert throttle.attempt(("a",), AT + WINDOW) is None


def test_a_forgiven_attempt_does_not_count_and_no_more_than_it() -> None:
    throttle = Throttle(failures=2)
    throttle.attempt(("a",), AT)
    throttle.attempt(("a",), AT)
    throttle.forgive(("a", "never seen"))
    assert throttle.attempt(("a",), AT) is None
    assert throttle.attempt(("a",), AT) is not None


def test_the_memory_of_names_has_an_end_and_the_oldest_goes_first() -> None:
    throttle = Throttle(failures=1, remembered=2)
    for name in ("a", "b", "c"):
        throttle.attempt((name,), AT)
    assert throttle.attempt(("c",), AT) is not None
    assert throttle.attempt(("a",), AT) is None


def test_many_guesses_at_once_get_no_more_than_their_share() -> None:
    throttle = Throttle(failures=10)
    allowed: list[bool] = []
    guesses = [
        threading.Thread(target=lambda: allowed.append(throttle.attempt(("a",), AT) is None))
        for _ in range(60)
    ]
    for guess in guesses:
        guess.start()
    for guess in guesses:
        guess.join()
    assert sum(allowed) == 10
