"""What the person and our staff wrote to each other, oldest first, in words for either side. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.choices import format_choice
from requests_log import Event, EventKind, Said

_TO_THE_PERSON: Final = {
    EventKind.NOTE_ADDED: "You added",
    EventKind.QUESTION_ASKED: "We asked you",
    EventKind.ANSWERED: "You answered",
    EventKind.DID_NOT_WORK: "You told us that this does not work",
    EventKind.REPLIED: "We replied",
}
_TO_STAFF: Final = {
    EventKind.NOTE_ADDED: "They added",
    EventKind.QUESTION_ASKED: "{by} asked",
    EventKind.ANSWERED: "They answered",
    EventKind.DID_NOT_WORK: "They say that this does not work",
    EventKind.REPLIED: "{by} replied",
}


@dataclass(frozen=True, slots=True)
class Talk:
    """One message. ``by`` is an account, None for the person; ``format`` and ``page`` say what fails."""

    number: int
    kind: EventKind
    at: datetime
    text: str
    by: str | None = None
    format: str | None = None
    page: str | None = None

    @property
    def to_the_person(self) -> str:
        """Return who says what, as the person reads it."""
        if self.kind is EventKind.ANSWERED and self.by:
            return f"Your answer, as {self.by} wrote it down"
        return _TO_THE_PERSON[self.kind] + self._where()

    @property
    def to_staff(self) -> str:
        """Return who says what, as staff read it."""
        if self.kind is EventKind.ANSWERED and self.by:
            return f"Their answer, as {self.by} wrote it down"
        return _TO_STAFF[self.kind].format(by=self.by) + self._where()

    @property
    def is_ours(self) -> bool:
        return self.kind in (EventKind.REPLIED, EventKind.QUESTION_ASKED)

    @property
    def where(self) -> str:
        """Return the file and the place in it: "Word document, page 12", "Web page, the last table"."""
        if not self.page:
            return self.format or ""
        return f"{self.format}, page {self.page}" if self.page.isdecimal() else f"{self.format}, {self.page}"

    def _where(self) -> str:
        return f": {self.where}" if self.format else ""


def talk_of(
    history: Sequence[Event], said: Mapping[int, Said], replies: Mapping[int, str]
) -> tuple[Talk, ...]:
    """Return the messages of a request; ``said`` and ``replies`` have their words by the event's number."""
    words = {number: each.text for number, each in said.items()} | dict(replies)
    return tuple(_talk(event, words[event.number], said) for event in history if event.number in words)


def _talk(event: Event, text: str, said: Mapping[int, Said]) -> Talk:
    code = event.text_or_none("format")
    return Talk(
        number=event.number,
        kind=event.kind,
        at=event.at,
        text=text,
        by=event.text_or_none("by"),
        format=format_choice(code).name if code else None,
        page=said[event.number].page if event.number in said else None,
    )
