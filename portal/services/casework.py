"""What staff do to a case. Every step is an event; a step done twice is one event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from portal import jobs, replacements
from portal.choices import TAKES_LONG, format_choice
from portal.services import clock
from portal.services.office import Office
from requests_log import Account, ContactMethod, Detail, Event, EventKind, FileState, status_of

NO_FILE: Final = "Choose your file first, then press “Use this file”."


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody else was quicker: what the person saw no longer stands. ``words`` say what does."""

    words: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """A file that cannot be used. ``words`` say why and what to do."""

    words: str


def mark_checked(office: Office, request_id: str, format_code: str, file: str, by: Account) -> Moved | None:
    """Record that ``by`` has read the file of a format and found it good.

    ``file`` is the SHA-256 of the file that was read: a newer one is not
    marked by mistake. The worker is asked to write the check into the file's note.
    """
    number = 0

    def is_other(history: tuple[Event, ...]) -> bool:
        nonlocal number
        number = len(history) + 1
        state = _offered(history, format_code)
        return state is None or state.file != file or state.checked_at is not None

    def enqueue(connection: Connection) -> None:
        workflow = jobs.WRITE_CHECK_LATER if format_code in TAKES_LONG else jobs.WRITE_CHECK
        office.jobs.enqueue(connection, workflow, request_id, number)

    details: dict[str, Detail] = {"format": format_code, "file": file, "by": by.name}
    done = office.log.append(
        request_id, EventKind.FILE_CHECKED, clock.now(), details, unless=is_other, alongside=enqueue
    )
    return None if done else Moved("This file has changed or was already marked. Look at it again.")


def undo_check(office: Office, request_id: str, format_code: str, by: Account) -> None:
    """Take back the mark that a file was checked."""

    def is_unchecked(history: tuple[Event, ...]) -> bool:
        state = _offered(history, format_code)
        return state is None or state.checked_at is None

    details: dict[str, Detail] = {"format": format_code, "by": by.name}
    office.log.append(request_id, EventKind.CHECK_UNDONE, clock.now(), details, unless=is_unchecked)


def replace_file(office: Office, request_id: str, format_code: str, upload: str, by: Account) -> Unfit | None:
    """Put a person's own file in the place of a format's file, or where there was none yet.

    ``upload`` is the key of a file that was sent (see keys.py).
    """
    kept = office.keys.upload_of(upload)
    if kept is None or not office.files.has(kept[0]):
        return Unfit(NO_FILE)
    file, name, size = kept
    choice = format_choice(format_code)
    with office.files.open(file) as stream:
        problem = replacements.problem_of(choice, stream)
    if problem:
        return Unfit(problem)
    details: dict[str, Detail] = {
        "format": format_code,
        "file": file,
        "name": name,
        "size": size,
        "media_type": replacements.media_type_of(choice, name),
        "by": by.name,
    }
    is_there = _is_offered(format_code, file)
    office.log.append(request_id, EventKind.FILE_REPLACED, clock.now(), details, unless=is_there)
    return None


def reply(office: Office, request_id: str, text: str, by: Account) -> None:
    """Send a reply by mail, or record one that was given by phone, post or text relay.

    The first reply stops the clock of the five-working-day promise.

    Raises:
        ValueError: ``text`` is empty.
    """
    if not text.strip():
        raise ValueError("a reply without words")
    request = office.log.request(request_id)
    file = office.files.put(text.encode())
    details: dict[str, Detail] = {"file": file, "by": by.name, "method": str(request.contact.method)}
    number = 0

    def is_same(history: tuple[Event, ...]) -> bool:
        nonlocal number
        number = len(history) + 1
        replies = [event for event in history if event.kind is EventKind.REPLIED]
        return bool(replies) and replies[-1].details["file"] == file

    def enqueue(connection: Connection) -> None:
        if request.contact.method is ContactMethod.EMAIL:
            office.jobs.enqueue(connection, jobs.SEND_REPLY, request_id, number)

    office.log.append(request_id, EventKind.REPLIED, clock.now(), details, unless=is_same, alongside=enqueue)


def _is_offered(format_code: str, file: str) -> Callable[[tuple[Event, ...]], bool]:
    """Return the question whether a person's very same file is offered already."""

    def is_offered(history: tuple[Event, ...]) -> bool:
        state = _offered(history, format_code)
        return state is not None and state.file == file and state.made_by is not None

    return is_offered


def _offered(history: tuple[Event, ...], format_code: str) -> FileState | None:
    """Return the file offered in a format, None where there is none."""
    return status_of(history, clock.now()).file(format_code)
