"""What a person needs, kept under the fingerprint of a code that only the person has.

No name, no way to reach anybody, no request: whoever reads this table learns what
some people need and not who they are. Nothing here is an event, and all of it can go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from requests_log.schema import NEEDS, WRITES


@dataclass(frozen=True, slots=True)
class Remembered:
    """``answers``: a form's fields, each with its values; ``reviewed_at``: when the person last agreed."""

    answers: Mapping[str, tuple[str, ...]] = field(repr=False, hash=False)
    reviewed_at: datetime


class NeedsStore:
    """The remembered needs. ``code`` is always a code's fingerprint, never the code. Part of RequestsLog."""

    def __init__(self, engine: sa.Engine) -> None:
        self._reading: Final = engine
        self._writing: Final = engine.execution_options(**{WRITES: True})

    def keep(self, code: str, answers: Mapping[str, tuple[str, ...]], at: datetime) -> None:
        """Keep ``answers`` in the place of what the code stood for."""
        row = {"answers": {name: list(values) for name, values in answers.items()}, "reviewed_at": at}
        with self._writing.begin() as connection:
            connection.execute(sa.delete(NEEDS).where(NEEDS.c.code == code))
            connection.execute(sa.insert(NEEDS).values(code=code, **row))

    def find(self, code: str) -> Remembered | None:
        """Return what the code stands for, None where we remember nothing under it."""
        with self._reading.begin() as connection:
            row = connection.execute(sa.select(NEEDS).where(NEEDS.c.code == code)).one_or_none()
        if row is None:
            return None
        return Remembered({name: tuple(values) for name, values in row.answers.items()}, row.reviewed_at)

    def renew(self, code: str, at: datetime) -> bool:
        """Note that the person looked at their needs and they are still right; False where there are none."""
        change = sa.update(NEEDS).where(NEEDS.c.code == code).values(reviewed_at=at)
        with self._writing.begin() as connection:
            return connection.execute(change).rowcount > 0

    def forget(self, code: str) -> bool:
        """Forget what the code stands for; False where there is nothing."""
        with self._writing.begin() as connection:
            return connection.execute(sa.delete(NEEDS).where(NEEDS.c.code == code)).rowcount > 0

    def forget_unreviewed(self, since: datetime) -> int:
        """Forget what nobody has agreed to since a moment; return how many codes ended."""
        with self._writing.begin() as connection:
            return connection.execute(sa.delete(NEEDS).where(NEEDS.c.reviewed_at < since)).rowcount
