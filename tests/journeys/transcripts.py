"""What a screen reader says on each journey, as text files that a person can read.

python -m tests.journeys.transcripts    writes them anew, into tests/journeys/transcripts/

A journey is a list of steps. After each the transcript says the title of the window, where the focus is,
what was announced, and what the page says from its beginning to its end.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from portal.routes.signin import SESSION_COOKIE
from requests_log import EventKind
from tests.journeys import cases
from tests.journeys.axe import load_axe
from tests.journeys.requester import choose, give_email
from tests.journeys.screen_reader import FOCUS, heard, prepare, read_aloud, stable
from tests.journeys.service import chromium
from tests.journeys.stage import Stage, staged
from tests.journeys.visits import hear_out, visiting

FOLDER: Final = Path(__file__).parent / "transcripts"

WAITING: Final = "One moment. We are working on it."  # said where the machine is slow, and only there

Steps = Iterator[str]
Journey = Callable[[Page, Stage], Steps]


def a_requester_asks_and_follows(page: Page, stage: Stage) -> Steps:
    page.goto(stage.address)
    yield at(page, "Ask for a document in a format")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".error-summary")).to_be_focused()
    yield "Sent empty: what is to be put right"
    page.get_by_label("I have a link to it").check()
    page.get_by_label("Link to the document").fill("https://www.london.gov.uk/lifts.pdf")
    choose(page, ("Web page", "Word document", "NVDA"))
    give_email(page, "ann@example.org")
    page.get_by_role("button", name="Continue").click()
    yield at(page, "Check your answers")
    page.get_by_role("button", name="Send your request").click()
    yield at(page, "We have your request")
    page.get_by_role("button", name="Remember what I need").click()
    expect(page.locator("#needs-said")).to_be_focused()
    yield "A code for the next time"
    request = stage.office.log.cases()[-1].request
    stage.happen(request, EventKind.CONVERSION_STARTED)
    page.goto(stage.link(request))
    yield at(page, "Your request")
    with stage.held():  # they appear together
        for code in request.formats:
            stage.make(request, code)
    expect(page.get_by_role("heading", name="Your files")).to_be_visible()
    yield "The files are ready, while the person waits"
    page.goto(f"{stage.address}/follow?key=cut-off")
    yield at(page, "We cannot open this link")


def a_requester_answers_reports_and_withdraws(page: Page, stage: Stage) -> Steps:
    page.goto(stage.link(stage.once(cases.asked)))
    expect(page.get_by_role("heading", name="We have a question for you")).to_be_visible()
    yield at(page, "Your request")
    page.get_by_role("button", name="Answer our question").click()
    yield at(page, "Answer our question")
    page.get_by_label("Your answer").fill("Yes, with the appendix.")
    page.get_by_role("button", name="Send your answer").click()
    expect(page.locator(".done")).to_be_visible()
    yield "The answer is taken"
    page.get_by_role("button", name=re.compile("This does not work.*Word document")).click()
    yield at(page, "Tell us what does not work")
    page.get_by_role("button", name="Send your report").click()
    expect(page.locator(".error-summary")).to_be_focused()
    yield "Sent empty: what is to be put right"
    page.get_by_role("button", name="Back to your request").click()
    page.get_by_role("button", name="Withdraw your request").click()
    yield at(page, "Withdraw your request")
    page.get_by_role("button", name="Withdraw your request").click()
    expect(page.get_by_role("button", name="Take the withdrawal back")).to_be_visible()
    yield "The request is withdrawn"


def a_requester_finds_a_checked_version(page: Page, stage: Stage) -> Steps:
    stage.once(cases.on_the_shelf)
    page.goto(stage.address)
    page.get_by_label("I have a link to it").check()
    page.get_by_label("Link to the document").fill(cases.ON_THE_SHELF)
    page.keyboard.press("Tab")
    expect(page.get_by_role("status").filter(has_text="We already have")).to_have_count(1)
    page.get_by_role("button", name="Show me the checked version").click()
    yield at(page, "We already have a checked version")
    page.get_by_role("button", name="This is what I need").click()
    yield at(page, "You have what you need")


def staff_check_and_reply(page: Page, stage: Stage) -> Steps:
    request = stage.once(cases.ready)
    page.goto(f"{stage.address}/queue")
    yield at(page, "Open requests")
    page.get_by_role("link", name=request.reference).first.click()
    yield at(page, request.reference)
    page.get_by_role("button", name=re.compile("Mark as checked.*Web page")).click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    yield "The web page is marked as checked"
    page.get_by_label("Your message").fill("Hello Ann, your files are ready.")
    page.get_by_role("button", name="Send reply by email").click()
    expect(page.locator("#unchecked")).to_be_focused()
    yield "Asked whether to send what nobody checked"
    page.get_by_role("button", name="Send anyway").click()
    expect(page.get_by_role("button", name="Write another message")).to_be_visible()
    yield "The reply is on its way"


def a_manager_reads_the_promise(page: Page, stage: Stage) -> Steps:
    for made in (cases.replied, cases.overdue, cases.slow):
        stage.once(made)
    page.goto(f"{stage.address}/promise")
    yield at(page, "Our promise")
    page.get_by_role("button", name="Show the list").first.click()
    expect(page.locator("#list")).to_be_focused()
    yield "The list behind a figure"


def a_requester_asks_on_the_plain_pages(page: Page, stage: Stage) -> Steps:
    page.goto(f"{stage.address}/plain/ask")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".error-summary")).to_be_focused()
    yield "Sent empty: what is to be put right"
    page.get_by_label("I have neither: I will describe it").check()
    page.get_by_label("What is the document about").fill("The plan for lifts")
    choose(page, ("Audio",))
    give_email(page, "ann@example.org")
    page.get_by_role("button", name="Continue").click()
    yield at(page, "Check your answers")
    page.get_by_role("button", name="Send your request").click()
    yield at(page, "We have your request")


JOURNEYS: Final[tuple[tuple[Journey, str], ...]] = (
    (a_requester_asks_and_follows, ""),
    (a_requester_asks_on_the_plain_pages, ""),
    (a_requester_answers_reports_and_withdraws, ""),
    (a_requester_finds_a_checked_version, ""),
    (staff_check_and_reply, "staff"),
    (a_manager_reads_the_promise, "manager"),
)


def at(page: Page, heading: str) -> str:
    """Wait until the page with this heading is there; return its heading."""
    shown = page.locator("h1:visible")
    expect(shown).to_contain_text(heading)
    return " ".join(shown.inner_text().split())


def file_of(journey: Journey) -> Path:
    return FOLDER / f"{journey.__name__}.txt"


def transcript(browser: Browser, journey: Journey, account: str) -> str:
    """Go the journey in a portal of its own, and return all that is said on it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        staged(Path(folder) / "data") as stage,
        listening(browser, stage, account) as context,
    ):
        page = context.new_page()
        parts = [_title(journey)]
        parts += [_said(number, step, page) for number, step in enumerate(journey(page, stage), 1)]
    return "\n".join(parts)


@contextmanager
def listening(browser: Browser, stage: Stage, account: str) -> Iterator[BrowserContext]:
    context = visiting(browser, viewport={"width": 1280, "height": 900})
    prepare(context)
    if account:
        key = stage.office.keys.for_session(account)
        context.add_cookies([{"name": SESSION_COOKIE, "value": key, "url": stage.address}])
    try:
        yield context
    finally:
        context.close()


def _title(journey: Journey) -> str:
    words = journey.__name__.replace("_", " ")
    return f"{words[0].upper()}{words[1:]}\n"


def _said(number: int, step: str, page: Page) -> str:
    hear_out(page)
    load_axe(page)
    announced = [words for words in heard(page) if words != WAITING]
    lines = [
        f"== {number}. {stable(step)} ==",
        f"Window: {stable(page.title())}",
        f"Focus: {stable(page.evaluate(FOCUS)) or 'where the browser begins'}",
        *(f"Announced: {words}" for words in announced),
        "",
        *read_aloud(page),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for journey, account in JOURNEYS:
            print(journey.__name__)
            file_of(journey).write_text(transcript(browser, journey, account))
        browser.close()


if __name__ == "__main__":
    main()
