"""Requests in every stage, put into the log by hand. Each is made once, when a state first asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from converters import Stage as Converting
from portal.services import casework, following
from requests_log import (
    Account,
    Contact,
    ContactMethod,
    EventKind,
    Progress,
    Request,
    Role,
    Said,
    Source,
    SourceKind,
)
from tests import pdfs
from tests.journeys.stage import EXAMPLE, MARKUP, NOW, Stage, days_ago

FAILED: Final[dict[str, Any]] = {
    "code": "password-needed",
    "problem": "The document is locked with a password.",
    "advice": "Send us a copy without one.",
}
MANY: Final = 60
SAM: Final = Account("staff", Role.STAFF, "x")
ON_THE_SHELF: Final = "https://www.london.gov.uk/plans/checked.pdf"
OLD_CODE: Final = "K7MX-4RTW-29HK"  # what it stands for was last looked at more than a year ago


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


def asked(stage: Stage) -> Request:
    """Waits for the person's answer, and they added something that is new to staff."""
    request = stage.ask()
    _made(stage, request)
    casework.ask_question(stage.office, request.id, "Do you need the appendix?", SAM)
    following.add_note(stage.office, request.id, "I need it for Monday.", following.new_form())
    return request


def reopened(stage: Stage) -> Request:
    """A file does not work with what the person reads with, after our reply."""
    request = checked(stage)
    stage.reply(request, "Hello Ann,\nyour files are ready.")
    said = Said(f"The table has no headers {MARKUP}", "12")
    following.say_it_does_not_work(stage.office, request.id, "docx", said, following.new_form())
    return request


def withdrawn(stage: Stage) -> Request:
    request = ready(stage)
    following.withdraw(stage.office, request.id, following.new_form())
    return request


def removed(stage: Stage) -> Request:
    """Replied to so long ago that the files are gone."""
    request = checked(stage)
    stage.reply(request, "Your files are ready.")
    stage.happen(request, EventKind.FILES_REMOVED)
    return request


def erased(stage: Stage) -> Request:
    request = checked(stage)
    stage.office.log.erase(request.id, NOW)
    return request


def on_the_shelf(stage: Stage) -> Request:
    """A public document (of ON_THE_SHELF) of which checked versions are there."""
    source = Source(SourceKind.LINK, url=ON_THE_SHELF, title="Ann's own title")
    request = stage.ask(replace(EXAMPLE, source=source))
    files = _made(stage, request, pdfs.report())
    stage.note(request, [])
    for code, file in files.items():
        stage.happen(request, EventKind.FILE_CHECKED, format=code, file=file, by="staff")
    stage.reply(request, "Your files are ready.")
    return request


def remember_long_ago(stage: Stage) -> None:
    """Keep under OLD_CODE what somebody said more than a year ago that they need."""
    code = stage.office.keys.code_fingerprint(OLD_CODE)
    answers = {"formats": ("docx", "braille"), "technologies": ("nvda",)}
    stage.office.log.needs.keep(code, answers, days_ago(370))


def queued(stage: Stage) -> Request:
    """The first of many requests, so that every list is long."""
    requests = [stage.ask(at=days_ago(number % 6)) for number in range(MANY)]
    return requests[0]


def _made(stage: Stage, request: Request, document: bytes = b"%PDF-1.7 lifts") -> dict[str, str]:
    """Fetch the document and make what a program makes of it; return the files (SHA-256) by format."""
    fetched = stage.office.files.put(document)
    stage.happen(request, EventKind.SOURCE_FETCHED, file=fetched, name="lifts.pdf", size=len(document))
    stage.happen(request, EventKind.CONVERSION_STARTED)
    return {code: stage.make(request, code) for code in request.formats if code in ("html", "docx")}
