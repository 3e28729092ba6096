"""The reply we suggest to staff. They change it as they like; nothing is sent that nobody has read."""

from __future__ import annotations

from typing import Final

from portal.choices import format_choice
from portal.services.cases import CaseView
from requests_log import ContactMethod

GAP: Final = "[say how and when they get it]"
FIX: Final = "[say what you changed]"
GAPS: Final = (GAP, FIX)

_TOLD: Final = {
    ContactMethod.PHONE: "We spoke by phone. I said:",
    ContactMethod.TEXT_RELAY: "We spoke through text relay. I said:",
}


def draft(view: CaseView, document: str, body_name: str) -> str:
    """Return a reply for ``view``: a message by email or post, a note of what was said otherwise.

    A mail ends with the reference, the files, their labels and the private
    link of itself (mail/reply.txt); a letter or a note must say them.
    """
    match view.request.contact.method:
        case ContactMethod.EMAIL:
            parts: tuple[str, ...] = (
                _greeting(view),
                _broken(view),
                _ready(view, document),
                _missing(view),
                _trouble("tell us on your private page, or answer this message,"),
            )
        case ContactMethod.POST:
            parts = (
                _greeting(view),
                _broken(view),
                *_in_full(view, document),
                _trouble("write to us"),
                body_name,
            )
        case method:
            parts = (_TOLD[method], _broken(view), *_in_full(view, document), "")
    return "\n\n".join(part for part in parts if part)


def _greeting(view: CaseView) -> str:
    return f"Hello {view.request.contact.name}," if view.request.contact.name else "Hello,"


def _broken(view: CaseView) -> str:
    """Return what we say of the file that did not work for the person, since our last reply."""
    opening = view.status.reopened_by
    if opening is None or view.status.replied_at:
        return ""
    return f"You told us that this does not work for you: {format_choice(opening.text('format')).name}. {FIX}"


def _ready(view: CaseView, document: str) -> str:
    if not view.files:
        return f"We have looked at your request for “{document}”."
    return f"Your document “{document}” is ready. You find its files below."


def _in_full(view: CaseView, document: str) -> tuple[str, ...]:
    files = "\n".join(f"- {file.format_name}: {file.label}" for file in view.files)
    link = f"The files are on your private page:\n{view.receipt.link}" if view.files else ""
    reference = f"Your reference is {view.request.reference}."
    return (f"Your document: “{document}”.", files, _missing(view), link, reference)


def _missing(view: CaseView) -> str:
    names = [format_choice(code).name for code in view.status.for_staff]
    return "\n".join(f"{name}: {GAP}" for name in names)


def _trouble(how: str) -> str:
    return (
        f"If anything does not work with the way you read, {how} and say what happens. We will put it right."
    )
