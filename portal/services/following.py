"""What the person who asked does on their private link. Every step is an event; sent twice it is one event.

``once`` is what the form carried (32 hex digits, see ``new_form``): a form that is
sent twice, from two windows or after a lost answer, is taken once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final
from uuid import uuid4

from sqlalchemy import Connection

from portal import jobs
from portal.services import clock
from portal.services.moves import Moved, answered, going_on, promised
from portal.services.office import Office
from requests_log import (
    Contact,
    Detail,
    Event,
    EventKind,
    Promise,
    Said,
    Status,
    Step,
    due_date,
    london_date,
    reopens,
    status_of,
)

UNDO_DAYS: Final = 14  # after the day of the withdrawal

REPLIED_ALREADY: Final = (
    "We have replied to you in the meantime, so there is nothing left to withdraw. Read our reply below."
)
TOO_LATE: Final = (
    "The days in which you could take this back are over. Ask for the document again: it takes a few minutes."
)
NO_SUCH_FILE: Final = "This file is not there any more. Choose one of the files that are there now."

_ONCE: Final = re.compile(r"[0-9a-f]{32}")


def new_form(given: str = "") -> str:
    """Return what a form carries so that it is taken once: ``given`` where it already has that."""
    return given if _ONCE.fullmatch(given) else uuid4().hex


def add_note(office: Office, request_id: str, text: str, once: str) -> None:
    """Keep what the person adds to their request; staff see it as new."""

    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        return () if _is_taken(history, once) else ((EventKind.NOTE_ADDED, {"once": once}),)

    _act(office, request_id, decide, said=Said(text))


def answer(office: Office, request_id: str, text: str, once: str) -> None:
    """Keep the answer to our question; the clock goes on from the next working day.

    Where the question was closed in the meantime, the words are kept as a note: none are lost.

    Raises:
        CalendarTooShort: the bank holidays we know end before the new promised day.
    """

    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        if _is_taken(history, once):
            return ()
        return answered(office, history, None, {"once": once}) or ((EventKind.NOTE_ADDED, {"once": once}),)

    _act(office, request_id, decide, said=Said(text))


def change_contact(office: Office, request_id: str, contact: Contact, once: str) -> None:
    """Put ``contact`` in the place of how we reached the person. The event says only that it changed."""

    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        return () if _is_taken(history, once) else ((EventKind.CONTACT_CHANGED, {"once": once}),)

    _act(office, request_id, decide, contact=contact)


def withdraw(office: Office, request_id: str, once: str) -> Moved | None:
    """Take the request back. It is late no longer, and reports count it apart."""
    refused: list[Moved] = []

    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        status = status_of(history, clock.now())
        if status.withdrawn_at is not None or _is_taken(history, once):
            return ()
        if status.replied_at is not None:
            refused.append(Moved(REPLIED_ALREADY))
            return ()
        return ((EventKind.WITHDRAWN, {"once": once}),)

    _act(office, request_id, decide)
    return refused[0] if refused else None


def undo_withdrawal(office: Office, request_id: str, once: str) -> Moved | None:
    """Take the withdrawal back, up to UNDO_DAYS after it: the clock goes on with the days that were left.

    Raises:
        CalendarTooShort: the bank holidays we know end before the new promised day.
    """
    refused: list[Moved] = []

    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        status = status_of(history, clock.now())
        last = undo_until(status)
        if last is None or _is_taken(history, once):
            return ()
        if clock.today() > last:
            refused.append(Moved(TOO_LATE))
            return ()
        again = going_on(office, status, EventKind.WITHDRAWAL_UNDONE)
        return ((EventKind.WITHDRAWAL_UNDONE, {"once": once}), *again)

    _act(office, request_id, decide)
    return refused[0] if refused else None


def undo_until(status: Status) -> date | None:
    """Return the last day on which the withdrawal can be taken back; None where there is none."""
    if status.withdrawn_at is None:
        return None
    return london_date(status.withdrawn_at) + timedelta(days=UNDO_DAYS)


def say_it_does_not_work(
    office: Office, request_id: str, format_code: str, said: Said, once: str
) -> Moved | None:
    """Keep that a file does not work with what the person reads with.

    Where we had replied, this opens the request again, with a new promise.

    Raises:
        CalendarTooShort: the bank holidays we know end before the new promised day.
    """
    refused: list[Moved] = []

    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        state = status_of(history, clock.now()).file(format_code)
        if _is_taken(history, once):
            return ()
        if state is None:
            refused.append(Moved(NO_SUCH_FILE))
            return ()
        details: dict[str, Detail] = {"format": format_code, "file": state.offered, "once": once}
        return ((EventKind.DID_NOT_WORK, details), *_new_promise(office, history))

    _act(office, request_id, decide, said=said)
    return refused[0] if refused else None


def _act(
    office: Office,
    request_id: str,
    decide: Callable[[tuple[Event, ...]], tuple[Step, ...]],
    said: Said | None = None,
    contact: Contact | None = None,
) -> None:
    """Add what ``decide`` says, and ask for the mail that tells of it, in one transaction."""

    def enqueue(connection: Connection, added: tuple[Event, ...]) -> None:
        office.jobs.enqueue(connection, jobs.SEND_NOTICE, request_id, added[0].number)

    office.log.act(request_id, decide, clock.now(), said=said, contact=contact, alongside=enqueue)


def _is_taken(history: tuple[Event, ...], once: str) -> bool:
    return any(event.details.get("once") == once for event in history)


def _new_promise(office: Office, history: tuple[Event, ...]) -> tuple[Step, ...]:
    if not reopens(history):
        return ()
    days = office.settings.working_days
    due = due_date(clock.today(), days, office.calendar)
    return (promised(Promise(due, days, office.calendar.name), EventKind.DID_NOT_WORK),)
