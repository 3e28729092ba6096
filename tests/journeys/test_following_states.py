"""The private link and its counterpart at staff and managers, in every state and look: no violation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.services import Office, asking, casework, following, open_office
from portal.settings import read_settings
from requests_log import Account, Contact, ContactMethod, NewRequest, Request, Role, Said, Source, SourceKind
from tests.journeys.service import Service
from tests.journeys.staff import sign_in
from tests.journeys.test_states import LOOKS, STYLED, assert_good
from tests.portal.staff import word_document

SAM = Account("staff", Role.STAFF, "x")
FORMS = (
    ("Add something to your request", "Send what you add"),
    ("Answer our question", "Send your answer"),
    ("Tell us what does not work", "Send your report"),
    ("Change how we reach you", "Save the change"),
)


@pytest.fixture(scope="module")
def office(service: Service) -> Iterator[Office]:
    """The service's own office, so that its requests can be brought to where a state begins."""
    settings = {"PORTAL_DATA": str(service.data), "PORTAL_ADDRESS": service.address}
    office = open_office(read_settings(settings))
    yield office
    office.log.close()
    office.jobs.close()


def request(office: Office) -> Request:
    """A described document, for which staff have put a file in place."""
    new = NewRequest(
        source=Source(SourceKind.DESCRIPTION, description="The leaflet about lifts"),
        formats=("docx", "braille-paper"),
        technologies=("nvda", "jaws"),
        contact=Contact(ContactMethod.EMAIL, "ann@example.org", "Ann"),
    )
    made = office.log.by_reference(asking.take_request(office, new).reference)
    kept = office.keys.for_upload(office.files.put(word_document()), "lifts.docx", 200)
    assert casework.replace_file(office, made.id, "docx", kept, SAM) is None
    return made


def asked(office: Office) -> Request:
    made = request(office)
    following.add_note(office, made.id, "I need it for Monday.", following.new_form())
    casework.ask_question(office, made.id, "Do you need the appendix?", SAM)
    return made


def broken(office: Office) -> Request:
    made = request(office)
    casework.reply(office, made.id, "Hello Ann,\n\nhere it is.", SAM)
    said = Said("The table has no headers", "12")
    following.say_it_does_not_work(office, made.id, "docx", said, following.new_form())
    return made


def withdrawn(office: Office) -> Request:
    made = request(office)
    following.withdraw(office, made.id, following.new_form())
    return made


@pytest.mark.parametrize(("viewport", "media", "style"), LOOKS)
def test_no_state_of_following_has_a_violation(
    service: Service, office: Office, browser: Browser, viewport: Any, media: dict[str, Any], style: str
) -> None:
    context = browser.new_context(bypass_csp=True, viewport=viewport, **media)
    context.add_init_script(STYLED % json.dumps(style))
    page = context.new_page()
    waiting, reopened, gone = asked(office), broken(office), withdrawn(office)
    forms(page, office.link(waiting.id))
    for one in (reopened, gone):
        page.goto(office.link(one.id))
        expect(page.get_by_role("heading", level=1)).to_contain_text(one.reference)
        assert_good(page)
    sign_in(page, service, "staff")
    expect(page.get_by_role("heading", name="New from people who asked")).to_be_visible()
    assert_good(page)
    for one in (waiting, reopened, gone):
        case(page, f"{service.address}/case?reference={one.reference}")
    managers(page, service)
    context.close()


def forms(page: Page, link: str) -> None:
    page.goto(link)
    for title, send in FORMS:
        page.get_by_role("button", name=title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert_good(page)
        if title.startswith("Change"):
            page.get_by_label("Email address").fill("")
        page.get_by_role("button", name=send).click()
        expect(page.locator(".error-summary")).to_be_focused()
        assert_good(page)
        page.get_by_role("button", name="Back to your request").click()
        expect(page.get_by_role("heading", name="We have a question for you")).to_be_visible()
    assert_good(page)
    page.get_by_role("button", name="Withdraw your request").click()
    expect(page.get_by_text("You can take this back until")).to_be_visible()
    assert_good(page)


def case(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name="What was asked")).to_be_visible()
    for summary in page.locator("form details > summary").all():
        summary.click()
    assert_good(page)


def managers(page: Page, service: Service) -> None:
    page.context.clear_cookies()
    sign_in(page, service, "manager")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our promise")
    page.get_by_role("button", name=re.compile("Show the list.*opened again")).click()
    expect(page.get_by_role("heading", name="Requests opened again")).to_be_visible()
    assert_good(page)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_no_plain_state_of_following_has_a_violation(
    office: Office, browser: Browser, width: int, scheme: Any
) -> None:
    viewport: Any = {"width": width, "height": 900}
    context = browser.new_context(bypass_csp=True, viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    link = office.link(asked(office).id).replace("/follow?", "/plain/follow?")
    for title, send in FORMS:
        page.goto(link)
        page.get_by_role("button", name=title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert_good(page)
        if title.startswith("Change"):
            page.get_by_label("Email address").fill("")
        page.get_by_role("button", name=send).click()
        expect(page.locator(".error-summary")).to_be_focused()
        assert_good(page)
    page.goto(link)
    for _ in range(2):
        page.get_by_role("button", name="Withdraw your request").click()
    expect(page.get_by_text("Your request is withdrawn.")).to_be_visible()
    assert_good(page)
    context.close()
