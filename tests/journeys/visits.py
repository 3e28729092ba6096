"""Visits: windows of the browser, with the patience that a slow machine with other work needs."""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, expect

PATIENCE: Final = 90_000  # milliseconds; a safety net, which a test that passes never comes near
SPEAKING: Final = 500  # milliseconds; a page waits a fifth of them before it announces


def visiting(browser: Browser, **settings: Any) -> BrowserContext:
    """Return a visit of its own, without anything that another left in the browser."""
    context = browser.new_context(**{"locale": "en-GB", "bypass_csp": True, **settings})
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    return context


def hear_out(page: Page, milliseconds: int = SPEAKING) -> None:
    """Wait until ``page`` has announced what it is about to: by its own clock, late where the machine is."""
    page.evaluate("milliseconds => new Promise(done => setTimeout(done, milliseconds))", milliseconds)
