"""Asking without JavaScript: the same checks and words as the screen, and nothing is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from portal.answers import Answers, answers_of, fields_of
from portal.routes import plain_ask, upload
from portal.services.office import Office
from portal.visit import SCREENS, values
from portal.visiting import Step
from tests import pdfs
from tests.portal.browser import Browser, browsing
from tests.portal.requester import FULL, RIGHT, open_test_office, visit, words


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = open_test_office(tmp_path, monkeypatch)
    for module in (plain_ask, upload):
        monkeypatch.setattr(module, "current_office", lambda: office)
    return office


@pytest.fixture
def browser(office: Office) -> Iterator[Browser]:
    with browsing(plain_ask.routes) as browser:
        yield browser


def opened(browser: Browser, path: str = "/plain/ask") -> html.HtmlElement:
    tree = browser.get(path).tree
    assert tree is not None
    return tree


def press(
    browser: Browser,
    tree: html.HtmlElement,
    action: str,
    answers: Answers | None = None,
    file: tuple[str, bytes] = ("", b""),
) -> html.HtmlElement:
    """Press a button of the page's form as a browser does: hidden fields, then what was filled in."""
    [form] = tree.xpath("//form[@method='post']")
    hidden = [(field.get("name"), field.get("value")) for field in form.xpath(".//input[@type='hidden']")]
    given = fields_of(answers) if answers else ()
    after = browser.post_form(form.action, [*hidden, *given, ("upload", file), ("press", action)]).tree
    assert after is not None
    return after


def heading(tree: html.HtmlElement) -> str:
    return words(tree.xpath("//h1")[0])


def test_a_request_is_asked_checked_and_sent(browser: Browser, office: Office) -> None:
    form = opened(browser)
    check = press(browser, form, "continue", FULL)
    assert heading(check) == "Check your answers"
    sent = press(browser, check, "send")
    assert heading(sent) == "We have your request"
    [case] = office.log.cases()
    assert case.request.formats == FULL.formats
    assert case.request.note == FULL.note


def test_details_and_a_suggestion_come_without_javascript_too(browser: Browser, office: Office) -> None:
    listens = replace(
        RIGHT,
        technologies=("nvda",),
        formats=("large-print", "audio"),
        point_size="36",
        audio_as="audio-epub",
    )
    check = press(browser, opened(browser), "continue", listens)
    assert "Large print, 36 point" in words(check)
    assert "With a screen reader, a web page or a Word document reads best" in words(check)
    press(browser, check, "send")
    [case] = office.log.cases()
    assert case.request.formats == ("large-print", "audio-epub")
    assert case.request.measures["point-size"] == "36"


def test_the_link_it_gives_opens_without_javascript_too(browser: Browser) -> None:
    check = press(browser, opened(browser), "continue", RIGHT)
    sent = press(browser, check, "send")
    [link] = sent.xpath("//a[@id='private-link']/@href")
    assert re.match(r"https://formats\.example/plain/follow\?key=.", link)


def test_sending_the_same_page_twice_makes_one_request(browser: Browser, office: Office) -> None:
    check = press(browser, opened(browser), "continue", RIGHT)
    first, again = (press(browser, check, "send") for _ in range(2))
    assert words(first) == words(again)
    assert len(office.log.cases()) == 1


def test_nobody_gets_a_request_of_another_by_naming_its_id(browser: Browser, office: Office) -> None:
    check = press(browser, opened(browser), "continue", RIGHT)
    press(browser, check, "send")
    [case] = office.log.cases()
    [carried] = check.xpath("//input[@name='visit']")
    carried.set("value", case.request.id)
    press(browser, check, "send")
    assert len(office.log.cases()) == 2


def test_wrong_answers_are_kept_and_named_with_the_same_words(browser: Browser, office: Office) -> None:
    form = press(browser, opened(browser), "continue", Answers(note="It is for a meeting"))
    assert form.findtext(".//title").startswith("Error: ")
    [summary] = form.xpath("//div[@class='error-summary']")
    assert summary.get("autofocus") is not None
    shown = values(office, visit(Answers()))
    assert shown["plain"] is False and SCREENS[Step.FORM][0] == "ask.html"
    assert "Choose at least one format" in words(summary)
    assert form.xpath("//textarea[@name='note']")[0].value.strip() == "It is for a meeting"


def test_every_answer_comes_back_to_be_changed(browser: Browser) -> None:
    check = press(browser, opened(browser), "continue", RIGHT)
    [change] = check.xpath("//button[@value='change:formats-docx']")
    assert change.get("formaction") == "/plain/ask#formats-docx"
    form = press(browser, check, "change:formats-docx")
    assert form.xpath("//input[@id='formats-docx']/@checked")
    assert form.xpath("//input[@id='email']/@value") == [RIGHT.email]


def test_a_file_comes_with_the_form(browser: Browser, office: Office) -> None:
    answers = Answers(source="upload", formats=("html",), contact="email", email="ann@example.org")
    report = ("report.pdf", pdfs.report())
    check = press(browser, opened(browser), "continue", answers, file=report)
    assert "report.pdf" in words(check)
    press(browser, check, "send")
    [case] = office.log.cases()
    assert case.request.source.name == "report.pdf"


def test_a_file_that_cannot_be_used_says_why_and_loses_nothing(browser: Browser) -> None:
    answers = Answers(source="upload", formats=("html",), contact="email", email="ann@example.org")
    wrong = ("notes.docx", pdfs.not_a_pdf())
    form = press(browser, opened(browser), "continue", answers, file=wrong)
    assert heading(form).startswith("Ask for a document")
    assert "PDF" in words(form.xpath("//div[@class='error-summary']")[0])
    assert form.xpath("//input[@id='email']/@value") == ["ann@example.org"]


def test_a_file_that_is_too_large_says_so_and_loses_nothing(
    browser: Browser, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(office.settings), "upload_limit", 1_000_000)
    answers = Answers(source="upload", formats=("html",), contact="email", email="ann@example.org")
    large = ("large.pdf", pdfs.of_size(1_000_001))
    form = press(browser, opened(browser), "continue", answers, file=large)
    assert "This file is larger than 1 MB" in words(form.xpath("//div[@class='error-summary']")[0])
    assert form.xpath("//input[@id='email']/@value") == ["ann@example.org"]


def test_what_is_far_too_large_or_no_form_is_refused_in_words(
    browser: Browser, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(office.settings), "upload_limit", 1_000_000)
    torn = browser.post("/plain/ask", press="continue")
    assert torn.status == 400
    assert "still in the form" in torn.words
    far_too_large = browser.post_form("/plain/ask", [("upload", ("a.pdf", b"%PDF" * 2_000_000))])
    assert far_too_large.status == 413
    assert "far too large" in far_too_large.words


def test_a_link_from_a_web_page_fills_in_the_document(browser: Browser) -> None:
    form = opened(browser, "/plain/ask?document=https://www.london.gov.uk/a.pdf&title=Budget")
    assert form.xpath("//input[@id='link']/@value") == ["https://www.london.gov.uk/a.pdf"]
    assert form.xpath("//input[@id='title']/@value") == ["Budget"]


def test_answers_survive_the_way_through_a_form() -> None:
    fields: dict[str, tuple[str, ...]] = {}
    everything = replace(FULL, colours="white-on-black", braille_grade="1", audio_as="audio-epub")
    for name, value in fields_of(everything):
        fields[name] = (*fields.get(name, ()), value)
    assert answers_of(fields) == everything
