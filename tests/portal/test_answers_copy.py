"""A person's copy of their answers: by mail, as a page to print, as a text; whole, and for them alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal.answers_copy import answers_of
from portal.readback import NOT_SAID, rows
from portal.routes import copies, trouble
from portal.services.office import Office
from portal.steps import posting
from portal.visit import after
from portal.visiting import Step, Visit
from tests.portal.browser import Browser, browsing
from tests.portal.requester import FULL, RIGHT, open_test_office, pressed, shown, viewed, visit, words
from tests.portal.test_posting import outbox, text_of

WHOLE = replace(
    FULL,
    title="Lifts",
    format_note="On yellow paper",
    technology_note="NVDA 2026.1",
    name="Ann",
    day="9",
    month="3",
    year="2027",
    note="For a meeting.\nSecond line.",
)
POST = replace(WHOLE, contact="post", address="1 High Street\nLondon")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = open_test_office(tmp_path, monkeypatch)
    for module in (copies, trouble):
        monkeypatch.setattr(module, "current_office", lambda: office)
    return office


@pytest.fixture
def browser(office: Office) -> Iterator[Browser]:
    with browsing(copies.routes) as browser:
        yield browser


def sent(office: Office, answers: object = WHOLE) -> Visit:
    return after(office, visit(answers, step=Step.CHECK), pressed("check", "send"))  # type: ignore[arg-type]


@pytest.mark.parametrize("answers", [WHOLE, POST, RIGHT], ids=["email", "post", "little"])
def test_the_copy_has_every_question_and_answer_that_were_read_back(office: Office, answers: object) -> None:
    view = viewed(office, office.log.request(sent(office, answers).request_id))
    read_back = rows(answers, office.keys.upload_of)  # type: ignore[arg-type]
    assert answers_of(view) == tuple((row.question, row.lines) for row in read_back)


def test_the_mail_carries_reference_due_day_and_every_answer(office: Office) -> None:
    at = sent(office)
    posting.send_acknowledgement(office, at.request_id)
    [message] = outbox(office)
    text, receipt = text_of(message), at.receipt
    assert receipt is not None
    assert receipt.reference in text and "Friday 27 November 2026" in text and receipt.link in text
    for question, lines in answers_of(viewed(office, office.log.request(at.request_id))):
        assert f"{question}:\n" + "".join(f"  {line}\n" for line in lines) in text
    assert NOT_SAID not in text and "For a meeting.\n  Second line." in text


def test_who_is_not_reached_by_email_can_print_or_save_a_copy(browser: Browser, office: Office) -> None:
    at = sent(office, POST)
    links = shown(office, at).xpath(".//a[starts-with(@href, '/copy/')]/@href")
    page = browser.get(links[0])
    text = browser.get(links[1])
    for answer in (page, text):
        assert answer.status == 200 and answer.headers["cache-control"] in ("no-store", "private, no-store")
        for piece in (at.receipt.reference, "1 High Street", "On yellow paper", "27 November 2026"):  # type: ignore[union-attr]
            assert piece in answer.words
    assert text.headers["content-type"].startswith("text/plain")
    assert f"request-{at.receipt.reference}.txt" in text.headers["content-disposition"]  # type: ignore[union-attr]


def test_text_of_a_person_is_never_markup_in_the_copy(browser: Browser, office: Office) -> None:
    at = sent(office, FULL)
    page = browser.get(f"/copy/{office.keys.for_request(at.request_id)}")
    assert page.tree is not None and not page.tree.xpath("//script | //b")
    assert words(page.tree).count("<script>") == 5


@pytest.mark.parametrize("path", ["/copy/made-up", "/copy/made-up/text"])
def test_a_made_up_key_opens_no_copy(browser: Browser, path: str) -> None:
    assert browser.get(path).status == 404
