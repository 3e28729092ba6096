"""RequestsLog: what was asked and what happened, kept. The one class with a connection."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Final, Self, TypeAlias
from uuid import uuid4

import sqlalchemy as sa

from requests_log.accounts import Accounts
from requests_log.contacts import Contacts
from requests_log.deadlines import london_midnight
from requests_log.events import (
    BY_THE_PERSON,
    MAKES_FILES,
    REMOVALS,
    SHOWS_SEEN,
    Detail,
    Event,
    EventKind,
    Step,
    check_details,
    in_utc,
)
from requests_log.needs import NeedsStore
from requests_log.records import (
    Case,
    Contact,
    NewRequest,
    Progress,
    Promise,
    Request,
    Said,
    UnknownRequest,
)
from requests_log.reference import new_reference, read_reference
from requests_log.rows import (
    append_events,
    cases_where,
    claimed_by,
    forget_person,
    found_request,
    history_of,
    keep_contact,
    keep_said,
    known_request,
    lasting,
    numbered,
    received_details,
)
from requests_log.schema import (
    PROGRESS,
    REQUESTS,
    SAID,
    WRITES,
    keep_a_write_ahead_log,
    migrate,
    open_database,
    request_row,
)
from requests_log.shelf import Shelf

Alongside: TypeAlias = Callable[[sa.Connection], None]
Unless: TypeAlias = Callable[[tuple[Event, ...]], bool]
AlongsideEvents: TypeAlias = Callable[[sa.Connection, tuple[Event, ...]], None]
Decide: TypeAlias = Callable[[tuple[Event, ...]], Sequence[Step]]


class RequestsLog:
    """The requests and their events, in one SQLite file.

    Safe to share between threads, and to open in many processes; not to carry
    over a fork. A write that returned is on the disk.

    ``alongside`` is called inside the transaction of a write, to do something
    that must happen with it or not at all, such as queueing a job; what it
    raises undoes the write and reaches the caller.
    """

    def __init__(self, url: str, *, reference: Callable[[], str] = new_reference) -> None:
        """``url`` as SQLAlchemy writes it: sqlite:///folder/name.sqlite. Call ``migrate`` once before use."""
        self._engine: Final = open_database(url)
        self.accounts: Final = Accounts(self._engine)
        self.contacts: Final = Contacts(self._engine)
        self.needs: Final = NeedsStore(self._engine)
        self.shelf: Final = Shelf(self._engine)
        self._reference: Final = reference

    def migrate(self) -> None:
        """Create the tables or bring them up to date; several programs may do so at once.

        Raises:
            SchemaTooNew: a newer version of this program has migrated the database.
        """
        keep_a_write_ahead_log(self._engine)
        with self._writing() as connection:
            migrate(connection)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # Requests and events

    def receive(
        self,
        new: NewRequest,
        at: datetime,
        promise: Promise,
        alongside: Callable[[sa.Connection, Request], None] | None = None,
        *,
        request_id: str | None = None,
    ) -> Request:
        """Keep a new request, with its RECEIVED and PROMISED events, and return it with its reference.

        ``request_id`` (32 hex digits, chosen by the caller) makes sending twice one request: where it
        is known already, that request is returned, nothing is added and ``alongside`` is not called.
        """
        with self._writing() as connection:
            known = known_request(connection, REQUESTS.c.id == request_id) if request_id else None
            if known is not None:
                return known
            request = Request(
                **{each.name: getattr(new, each.name) for each in fields(NewRequest)},
                id=request_id or uuid4().hex,
                reference=self._unused_reference(connection),
                received_at=in_utc(at),
            )
            connection.execute(sa.insert(REQUESTS).values(request_row(request)))
            steps = [(EventKind.RECEIVED, received_details(new)), (EventKind.PROMISED, promise.as_details())]
            append_events(connection, numbered(request.id, 1, steps, at))
            if alongside is not None:
                alongside(connection, request)
        return request

    def append(
        self,
        request_id: str,
        kind: EventKind,
        at: datetime,
        details: Mapping[str, Detail] | None = None,
        *,
        unless: Unless | None = None,
        alongside: Alongside | None = None,
    ) -> Event | None:
        """Add one event and return it; None where ``unless`` stopped it. See append_all."""
        added = self.append_all(request_id, [(kind, details or {})], at, unless=unless, alongside=alongside)
        return added[0] if added else None

    def act(
        self,
        request_id: str,
        decide: Decide,
        at: datetime,
        *,
        said: Said | None = None,
        contact: Contact | None = None,
        alongside: AlongsideEvents | None = None,
    ) -> tuple[Event, ...]:
        """Add the events that ``decide`` returns for the history, and return them.

        ``decide`` is asked while nobody else can write; where it returns none, nothing is
        written and ``alongside`` is not called. So a job that runs twice, or two people who
        press at once, add one event. ``said`` is kept beside the first event; ``contact``
        takes the place of how the person was reached before.

        Raises:
            UnknownRequest: there is no such request.
            ValueError: ``at`` has no time zone, an event lacks a detail, or is RECEIVED.
        """
        with self._writing() as connection:
            history = history_of(connection, request_id)
            steps = decide(history)
            for kind, details in steps:
                if kind is EventKind.RECEIVED:
                    raise ValueError("a request is received once, by receive")
                check_details(kind, details)
            added = numbered(request_id, len(history) + 1, steps, at)
            if not added:
                return ()
            append_events(connection, added)
            if said is not None:
                keep_said(connection, added[0], said)
            if contact is not None:
                keep_contact(connection, request_id, contact)
            if alongside is not None:
                alongside(connection, added)
        return added

    def erase(self, request_id: str, at: datetime) -> None:
        """Erase what may say who asked: how to reach them, what they use, all they wrote and were written.

        The events stay, so that the figures do. Files are claimed no longer. Erased twice is erased once.
        """
        with self._writing() as connection:
            history = history_of(connection, request_id)
            if any(event.kind is EventKind.ERASED for event in history):
                return
            forget_person(connection, found_request(connection, REQUESTS.c.id == request_id))
            erased = [(EventKind.ERASED, dict[str, Detail]())]
            append_events(connection, numbered(request_id, len(history) + 1, erased, at))

    def said(self, request_id: str) -> Mapping[int, Said]:
        """Return what was written with the events of a request, by their numbers."""
        wanted = sa.select(SAID).where(SAID.c.request == request_id).order_by(SAID.c.number)
        with self._reading() as connection:
            return {row.number: Said(row.text, row.page) for row in connection.execute(wanted)}

    def append_all(
        self,
        request_id: str,
        steps: Sequence[Step],
        at: datetime,
        *,
        unless: Unless | None = None,
        alongside: Alongside | None = None,
    ) -> tuple[Event, ...]:
        """Add several events to a request at once and return them.

        ``unless`` is asked of the history while nobody else can write; where it
        says True nothing is written, ``alongside`` is not called and () comes
        back. So a job that runs twice, or two people who press at once, add
        one event.

        Raises:
            UnknownRequest: there is no such request.
            ValueError: ``at`` has no time zone, an event lacks a detail, or is RECEIVED.
        """
        for kind, details in steps:  # also where nothing is written
            check_details(kind, details)

        def decide(history: tuple[Event, ...]) -> Sequence[Step]:
            return () if unless is not None and unless(history) else steps

        def both(connection: sa.Connection, _added: tuple[Event, ...]) -> None:
            if alongside is not None:
                alongside(connection)

        return self.act(request_id, decide, at, alongside=both)

    def request(self, request_id: str) -> Request:
        """Return a request; UnknownRequest where there is none."""
        with self._reading() as connection:
            return found_request(connection, REQUESTS.c.id == request_id)

    def by_reference(self, reference: str) -> Request:
        """Return the request with this reference, however typed; UnknownRequest where there is none."""
        try:
            written = read_reference(reference)
        except ValueError as error:
            raise UnknownRequest("no such request") from error
        with self._reading() as connection:
            return found_request(connection, REQUESTS.c.reference == written)

    def history(self, request_id: str) -> tuple[Event, ...]:
        """Return what happened to a request, oldest first; UnknownRequest where there is none."""
        with self._reading() as connection:
            return history_of(connection, request_id)

    def case(self, request_id: str) -> Case:
        """Return a request with its history; UnknownRequest where there is none."""
        with self._reading() as connection:
            return Case(
                found_request(connection, REQUESTS.c.id == request_id), history_of(connection, request_id)
            )

    def cases(self, received_from: date | None = None, received_to: date | None = None) -> tuple[Case, ...]:
        """Return the requests received from one London day to another, both included, oldest first."""
        wanted: list[sa.ColumnElement[bool]] = []
        if received_from is not None:
            wanted.append(REQUESTS.c.received_at >= london_midnight(received_from))
        if received_to is not None:
            wanted.append(REQUESTS.c.received_at < london_midnight(received_to + timedelta(days=1)))
        return self._cases(sa.and_(sa.true(), *wanted))

    def open_cases(self) -> tuple[Case, ...]:
        """Return the requests that wait for our reply, oldest first: not those that were taken back."""
        replied = lasting({EventKind.REPLIED}, {EventKind.DID_NOT_WORK})
        withdrawn = lasting({EventKind.WITHDRAWN}, {EventKind.WITHDRAWAL_UNDONE})
        return self._cases(~replied & ~withdrawn)

    def cases_with_news(self) -> tuple[Case, ...]:
        """Return the requests whose person did something that nobody here has seen, oldest first."""
        return self._cases(lasting(BY_THE_PERSON, SHOWS_SEEN))

    def cases_with_files(self) -> tuple[Case, ...]:
        """Return the requests whose files were not removed yet, oldest first."""
        return self._cases(~lasting(REMOVALS, MAKES_FILES))

    def claimed_files(self) -> frozenset[str]:
        """Return the SHA-256 of every file that is still needed: of sources, results and replies.

        Sources and results that were removed are not needed, and nothing of what was erased.
        """
        with self._reading() as connection:
            return claimed_by(connection)

    # Progress

    def note_progress(self, request: str, progress: Progress) -> None:
        """Keep how far the conversion of a request is, in the place of what was kept before."""
        row = {field.name: getattr(progress, field.name) for field in fields(Progress)}
        with self._writing() as connection:
            connection.execute(sa.delete(PROGRESS).where(PROGRESS.c.request == request))
            connection.execute(sa.insert(PROGRESS).values(request=request, **row))

    def progress(self, request: str) -> Progress | None:
        """Return how far the conversion of a request was when it last said so, None where it never did."""
        with self._reading() as connection:
            row = connection.execute(sa.select(PROGRESS).where(PROGRESS.c.request == request)).one_or_none()
        return None if row is None else Progress(row.stage, row.done, row.total, row.format, row.at)

    # Inside

    def _reading(self) -> AbstractContextManager[sa.Connection]:
        return self._engine.begin()

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        return self._engine.execution_options(**{WRITES: True}).begin()

    def _unused_reference(self, connection: sa.Connection) -> str:
        while True:  # no race: nobody else writes during this transaction
            reference = self._reference()
            taken = sa.select(REQUESTS.c.id).where(REQUESTS.c.reference == reference)
            if connection.execute(taken).first() is None:
                return reference

    def _cases(self, wanted: sa.ColumnElement[bool]) -> tuple[Case, ...]:
        with self._reading() as connection:
            return cases_where(connection, wanted)
