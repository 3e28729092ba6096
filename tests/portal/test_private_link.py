"""What a person does on their private link: each press is one event, and no mistake loses a word."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from portal import private_link
from portal.private_link import DONE, Form, Turn
from portal.services import cases, casework, clock, following
from portal.services.moves import Moved
from portal.services.office import Office
from requests_log import Contact, ContactMethod, EventKind, Request, Said, Source, SourceKind
from tests.portal.following import (
    ONCE,
    OTHER,
    asked_case,
    broken_case,
    every_turn,
    form_tree,
    press,
    replied_case,
    request_tree,
    sent,
    withdrawn_case,
)
from tests.portal.requester import NOW, case, happen, make, open_test_office, viewed, words
from tests.portal.staff import SAM


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=days))


def count(office: Office, request: Request, kind: EventKind) -> int:
    return sum(event.kind is kind for event in office.log.history(request.id))


def test_a_note_is_kept_beside_its_event_and_is_new_to_staff(office: Office) -> None:
    request = case(office)
    assert sent(office, request, "note", note="I need page 3.").done == Form.NOTE
    event = office.log.history(request.id)[-1]
    assert (event.kind, set(event.details)) == (EventKind.NOTE_ADDED, {"once"})
    assert office.log.said(request.id)[event.number] == Said("I need page 3.")
    assert [view.request.id for view in cases.with_news(office)] == [request.id]
    assert "You added" in words(request_tree(office, request))
    assert "I need page 3." in words(request_tree(office, request))


@pytest.mark.parametrize(
    ("form", "fields", "kind"),
    [
        ("note", {"note": "More"}, EventKind.NOTE_ADDED),
        ("contact", {"contact": "phone", "phone": "020 7946 0018"}, EventKind.CONTACT_CHANGED),
        ("withdraw", {}, EventKind.WITHDRAWN),
        ("trouble:docx", {"file": "docx", "happens": "Silence"}, EventKind.DID_NOT_WORK),
        ("answer", {"answer": "Yes"}, EventKind.ANSWERED),
    ],
)
def test_a_form_sent_twice_is_one_event(
    office: Office, form: str, fields: dict[str, str], kind: EventKind
) -> None:
    request = asked_case(office)
    opened = press(office, request, Turn(), f"open:{form}")
    for _ in range(2):  # the answer to the first press was lost on its way
        assert press(office, request, opened, "send", **fields).done == form.partition(":")[0]
    assert count(office, request, kind) == 1


def test_two_notes_of_the_same_words_are_two(office: Office) -> None:
    request = case(office)
    for _ in range(2):
        sent(office, request, "note", note="Still waiting")
    assert count(office, request, EventKind.NOTE_ADDED) == 2


@pytest.mark.parametrize(
    ("form", "fields", "field"),
    [
        ("note", {"note": "  \n"}, "note"),
        ("note", {"note": "x" * 2_001}, "note"),
        ("answer", {"answer": ""}, "answer"),
        ("contact", {"contact": "email", "email": "ann@nowhere"}, "email"),
        ("contact", {}, "contact-email"),
        ("trouble", {"file": "html", "happens": "Silence"}, "file-docx"),
        ("trouble", {"file": "docx", "happens": ""}, "happens"),
        ("trouble", {"file": "docx", "happens": "Silence", "page": "x" * 41}, "page"),
    ],
)
def test_a_mistake_is_named_and_loses_nothing(
    office: Office, form: str, fields: dict[str, str], field: str
) -> None:
    request = asked_case(office)
    before = office.log.history(request.id)
    turn = sent(office, request, form, **fields)
    assert [problem.field for problem in turn.problems] == [field]
    assert office.log.history(request.id) == before
    tree = form_tree(office, request, turn)
    assert tree.xpath(".//div[@class='error-summary']//a/@href") == [f"#{field}"]
    for name, value in fields.items():
        if name in ("contact", "file"):
            continue
        [control] = tree.xpath(".//*[@name=$name]", name=name)
        assert (control.get("value") or control.text_content()).strip() == value.strip()


def test_what_cannot_be_taken_keeps_its_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    request = case(office)

    def broken(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(following, "add_note", broken)
    turn = sent(office, request, "note", note="Do not lose me")
    assert (turn.form, turn.trouble) == (Form.NOTE, private_link.NOT_TAKEN)
    assert "Do not lose me" in words(form_tree(office, request, turn))
    monkeypatch.undo()


def test_an_answer_restarts_the_clock_and_closes_the_question(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = asked_case(office)
    assert "We have a question for you" in words(request_tree(office, request))
    later(monkeypatch, 10)  # Wednesday 2 December
    assert not viewed(office, request).status.overdue
    assert sent(office, request, "answer", answer="Yes").done == Form.ANSWER
    view = viewed(office, request)
    assert view.status.question is None
    assert view.status.promise.due.isoformat() == "2026-12-09"  # asked on a Sunday: all five days were left
    assert "Our reply is now due by Wednesday 9 December 2026." in view.history[-1].what
    assert any("we waited for your answer, not counted" in line for line in view.receipt.counted)


def test_an_answer_to_a_question_that_was_closed_is_kept_as_a_note(office: Office) -> None:
    request = asked_case(office)
    opened = press(office, request, Turn(), "open:answer")
    following.answer(office, request.id, "From the other window", OTHER)
    assert press(office, request, opened, "send", answer="Yes").done == Form.ANSWER
    assert count(office, request, EventKind.ANSWERED) == 1
    assert count(office, request, EventKind.NOTE_ADDED) == 1
    assert {said.text for said in office.log.said(request.id).values()} >= {"Yes", "From the other window"}


def test_new_contact_details_stand_in_the_request_and_the_event_says_only_that_they_changed(
    office: Office,
) -> None:
    request = case(office)
    opened = press(office, request, Turn(), "open:contact")
    assert form_tree(office, request, opened).xpath(".//input[@id='email']/@value") == ["ann@example.com"]
    sent(office, request, "contact", contact="phone", phone="020 7946 0018", name="Ann")
    assert office.log.request(request.id).contact == Contact(ContactMethod.PHONE, "020 7946 0018", "Ann")
    assert set(office.log.history(request.id)[-1].details) == {"once"}
    assert "7946" not in words(request_tree(office, request))


def test_a_withdrawn_request_is_late_no_longer_and_can_be_taken_back_for_two_weeks(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = withdrawn_case(office)
    tree = request_tree(office, request)
    assert "You withdrew this request" in words(tree)
    assert "until the end of Sunday 6 December 2026" in words(tree)
    assert cases.queue(office) == ()
    later(monkeypatch, 14)
    assert not viewed(office, request).status.overdue
    assert press(office, request, Turn(), "undo").done == "undo"
    view = viewed(office, request)
    assert (view.status.withdrawn_at, view.status.promise.due.isoformat()) == (None, "2026-12-11")
    assert [each.request.id for each in cases.queue(office)] == [request.id]
    assert press(office, request, Turn(), "undo").done == "undo"  # pressed again: nothing more happens
    assert count(office, request, EventKind.WITHDRAWAL_UNDONE) == 1


def test_after_two_weeks_a_withdrawal_stands(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    request = withdrawn_case(office)
    later(monkeypatch, 15)
    assert not request_tree(office, request).xpath(".//button[@value='undo']")
    turn = press(office, request, Turn(), "undo")
    assert (turn.done, turn.trouble) == (None, following.TOO_LATE)
    assert following.TOO_LATE in words(request_tree(office, request, turn))


def test_what_was_replied_to_meanwhile_is_not_withdrawn(office: Office) -> None:
    request = replied_case(office)
    assert press(office, request, Turn(), "open:withdraw").form is None
    assert following.withdraw(office, request.id, ONCE) == Moved(following.REPLIED_ALREADY)
    assert count(office, request, EventKind.WITHDRAWN) == 0


def test_who_withdraws_what_was_replied_to_meanwhile_is_shown_the_reply(office: Office) -> None:
    request = case(office)
    asked = press(office, request, Turn(), "open:withdraw")
    casework.reply(office, request.id, "Here it is.", SAM)
    turn = press(office, request, asked, "send")
    assert (turn.form, turn.trouble) == (None, following.REPLIED_ALREADY)
    assert "Here it is." in words(request_tree(office, request, turn))


def test_a_file_that_does_not_work_opens_the_case_again(office: Office) -> None:
    request = replied_case(office)
    assert cases.queue(office) == ()
    turn = sent(office, request, "trouble:docx", file="docx", page=" 12 ", happens="The table is silent")
    assert turn.done == Form.TROUBLE
    [view] = cases.queue(office)
    assert view.status.reopened_by is not None and view.status.belongs_to == "Sam"
    assert view.status.promise.due.isoformat() == "2026-11-27"
    [talk] = [talk for talk in view.talk if talk.kind is EventKind.DID_NOT_WORK]
    assert (talk.to_the_person, talk.text) == (
        "You told us that this does not work: Word document, page 12",
        "The table is silent",
    )
    assert "Your request is open again" in words(request_tree(office, request))


def test_a_file_that_does_not_work_before_our_reply_is_told_without_a_new_promise(office: Office) -> None:
    request = case(office)
    make(office, request)
    sent(office, request, "trouble:docx", file="docx", happens="Silence")
    assert count(office, request, EventKind.PROMISED) == 1
    assert viewed(office, request).status.reopened_by is None


def test_a_file_that_is_gone_meanwhile_is_said_and_the_words_are_kept(office: Office) -> None:
    request = replied_case(office)
    opened = press(office, request, Turn(), "open:trouble:docx")
    office.log.append(request.id, EventKind.FILES_REMOVED, clock.now())
    turn = press(office, request, opened, "send", file="docx", happens="Silence")
    assert turn.trouble == following.NO_SUCH_FILE
    assert "Silence" in words(form_tree(office, request, turn))


def test_only_what_makes_sense_can_be_opened(office: Office) -> None:
    new, gone = case(office), withdrawn_case(office)
    for request, form in (
        (new, "answer"),
        (new, "trouble"),
        (gone, "withdraw"),
        (gone, "trouble"),
        (new, "x"),
    ):
        assert press(office, request, Turn(), f"open:{form}").form is None
        assert not request_tree(office, request).xpath(".//button[@value=$value]", value=f"open:{form}")


def test_going_back_leads_to_the_request(office: Office) -> None:
    request = case(office)
    opened = press(office, request, Turn(), "open:note")
    assert press(office, request, opened, "back", note="half a") == Turn()


def test_every_form_has_words_for_being_done() -> None:
    assert set(DONE) == {*(form.value for form in Form), private_link.UNDO}


def test_the_day_a_file_is_removed_is_said(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    request = case(office)
    make(office, request)
    assert "for 60 days after our reply" in words(request_tree(office, request))
    done = replied_case(office)
    assert "We keep it until the end of Thursday 21 January 2027" in words(request_tree(office, done))
    office.log.append(done.id, EventKind.FILES_REMOVED, clock.now())
    assert "We removed your files on" in words(request_tree(office, done))


def test_a_described_document_that_staff_found_is_on_its_way(office: Office) -> None:
    request = case(office, Source(SourceKind.DESCRIPTION, description="A leaflet"))
    assert "Our staff are working on your request." in words(request_tree(office, request))
    broken = broken_case(office)
    assert "What we wrote to each other" in words(request_tree(office, broken))


def test_every_button_of_a_request_has_an_id_so_that_the_focus_finds_it_again(office: Office) -> None:
    for tree in every_turn(office):
        if tree.xpath(".//h1[@id='request']"):
            assert all(button.get("id") for button in tree.xpath(".//button"))


def test_mail_that_staff_did_not_get_is_not_told_to_the_person(office: Office) -> None:
    request = case(office)
    happen(office, request, EventKind.MAIL_NOT_SENT, message="notice-3", problem="No such address.")
    assert "What went wrong" not in words(request_tree(office, request))
    happen(office, request, EventKind.MAIL_NOT_SENT, message="withdrawal-3", problem="No such address.")
    assert "We could not send you an email." in words(request_tree(office, request))
