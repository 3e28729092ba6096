"""The shelf: which requests are about the same document, and who was answered from it at once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import sqlalchemy as sa

from requests_log.deadlines import london_midnight
from requests_log.events import EventKind
from requests_log.records import SourceKind
from requests_log.schema import ANSWERED_AT_ONCE, EVENTS, REQUESTS, WRITES


class Shelf:
    """Part of RequestsLog. A ``document`` is the SHA-256 of a source file."""

    def __init__(self, engine: sa.Engine) -> None:
        self._reading: Final = engine
        self._writing: Final = engine.execution_options(**{WRITES: True})

    def fetched_links(self, telling: str = "") -> tuple[tuple[str, str], ...]:
        """Return the links that we fetched and the document that came, oldest first.

        Links without the letters ``telling`` (ASCII letters and digits, case does not
        matter) are left out, but for those with an escape, which may stand for them.
        """
        fetched = (
            sa.select(REQUESTS.c.source_url, EVENTS.c.details["file"].as_string())
            .join(REQUESTS, EVENTS.c.request == REQUESTS.c.id)
            .where(
                EVENTS.c.kind == EventKind.SOURCE_FETCHED.value,
                REQUESTS.c.source_kind == SourceKind.LINK.value,
                sa.or_(
                    REQUESTS.c.source_url.contains(telling),
                    REQUESTS.c.source_url.contains("%", autoescape=True),
                ),
            )
            .order_by(EVENTS.c.at)
        )
        with self._reading.begin() as connection:
            return tuple((url, file) for url, file in connection.execute(fetched))

    def requests_for(self, document: str) -> tuple[str, ...]:
        """Return the ids of the requests that brought this very document, or whose link did."""
        brought = sa.select(EVENTS.c.request).where(
            EVENTS.c.kind.in_((EventKind.RECEIVED.value, EventKind.SOURCE_FETCHED.value)),
            EVENTS.c.details["file"].as_string() == document,
        )
        with self._reading.begin() as connection:
            return tuple(connection.execute(brought.distinct()).scalars())

    def note_answered(self, visit: str, document: str, at: datetime) -> None:
        """Count a visit (a random id, 32 hex digits) that took a version that was there; counted once."""
        known = sa.select(ANSWERED_AT_ONCE.c.visit).where(ANSWERED_AT_ONCE.c.visit == visit)
        with self._writing.begin() as connection:
            if connection.execute(known).first() is None:
                row = {"visit": visit, "document": document, "at": at}
                connection.execute(sa.insert(ANSWERED_AT_ONCE).values(**row))

    def answered_at_once(self, first: date, last: date) -> int:
        """Return how many visits were answered at once from one London day to another, both included.

        A visit that went on to ask all the same (its request has the visit's id) is not one of them.
        """
        asked = sa.exists().where(REQUESTS.c.id == ANSWERED_AT_ONCE.c.visit)
        wanted = sa.select(sa.func.count()).where(
            ~asked,
            ANSWERED_AT_ONCE.c.at >= london_midnight(first),
            ANSWERED_AT_ONCE.c.at < london_midnight(last + timedelta(days=1)),
        )
        with self._reading.begin() as connection:
            return int(connection.execute(wanted).scalar_one())
