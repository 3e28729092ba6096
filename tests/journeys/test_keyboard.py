"""Journeys with the keyboard alone (Tab, arrows, Space and Enter), and what names and announcements say."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests import pdfs
from tests.journeys.requester import ask_for, files_on_private_link, give_file, open_form, said_of_file
from tests.journeys.service import Service
from tests.journeys.visits import hear_out

MOST_TABS = 60


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control with this accessible name has the focus; each stop on the way shows it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(RING), f"no visible focus at {page.evaluate('document.activeElement.outerHTML')}"
        if name in page.evaluate(NAME):
            return
    raise AssertionError(f"{name!r} was not reached with {MOST_TABS} presses of Tab")


def sign_in(page: Page, service: Service, name: str) -> None:
    page.goto(f"{service.address}/signin")
    page.keyboard.press("Tab")
    tab_to(page, "Name")
    page.keyboard.type(name)
    tab_to(page, "Password")
    page.keyboard.type(service.password(name))
    page.keyboard.press("Enter")


RING = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""
NAME = """() => {
    const here = document.activeElement;
    if (!here.matches('a, button, input, select, textarea, summary')) return '';
    return (here.labels?.[0]?.innerText || here.getAttribute('aria-label') || here.innerText || '').trim();
}"""


def test_a_request_is_sent_and_followed_without_a_mouse(service: Service, page: Page) -> None:
    open_form(page, service.address)
    tab_to(page, "I have a link to it")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("I have neither: I will describe it")).to_be_checked()
    tab_to(page, "What is the document about")
    page.keyboard.type("The plan for lifts, on your page about lifts")
    tab_to(page, "Screen reader")
    page.keyboard.press("Space")
    tab_to(page, "NVDA")
    page.keyboard.press("Space")
    expect(page.locator(".announcement")).to_contain_text(
        "With a screen reader, a web page or a Word document"
    )
    tab_to(page, "Web page")
    page.keyboard.press("Space")
    tab_to(page, "Large print")
    page.keyboard.press("Space")
    tab_to(page, "A PDF, ready to print")
    tab_to(page, "Size of the letters")
    page.keyboard.press("ArrowDown")  # not "24": two keys are one word only if they come within a second
    expect(page.get_by_label("Size of the letters")).to_have_value("20")
    tab_to(page, "Email")
    page.keyboard.press("Space")
    tab_to(page, "Email address")
    page.keyboard.type("ann@example.org")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, "Change")
    tab_to(page, "Send your request")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, "Open your request")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your request")


def test_an_error_takes_the_focus_and_leads_to_its_field(service: Service, page: Page) -> None:
    open_form(page, service.address)
    page.get_by_label("Your name (optional)").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    tab_to(page, "Choose how you can tell us which document it is")
    page.keyboard.press("Enter")
    expect(page.get_by_label("I have a link to it")).to_be_focused()


def test_tab_leads_through_the_whole_form_and_out_of_it(service: Service, page: Page) -> None:
    open_form(page, service.address)
    seen: list[str] = []
    for _ in range(2 * MOST_TABS):
        page.keyboard.press("Tab")
        here = str(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
        if here.startswith("<body") or here in seen:
            break
        assert page.evaluate(UNCOVERED), f"covered: {here}"
        seen.append(here)
    else:
        raise AssertionError("the end of the page was not reached")
    assert any("continue" in stop for stop in seen) and any("/signin" in stop for stop in seen)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask for a document in a format you can read")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement !== document.body")


UNCOVERED = """() => {
    const here = document.activeElement;
    const box = here.getBoundingClientRect();
    const [left, top, right, bottom] = [box.left + 2, box.top + 2, box.right - 2, box.bottom - 2];
    return box.width < 3 || [[left, top], [right, bottom], [left, bottom]].some(([x, y]) => {
        const seen = document.elementFromPoint(x, y);
        return seen && (here.contains(seen) || seen.contains(here));
    });
}"""


def test_what_changes_without_the_focus_is_announced_once(
    service: Service, page: Page, tmp_path: Path
) -> None:
    document = tmp_path / "simple.pdf"
    document.write_bytes(pdfs.simple())  # nobody checks a version of it, which would be said as well
    open_form(page, service.address)
    page.evaluate(LISTEN)
    give_file(page, document)
    expect(said_of_file(page)).to_contain_text("We have your file:")
    hear_out(page)
    said = page.evaluate("window.said")
    assert [words for words in said if "We have your file" in words] == [
        page.locator("[data-upload-words]").inner_text()
    ]


LISTEN = """() => {
    window.said = [];
    const status = document.querySelector('.announcement');
    new MutationObserver(() => {
        if (status.textContent) window.said.push(status.textContent);
    }).observe(status, {childList: true, characterData: true, subtree: true});
}"""


def test_a_case_is_checked_and_answered_without_a_mouse(service: Service, page: Page, tmp_path: Path) -> None:
    document = tmp_path / "report.pdf"
    document.write_bytes(pdfs.report())
    page.goto(ask_for(page, service.address, document, ("Word document",))())
    files_on_private_link(page, 1)
    reference = page.get_by_role("heading", level=1).inner_text().removeprefix("Your request ")
    sign_in(page, service, "staff")
    expect(page.get_by_role("heading", level=1)).to_have_text("Open requests")
    tab_to(page, reference)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, "Mark as checked")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo: not checked after all")).to_be_visible()
    tab_to(page, "Send reply by email")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Write another message")).to_be_visible()


def test_a_manager_reads_the_promise_without_a_mouse(service: Service, page: Page, tmp_path: Path) -> None:
    document = tmp_path / "report.pdf"
    document.write_bytes(pdfs.report())
    ask_for(page, service.address, document, ("Word document",))()
    sign_in(page, service, "manager")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our promise")
    tab_to(page, "This month")
    for name in ("Last month", "This quarter", "The last 12 months", "Everything so far"):
        page.keyboard.press("ArrowDown")
        expect(page.get_by_label(name, exact=True)).to_be_checked()
    tab_to(page, "Show this period")
    page.keyboard.press("Enter")
    expect(page.locator("#figures")).to_be_focused()
    tab_to(page, "Show the list")
    page.keyboard.press("Space")
    expect(page.locator("#list")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert "spreadsheet" in page.evaluate(NAME)
    tab_to(page, "-")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="What was asked")).to_be_visible()
