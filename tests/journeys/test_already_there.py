"""A checked version that is there already, offered at once: by a link, by a file, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import pdfs
from tests.journeys.requester import (
    choose,
    files_on_private_link,
    give_email,
    give_file,
    open_form,
    private_link,
    said_of_file,
)
from tests.journeys.service import Mailbox, Service, mail_settings, started
from tests.journeys.staff import check_and_reply
from tests.journeys.test_keyboard import LISTEN, tab_to
from tests.journeys.visits import hear_out, visiting
from tests.portal.website import Website

HAVE_IT = "We already have a checked version of this document"


@pytest.fixture(scope="module")
def website() -> Iterator[Website]:
    with Website().open() as website:
        website.files["/plans/lifts.pdf"] = pdfs.report()
        yield website


@pytest.fixture(scope="module")
def link(website: Website) -> str:
    return f"http://{website.host}/plans/lifts.pdf"


@pytest.fixture(scope="module")
def answered(
    tmp_path_factory: pytest.TempPathFactory, mailbox: Mailbox, website: Website, link: str, browser: Browser
) -> Iterator[Service]:
    """A service whose staff have checked and answered one request, for a web page and a Word document."""
    settings = mail_settings(mailbox) | {"PORTAL_LINK_HOSTS": website.host}
    with started(tmp_path_factory.mktemp("answered") / "data", settings) as service:
        context = visiting(browser)
        page = context.new_page()
        open_form(page, service.address)
        page.get_by_label("I have a link to it").check()
        page.get_by_label("Link to the document").fill(link)
        choose(page, ("Web page", "Word document"))
        give_email(page, "ann@example.org")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Send your request").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
        given = private_link(page)
        page.goto(given)
        files_on_private_link(page, 2)
        check_and_reply(page, service, given, 2)
        context.close()
        yield service


@pytest.fixture
def report(tmp_path: Path) -> Path:
    document = tmp_path / "my own copy.pdf"
    document.write_bytes(pdfs.report())
    return document


def test_a_link_from_a_web_page_is_answered_before_anything_is_asked(
    answered: Service, page: Page, link: str
) -> None:
    page.goto(f"{answered.address}/?document={link}?utm_source=page&title=Lifts")
    expect(page.get_by_role("heading", name=HAVE_IT)).to_be_visible()
    expect(page.get_by_text("“Lifts”")).to_be_visible()
    tab_to(page, "Web page (")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "lifts.html"
    assert b"<h1" in download.value.path().read_bytes()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask for a document in a format you can read")


def test_a_file_is_answered_as_soon_as_it_has_arrived(answered: Service, page: Page, report: Path) -> None:
    open_form(page, answered.address)
    page.evaluate(LISTEN)
    give_file(page, report)
    expect(page.get_by_role("button", name="Show me the checked version")).to_be_visible()
    hear_out(page)
    said = [words for words in page.evaluate("window.said") if "We have your file" in words]
    assert said == [f"{said_of_file(page).inner_text()} {HAVE_IT}."]  # once, and all of it
    page.get_by_label("The PDF file").focus()
    tab_to(page, "Show me the checked version")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(HAVE_IT)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, "What is in this file")
    page.keyboard.press("Enter")
    tab_to(page, "This is what I need")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("You have what you need")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.reload()
    expect(page.get_by_label("I have the file")).not_to_be_checked()  # nothing is kept of it


def test_a_link_that_is_typed_is_answered_without_another_press(
    answered: Service, page: Page, link: str
) -> None:
    open_form(page, answered.address)
    page.get_by_label("I have a link to it").check()
    page.get_by_label("Link to the document").fill(link)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show me the checked version")).to_be_visible()
    page.get_by_label("Link to the document").fill(f"{link}x")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show me the checked version")).to_be_hidden()


def test_whoever_needs_something_else_goes_on_where_they_were(
    answered: Service, page: Page, report: Path
) -> None:
    open_form(page, answered.address)
    give_file(page, report)
    expect(said_of_file(page)).to_contain_text("We have your file:")
    page.get_by_label("Is there anything else we should know? (optional)").fill("In Welsh")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HAVE_IT)
    tab_to(page, "I need something else: go on")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Web page", exact=True)).to_be_focused()
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.get_by_label("Is there anything else we should know? (optional)")).to_have_value("In Welsh")
    choose(page, ("Easy read",))
    give_email(page, "ben@example.org")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")


def test_without_javascript_it_is_offered_too(answered: Service, browser: Browser, link: str) -> None:
    context = visiting(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{answered.address}/plain/ask")
    page.get_by_label("I have a link to it").check()
    page.get_by_label("Link to the document").fill(link)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(HAVE_IT)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word document").click()
    assert download.value.path().read_bytes().startswith(b"PK")
    page.get_by_role("button", name="I need something else: go on").click()
    expect(page.get_by_label("Link to the document")).to_have_value(link)
    context.close()
