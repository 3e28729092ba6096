"""What those who work here do, step by step, in a real page."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.service import Service


def sign_in(page: Page, service: Service, account: str) -> None:
    """Sign in with the password that the first start printed."""
    page.goto(f"{service.address}/signin")
    page.get_by_label("Name").fill(account)
    page.get_by_label("Password").fill(service.password(account))
    page.get_by_role("button", name="Sign in").click()
