"""What those who work here do, step by step, in a real page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.service import Service


def sign_in(page: Page, service: Service, account: str) -> None:
    """Sign in with the password that the first start printed."""
    page.goto(f"{service.address}/signin")
    page.get_by_label("Name").fill(account)
    page.get_by_label("Password").fill(service.password(account))
    page.get_by_role("button", name="Sign in").click()


def show_everything(page: Page) -> None:
    """Let the figures be of all days: a month may have begun since a test did."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Our promise")
    page.get_by_label("Everything so far").check()
    page.get_by_role("button", name="Show this period").click()
    expect(page.locator("#figures")).to_be_focused()


def check_and_reply(page: Page, service: Service, link: str, files: int) -> None:
    """Mark every file of the request behind a private link as checked, reply, and leave."""
    page.goto(link)
    reference = page.get_by_role("heading", level=1).inner_text().removeprefix("Your request ")
    sign_in(page, service, "staff")
    page.get_by_role("link", name=reference).click()
    undo = page.get_by_role("button", name="Undo: not checked after all")
    for done in range(1, files + 1):
        page.get_by_role("button", name="Mark as checked").first.click()
        expect(undo).to_have_count(done)
    page.get_by_role("button", name="Send reply by email").click()
    expect(page.get_by_role("button", name="Write another message")).to_be_visible()
    page.context.clear_cookies()
