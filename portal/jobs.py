"""What the portal may ask of the worker, in the same transaction as the event that asks for it."""

from __future__ import annotations

from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy import Connection

APPLICATION = "accessible-formats"
VERSION = "1"  # of the workflows: jobs of another version are not taken up, so raise it with care
QUEUE = "work"
LATER = "later"  # a queue of its own for what takes long, so that nobody's first minute waits for it
MAKE_FORMATS = "make_formats"
MAKE_LATER = "make_later"
SEND_ACKNOWLEDGEMENT = "send_acknowledgement"
SEND_REPLY = "send_reply"
SEND_NOTICE = "send_notice"
WRITE_CHECK = "write_check"
WRITE_CHECK_LATER = "write_check_later"
SEND_LINKS = "send_links"


class Jobs:
    """The queue, seen from the portal. It only ever adds to it."""

    def __init__(self, database: str) -> None:
        self._client = DBOSClient(
            system_database_url=database,
            application_name=APPLICATION,
            serializer=DBOSPortableJSONSerializer(),
        )

    def enqueue(self, connection: Connection, workflow: str, request_id: str, number: int = 1) -> None:
        """Ask for ``workflow`` on a request. Asked twice for the same request and number, it is one job."""
        self._client.enqueue_in_transaction(
            connection, _options(workflow, request_id, number), request_id, number
        )

    def enqueue_alone(self, workflow: str, request_id: str, number: int = 1) -> None:
        """Ask for ``workflow`` with nothing else to happen with it. Asked twice, it is one job."""
        self._client.enqueue(_options(workflow, request_id, number), request_id, number)

    def close(self) -> None:
        self._client.destroy()


def request_of(workflow_id: str) -> str:
    """Return the request that a job is about."""
    return workflow_id.split(".")[1]


def number_of(workflow_id: str) -> int:
    """Return the number that a job was asked with."""
    return int(workflow_id.split(".")[2])


def _options(workflow: str, request_id: str, number: int) -> EnqueueOptions:
    return {
        "workflow_name": workflow,
        "queue_name": LATER if workflow in (MAKE_LATER, WRITE_CHECK_LATER) else QUEUE,
        "workflow_id": f"{workflow}.{request_id}.{number}",
        "app_version": VERSION,
    }
