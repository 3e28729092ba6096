"""The pictures in the README, taken from the running portal.

python -m tests.journeys.pictures            all of them
python -m tests.journeys.pictures walk       only the walk-through: 320 px wide, beside it in forced colours
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from portal.routes.signin import SESSION_COOKIE
from portal.services import Office, accounts, asking, casework, open_office
from portal.settings import read_settings
from requests_log import Contact, ContactMethod, NewRequest, Source, SourceKind
from tests.journeys import asking_states, cases, staff_states
from tests.journeys.looks import LOOKS, NARROW, Look, wear
from tests.journeys.requester import files_on_private_link
from tests.journeys.service import Service, chromium, free_port, started
from tests.journeys.staff import sign_in
from tests.journeys.stage import staged
from tests.journeys.table import At, Reach, Who

FOLDER = Path(__file__).parent / "pictures"
TALLEST = 1500


# The walk-through, in the order in which people meet the screens: its picture, who looks, the state of it.
WALK: Final[tuple[tuple[str, Who, Reach], ...]] = (
    ("1-ask", "anybody", lambda at: at.go("/")),
    ("2-errors", "anybody", asking_states.ask_failed),
    ("3-check", "anybody", asking_states.ask_check),
    ("4-sent", "anybody", asking_states.ask_sent),
    ("5-follow", "anybody", lambda at: at.go(at.stage.link(at.stage.once(cases.ready)))),
    ("6-case", "staff", lambda at: staff_states.case(at, "ready")),
    ("7-promise", "manager", staff_states.promise_with_figures),
)
TALLEST_OF_WALK: Final = 1100
COLOURS: Final = 64  # of a picture of the walk: enough for text, and a quarter of the size


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        walk(browser)
        if sys.argv[1:] != ["walk"]:
            take_others(browser)
        browser.close()


def walk(browser: Browser) -> None:
    """Take every step of the walk-through, as it is and in forced colours, side by side."""
    (FOLDER / "walk").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, staged(Path(folder) / "data") as stage:
        for name, who, reach in WALK:
            context = browser.new_context(viewport={"width": NARROW, "height": 900}, bypass_csp=True)
            if who != "anybody":
                key = stage.office.keys.for_session(who)
                context.add_cookies([{"name": SESSION_COOKIE, "value": key, "url": stage.address}])
            page = context.new_page()
            with ExitStack() as kept:
                reach(At(page, stage, Path(folder), kept))
                _beside_each_other(page).save(FOLDER / "walk" / f"{name}.png", optimize=True)
            context.close()


def _beside_each_other(page: Page) -> Image.Image:
    height = min(page.evaluate("document.querySelector('main').scrollHeight + 120"), TALLEST_OF_WALK)
    page.set_viewport_size({"width": NARROW, "height": height})
    shots = []
    for look in (LOOKS[0], Look("forced colours", {"color_scheme": "dark", "forced_colors": "active"})):
        wear(page, look)
        page.evaluate("document.querySelector('.stApp').scrollTo(0, 0)")
        page.wait_for_timeout(500)  # the typeface
        shots.append(Image.open(BytesIO(page.screenshot())))
    both = Image.new("RGB", (2 * NARROW + 16, height), "#8f979d")
    for at, shot in enumerate(shots):
        both.paste(shot, (at * (NARROW + 16), 0))
    return both.quantize(COLOURS)


def take_others(browser: Browser) -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, started(Path(folder) / "data", {}, port) as service:
        office = open_office(
            read_settings({"PORTAL_DATA": str(service.data), "PORTAL_ADDRESS": service.address})
        )
        links = ask_for_some(office)
        take_all(browser, service, links)


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
    sam = office.log.accounts.named(accounts.FIRST_ACCOUNTS[0][0])
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
