"""Those who work here: accounts, files they make, and their screens as trees."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

from lxml import html

from portal.parts.pressed import Pressed
from portal.parts.templates import render
from portal.periods import preset_period, typed_of
from portal.screens import case as case_screen
from portal.screens import promise, queue
from portal.screens.desk import Desk
from portal.screens.promise import Chosen
from portal.screens.queue import Find
from portal.services import clock
from portal.services.office import Office
from requests_log import (
    Account,
    Contact,
    ContactMethod,
    EventKind,
    NewRequest,
    Promise,
    Request,
    Role,
    Source,
    SourceKind,
    due_date,
    london_date,
)
from tests.portal.requester import NOW, happen, parse, viewed

SAM = Account("Sam", Role.STAFF, "x")
ALEX = Account("Alex", Role.STAFF, "x")
MORGAN = Account("Morgan", Role.MANAGER, "x")

WEB_PAGE = b"<!DOCTYPE html><html lang='en'><title>A</title>"
PDF = b"%PDF-1.7\n"
PEF = b"<?xml version='1.0'?><pef xmlns='http://www.daisy.org/ns/2008/pef' version='2008-1'/>"


def word_document(part: str = "word/document.xml") -> bytes:
    return packed({part: "<x/>"})


def epub() -> bytes:
    return packed({"mimetype": "application/epub+zip", "META-INF/container.xml": "<x/>"})


def packed(parts: dict[str, str]) -> bytes:
    """The same bytes whenever it is made: an entry of its own accord carries the time to two seconds."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return package.getvalue()


def sent(office: Office, content: bytes, name: str) -> str:
    """Return the key of a file that was uploaded."""
    return office.keys.for_upload(office.files.put(content), name, len(content))


def case_tree(office: Office, request: Request, desk: Desk | None = None) -> html.HtmlElement:
    at = desk or Desk(request.reference)
    return parse(render("case.html", **case_screen.values(office, SAM, viewed(office, request), at)))


def queue_tree(office: Office, find: Find | None = None) -> html.HtmlElement:
    return parse(render("queue.html", **queue.values(office, SAM, find or Find())))


def promise_tree(office: Office, chosen: Chosen | None = None) -> html.HtmlElement:
    at = chosen or month()
    return parse(render("promise.html", **promise.values(office, MORGAN, at, clock.now())))


def month(code: str = "this-month", open_list: str | None = None) -> Chosen:
    period = preset_period(code, clock.today())
    return Chosen(code, period, typed_of(period), open_list)


def press(action: str, **fields: str) -> Pressed:
    return Pressed("case", action, {name.replace("_", "-"): (value,) for name, value in fields.items()})


def received(office: Office, new: NewRequest, days_ago: int = 0) -> Request:
    at = NOW - timedelta(days=days_ago)
    due = due_date(london_date(at), 5, office.calendar)
    return office.log.receive(new, at, Promise(due, 5, office.calendar.name))


def plain(office: Office, days_ago: int = 0, **changed: object) -> Request:
    fields: dict[str, object] = {
        "source": Source(SourceKind.LINK, url="https://www.london.gov.uk/papers/minutes%20A.pdf?x=1"),
        "formats": ("docx",),
        "contact": Contact(ContactMethod.EMAIL, "ann@example.com", "Ann"),
    }
    return received(office, NewRequest(**fields | changed), days_ago)  # type: ignore[arg-type]


def replied(office: Office, request: Request, text: bytes = b"Here <b>it</b> is.") -> None:
    file = office.files.put(text)
    happen(office, request, EventKind.REPLIED, file=file, by="Sam", method="email")
