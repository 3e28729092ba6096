"""What the portal may ask of the worker, in the same transaction as the event that asks for it."""

from __future__ import annotations

from dbos import DBOSClient, DBOSPortableJSONSerializer
from sqlalchemy import Connection

APPLICATION = "accessible-formats"
VERSION = "1"  # of the workflows: jobs of another version are not taken up, so raise it with care
QUEUE = "work"
MAKE_FORMATS = "make_formats"
SEND_ACKNOWLEDGEMENT = "send_acknowledgement"
SEND_REPLY = "send_reply"
WRITE_CHECK = "write_check"


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
            connection,
            {
                "workflow_name": workflow,
                "queue_name": QUEUE,
                "workflow_id": f"{workflow}.{request_id}.{number}",
                "app_version": VERSION,
            },
            request_id,
            number,
        )

    def close(self) -> None:
        self._client.destroy()


def request_of(workflow_id: str) -> str:
    """Return the request that a job is about."""
    return workflow_id.split(".")[1]
