"""Answers that were not sent yet survive a reload, in this tab and nowhere else."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests import pdfs
from tests.journeys.axe import assert_no_violation
from tests.journeys.requester import (
    choose,
    give_email,
    give_file,
    open_form,
    pass_by_what_is_there,
    said_of_file,
)
from tests.journeys.service import Service, free_port, started


def test_what_was_written_comes_back_after_a_reload(service: Service, page: Page, tmp_path: Path) -> None:
    document = tmp_path / "report.pdf"
    document.write_bytes(pdfs.report())
    open_form(page, service.address)
    give_file(page, document)
    expect(said_of_file(page)).to_contain_text("We have your file:")
    choose(page, ("Word document", "NVDA"))
    page.get_by_label("Is there anything else we should know? (optional)").fill("For Friday")
    page.reload()
    expect(page.locator("[data-kept-of]")).to_be_visible()
    expect(page.get_by_label("Word document", exact=True)).to_be_checked()
    expect(page.get_by_label("NVDA", exact=True)).to_be_checked()
    expect(page.get_by_label("Is there anything else we should know? (optional)")).to_have_value("For Friday")
    expect(said_of_file(page)).to_contain_text("report.pdf")
    assert_no_violation(page)
    give_email(page, "ann@example.org")
    page.get_by_role("button", name="Continue").click()
    pass_by_what_is_there(page)
    expect(page.get_by_text("report.pdf")).to_be_visible()
    page.get_by_role("button", name="Send your request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    open_form(page, service.address)
    expect(page.get_by_label("Word document", exact=True)).not_to_be_checked()


def test_a_person_may_start_again_with_an_empty_form(service: Service, page: Page) -> None:
    open_form(page, service.address)
    choose(page, ("Word document",))
    page.reload()
    page.get_by_role("button", name="Start again with an empty form").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_label("Word document", exact=True)).not_to_be_checked()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("Word document", exact=True)).not_to_be_checked()


def test_what_was_written_outlives_an_hour_and_a_server_that_is_started_again(
    page: Page, tmp_path: Path
) -> None:
    """The session on the server is gone then: what comes back is what the browser kept (WCAG 2.2.5, AAA)."""
    document, data, port = tmp_path / "report.pdf", tmp_path / "data", free_port()
    document.write_bytes(pdfs.report())
    page.clock.install()
    with started(data, {}, port) as first:
        open_form(page, first.address)
        give_file(page, document)
        expect(said_of_file(page)).to_contain_text("We have your file:")
        choose(page, ("Word document", "NVDA"))
        page.get_by_label("Is there anything else we should know? (optional)").fill("For Friday")
        page.clock.fast_forward("01:00:00")
    page.wait_for_timeout(500)
    expect(page.get_by_label("Word document", exact=True)).to_be_checked()  # nobody is there: nothing is lost
    with started(data, {}, port):
        page.reload()
        expect(page.locator("[data-kept-of]")).to_contain_text("We put back what you wrote here before.")
        expect(page.get_by_label("NVDA", exact=True)).to_be_checked()
        expect(page.get_by_label("Is there anything else we should know? (optional)")).to_have_value(
            "For Friday"
        )
        give_email(page, "ann@example.org")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_text("report.pdf")).to_be_visible()  # the file is still proved to be ours
        page.get_by_role("button", name="Send your request").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")


def test_a_server_started_again_under_an_open_page_loses_nothing_and_takes_the_focus_nowhere(
    page: Page, tmp_path: Path
) -> None:
    """Streamlit would open a window over the page; ours says below it that the connection is lost."""
    data, port = tmp_path / "data", free_port()
    note = page.get_by_label("Is there anything else we should know? (optional)")
    with started(data, {}, port) as first:
        open_form(page, first.address)
        choose(page, ("Word document",))
        note.fill("For Friday")
    lost = page.locator(".connection")
    expect(lost).to_contain_text("The connection is lost. We try again by ourselves.")
    expect(page.get_by_role("status").filter(has_text="The connection is lost.")).to_have_count(1)
    page.wait_for_timeout(8_000)  # longer than Streamlit takes to open its window
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(note).to_be_focused()
    give_email(page, "ann@example.org")
    page.get_by_label("I have neither: I will describe it").check()
    page.get_by_label("What is the document about").fill("The plan for lifts")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("The connection is lost, so this was not sent.").first).to_be_visible()
    with started(data, {}, port):
        expect(lost).to_be_hidden()
        expect(page.get_by_role("status").filter(has_text="The connection is back.")).to_have_count(1)
        page.get_by_role("button", name="Continue").click()  # once, though the server knows nothing of us
        expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
        expect(page.get_by_text("For Friday")).to_be_visible()
