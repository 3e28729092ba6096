"""Requests that left a checked version behind, as staff make them."""

from __future__ import annotations

from typing import Any

from portal.answers import Answers
from portal.services import casework
from portal.services.office import Office
from requests_log import EventKind, Request, Source, SourceKind
from tests.portal.requester import MADE, case, happen
from tests.portal.staff import SAM

URL = "https://www.london.gov.uk/plans/lifts.pdf"
PDF = b"%PDF-1.7 lifts"
BY_LINK = Answers(source="link", link=URL)


def uploaded(office: Office, content: bytes = PDF, name: str = "mine.pdf") -> Answers:
    """Return the answers of somebody who just sent these bytes."""
    return Answers(
        source="upload", upload=office.keys.for_upload(office.files.put(content), name, len(content))
    )


def asked_by_link(
    office: Office, content: bytes = PDF, url: str = URL, formats: tuple[str, ...] = ("docx",), **asked: Any
) -> Request:
    """A request for a linked document, which was fetched."""
    request = case(office, Source(SourceKind.LINK, url=url, title="Ann's own title"), formats, **asked)
    file = office.files.put(content)
    happen(office, request, EventKind.SOURCE_FETCHED, file=file, name="lifts.pdf", size=len(content))
    return request


def asked_by_upload(office: Office, content: bytes = PDF) -> Request:
    file = office.files.put(content)
    return case(office, Source(SourceKind.UPLOAD, file=file, name="ann-smith-appeal.pdf", size=len(content)))


def answered(
    office: Office,
    request: Request,
    code: str = "docx",
    content: bytes = b"the checked version",
    by: str | None = None,
) -> Request:
    """Make a format (``by`` a person, or by a program), mark it as checked and reply."""
    details = {**MADE, "name": f"ann-smith.{code}"} | ({"by": by} if by else {})
    file = office.files.put(content)
    kind = EventKind.FILE_REPLACED if by else EventKind.FILE_MADE
    happen(office, request, kind, format=code, file=file, **details)
    casework.mark_checked(office, request.id, code, file, SAM)
    casework.reply(office, request.id, "Here it is.", SAM)
    return request
