"""Removing files that were sent but belong to no request."""

from __future__ import annotations

from datetime import timedelta

from portal.keys import UPLOAD_SECONDS
from portal.services import clock
from portal.services.office import Office

# The proof of an upload has long run out by then, so no form can still send it.
UNCLAIMED = timedelta(seconds=2 * UPLOAD_SECONDS)


def tidy(office: Office) -> int:
    """Remove the files that nobody asked with, and return how many there were."""
    return office.files.remove_unclaimed(office.log.claimed_files(), clock.now() - UNCLAIMED)
