"""The mail that tells the person, and our staff, of what happened since a request was sent."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from portal.services import casework, following
from portal.services.office import Office
from portal.steps import posting
from requests_log import Contact, ContactMethod, EventKind, Request, Said
from tests.portal.following import ONCE, OTHER, asked_case, broken_case, replied_case, withdrawn_case
from tests.portal.requester import case, make, open_test_office
from tests.portal.staff import SAM


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    opened = open_test_office(tmp_path, monkeypatch)
    return replace(opened, settings=replace(opened.settings, staff_address="team@example.org"))


def mails(office: Office) -> list[EmailMessage]:
    files = sorted((office.settings.data / "outbox").glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def told(office: Office, request: Request, kind: EventKind) -> tuple[str, str]:
    """Return the subject and the text of the mail to the person about the last event of ``kind``."""
    number = max(event.number for event in office.log.history(request.id) if event.kind is kind)
    for _ in range(2):
        posting.send_word(office, request.id, number)
    [mail] = [mail for mail in mails(office) if mail["To"] != "team@example.org"]
    body = mail.get_body(("plain",))
    assert body is not None and mail["To"] == office.log.request(request.id).contact.address
    text = str(body.get_content())
    assert office.link(request.id) in text and request.reference in text
    return str(mail["Subject"]).removeprefix(f"{request.reference}: "), " ".join(text.split())


def test_a_question_comes_with_what_it_does_to_the_clock(office: Office) -> None:
    subject, text = told(office, asked_case(office, "Which <year>?"), EventKind.QUESTION_ASKED)
    assert subject == "we have a question"
    assert "Which <year>?" in text and "5 working days are left for our reply" in text


def test_an_answer_is_confirmed_with_the_day(office: Office) -> None:
    request = asked_case(office)
    following.answer(office, request.id, "2024", ONCE)
    subject, text = told(office, request, EventKind.ANSWERED)
    assert subject == "we have your answer"
    assert "We will reply by the end of Friday 27 November 2026." in text


def test_new_contact_details_are_confirmed_where_they_lead(office: Office) -> None:
    request = case(office)
    following.change_contact(office, request.id, Contact(ContactMethod.EMAIL, "new@example.org"), ONCE)
    assert told(office, request, EventKind.CONTACT_CHANGED)[0] == "we write to you here now"


def test_a_withdrawal_is_confirmed_with_the_way_back_and_so_is_the_way_back(office: Office) -> None:
    request = withdrawn_case(office)
    subject, text = told(office, request, EventKind.WITHDRAWN)
    assert subject == "you have withdrawn your request"
    assert "until the end of Sunday 6 December 2026" in text


def test_a_withdrawal_that_was_taken_back_is_confirmed_with_the_day(office: Office) -> None:
    request = withdrawn_case(office)
    following.undo_withdrawal(office, request.id, OTHER)
    subject, text = told(office, request, EventKind.WITHDRAWAL_UNDONE)
    assert subject == "your request stands again"
    assert "Friday 27 November 2026" in text


def test_what_does_not_work_is_confirmed_with_the_new_promise(office: Office) -> None:
    subject, text = told(office, broken_case(office), EventKind.DID_NOT_WORK)
    assert subject == "we look into what does not work"
    assert "Word document" in text
    assert "the day you told us that a file does not work, not counted" in text


@pytest.mark.parametrize(
    "kind",
    [
        EventKind.NOTE_ADDED,
        EventKind.CONTACT_CHANGED,
        EventKind.DID_NOT_WORK,
        EventKind.WITHDRAWN,
        EventKind.WITHDRAWAL_UNDONE,
        EventKind.ANSWERED,
    ],
)
def test_staff_hear_of_what_the_person_does_without_their_words(office: Office, kind: EventKind) -> None:
    request = every_step(office)
    number = next(event.number for event in office.log.history(request.id) if event.kind is kind)
    for _ in range(2):
        posting.send_notice(office, request.id, number)
    [mail] = mails(office)
    text = mail.as_string()
    assert mail["To"] == "team@example.org" and request.reference in mail["Subject"]
    assert f"/case?reference={request.reference}" in text
    assert (
        "Zebra" not in text and "ann@example" not in text and office.keys.for_request(request.id) not in text
    )


def every_step(office: Office) -> Request:
    """Return a request whose person did everything that can be done."""
    request = asked_case(office)
    following.answer(office, request.id, "Zebra", "2" * 32)
    following.add_note(office, request.id, "Zebra", "3" * 32)
    contact = Contact(ContactMethod.EMAIL, "ann@example.net", "Zebra")
    following.change_contact(office, request.id, contact, "4" * 32)
    following.withdraw(office, request.id, "5" * 32)
    following.undo_withdrawal(office, request.id, "6" * 32)
    casework.reply(office, request.id, "Here it is.", SAM)
    following.say_it_does_not_work(office, request.id, "docx", Said("Zebra", "Zebra"), "7" * 32)
    return request


def test_without_an_address_for_staff_no_notice_is_sent(office: Office) -> None:
    silent = replace(office, settings=replace(office.settings, staff_address=None))
    request = withdrawn_case(silent)
    posting.send_notice(silent, request.id, len(office.log.history(request.id)))
    assert mails(silent) == []


def test_a_note_and_a_person_without_email_get_no_word(office: Office) -> None:
    request = case(office)
    following.add_note(office, request.id, "More", ONCE)
    posting.send_word(office, request.id, len(office.log.history(request.id)))
    following.change_contact(office, request.id, Contact(ContactMethod.PHONE, "1"), OTHER)
    posting.send_word(office, request.id, len(office.log.history(request.id)))
    assert mails(office) == []


def test_nothing_is_sent_to_who_was_erased(office: Office) -> None:
    request = replied_case(office)
    make(office, request)
    office.log.erase(request.id, request.received_at)
    replied = next(e.number for e in office.log.history(request.id) if e.kind is EventKind.REPLIED)
    posting.send_reply(office, request.id, replied)
    posting.send_acknowledgement(office, request.id)
    assert mails(office) == []


def test_the_files_and_the_day_they_go_stand_in_the_reply(office: Office) -> None:
    request = replied_case(office)
    posting.send_reply(office, request.id, len(office.log.history(request.id)))
    [mail] = mails(office)
    assert "We keep them until the end of Thursday 21 January 2027." in mail.get_content()
