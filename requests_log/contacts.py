"""Which requests give one way to reach a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import sqlalchemy as sa

from requests_log.records import ContactMethod
from requests_log.schema import REQUESTS, WRITES


class Contacts:
    """Part of RequestsLog."""

    def __init__(self, engine: sa.Engine) -> None:
        self._reading: Final = engine
        self._writing: Final = engine.execution_options(**{WRITES: True})

    def requests_of(self, method: ContactMethod, address: str) -> tuple[str, ...]:
        """Return the ids of the requests that give this contact, newest first. Case does not matter."""
        with self._reading.begin() as connection:
            return _found(connection, method, address)

    def then(
        self,
        method: ContactMethod,
        address: str,
        alongside: Callable[[sa.Connection, tuple[str, ...]], None],
    ) -> None:
        """Call ``alongside`` with what ``requests_of`` returns, in one write.

        It is called also where there are none, so that the work is the same.
        """
        with self._writing.begin() as connection:
            alongside(connection, _found(connection, method, address))


def _found(connection: sa.Connection, method: ContactMethod, address: str) -> tuple[str, ...]:
    wanted = sa.and_(
        REQUESTS.c.contact_method == method.value,
        sa.func.lower(REQUESTS.c.contact_address) == address.lower(),
    )
    found = sa.select(REQUESTS.c.id).where(wanted).order_by(REQUESTS.c.received_at.desc())
    return tuple(connection.execute(found).scalars())
