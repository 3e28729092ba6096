"""Where a case stands, in a few words for those who work on it. Pure."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from textwrap import shorten
from typing import Final, assert_never
from urllib.parse import unquote

from portal import history, words
from portal.choices import format_choice
from portal.services.cases import CaseView
from portal.talk import Talk
from requests_log import ContactMethod, Event, EventKind, SourceKind, Stage

SHORT: Final = 80  # characters: enough of a description to know it again

CONTACT_METHODS: Final = {
    ContactMethod.EMAIL: "Email",
    ContactMethod.PHONE: "Phone",
    ContactMethod.POST: "Post",
    ContactMethod.TEXT_RELAY: "Text relay",
}


_NEWS: Final = {
    EventKind.ANSWERED: "Answered our question",
    EventKind.NOTE_ADDED: "Added a note",
    EventKind.CONTACT_CHANGED: "Changed how we reach them",
    EventKind.WITHDRAWN: "Withdrew the request",
    EventKind.WITHDRAWAL_UNDONE: "Took the withdrawal back",
}


def document(view: CaseView) -> str:
    """Return what to call the document: its title, else its file name, else what the person wrote."""
    source = view.request.source
    if source.title:
        return source.title
    match source.kind:
        case SourceKind.UPLOAD:
            return source.name or "A file without a name"
        case SourceKind.LINK:
            return source.name or _end_of(source.url or "")
        case SourceKind.DESCRIPTION:
            return shorten(source.description or "", SHORT, placeholder=" …")
        case _:
            assert_never(source.kind)


def _end_of(url: str) -> str:
    """Return the file name in an address; where there is none, the address without its beginning."""
    address = url.partition("://")[2].partition("?")[0].rstrip("/")
    name = address.rpartition("/")[2]
    return unquote(name) if "/" in address and "." in name else address


def stage(view: CaseView) -> str:
    """Return what is done and what is next."""
    status = view.status
    if status.question is not None and status.replied_at is None:
        return "Waiting for their answer"
    if status.reopened_by is not None and status.closed_at is None:
        return f"Open again: {_news(status.reopened_by)}"
    match status.stage:
        case Stage.RECEIVED:
            return "Just arrived"
        case Stage.CONVERTING:
            return "Being converted now"
        case Stage.AUTOMATIC_READY:
            return f"To check: {_names(unchecked(view))}"
        case Stage.WITH_STAFF:
            return f"To make: {_names(status.for_staff)}" if status.for_staff else "To make"
        case Stage.CHECKED:
            return "Checked. Ready to reply"
        case Stage.REPLIED:
            return "Replied"
        case Stage.WITHDRAWN:
            return "Withdrawn by the person"
        case _:
            assert_never(status.stage)


def whose(view: CaseView, name: str) -> str:
    """Return who has an open case in hand, as ``name`` sees it; "" where nobody has, or it is closed."""
    owner = view.status.belongs_to
    if owner is None or view.status.closed_at is not None:
        return ""
    return "Yours" if owner == name else f"With {owner}"


def broken(view: CaseView) -> tuple[Talk, ...]:
    """Return what the person said does not work, since our last reply."""
    since = max((talk.number for talk in view.talk if talk.kind is EventKind.REPLIED), default=0)
    return tuple(t for t in view.talk if t.kind is EventKind.DID_NOT_WORK and t.number > since)


def news(view: CaseView) -> tuple[str, ...]:
    """Return what the person did that nobody here has seen, in a few words each."""
    return tuple(_news(event) for event in view.status.news)


def new_talk(view: CaseView) -> tuple[Talk, ...]:
    """Return what the person wrote that nobody here has seen; what does not work is shown apart."""
    new = {event.number for event in view.status.news} - {talk.number for talk in broken(view)}
    return tuple(talk for talk in view.talk if talk.number in new)


def _news(event: Event) -> str:
    if event.kind is EventKind.DID_NOT_WORK:
        return f"{format_choice(event.text('format')).name} does not work for them"
    return _NEWS[event.kind]


def unchecked(view: CaseView) -> tuple[str, ...]:
    """Return the formats whose file no person has checked."""
    return tuple(state.format for state in view.status.files if state.checked_at is None)


def due(view: CaseView) -> str:
    """Return the time left in words; a late one says so."""
    if view.status.replied_at is not None:
        return "Replied in time" if view.status.in_time else "Replied late"
    if view.status.withdrawn_at is not None:
        return "Withdrawn"
    if view.status.round.paused is not None:
        return f"The clock stands still: {words.days_left(view.days_left).lower()}"
    late = view.days_left < 0
    return f"Overdue: {words.days_left(view.days_left)}" if late else words.days_left(view.days_left)


def needed(view: CaseView, today: date) -> str | None:
    """Return by when the person needs it, and whether that is before the day we promised."""
    day = view.request.needed_by
    if day is None:
        return None
    said = f"Needed by {words.day(day)}"
    if day < today:
        return f"{said}. That day has passed"
    return f"{said}, before our promise" if day < view.status.promise.due else said


def troubles(view: CaseView) -> tuple[str, ...]:
    """Return what went wrong and has not been put right."""
    return tuple(history.trouble(problem) for problem in view.status.problems)


def noticed(view: CaseView) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what the conversion noticed, by page; what is about the whole document stands first."""
    pages = sorted({note.page or 0 for note in view.noticed})
    return tuple(
        (
            f"Page {page}" if page else "Whole document",
            tuple(note.detail for note in view.noticed if (note.page or 0) == page),
        )
        for page in pages
    )


def happened(view: CaseView) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the history, oldest first: each minute in words, and what happened in it."""
    minutes = groupby(view.history, key=lambda line: words.moment(line.at))
    return tuple((minute, tuple(line.what for line in lines)) for minute, lines in minutes)


def _names(formats: tuple[str, ...]) -> str:
    return words.listed(tuple(format_choice(code).name for code in formats))
