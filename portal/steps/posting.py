"""Sending the mail of a request, and recording whether it left."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

from portal.services import cases, clock
from portal.services.office import Office
from portal.steps import mailing
from requests_log import BY_THE_PERSON, Case, ContactMethod, Event, EventKind


def send_acknowledgement(office: Office, request_id: str) -> None:
    """Tell the person that we have their request, where they gave an email address.

    Raises:
        OSError, smtplib.SMTPException: not sent; worth trying again.
    """
    request = office.log.request(request_id)
    if request.contact.method is not ContactMethod.EMAIL:
        return
    view = cases.view(office, Case(request, office.log.history(request_id)))
    post(office, request_id, "acknowledgement", mailing.acknowledgement(office.settings, view, clock.now()))


def send_reply(office: Office, request_id: str, number: int) -> None:
    """Send the reply that is event ``number`` of a request.

    Raises:
        OSError, smtplib.SMTPException: not sent; worth trying again.
    """
    request, history = office.log.request(request_id), office.log.history(request_id)
    if any(event.kind is EventKind.ERASED for event in history):
        return
    text = office.files.read(history[number - 1].text("file")).decode()
    view = cases.view(office, Case(request, history))
    message = mailing.reply(office.settings, view, text, number, clock.now())
    post(office, request_id, f"reply-{number}", message)


def send_word(office: Office, request_id: str, number: int) -> None:
    """Tell the person of event ``number``, where there is something to tell and they gave an email address.

    Raises:
        OSError, smtplib.SMTPException: not sent; worth trying again.
    """
    case = office.log.case(request_id)
    event = case.history[number - 1]
    if event.kind not in mailing.WORDS or case.request.contact.method is not ContactMethod.EMAIL:
        return
    said = office.log.said(request_id).get(number)
    what = word_of(office, request_id, number)
    view = cases.view(office, case)
    message = mailing.word(office.settings, view, event, said.text if said else "", what, clock.now())
    post(office, request_id, what, message)


def send_notice(office: Office, request_id: str, number: int) -> None:
    """Tell our staff of event ``number``, where it is news to them and they gave an address for that.

    Raises:
        OSError, smtplib.SMTPException: not sent; worth trying again.
    """
    case = office.log.case(request_id)
    event = case.history[number - 1]
    if office.settings.staff_address is None or event.kind not in BY_THE_PERSON:
        return
    what = notice_of(office, request_id, number)
    message = mailing.notice(office.settings, cases.view(office, case), event, what, clock.now())
    post(office, request_id, what, message)


def word_of(office: Office, request_id: str, number: int) -> str:
    """Return what the mail to the person about event ``number`` is called."""
    kind = office.log.history(request_id)[number - 1].kind
    return f"{mailing.WORDS.get(kind, 'word')}-{number}"


def notice_of(_office: Office, _request_id: str, number: int) -> str:
    """Return what the mail to staff about event ``number`` is called."""
    return f"notice-{number}"


def record_not_sent(office: Office, request_id: str, message: str, problem: str) -> None:
    """Record that a mail did not leave, so that staff see it while there is time."""
    office.log.append(
        request_id, EventKind.MAIL_NOT_SENT, clock.now(), {"message": message, "problem": problem}
    )


def post(office: Office, request_id: str, what: str, message: EmailMessage) -> None:
    """Send a mail of a request once, and record that it left or that its address was refused.

    Raises:
        OSError, smtplib.SMTPException: not sent; worth trying again.
    """

    def is_sent(history: tuple[Event, ...]) -> bool:
        return any(event.kind is EventKind.MAIL_SENT and event.text("message") == what for event in history)

    history = office.log.history(request_id)
    if is_sent(history) or any(event.kind is EventKind.ERASED for event in history):
        return
    try:
        how = mailing.send(office.settings, message)
    except (OSError, smtplib.SMTPException) as error:
        if not mailing.is_final(error):
            raise
        record_not_sent(office, request_id, what, "The mail server refused the address.")
        return
    details = {"message": what, "message_id": message["Message-ID"], "how": how}
    office.log.append(request_id, EventKind.MAIL_SENT, clock.now(), details, unless=is_sent)
