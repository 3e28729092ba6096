"""Requests in every stage, put into the log by hand. Each is made once, when a state first asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from converters import Stage as Converting
from requests_log import Contact, ContactMethod, EventKind, Progress, Request, Source, SourceKind
from tests.journeys.stage import EXAMPLE, MARKUP, NOW, Stage, days_ago

FAILED: Final[dict[str, Any]] = {
    "code": "password-needed",
    "problem": "The document is locked with a password.",
    "advice": "Send us a copy without one.",
}
MANY: Final = 200


def arrived(stage: Stage) -> Request:
    return stage.ask()


def converting(stage: Stage) -> Request:
    request = stage.ask(replace(EXAMPLE, formats=("html", "docx", "large-print", "bsl")))
    stage.happen(request, EventKind.CONVERSION_STARTED)
    stage.happen(request, EventKind.FORMAT_FOR_STAFF, format="bsl")
    stage.note_progress(request, Progress(Converting.READING, 12, 40, None, NOW))
    return request


def slow(stage: Stage) -> Request:
    request = stage.ask(at=NOW - timedelta(minutes=10))
    stage.happen(request, EventKind.CONVERSION_STARTED)
    return request


def ready(stage: Stage) -> Request:
    """With files, doubts, and a day it is needed by."""
    wanted = NOW.date() + timedelta(days=3)
    request = stage.ask(replace(EXAMPLE, formats=("html", "docx", "braille-paper"), needed_by=wanted))
    _made(stage, request)
    stage.happen(request, EventKind.FORMAT_FOR_STAFF, format="braille-paper")
    stage.note(request, [(None, "The title was a guess."), (3, "A table may have lost its headings.")])
    return request


def doubtful(stage: Stage) -> Request:
    """With so many doubts that they are folded away, and a history of 60 lines and more."""
    request = stage.ask()
    files = _made(stage, request)
    stage.note(request, [(page, f"Figure {page} has no description.") for page in range(1, 41)])
    for _ in range(30):
        stage.happen(request, EventKind.FILE_CHECKED, format="docx", file=files["docx"], by="staff")
        stage.happen(request, EventKind.CHECK_UNDONE, format="docx", by="staff")
    return request


def checked(stage: Stage) -> Request:
    request = stage.ask()
    for code, file in _made(stage, request).items():
        stage.happen(request, EventKind.FILE_CHECKED, format=code, file=file, by="staff")
    return request


def with_staff(stage: Stage) -> Request:
    """Described in words that look like markup."""
    described = Source(SourceKind.DESCRIPTION, description=f"The plan for lifts {MARKUP}")
    post = Contact(ContactMethod.POST, "1 High Street\nLondon\nSE1 2AA")
    request = stage.ask(
        replace(EXAMPLE, source=described, formats=("audio", "other"), format_note="CD", contact=post)
    )
    for code in ("audio", "other"):
        stage.happen(request, EventKind.FORMAT_FOR_STAFF, format=code)
    return request


def failed(stage: Stage) -> Request:
    request = stage.ask()
    stage.happen(request, EventKind.CONVERSION_FAILED, **FAILED)
    stage.happen(request, EventKind.MAIL_NOT_SENT, message="acknowledgement", problem="No such address.")
    return request


def overdue(stage: Stage) -> Request:
    request = stage.ask(at=days_ago(20))
    _made(stage, request)
    return request


def overdue_and_failed(stage: Stage) -> Request:
    request = overdue(stage)
    stage.happen(request, EventKind.CONVERSION_FAILED, **FAILED)
    return request


def replied(stage: Stage) -> Request:
    request = checked(stage)
    stage.reply(request, f"Hello Ann,\nyour files are ready. {MARKUP}")
    return request


def queued(stage: Stage) -> Request:
    """The first of many requests, so that every list is long."""
    requests = [stage.ask(at=days_ago(number % 6)) for number in range(MANY)]
    return requests[0]


def _made(stage: Stage, request: Request) -> dict[str, str]:
    stage.happen(request, EventKind.CONVERSION_STARTED)
    return {code: stage.make(request, code) for code in request.formats if code in ("html", "docx")}
