"""Needs under a code: kept by consent and alone, filled in, renewed, ended; and guessing codes is slow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from portal import recalling
from portal.answers import Answers, fields_of
from portal.choices import PREFER_NOT_TO_SAY
from portal.needs import FIELDS, needs_asked, needs_of, with_needs
from portal.parts.pressed import Pressed
from portal.routes import needs as needs_page
from portal.routes import plain_ask
from portal.routes.throttle import FAILURES, Throttle
from portal.services import clock, needs
from portal.services.needs import FORGOTTEN_AFTER, REVIEWED_AFTER
from portal.services.office import Office
from portal.steps.tidying import tidy
from portal.visit import after
from portal.visiting import Step, Visit
from requests_log import new_needs_code, read_needs_code, spoken_code
from tests.portal.browser import Browser, browsing
from tests.portal.requester import FULL, NOW, RIGHT, open_test_office, pressed, shown, visit, words
from tests.portal.test_plain_ask import heading, press
from tests.portal.test_plain_ask import opened as plainly_opened

NEEDY = replace(RIGHT, formats=("html", "docx"), technologies=("nvda",), technology_note="NVDA 2026.1")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(recalling, "GUESSES", Throttle())  # fewer than in earnest
    office = open_test_office(tmp_path, monkeypatch)
    for module in (plain_ask, needs_page):
        monkeypatch.setattr(module, "current_office", lambda: office)
    return office


@pytest.fixture
def browser(office: Office) -> Iterator[Browser]:
    with browsing([*plain_ask.routes, *needs_page.routes]) as browser:
        yield browser


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + by)


def use(office: Office, code: str, answers: Answers | None = None, action: str = recalling.USE) -> Visit:
    fields = {name: (value,) for name, value in fields_of(answers or Answers())} | {"needs-code": (code,)}
    many = {"formats": answers.formats} if answers and answers.formats else {}
    return after(office, visit(Answers()), Pressed("ask", action, fields | many), "10.0.0.1")


def sent(office: Office, answers: Answers = NEEDY) -> Visit:
    return after(office, visit(answers, step=Step.CHECK), pressed("check", "send"))


def given_code(office: Office, answers: Answers = NEEDY) -> str:
    code = after(office, sent(office, answers), pressed("sent", recalling.REMEMBER)).code
    assert code is not None
    return code


def test_nothing_is_remembered_until_a_person_agrees(office: Office) -> None:
    at = sent(office)
    tree = shown(office, at)
    assert "you agree that we keep: Screen reader: NVDA NVDA 2026.1 Web page Word document" in words(tree)
    assert at.code == "" and "Your code is" not in words(tree)


def test_what_was_not_answered_is_not_among_what_we_keep(office: Office) -> None:
    assert "Not answered" not in words(shown(office, sent(office, RIGHT)))


def test_agreeing_gives_a_code_that_can_be_said(office: Office) -> None:
    remembered = after(office, sent(office), pressed("sent", recalling.REMEMBER))
    assert remembered.step is Step.SENT and remembered.receipt is not None
    code = remembered.code or ""
    assert read_needs_code(code) == code
    tree = shown(office, remembered)
    assert code in words(tree) and spoken_code(code) in words(tree)
    assert tree.xpath(".//*[@id='needs-said']/@tabindex") == ["-1"] and remembered.focus == "#needs-said"


def test_the_code_brings_back_formats_and_technology_and_nothing_else(office: Office) -> None:
    given = replace(NEEDY, name="Ann", note="Private", title="T", day="1", month="1", year="2027")
    back = use(office, given_code(office, given))
    assert back.answers == Answers(
        formats=NEEDY.formats, technologies=("nvda",), technology_note="NVDA 2026.1"
    )
    found = office.log.needs.find(office.keys.code_fingerprint(given_code(office, given)))
    assert found is not None and set(found.answers) <= set(FIELDS)


def test_what_a_person_answered_already_stands(office: Office) -> None:
    code = given_code(office)
    typed = replace(Answers(), formats=("bsl",), note="For Friday", email="ann@example.com")
    back = use(office, code.lower().replace("-", " "), typed)
    assert back.answers == replace(typed, technologies=("nvda",), technology_note="NVDA 2026.1")
    assert back.recall.said == recalling.FILLED and back.problems == ()


def test_a_code_is_kept_as_a_trace_that_no_one_can_read(office: Office) -> None:
    code = given_code(office)
    kept = office.settings.data.joinpath("portal.sqlite3").read_bytes()
    kept += office.settings.data.joinpath("portal.sqlite3-wal").read_bytes()
    assert code.encode() not in kept and code.replace("-", "").encode() not in kept
    assert office.keys.code_fingerprint(code).encode() in kept


@pytest.mark.parametrize("action", [recalling.USE, recalling.FORGET, recalling.RENEW])
@pytest.mark.parametrize("typed", ["", "x", "K7MX-4RTW", "K7MX-4RTW-29HK"])
def test_a_code_that_stands_for_nothing_says_what_to_do_and_clears_nothing(
    office: Office, typed: str, action: str
) -> None:
    wrong = use(office, typed, RIGHT, action)
    assert (wrong.step, wrong.answers) == (Step.FORM, RIGHT)
    [problem] = wrong.problems
    tree = shown(office, wrong)
    assert problem.field == "needs-code" and problem.message in words(tree)
    assert tree.xpath(".//input[@id='needs-code']/@value") == [typed]
    assert tree.xpath(".//details[@id='code']/@open") and "please" not in problem.message.lower()


def test_a_code_typed_but_not_used_survives_an_error(office: Office) -> None:
    fields = {"needs-code": ("K7MX",), "note": ("x",)}
    wrong = after(office, visit(Answers()), Pressed("ask", "continue", fields))
    assert [problem.field for problem in wrong.problems] == ["needs-code"]
    assert wrong.answers.note == "x" and shown(office, wrong).xpath(".//input[@id='needs-code']/@value") == [
        "K7MX"
    ]


def test_going_on_with_a_code_that_was_typed_uses_it_first(office: Office) -> None:
    code = given_code(office)
    fields = {"needs-code": (code.lower(),), "note": ("x",)}
    filled = after(office, visit(Answers()), Pressed("ask", "continue", fields))
    assert (filled.step, filled.problems, filled.answers.formats) == (Step.FORM, (), NEEDY.formats)
    went_on = after(office, filled, Pressed("ask", "continue", {"needs-code": (code,)} | fields))
    assert went_on.problems == () and went_on.recall.code == code  # edited, so used again
    assert after(office, filled, Pressed("ask", "continue", fields | {"needs-code": (code,)})).problems


def test_a_code_of_a_year_still_works_and_asks_to_be_looked_at(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = given_code(office)
    later(monkeypatch, REVIEWED_AFTER)
    old = use(office, code)
    assert old.recall.old and old.answers.formats == NEEDY.formats
    assert "It is still right" in [words(one) for one in shown(office, old).xpath(".//button")]
    renewed = use(office, code, old.answers, recalling.RENEW)
    assert renewed.recall.said == recalling.RENEWED and renewed.answers.formats == NEEDY.formats
    assert not use(office, code).recall.old


def test_remembering_anew_under_a_code_that_was_used_renews_it_with_the_new_answers(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = given_code(office)
    later(monkeypatch, REVIEWED_AFTER)
    at = use(office, code)
    form = {name: (value,) for name, value in fields_of(replace(RIGHT, formats=("bsl",)))}
    at = after(office, at, Pressed("ask", "continue", form | {"needs-code": (code,)}))
    at = after(office, at, pressed("check", "send"))
    again = after(office, at, pressed("sent", recalling.REMEMBER))
    assert again.code == code
    found = needs.recalled(office, code)
    assert found is not None and not found.old and found.needs["formats"] == ("bsl",)


def test_what_nobody_looked_at_for_thirteen_months_is_gone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = given_code(office)
    later(monkeypatch, FORGOTTEN_AFTER - timedelta(minutes=1))
    tidy(office)
    assert needs.recalled(office, code) is not None
    later(monkeypatch, FORGOTTEN_AFTER + timedelta(minutes=1))
    assert needs.recalled(office, code) is None  # also before the worker has tidied
    tidy(office)
    assert office.log.needs.find(office.keys.code_fingerprint(code)) is None


def test_one_press_forgets_and_says_so(office: Office) -> None:
    code = given_code(office)
    gone = use(office, code, RIGHT, recalling.FORGET)
    assert gone.recall.said == recalling.FORGOTTEN and gone.answers == RIGHT
    assert recalling.FORGOTTEN in words(shown(office, gone))
    assert use(office, code).problems


def test_a_code_just_given_is_forgotten_where_it_was_given(office: Office) -> None:
    remembered = after(office, sent(office), pressed("sent", recalling.REMEMBER))
    gone = after(office, remembered, pressed("sent", recalling.FORGET))
    assert gone.code is None and needs.recalled(office, remembered.code or "") is None
    assert "We have forgotten what you need" in words(shown(office, gone))
    anew = after(office, gone, pressed("sent", recalling.REMEMBER))
    assert anew.code not in (None, "", remembered.code)


def test_guessing_is_slowed_down_and_knowing_is_not(office: Office) -> None:
    code = given_code(office)
    for _ in range(2 * FAILURES):
        assert use(office, code).recall.code == code
    for _ in range(FAILURES):
        use(office, new_needs_code())
    assert "Try again after" in use(office, code).problems[0].message
    elsewhere = Pressed("ask", recalling.USE, {"needs-code": (code,)})
    assert after(office, visit(Answers()), elsewhere, "10.0.0.2").recall.code == code


def test_a_format_we_no_longer_offer_is_left_out() -> None:
    assert with_needs(Answers(), {"formats": ("html", "papyrus"), "email": ("x@example.com",)}) == Answers(
        formats=("html",)
    )


def test_needs_of_a_request_are_those_of_its_form(office: Office) -> None:
    for answers in (NEEDY, FULL, replace(RIGHT, technologies=(PREFER_NOT_TO_SAY.code,))):
        request = office.log.request(sent(office, answers).request_id)
        assert needs_asked(request) == needs_of(answers)


def test_a_measure_comes_back_where_none_was_chosen() -> None:
    kept = needs_of(
        replace(NEEDY, formats=("large-print",), large_print_as="large-print-docx", point_size="28")
    )
    again = with_needs(Answers(colours="yellow-on-black"), kept)
    assert (again.large_print_as, again.point_size) == ("large-print-docx", "28")
    assert again.colours == "yellow-on-black"
    assert with_needs(Answers(point_size="36"), kept).point_size == "36"


def test_every_field_of_the_form_is_remembered_or_of_one_request_or_says_who_asks() -> None:
    each: dict[str, Any] = {
        one.name: ("x",) if one.type == "tuple[str, ...]" else "x" for one in fields(Answers)
    }
    known = {name for name, _ in fields_of(Answers(**each))}
    of_one_request = {"source", "link", "upload-token", "description", "title", "note"}
    of_one_request |= {"needed-day", "needed-month", "needed-year"}
    who_asks = {"contact", "email", "phone", "address", "relay", "name"}
    assert set(FIELDS) == known - of_one_request - who_asks


def test_without_javascript_a_code_is_given_used_and_ended(browser: Browser, office: Office) -> None:
    check = press(browser, plainly_opened(browser), "continue", NEEDY)
    remembered = press(browser, press(browser, check, "send"), recalling.REMEMBER)
    assert heading(remembered) == "We have your request" and len(office.log.cases()) == 1
    code = words(remembered.xpath("//*[@id='needs-said']/*[@class='reference']")[0])
    form = plainly_opened(browser)
    form.get_element_by_id("needs-code").set("type", "hidden")  # the helper sends what is hidden
    form.get_element_by_id("needs-code").set("value", code)
    filled = press(browser, form, recalling.USE, Answers(note="Mine"))
    assert filled.xpath("//input[@id='formats-docx']/@checked") and words(
        filled.xpath("//textarea[@id='note']")[0]
    )
    assert filled.xpath("//*[@id='needs-said']/@autofocus")
    forgotten = press(browser, remembered, recalling.FORGET)
    assert "We have forgotten what you need" in words(forgotten)
    assert needs.recalled(office, code) is None


def test_a_carried_code_that_we_did_not_sign_is_no_code(browser: Browser, office: Office) -> None:
    code = given_code(office)
    check = press(browser, plainly_opened(browser), "continue", replace(RIGHT, formats=("bsl",)))
    sent_page = press(browser, check, "send")
    [form] = sent_page.xpath("//form[@method='post']")
    field = form.makeelement("input", {"type": "hidden", "name": "code", "value": code})
    form.append(field)
    press(browser, sent_page, recalling.REMEMBER)
    found = needs.recalled(office, code)
    assert found is not None and found.needs["formats"] == NEEDY.formats


def test_the_private_link_leads_to_remembering_too(browser: Browser, office: Office) -> None:
    receipt = sent(office).receipt
    assert receipt is not None
    key = receipt.link.partition("key=")[2]
    page = browser.get(f"/needs?key={key}")
    assert "you agree that we keep: Screen reader: NVDA NVDA 2026.1 Web page Word document" in page.words
    done = browser.post(f"/needs?key={key}", press=recalling.REMEMBER)
    assert done.tree is not None
    code = words(done.tree.xpath("//*[@class='reference']")[0])
    assert use(office, code).answers.formats == NEEDY.formats
    ended = browser.post(f"/needs?key={key}", **{"press": recalling.FORGET, "needs-code": code})
    assert "We have forgotten what you need" in ended.words and needs.recalled(office, code) is None


def test_without_a_private_link_the_page_only_ends_what_is_remembered(
    browser: Browser, office: Office
) -> None:
    for key in ("", "?key=made-up"):
        page = browser.get(f"/needs{key}")
        assert page.status == 200 and "you agree that we keep" not in page.words
        assert browser.post(f"/needs{key}", press=recalling.REMEMBER).status == 200
    wrong = browser.post("/needs", **{"press": recalling.FORGET, "needs-code": "K7MX-4RTW-29HK"})
    assert wrong.status == 422 and wrong.title.startswith("Error: ")
    code = given_code(office)
    ended = browser.post("/needs", **{"press": recalling.FORGET, "needs-code": code})
    assert ended.status == 200 and needs.recalled(office, code) is None
