"""Files that cannot be converted: said at once, in words a person can act on, and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.settings import MEGABYTE
from tests import pdfs
from tests.journeys.axe import assert_no_violation
from tests.journeys.requester import (
    choose,
    files_on_private_link,
    give_email,
    give_file,
    open_form,
    said_of_file,
)
from tests.journeys.service import Service, started
from tests.portal.website import Website

BAD = {
    "not a PDF": (pdfs.not_a_pdf, "not a PDF"),
    "locked": (pdfs.locked, "locked with a password"),
    "empty": (pdfs.empty, "empty"),
    "no pages": (pdfs.zero_pages, "no pages"),
    "torn": (pdfs.torn_beyond_repair, "too damaged to open"),
    "too large": (lambda: pdfs.of_size(51 * MEGABYTE), "larger than 50 MB"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_a_file_we_cannot_use_is_refused_in_words_before_anything_is_sent(
    service: Service, page: Page, tmp_path: Path, make: object, words: str
) -> None:
    assert callable(make)
    document = tmp_path / "Annual report.pdf"
    document.write_bytes(make())
    open_form(page, service.address)
    choose(page, ("Web page",))
    give_file(page, document)
    expect(said_of_file(page)).to_contain_text(words)
    expect(page.get_by_label("The PDF file")).to_have_attribute("aria-invalid", "true")
    assert_no_violation(page)
    give_email(page, "ann@example.org")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Email address")).to_have_value("ann@example.org")
    expect(page.get_by_label("Web page", exact=True)).to_be_checked()


def test_a_person_whose_file_is_refused_can_describe_it_instead(
    service: Service, page: Page, tmp_path: Path
) -> None:
    document = tmp_path / "locked.pdf"
    document.write_bytes(pdfs.locked())
    open_form(page, service.address)
    give_file(page, document)
    expect(said_of_file(page)).to_contain_text("locked with a password")
    page.get_by_label("I have neither: I will describe it").check()
    page.get_by_label("What is the document about").fill("The lift plan of 2026, on your page about lifts")
    choose(page, ("Web page",))
    give_email(page, "ann@example.org")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send your request").click()
    page.goto(str(page.get_by_role("link", name="Open your request").get_attribute("href")))
    expect(page.get_by_text("Our staff are working on your request.")).to_be_visible()
    assert_no_violation(page)


def test_a_link_to_a_locked_document_is_said_on_the_request_and_the_request_stands(
    tmp_path: Path, page: Page
) -> None:
    with Website().open() as website:
        website.files["/locked.pdf"] = pdfs.locked()
        website.files["/open.pdf"] = pdfs.simple()
        with started(tmp_path / "data", {"PORTAL_LINK_HOSTS": website.host}) as service:
            ask_by_link(page, service, f"http://{website.host}/locked.pdf")
            expect(page.get_by_text("locked with a password").first).to_be_visible()
            expect(page.get_by_text("Your request stands all the same")).to_be_visible()
            assert_no_violation(page)
            ask_by_link(page, service, f"http://{website.host}/open.pdf")
            files_on_private_link(page, 1)


def ask_by_link(page: Page, service: Service, url: str) -> None:
    """Ask for the document behind a link, and open the private link once the request is sent."""
    open_form(page, service.address)
    page.get_by_label("I have a link to it").check()
    page.get_by_label("Link to the document").fill(url)
    choose(page, ("Web page",))
    give_email(page, "ann@example.org")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send your request").click()
    page.goto(str(page.get_by_role("link", name="Open your request").get_attribute("href")))
