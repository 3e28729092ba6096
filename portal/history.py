"""A request's history in plain sentences, for the person who asked as well as for staff: no codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from portal import words
from portal.choices import format_choice
from requests_log import ContactMethod, Event, EventKind, Problem, Promise

STOPPED: Final = "This stopped the clock."

_BY: Final = {
    ContactMethod.EMAIL: "by email",
    ContactMethod.PHONE: "by phone",
    ContactMethod.POST: "by post",
    ContactMethod.TEXT_RELAY: "by text relay",
}

_GOES_ON: Final = {
    EventKind.ANSWERED: "The clock stood still while we waited for the answer.",
    EventKind.WITHDRAWAL_UNDONE: "The clock stood still while the request was withdrawn.",
}

# What a mail is called, by the first part of its name: acknowledgement, reply-5 (of event 5), …
_MAILS: Final = {
    "answer": "The confirmation of the answer",
    "contact": "The confirmation of the new contact details",
    "withdrawal": "The confirmation of the withdrawal",
    "return": "The confirmation that the request stands again",
    "trouble": "The confirmation that we look into it",
    "notice": "The notice to our staff",
    "link": "Your private link",
}

# What needs no word about the one event.
_PLAIN: Final = {
    EventKind.RECEIVED: "The request arrived.",
    EventKind.CONVERSION_STARTED: "We started to make the automatic versions.",
    EventKind.FINDINGS_NOTED: "The conversion noted what a person should look at.",
    EventKind.NOTE_ADDED: "The person who asked added a note.",
    EventKind.CONTACT_CHANGED: "The person who asked changed how we reach them.",
    EventKind.WITHDRAWN: "The person who asked withdrew the request.",
    EventKind.WITHDRAWAL_UNDONE: "The person who asked took the withdrawal back. The request stands again.",
    EventKind.FILES_REMOVED: "The files were removed, because their time was over.",
    EventKind.ERASED: "All that could say who asked was erased.",
}


def sentences(history: Sequence[Event]) -> tuple[str, ...]:
    """Return what each event says, in the order given. The first reply of a round also stops the clock."""
    stopping = _stopping(history)
    return tuple(
        f"{sentence(event)} {STOPPED}" if event.number in stopping else sentence(event) for event in history
    )


def _stopping(history: Sequence[Event]) -> set[int]:
    """Return the numbers of the replies that stopped the clock: the first, and that after each trouble."""
    stopping: set[int] = set()
    runs = True
    for event in history:
        if event.kind is EventKind.REPLIED and runs:
            stopping.add(event.number)
        runs = event.kind is EventKind.DID_NOT_WORK or (runs and event.kind is not EventKind.REPLIED)
    return stopping


def sentence(event: Event) -> str:
    """Return one event in words that anyone who may see the request may read."""
    match event.kind:
        case EventKind.PROMISED:
            return _promised(event)
        case EventKind.MAIL_SENT:
            return _mail_sent(event)
        case EventKind.SOURCE_FETCHED:
            by = event.text_or_none("by")
            return (
                f"{by} added the document: {_file(event)}."
                if by
                else f"We fetched the document: {_file(event)}."
            )
        case EventKind.FILE_MADE:
            return f"{_format(event)}: made automatically ({words.size(event.whole('size'))})."
        case EventKind.FORMAT_FOR_STAFF:
            return f"{_format(event)}: passed to our staff to make."
        case EventKind.FILE_REPLACED:
            return f"{_format(event)}: {event.text('by')} added a file of their own, {_file(event)}."
        case EventKind.FILE_CHECKED:
            return f"{_format(event)}: {event.text('by')} marked it as checked."
        case EventKind.CHECK_UNDONE:
            return f"{_format(event)}: {event.text('by')} took back the mark. It is not checked after all."
        case EventKind.CHECK_WRITTEN:
            return f"{_format(event)}: the file itself now says that a person has checked it."
        case EventKind.REPLIED:
            return f"{event.text('by')} replied {_BY[ContactMethod(event.text('method'))]}."
        case EventKind.QUESTION_ASKED:
            return f"{event.text('by')} asked a question {_BY[ContactMethod(event.text('method'))]}."
        case EventKind.ANSWERED:
            by = event.text_or_none("by")
            return f"{by} wrote down the answer to our question." if by else "The question was answered."
        case EventKind.DID_NOT_WORK:
            return f"{_format(event)}: the person who asked said that it does not work for them."
        case EventKind.SEEN:
            return f"{event.text('by')} read what was new."
        case EventKind.TAKEN:
            return f"{event.text('by')} took the request on."
        case (
            EventKind.MAIL_NOT_SENT
            | EventKind.SOURCE_NOT_FETCHED
            | EventKind.FORMAT_NOT_MADE
            | EventKind.CONVERSION_FAILED
        ):
            return trouble(_problem(event))
        case _:
            return _PLAIN[event.kind]


def trouble(problem: Problem) -> str:
    """Return something that went wrong in words: what, why, and what happens next."""
    why = problem.problem
    match problem.kind:
        case EventKind.MAIL_NOT_SENT:
            what = f"{_mail(problem.message or 'mail')} could not be sent"
        case EventKind.SOURCE_NOT_FETCHED:
            what = "We could not fetch the document"
        case EventKind.FORMAT_NOT_MADE if problem.format is not None:
            what = f"{format_choice(problem.format).name} could not be made automatically"
        case _:
            what = "The document could not be converted automatically"
    return " ".join(_ended(text) for text in (f"{what}: {why}", problem.advice) if text)


def _problem(event: Event) -> Problem:
    return Problem(
        kind=event.kind,
        at=event.at,
        problem=event.text("problem"),
        advice=event.text_or_none("advice"),
        format=event.text_or_none("format"),
        message=event.text_or_none("message"),
    )


def _promised(event: Event) -> str:
    promise, because = Promise.of(event), event.text_or_none("because")
    if because in _GOES_ON:
        return f"{_GOES_ON[EventKind(because)]} Our reply is now due by {words.day(promise.due)}."
    days = words.plural(promise.working_days, "working day")
    return f"We promised a reply by {words.day(promise.due)} ({days}, {_calendar(promise.calendar)})."


def _calendar(name: str) -> str:
    """Return "England and Wales bank holidays" for "england-and-wales-2026-02"."""
    place = (part for part in name.split("-") if not part.isdigit())
    return f"{' '.join(part if part == 'and' else part.capitalize() for part in place)} bank holidays"


def _mail(message: str) -> str:
    """Messages are called acknowledgement, reply-5 (of event 5), link-7 (the lost link, sent again), …"""
    kind = message.partition("-")[0]
    return _MAILS.get(kind, f"The {kind}")


def _mail_sent(event: Event) -> str:
    mail = _mail(event.text("message"))
    if event.text("how") == "outbox":
        return f"{mail} was put in our outbox. No mail server is set up to send it."
    return f"{mail} was sent by email."


def _format(event: Event) -> str:
    return format_choice(event.text("format")).name


def _file(event: Event) -> str:
    name, size = event.text_or_none("name"), words.size(event.whole("size"))
    return f"{name} ({size})" if name else size


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
