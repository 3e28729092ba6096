"""What is asked of the worker: each job once, and what takes long where nobody waits behind it."""

from __future__ import annotations

from typing import Any

import pytest

from portal import jobs
from portal.jobs import Jobs, number_of, request_of


class Client:
    """Remembers what it was asked to enqueue."""

    def __init__(self, **_: Any) -> None:
        self.asked: list[dict[str, Any]] = []

    def enqueue_in_transaction(self, _connection: object, options: dict[str, Any], *_: object) -> None:
        self.asked.append(options)

    def enqueue(self, options: dict[str, Any], *_: object) -> None:
        self.asked.append(options)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    client = Client()
    monkeypatch.setattr(jobs, "DBOSClient", lambda **_: client)
    return client


def test_what_takes_long_waits_in_a_queue_of_its_own(client: Client) -> None:
    queue = Jobs("sqlite:///x")
    for workflow in (jobs.MAKE_FORMATS, jobs.SEND_REPLY, jobs.WRITE_CHECK):
        queue.enqueue(None, workflow, "r")  # type: ignore[arg-type]
    for workflow in (jobs.MAKE_LATER, jobs.WRITE_CHECK_LATER):
        queue.enqueue_alone(workflow, "r", 2)
    assert [asked["queue_name"] for asked in client.asked] == [jobs.QUEUE] * 3 + [jobs.LATER] * 2


def test_a_job_is_known_by_what_it_is_about(client: Client) -> None:
    Jobs("sqlite:///x").enqueue_alone(jobs.MAKE_LATER, "0123", 12)
    name = client.asked[0]["workflow_id"]
    assert (request_of(name), number_of(name)) == ("0123", 12)
