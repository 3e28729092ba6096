"""Erasing what may say who asked. The events and the figures stay."""

from __future__ import annotations

from portal.services import clock
from requests_log import Event, EventKind, RequestsLog, status_of


def erase_person(log: RequestsLog, reference: str) -> None:
    """Erase all that may say who asked: contact, technology, words, files. What is open is withdrawn first.

    The files themselves go when the worker tidies next. Erased twice is erased once.

    Raises:
        UnknownRequest: there is no request with this reference.
    """
    request = log.by_reference(reference)

    def is_closed(history: tuple[Event, ...]) -> bool:
        return status_of(history, clock.now()).closed_at is not None

    log.append(request.id, EventKind.WITHDRAWN, clock.now(), {"once": request.id}, unless=is_closed)
    log.erase(request.id, clock.now())
