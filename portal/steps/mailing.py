"""Mail: a plain text, one link a line, through SMTP or into a folder."""

from __future__ import annotations

import smtplib
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as CRLF
from email.utils import format_datetime
from pathlib import Path

from portal import words
from portal.answers_copy import answers_of
from portal.choices import format_choice
from portal.history import sentence
from portal.parts.text import render_text
from portal.services.cases import CaseView
from portal.services.following import undo_until
from portal.settings import Settings, Smtp
from requests_log import Event, EventKind

SMTP_SECONDS = 30

# The mails to the person about what happened, by the first part of their name.
WORDS = {
    EventKind.QUESTION_ASKED: "question",
    EventKind.ANSWERED: "answer",
    EventKind.CONTACT_CHANGED: "contact",
    EventKind.WITHDRAWN: "withdrawal",
    EventKind.WITHDRAWAL_UNDONE: "return",
    EventKind.DID_NOT_WORK: "trouble",
}
SUBJECTS = {
    "question": "we have a question",
    "answer": "we have your answer",
    "contact": "we write to you here now",
    "withdrawal": "you have withdrawn your request",
    "return": "your request stands again",
    "trouble": "we look into what does not work",
}


def acknowledgement(settings: Settings, view: CaseView, at: datetime) -> EmailMessage:
    """Return the mail that says a request has arrived, and by when we reply."""
    text = render_text("acknowledgement.txt", settings=settings, view=view, answers=answers_of(view))
    subject = f"{view.request.reference}: we have your request"
    return _message(settings, view, subject, text, "acknowledgement", at)


def reply(settings: Settings, view: CaseView, text: str, number: int, at: datetime) -> EmailMessage:
    """Return the mail that carries event ``number``, a reply, with the private link and the files."""
    body = render_text("reply.txt", settings=settings, view=view, text=text)
    subject = f"{view.request.reference}: our reply to your request"
    return _message(settings, view, subject, body, f"reply-{number}", at)


def word(
    settings: Settings, view: CaseView, event: Event, text: str, what: str, at: datetime
) -> EmailMessage:
    """Return the mail to the person about ``event``: a template of the name that begins ``what``."""
    kind = what.partition("-")[0]
    code = event.text_or_none("format")
    body = render_text(
        f"{kind}.txt",
        settings=settings,
        view=view,
        text=text,
        format_name=format_choice(code).name if code else "",
        undo_until=undo_until(view.status),
    )
    return _message(settings, view, f"{view.request.reference}: {SUBJECTS[kind]}", body, what, at)


def notice(settings: Settings, view: CaseView, event: Event, what: str, at: datetime) -> EmailMessage:
    """Return the mail that tells staff of ``event``: no personal data, and the way to the case."""
    happened = sentence(event)
    body = render_text("notice.txt", settings=settings, view=view, happened=happened, due=_due(view))
    subject = f"{view.request.reference}: {happened.removesuffix('.')}"
    message = _message(settings, view, subject, body, what, at)
    del message["To"]
    message["To"] = settings.staff_address
    return message


def links(
    settings: Settings, views: tuple[CaseView, ...], request_id: str, number: int, at: datetime
) -> EmailMessage:
    """Return the mail with the private links of ``views``, one of which is ``request_id``."""
    view = next(view for view in views if view.request.id == request_id)
    body = render_text("links.txt", settings=settings, views=views)
    references = ", ".join(each.request.reference for each in views)
    return _message(settings, view, f"{references}: your private links", body, f"link-{number}", at)


def send(settings: Settings, message: EmailMessage) -> str:
    """Send ``message`` and return how: "smtp", or "outbox" where no server is configured.

    Raises:
        OSError, smtplib.SMTPException: the server did not take it.
    """
    if settings.smtp:
        _send_by_smtp(settings.smtp, message)
        return "smtp"
    _write(settings.data / "outbox", message)
    return "outbox"


def is_final(error: Exception) -> bool:
    """Return whether a server refused for good (a wrong address), so that trying again is no use."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=recipients):
            return all(code >= 500 for code, _ in recipients.values())
        case smtplib.SMTPResponseException(smtp_code=int(code)):
            return code >= 500
    return False


def _due(view: CaseView) -> str:
    status = view.status
    if status.withdrawn_at or status.replied_at:
        return "Nothing is due."
    return f"Our reply is due by {words.day(status.promise.due)}."


def _message(
    settings: Settings, view: CaseView, subject: str, text: str, what: str, at: datetime
) -> EmailMessage:
    """The message id is the same when a step runs twice, so that a mail program shows it once."""
    message = EmailMessage(policy=CRLF)
    message["Subject"] = subject
    message["From"] = settings.sender
    message["To"] = view.request.contact.address
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{what}.{view.request.id}@{settings.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    message["Content-Language"] = "en-GB"
    return message


def _send_by_smtp(smtp: Smtp, message: EmailMessage) -> None:
    with smtplib.SMTP(smtp.host, smtp.port, timeout=SMTP_SECONDS) as server:
        if smtp.starttls:
            server.starttls()
        if smtp.username and smtp.password:
            server.login(smtp.username, smtp.password)
        server.send_message(message)


def _write(outbox: Path, message: EmailMessage) -> None:
    outbox.mkdir(parents=True, exist_ok=True)
    name = message["Message-ID"].strip("<>").rpartition("@")[0]
    part = outbox / f".{name}.part"
    part.write_bytes(bytes(message))
    part.rename(outbox / f"{name}.eml")
