"""The worker: durable jobs, in a process of its own.

    python -m portal.worker

Jobs are DBOS workflows. A worker that dies in the middle of one takes it up
again when it is started under the same executor name, so there is one worker to
a slot, and a slot is a lock on a file. Steps are run at least once: each looks
at the log before it writes to it.
"""

from __future__ import annotations

import fcntl
import logging
import signal
import sys
import threading
import time
from pathlib import Path
from typing import IO

from dbos import DBOS, DBOSPortableJSONSerializer

from portal import jobs
from portal.services import current_office
from portal.steps import checking, converting, posting, sending_links, tidying

EXECUTOR = "worker-1"
ATTEMPTS_OF_A_JOB = 3
ATTEMPTS_OF_A_MAIL = 5
POLLING_SECONDS = 0.5
JOBS_AT_ONCE = 2
LONG_JOBS_AT_ONCE = 1
SLOT_ATTEMPTS = 10
AN_HOUR_SECONDS = 3600.0


@DBOS.step()
def fetch_source(request_id: str) -> None:
    converting.fetch_source(current_office(), request_id)


@DBOS.step()
def convert(request_id: str) -> list[int]:
    return list(converting.make_formats(current_office(), request_id))


@DBOS.step()
def ask_for_later(request_id: str, numbers: list[int]) -> None:
    for number in numbers:
        current_office().jobs.enqueue_alone(jobs.MAKE_LATER, request_id, number)


@DBOS.step()
def convert_later(request_id: str, number: int) -> None:
    converting.make_later(current_office(), request_id, number)


@DBOS.step(retries_allowed=True, max_attempts=ATTEMPTS_OF_A_MAIL, interval_seconds=2.0, backoff_rate=4.0)
def post_acknowledgement(request_id: str) -> None:
    posting.send_acknowledgement(current_office(), request_id)


@DBOS.step(retries_allowed=True, max_attempts=ATTEMPTS_OF_A_MAIL, interval_seconds=2.0, backoff_rate=4.0)
def post_reply(request_id: str, number: int) -> None:
    posting.send_reply(current_office(), request_id, number)


@DBOS.step(retries_allowed=True, max_attempts=ATTEMPTS_OF_A_MAIL, interval_seconds=2.0, backoff_rate=4.0)
def post_links(request_id: str, number: int) -> None:
    sending_links.send_links(current_office(), request_id, number)


@DBOS.workflow(name=jobs.MAKE_FORMATS, max_recovery_attempts=ATTEMPTS_OF_A_JOB)
def make_formats(request_id: str, _number: int) -> None:
    try:
        fetch_source(request_id)
        later = convert(request_id)
    except Exception:
        converting.record_lost(current_office(), request_id)
        raise
    if later:
        ask_for_later(request_id, later)


@DBOS.workflow(name=jobs.MAKE_LATER, max_recovery_attempts=ATTEMPTS_OF_A_JOB)
def make_later(request_id: str, number: int) -> None:
    try:
        convert_later(request_id, number)
    except Exception:
        converting.record_lost_later(current_office(), request_id, number)
        raise


@DBOS.step()
def write_check_into_file(request_id: str, number: int) -> None:
    checking.write_check(current_office(), request_id, number)


@DBOS.workflow(name=jobs.WRITE_CHECK, max_recovery_attempts=ATTEMPTS_OF_A_JOB)
def write_check(request_id: str, number: int) -> None:
    write_check_into_file(request_id, number)


@DBOS.workflow(name=jobs.WRITE_CHECK_LATER, max_recovery_attempts=ATTEMPTS_OF_A_JOB)
def write_check_later(request_id: str, number: int) -> None:
    write_check_into_file(request_id, number)


@DBOS.workflow(name=jobs.SEND_ACKNOWLEDGEMENT, max_recovery_attempts=ATTEMPTS_OF_A_JOB)
def send_acknowledgement(request_id: str, _number: int) -> None:
    try:
        post_acknowledgement(request_id)
    except Exception:
        posting.record_not_sent(current_office(), request_id, "acknowledgement", NO_SERVER)
        raise


