"""A person's own copy of what they asked: each question and its answer, as the request keeps them. Pure."""

from __future__ import annotations

from portal import words
from portal.readback import CONTACTS, NOT_SAID
from portal.services.cases import CaseView

Answered = tuple[str, tuple[str, ...]]


def answers_of(view: CaseView) -> tuple[Answered, ...]:
    """Return every question of the form with the lines of its answer; one that was left out says so."""
    request = view.request
    contact = request.contact
    return (
        ("The document", (view.source,)),
        ("Title", _said(request.source.title)),
        ("What you use to read", view.technologies or (NOT_SAID,)),
        ("Formats", view.formats),
        ("How we reach you", (f"{CONTACTS[contact.method]}:", *contact.address.splitlines())),
        ("Your name", _said(contact.name)),
        ("Needed by", (words.day(request.needed_by) if request.needed_by else NOT_SAID,)),
        ("Anything else", _said(request.note)),
    )


def _said(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").splitlines()) or (NOT_SAID,)
