"""The step that offers what is there already: before anything else is asked, once, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal import visit as visits
from portal.answers import Answers
from portal.routes import plain_ask, shelf, trouble, upload
from portal.services import casework, evidence
from portal.services.office import Office
from portal.visit import after, opened
from portal.visiting import Step, Visit
from requests_log import Period
from tests import pdfs
from tests.portal.browser import Browser, browsing
from tests.portal.requester import FULL, NOW, RIGHT, open_test_office, pressed, shown, visit, words
from tests.portal.shelf import BY_LINK, URL, answered, asked_by_link, asked_by_upload
from tests.portal.staff import SAM, promise_tree
from tests.portal.test_plain_ask import heading, press
from tests.portal.test_plain_ask import opened as plainly_opened

HAVE_IT = "We already have a checked version of this document"
ASKED = replace(RIGHT, link=URL)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = open_test_office(tmp_path, monkeypatch)
    for module in (plain_ask, upload, shelf, trouble):
        monkeypatch.setattr(module, "current_office", lambda: office)
    return office


@pytest.fixture
def browser(office: Office) -> Iterator[Browser]:
    with browsing([*plain_ask.routes, *shelf.routes, *upload.routes]) as browser:
        yield browser


def asked(office: Office, answers: Answers = ASKED, at: Visit | None = None) -> Visit:
    return after(office, at or visit(Answers()), pressed("ask", "continue", answers))


def at_once(office: Office) -> int:
    return evidence.answered_at_once(office, Period(NOW.date(), NOW.date()))


def test_what_is_there_is_offered_before_anything_else_is_asked(office: Office) -> None:
    answered(office, asked_by_link(office))
    offered = asked(office, BY_LINK)  # nothing but the link was filled in
    assert (offered.step, offered.problems) == (Step.ALREADY, ())
    tree = shown(office, offered)
    assert words(tree.xpath(".//h1")[0]) == HAVE_IT
    assert "Word document (41 KB) Checked by a person on Sunday 22 November 2026" in words(tree)
    assert "lifts.pdf" in words(tree)


def test_where_nothing_is_there_no_step_is_added(office: Office) -> None:
    assert asked(office).step is Step.CHECK


def test_what_is_needed_ends_the_visit_without_a_request(office: Office) -> None:
    answered(office, asked_by_link(office))
    served = after(office, asked(office), pressed("already", "needed"))
    assert served.step is Step.SERVED
    tree = shown(office, served)
    assert tree.xpath(".//@data-forget") == ["ask"] and tree.xpath(".//a[@download]")
    assert at_once(office) == 1 and len(office.log.cases()) == 1
    another = after(office, served, pressed("already", "another"))
    assert (another.step, another.answers.link) == (Step.FORM, "")


def test_whoever_goes_on_comes_to_their_answers_and_is_not_asked_again(office: Office) -> None:
    answered(office, asked_by_link(office))
    went = after(office, asked(office), pressed("already", "go-on"))
    assert went.step is Step.CHECK and went.answers.link == URL
    back = after(office, went, pressed("check", "change:link"))
    assert asked(office, ASKED, back).step is Step.CHECK
    sent = after(office, went, pressed("check", "send"))
    assert sent.step is Step.SENT and len(office.log.cases()) == 2


def test_whoever_goes_on_with_an_unfinished_form_is_not_scolded(office: Office) -> None:
    answered(office, asked_by_link(office))
    went = after(office, asked(office, BY_LINK), pressed("already", "go-on"))
    assert (went.step, went.problems, went.focus) == (Step.FORM, (), "#formats-html")
    assert asked(office, BY_LINK, went).problems


def test_another_document_is_looked_for_anew(office: Office) -> None:
    answered(office, asked_by_link(office))
    stairs = URL.replace("lifts", "stairs")
    answered(office, asked_by_link(office, b"%PDF-1.7 stairs", stairs))
    went = after(office, asked(office), pressed("already", "go-on"))
    back = after(office, went, pressed("check", "change:link"))
    assert asked(office, replace(ASKED, link=stairs), back).step is Step.ALREADY


def test_a_link_to_the_form_shows_what_is_there_at_once_and_continue_does_not_repeat_it(
    office: Office,
) -> None:
    answered(office, asked_by_link(office))
    at = opened(office, {"document": URL, "title": "Lifts"})
    tree = shown(office, at)
    assert HAVE_IT in [words(heading) for heading in tree.xpath(".//h2")]
    assert "“Lifts”" in words(tree)
    assert asked(office, ASKED, at).step is Step.CHECK
    assert opened(office, {"document": "https://www.london.gov.uk/x.pdf"}).offer is None


def test_what_was_taken_away_meanwhile_leads_back_to_the_form(office: Office) -> None:
    request = answered(office, asked_by_link(office))
    offered = asked(office)
    casework.undo_check(office, request.id, "docx", SAM)
    still = after(office, offered, pressed("already", "needed"))
    assert (still.step, still.answers) == (Step.FORM, ASKED)


def test_asking_all_the_same_is_not_counted_as_answered_at_once(office: Office) -> None:
    answered(office, asked_by_link(office))
    served = after(office, asked(office), pressed("already", "needed"))
    went = after(office, served, pressed("already", "go-on"))
    assert at_once(office) == 1
    after(office, went, pressed("check", "send"))
    assert at_once(office) == 0


def test_managers_see_how_many_were_answered_at_once(office: Office) -> None:
    assert "at once" not in words(promise_tree(office))
    answered(office, asked_by_link(office))
    after(office, asked(office), pressed("already", "needed"))
    assert "1 more visit was answered at once" in words(promise_tree(office))


def test_a_button_of_the_step_does_nothing_elsewhere(office: Office) -> None:
    for at in (visit(), visit(step=Step.CHECK)):
        assert after(office, at, pressed("already", "needed")) == at


def test_the_plain_page_offers_it_and_goes_on_with_all_that_was_written(
    browser: Browser, office: Office
) -> None:
    answered(office, asked_by_link(office))
    answers = replace(FULL, link=URL)
    offered = press(browser, plainly_opened(browser), "continue", answers)
    assert heading(offered) == HAVE_IT
    file = browser.get(offered.xpath("//a[@download]/@href")[0])
    assert (file.status, file.words) == (200, "the checked version")
    assert "attachment; filename*=UTF-8''lifts.docx" in str(file.headers["content-disposition"])
    check = press(browser, offered, "go-on")
    assert heading(check) == "Check your answers"
    form = press(browser, check, "change:note")
    assert heading(press(browser, form, "continue", answers)) == "Check your answers"
    assert heading(press(browser, check, "send")) == "We have your request"


def test_the_plain_page_ends_there_where_it_is_what_was_needed(browser: Browser, office: Office) -> None:
    answered(office, asked_by_link(office))
    offered = press(browser, plainly_opened(browser), "continue", BY_LINK)
    served = press(browser, offered, "needed")
    assert heading(served) == "You have what you need"
    assert heading(press(browser, served, "another")).startswith("Ask for a document")


def test_a_link_to_the_plain_form_shows_it_too(browser: Browser, office: Office) -> None:
    answered(office, asked_by_link(office))
    form = plainly_opened(browser, f"/plain/ask?document={URL}")
    assert HAVE_IT in words(form)
    assert heading(press(browser, form, "continue", ASKED)) == "Check your answers"


def test_an_upload_hears_at_once_that_its_document_is_there(browser: Browser, office: Office) -> None:
    report = pdfs.report()
    first, again = (browser.upload("/upload", office.keys.for_uploader(), report) for _ in range(2))
    assert first["already"] == again["already"] == ""
    answered(office, asked_by_upload(office, report))
    assert browser.upload("/upload", office.keys.for_uploader(), report)["already"] == shelf.ALREADY


def test_a_link_hears_at_once_that_its_document_is_there(browser: Browser, office: Office) -> None:
    answered(office, asked_by_link(office))
    assert browser.get_json(f"/already?document={URL}") == {"already": shelf.ALREADY}
    assert browser.get_json("/already?document=x") == browser.get_json("/already") == {"already": ""}


def test_a_key_that_opens_nothing_looks_like_any_other(browser: Browser) -> None:
    assert browser.get("/checked/made-up").status == 404


def test_the_button_for_it_is_none_that_enter_presses(office: Office) -> None:
    tree = shown(office, visit(Answers()))
    [form] = tree.xpath(".//form[@id='ask-form']")
    first = form.xpath(".//button[not(@type='button')]")[0]
    assert first.get("value") == "continue"
    assert visits.SCREENS[Step.ALREADY][1].startswith("We already have")
