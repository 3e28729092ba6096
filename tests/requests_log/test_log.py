from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import chain, repeat

import pytest
import sqlalchemy as sa

from requests_log import (
    Account,
    AccountExists,
    Contact,
    ContactMethod,
    Event,
    EventKind,
    Progress,
    Promise,
    Request,
    RequestsLog,
    Role,
    Source,
    UnknownAccount,
    UnknownRequest,
)
from tests.requests_log.builders import (
    DESCRIPTION,
    LINK,
    MONDAY,
    PROMISE,
    SHA,
    UPLOAD,
    asks,
    checked,
    made,
    replied,
)

FULL = asks(
    formats=("docx", "braille-paper"),
    format_note="Grade 2 “contracted”",
    measures={"point-size": "28", "braille-grade": "1"},
    technologies=("screen-reader", "other"),
    technology_note="My own — très vieux",
    contact=Contact(ContactMethod.TEXT_RELAY, "18001 020 7946 0000", "Zoë Näme"),
    needed_by=date(2026, 12, 1),
    note="'); DROP TABLE events; --",
)


def kinds(history: tuple[Event, ...]) -> list[EventKind]:
    return [event.kind for event in history]


@pytest.mark.parametrize("source", [UPLOAD, LINK, DESCRIPTION])
def test_a_request_is_kept_as_it_was_asked(source: Source, log: RequestsLog, url: str) -> None:
    new = replace(FULL, source=source)
    request = log.receive(new, MONDAY, PROMISE)
    for opened in (log, RequestsLog(url)):
        assert opened.request(request.id) == request
        assert opened.by_reference(request.reference) == request
    assert request.received_at == MONDAY
    for field in (
        "source",
        "formats",
        "technologies",
        "contact",
        "needed_by",
        "note",
        "technology_note",
        "measures",
    ):
        assert getattr(request, field) == getattr(new, field)


def test_a_request_is_received_and_promised_at_once(log: RequestsLog) -> None:
    request = log.receive(asks(), MONDAY, PROMISE)
    received, promised = log.history(request.id)
    assert received == Event(
        request.id,
        1,
        EventKind.RECEIVED,
        MONDAY,
        {"source": "upload", "file": SHA, "formats": "docx large-print"},
    )
    assert promised.number == 2
    assert Promise.of(promised) == PROMISE


def test_a_request_sent_twice_under_one_id_is_one_request(log: RequestsLog) -> None:
    queued: list[str] = []

    def enqueue(_connection: sa.Connection, request: Request) -> None:
        queued.append(request.id)

    chosen = "0123456789abcdef0123456789abcdef"
    first = log.receive(asks(), MONDAY, PROMISE, alongside=enqueue, request_id=chosen)
    again = log.receive(FULL, MONDAY + timedelta(minutes=5), PROMISE, alongside=enqueue, request_id=chosen)
    assert (first.id, again) == (chosen, first)
    assert queued == [chosen] and len(log.history(chosen)) == 2


def test_no_event_tells_who_asked_or_why(log: RequestsLog, url: str) -> None:
    request = log.receive(FULL, MONDAY, PROMISE)
    told = " ".join(str(dict(event.details)) for event in log.history(request.id))
    for private in ("020 7946", "Zoë", "screen-reader", "vieux", "DROP", "contracted"):
        assert private not in told


def test_a_reference_is_found_however_it_is_typed(log: RequestsLog) -> None:
    request = log.receive(asks(), MONDAY, PROMISE)
    assert log.by_reference(request.reference.lower().replace("-", " ")) == request


def test_a_reference_that_is_taken_is_drawn_again(url: str) -> None:
    drawn = chain(repeat("K7MX-4RTW", 3), ["2222-2222"])
    with RequestsLog(url, reference=lambda: next(drawn)) as log:
        log.migrate()
        assert log.receive(asks(), MONDAY, PROMISE).reference == "K7MX-4RTW"
        assert log.receive(asks(), MONDAY, PROMISE).reference == "2222-2222"


