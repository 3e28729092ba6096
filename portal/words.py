"""How the portal says dates, sizes and numbers. One voice for screens, mail and routes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SERVICE = "Accessible formats"
AUTOMATIC = "automatic version, not yet checked by a person"


def window_title(title: str) -> str:
    return f"{title} – {SERVICE}"


def day(value: date) -> str:
    """Return "Friday 27 November 2026"."""
    return f"{value:%A} {value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """Return "27 Nov 2026", for the cells of a table."""
    return f"{value.day} {value:%b %Y}"


def moment(value: datetime) -> str:
    """Return "Friday 27 November 2026 at 4:05pm", London time."""
    local = value.astimezone(LONDON)
    return f"{day(local.date())} at {_clock(local)}"


def _clock(local: datetime) -> str:
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def size(count: int) -> str:
    """Return a number of bytes as "40 KB" or "1.2 MB"."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB"


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return "1 page", "2 pages"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def days_left(count: int) -> str:
    """Return how long is left of a promise, in working days. Below zero means it is late."""
    if count > 0:
        return f"{plural(count, 'working day')} left"
    if count == 0:
        return "Due today"
    return f"{plural(-count, 'working day')} late"


def listed(items: tuple[str, ...]) -> str:
    """Return "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "short_day": short_day,
    "moment": moment,
    "size": size,
    "plural": plural,
    "days_left": days_left,
    "listed": listed,
}
