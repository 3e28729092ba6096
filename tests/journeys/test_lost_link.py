"""A lost private link comes again by mail, from the footer of any screen, with and without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.journeys.requester import choose, give_email, open_form, private_link
from tests.journeys.service import Mailbox, Service
from tests.journeys.test_keyboard import tab_to
from tests.journeys.visits import visiting

SAME_WORDS = "If we have requests with this address, we send the links there now."


def test_a_lost_link_comes_again_by_mail_and_opens(service: Service, page: Page, mailbox: Mailbox) -> None:
    open_form(page, service.address)
    page.get_by_label("I have neither: I will describe it").check()
    page.get_by_label("What is the document about").fill("The plan for lifts")
    choose(page, ("Easy read",))
    give_email(page, "loses@example.org")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send your request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    link, reference = private_link(page), page.locator(".reference").first.inner_text()

    page.goto(f"{service.address}/follow")
    expect(page.get_by_role("heading", level=1)).to_have_text("Follow your request")
    page.get_by_role("heading", level=1).evaluate("h1 => { h1.tabIndex = -1; h1.focus() }")
    tab_to(page, "we can send it to you again")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lost your private link?")
    page.wait_for_load_state()  # with its style sheet, which draws the ring
    tab_to(page, "Email address")
    page.keyboard.type("Loses@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_text(SAME_WORDS)).to_be_visible()
    message = mailbox.wait_for(f"{reference}: your private links")
    assert message["To"] == "loses@example.org"
    [sent] = re.findall(r"http\S+/follow\?key=\S+", message.get_content())
    assert sent == link
    page.goto(sent)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Your request {reference}")


def test_without_javascript_the_same_is_said_to_an_address_nobody_gave(
    service: Service, browser: Browser
) -> None:
    context = visiting(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{service.address}/plain/ask")
    page.get_by_role("link", name="Lost your private link?").click()
    page.get_by_label("Email address").fill("nobody@example.org")
    page.get_by_role("button", name="Send me my links").click()
    expect(page.get_by_text(SAME_WORDS)).to_be_visible()
    context.close()
