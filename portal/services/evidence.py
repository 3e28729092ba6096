"""The promise, kept or not: what managers see, and prove."""

from __future__ import annotations

from portal.choices import format_choice
from portal.services import clock
from portal.services.office import Office
from requests_log import Compliance, Period, compliance, to_csv


def figures(office: Office, period: Period) -> Compliance:
    """Return the figures of the requests received in ``period`` (London dates, both included)."""
    cases = office.log.cases(period.first, period.last)
    return compliance(cases, period, office.calendar, clock.now())


def answered_at_once(office: Office, period: Period) -> int:
    """Return how many visits in ``period`` took a checked version that was there, and sent no request."""
    return office.log.shelf.answered_at_once(period.first, period.last)


def figures_csv(office: Office, period: Period) -> bytes:
    """Return one row a request received in ``period``, without personal data, as CSV."""
    cases = office.log.cases(period.first, period.last)
    return to_csv(cases, office.calendar, clock.now(), lambda code: format_choice(code).name)
