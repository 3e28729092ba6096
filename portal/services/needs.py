"""Remembering what a person needs, under a code: only when they ask for it, and until they end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from portal.needs import Needs
from portal.services import clock
from portal.services.office import Office
from requests_log import new_needs_code

# DAPB1605 (the NHS Accessible Information Standard) asks that recorded needs are reviewed.
REVIEWED_AFTER: Final = timedelta(days=365)
FORGOTTEN_AFTER: Final = REVIEWED_AFTER + timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a code stands for. ``old``: the person should be asked whether it is still right."""

    needs: Needs
    old: bool


def remember(office: Office, needs: Needs, code: str | None = None) -> str:
    """Keep ``needs`` and return their code. A ``code`` that is known keeps its name and gets these needs.

    Only the code's fingerprint is kept: we cannot say it again, and nothing leads to the person.
    """
    code = code or new_needs_code()
    office.log.needs.keep(office.keys.code_fingerprint(code), needs, clock.now())
    return code


def recalled(office: Office, code: str) -> Recalled | None:
    """Return what ``code`` stands for, None where it stands for nothing (any more)."""
    found = office.log.needs.find(office.keys.code_fingerprint(code))
    if found is None or clock.now() - found.reviewed_at >= FORGOTTEN_AFTER:
        return None
    return Recalled(found.answers, clock.now() - found.reviewed_at >= REVIEWED_AFTER)


def renew(office: Office, code: str) -> bool:
    """Note that what ``code`` stands for is still right; it holds for another year."""
    return office.log.needs.renew(office.keys.code_fingerprint(code), clock.now())


def forget(office: Office, code: str) -> bool:
    """Forget what ``code`` stands for; False where there was nothing."""
    return office.log.needs.forget(office.keys.code_fingerprint(code))


def forget_unreviewed(office: Office) -> int:
    """Forget what nobody said to be right for a year and a month; return how many codes ended."""
    return office.log.needs.forget_unreviewed(clock.now() - FORGOTTEN_AFTER)
