"""A needs code in the form: using it, renewing it, ending it; and getting one when all is sent.

Whoever tries code after code is slowed down: see routes/throttle.py.
"""

from __future__ import annotations

from typing import Any, Final

from portal import words
from portal.answers import Answers, Problem
from portal.needs import NO_CODE, Recall, needs_of, with_needs
from portal.parts.pressed import Pressed
from portal.routes.throttle import Throttle
from portal.services import Office, asking, clock, needs
from portal.visiting import Step, Visit, moved
from requests_log import UnknownRequest, read_needs_code

FIELD: Final = "needs-code"
USE: Final = "code:use"
RENEW: Final = "code:renew"
FORGET: Final = "code:forget"
REMEMBER: Final = "code:remember"
PRESSES: Final = (USE, RENEW, FORGET)

EMPTY: Final = "Enter your code first"
UNKNOWN: Final = (
    "We remember nothing under this code. Look at it again and type it as it stands. "
    "If you got it more than 13 months ago, we have forgotten it. To go on without a code, empty the field"
)
FILLED: Final = "We filled in what you need. What you had answered already stands. Look through it below."
OLD: Final = "We filled in what you need. You told us more than 12 months ago. Is it still right?"
RENEWED: Final = "Thank you. We remember it for another 12 months."
FORGOTTEN: Final = "We have forgotten what you need. The code no longer works. The form below stays as it is."

GUESSES: Final = Throttle(failures=30)  # a library or an office has one address for many people


def after_code(office: Office, answers: Answers, pressed: Pressed, caller: str) -> dict[str, Any]:
    """Return what a press of a code's button changes in the form's visit. ``caller`` is a network address."""
    typed = pressed.one(FIELD)
    code, problem = known_code(office, typed, caller)
    if code is None:
        said = Recall(typed=typed, problem=Problem(FIELD, problem))
        return {"answers": answers, "recall": said, "problems": (said.problem,)}
    if pressed.action == FORGET:
        needs.forget(office, code)
        return _told(answers, Recall(said=FORGOTTEN))
    if pressed.action == RENEW:
        needs.renew(office, code)
        return _told(answers, Recall(code, code, RENEWED))
    return _filled(office, answers, code)


def as_typed(recall: Recall, pressed: Pressed) -> Recall:
    """Return ``recall`` with the field as it stands when another button is pressed: no error clears it."""
    return Recall(code=recall.code, typed=pressed.one(FIELD))


def is_unused(recall: Recall) -> bool:
    """Return whether a code was typed that no button used: whoever goes on, or presses Enter, means it."""
    return bool(recall.typed) and recall.typed != recall.code


def known_code(office: Office, typed: str, caller: str) -> tuple[str | None, str]:
    """Return the code that was typed where we know it; else None, and what to tell the person."""
    if not typed:
        return None, EMPTY
    try:
        code = read_needs_code(typed)
    except ValueError as error:
        return None, str(error)
    guessed = (f"address {caller}",)
    if again := GUESSES.attempt(guessed, clock.now()):
        return None, f"Too many codes that we do not know. Try again after {words.moment(again)}"
    if needs.recalled(office, code) is None:
        return None, UNKNOWN
    GUESSES.forgive(guessed)
    return code, ""


def remembered(office: Office, visit: Visit, action: str) -> Visit:
    """Return the visit of a sent request with a code for its needs, or with that code ended.

    A code that was given before, in this visit's form too, gets these needs and keeps its name.
    """
    try:  # a plain page carries no receipt
        receipt = visit.receipt or asking.receipt_of(office, visit.request_id)
    except UnknownRequest:
        return moved(visit, Step.FORM)
    known, focus = visit.code or visit.recall.code, "#needs-said"
    if action == FORGET and known:
        needs.forget(office, known)
        return moved(visit, Step.SENT, receipt=receipt, code=None, recall=NO_CODE, focus=focus)
    code = needs.remember(office, needs_of(visit.answers), known or None)
    return moved(visit, Step.SENT, receipt=receipt, code=code, focus=focus)


def _filled(office: Office, answers: Answers, code: str) -> dict[str, Any]:
    found = needs.recalled(office, code)
    if found is None:  # ended between two looks
        return {"answers": answers, "recall": Recall(typed=code, problem=Problem(FIELD, UNKNOWN))}
    said = OLD if found.old else FILLED
    return _told(with_needs(answers, found.needs), Recall(code, code, said, found.old))


def _told(answers: Answers, recall: Recall) -> dict[str, Any]:
    return {"answers": answers, "recall": recall, "focus": "#needs-said"}
