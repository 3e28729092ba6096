"""axe-core in the real page: WCAG 2.2 A and AA, and best practice."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent.parent / "judges" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Only violations are told in full, and no style sheet is fetched again: the same rules in half the time.
RUN = """async tags => {
    const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations'], preload: false});
    return [found.passes.length, found.violations.map(one => [one.id, one.help, one.nodes.map(n => n.html)])];
}"""


def assert_no_violation(page: Page, look: str = "") -> None:
    """Fail with every violation axe finds on the page as it is now, and where."""
    load_axe(page)
    passes, violations = page.evaluate(RUN, TAGS)
    assert passes, "axe looked at nothing"
    found = [f"{rule}: {said}\n    " + "\n    ".join(nodes) for rule, said, nodes in violations]
    assert not found, f"{page.url} {look}\n" + "\n".join(found)


def load_axe(page: Page) -> None:
    assert AXE.exists(), "axe-core is missing; make test installs it"
    if not page.evaluate("() => Boolean(window.axe)"):
        page.add_script_tag(path=AXE)
