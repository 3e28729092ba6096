"""The way back to us with the keyboard alone: a question, its answer, what does not work, a withdrawal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import pdfs
from tests.journeys.axe import assert_no_violation
from tests.journeys.requester import ask_for, files_on_private_link
from tests.journeys.service import Mailbox, Service, mail_settings, started
from tests.journeys.staff import show_everything, sign_in
from tests.journeys.test_keyboard import LISTEN, tab_to
from tests.journeys.visits import hear_out, visiting


@pytest.fixture
def service(tmp_path: Path, mailbox: Mailbox) -> Iterator[Service]:
    """A service that nobody else asks anything of, so that the figures are of this story alone."""
    settings = mail_settings(mailbox) | {"PORTAL_STAFF_ADDRESS": "team@example.org"}
    with started(tmp_path / "data", settings) as service:
        yield service


@pytest.fixture
def staff(browser: Browser, service: Service) -> Iterator[Page]:
    context = visiting(browser)
    page = context.new_page()
    sign_in(page, service, "staff")
    expect(page.get_by_role("heading", level=1)).to_have_text("Open requests")
    yield page
    context.close()


def asked(page: Page, service: Service, folder: Path) -> str:
    """Ask for a Word document and wait for it on the private link; return the reference."""
    document = folder / "report.pdf"
    document.write_bytes(pdfs.report())
    page.goto(ask_for(page, service.address, document, ("Word document", "NVDA"))())
    files_on_private_link(page, 1)
    return page.get_by_role("heading", level=1).inner_text().removeprefix("Your request ")


def press(page: Page, name: str) -> None:
    """Press the control of this name with the keyboard; the search begins at the heading."""
    expect(page.locator("a, button, summary").filter(has_text=name).first).to_be_visible()
    page.evaluate("const h1 = document.querySelector('.screen h1'); h1.tabIndex = -1; h1.focus()")
    tab_to(page, name)
    page.keyboard.press("Enter")


def fill(page: Page, name: str, words: str) -> None:
    tab_to(page, name)
    page.keyboard.type(words)


def opened(page: Page, title: str) -> None:
    """A form is there: its heading has the focus, and nothing is wrong with it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert_no_violation(page)


def confirmed(page: Page, words: str) -> None:
    """What was done stands on the request, is announced once, and the heading has the focus."""
    expect(page.locator(".panel.done")).to_contain_text(words)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    hear_out(page)
    said = page.evaluate("window.said")
    assert [each for each in said if words in each] == [said[-1]]
    page.evaluate("window.said = []")
    assert_no_violation(page)


def test_staff_ask_the_person_answers_and_says_what_does_not_work(
    service: Service, mailbox: Mailbox, page: Page, staff: Page, browser: Browser, tmp_path: Path
) -> None:
    reference = asked(page, service, tmp_path)
    staff_open(staff, service, reference)
    press(staff, "Ask a question")
    fill(staff, "Your question", "Do you need the appendix?")
    press(staff, "Ask by email")
    expect(staff.get_by_role("heading", name="We wait for their answer")).to_be_focused()
    assert_no_violation(staff)
    assert "Do you need the appendix?" in mailbox.wait_for(f"{reference}: we have a question").get_content()

    the_person_answers(page)
    mailbox.wait_for(f"{reference}: we have your answer")
    mailbox.wait_for(f"{reference}: The question was answered")
    staff_reply(staff, service, reference, "New from the person")
    the_person_says_what_does_not_work(page)

    staff_open(staff, service, reference)
    broken = staff.get_by_role("region", name="It does not work with what they read with")
    for words in ("Word document, page 2.", "The table has no headers", "NVDA"):
        expect(broken).to_contain_text(words)
    expect(staff.locator("#whose")).to_have_text("This request is yours.")  # who replied before
    assert_no_violation(staff)
    staff.get_by_role("textbox", name="Your message").fill("We have tagged the table. Try it again.")
    press(staff, "Send reply by email")
    press(staff, "Send anyway")
    expect(staff.get_by_text("The clock is stopped.")).to_be_visible()
    expect(broken).to_have_count(0)

    manager = visiting(browser).new_page()
    a_manager_sees_it_counted(manager, service, reference)
    manager.context.close()


def staff_open(staff: Page, service: Service, reference: str) -> None:
    staff.goto(f"{service.address}/queue")
    expect(staff.get_by_role("heading", level=1)).to_have_text("Open requests")
    expect(staff.get_by_role("link", name=reference).first).to_be_visible()
    assert_no_violation(staff)
    press(staff, reference)
    expect(staff.get_by_role("heading", level=1)).to_contain_text(reference)
    expect(staff.get_by_role("heading", level=1)).to_be_focused()


