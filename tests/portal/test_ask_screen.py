"""Asking, step by step: nothing is lost, nothing is sent twice, every answer can be changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portal import choices
from portal import visit as visits
from portal.answers import Answers, problems_in
from portal.services import asking
from portal.services.office import Office
from portal.visit import after, prefilled
from portal.visiting import Step
from requests_log import (
    CalendarTooShort,
)
from tests.portal.requester import FULL, RIGHT, TODAY, open_test_office, pressed, shown, visit, words


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def test_wrong_answers_stay_on_the_form_and_right_ones_go_on(office: Office) -> None:
    assert after(office, visit(), pressed("ask", "continue", Answers())).step is Step.FORM
    assert after(office, visit(Answers()), pressed("ask", "continue")).step is Step.CHECK


def test_every_answer_can_be_changed_and_the_way_back_leads_to_its_question(office: Office) -> None:
    at = visit(FULL, step=Step.CHECK)
    ids = set(shown(office, visit(FULL)).xpath(".//@id"))
    actions = shown(office, at).xpath(".//button[starts-with(@value, 'change:')]/@value")
    assert len(actions) == 8
    for action in actions:
        back = after(office, at, pressed("check", action))
        assert (back.step, back.answers) == (Step.FORM, FULL)
        assert back.focus is not None and back.focus.removeprefix("#") in ids


def test_sending_twice_makes_one_request(office: Office) -> None:
    at = visit(step=Step.CHECK)
    sent = after(office, at, pressed("check", "send"))
    assert after(office, sent, pressed("check", "send")) == sent
    lost = after(office, at, pressed("check", "send"))  # the answer never arrived, so it is pressed again
    assert lost == sent
    assert len(office.log.cases()) == 1


def test_the_receipt_says_reference_due_date_count_and_link(office: Office) -> None:
    sent = after(office, visit(step=Step.CHECK), pressed("check", "send"))
    tree, receipt = shown(office, sent), sent.receipt
    assert receipt is not None
    said = words(tree)
    assert all(
        piece in said for piece in (receipt.reference, receipt.spoken, *receipt.counted, "ann@example.com")
    )
    assert tree.xpath(".//a[@id='private-link']/@href") == [receipt.link]
    assert office.keys.request_of(receipt.link.partition("key=")[2]) == office.log.cases()[0].request.id


def test_without_email_a_person_is_told_to_save_the_link(office: Office) -> None:
    by_phone = replace(RIGHT, contact="phone", phone="020 7946 0000")
    said = words(shown(office, after(office, visit(by_phone, step=Step.CHECK), pressed("check", "send"))))
    assert "Save the link before you leave" in said
    assert "We reply to you by phone." in said
    assert "spam" not in said


@pytest.mark.parametrize(
    ("error", "told"),
    [(CalendarTooShort("no"), visits.NO_CALENDAR), (OSError("disk full"), visits.NOT_TAKEN)],
)
def test_when_we_cannot_take_a_request_nothing_is_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(asking, "take_request", fail)
    still = after(office, visit(FULL, step=Step.CHECK), pressed("check", "send"))
    assert (still.step, still.answers, still.trouble) == (Step.CHECK, FULL, told)
    assert told in words(shown(office, still))
    monkeypatch.undo()
    assert after(office, still, pressed("check", "send")).step is Step.SENT


def test_an_upload_that_became_too_old_leads_back_to_the_question(office: Office) -> None:
    at = visit(replace(RIGHT, source="upload", upload="old"), step=Step.CHECK)
    back = after(office, at, pressed("check", "send"))
    assert (back.step, [problem.field for problem in back.problems]) == (Step.FORM, ["upload"])


def test_the_example_fills_in_the_document_and_keeps_what_was_typed(office: Office) -> None:
    folder = office.settings.data / "samples"
    folder.mkdir()
    (folder / "committee-report-untagged.pdf").write_bytes(b"%PDF-1.7")
    typed = replace(Answers(), contact="email", email="ann@example.com", note="typed")
    filled = after(office, visit(Answers()), pressed("example", "example", typed)).answers
    assert filled.source == "upload"
    assert office.keys.upload_of(filled.upload) is not None
    assert filled.formats == ("html", "docx", "large-print")
    assert (filled.email, filled.note) == ("ann@example.com", "typed")
    assert problems_in(filled, TODAY, office.keys.upload_of) == ()


def test_an_example_that_is_not_there_loses_nothing(office: Office) -> None:
    still = after(office, visit(Answers()), pressed("example", "example", RIGHT))
    assert (still.answers, still.announce) == (RIGHT, visits.NO_EXAMPLE)


def test_another_document_needs_no_contact_details_again(office: Office) -> None:
    sent = after(office, visit(FULL, step=Step.CHECK), pressed("check", "send"))
    again = after(office, sent, pressed("sent", "another"))
    assert (again.step, again.receipt, again.answers.link, again.answers.note) == (Step.FORM, None, "", "")
    assert (again.answers.email, again.answers.formats) == (FULL.email, FULL.formats)


def test_a_link_to_the_form_may_bring_the_document_along() -> None:
    answers = prefilled(
        {"document": "https://www.london.gov.uk/a.pdf", "title": "Budget", "email": "x@example.com"}
    )
    assert answers == Answers(source="link", link="https://www.london.gov.uk/a.pdf", title="Budget")
    assert prefilled({}) == Answers()


def test_a_button_of_another_step_does_nothing(office: Office) -> None:
    for at in (visit(), visit(step=Step.CHECK)):
        assert after(office, at, pressed("sent", "another")) == at
    at = visit()
    assert after(office, at, pressed("check", "send")) == at
    assert office.log.cases() == ()


def test_what_suits_a_technology_is_said_where_formats_are_chosen(office: Office) -> None:
    def said(*technologies: str) -> list[str]:
        tree = shown(office, visit(replace(RIGHT, technologies=technologies)))
        return [words(line) for line in tree.xpath(".//*[@data-suggestions]/p[not(@hidden)]")]

    assert said() == said("prefer-not-to-say") == []
    (line,) = said("nvda")
    assert line.startswith("With a screen reader, a web page or a Word document reads best")
    assert len(said("nvda", "dragon")) == 2
    order = shown(office, visit()).xpath(".//fieldset[@id]/@id")
    assert order.index("technologies-group") + 1 == order.index("formats-group")


def test_a_suggestion_that_was_not_taken_is_said_once_more_and_forces_nothing(office: Office) -> None:
    listens = replace(RIGHT, technologies=("nvda",), formats=("audio",))
    checked = after(office, visit(listens), pressed("ask", "continue", listens))
    assert checked.step is Step.CHECK
    assert "A format that may suit you" in words(shown(office, checked))
    reads = replace(listens, formats=("audio", "docx"))
    assert "A format that may suit you" not in words(shown(office, visit(reads, step=Step.CHECK)))
    assert after(office, checked, pressed("check", "send")).step is Step.SENT


def test_details_are_asked_below_their_format_with_the_usual_answers_chosen(office: Office) -> None:
    tree = shown(office, visit(Answers()))
    for code, name in (("large-print", "Large print"), ("braille", "Braille"), ("audio", "Audio")):
        (detail,) = tree.xpath(
            f".//input[@id='formats-{code}']/../following-sibling::div[1][@class='detail']"
        )
        assert words(detail.xpath("./fieldset/legend")[0]) == f"{name}: how would you like it?"
    chosen = {select.get("id"): select.value for select in tree.xpath(".//select")}
    assert chosen == {
        "point-size": "18",
        "line-spacing": "1.5",
        "typeface": "sans",
        "colours": "black-on-white",
        "sides": "one",
        "braille-grade": "2",
        "braille-size": "40x25",
    }


def test_details_are_read_back_and_sent(office: Office) -> None:
    wanted = replace(
        RIGHT,
        formats=("large-print", "braille"),
        point_size="28",
        colours="yellow-on-black",
        braille_as="braille-paper",
        braille_grade="1",
    )
    at = visit(wanted, step=Step.CHECK)
    said = words(shown(office, at))
    assert "Large print, 28 point, lines one and a half apart, plain letters, yellow on black" in said
    assert "Braille on paper, UEB grade 1" in said
    after(office, at, pressed("check", "send"))
    (case,) = office.log.cases()
    assert case.request.formats == ("large-print", "braille-paper")
    assert case.request.measures["colours"] == "yellow-on-black"
    details = {value for event in case.history for value in event.details.values()}
    assert "yellow-on-black" not in details


def test_only_what_a_program_of_this_machine_makes_is_promised_as_automatic(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "_made_here", lambda: frozenset({"html"}))
    tree = shown(office, visit(Answers()))
    hints = {code: words(tree.xpath(f".//p[@id='formats-{code}-hint']")[0]) for code in ("html", "audio")}
    assert hints["audio"].endswith("Our staff arrange it.") and "staff" not in hints["html"]
    audio = replace(RIGHT, formats=("audio",))
    sent = after(office, visit(audio, step=Step.CHECK), pressed("check", "send"))
    assert "A program makes" not in words(shown(office, sent))
    assert "Our staff arrange what no program can make." in words(shown(office, sent))
