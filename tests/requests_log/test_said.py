"""What is written with events: kept beside them in the same transaction, and erased without touching them."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from requests_log import (
    Contact,
    ContactMethod,
    Event,
    EventKind,
    NewRequest,
    Request,
    RequestsLog,
    Said,
    Source,
    SourceKind,
    Step,
)
from tests.requests_log.builders import MONDAY, OTHER_SHA, PROMISE, SHA, asks, made, replied

NOTE: Step = (EventKind.NOTE_ADDED, {"once": "a" * 32})
SEEN: Step = (EventKind.SEEN, {"by": "staff"})
BROKEN: Step = (EventKind.DID_NOT_WORK, {"format": "docx", "file": SHA, "once": "b" * 32})
WITHDRAWN: Step = (EventKind.WITHDRAWN, {"once": "c" * 32})
UNDONE: Step = (EventKind.WITHDRAWAL_UNDONE, {"once": "d" * 32})


def received(log: RequestsLog, new: NewRequest | None = None) -> Request:
    return log.receive(new or asks(), MONDAY, PROMISE)


def add(log: RequestsLog, request: Request, *steps: Step) -> tuple[Event, ...]:
    return log.act(request.id, lambda _: steps, MONDAY + timedelta(hours=1))


def add_once(log: RequestsLog, request: Request, text: str) -> tuple[Event, ...]:
    def decide(history: tuple[Event, ...]) -> tuple[Step, ...]:
        return () if any(event.kind is NOTE[0] for event in history) else (NOTE,)

    return log.act(request.id, decide, MONDAY, said=Said(text))


def test_words_are_kept_beside_the_first_event_that_was_added(log: RequestsLog) -> None:
    request = received(log)
    added = log.act(request.id, lambda _: (NOTE, SEEN), MONDAY, said=Said("More", "12"))
    assert [event.number for event in added] == [3, 4]
    assert log.said(request.id) == {3: Said("More", "12")}
    assert log.said(received(log).id) == {}


def test_where_nothing_is_decided_nothing_is_kept(log: RequestsLog) -> None:
    request = received(log)
    contact = Contact(ContactMethod.PHONE, "1")
    asked: list[object] = []
    added = log.act(
        request.id,
        lambda _: (),
        MONDAY,
        said=Said("Lost?"),
        contact=contact,
        alongside=lambda *given: asked.append(given),
    )
    assert (added, asked, log.said(request.id)) == ((), [], {})
    assert log.request(request.id).contact == request.contact


def test_what_fails_beside_an_event_undoes_it(log: RequestsLog) -> None:
    request = received(log)

    def fails(_connection: sa.Connection, _added: tuple[Event, ...]) -> None:
        raise OSError("no queue")

    with pytest.raises(OSError, match="no queue"):
        log.act(
            request.id,
            lambda _: (NOTE,),
            MONDAY,
            said=Said("More"),
            contact=Contact(ContactMethod.PHONE, "1"),
            alongside=fails,
        )
    assert len(log.history(request.id)) == 2
    assert (log.said(request.id), log.request(request.id)) == ({}, request)


def test_of_eight_who_press_at_once_exactly_one_adds_something(log: RequestsLog) -> None:
    request = received(log)
    results: list[tuple[Event, ...]] = []
    threads = [
        threading.Thread(target=lambda n=n: results.append(add_once(log, request, f"Note {n}")))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(len, results)) == [0] * 7 + [1]
    assert len(log.said(request.id)) == 1


def test_nobody_can_be_received_twice(log: RequestsLog) -> None:
    request = received(log)
    with pytest.raises(ValueError, match="received once"):
        add(log, request, (EventKind.RECEIVED, {"source": "link", "file": None, "formats": ""}))
    with pytest.raises(ValueError, match="lacks once"):
        add(log, request, (EventKind.NOTE_ADDED, {}))


def test_words_and_contact_details_stay_out_of_what_is_printed() -> None:
    assert "secret" not in repr(Said("secret", "secret"))
    with pytest.raises(ValueError, match="nothing was said"):
        Said(" \n")


def test_a_contact_takes_the_place_of_the_one_before(log: RequestsLog) -> None:
    request = received(log)
    contact = Contact(ContactMethod.POST, "1 Rose Street", "Ann")
    log.act(request.id, lambda _: ((EventKind.CONTACT_CHANGED, {"once": "a" * 32}),), MONDAY, contact=contact)
    assert log.request(request.id).contact == contact


def test_open_are_those_that_wait_for_us(log: RequestsLog) -> None:
    new, done, again, gone, back, twice = (received(log) for _ in range(6))
    add(log, done, replied())
    add(log, again, replied(), BROKEN)
    add(log, gone, WITHDRAWN)
    add(log, back, WITHDRAWN, UNDONE)
    add(log, twice, replied(), BROKEN, replied())
    assert {case.request.id for case in log.open_cases()} == {new.id, again.id, back.id}


def test_news_are_what_nobody_has_seen(log: RequestsLog) -> None:
    _, noted, seen, later, answered = (received(log) for _ in range(5))
    add(log, noted, NOTE)
    add(log, seen, NOTE, SEEN)
    add(log, later, NOTE, SEEN, NOTE)
    add(log, answered, NOTE, replied())
    assert {case.request.id for case in log.cases_with_news()} == {noted.id, later.id}


def test_who_asked_is_erased_and_what_happened_stays(log: RequestsLog) -> None:
    new = asks(
        source=Source(SourceKind.UPLOAD, file=SHA, name="Ann.pdf", size=1, title="About Ann"),
        technologies=("nvda",),
        technology_note="NVDA of Ann",
        measures={"point-size": "28"},
        format_note="For Ann",
        note="I am Ann",
    )
    request = received(log, new)
    log.act(request.id, lambda _: (NOTE,), MONDAY, said=Said("Ann again"))
    before = log.history(request.id)
    for _ in range(2):
        log.erase(request.id, MONDAY)
    case = log.case(request.id)
    assert case.history[:-1] == before and case.history[-1].kind is EventKind.ERASED
    assert log.said(request.id) == {}
    kept = case.request
    assert (kept.reference, kept.formats, kept.received_at) == (
        request.reference,
        request.formats,
        request.received_at,
    )
    assert (kept.contact.address, kept.contact.name, kept.note, kept.technologies) == (
        "erased",
        None,
        None,
        (),
    )
    assert (kept.source.name, kept.source.title, kept.technology_note, kept.format_note) == (None,) * 4
    assert kept.measures == {}


def test_no_byte_of_who_asked_is_left_in_the_tables(log: RequestsLog, url: str) -> None:
    described = Source(SourceKind.DESCRIPTION, description="Zebra leaflet")
    request = received(log, asks(source=described, formats=(), format_note="Zebra stripes", note="Zebra"))
    log.act(request.id, lambda _: (NOTE,), MONDAY, said=Said("Zebra", "Zebra"))
    log.erase(request.id, MONDAY)
    with sa.create_engine(url).connect() as connection:
        for table in ("requests", "said", "events", "progress"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert "Zebra" not in repr(rows) and "example.org" not in repr(rows)


def test_files_are_claimed_until_they_are_removed_and_replies_until_erased(log: RequestsLog) -> None:
    request = received(log)
    reply = (EventKind.REPLIED, {"file": "e" * 64, "by": "staff", "method": "email"})
    add(log, request, made("docx", OTHER_SHA), reply)
    assert log.claimed_files() == {SHA, OTHER_SHA, "e" * 64}
    assert [case.request.id for case in log.cases_with_files()] == [request.id]
    add(log, request, (EventKind.FILES_REMOVED, {}))
    assert log.claimed_files() == {"e" * 64}
    assert log.cases_with_files() == ()
    add(log, request, made("docx", "f" * 64))
    assert log.claimed_files() == {"e" * 64, "f" * 64}
    assert len(log.cases_with_files()) == 1
    log.erase(request.id, MONDAY)
    assert log.claimed_files() == frozenset()