@DBOS.workflow(name=jobs.SEND_REPLY, max_recovery_attempts=ATTEMPTS_OF_A_JOB)
def send_reply(request_id: str, number: int) -> None:
    try:
        post_reply(request_id, number)
    except Exception:
        posting.record_not_sent(current_office(), request_id, f"reply-{number}", NO_SERVER)
        raise


@DBOS.step(retries_allowed=True, max_attempts=ATTEMPTS_OF_A_MAIL, interval_seconds=2.0, backoff_rate=4.0)
def post_word(request_id: str, number: int) -> None:
    posting.send_word(current_office(), request_id, number)


@DBOS.step(retries_allowed=True, max_attempts=ATTEMPTS_OF_A_MAIL, interval_seconds=2.0, backoff_rate=4.0)
def post_notice(request_id: str, number: int) -> None:
    posting.send_notice(current_office(), request_id, number)


@DBOS.workflow(name=jobs.SEND_NOTICE, max_recovery_attempts=ATTEMPTS_OF_A_JOB)
def send_notice(request_id: str, number: int) -> None:
    """Tell the person and our staff of event ``number``, the one also where the other cannot be told."""
    for post, what in ((post_word, posting.word_of), (post_notice, posting.notice_of)):
        try:
            post(request_id, number)
        except Exception:
            message = what(current_office(), request_id, number)
            posting.record_not_sent(current_office(), request_id, message, NO_SERVER)
            logging.getLogger(__name__).exception("a word about a request was not sent")


@DBOS.workflow(name=jobs.SEND_LINKS, max_recovery_attempts=ATTEMPTS_OF_A_JOB)
def send_links(request_id: str, number: int) -> None:
    try:
        post_links(request_id, number)
    except Exception:
        sending_links.record_not_sent(current_office(), request_id, number, NO_SERVER)
        raise


NO_SERVER = "The mail server did not take it, however often we tried."


def main() -> int:
    """Work until told to stop. Returns 1 where another worker holds the slot."""
    office = current_office()
    slot = take_slot(office.settings.data / f"{EXECUTOR}.lock")
    if slot is None:
        print("A worker is already running.", file=sys.stderr)
        return 1
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    _launch(office.settings.database)
    print("The worker is ready.", flush=True)
    _tidy()
    while not stop.wait(AN_HOUR_SECONDS):
        _tidy()
    DBOS.destroy(workflow_completion_timeout_sec=5)
    slot.close()
    return 0


def _tidy() -> None:
    try:
        tidying.tidy(current_office())
    except Exception:  # what is left now goes in an hour; a request never waits for it
        logging.getLogger(__name__).exception("what nobody claims was not removed")


def take_slot(path: Path) -> IO[str] | None:
    """Return the open, locked file of a slot, None where another process holds it."""
    file = path.open("w")
    for _ in range(SLOT_ATTEMPTS):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # another worker, or a health check that looks for one
            time.sleep(0.1)
        else:
            return file
    file.close()
    return None


def _launch(database: str) -> None:
    logging.getLogger("dbos").setLevel(logging.ERROR)
    DBOS(
        config={
            "name": jobs.APPLICATION,
            "system_database_url": database,
            "application_version": jobs.VERSION,
            "executor_id": EXECUTOR,
            "log_level": "ERROR",
            "serializer": DBOSPortableJSONSerializer(),
        }
    )
    DBOS.launch()
    for queue, at_once in ((jobs.QUEUE, JOBS_AT_ONCE), (jobs.LATER, LONG_JOBS_AT_ONCE)):
        DBOS.register_queue(queue, worker_concurrency=at_once, polling_interval_sec=POLLING_SECONDS)
    _hand_over_what_killed_us()


def _hand_over_what_killed_us() -> None:
    """Give staff the requests whose conversion took the worker down with it each time it was tried."""
    for lost in DBOS.list_workflows(name=jobs.MAKE_FORMATS, status="MAX_RECOVERY_ATTEMPTS_EXCEEDED"):
        converting.record_lost(current_office(), jobs.request_of(lost.workflow_id))
    for lost in DBOS.list_workflows(name=jobs.MAKE_LATER, status="MAX_RECOVERY_ATTEMPTS_EXCEEDED"):
        about = jobs.request_of(lost.workflow_id), jobs.number_of(lost.workflow_id)
        converting.record_lost_later(current_office(), *about)


if __name__ == "__main__":
    sys.exit(main())
