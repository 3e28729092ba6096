"""Taking a request: a file that is sent, a promise that is made, a receipt that is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import Connection

from portal import jobs
from portal.samples import SAMPLES
from portal.services import clock
from portal.services.office import Office
from requests_log import (
    NewRequest,
    Promise,
    Request,
    Round,
    counted_aloud,
    due_date,
    london_date,
    spoken,
    status_of,
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a person is told when their request is taken. ``counted`` has one sentence a day."""

    reference: str
    spoken: str
    promise: Promise
    counted: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class KeptUpload:
    """A file that is safe with us. ``token`` proves it to the form that sends the request."""

    token: str
    file: str
    name: str
    size: int


def keep_upload(office: Office, name: str, stream: BinaryIO, size: int) -> KeptUpload:
    """Store an uploaded file of ``size`` bytes and return what the form sends back as proof."""
    file = office.files.put(stream)
    return KeptUpload(office.keys.for_upload(file, name, size), file, name, size)


def sample_upload(office: Office, name: str) -> KeptUpload:
    """Return one of the example documents as if it had just been uploaded. ``name`` is a sample's name."""
    sample = next(sample for sample in SAMPLES if sample.name == name)
    path = office.settings.data / "samples" / sample.path
    with path.open("rb") as stream:
        return keep_upload(office, sample.path.name, stream, path.stat().st_size)


def take_request(office: Office, new: NewRequest, request_id: str | None = None) -> Receipt:
    """Accept a request: once this returns it survives everything.

    The row, its first events and the jobs that convert and acknowledge it are
    one transaction. What is sent twice under one ``request_id`` is one request.

    Raises:
        CalendarTooShort: the bank holidays we know end before the promised day.
    """
    at = clock.now()
    due = due_date(london_date(at), office.settings.working_days, office.calendar)
    promise = Promise(due, office.settings.working_days, office.calendar.name)

    def enqueue(connection: Connection, request: Request) -> None:
        office.jobs.enqueue(connection, jobs.MAKE_FORMATS, request.id)
        office.jobs.enqueue(connection, jobs.SEND_ACKNOWLEDGEMENT, request.id)

    request = office.log.receive(new, at, promise, alongside=enqueue, request_id=request_id)
    return receipt(office, request, status_of(office.log.history(request.id), at).round)


def receipt_of(office: Office, request_id: str) -> Receipt:
    """Return the receipt of a request that was taken; UnknownRequest where none was."""
    case = office.log.case(request_id)
    return receipt(office, case.request, status_of(case.history, clock.now()).round)


def receipt(office: Office, request: Request, at: Round) -> Receipt:
    """Return the receipt of a request in the round ``at``: the same each time it is asked for."""
    promise = at.promise
    return Receipt(
        reference=request.reference,
        spoken=spoken(request.reference),
        promise=promise,
        counted=counted_aloud(at, office.calendar),
        link=office.link(request.id),
    )
