"""What a requester does, step by step, in a real page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from portal.choices import TECHNOLOGIES

CONVERTING = 280_000  # milliseconds until files are there; a safety net

GROUP_OF = {technology.name: group.name for group in TECHNOLOGIES for technology in group.technologies}


def open_form(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask for a document in a format you can read")


def give_file(page: Page, document: Path) -> None:
    """Choose a file, without waiting for what the service says of it."""
    page.get_by_label("I have the file").check()
    page.get_by_label("The PDF file").set_input_files(document)


def said_of_file(page: Page) -> Locator:
    """Return the words beside the file field, which say what the service found."""
    return page.locator("[data-upload-words]")


def choose(page: Page, names: tuple[str, ...]) -> None:
    """Tick what has these names; what shows only below another choice has that ticked first."""
    for name in names:
        if name in GROUP_OF:
            page.get_by_label(GROUP_OF[name], exact=True).check()
        page.get_by_label(name, exact=True).check()


def give_email(page: Page, address: str) -> None:
    page.get_by_label("Email", exact=True).check()
    page.get_by_label("Email address").fill(address)


def pass_by_what_is_there(page: Page) -> None:
    """Go on where a checked version is offered: another test may have left one of the same document."""
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("Check your answers|We already have"))
    if "already" in heading.inner_text():
        page.get_by_role("button", name="I need something else: go on").click()


def private_link(page: Page) -> str:
    return str(page.get_by_role("link", name="Open your request").get_attribute("href"))


def ask_for(page: Page, address: str, document: Path, formats: tuple[str, ...]) -> Callable[[], str]:
    """Fill in the form up to the last button; what comes back presses it and returns the private link."""
    open_form(page, address)
    give_file(page, document)
    expect(said_of_file(page)).to_contain_text("We have your file:")
    choose(page, formats)
    give_email(page, "ann@example.org")
    page.get_by_role("button", name="Continue").click()
    pass_by_what_is_there(page)
    button = page.get_by_role("button", name="Send your request")
    expect(button).to_be_visible()

    def send() -> str:
        button.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
        return private_link(page)

    return send


def files_on_private_link(page: Page, count: int) -> None:
    """Wait until the private link offers this many files."""
    expect(page.locator("ul.files > li")).to_have_count(count, timeout=CONVERTING)
