"""The history in sentences: every kind of event, no codes, the clock stopped once."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from portal.history import sentence, sentences, trouble
from requests_log import DETAIL_KEYS, Detail, Event, EventKind, Problem

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
FILE = "a" * 64
ONCE = "c" * 32

MADE: dict[str, Detail] = {
    "format": "docx",
    "file": FILE,
    "name": "report.docx",
    "size": 40_400,
    "media_type": "application/x-test",
}
STOPPED: dict[str, Detail] = {
    "code": "password-needed",
    "problem": "This PDF needs a password",
    "advice": "A member of staff will look at it.",
}

SAID: dict[EventKind, tuple[dict[str, Detail], str]] = {
    EventKind.RECEIVED: ({"source": "link", "file": None, "formats": "docx"}, "The request arrived."),
    EventKind.PROMISED: (
        {"due": "2026-11-27", "working_days": 5, "calendar": "england-and-wales-2026-02"},
        "We promised a reply by Friday 27 November 2026 (5 working days, England and Wales bank holidays).",
    ),
    EventKind.MAIL_SENT: (
        {"message": "acknowledgement", "message_id": "<a@b>", "how": "smtp"},
        "The acknowledgement was sent by email.",
    ),
    EventKind.MAIL_NOT_SENT: (
        {"message": "reply-7", "problem": "The mail server refused the address."},
        "The reply could not be sent: The mail server refused the address.",
    ),
    EventKind.SOURCE_FETCHED: (
        {"file": FILE, "name": "a.pdf", "size": 1_200_000},
        "We fetched the document: a.pdf (1.2 MB).",
    ),
    EventKind.SOURCE_NOT_FETCHED: (
        STOPPED,
        "We could not fetch the document: This PDF needs a password. A member of staff will look at it.",
    ),
    EventKind.CONVERSION_STARTED: ({}, "We started to make the automatic versions."),
    EventKind.FILE_MADE: (MADE, "Word document: made automatically (40 KB)."),
    EventKind.FORMAT_NOT_MADE: (
        STOPPED | {"format": "html"},
        "Web page could not be made automatically: This PDF needs a password. "
        "A member of staff will look at it.",
    ),
    EventKind.FORMAT_FOR_STAFF: (
        {"format": "bsl"},
        "British Sign Language video: passed to our staff to make.",
    ),
    EventKind.CONVERSION_FAILED: (
        STOPPED,
        "The document could not be converted automatically: This PDF needs a password. "
        "A member of staff will look at it.",
    ),
    EventKind.FINDINGS_NOTED: ({"file": FILE}, "The conversion noted what a person should look at."),
    EventKind.FILE_REPLACED: (
        MADE | {"by": "Sam"},
        "Word document: Sam added a file of their own, report.docx (40 KB).",
    ),
    EventKind.FILE_CHECKED: (
        {"format": "docx", "file": FILE, "by": "Sam"},
        "Word document: Sam marked it as checked.",
    ),
    EventKind.CHECK_UNDONE: (
        {"format": "docx", "by": "Sam"},
        "Word document: Sam took back the mark. It is not checked after all.",
    ),
    EventKind.CHECK_WRITTEN: (
        {"format": "docx", "file": FILE, "size": 1, "of": FILE},
        "Word document: the file itself now says that a person has checked it.",
    ),
    EventKind.REPLIED: ({"file": FILE, "by": "Sam", "method": "text-relay"}, "Sam replied by text relay."),
    EventKind.QUESTION_ASKED: (
        {"by": "Sam", "method": "text-relay"},
        "Sam asked a question by text relay.",
    ),
    EventKind.ANSWERED: ({"question": 3, "by": None}, "The question was answered."),
    EventKind.NOTE_ADDED: ({"once": ONCE}, "The person who asked added a note."),
    EventKind.CONTACT_CHANGED: ({"once": ONCE}, "The person who asked changed how we reach them."),
    EventKind.DID_NOT_WORK: (
        {"format": "docx", "file": FILE, "once": ONCE},
        "Word document: the person who asked said that it does not work for them.",
    ),
    EventKind.WITHDRAWN: ({"once": ONCE}, "The person who asked withdrew the request."),
    EventKind.WITHDRAWAL_UNDONE: (
        {"once": ONCE},
        "The person who asked took the withdrawal back. The request stands again.",
    ),
    EventKind.SEEN: ({"by": "Sam"}, "Sam read what was new."),
    EventKind.TAKEN: ({"by": "Sam"}, "Sam took the request on."),
    EventKind.FILES_REMOVED: ({}, "The files were removed, because their time was over."),
    EventKind.ERASED: ({}, "All that could say who asked was erased."),
}


def event(kind: EventKind, number: int = 1, **changed: Detail) -> Event:
    return Event("r", number, kind, AT, SAID[kind][0] | changed)


@pytest.mark.parametrize("kind", EventKind)
def test_every_event_has_its_sentence(kind: EventKind) -> None:
    details, said = SAID[kind]
    assert details.keys() >= DETAIL_KEYS[kind]
    assert sentence(event(kind)) == said


@pytest.mark.parametrize("kind", EventKind)
def test_a_sentence_has_no_codes_and_ends(kind: EventKind) -> None:
    said = sentence(event(kind))
    assert said.endswith(".") and ".." not in said
    assert FILE not in said and ONCE not in said and "<" not in said
    assert not re.search(r"password-needed|reply-7|text-relay|2026-02|_", said)


def test_mail_that_only_lies_in_the_outbox_is_not_called_sent() -> None:
    said = sentence(event(EventKind.MAIL_SENT, how="outbox"))
    assert said == "The acknowledgement was put in our outbox. No mail server is set up to send it."


@pytest.mark.parametrize("method", ["email", "phone", "post", "text-relay"])
def test_a_reply_says_how_it_was_given(method: str) -> None:
    assert sentence(event(EventKind.REPLIED, method=method)) == f"Sam replied by {method.replace('-', ' ')}."


def test_only_the_first_reply_stopped_the_clock() -> None:
    history = (
        event(EventKind.RECEIVED, 1),
        event(EventKind.REPLIED, 2, method="email"),
        event(EventKind.REPLIED, 3, method="email"),
    )
    assert sentences(history) == (
        "The request arrived.",
        "Sam replied by email. This stopped the clock.",
        "Sam replied by email.",
    )


def test_a_problem_of_a_status_says_the_same_as_its_event() -> None:
    problem = Problem(EventKind.MAIL_NOT_SENT, AT, "No such address", message="acknowledgement")
    assert trouble(problem) == "The acknowledgement could not be sent: No such address."


def test_a_promise_that_moved_says_why() -> None:
    moved = event(EventKind.PROMISED, because="answered")
    assert sentence(moved) == (
        "The clock stood still while we waited for the answer. "
        "Our reply is now due by Friday 27 November 2026."
    )
    assert "withdrawn" in sentence(event(EventKind.PROMISED, because="withdrawal-undone"))
    assert sentence(event(EventKind.PROMISED, because="did-not-work")).startswith("We promised a reply by")


def test_the_first_reply_after_something_did_not_work_stops_the_clock_again() -> None:
    kinds = (EventKind.REPLIED, EventKind.DID_NOT_WORK, EventKind.REPLIED, EventKind.REPLIED)
    said = sentences(tuple(event(kind, number) for number, kind in enumerate(kinds, 1)))
    assert [each.endswith("This stopped the clock.") for each in said] == [True, False, True, False]


def test_who_added_a_document_and_who_wrote_an_answer_down_is_said() -> None:
    assert sentence(event(EventKind.SOURCE_FETCHED, by="Sam")) == "Sam added the document: a.pdf (1.2 MB)."
    assert sentence(event(EventKind.ANSWERED, by="Sam")) == "Sam wrote down the answer to our question."
