"""The pictures in the README, taken from the running portal.

python -m tests.journeys.pictures
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from portal.services import Office, accounts, asking, casework, open_office
from portal.settings import read_settings
from requests_log import Contact, ContactMethod, NewRequest, Source, SourceKind
from tests.journeys.requester import files_on_private_link
from tests.journeys.service import Service, chromium, free_port, started
from tests.journeys.staff import sign_in

FOLDER = Path(__file__).parent / "pictures"
TALLEST = 1500


def main() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, started(Path(folder) / "data", {}, port) as service:
        office = open_office(
            read_settings({"PORTAL_DATA": str(service.data), "PORTAL_ADDRESS": service.address})
        )
        links = ask_for_some(office)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            take_all(browser, service, links)
            browser.close()


def ask_for_some(office: Office) -> list[str]:
    """Ask for the example and for some other things, and reply to two; return the private links."""
    sample = asking.sample_upload(office, "untagged")
    example = NewRequest(
        source=Source(SourceKind.UPLOAD, file=sample.file, name=sample.name, size=sample.size),
        formats=("html", "docx", "large-print"),
        technologies=("nvda", "voiceover-ios"),
        contact=Contact(ContactMethod.EMAIL, "ann@example.org", "Ann"),
    )
    described = replace(
        example,
        source=Source(SourceKind.DESCRIPTION, description="The leaflet about lifts from your March meeting"),
        formats=("braille-paper",),
        technologies=(),
        contact=Contact(ContactMethod.PHONE, "020 7946 0018"),
    )
    links = [asking.take_request(office, new).link for new in (example, described, example, example)]
    sam = office.log.account(accounts.FIRST_ACCOUNTS[0][0])
    for one in office.log.open_cases()[2:]:
        casework.reply(office, one.request.id, "Hello Ann, your files are ready.", sam)
    return links


def take_all(browser: Browser, service: Service, links: list[str]) -> None:
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.goto(service.address)
    take(page, "ask")
    page.goto(links[0])
    files_on_private_link(page, 3)
    take(page, "follow")
    sign_in(page, service, "staff")
    take(page, "queue")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    page.get_by_role("heading", name="What was asked").wait_for()
    take(page, "case")
    page.context.clear_cookies()
    sign_in(page, service, "manager")
    page.get_by_role("heading", name="Our promise").wait_for()
    take(page, "promise")
    narrow = browser.new_page(viewport={"width": 320, "height": 800}, forced_colors="active")
    narrow.goto(service.address)
    take(narrow, "ask-320-forced-colours")


def take(page: Page, name: str) -> None:
    """Save the whole screen, down to TALLEST pixels."""
    page.locator(".screen h1").wait_for()
    page.wait_for_timeout(700)  # the typeface and the first focus ring
    width = page.viewport_size["width"] if page.viewport_size else 1100
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight + 70")
    page.set_viewport_size({"width": width, "height": min(int(height), TALLEST)})
    page.wait_for_timeout(300)
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.set_viewport_size({"width": width, "height": 900})


if __name__ == "__main__":
    main()
