"""Removing files whose time is over or that belong to no request, and needs unreviewed for long."""

from __future__ import annotations

from datetime import timedelta

from portal.keys import UPLOAD_SECONDS
from portal.services import clock, needs
from portal.services.cases import kept_until
from portal.services.office import Office
from requests_log import Event, EventKind, status_of

# The proof of an upload has long run out by then, so no form can still send it.
UNCLAIMED = timedelta(seconds=2 * UPLOAD_SECONDS)


def tidy(office: Office) -> int:
    """Remove the files whose time is over, those that nobody asked with, and needs unreviewed for 13 months.

    Returns how many files there were.
    """
    needs.forget_unreviewed(office)
    end_their_time(office)
    return office.files.remove_unclaimed(office.log.claimed_files(), clock.now() - UNCLAIMED)


def end_their_time(office: Office) -> None:
    """Record of requests whose files were kept long enough that they are removed: nobody claims them then."""

    def stays(history: tuple[Event, ...]) -> bool:
        last = kept_until(status_of(history, clock.now()), office.settings.file_days)
        return last is None or clock.today() <= last

    for case in office.log.cases_with_files():
        if not stays(case.history):
            office.log.append(case.request.id, EventKind.FILES_REMOVED, clock.now(), unless=stays)
