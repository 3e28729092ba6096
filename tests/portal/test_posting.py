"""Mail that leaves, mail that is refused, and mail that would be sent twice."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from portal.services import casework
from portal.services.office import Office
from portal.settings import Smtp
from portal.steps import posting
from requests_log import (
    Contact,
    ContactMethod,
    EventKind,
    NewRequest,
    Promise,
    Request,
    Source,
    SourceKind,
    status_of,
)
from tests.journeys.service import Mailbox
from tests.portal.requester import NOW, case, open_test_office
from tests.portal.staff import SAM


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return open_test_office(tmp_path, monkeypatch)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox().open() as mailbox:
        yield mailbox


def by_smtp(office: Office, mailbox: Mailbox) -> Office:
    smtp = Smtp("127.0.0.1", mailbox.port, None, None, starttls=False)
    return replace(office, settings=replace(office.settings, smtp=smtp))


def kinds(office: Office, request: Request) -> list[EventKind]:
    return [event.kind for event in office.log.history(request.id)]


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def outbox(office: Office) -> list[EmailMessage]:
    files = sorted((office.settings.data / "outbox").glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def test_without_a_mail_server_mail_waits_in_the_outbox(office: Office) -> None:
    request = case(office)
    posting.send_acknowledgement(office, request.id)
    (message,) = outbox(office)
    assert message["To"] == "ann@example.com"
    assert request.reference in message["Subject"]
    assert office.link(request.id) in text_of(message)
    assert "Friday 27 November 2026" in text_of(message)
    assert EventKind.MAIL_SENT in kinds(office, request)


def test_a_person_without_email_gets_none_and_nothing_fails(office: Office) -> None:
    new = NewRequest(
        source=Source(SourceKind.DESCRIPTION, description="A leaflet"),
        formats=("docx",),
        contact=Contact(ContactMethod.PHONE, "020 7946 0018"),
    )
    request = office.log.receive(new, NOW, Promise(NOW.date(), 5, office.calendar.name))
    posting.send_acknowledgement(office, request.id)
    assert kinds(office, request) == [EventKind.RECEIVED, EventKind.PROMISED]


def test_a_mail_server_gets_the_message_once_however_often_the_step_runs(
    office: Office, mailbox: Mailbox
) -> None:
    request = case(office)
    for _ in range(3):
        posting.send_acknowledgement(by_smtp(office, mailbox), request.id)
    (message,) = mailbox.arrived
    assert request.id in message["Message-ID"]
    assert kinds(office, request).count(EventKind.MAIL_SENT) == 1


def test_a_server_that_is_busy_is_asked_again_later(office: Office, mailbox: Mailbox) -> None:
    request = case(office)
    mailbox.refusals.append("451 Try again later")
    with pytest.raises(smtplib.SMTPException):
        posting.send_acknowledgement(by_smtp(office, mailbox), request.id)
    assert EventKind.MAIL_NOT_SENT not in kinds(office, request)
    posting.send_acknowledgement(by_smtp(office, mailbox), request.id)
    assert len(mailbox.arrived) == 1


def test_an_address_that_is_refused_for_good_is_shown_to_staff_at_once(
    office: Office, mailbox: Mailbox
) -> None:
    request = case(office)
    mailbox.refusals.append("550 No such person")
    posting.send_acknowledgement(by_smtp(office, mailbox), request.id)
    (problem,) = status_of(office.log.history(request.id), NOW).problems
    assert problem.kind is EventKind.MAIL_NOT_SENT


def test_a_server_that_is_down_is_no_end(office: Office, mailbox: Mailbox) -> None:
    request = case(office)
    smtp = Smtp("127.0.0.1", 9, None, None, starttls=False)
    down = replace(office, settings=replace(office.settings, smtp=smtp))
    with pytest.raises(OSError):
        posting.send_acknowledgement(down, request.id)
    posting.send_acknowledgement(by_smtp(office, mailbox), request.id)
    assert len(mailbox.arrived) == 1


def test_the_acknowledgement_says_each_format_as_it_was_asked_for(office: Office) -> None:
    measures = {"point-size": "28", "colours": "yellow-on-black", "braille-grade": "1"}
    posting.send_acknowledgement(
        office, case(office, formats=("html", "large-print", "braille-paper"), measures=measures).id
    )
    (message,) = outbox(office)
    said = "  Web page\n  Large print, 28 point, yellow on black\n  Braille on paper, UEB grade 1\n"
    assert said in text_of(message)


def test_the_reply_is_what_staff_wrote_with_the_private_link(office: Office) -> None:
    request = case(office)
    casework.reply(office, request.id, "Hello Ann,\n\nhere it is – <b>ready</b>.", SAM)
    number = office.log.history(request.id)[-1].number
    posting.send_reply(office, request.id, number)
    (message,) = outbox(office)
    assert text_of(message).startswith("Hello Ann,\n\nhere it is – <b>ready</b>.")
    assert office.link(request.id) in text_of(message)
    assert message.get_content_type() == "text/plain"


def test_two_replies_are_two_messages(office: Office) -> None:
    request = case(office)
    for text in ("First.", "Second."):
        casework.reply(office, request.id, text, SAM)
        posting.send_reply(office, request.id, office.log.history(request.id)[-1].number)
    assert sorted(text_of(message).splitlines()[0] for message in outbox(office)) == ["First.", "Second."]


def test_a_document_s_name_can_add_no_line_to_the_head_of_a_mail(office: Office) -> None:
    request = case(office)  # its title is hostile
    posting.send_acknowledgement(office, request.id)
    (message,) = outbox(office)
    assert set(message.keys()) >= {"Subject", "From", "To", "Message-ID"}
    assert "Bcc" not in message