def test_what_is_unknown_is_said_to_be(log: RequestsLog) -> None:
    log.receive(asks(), MONDAY, PROMISE)
    for ask in (log.request, log.history, log.case, log.by_reference):
        for name in ("nobody", "", "K7MX-4RTW' OR 1=1"):
            with pytest.raises(UnknownRequest):
                ask(name)
    with pytest.raises(UnknownRequest):
        log.append("nobody", EventKind.CONVERSION_STARTED, MONDAY)


def test_events_are_numbered_in_the_order_they_were_added(log: RequestsLog) -> None:
    request = log.receive(asks(), MONDAY, PROMISE)
    other = log.receive(asks(), MONDAY, PROMISE)
    added = log.append(request.id, EventKind.CONVERSION_STARTED, MONDAY)
    assert added is not None
    assert added.number == 3
    log.append(other.id, EventKind.CONVERSION_STARTED, MONDAY)
    both = log.append_all(request.id, [made("docx"), made("large-print")], MONDAY + timedelta(minutes=1))
    assert [event.number for event in both] == [4, 5]
    assert log.history(request.id)[2:] == (added, *both)


def test_a_moment_comes_back_in_utc(log: RequestsLog) -> None:
    local = datetime(2026, 7, 1, 0, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    request = log.receive(asks(), local, PROMISE)
    for moment in (log.request(request.id).received_at, log.history(request.id)[0].at):
        assert moment == local
        assert moment.tzinfo is UTC


def test_an_event_that_lacks_a_detail_is_refused(log: RequestsLog) -> None:
    request = log.receive(asks(), MONDAY, PROMISE)
    with pytest.raises(ValueError, match="file-made lacks"):
        log.append_all(request.id, [made("docx"), (EventKind.FILE_MADE, {"format": "docx"})], MONDAY)
    with pytest.raises(ValueError, match="received once"):
        log.append(request.id, EventKind.RECEIVED, MONDAY, {"source": "link", "file": None, "formats": ""})
    assert len(log.history(request.id)) == 2


def test_unless_stops_a_step_that_was_done_before(log: RequestsLog) -> None:
    request = log.receive(asks(), MONDAY, PROMISE)
    seen: list[int] = []

    def started(history: tuple[Event, ...]) -> bool:
        seen.append(len(history))
        return EventKind.CONVERSION_STARTED in kinds(history)

    called: list[str] = []
    for _ in range(3):
        log.append(
            request.id,
            EventKind.CONVERSION_STARTED,
            MONDAY,
            unless=started,
            alongside=lambda _: called.append("alongside"),
        )
    assert seen == [2, 3, 3]
    assert called == ["alongside"]
    assert log.append(request.id, EventKind.CONVERSION_STARTED, MONDAY, unless=started) is None
    assert log.append_all(request.id, [made("docx")], MONDAY, unless=started) == ()
    assert len(log.history(request.id)) == 3


def other_table(connection: sa.Connection, request: Request | None = None) -> None:
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS jobs (id TEXT)")
    connection.exec_driver_sql("INSERT INTO jobs VALUES ('job')")


def jobs(url: str) -> int:
    connection = sqlite3.connect(str(sa.make_url(url).database))
    try:
        return int(connection.execute("SELECT count(*) FROM jobs").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_what_is_done_alongside_is_kept_with_the_request(log: RequestsLog, url: str) -> None:
    request = log.receive(asks(), MONDAY, PROMISE, other_table)
    assert jobs(url) == 1
    log.append(request.id, EventKind.CONVERSION_STARTED, MONDAY, alongside=other_table)
    assert jobs(url) == 2


def test_what_fails_alongside_undoes_everything(log: RequestsLog, url: str) -> None:
    request = log.receive(asks(), MONDAY, PROMISE)

    def fails(connection: sa.Connection, _request: Request | None = None) -> None:
        other_table(connection)
        raise RuntimeError("the job queue is away")

    with pytest.raises(RuntimeError, match="away"):
        log.receive(asks(), MONDAY, PROMISE, fails)
    with pytest.raises(RuntimeError, match="away"):
        log.append_all(request.id, [made("docx")], MONDAY, alongside=fails)
    assert jobs(url) == 0
    assert [case.request for case in log.cases()] == [request]
    assert len(log.history(request.id)) == 2
    log.append(request.id, EventKind.CONVERSION_STARTED, MONDAY)  # and the log still works


def test_cases_are_those_received_on_the_london_days_asked_for(log: RequestsLog) -> None:
    late_june = log.receive(asks(), datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), PROMISE)
    early_july = log.receive(asks(), datetime(2026, 6, 30, 23, 0, tzinfo=UTC), PROMISE)
    late_july = log.receive(asks(), datetime(2026, 7, 31, 22, 59, 59, 999999, tzinfo=UTC), PROMISE)
    august = log.receive(asks(), datetime(2026, 7, 31, 23, 0, tzinfo=UTC), PROMISE)

    def received(first: date | None, last: date | None) -> list[Request]:
        return [case.request for case in log.cases(first, last)]

    assert received(date(2026, 7, 1), date(2026, 7, 31)) == [early_july, late_july]
    assert received(None, date(2026, 6, 30)) == [late_june]
    assert received(date(2026, 8, 1), None) == [august]
    assert received(None, None) == [late_june, early_july, late_july, august]


def test_a_case_carries_its_own_history_only(log: RequestsLog) -> None:
    requests = [log.receive(asks(), MONDAY + timedelta(minutes=n), PROMISE) for n in range(5)]
    for request in requests[::2]:
        log.append_all(request.id, [made("docx"), checked("docx")], MONDAY)
    assert [case.request for case in log.cases()] == requests
    for case in log.cases():
        assert case == log.case(case.request.id)
        assert case.history == log.history(case.request.id)


def test_open_cases_are_those_without_a_reply(log: RequestsLog) -> None:
    answered, waiting = (log.receive(asks(), MONDAY, PROMISE) for _ in range(2))
    kind, details = replied()
    log.append(answered.id, kind, MONDAY, details)
    assert [case.request for case in log.open_cases()] == [waiting]


def test_the_number_of_queries_does_not_grow_with_the_cases(log: RequestsLog) -> None:
    statements: list[str] = []
    sa.event.listen(
        log._engine, "before_cursor_execute", lambda _c, _k, statement, *_: statements.append(statement)
    )

    def queries() -> int:
        statements.clear()
        log.cases()
        log.open_cases()
        return len(statements)

    few = queries()
    for _ in range(10):
        log.receive(asks(), MONDAY, PROMISE)
    assert queries() == few
    assert few <= 6  # two BEGINs, four SELECTs


def test_a_reader_does_not_wait_for_a_writer(log: RequestsLog) -> None:
    request = log.receive(asks(), MONDAY, PROMISE)
    writing, done = threading.Event(), threading.Event()

    def slow(_: sa.Connection) -> None:
        writing.set()
        assert done.wait(120)

    thread = threading.Thread(
        target=lambda: log.append(request.id, EventKind.CONVERSION_STARTED, MONDAY, alongside=slow)
    )
    thread.start()
    assert writing.wait(120)
    try:
        assert len(log.history(request.id)) == 2  # the writer is still at it
        assert len(log.open_cases()) == 1
    finally:
        done.set()
        thread.join()
    assert len(log.history(request.id)) == 3


def test_threads_that_append_together_leave_no_gap(log: RequestsLog) -> None:
    request = log.receive(asks(), MONDAY, PROMISE)

    def work() -> None:
        for _ in range(10):
            log.append(request.id, EventKind.CONVERSION_STARTED, MONDAY)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [event.number for event in log.history(request.id)] == list(range(1, 63))


APPENDING = """
import sys
from datetime import UTC, datetime
from requests_log import EventKind, RequestsLog

url, request, name = sys.argv[1:]
now = datetime(2026, 11, 23, 12, tzinfo=UTC)
sys.stdin.readline()
with RequestsLog(url) as log:
    reply = {"file": "a" * 64, "by": name, "method": "email"}
    won = log.append(
        request, EventKind.REPLIED, now, reply,
        unless=lambda history: any(event.kind is EventKind.REPLIED for event in history),
    )
    for _ in range(10):
        log.append(request, EventKind.FINDINGS_NOTED, now, {"file": name})
print("won" if won else "lost")
"""


def test_of_four_processes_exactly_one_replies_and_no_event_is_lost(log: RequestsLog, url: str) -> None:
    request = log.receive(asks(), MONDAY, PROMISE)
    staff = [
        subprocess.Popen(
            [sys.executable, "-c", APPENDING, url, request.id, f"staff-{n}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    for each in staff:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    said = [each.communicate(timeout=240)[0].strip() for each in staff]
    history = log.history(request.id)
    assert sorted(said) == ["lost", "lost", "lost", "won"]
    assert [event.number for event in history] == list(range(1, len(history) + 1))
    assert kinds(history).count(EventKind.REPLIED) == 1
    by = [event.text("by") for event in history if event.kind is EventKind.REPLIED]
    assert by == [f"staff-{said.index('won')}"]
    for n in range(4):
        assert sum(event.text_or_none("file") == f"staff-{n}" for event in history) == 10


RECEIVING = """
import sys
from requests_log import RequestsLog
from tests.requests_log.builders import MONDAY, PROMISE, asks

log = RequestsLog(sys.argv[1])
while True:
    print(log.receive(asks(), MONDAY, PROMISE).reference, flush=True)
"""


def test_a_writer_killed_at_any_moment_loses_nothing_it_accepted(log: RequestsLog, url: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", RECEIVING, url], stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stdout is not None
    accepted = [process.stdout.readline().strip() for _ in range(10)]
    os.kill(process.pid, signal.SIGKILL)
    accepted += process.stdout.read().split()
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()
    with RequestsLog(url) as reopened:
        reopened.migrate()
        for reference in accepted:
            assert len(reopened.history(reopened.by_reference(reference).id)) == 2
        assert all(len(case.history) == 2 for case in reopened.cases())  # and nothing is half there
        reopened.receive(asks(), MONDAY, PROMISE)


STOPPING = """
import os, signal, sys
from requests_log import EventKind, RequestsLog
from tests.requests_log.builders import MONDAY, PROMISE, asks

RequestsLog(sys.argv[1]).receive(asks(), MONDAY, PROMISE, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_a_writer_killed_in_a_transaction_leaves_nothing_half_done(log: RequestsLog, url: str) -> None:
    ended = subprocess.run([sys.executable, "-c", STOPPING, url], check=False, timeout=240)
    assert ended.returncode == -signal.SIGKILL
    assert log.cases() == ()
    log.receive(asks(), MONDAY, PROMISE)


def test_accounts_are_kept_by_name(log: RequestsLog) -> None:
    staff, manager = Account("staff", Role.STAFF, "hash 1"), Account("manager", Role.MANAGER, "hash 2")
    log.accounts.add(staff)
    log.accounts.add(manager)
    assert log.accounts.named("staff") == staff
    assert log.accounts.all() == (manager, staff)


def test_a_name_is_given_once(log: RequestsLog) -> None:
    log.accounts.add(Account("staff", Role.STAFF, "hash"))
    with pytest.raises(AccountExists, match="staff"):
        log.accounts.add(Account("staff", Role.MANAGER, "a stranger's hash"))
    assert log.accounts.named("staff") == Account("staff", Role.STAFF, "hash")


def test_a_password_can_be_changed(log: RequestsLog) -> None:
    log.accounts.add(Account("staff", Role.STAFF, "old"))
    log.accounts.add(Account("manager", Role.MANAGER, "other"))
    log.accounts.set_password("staff", "new")
    assert log.accounts.named("staff").password_hash == "new"
    assert log.accounts.named("manager").password_hash == "other"


def test_a_stranger_has_no_account(log: RequestsLog) -> None:
    with pytest.raises(UnknownAccount):
        log.accounts.named("stranger")
    with pytest.raises(UnknownAccount):
        log.accounts.set_password("stranger", "hash")


def test_how_far_a_conversion_is_is_kept_until_the_next_word_of_it(log: RequestsLog) -> None:
    request = log.receive(asks(), MONDAY, PROMISE).id
    assert log.progress(request) is None
    first = Progress("reading", 3, 40, None, MONDAY)
    then = Progress("writing", 1, 0, "docx", MONDAY + timedelta(seconds=1))
    for progress in (first, then):
        log.note_progress(request, progress)
        assert log.progress(request) == progress
    assert len(log.history(request)) == 2
