"""Sending the mail of a request, and recording whether it left."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

from portal.services import cases, clock
from portal.services.office import Office
from portal.steps import mailing
from requests_log import Case, ContactMethod, Event, EventKind


def send_acknowledgement(office: Office, request_id: str) -> None:
    """Tell the person that we have their request, where they gave an email address.

    Raises:
        OSError, smtplib.SMTPException: not sent; worth trying again.
    """
    request = office.log.request(request_id)
    if request.contact.method is not ContactMethod.EMAIL:
        return
    view = cases.view(office, Case(request, office.log.history(request_id)))
    _post(office, request_id, "acknowledgement", mailing.acknowledgement(office.settings, view, clock.now()))


def send_reply(office: Office, request_id: str, number: int) -> None:
    """Send the reply that is event ``number`` of a request.

    Raises:
        OSError, smtplib.SMTPException: not sent; worth trying again.
    """
    request, history = office.log.request(request_id), office.log.history(request_id)
    text = office.files.read(history[number - 1].text("file")).decode()
    view = cases.view(office, Case(request, history))
    message = mailing.reply(office.settings, view, text, number, clock.now())
    _post(office, request_id, f"reply-{number}", message)


def record_not_sent(office: Office, request_id: str, message: str, problem: str) -> None:
    """Record that a mail did not leave, so that staff see it while there is time."""
    office.log.append(
        request_id, EventKind.MAIL_NOT_SENT, clock.now(), {"message": message, "problem": problem}
    )


def _post(office: Office, request_id: str, what: str, message: EmailMessage) -> None:
    def is_sent(history: tuple[Event, ...]) -> bool:
        return any(event.kind is EventKind.MAIL_SENT and event.text("message") == what for event in history)

    if is_sent(office.log.history(request_id)):
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
