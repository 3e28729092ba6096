"""The clock, in one place."""

from __future__ import annotations

from datetime import UTC, date, datetime

from requests_log import london_date


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """Return the date in London: a request sent at 23:30 in summer counts for that day."""
    return london_date(now())
