"""One who asks: an office for tests, answers, requests in every stage, and their screens as trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import pytest
from lxml import html
from sqlalchemy import Connection

from portal import progress
from portal import visit as visits
from portal.answers import Answers, Problem, problems_in
from portal.keys import Keys
from portal.needs import Recall
from portal.parts.pressed import Pressed
from portal.parts.templates import render
from portal.services import clock
from portal.services.cases import CaseView, view
from portal.services.office import Office
from portal.services.shelf import CheckedFile, CheckedVersion
from portal.settings import read_settings
from portal.visit import after, values
from portal.visiting import Step, Visit
from requests_log import (
    Contact,
    ContactMethod,
    EventKind,
    FileStore,
    NewRequest,
    Promise,
    Request,
    RequestsLog,
    Source,
    SourceKind,
    due_date,
    load_calendar,
    london_date,
)

HOSTILE = "\"><script>alert(1)</script>'&<b>"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOW.date()
MADE: dict[str, str | int | None] = {
    "name": "report.docx",
    "size": 41_234,
    "media_type": "application/x-test",
}

RIGHT = Answers(
    source="link",
    link="https://www.london.gov.uk/a.pdf",
    formats=("docx",),
    contact="email",
    email="ann@example.com",
)
FULL = replace(
    RIGHT,
    description=HOSTILE,
    title=HOSTILE,
    formats=("html", "docx", "other"),
    format_note=HOSTILE,
    technologies=("nvda",),
    technology_note=HOSTILE,
    name=HOSTILE,
    note=HOSTILE,
)


class NoJobs:
    """Takes jobs as the queue does, and does nothing with them."""

    def enqueue(self, connection: Connection, workflow: str, request_id: str, number: int = 1) -> None:
        assert connection is not None and workflow and request_id and number

    def close(self) -> None: ...


def open_test_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return an office of its own on a Sunday in November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings = read_settings({"PORTAL_DATA": str(tmp_path), "PORTAL_ADDRESS": "https://formats.example"})
    log = RequestsLog(settings.database)
    log.migrate()
    files = FileStore(tmp_path / "files")
    return Office(settings, log, files, Keys("secret"), NoJobs(), load_calendar())  # type: ignore[arg-type]


def visit(answers: Answers = RIGHT, **changed: Any) -> Visit:
    return Visit(answers, "upload-key", **({"request_id": uuid4().hex} | changed))


def pressed(form: str, action: str, answers: Answers = RIGHT) -> Pressed:
    fields = {
        "source": answers.source,
        "link": answers.link,
        "contact": answers.contact,
        "email": answers.email,
        "note": answers.note,
    }
    many = {"formats": answers.formats, "technologies": answers.technologies}
    return Pressed(form, action, {name: (value,) for name, value in fields.items() if value} | many)


def shown(office: Office, at: Visit) -> html.HtmlElement:
    template, _ = visits.SCREENS[at.step]
    return parse(render(template, **values(office, at)))


def parse(markup: str) -> html.HtmlElement:
    tree = html.fragment_fromstring(markup, create_parent="div")
    assert isinstance(tree, html.HtmlElement)
    return tree


def words(tree: html.HtmlElement) -> str:
    return " ".join(tree.text_content().split())


def with_problems(office: Office, answers: Answers) -> Visit:
    return visit(answers, problems=problems_in(answers, TODAY, office.keys.upload_of))


def all_steps(office: Office) -> list[html.HtmlElement]:
    sent = after(office, visit(FULL, step=Step.CHECK), pressed("check", "send"))
    assert sent.step is Step.SENT
    wrong = replace(FULL, link=HOSTILE, email="", day="31", month="2", year="2027", note="x" * 3_000)
    return [
        shown(office, visit(Answers())),
        shown(office, with_problems(office, Answers())),
        shown(office, with_problems(office, wrong)),
        shown(office, visit(FULL, step=Step.CHECK)),
        shown(office, visit(FULL, step=Step.CHECK, trouble=visits.NOT_TAKEN)),
        shown(office, sent),
        *steps_with_more(office, sent),
    ]


def steps_with_more(office: Office, sent: Visit) -> list[html.HtmlElement]:
    """What is there already, on the form and as a step; a needs code in each of its states."""
    note = ("It has 2 headings.",)
    files = tuple(CheckedFile(code, code, 1_000, TODAY, note, "key") for code in ("html", "docx"))
    offer = CheckedVersion("f" * 64, HOSTILE, files)
    wrong = Problem("needs-code", "Enter your code first")
    return [
        shown(office, visit(Answers(), offer=offer)),
        shown(office, visit(FULL, step=Step.ALREADY, offer=offer)),
        shown(office, visit(FULL, step=Step.SERVED, offer=offer)),
        shown(office, visit(Answers(), recall=Recall(typed=HOSTILE, problem=wrong), problems=(wrong,))),
        shown(office, visit(Answers(), recall=Recall("c", "c", "We filled it in.", old=True))),
        shown(office, replace(sent, code="K7MX-4RTW-29HK")),
        shown(office, replace(sent, code=None)),
    ]


def case(
    office: Office,
    source: Source | None = None,
    formats: tuple[str, ...] = ("docx",),
    measures: Mapping[str, str] = MappingProxyType({}),
) -> Request:
    new = NewRequest(
        source=source or Source(SourceKind.LINK, url="https://www.london.gov.uk/a.pdf", title=HOSTILE),
        formats=formats,
        measures=measures,
        contact=Contact(ContactMethod.EMAIL, "ann@example.com"),
        technology_note=HOSTILE,
        note=HOSTILE,
    )
    at = clock.now()
    due = due_date(london_date(at), 5, office.calendar)
    return office.log.receive(new, at, Promise(due, 5, office.calendar.name))


def happen(office: Office, request: Request, kind: EventKind, **details: str | int | None) -> None:
    office.log.append(request.id, kind, clock.now(), details)


def make(office: Office, request: Request, code: str = "docx") -> str:
    file = office.files.put(b"made")
    happen(office, request, EventKind.FILE_MADE, format=code, file=file, **MADE)
    return file


def viewed(office: Office, request: Request) -> CaseView:
    return view(office, office.log.case(request.id))


def followed(office: Office, request: Request) -> html.HtmlElement:
    return parse(
        render("follow.html", **progress.values(office, "KEY", viewed(office, request), clock.now()))
    )


def every_stage(office: Office) -> list[html.HtmlElement]:
    new, begun, ready, checked, replied, failed = (case(office, formats=("docx", "bsl")) for _ in range(6))
    happen(office, begun, EventKind.CONVERSION_STARTED)
    for request in (ready, checked, replied):
        file = make(office, request)
        happen(office, request, EventKind.FORMAT_FOR_STAFF, format="bsl")
        findings = office.files.put(b'[{"kind": "x", "page": 3, "detail": "<b>A table</b>"}]')
        happen(office, request, EventKind.FINDINGS_NOTED, file=findings)
        if request is not ready:
            happen(office, request, EventKind.FILE_CHECKED, format="docx", file=file, by="staff")
    text = office.files.put(b"Dear <b>Ann</b>,\nhere it is.")
    happen(office, replied, EventKind.REPLIED, file=text, by="staff", method="email")
    trouble: dict[str, str | int | None] = {
        "code": "password-needed",
        "problem": "It is <locked>.",
        "advice": "Send another.",
    }
    happen(office, failed, EventKind.CONVERSION_FAILED, **trouble)
    happen(office, failed, EventKind.MAIL_NOT_SENT, message="acknowledgement", problem="No such address.")
    return [followed(office, request) for request in (new, begun, ready, checked, replied, failed)]


def every_screen(office: Office) -> list[html.HtmlElement]:
    nothing = {"body_name": "Anytown Council", "said": progress.NO_KEY}
    return [
        *all_steps(office),
        *every_stage(office),
        parse(render("nothing.html", had_key=False, **nothing)),
        parse(render("nothing.html", had_key=True, **nothing)),
    ]
