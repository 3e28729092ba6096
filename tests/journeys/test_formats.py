"""Formats to a person's own measure, from the form to the file they download."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

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
from tests.journeys.service import Service
from tests.journeys.visits import hear_out
from tests.portal.test_making import print_of


def test_formats_are_delivered_as_they_were_asked_for(service: Service, page: Page, tmp_path: Path) -> None:
    document = tmp_path / "Harbour.pdf"
    document.write_bytes(pdfs.report())
    open_form(page, service.address)
    give_file(page, document)
    expect(said_of_file(page)).to_contain_text("We have your file:")
    choose(page, ("Large print", "Braille", "Audio"))
    page.get_by_label("Size of the letters").select_option("28 point")
    page.get_by_label("Colours").select_option("Yellow on black")
    page.get_by_label("Grade of braille").select_option("Grade 1, uncontracted")
    give_email(page, "ann@example.org")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Large print, 28 point")).to_contain_text("yellow on black")
    page.get_by_role("button", name="Send your request").click()
    page.goto(private_link(page))
    files_on_private_link(page, 3)

    sizes, inks, papers = print_of(download(page, "Large print"))
    assert min(sizes) >= 28
    assert (inks, papers) == ({(255, 235, 59)}, {(0, 0, 0)})
    assert "harbour" in download(page, "Braille file (BRF)").decode("ascii").lower()
    chapters = zipfile.ZipFile(io.BytesIO(download(page, "Audio (MP3)"))).namelist()
    assert chapters and any(name.endswith(".mp3") for name in chapters)


def test_what_suits_a_technology_is_said_once_and_what_is_chosen_comes_back(
    service: Service, page: Page
) -> None:
    open_form(page, service.address)
    said = page.locator(".announcement")
    suggestion = page.locator("[data-suggestions]").get_by_text(re.compile("^With a screen reader"))
    choose(page, ("Screen reader",))
    expect(said).to_contain_text("With a screen reader")
    expect(suggestion).to_be_visible()
    page.evaluate("document.querySelector('.announcement').textContent = ''")
    choose(page, ("JAWS", "NVDA"))
    hear_out(page)
    expect(said).to_have_text("")

    choose(page, ("Large print",))
    page.get_by_label("Size of the letters").select_option("32")
    page.get_by_label("A Word document, which you can change").check()
    page.reload()
    expect(page.locator("[data-kept-of]")).to_be_visible()
    expect(page.get_by_label("Size of the letters")).to_have_value("32")
    expect(page.get_by_label("A Word document, which you can change")).to_be_checked()
    expect(page.locator("[data-suggestions]")).to_be_visible()

    page.get_by_label("Screen reader", exact=True).uncheck()
    expect(suggestion).to_be_hidden()
    page.get_by_label("Screen reader", exact=True).check()
    expect(page.get_by_label("JAWS", exact=True)).not_to_be_checked()
    page.get_by_label("None of these", exact=True).check()
    expect(page.get_by_label("Screen reader", exact=True)).not_to_be_checked()


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile(rf"^{re.escape(name)} \(")).click()
    return Path(started.value.path()).read_bytes()
