"""A screen that changes by itself takes nothing from whoever reads it: place, focus and what they opened."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from converters import Stage as Converting
from requests_log import Progress
from tests.journeys import cases
from tests.journeys.stage import NOW, staged
from tests.journeys.visits import visiting

MARK = "() => { window.marked = document.activeElement; }"
STAYED = "() => window.marked.isConnected && document.activeElement === window.marked"


def test_what_changes_by_itself_leaves_the_focus_and_what_was_opened(
    browser: Browser, tmp_path: Path
) -> None:
    with staged(tmp_path / "data") as stage:
        context = visiting(browser)
        page, request = context.new_page(), stage.once(cases.converting)
        page.goto(stage.link(request))
        expect(page.get_by_text("We are reading page 13 of 40.")).to_be_visible()
        page.get_by_text("Everything that happened").click()
        for name in ("Withdraw your request", "Privacy"):  # in the form, and in the footer, without an id
            page.get_by_text(name, exact=True).last.focus()
            page.evaluate(MARK)
            done = 20 if name == "Privacy" else 15
            stage.note_progress(request, Progress(Converting.READING, done, 40, None, NOW))
            expect(page.get_by_text(f"We are reading page {done + 1} of 40.")).to_be_visible()
            assert page.evaluate(STAYED), name
        with stage.held():
            stage.make(request, "html")
        expect(page.get_by_role("link", name="Web page (")).to_be_visible()
        assert page.evaluate(STAYED)
        expect(page.locator("details#history")).to_have_attribute("open", "")
        page.get_by_role("button", name=re.compile("This does not work.*Web page")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Tell us what does not work")
        context.close()
