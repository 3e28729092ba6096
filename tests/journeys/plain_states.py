"""Rows of the table for the pages that work without JavaScript. ``table.py`` says how a row is written."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import cases
from tests.journeys.asking_states import fill, type_code
from tests.journeys.table import At, page_at, state

page_at("/plain/ask", "ask.html")
page_at("/plain/follow", "nothing.html")
page_at("/about/formats", "about_formats.html")
page_at("/about/counting", "about_counting.html")
page_at("/about/privacy", "about_privacy.html")
page_at("/about/accessibility", "about_accessibility.html")
page_at("/lost-link", "lost_link.html")
page_at("/needs", "needs.html")
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


@state("/plain/ask", "sent.html")
def plain_ask_sent_with_a_code(at: At) -> None:
    plain_ask_sent(at)
    at.press("Remember what I need")
    expect(at.page.locator("#needs-said")).to_be_focused()


@state("/plain/ask", "ask.html")
def plain_ask_with_an_old_code(at: At) -> None:
    cases.remember_long_ago(at.stage)
    at.go("/plain/ask")
    type_code(at, cases.OLD_CODE)
    at.press("Use my code")
    expect(at.page.locator("#needs-said")).to_be_focused()


@state("/plain/ask", "already.html")
def plain_ask_for_what_we_have(at: At) -> None:
    at.stage.once(cases.on_the_shelf)
    at.go("/plain/ask")
    at.page.get_by_label("I have a link to it").check()
    at.page.get_by_label("Link to the document").fill(cases.ON_THE_SHELF)
    at.press("Continue")
    at.heading("We already have a checked version")


@state("/plain/ask", "served.html")
def plain_ask_for_nothing_more(at: At) -> None:
    plain_ask_for_what_we_have(at)
    at.press("This is what I need")
    at.heading("You have what you need")


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


@state("/plain/follow", "follow.html")
def plain_follow_with_a_question(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.asked), "plain/follow"))
    expect(at.page.get_by_role("heading", name="We have a question for you")).to_be_visible()


@state("/plain/follow", "follow_form.html")
def plain_follow_answering_without_words(at: At) -> None:
    plain_follow_with_a_question(at)
    at.press("Answer our question")
    at.press_wrongly("Send your answer")


@state("/plain/follow", "follow_form.html")
def plain_follow_reporting_without_words(at: At) -> None:
    plain_follow_with_a_question(at)
    at.press("Tell us what does not work")
    at.press_wrongly("Send your report")


@state("/plain/follow", "follow_form.html")
def plain_follow_changing_the_address_to_none(at: At) -> None:
    plain_follow_with_a_question(at)
    at.press("Change how we reach you")
    at.page.get_by_label("Email address").fill("")
    at.press_wrongly("Save the change")


@state("/plain/follow", "follow.html")
def plain_follow_withdrawn(at: At) -> None:
    at.go(at.stage.link(cases.arrived(at.stage), "plain/follow"))
    at.press("Withdraw your request")
    at.heading("Withdraw your request")
    at.press("Withdraw your request")
    expect(at.page.get_by_text("Your request is withdrawn.")).to_be_visible()


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


@state("/copy/{key}", "copy.html")
def a_copy_of_the_answers(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.ready), "copy").replace("?key=", "/"))


@state("/lost-link", "lost_link.html")
def lost_link_failed(at: At) -> None:
    at.go("/lost-link")
    at.page.get_by_label("Email address").fill("ann")
    at.page.get_by_label("Your reference, if you know it").fill("x")
    at.press_wrongly("Send me my links")


@state("/lost-link", "lost_link_sent.html")
def lost_link_sent(at: At) -> None:
    at.go("/lost-link")
    at.page.get_by_label("Email address").fill("ann@example.org")
    at.press("Send me my links")
    expect(at.page.get_by_text("we send the links there now")).to_be_visible()


@state("/needs", "needs.html")
def needs_offered_on_a_private_link(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.ready), "needs"))


@state("/needs", "needs.html")
def needs_under_no_code(at: At) -> None:
    needs_offered_on_a_private_link(at)
    at.press_wrongly("Forget my needs")


@state("/needs", "needs.html")
def needs_remembered(at: At) -> None:
    needs_offered_on_a_private_link(at)
    at.press("Remember what I need")
    expect(at.page.locator("#needs-said")).to_be_visible()


@state("/needs", "needs.html")
def needs_forgotten(at: At) -> None:
    needs_remembered(at)
    at.press("Forget my needs")
    expect(at.page.get_by_text("We have forgotten what you need")).to_be_visible()


@state("/signin", "signin.html")
def signin_failed(at: At) -> None:
    at.go("/signin")
    at.press_wrongly("Sign in")


@state("/signout", "signout.html", "staff")
def signout_asked(at: At) -> None:
    at.go("/signout")
    expect(at.page.get_by_text("You are signed in as staff")).to_be_visible()


@state("/plain/follow", "plain_trouble.html")
def plain_follow_with_far_too_much(at: At) -> None:
    at.go(at.stage.link(at.stage.once(cases.ready), "plain/follow"))
    at.press("Add something to your request")
    at.page.get_by_label("What do you want to add?").fill("x" * 150_000)
    at.press("Send what you add")
    at.heading("far too long for us")


@state("/lost-link", "lost_link.html")
def lost_link_asked_too_often(at: At) -> None:
    at.go("/lost-link")
    for _ in range(6):
        at.page.get_by_label("Email address").fill("bob@example.org")
        with at.page.expect_navigation():
            at.press("Send me my links")
        if at.page.locator(".error-summary").count():
            break
        at.go("/lost-link")
    expect(at.page.locator(".error-summary")).to_contain_text("asked too often")


@state("/signin", "signin.html")
def signin_tried_too_often(at: At) -> None:
    at.go("/signin")
    for _ in range(11):
        at.page.get_by_label("Name").fill("guessed")
        at.page.get_by_label("Password").fill("guessed")
        with at.page.expect_navigation():
            at.press("Sign in")
        if "Try again after" in at.page.locator(".error-summary").inner_text():
            break
    expect(at.page.locator(".error-summary")).to_contain_text("Try again after")
