"""The requester's journey with the keyboard alone: Tab, arrows, Space and Enter."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.requester import open_form
from tests.journeys.service import Service

MOST_TABS = 60


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control with this accessible name has the focus; each stop on the way shows it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(RING), f"no visible focus at {page.evaluate('document.activeElement.outerHTML')}"
        if name in page.evaluate(NAME):
            return
    raise AssertionError(f"{name!r} was not reached with {MOST_TABS} presses of Tab")


RING = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""
NAME = """() => {
    const here = document.activeElement;
    if (!here.matches('a, button, input, textarea, summary')) return '';
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
    tab_to(page, "Web page")
    page.keyboard.press("Space")
    tab_to(page, "NVDA")
    page.keyboard.press("Space")
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
