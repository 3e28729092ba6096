"""The mail with all private links of a person, for who has lost theirs."""

from __future__ import annotations

from portal.services import clock, lost
from portal.services.office import Office
from portal.steps import mailing, posting
from requests_log import ContactMethod, UnknownRequest


def send_links(office: Office, request_id: str, number: int) -> None:
    """Mail the links of the requests that give the same address as this one; nothing where there is none.

    Raises:
        OSError, smtplib.SMTPException: not sent; worth trying again.
    """
    try:
        request = office.log.request(request_id)
    except UnknownRequest:  # the job of an address that nobody gave us
        return
    if request.contact.method is not ContactMethod.EMAIL:  # changed since it was asked
        return
    views = lost.links_to_send(office, request_id)
    message = mailing.links(office.settings, views, request_id, number, clock.now())
    posting.post(office, request_id, message_of(number), message)


def record_not_sent(office: Office, request_id: str, number: int, problem: str) -> None:
    """Record that the mail did not leave, where the request exists."""
    try:
        posting.record_not_sent(office, request_id, message_of(number), problem)
    except UnknownRequest:
        return


def message_of(number: int) -> str:
    """Return what the log calls the mail."""
    return f"link-{number}"
