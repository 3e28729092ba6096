"""The private link without JavaScript: the same forms, checks and words, by real forms over a real socket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from portal.routes import plain_follow
from portal.routes.plain import NOT_WHOLE
from portal.services import cases
from portal.services.office import Office
from requests_log import EventKind, Request, Said
from tests.portal.browser import Answer, Browser, browsing
from tests.portal.following import asked_case, replied_case, withdrawn_case
from tests.portal.requester import case, make, open_test_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = open_test_office(tmp_path, monkeypatch)
    monkeypatch.setattr(plain_follow, "current_office", lambda: office)
    return office


@pytest.fixture
def browser(office: Office) -> Iterator[Browser]:
    with browsing(plain_follow.routes) as browser:
        yield browser


def address(office: Office, request: Request) -> str:
    return f"/plain/follow?key={quote(office.keys.for_request(request.id))}"


def press(browser: Browser, at: Answer, action: str, **typed: str) -> Answer:
    """Press a button of the page's form as a browser without JavaScript does, with all that it carries."""
    assert at.tree is not None
    [button] = at.tree.xpath(".//button[@value=$value]", value=action)
    [form] = button.xpath("ancestor::form")
    assert (form.get("method"), form.get("enctype")) == ("post", "multipart/form-data")
    carried = {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}
    chosen = {one.get("name"): one.get("value") for one in form.xpath(".//input[@checked]")}
    fields = {**carried, **chosen, **typed, str(button.get("name")): action}
    return browser.post_form(str(form.get("action")), list(fields.items()))


def follow(browser: Browser, answer: Answer) -> Answer:
    assert answer.status == 303
    return browser.get(str(answer.headers["location"]))


def kinds(office: Office, request: Request) -> list[EventKind]:
    return [event.kind for event in office.log.history(request.id)]


def test_something_is_added_with_a_mistake_first(office: Office, browser: Browser) -> None:
    request = case(office)
    form = press(browser, browser.get(address(office, request)), "open:note")
    wrong = press(browser, form, "send", note=" ")
    assert (wrong.status, wrong.title) == (422, "Error: Add something to your request – Accessible formats")
    assert "Write what you want to add" in wrong.words
    done = follow(browser, press(browser, wrong, "send", note="I need page 3."))
    assert done.title == "We have what you added – Accessible formats"
    assert done.tree is not None and done.tree.xpath(".//div[@autofocus and contains(@class, 'done')]")
    assert "We have what you added. Our staff see it." in done.words and "I need page 3." in done.words


def test_a_form_sent_twice_is_one_event(office: Office, browser: Browser) -> None:
    request = case(office)
    form = press(browser, browser.get(address(office, request)), "open:note")
    for _ in range(2):
        assert press(browser, form, "send", note="Once").status == 303
    assert kinds(office, request).count(EventKind.NOTE_ADDED) == 1


def test_a_question_is_answered(office: Office, browser: Browser) -> None:
    request = asked_case(office)
    shown = browser.get(address(office, request))
    assert "Do you need the appendix?" in shown.words
    form = press(browser, shown, "open:answer")
    assert "Do you need the appendix?" in form.words
    assert "We have your answer." in follow(browser, press(browser, form, "send", answer="Yes")).words
    assert EventKind.ANSWERED in kinds(office, request)


def test_how_we_reach_a_person_is_changed_without_choosing_it_again(office: Office, browser: Browser) -> None:
    request = case(office)
    form = press(browser, browser.get(address(office, request)), "open:contact")
    wrong = press(browser, form, "send", email="ann@")
    assert wrong.status == 422
    follow(browser, press(browser, wrong, "send", email="new@example.org"))
    assert office.log.request(request.id).contact.address == "new@example.org"


def test_a_file_does_not_work(office: Office, browser: Browser) -> None:
    request = replied_case(office)
    form = press(browser, browser.get(address(office, request)), "open:trouble:docx")
    assert form.tree is not None and form.tree.xpath(".//input[@id='file-docx' and @checked]")
    press(browser, form, "send", page="12", happens="The table is silent")
    [view] = cases.queue(office)
    event = office.log.history(request.id)[-2]
    assert office.log.said(request.id)[event.number] == Said("The table is silent", "12")
    assert view.status.reopened_by == event


def test_a_request_is_withdrawn_after_a_second_press_and_taken_back(office: Office, browser: Browser) -> None:
    request = case(office)
    form = press(browser, browser.get(address(office, request)), "open:withdraw")
    assert EventKind.WITHDRAWN not in kinds(office, request)
    gone = follow(browser, press(browser, form, "send"))
    assert "Your request is withdrawn." in gone.words
    back = follow(browser, press(browser, gone, "undo"))
    assert "Your request stands again." in back.words
    assert kinds(office, request)[-2:] == [EventKind.WITHDRAWN, EventKind.WITHDRAWAL_UNDONE]


def test_going_back_sends_nothing(office: Office, browser: Browser) -> None:
    request = withdrawn_case(office)
    make(office, request)
    before = kinds(office, request)
    form = press(browser, browser.get(address(office, request)), "open:note")
    assert "You withdrew this request" in press(browser, form, "back", note="half").words
    assert kinds(office, request) == before


@pytest.mark.parametrize("key", ["", "made-up"])
def test_whoever_has_no_key_does_nothing(office: Office, browser: Browser, key: str) -> None:
    answer = browser.post_form(
        f"/plain/follow?key={key}", [("form", "note"), ("press", "send"), ("note", "x")]
    )
    assert answer.status == 404


def test_what_is_no_form_is_refused_with_a_way_back(office: Office, browser: Browser) -> None:
    request = case(office)
    answer = browser.post(address(office, request), press="send")
    assert (answer.status, NOT_WHOLE in answer.words) == (400, True)
    far = browser.post_form(address(office, request), [("press", "send"), *(("note", "x" * 90_000),) * 6])
    assert far.status == 413
    assert "what you wrote is still in the form" in far.words
    long = browser.post_form(address(office, request), [("press", "send"), ("note", "x" * 150_000)])
    assert (long.status, "far too long" in long.words) == (413, True)


def test_a_made_up_word_of_success_says_nothing(office: Office, browser: Browser) -> None:
    request = case(office)
    shown = browser.get(f"{address(office, request)}&done=all+is+paid")
    assert shown.status == 200 and "paid" not in shown.words
    assert shown.tree is not None and not shown.tree.xpath(".//div[contains(@class, 'done')]")
