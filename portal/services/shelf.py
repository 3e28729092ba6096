"""The shelf of checked versions: what we have already of the document a person asks about.

Why it may be shown to somebody else than the person who asked for it:

- A document is the same when its bytes are. A checked version is found by an upload only by
  who has those very bytes, and by a link only where we ourselves, who sign in nowhere, fetched
  it from there: then it is public.
- Of an uploaded document only versions are offered that a program made and a person found
  good: they say the same as the bytes in the hand of both. What staff made themselves may
  hold words meant for one person, so it is offered only where the document is public, and
  never in the format "other", which is made as one person described it.
- Nothing of the other request goes along: no reference, no name of a person or of their
  file, no note, no date but that of the check. A file is saved under the name that whoever
  asks now gave it.
- Only requests that stand as replied are looked at: one that was taken back, erased or
  reopened is not offered, and neither is a file whose check was undone or that is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from portal.answers import Answers
from portal.links import same_place, telling_part
from portal.measures import named
from portal.services import cases, clock
from portal.services.cases import CaseFile
from portal.services.office import Office
from portal.typed import link_of
from requests_log import EventKind, FileState, SourceKind, Stage, london_date

ONE_PERSONS: Final = "other"  # the format that is made as one person described it
NAME_CHARACTERS: Final = 80


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One checked version. ``size`` in bytes; ``note``: its quality, a sentence each; ``key`` opens it."""

    format: str
    format_name: str
    size: int
    checked_on: date
    note: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class CheckedVersion:
    """What we have of a document (its SHA-256)."""

    document: str
    name: str
    files: tuple[CheckedFile, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A checked version on its way out."""

    file: str
    name: str
    media_type: str
    document: str
    visit: str


def checked_version(office: Office, answers: Answers, visit: str) -> CheckedVersion | None:
    """Return the checked versions of the document that ``answers`` name, None where there are none."""
    document, name = _document(office, answers)
    if document is None:
        return None
    found = _checked(office, document).items()
    files = tuple(_file(office, document, each, _stem(name), visit) for each in found)
    return CheckedVersion(document, answers.title or name, files) if files else None


def is_there(office: Office, answers: Answers) -> bool:
    """Return whether there is a checked version, for who only has to hear of it."""
    document, _ = _document(office, answers)
    return document is not None and bool(_checked(office, document))


def document_of(office: Office, answers: Answers) -> str | None:
    """Return the document (SHA-256) that ``answers`` name, None where we never had it."""
    return _document(office, answers)[0]


def taken(office: Office, key: str) -> Taken | None:
    """Return the file behind a key, and count the visit; None where there is nothing to give (any more)."""
    meant = office.keys.shelf_of(key)
    if meant is None:
        return None
    document, version, stem, visit = meant
    file = _checked(office, document).get(version)
    if file is None:
        return None
    note_answered(office, visit, document)
    name = f"{stem}{PurePosixPath(file.state.name).suffix}"
    return Taken(file.state.offered, name, file.state.media_type, document, visit)


def note_answered(office: Office, visit: str, document: str) -> None:
    """Count a visit that needed no request, because what it came for was there."""
    office.log.shelf.note_answered(visit, document, clock.now())


def _document(office: Office, answers: Answers) -> tuple[str | None, str]:
    """Return the document (SHA-256) that is meant, None where we never had it; and what to call it."""
    match answers.source:
        case SourceKind.LINK:
            link = link_of(answers.link)
            return (_at(office, link), _name_in(link)) if link else (None, "")
        case SourceKind.UPLOAD:
            kept = office.keys.upload_of(answers.upload)
            return (kept[0], kept[1]) if kept else (None, "")
        case _:
            return None, ""


def _at(office: Office, link: str) -> str | None:
    """Return the document that last came from ``link``: what was there before it is out of date."""
    place = same_place(link)
    links = office.log.shelf.fetched_links(telling_part(link))
    came = tuple(file for url, file in links if same_place(url) == place)
    return came[-1] if place and came else None


def _checked(office: Office, document: str) -> dict[str, CaseFile]:
    """Return the newest checked file of each version: by its format, and how that is called."""
    newest: dict[str, CaseFile] = {}
    for request_id in office.log.shelf.requests_for(document):
        for file in _offered(office, request_id, document):
            version = f"{file.format}: {file.format_name}"
            known = newest.get(version)
            if known is None or _checked_on(known.state) <= _checked_on(file.state):
                newest[version] = file
    return newest


def _offered(office: Office, request_id: str, document: str) -> tuple[CaseFile, ...]:
    """Return what a request has for others; see the reasons above."""
    case = office.log.case(request_id)
    seen = cases.view(office, case)
    status = seen.status
    if status.stage is not Stage.REPLIED or status.erased_at or status.source_file != document:
        return ()
    public = any(  # what staff put to a request themselves has their name
        event.kind is EventKind.SOURCE_FETCHED and event.text_or_none("by") is None for event in case.history
    )
    return tuple(
        replace(file, format_name=named(file.format, case.request.measures))
        for file in seen.files
        if file.state.checked_at is not None
        and (file.state.made_by is None or (public and file.format != ONE_PERSONS))
        and office.files.has(file.state.offered)
    )


def _checked_on(state: FileState) -> date:
    return london_date(state.checked_at) if state.checked_at else date.min


def _file(office: Office, document: str, version: tuple[str, CaseFile], stem: str, visit: str) -> CheckedFile:
    name, file = version
    return CheckedFile(
        format=file.format,
        format_name=file.format_name,
        size=file.state.offered_size,
        checked_on=_checked_on(file.state),
        note=file.note,
        key=office.keys.for_shelf(document, name, stem, visit),
    )


def _name_in(link: str) -> str:
    return unquote(urlsplit(link).path.rstrip("/").rpartition("/")[2]) or "document"


def _stem(name: str) -> str:
    """Return a file name without suffix, of letters that every system takes."""
    stem = name.removesuffix(".pdf").removesuffix(".PDF")
    return (
        "".join(c if c.isalnum() or c in " -_" else "-" for c in stem).strip(" -")[:NAME_CHARACTERS]
        or "document"
    )
