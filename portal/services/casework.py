"""What staff do to a case. Every step is an event; a step done twice is one event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from portal import jobs, replacements
from portal.choices import TAKES_LONG, format_choice
from portal.services import clock
from portal.services.moves import Moved, Unfit, answered
from portal.services.office import Office
from requests_log import Account, ContactMethod, Detail, Event, EventKind, FileState, Said, Step, status_of

ASKED_ALREADY: Final = "A question waits for its answer already. Ask again once it is answered."
WITHDRAWN: Final = "The person has withdrawn this request, so nothing can be asked of them."
NO_QUESTION: Final = "The question has been answered already. Read the answer above."
NO_SOURCE: Final = "Choose the PDF first, then press “Convert this document”."
NO_FILE: Final = "Choose your file first, then press “Use this file”."


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


def ask_question(office: Office, request_id: str, text: str, by: Account) -> Moved | None:
    """Ask the person something we need to know; the clock stands still until they answer.

    By email it is sent; otherwise it records what was asked. One question at a time.
    """
    refused: list[Moved] = []
    method = office.log.request(request_id).contact.method

    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        status = status_of(history, clock.now())
        if status.question is None and status.withdrawn_at is None:
            return ((EventKind.QUESTION_ASKED, {"by": by.name, "method": str(method)}),)
        refused.append(Moved(ASKED_ALREADY if status.question else WITHDRAWN))
        return ()

    def enqueue(connection: Connection, added: tuple[Event, ...]) -> None:
        if method is ContactMethod.EMAIL:
            office.jobs.enqueue(connection, jobs.SEND_NOTICE, request_id, added[0].number)

    office.log.act(request_id, decide, clock.now(), said=Said(text), alongside=enqueue)
    return refused[0] if refused else None


def record_answer(office: Office, request_id: str, text: str, by: Account) -> Moved | None:
    """Write down what the person answered to staff by other ways than their link; the clock goes on.

    Raises:
        CalendarTooShort: the bank holidays we know end before the new promised day.
    """

    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        steps = answered(office, history, by.name, {})
        return (*steps, (EventKind.SEEN, {"by": by.name})) if steps else ()

    done = office.log.act(request_id, decide, clock.now(), said=Said(text))
    return None if done else Moved(NO_QUESTION)


def mark_seen(office: Office, request_id: str, number: int, by: Account) -> None:
    """Record that ``by`` has seen what the person did up to event ``number``; later news stay new."""

    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        news = status_of(history, clock.now()).news
        is_all = bool(news) and news[-1].number <= number
        return ((EventKind.SEEN, {"by": by.name}),) if is_all else ()

    office.log.act(request_id, decide, clock.now())


def take(office: Office, request_id: str, by: Account) -> None:
    """Let a case belong to ``by``, whoever had it before."""

    def is_theirs(history: tuple[Event, ...]) -> bool:
        return status_of(history, clock.now()).belongs_to == by.name

    office.log.append(request_id, EventKind.TAKEN, clock.now(), {"by": by.name}, unless=is_theirs)


def add_source(office: Office, request_id: str, upload: str, by: Account) -> Unfit | None:
    """Put the document to a request that has none, and have it converted.

    It was only described, or could not be fetched, or was removed.

    ``upload`` is the key of a PDF that was sent (see keys.py).
    """
    kept = office.keys.upload_of(upload)
    if kept is None or not office.files.has(kept[0]):
        return Unfit(NO_SOURCE)
    file, name, size = kept
    details: dict[str, Detail] = {"file": file, "name": name, "size": size, "by": by.name}

    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        status = status_of(history, clock.now())
        if status.source_file is not None:
            return ()
        by_staff = tuple(code for code in status.formats if not format_choice(code).automatic)
        return (
            (EventKind.SOURCE_FETCHED, details),
            *((EventKind.FORMAT_FOR_STAFF, {"format": code}) for code in by_staff),
        )

    def enqueue(connection: Connection, added: tuple[Event, ...]) -> None:
        office.jobs.enqueue(connection, jobs.MAKE_FORMATS, request_id, added[0].number)

    office.log.act(request_id, decide, clock.now(), alongside=enqueue)
    return None


def _is_offered(format_code: str, file: str) -> Callable[[tuple[Event, ...]], bool]:
    """Return the question whether a person's very same file is offered already."""

    def is_offered(history: tuple[Event, ...]) -> bool:
        state = _offered(history, format_code)
        return state is not None and state.file == file and state.made_by is not None

    return is_offered


def _offered(history: tuple[Event, ...], format_code: str) -> FileState | None:
    """Return the file offered in a format, None where there is none."""
    return status_of(history, clock.now()).file(format_code)
