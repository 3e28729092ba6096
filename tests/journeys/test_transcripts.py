"""What a screen reader says on each journey is what the transcript says, and a change is announced once."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import cases
from tests.journeys.screen_reader import heard
from tests.journeys.stage import staged
from tests.journeys.transcripts import JOURNEYS, WAITING, Journey, file_of, listening, transcript
from tests.journeys.visits import hear_out

ANEW = "If it is meant, write the transcripts anew: python -m tests.journeys.transcripts"


@pytest.mark.parametrize(
    ("journey", "account"), JOURNEYS, ids=lambda value: getattr(value, "__name__", value)
)
def test_a_screen_reader_says_what_the_transcript_says(
    browser: Browser, journey: Journey, account: str
) -> None:
    said = transcript(browser, journey, account)
    assert said == file_of(journey).read_text(), ANEW


@pytest.mark.parametrize("journey", [journey for journey, _ in JOURNEYS], ids=lambda one: one.__name__)
def test_every_change_is_announced_once(journey: Journey) -> None:
    """As the transcript has it, which the test above holds to what is said (WCAG 4.1.3)."""
    for step in re.split(r"^== ", file_of(journey).read_text(), flags=re.M)[1:]:
        announced = Counter(re.findall(r"^Announced: (.+)$", step, re.M))
        assert all(times == 1 for times in announced.values()), step.partition("\n")[0]


def test_a_press_that_takes_long_is_said_to_be_worked_on_once(browser: Browser, tmp_path: Path) -> None:
    with staged(tmp_path / "data") as stage, listening(browser, stage, "staff") as context:
        request = stage.once(cases.checked)
        page = context.new_page()
        page.goto(f"{stage.address}/case?reference={request.reference}")
        undo = page.get_by_role("button", name="Undo").first
        expect(undo).to_be_visible()
        with stage.held():
            undo.click()
            expect(page.get_by_text(WAITING).first).to_be_visible()
            hear_out(page, 1500)
            assert heard(page) == [WAITING]
        expect(page.get_by_role("button", name="Mark as checked")).to_be_visible()
        hear_out(page)
        assert heard(page) == ["Web page is not marked as checked any more."]


def test_what_changes_without_the_focus_is_announced() -> None:
    told = "\n".join(file_of(journey).read_text() for journey, _ in JOURNEYS)
    for words in ("Your files are ready.", "Web page is marked as checked.", "Your reply is on its way."):
        assert f"Announced: {words}" in told
