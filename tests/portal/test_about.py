"""The pages about the service: complete, true to the settings, and written plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from portal.choices import OFFERS
from portal.parts.templates import render
from portal.routes import about
from portal.services.office import Office
from tests.portal.browser import Browser, browsing
from tests.portal.requester import every_screen, open_test_office, words

PATHS = [route.path for route in about.routes]
LONGEST = 30  # words of one sentence
USUAL = 16  # words of a sentence on average


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    opened = open_test_office(tmp_path, monkeypatch)
    told = replace(opened, settings=replace(opened.settings, contact="020 7946 0018"))
    monkeypatch.setattr(about, "current_office", lambda: told)
    return told


@pytest.fixture
def browser(office: Office) -> Iterator[Browser]:
    with browsing(about.routes) as browser:
        yield browser


def sentences(tree: html.HtmlElement) -> list[str]:
    parts = tree.xpath(".//main//*[self::p or self::li or self::dd][not(.//p or .//li)]")
    return [said for part in parts for said in re.split(r"(?<=[.?!:;]) ", words(part)) if said]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_about_the_service_has_one_heading_and_leaves_no_level_out(
    browser: Browser, path: str
) -> None:
    answer = browser.get(path)
    assert answer.status == 200 and answer.tree is not None
    levels = [int(heading.tag[1]) for heading in answer.tree.xpath("//h1 | //h2 | //h3")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", [path for path in PATHS if "accessibility" not in path])
def test_what_we_say_is_said_in_short_sentences(browser: Browser, path: str) -> None:
    tree = browser.get(path).tree
    assert tree is not None
    lengths = {said: len(said.split()) for said in sentences(tree)}
    assert max(lengths.values()) <= LONGEST, max(lengths, key=lambda said: lengths[said])
    assert sum(lengths.values()) / len(lengths) <= USUAL


def test_the_statement_has_the_parts_that_the_law_asks_for(browser: Browser) -> None:
    said = browser.get("/about/accessibility").words
    for part in (
        "Compliance status",
        "Non-accessible content",
        "Preparation of this accessibility statement",
        "Feedback and contact information",
        "Enforcement procedure",
        "Equality Advisory and Support Service",
        "partially compliant",
    ):
        assert part in said


def test_who_else_can_be_reached_is_said_where_it_is_known(browser: Browser) -> None:
    for path in ("/about/privacy", "/about/accessibility"):
        assert "020 7946 0018" in browser.get(path).words


def test_the_example_of_counting_is_of_today(browser: Browser) -> None:
    said = browser.get("/about/counting").words
    assert "Sunday 22 November 2026: the day we received your request, not counted" in said
    assert "Friday 27 November 2026: day 5" in said


def test_every_screen_of_a_requester_leads_to_every_page_about_the_service(office: Office) -> None:
    for tree in every_screen(office):
        linked = set(tree.xpath(".//footer//a/@href"))
        assert set(PATHS) <= linked


def test_every_page_about_the_service_escapes_what_it_shows() -> None:
    shown = render(
        "about_privacy.html",
        title="x",
        service="x",
        heading="x",
        body_name="<b>",
        contact="<script>",
        file_days=60,
    )
    assert "<b>" not in shown and "<script>" not in shown


def test_the_page_about_formats_speaks_of_every_format_of_the_form(browser: Browser) -> None:
    said = browser.get("/about/formats").words.lower()
    for offer in OFFERS:
        assert offer.name.lower() in said
    assert "braille on paper, british sign language video and easy read" in said
