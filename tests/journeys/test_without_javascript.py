"""The same service where no script runs, or where the network blocks the screen's socket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests import pdfs
from tests.journeys.requester import choose, give_email, give_file, pass_by_what_is_there, private_link
from tests.journeys.service import Service
from tests.journeys.visits import visiting

MOST_LOOKS = 240  # a second apart


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    context = visiting(browser, java_script_enabled=False)
    yield context.new_page()
    context.close()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def ask_plainly(page: Page, folder: Path) -> str:
    """Fill in the plain form, with a mistake first; return the private link."""
    document = folder / "report.pdf"
    document.write_bytes(pdfs.report())
    give_email(page, "ann@example")
    give_file(page, document)
    choose(page, ("Word document",))
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_title(re.compile("^Error: |^We already have"))
    if "already" in heading(page):
        page.get_by_role("button", name="I need something else: go on").click()
        page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("We have your file: report.pdf")).to_be_visible()
    page.get_by_label("Email address").fill("ann@example.org")
    page.get_by_role("button", name="Continue").click()
    pass_by_what_is_there(page)
    page.get_by_role("button", name="Send your request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    return private_link(page)


def test_a_document_is_asked_for_and_fetched_without_javascript(
    service: Service, scriptless: Page, tmp_path: Path
) -> None:
    scriptless.goto(f"{service.address}/?title=Lifts")
    scriptless.get_by_role("link", name="go on with the plain page").click()
    expect(scriptless.get_by_label("Title of the document (optional)")).to_have_value("Lifts")
    scriptless.goto(ask_plainly(scriptless, tmp_path))
    file = scriptless.locator("ul.files > li a").first
    again = scriptless.get_by_role("link", name="Look again")
    for _ in range(MOST_LOOKS):
        expect(again.or_(file).first).to_be_visible()
        if file.count():
            break
        scriptless.wait_for_timeout(1000)
        with scriptless.expect_navigation():  # else the page that is left is looked at
            again.click()
    with scriptless.expect_download() as download:
        file.click()
    assert download.value.path().read_bytes().startswith(b"PK")


def test_where_the_socket_is_blocked_the_plain_page_is_offered(service: Service, page: Page) -> None:
    def blocked(socket: WebSocketRoute) -> None:
        socket.close()

    page.route_web_socket(re.compile("/_stcore/stream"), blocked)
    page.goto(f"{service.address}/follow?key=made-up")
    link = page.get_by_role("link", name="Go on with the plain page")
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We cannot open this link")


def test_where_the_screen_comes_the_way_round_is_out_of_the_way(service: Service, page: Page) -> None:
    page.goto(service.address)
    expect(page.locator(".screen h1")).to_be_visible()
    expect(page.locator(".way-round")).to_be_hidden()
    assert page.locator("html").get_attribute("lang") == "en-GB"
