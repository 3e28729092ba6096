"""What was asked and what happened. Frozen values; no database.

Personal data (how to reach a person, what they use, what they wrote) stands in
the Request only, never in an Event: a request can then be made anonymous
without touching its history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, TypeAlias

from requests_log.frozen import FrozenDict

Detail: TypeAlias = str | int | bool | None


class UnknownRequest(LookupError):
    """No request has this id or reference."""


class UnknownAccount(LookupError):
    """Nobody has an account with this name."""


class AccountExists(ValueError):
    """Somebody already has an account with this name."""


def in_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC.

    Raises:
        ValueError: ``moment`` has no time zone.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} has no time zone: it could mean any of 24 moments")
    return moment.astimezone(UTC)


class SourceKind(StrEnum):
    """How a person told us which document. Stored, so never renamed."""

    LINK = "link"
    UPLOAD = "upload"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Source:
    """The document asked for. ``file`` is the SHA-256 of an uploaded file, ``size`` its bytes."""

    kind: SourceKind
    url: str | None = None
    file: str | None = None
    name: str | None = None
    size: int | None = None
    description: str | None = field(default=None, repr=False)
    title: str | None = None

    def __post_init__(self) -> None:
        needed = {
            SourceKind.LINK: self.url,
            SourceKind.UPLOAD: self.file,
            SourceKind.DESCRIPTION: self.description,
        }
        if not needed[self.kind]:
            raise ValueError(f"a {self.kind} request does not say where the document is")


class ContactMethod(StrEnum):
    """How a person wants to be reached. Stored, so never renamed."""

    EMAIL = "email"
    PHONE = "phone"
    POST = "post"
    TEXT_RELAY = "text-relay"


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a person. Kept out of ``repr``, so out of logs."""

    method: ContactMethod
    address: str = field(repr=False)
    name: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.address.strip():
            raise ValueError("a contact has no address")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """What a person asks, before it is received.

    ``formats``, ``technologies`` and ``measures`` (how formats are to be made, a
    code for each question) are codes that mean nothing here; a code has no
    spaces. ``needed_by`` is a London date.
    """

    source: Source
    formats: tuple[str, ...]
    contact: Contact
    format_note: str | None = field(default=None, repr=False)
    measures: Mapping[str, str] = field(default_factory=dict, hash=False, repr=False)
    technologies: tuple[str, ...] = field(default=(), repr=False)
    technology_note: str | None = field(default=None, repr=False)
    needed_by: date | None = None
    note: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.formats and not self.format_note:
            raise ValueError("a request names no format")
        measures = (*self.measures.keys(), *self.measures.values())
        if any(code.split() != [code] for code in (*self.formats, *self.technologies, *measures)):
            raise ValueError("a code has no spaces")
        object.__setattr__(self, "measures", FrozenDict(self.measures))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(NewRequest):
    """What a person asked. ``id`` is 32 hexadecimal digits; ``reference`` is for people."""

    id: str
    reference: str
    received_at: datetime

    def __post_init__(self) -> None:
        NewRequest.__post_init__(self)
        in_utc(self.received_at)


class EventKind(StrEnum):
    """What can happen to a request. Stored, so never renamed. Their details: DETAIL_KEYS."""

    RECEIVED = "received"
    PROMISED = "promised"
    MAIL_SENT = "mail-sent"
    MAIL_NOT_SENT = "mail-not-sent"
    SOURCE_FETCHED = "source-fetched"
    SOURCE_NOT_FETCHED = "source-not-fetched"
    CONVERSION_STARTED = "conversion-started"
    FILE_MADE = "file-made"
    FORMAT_NOT_MADE = "format-not-made"
    FORMAT_FOR_STAFF = "format-for-staff"
    CONVERSION_FAILED = "conversion-failed"
    FINDINGS_NOTED = "findings-noted"
    FILE_REPLACED = "file-replaced"
    FILE_CHECKED = "file-checked"
    CHECK_UNDONE = "check-undone"
    CHECK_WRITTEN = "check-written"
    REPLIED = "replied"


