"""The whole story: somebody cannot read a PDF, and in the end has a version that a person checked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from portal.services import clock
from requests_log import due_date, load_calendar, london_date, long_date
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
from tests.journeys.service import Mailbox, Service, mail_settings, started
from tests.journeys.staff import show_everything, sign_in
from tests.journeys.visits import visiting

AUTOMATIC = "Automatic version, not yet checked by a person"


@pytest.fixture
def service(tmp_path: Path, mailbox: Mailbox) -> Iterator[Service]:
    """A service that nobody else asks anything of, so that the figures are of this story alone."""
    with started(tmp_path / "data", mail_settings(mailbox)) as service:
        yield service


def test_a_request_is_asked_converted_checked_replied_and_counted(
    service: Service, mailbox: Mailbox, browser: Browser, page: Page, tmp_path: Path
) -> None:
    document = tmp_path / "Annual report.pdf"
    document.write_bytes(pdfs.report())

    reference, link, due = a_requester_asks(page, service, document)
    acknowledgement = mailbox.wait_for(f"{reference}: we have your request")
    assert link in words_of(acknowledgement)
    assert due in words_of(acknowledgement)
    the_requester_gets_the_automatic_versions(page, link)

    staff = visiting(browser).new_page()
    better = tmp_path / "Annual report, better.docx"
    better.write_bytes(word_document("Written by a person"))
    a_member_of_staff_checks_and_replies(staff, service, reference, better)

    reply = mailbox.wait_for(f"{reference}: our reply")
    assert reply["To"] == "ann@example.org"
    assert "ready" in words_of(reply)
    assert link in words_of(reply)
    the_requester_sees_that_a_person_checked_it(page, link)
    assert download(page, "Word document") == better.read_bytes()

    manager = visiting(browser).new_page()
    a_manager_sees_the_promise_kept(manager, service, reference)


def a_requester_asks(page: Page, service: Service, document: Path) -> tuple[str, str, str]:
    """Return the reference, the private link and the day our reply is due."""
    open_form(page, service.address)
    assert_no_violation(page)
    give_file(page, document)
    expect(said_of_file(page)).to_contain_text("We have your file: Annual report.pdf, 2 pages")
    choose(page, ("Word document", "Large print", "NVDA"))
    give_email(page, "ann@example.org")
    assert_no_violation(page)
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert_no_violation(page)
    days = {due_today()}
    page.get_by_role("button", name="Send your request").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    assert_no_violation(page)
    days.add(due_today())  # another where it was London's midnight meanwhile
    [due] = [day for day in days if page.get_by_text(f"{day}: day 5").is_visible()]
    reference = page.locator(".reference").inner_text()
    return reference, str(page.get_by_role("link", name="Open your request").get_attribute("href")), due


def due_today() -> str:
    """Return the day by which we answer who asks now."""
    return long_date(due_date(london_date(clock.now()), 5, load_calendar()))


def the_requester_gets_the_automatic_versions(page: Page, link: str) -> None:
    page.goto(link)
    files_on_private_link(page, 2)
    expect(page.get_by_text(AUTOMATIC)).to_have_count(2)
    assert_no_violation(page)
    word = Document(io.BytesIO(download(page, "Word document")))
    assert any(paragraph.style and paragraph.style.name == "Heading 1" for paragraph in word.paragraphs)
    assert "/StructTreeRoot" in PdfReader(io.BytesIO(download(page, "Large print"))).root_object


def puts_in_a_better_file(page: Page, name: str, better: Path) -> None:
    section = page.get_by_role("region", name=name)
    section.get_by_text("Replace with your own file").click()
    section.get_by_label(f"Your file for {name}").set_input_files(better)
    expect(section.locator("[data-upload-words]")).to_contain_text(f"We have your file: {better.name}")
    section.get_by_role("button", name=re.compile("Use this file")).click()
    expect(section.get_by_text("Made by our staff, not yet checked")).to_be_visible()


def a_member_of_staff_checks_and_replies(page: Page, service: Service, reference: str, better: Path) -> None:
    sign_in(page, service, "staff")
    expect(page.get_by_role("heading", level=1)).to_have_text("Open requests")
    assert_no_violation(page)
    page.get_by_role("link", name=re.compile(reference)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    expect(page.get_by_text("NVDA")).to_be_visible()
    assert_no_violation(page)

    puts_in_a_better_file(page, "Word document", better)
    assert_no_violation(page)
    for name in ("Word document", "Large print"):
        page.get_by_role("button", name=re.compile(f"Mark as checked.*{name}")).click()
        expect(page.get_by_role("button", name=re.compile(f"Undo.*{name}"))).to_be_visible()
    page.get_by_role("button", name="Send reply by email").click()
    expect(page.get_by_text("The clock is stopped.")).to_be_visible()
    assert_no_violation(page)


def the_requester_sees_that_a_person_checked_it(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.locator(".label", has_text="Checked by a person on")).to_have_count(2)
    expect(page.get_by_text(AUTOMATIC)).to_have_count(0)
    expect(page.get_by_text("We replied to you on")).to_be_visible()
    assert_no_violation(page)


def a_manager_sees_the_promise_kept(page: Page, service: Service, reference: str) -> None:
    sign_in(page, service, "manager")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our promise")
    assert_no_violation(page)
    show_everything(page)
    expect(page.get_by_text("100% in time")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Received 1 "))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Replied in time 1 "))).to_be_visible()
    page.get_by_role("button", name=re.compile("Show the list.*in time")).click()
    expect(page.get_by_role("link", name=re.compile(reference))).to_be_visible()
    assert_no_violation(page)
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("CSV")).click()
    rows = Path(started.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith(reference)
    assert "example.org" not in rows[1]


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile(rf"^{name} \(")).click()
    content = Path(started.value.path()).read_bytes()
    assert content.startswith((b"%PDF", b"PK")) or zipfile.is_zipfile(io.BytesIO(content))
    return content


def word_document(text: str) -> bytes:
    document, saved = Document(), io.BytesIO()
    document.add_heading(text, 1)
    document.save(saved)
    return saved.getvalue()


def words_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
