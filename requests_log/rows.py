"""What the log reads from its tables and writes to them, each inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby
from typing import Any, Final

import sqlalchemy as sa

from requests_log.events import REMOVALS, Detail, Event, EventKind, Step, in_utc
from requests_log.records import Case, Contact, NewRequest, Request, Said, UnknownRequest
from requests_log.schema import EVENTS, PROGRESS, REQUESTS, SAID, read_event, read_request

ERASED: Final = "erased"  # where a row must say something


def found_request(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> Request:
    found = known_request(connection, wanted)
    if found is None:
        raise UnknownRequest("no such request")
    return found


def known_request(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> Request | None:
    row = connection.execute(sa.select(REQUESTS).where(wanted)).one_or_none()
    return None if row is None else read_request(row)


def history_of(connection: sa.Connection, request_id: str) -> tuple[Event, ...]:
    """Return what happened; every request has events, so none means no request."""
    wanted = sa.select(EVENTS).where(EVENTS.c.request == request_id).order_by(EVENTS.c.number)
    events = tuple(read_event(row) for row in connection.execute(wanted))
    if not events:
        raise UnknownRequest("no such request")
    return events


def received_details(new: NewRequest) -> dict[str, Detail]:
    return {"source": new.source.kind.value, "file": new.source.file, "formats": " ".join(new.formats)}


def numbered(request_id: str, first: int, steps: Iterable[Step], at: datetime) -> tuple[Event, ...]:
    return tuple(
        Event(request_id, number, kind, in_utc(at), details)
        for number, (kind, details) in enumerate(steps, start=first)
    )


def append_events(connection: sa.Connection, events: Iterable[Event]) -> None:
    for event in events:
        connection.execute(
            sa.insert(EVENTS).values(
                request=event.request,
                number=event.number,
                kind=event.kind.value,
                at=event.at,
                details=event.details,
            )
        )


def lasting(kinds: Collection[EventKind], until: Collection[EventKind]) -> sa.ColumnElement[bool]:
    """Return whether a request has an event of ``kinds`` with none of ``until`` after it."""
    event, later = EVENTS.alias(), EVENTS.alias()
    ended = sa.exists().where(
        later.c.request == event.c.request,
        later.c.number > event.c.number,
        later.c.kind.in_([kind.value for kind in until]),
    )
    wanted = event.c.kind.in_([kind.value for kind in kinds])
    return sa.exists().where(event.c.request == REQUESTS.c.id, wanted, ~ended)


def keep_said(connection: sa.Connection, event: Event, said: Said) -> None:
    connection.execute(
        sa.insert(SAID).values(request=event.request, number=event.number, text=said.text, page=said.page)
    )


def keep_contact(connection: sa.Connection, request_id: str, contact: Contact) -> None:
    """Put ``contact`` in the place of how the person was reached before."""
    connection.execute(
        sa.update(REQUESTS)
        .where(REQUESTS.c.id == request_id)
        .values(
            contact_method=contact.method.value,
            contact_address=contact.address,
            contact_name=contact.name,
        )
    )


def forget_person(connection: sa.Connection, request: Request) -> None:
    """Take out of the row all that may say who asked, and what was said beside its events."""
    source = request.source
    blanked: dict[str, Any] = {
        "source_name": None,
        "source_title": None,
        "source_description": None if source.description is None else ERASED,
        "measures": {},
        "technologies": [],
        "technology_note": None,
        "format_note": None if request.formats or request.format_note is None else ERASED,
        "note": None,
        "contact_address": ERASED,
        "contact_name": None,
    }
    connection.execute(sa.update(REQUESTS).where(REQUESTS.c.id == request.id).values(**blanked))
    connection.execute(sa.delete(SAID).where(SAID.c.request == request.id))
    connection.execute(sa.delete(PROGRESS).where(PROGRESS.c.request == request.id))


def cases_where(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> tuple[Case, ...]:
    """Two queries, however many cases, in one transaction so that they agree."""
    requests = sa.select(REQUESTS).where(wanted).order_by(REQUESTS.c.received_at, REQUESTS.c.id)
    events = (
        sa.select(EVENTS)
        .join(REQUESTS, EVENTS.c.request == REQUESTS.c.id)
        .where(wanted)
        .order_by(EVENTS.c.request, EVENTS.c.number)
    )
    asked = [read_request(row) for row in connection.execute(requests)]
    happened = [read_event(row) for row in connection.execute(events)]
    histories = {key: tuple(each) for key, each in groupby(happened, lambda event: event.request)}
    return tuple(Case(request, histories.get(request.id, ())) for request in asked)


def claimed_by(connection: sa.Connection) -> frozenset[str]:
    """Return the SHA-256 of the files that requests still need."""
    return frozenset(file for case in cases_where(connection, sa.true()) for file in _claimed(case))


def _claimed(case: Case) -> set[str]:
    files, replies = {case.request.source.file}, set[str | None]()
    for event in case.history:
        if event.kind in REMOVALS:
            files.clear()
        if event.kind is EventKind.ERASED:
            replies.clear()
        kept = replies if event.kind is EventKind.REPLIED else files
        kept.add(event.text_or_none("file"))
    return {file for file in files | replies if file}
