"""Rows of the table for the pages that work without JavaScript. ``states.py`` says how a row is written."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import cases
from tests.journeys.states import fill
from tests.journeys.table import At, page_at, state

page_at("/plain/ask", "ask.html")
page_at("/plain/follow", "nothing.html")
page_at("/about/formats", "about_formats.html")
page_at("/about/counting", "about_counting.html")
page_at("/about/privacy", "about_privacy.html")
page_at("/about/accessibility", "about_accessibility.html")
page_at("/signin", "signin.html")
page_at("/signout", "signout.html")


@state("/plain/ask", "ask.html")
def plain_ask_failed(at: At) -> None:
    at.go("/plain/ask")
    at.press_wrongly("Continue")


@state("/plain/ask", "ask.html")
def plain_ask_with_the_example(at: At) -> None:
    at.go("/plain/ask?example=yes")


@state("/plain/ask", "check.html")
def plain_ask_check(at: At) -> None:
    fill(at, "/plain/ask")
    at.press("Continue")
    at.heading("Check your answers")


@state("/plain/ask", "check.html")
def plain_ask_not_sent(at: At) -> None:
    plain_ask_check(at)
    at.keep(at.stage.broken())
    at.press("Send your request")
    expect(at.page.get_by_text("We could not send your request")).to_be_visible()


@state("/plain/ask", "sent.html")
def plain_ask_sent(at: At) -> None:
    plain_ask_check(at)
    at.press("Send your request")
    at.heading("We have your request")


@state("/plain/ask", "plain_trouble.html")
def plain_ask_that_did_not_arrive_whole(at: At) -> None:
    at.go("/plain/ask")
    at.page.evaluate("document.forms[0].enctype = 'text/plain'")
    at.press("Continue")
    at.heading("did not arrive whole")


@state("/plain/follow", "nothing.html")
def plain_follow_with_a_wrong_link(at: At) -> None:
    at.go("/plain/follow?key=made-up")


@state("/plain/follow", "follow.html")
def plain_follow_while_files_are_made(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.converting), "plain/follow"))


@state("/plain/follow", "follow.html")
def plain_follow_with_files(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.ready), "plain/follow"))
    at.unfold("What the program was not sure of")


@state("/plain/follow", "follow.html")
def plain_follow_replied(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.replied), "plain/follow"))


@state("/plain/follow", "plain_trouble.html")
def plain_follow_when_we_fail(at: At) -> None:
    link = at.stage.link(at.stage.once(cases.arrived), "plain/follow")
    at.keep(at.stage.broken())
    at.go(link)
    at.heading("Something went wrong on our side")


@state("/download/{key}/{format}", "plain_trouble.html")
def a_file_that_is_not_there(at: At) -> None:
    at.go("/download/made-up/docx")


@state("/nowhere", "plain_trouble.html")
def an_address_that_is_not_there(at: At) -> None:
    at.go("/nowhere")


@state("/signin", "signin.html")
def signin_failed(at: At) -> None:
    at.go("/signin")
    at.press_wrongly("Sign in")


@state("/signout", "signout.html", "staff")
def signout_asked(at: At) -> None:
    at.go("/signout")
    expect(at.page.get_by_text("You are signed in as staff")).to_be_visible()