# Every `file` is a SHA-256, every `size` bytes, every `by` an account's name, every `format` a code.
# An event may carry more than these keys, never less.
DETAIL_KEYS: Final[Mapping[EventKind, frozenset[str]]] = {
    # source: SourceKind; file: what was uploaded, or None; formats: the codes asked for, space between
    EventKind.RECEIVED: frozenset({"source", "file", "formats"}),
    # due: ISO date; calendar: the WorkingCalendar's name
    EventKind.PROMISED: frozenset({"due", "working_days", "calendar"}),
    # message: acknowledgement, reply, …; message_id: the Message-ID; how: smtp or outbox
    EventKind.MAIL_SENT: frozenset({"message", "message_id", "how"}),
    EventKind.MAIL_NOT_SENT: frozenset({"message", "problem"}),
    EventKind.SOURCE_FETCHED: frozenset({"file", "name", "size"}),
    # code: stable; problem and advice: words for the person
    EventKind.SOURCE_NOT_FETCHED: frozenset({"code", "problem", "advice"}),
    EventKind.CONVERSION_STARTED: frozenset(),
    EventKind.FILE_MADE: frozenset({"format", "file", "name", "size", "media_type"}),
    EventKind.FORMAT_NOT_MADE: frozenset({"format", "code", "problem", "advice"}),
    EventKind.FORMAT_FOR_STAFF: frozenset({"format"}),
    EventKind.CONVERSION_FAILED: frozenset({"code", "problem", "advice"}),
    # file: a JSON file with the findings
    EventKind.FINDINGS_NOTED: frozenset({"file"}),
    EventKind.FILE_REPLACED: frozenset({"format", "file", "name", "size", "media_type", "by"}),
    EventKind.FILE_CHECKED: frozenset({"format", "file", "by"}),
    EventKind.CHECK_UNDONE: frozenset({"format", "by"}),
    # file: the checked file made anew, the same but for its note that it is checked; of: the checked file
    EventKind.CHECK_WRITTEN: frozenset({"format", "file", "size", "of"}),
    # file: the text of the reply; method: ContactMethod
    EventKind.REPLIED: frozenset({"file", "by", "method"}),
}


def check_details(kind: EventKind, details: Mapping[str, Detail]) -> None:
    """Raise ValueError when ``details`` lack a key that ``kind`` needs.

    Asked of events to be written, not of events read: a key added later must
    not make an old history unreadable.
    """
    missing = DETAIL_KEYS[kind] - details.keys()
    if missing:
        raise ValueError(f"{kind} lacks {', '.join(sorted(missing))}")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a request, never changed. ``number`` counts from 1 for each request."""

    request: str
    number: int
    kind: EventKind
    at: datetime
    details: Mapping[str, Detail] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        in_utc(self.at)
        for key, value in self.details.items():
            if not isinstance(value, str | int | None):
                raise TypeError(f"{key} is {type(value).__name__}, not text, a whole number, yes/no or None")
        object.__setattr__(self, "details", FrozenDict(self.details))

    def text(self, key: str) -> str:
        """Return a detail that is text; KeyError or TypeError where it is not."""
        value = self.details[key]
        if not isinstance(value, str):
            raise TypeError(f"{key} of {self.kind} is {value!r}, not text")
        return value

    def whole(self, key: str) -> int:
        """Return a detail that is a whole number; KeyError or TypeError where it is not."""
        value = self.details[key]
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"{key} of {self.kind} is {value!r}, not a whole number")
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return a detail that is text, or None where it is None or missing."""
        return None if self.details.get(key) is None else self.text(key)


@dataclass(frozen=True, slots=True)
class Promise:
    """The date we gave: ``due`` is the last London day on which a reply is in time."""

    due: date
    working_days: int
    calendar: str

    def as_details(self) -> dict[str, Detail]:
        """Return the details of a PROMISED event."""
        return {"due": self.due.isoformat(), "working_days": self.working_days, "calendar": self.calendar}

    @classmethod
    def of(cls, event: Event) -> Promise:
        """Return the promise that a PROMISED event made."""
        return cls(date.fromisoformat(event.text("due")), event.whole("working_days"), event.text("calendar"))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the conversion of a request is. Not an event: the next one takes its place.

    ``stage`` and ``format`` are codes that mean nothing here; ``total`` is 0 where nobody knows it.
    """

    stage: str
    done: int
    total: int
    format: str | None
    at: datetime

    def __post_init__(self) -> None:
        in_utc(self.at)


@dataclass(frozen=True, slots=True)
class Case:
    """A request and everything that happened to it, oldest first."""

    request: Request
    history: tuple[Event, ...]


class Role(StrEnum):
    """What an account may see. Stored, so never renamed."""

    STAFF = "staff"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. ``password_hash`` is opaque here."""

    name: str
    role: Role
    password_hash: str = field(repr=False)
