"""The screen of the promise as HTML: figures that add up, the rule beside them, the lists behind them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal.screens import promise
from portal.services.office import Office
from requests_log import (
    COUNTING_RULE,
    Period,
)
from tests.portal.following import (
    broken_case,
    withdrawn_case,
)
from tests.portal.requester import NOW, open_test_office, words
from tests.portal.staff import (
    month,
    plain,
    promise_tree,
    replied,
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def test_the_figures_add_up_and_the_rule_stands_beside_the_percentage(office: Office) -> None:
    plain(office)
    replied(office, plain(office, 2))
    replied(office, plain(office, 20))
    plain(office, 9)
    tree = promise_tree(office)
    numbers = [
        words(cell) for cell in tree.xpath(".//table[contains(@class, 'figures')]//td[@class='number']")
    ]
    assert numbers == ["4", "1", "1", "1", "0", "1", "0"]
    [headline] = tree.xpath(".//div[contains(@class, 'headline')]")
    assert "33.3% in time" in words(headline) and COUNTING_RULE in words(headline)


def test_a_month_in_which_nothing_counts_has_no_percentage(office: Office) -> None:
    plain(office)
    assert "No request has been counted yet." in words(promise_tree(office))


def test_a_period_without_requests_says_so(office: Office) -> None:
    tree = promise_tree(office)
    assert "No request was received in this period." in words(tree)
    assert not tree.xpath(".//table")


def test_every_figure_opens_the_list_behind_it(office: Office) -> None:
    late = plain(office, 20)
    replied(office, late)
    plain(office)
    tree = promise_tree(office, month(open_list="late"))
    rows = tree.xpath(".//table[contains(@class, 'stacked wide')]/tbody/tr")
    assert [words(row) for row in rows] == [f"{late.reference} 2 Nov 2026 9 Nov 2026 22 Nov 2026 14 Late"]
    [link] = rows[0].xpath(".//a")
    assert (link.get("href"), link.get("data-go")) == (f"case?reference={late.reference}", "case")


def test_a_long_list_shows_the_newest_and_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(promise, "LISTED", 2)
    plain(office, 5)
    newest = [plain(office, 1).reference, plain(office, 2).reference]
    tree = promise_tree(office, month(open_list="received"))
    assert [words(link) for link in tree.xpath(".//tbody//a")] == newest
    assert "These are the newest 2 of 3." in words(tree)


def test_the_spreadsheet_is_of_the_period_that_is_shown(office: Office) -> None:
    plain(office)
    [link] = promise_tree(office).xpath(".//a[starts-with(@href, '/promise.csv')]")
    assert link.get("href") == "/promise.csv?from=2026-11-01&to=2026-11-30"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (
            date(2026, 11, 1),
            date(2026, 11, 30),
            "from Sunday 1 November 2026 to Monday 30 November 2026, so far",
        ),
        (date(2026, 10, 1), date(2026, 10, 1), "on Thursday 1 October 2026"),
        (date(2000, 1, 1), date(2026, 11, 22), "up to today"),
        (date(2025, 11, 23), date(2026, 11, 22), "from Sunday 23 November 2025 to today"),
    ],
)
def test_a_period_is_said_in_words(first: date, last: date, said: str) -> None:
    assert promise.period_words(Period(first, last), NOW.date()) == said


def test_half_days_of_a_median_are_said(office: Office) -> None:
    assert promise.median_words(2.5) == "2.5 working days"
    assert promise.median_words(1.0) == "1 working day"
    assert promise.median_words(None) is None


def test_managers_see_apart_what_did_not_work_and_what_was_withdrawn(office: Office) -> None:
    broken, _ = broken_case(office), withdrawn_case(office)
    tree = promise_tree(office, month(open_list="reopened"))
    figures, again = tree.xpath(".//table[contains(@class, 'figures')]")
    numbers = [words(cell) for cell in figures.xpath(".//td[@class='number']")]
    assert numbers == ["2", "1", "0", "0", "0", "0", "1"]
    numbers = [words(cell) for cell in again.xpath(".//td[@class='number']")]
    assert numbers == ["1", "1", "0", "0", "1", "0", "0", "0"]
    [row] = tree.xpath(".//*[@id='list']/following::table[1]/tbody/tr")
    assert words(row).startswith(broken.reference)
    assert "In time; opened again, open, due 27 Nov 2026" in words(row)
