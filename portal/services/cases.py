"""A request as a screen shows it: what was asked, where it stands, what is there, what happened."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from converters import Quality, quality_from, quality_sentences, quality_status
from portal import history, words
from portal.choices import format_choice, technologies_in_words
from portal.measures import named
from portal.services import clock
from portal.services.asking import Receipt, receipt
from portal.services.office import Office
from portal.talk import Talk, talk_of
from portal.waiting import how_far
from requests_log import (
    Case,
    EventKind,
    FileState,
    Request,
    SourceKind,
    Stage,
    Status,
    UnknownRequest,
    days_left,
    london_date,
    status_of,
)

UNDELIVERED_DAYS = 60


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file a person may download, with the words that say what it is.

    ``note`` is its quality note, a sentence each; empty where staff made the file.
    """

    format: str
    format_name: str
    state: FileState
    label: str
    note: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something the conversion noticed; ``page`` is None for the whole document."""

    page: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a request's history."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything the follow and case screens show of one request."""

    request: Request
    status: Status
    receipt: Receipt
    days_left: int
    source: str
    formats: tuple[str, ...]
    technologies: tuple[str, ...]
    files: tuple[CaseFile, ...]
    missing: tuple[str, ...]
    noticed: tuple[Noticed, ...]
    history: tuple[Happened, ...]
    replies: tuple[str, ...]
    talk: tuple[Talk, ...] = ()
    kept_until: date | None = None
    """The last day on which the files are here, None while the request is open."""
    progress: str | None = None
    """How far the conversion is, in a sentence, while it is under way."""


def followed(office: Office, key: str) -> CaseView | None:
    """Return the case behind a private link's key, None where the key opens none, or one that was erased."""
    request_id = office.keys.request_of(key)
    found = _view_of_id(office, request_id) if request_id else None
    return None if found is None or found.status.erased_at else found


def case(office: Office, reference: str) -> CaseView | None:
    """Return the case with this reference, as staff see it, None where there is none."""
    try:
        request = office.log.by_reference(reference)
    except UnknownRequest:
        return None
    return view(office, Case(request, office.log.history(request.id)))


def queue(office: Office) -> tuple[CaseView, ...]:
    """Return the cases that wait for a reply, the one due first first; those that wait for an answer last."""
    views = (view(office, one) for one in office.log.open_cases())
    return tuple(sorted(views, key=_turn))


def with_news(office: Office) -> tuple[CaseView, ...]:
    """Return the cases whose person did something that nobody here has seen, what waits longest first."""
    views = (view(office, one) for one in office.log.cases_with_news())
    return tuple(sorted(views, key=lambda view: view.status.news[0].at))


def _turn(view: CaseView) -> tuple[bool, date, datetime]:
    status = view.status
    return status.round.paused is not None, status.promise.due, view.request.received_at


def undelivered(office: Office) -> tuple[CaseView, ...]:
    """Return the cases of the last weeks whose reply could not be sent: the clock is met on paper only."""
    recent = office.log.cases(clock.today() - timedelta(days=UNDELIVERED_DAYS))
    return tuple(view(office, one) for one in recent if _is_undelivered(one))


def view(office: Office, one: Case) -> CaseView:
    """Return ``one`` in words."""
    request, status = one.request, status_of(one.history, clock.now())
    noted = _noted(office, status)
    replies = _replies(office, one, status)
    return CaseView(
        request=request,
        status=status,
        receipt=receipt(office, request, status.round),
        days_left=days_left(status.round, clock.today(), office.calendar),
        source=_source(request),
        formats=tuple(_format(request, code) for code in request.formats),
        technologies=_technologies(request),
        files=tuple(_file(state, noted.quality) for state in status.files),
        missing=tuple(format_choice(code).name for code in status.for_staff),
        noticed=noted.noticed,
        history=_happened(one),
        replies=tuple(replies.values()),
        talk=talk_of(one.history, office.log.said(request.id), replies),
        kept_until=kept_until(status, office.settings.file_days),
        progress=_progress(office, request, status),
    )


