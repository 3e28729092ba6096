"""What was asked, and what was said since. Frozen values; no database.

Personal data (how to reach a person, what they use, what they wrote) stands in
the Request and in what was Said beside its events, never in an Event: a request
can then be made anonymous without touching its history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from requests_log.events import Detail, Event, in_utc
from requests_log.frozen import FrozenDict


class UnknownRequest(LookupError):
    """No request has this id or reference."""


class UnknownAccount(LookupError):
    """Nobody has an account with this name."""


class AccountExists(ValueError):
    """Somebody already has an account with this name."""


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
class Said:
    """What somebody wrote with an event: a note, a question, an answer. Kept out of ``repr``, so out of logs.

    ``page`` is where in a file it does not work, as the person wrote it.
    """

    text: str = field(repr=False)
    page: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("nothing was said")


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
