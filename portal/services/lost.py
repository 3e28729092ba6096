"""Sending private links again to the address in the requests; nobody hears whether there are any."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from portal import jobs
from portal.services import cases, clock
from portal.services.cases import CaseView
from portal.services.office import Office
from requests_log import ContactMethod, UnknownRequest

RECENT: Final = timedelta(days=90)  # since nobody waits for anything
MINUTE: Final = 60  # seconds; who asks again within one gets one mail


def ask_for_links(office: Office, address: str, reference: str = "") -> None:
    """Ask the worker to mail the links of the requests that give ``address``.

    What is done here is the same whether or not there are any: one look, and one job, which
    is about nobody where there are none. So neither the answer nor its time tells. The
    worker takes the address from the request, never from here.
    """
    number = int(clock.now().timestamp()) // MINUTE
    named = _named(office, reference)

    def enqueue(connection: Connection, found: tuple[str, ...]) -> None:
        about = named if named in found else (*found, office.keys.nobody(address))[0]
        office.jobs.enqueue(connection, jobs.SEND_LINKS, about, number)

    office.log.contacts.then(ContactMethod.EMAIL, address, enqueue)


def links_to_send(office: Office, request_id: str) -> tuple[CaseView, ...]:
    """Return what goes to the address of a request: itself, the open and the recent ones, newest first."""
    address = office.log.request(request_id).contact.address
    found = office.log.contacts.requests_of(ContactMethod.EMAIL, address)
    views = (cases.view(office, office.log.case(each)) for each in found)
    return tuple(view for view in views if view.request.id == request_id or _matters(view))


def _named(office: Office, reference: str) -> str | None:
    """Return the id of the request with this reference; None where there is none."""
    try:
        return office.log.by_reference(reference).id
    except UnknownRequest:
        return None


def _matters(view: CaseView) -> bool:
    closed = view.status.closed_at
    return closed is None or clock.now() - closed < RECENT
