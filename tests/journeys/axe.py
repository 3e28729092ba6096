"""axe-core in the real page: WCAG 2.2 A and AA, and best practice."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent.parent / "judges" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_no_violation(page: Page) -> None:
    """Fail with every violation axe finds on the page as it is now, and where."""
    assert AXE.exists(), "axe-core is missing; make test installs it"
    if not page.evaluate("() => Boolean(window.axe)"):
        page.add_script_tag(path=AXE)
    result = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    assert result["passes"], "axe looked at nothing"
    found = [
        f"{violation['id']}: {violation['help']}\n    " + "\n    ".join(n["html"] for n in violation["nodes"])
        for violation in result["violations"]
    ]
    assert not found, f"{page.url}\n" + "\n".join(found)