def kept_until(status: Status, days: int) -> date | None:
    """Return the last day on which the files are kept: ``days`` after reply, withdrawal or a later file.

    None while the request is open, and where there are no files to keep.
    """
    if status.closed_at is None or (not status.files and status.source_file is None):
        return None
    last = max((status.closed_at, *(state.made_at for state in status.files)))
    return london_date(last) + timedelta(days=days)


def _replies(office: Office, one: Case, status: Status) -> dict[int, str]:
    """Return the words of our replies, by the number of their event."""
    if status.erased_at:
        return {}
    replied = (event for event in one.history if event.kind is EventKind.REPLIED)
    return {event.number: office.files.read(event.text("file")).decode() for event in replied}


def _progress(office: Office, request: Request, status: Status) -> str | None:
    """Return how far the conversion is; None where none is under way or nothing was said of it."""
    if status.stage is not Stage.CONVERTING:
        return None
    progress = office.log.progress(request.id)
    return how_far(progress) if progress else None


def _is_undelivered(one: Case) -> bool:
    """Return whether the last that was tried with a reply is that it did not leave."""
    kinds = (EventKind.MAIL_SENT, EventKind.MAIL_NOT_SENT)
    mail = [
        event for event in one.history if event.kind in kinds and event.text("message").startswith("reply")
    ]
    return bool(mail) and mail[-1].kind is EventKind.MAIL_NOT_SENT


def _happened(one: Case) -> tuple[Happened, ...]:
    said = history.sentences(one.history)
    return tuple(Happened(event.at, what) for event, what in zip(one.history, said, strict=True))


def _view_of_id(office: Office, request_id: str) -> CaseView | None:
    try:
        request = office.log.request(request_id)
    except UnknownRequest:
        return None
    return view(office, Case(request, office.log.history(request.id)))


def _source(request: Request) -> str:
    source = request.source
    match source.kind:
        case SourceKind.LINK:
            return source.url or ""
        case SourceKind.UPLOAD:
            return f"{source.name} ({words.size(source.size or 0)})"
        case SourceKind.DESCRIPTION:
            return source.description or ""


def _format(request: Request, code: str) -> str:
    return named(code, request.measures, request.format_note)


def _technologies(request: Request) -> tuple[str, ...]:
    said = technologies_in_words(request.technologies)
    return (*said, request.technology_note) if request.technology_note else said


def _file(state: FileState, quality: Quality | None) -> CaseFile:
    note = () if quality is None or state.made_by else _note(state, quality)
    return CaseFile(state.format, format_choice(state.format).name, state, _label(state), note)


def _note(state: FileState, quality: Quality) -> tuple[str, ...]:
    """Return the quality note of a file that a program made: as in the file, with what staff did since."""
    checked_on = london_date(state.checked_at) if state.checked_at else None
    return (quality_status(checked_on), *quality_sentences(quality))


def _label(state: FileState) -> str:
    if state.checked_at:
        return f"checked by a person on {words.day(london_date(state.checked_at))}"
    if state.made_by:
        return "made by our staff, not yet checked"
    return words.AUTOMATIC


@dataclass(frozen=True, slots=True)
class _Noted:
    """What a conversion left beside its files."""

    noticed: tuple[Noticed, ...] = ()
    quality: Quality | None = None


def _noted(office: Office, status: Status) -> _Noted:
    if status.findings_file is None:
        return _Noted()
    kept = json.loads(office.files.read(status.findings_file))
    findings = kept["findings"] if isinstance(kept, dict) else kept  # until 0.1 a list, and no note
    quality = kept.get("quality") if isinstance(kept, dict) else None
    return _Noted(
        tuple(Noticed(finding["page"], finding["detail"]) for finding in findings),
        quality_from(quality) if quality else None,
    )
