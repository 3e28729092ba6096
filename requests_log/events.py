"""What can happen to a request, and one thing that happened. Frozen values; no database, no personal data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, TypeAlias

from requests_log.frozen import FrozenDict

Detail: TypeAlias = str | int | bool | None


def in_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC.

    Raises:
        ValueError: ``moment`` has no time zone.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} has no time zone: it could mean any of 24 moments")
    return moment.astimezone(UTC)


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
    QUESTION_ASKED = "question-asked"
    ANSWERED = "answered"
    NOTE_ADDED = "note-added"
    CONTACT_CHANGED = "contact-changed"
    DID_NOT_WORK = "did-not-work"
    WITHDRAWN = "withdrawn"
    WITHDRAWAL_UNDONE = "withdrawal-undone"
    SEEN = "seen"
    TAKEN = "taken"
    FILES_REMOVED = "files-removed"
    ERASED = "erased"


# What the person who asked does; staff have then something new to see.
BY_THE_PERSON: Final = frozenset(
    {
        EventKind.ANSWERED,
        EventKind.NOTE_ADDED,
        EventKind.CONTACT_CHANGED,
        EventKind.DID_NOT_WORK,
        EventKind.WITHDRAWN,
        EventKind.WITHDRAWAL_UNDONE,
    }
)
# After these a request has files, also where its earlier ones were removed.
MAKES_FILES: Final = frozenset({EventKind.SOURCE_FETCHED, EventKind.FILE_MADE, EventKind.FILE_REPLACED})
REMOVALS: Final = frozenset({EventKind.FILES_REMOVED, EventKind.ERASED})
# What staff do only after they have seen all that was new.
SHOWS_SEEN: Final = frozenset({EventKind.SEEN, EventKind.REPLIED, EventKind.QUESTION_ASKED, EventKind.ERASED})


# Every `file` is a SHA-256, every `size` bytes, every `by` an account's name, every `format` a code.
# An event may carry more than these keys, never less.
DETAIL_KEYS: Final[Mapping[EventKind, frozenset[str]]] = {
    # source: SourceKind; file: what was uploaded, or None; formats: the codes asked for, space between
    EventKind.RECEIVED: frozenset({"source", "file", "formats"}),
    # due: ISO date; calendar: the WorkingCalendar's name; because, where it is not the first: an EventKind
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
    # What is asked, answered or told stands beside the event: Said, by its number.
    EventKind.QUESTION_ASKED: frozenset({"by", "method"}),
    # question: the number of its event; by: None for the person, else who wrote down what they said
    EventKind.ANSWERED: frozenset({"question", "by"}),
    # once: 32 hex digits that the form carried, so that a form sent twice is one event
    EventKind.NOTE_ADDED: frozenset({"once"}),
    EventKind.CONTACT_CHANGED: frozenset({"once"}),
    # file: the very file that does not work
    EventKind.DID_NOT_WORK: frozenset({"format", "file", "once"}),
    EventKind.WITHDRAWN: frozenset({"once"}),
    EventKind.WITHDRAWAL_UNDONE: frozenset({"once"}),
    EventKind.SEEN: frozenset({"by"}),
    EventKind.TAKEN: frozenset({"by"}),
    EventKind.FILES_REMOVED: frozenset(),
    EventKind.ERASED: frozenset(),
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


Step: TypeAlias = tuple[EventKind, Mapping[str, Detail]]
"""What is to happen: an event that has no number and no moment yet."""
