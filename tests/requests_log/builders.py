"""One-line builders for the tests of requests_log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from requests_log import (
    Case,
    Contact,
    ContactMethod,
    Detail,
    Event,
    EventKind,
    NewRequest,
    Promise,
    Request,
    Source,
    SourceKind,
    Step,
)

SHA = "a" * 64
OTHER_SHA = "b" * 64

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PROMISE = Promise(date(2026, 11, 30), 5, "england-and-wales-2026-02")

UPLOAD = Source(SourceKind.UPLOAD, file=SHA, name="report.pdf", size=12)
LINK = Source(SourceKind.LINK, url="https://example.org/report.pdf")
DESCRIPTION = Source(SourceKind.DESCRIPTION, description="The budget of 2024, the one with the blue cover")


def asks(**changes: Any) -> NewRequest:
    """What one who asks sends: Word and large print of an upload, unless told otherwise."""
    return NewRequest(
        **{
            "source": UPLOAD,
            "formats": ("docx", "large-print"),
            "contact": Contact(ContactMethod.EMAIL, "one.who.asks@example.org", "One Who Asks"),
            **changes,
        }
    )


def happened(*steps: tuple[datetime, EventKind, Mapping[str, Detail]]) -> tuple[Event, ...]:
    return tuple(
        Event("r" * 32, number, kind, at, details) for number, (at, kind, details) in enumerate(steps, 1)
    )


def history(
    *later: Step,
    source: Source = UPLOAD,
    formats: str = "docx large-print",
    received: datetime = MONDAY,
    promise: Promise = PROMISE,
    at: datetime | None = None,
) -> tuple[Event, ...]:
    """A request received on Monday and what happened later, all at ``at`` (else when received)."""
    first: dict[str, Detail] = {"source": source.kind.value, "file": source.file, "formats": formats}
    return happened(
        (received, EventKind.RECEIVED, first),
        (received, EventKind.PROMISED, promise.as_details()),
        *((at or received, kind, details) for kind, details in later),
    )


def made(code: str, file: str = SHA) -> Step:
    return EventKind.FILE_MADE, file_details(code, file)


def replaced(code: str, file: str = OTHER_SHA) -> Step:
    return EventKind.FILE_REPLACED, {**file_details(code, file), "by": "staff"}


def checked(code: str, file: str = SHA) -> Step:
    return EventKind.FILE_CHECKED, {"format": code, "file": file, "by": "staff"}


def not_made(code: str) -> Step:
    return EventKind.FORMAT_NOT_MADE, {"format": code, **trouble()}


def trouble() -> dict[str, Detail]:
    return {"code": "not-a-pdf", "problem": "This file is not a PDF.", "advice": "Send it again."}


def replied(by: str = "staff") -> Step:
    return EventKind.REPLIED, {"file": SHA, "by": by, "method": "email"}


def file_details(code: str, file: str) -> dict[str, Detail]:
    return {"format": code, "file": file, "name": f"report.{code}", "size": 3, "media_type": "text/plain"}


def case_of(events: Iterable[Event], formats: tuple[str, ...] = ("docx",), **changes: Any) -> Case:
    history = tuple(events)
    request = Request(
        **{
            "id": "r" * 32,
            "reference": "K7MX-4RTW",
            "received_at": history[0].at,
            "source": UPLOAD,
            "formats": formats,
            "contact": Contact(ContactMethod.EMAIL, "one.who.asks@example.org"),
            **changes,
        }
    )
    return Case(request, history)
