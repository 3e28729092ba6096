"""Every screen, narrow and wide, light and dark: no violation, nothing cut off to the side."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import pdfs
from tests.journeys.axe import assert_no_violation
from tests.journeys.requester import ask_for, choose, files_on_private_link, open_form
from tests.journeys.service import Service
from tests.journeys.staff import sign_in

NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}
SPACED = (  # WCAG 1.4.12
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } "
    "p { margin-bottom: 2em !important }"
)
DOUBLE = "html { font-size: 200% !important }"  # WCAG 1.4.4
LOOKS = [
    pytest.param(NARROW, {"color_scheme": "dark"}, "", id="320 px, dark"),
    pytest.param(WIDE, {"color_scheme": "light"}, "", id="1280 px, light"),
    pytest.param(NARROW, {"forced_colors": "active"}, SPACED, id="320 px, forced colours, spaced text"),
    pytest.param(WIDE, {"color_scheme": "dark"}, DOUBLE, id="1280 px, dark, text of 200 %"),
]


STYLED = """addEventListener('DOMContentLoaded', () => {
    document.head.append(Object.assign(document.createElement('style'), {textContent: %s}));
})"""


def styled(context: BrowserContext, style: str) -> None:
    """Give every page of a context a style of the reader's own."""
    context.add_init_script(STYLED % json.dumps(style))


def assert_good(page: Page) -> None:
    assert_no_violation(page)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} scrolls sideways by {wider} px"


@pytest.mark.parametrize(("viewport", "media", "style"), LOOKS)
def test_no_screen_has_a_violation(
    service: Service, browser: Browser, tmp_path: Path, viewport: Any, media: dict[str, Any], style: str
) -> None:
    context = browser.new_context(bypass_csp=True, viewport=viewport, **media)
    styled(context, style)
    page = context.new_page()
    requester_screens(page, service, tmp_path)
    staff_screens(page, service)
    manager_screens(page, service)
    context.close()


def requester_screens(page: Page, service: Service, folder: Path) -> None:
    open_form(page, service.address)
    assert_good(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    assert_good(page)

    choose(page, ("NVDA", "Dragon", "Large print", "Braille", "Audio", "Another format"))
    expect(page.locator("[data-suggestions] p:visible")).to_have_count(2)
    assert_good(page)
    page.evaluate("sessionStorage.clear()")

    document = folder / "report.pdf"
    document.write_bytes(pdfs.report())
    phone = "VoiceOver on an iPhone or iPad"
    send = ask_for(page, service.address, document, ("Word document", "Easy read", phone))
    expect(page.get_by_role("group", name="A format that may suit you")).to_be_visible()
    assert_good(page)
    link = send()
    assert_good(page)
    page.goto(link)
    files_on_private_link(page, 1)
    page.locator("#history summary").click()
    assert_good(page)
    for nothing in ("/follow", "/follow?key=made-up"):
        page.goto(f"{service.address}{nothing}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_good(page)


def staff_screens(page: Page, service: Service) -> None:
    for refused in ("/queue", "/case?reference=K7MX-4RTW", "/promise"):
        page.goto(f"{service.address}{refused}")
        expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
        assert_good(page)
    page.goto(f"{service.address}/signin")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title(re.compile("^Error: "))
    assert_good(page)
    sign_in(page, service, "staff")
    expect(page.get_by_role("heading", level=1)).to_have_text("Open requests")
    assert_good(page)
    page.get_by_role("rowheader").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What was asked")).to_be_visible()
    assert_good(page)
    page.get_by_role("textbox", name="Your message").fill("")
    page.get_by_role("button", name="Send reply by email").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_good(page)


def manager_screens(page: Page, service: Service) -> None:
    page.context.clear_cookies()
    sign_in(page, service, "manager")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our promise")
    assert_good(page)
    page.get_by_label("My own dates").check()
    page.get_by_label("Month", exact=True).first.fill("13")
    page.get_by_role("button", name="Show this period").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_good(page)
