"""Rows of the table of states: asking for a document. ``table.py`` says how a row is written."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import WebSocketRoute, expect

from tests import pdfs
from tests.journeys import cases
from tests.journeys.requester import choose, give_email, give_file, said_of_file
from tests.journeys.table import At, state


@state("/", "ask.html")
def ask_empty(at: At) -> None:
    at.go("/")
    at.unfold("No document to hand?")


@state("/request", "ask.html")
def ask_failed(at: At) -> None:
    at.go("/request")
    at.press_wrongly("Continue")


@state("/ask", "ask.html")
def ask_failed_in_details(at: At) -> None:
    at.go("/ask?document=no-link&title=Lifts")
    choose(at.page, ("Another format", "Phone", "I prefer not to say"))
    at.page.get_by_label("Month", exact=True).fill("13")
    at.page.get_by_label("Is there anything else").fill("x" * 3_000)
    at.press_wrongly("Continue")


@state("/ask", "ask.html")
def ask_with_a_file_on_its_way(at: At) -> None:
    at.page.route("**/upload", lambda _: None)  # never answered
    at.go("/ask")
    give_file(at.page, pdf(at))
    expect(said_of_file(at.page)).to_contain_text("Sending")


@state("/ask", "ask.html")
def ask_with_a_file_we_cannot_use(at: At) -> None:
    at.go("/ask")
    give_file(at.page, pdf(at, pdfs.locked()))
    expect(said_of_file(at.page)).to_contain_text("locked with a password")


@state("/ask", "ask.html")
def ask_filled_and_brought_back(at: At) -> None:
    fill(at, "/ask")
    at.page.reload()
    expect(at.page.locator("[data-kept-of]")).to_be_visible()


@state("/ask", "ask.html")
def ask_with_the_example(at: At) -> None:
    at.go("/ask")
    at.unfold("No document to hand?")
    at.press("Fill in the form with the example")
    expect(at.page.get_by_label("Email", exact=True)).to_be_focused()


@state("/ask", "check.html")
def ask_check(at: At) -> None:
    fill(at, "/ask")
    at.press("Continue")
    at.heading("Check your answers")


@state("/ask", "check.html")
def ask_sending(at: At) -> None:
    ask_check(at)
    at.keep(at.stage.held())
    at.press("Send your request")
    expect(at.page.locator(".sending")).to_be_visible()


@state("/ask", "check.html")
def ask_not_sent(at: At) -> None:
    ask_check(at)
    at.keep(at.stage.broken())
    at.press_wrongly("Send your request")


@state("/ask", "sent.html")
def ask_sent(at: At) -> None:
    ask_check(at)
    at.press("Send your request")
    at.heading("We have your request")


@state("/ask", "sent.html")
def ask_sent_with_a_code(at: At) -> None:
    ask_sent(at)
    at.press("Remember what I need")
    expect(at.page.locator("#needs-said")).to_be_focused()


@state("/ask", "sent.html")
def ask_sent_and_the_code_forgotten(at: At) -> None:
    ask_sent_with_a_code(at)
    at.press("Forget my needs")
    expect(at.page.get_by_text("We have forgotten what you need")).to_be_visible()


@state("/ask", "ask.html")
def ask_when_the_connection_is_lost(at: At) -> None:
    sockets: list[WebSocketRoute] = []
    at.page.route_web_socket(re.compile("/_stcore/stream"), lambda one: _passed_on(one, sockets))
    fill(at, "/ask")
    at.page.route("**/_stcore/health", lambda asked: asked.abort())
    for socket in sockets:
        socket.close()
    expect(at.page.locator(".connection")).to_contain_text("The connection is lost.")
    at.press("Continue")
    expect(at.page.locator(".sending")).to_contain_text("Press it again")


def _passed_on(socket: WebSocketRoute, sockets: list[WebSocketRoute]) -> None:
    socket.connect_to_server()
    sockets.append(socket)


# A code for what a person needs ----------------------------------------------------------------------


@state("/ask", "ask.html")
def ask_with_a_code_we_do_not_know(at: At) -> None:
    at.go("/ask")
    type_code(at, "K7MX-4RTW-29HX")
    at.press_wrongly("Use my code")


@state("/ask", "ask.html")
def ask_with_an_old_code(at: At) -> None:
    cases.remember_long_ago(at.stage)
    at.go("/ask")
    type_code(at, cases.OLD_CODE)
    at.press("Use my code")
    expect(at.page.locator("#needs-said")).to_be_focused()


# A checked version that is there already -------------------------------------------------------------


@state("/ask", "ask.html")
def ask_with_a_link_to_what_we_have(at: At) -> None:
    at.stage.once(cases.on_the_shelf)
    at.go(f"/ask?document={cases.ON_THE_SHELF}&title=Lifts")
    expect(at.page.get_by_role("heading", name="We already have a checked version")).to_be_visible()


@state("/ask", "ask.html")
def ask_with_a_file_we_have(at: At) -> None:
    at.stage.once(cases.on_the_shelf)
    at.go("/ask")
    give_file(at.page, pdf(at))
    expect(at.page.get_by_role("button", name="Show me the checked version")).to_be_visible()


@state("/ask", "already.html")
def ask_for_what_we_have(at: At) -> None:
    ask_with_a_file_we_have(at)
    at.press("Show me the checked version")
    at.heading("We already have a checked version")
    at.unfold("What is in this file")


@state("/ask", "served.html")
def ask_for_nothing_more(at: At) -> None:
    ask_with_a_file_we_have(at)
    at.press("Show me the checked version")
    at.press("This is what I need")
    at.heading("You have what you need")


def pdf(at: At, content: bytes | None = None) -> Path:
    file = at.folder / "report.pdf"
    file.write_bytes(pdfs.report() if content is None else content)
    return file


def fill(at: At, path: str) -> None:
    """Answer every question of the form."""
    at.go(f"{path}?document=https://www.london.gov.uk/new.pdf&title=Lifts")
    choose(at.page, ("Web page", "Large print", "Braille", "Audio", "NVDA"))
    give_email(at.page, "ann@example.org")


def type_code(at: At, code: str) -> None:
    at.unfold("Have a code for what you need?")
    at.page.get_by_label("Your code").fill(code)
