"""A code for what a person needs: got, used, and ended, with the keyboard and without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.journeys.requester import choose, give_email, open_form, private_link
from tests.journeys.service import Service
from tests.journeys.test_keyboard import tab_to
from tests.journeys.visits import visiting


def describe(page: Page) -> None:
    """Ask for a document in words, in two formats, up to the receipt."""
    page.get_by_label("I have neither: I will describe it").check()
    page.get_by_label("What is the document about").fill("The plan for lifts")
    choose(page, ("Word document", "Braille", "NVDA"))
    give_email(page, "ann@example.org")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send your request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")


def given_code(page: Page) -> str:
    expect(page.locator("#needs-said")).to_be_visible()
    code = page.locator("#needs-said .reference").inner_text()
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)
    return code


def open_code(page: Page) -> None:
    page.get_by_text("Have a code for what you need? Enter it").click()


def test_a_code_is_got_used_and_ended_without_a_mouse(service: Service, page: Page) -> None:
    open_form(page, service.address)
    describe(page)
    tab_to(page, "Remember what I need")
    page.keyboard.press("Enter")
    expect(page.locator("#needs-said")).to_be_focused()
    code = given_code(page)

    page.goto("about:blank")
    open_form(page, service.address)
    page.get_by_label("Is there anything else we should know? (optional)").fill("For Friday")
    page.get_by_role("heading", level=1).evaluate("h1 => { h1.tabIndex = -1; h1.focus() }")
    tab_to(page, "Have a code for what you need? Enter it")
    page.keyboard.press("Enter")
    tab_to(page, "Your code")
    page.keyboard.type(code.lower().replace("-", " "))
    page.keyboard.press("Enter")  # without the button
    expect(page.locator("#needs-said")).to_be_focused()
    for name in ("Word document", "Braille", "NVDA"):
        expect(page.get_by_label(name, exact=True)).to_be_checked()
    expect(page.get_by_label("Is there anything else we should know? (optional)")).to_have_value("For Friday")

    tab_to(page, "Forget my needs")
    page.keyboard.press("Enter")
    expect(page.locator("#needs-said")).to_contain_text("We have forgotten what you need.")
    expect(page.get_by_label("NVDA", exact=True)).to_be_checked()
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Use my code").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_role("link", name="We remember nothing under this code").click()
    expect(page.get_by_label("Your code")).to_be_focused()


def test_a_code_is_got_and_used_without_javascript(service: Service, browser: Browser) -> None:
    context = visiting(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{service.address}/plain/ask")
    describe(page)
    page.get_by_role("button", name="Remember what I need").click()
    code = given_code(page)
    page.goto(f"{service.address}/plain/ask")
    page.get_by_label("Is there anything else we should know? (optional)").fill("For Friday")
    open_code(page)
    page.get_by_label("Your code").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_label("NVDA", exact=True)).to_be_checked()
    expect(page.get_by_label("Is there anything else we should know? (optional)")).to_have_value("For Friday")
    page.get_by_role("button", name="Forget my needs").click()
    expect(page.get_by_text("We have forgotten what you need")).to_be_visible()
    context.close()


def test_the_private_link_leads_to_a_code_and_back(service: Service, page: Page) -> None:
    open_form(page, service.address)
    describe(page)
    page.goto(private_link(page))
    page.get_by_role("link", name="Remember what I need for next time").click()
    page.get_by_role("button", name="Remember what I need").click()
    code = given_code(page)
    page.get_by_role("link", name="Back to your request").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your request")
    page.goto(f"{service.address}/needs")
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Forget my needs").click()
    expect(page.get_by_text("We have forgotten what you need")).to_be_visible()