def staff_reply(staff: Page, service: Service, reference: str, news: str) -> None:
    staff_open(staff, service, reference)
    expect(staff.get_by_role("region", name=news)).to_contain_text("Yes, all of it.")
    assert_no_violation(staff)
    press(staff, "Send reply by email")
    press(staff, "Send anyway")
    expect(staff.get_by_text("The clock is stopped.")).to_be_visible()


def the_person_answers(page: Page) -> None:
    page.reload()
    expect(page.get_by_text("We have a question for you")).to_be_visible()
    assert_no_violation(page)
    page.evaluate(LISTEN)
    press(page, "Answer our question")
    opened(page, "Answer our question")
    tab_to(page, "Send your answer")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    assert_no_violation(page)
    fill(page, "Your answer", "Yes, all of it.")
    tab_to(page, "Send your answer")
    page.keyboard.press("Enter")
    confirmed(page, "We have your answer.")


def the_person_says_what_does_not_work(page: Page) -> None:
    page.reload()
    expect(page.get_by_text("We replied to you on")).to_be_visible()
    expect(page.locator("ul.files")).to_contain_text("then it is removed")
    page.evaluate(LISTEN)
    press(page, "This does not work with my reader")
    opened(page, "Tell us what does not work")
    expect(page.get_by_label("Word document", exact=True)).to_be_checked()
    fill(page, "Page or place", "2")
    fill(page, "What happens?", "The table has no headers")
    tab_to(page, "Send your report")
    page.keyboard.press("Enter")
    confirmed(page, "We have your report.")
    expect(page.get_by_text("Your request is open again")).to_be_visible()


def a_manager_sees_it_counted(page: Page, service: Service, reference: str) -> None:
    sign_in(page, service, "manager")
    show_everything(page)
    expect(page.get_by_role("row", name=re.compile("^Replied in time 1 "))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Replied again in time 1 "))).to_be_visible()
    press(page, ": opened again")
    expect(page.get_by_role("link", name=re.compile(reference))).to_be_visible()
    assert_no_violation(page)


def test_a_request_is_withdrawn_taken_back_and_withdrawn_for_good(
    service: Service, mailbox: Mailbox, page: Page, staff: Page, browser: Browser, tmp_path: Path
) -> None:
    reference = asked(page, service, tmp_path)
    page.evaluate(LISTEN)
    withdraw(page)
    mailbox.wait_for(f"{reference}: you have withdrawn your request")
    press(page, "Take the withdrawal back")
    confirmed(page, "Your request stands again.")
    mailbox.wait_for(f"{reference}: your request stands again")
    withdraw(page)
    staff_open(staff, service, reference)
    expect(staff.get_by_text("There is nothing to do.")).to_be_visible()
    expect(staff.get_by_role("region", name="New from the person")).to_contain_text("Withdrew the request")
    assert_no_violation(staff)
    press(staff, "I have read this")
    expect(staff.get_by_role("region", name="New from the person")).to_have_count(0)
    staff.goto(f"{service.address}/queue")
    expect(staff.get_by_text("No one is waiting for a reply.")).to_be_visible()

    manager = visiting(browser).new_page()
    sign_in(manager, service, "manager")
    show_everything(manager)
    expect(manager.get_by_role("row", name=re.compile("^Withdrawn by the person 1 "))).to_be_visible()
    manager.context.close()


def withdraw(page: Page) -> None:
    press(page, "Withdraw your request")
    opened(page, "Withdraw your request")
    tab_to(page, "Withdraw your request")
    page.keyboard.press("Enter")
    confirmed(page, "Your request is withdrawn.")


def test_what_was_written_and_not_sent_comes_back(service: Service, page: Page, tmp_path: Path) -> None:
    asked(page, service, tmp_path)
    press(page, "Add something to your request")
    opened(page, "Add something to your request")
    fill(page, "What do you want to add?", "I need it for Monday")
    page.reload()
    press(page, "Add something to your request")
    expect(page.get_by_label("What do you want to add?")).to_have_value("I need it for Monday")
    page.evaluate(LISTEN)
    press(page, "Send what you add")
    confirmed(page, "We have what you added.")
    press(page, "Add something to your request")
    expect(page.get_by_label("What do you want to add?")).to_have_value("")
    press(page, "Back to your request")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your request")
    press(page, "Change how we reach you")
    opened(page, "Change how we reach you")
    expect(page.get_by_label("Email address")).to_have_value("ann@example.org")
