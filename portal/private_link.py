"""What a person does on their private link: which form is open, what a press does, what is still wrong.

The screen and the page without JavaScript share it; neither knows more than it. Nothing
that was written is lost: a form with a mistake, and one that could not be taken, stays as it is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from portal.answers import (
    LIMITS,
    Answers,
    Problem,
    answers_of,
    as_kept,
    contact_of,
    contact_problems,
)
from portal.parts.pressed import Pressed
from portal.progress import asked_of, may_withdraw, undo_day
from portal.services import Office, clock, following
from portal.services.cases import CaseView
from portal.services.moves import Moved
from requests_log import ContactMethod, Said

OPEN: Final = "open:"
SEND: Final = "send"
UNDO: Final = "undo"

TEXT: Final = LIMITS["note"][0]  # characters
PAGE: Final = 40  # characters: "12", "xii", "the map after page 30"

NOT_TAKEN: Final = (
    "Something went wrong on our side, and we do not have this yet. Nothing you wrote is lost. "
    "Wait a minute, then press the button again."
)

_FIELDS: Final = {
    ContactMethod.EMAIL: "email",
    ContactMethod.PHONE: "phone",
    ContactMethod.POST: "address",
    ContactMethod.TEXT_RELAY: "relay",
}

_logger = logging.getLogger(__name__)


class Form(StrEnum):
    """What can be opened on a private link."""

    NOTE = "note"
    ANSWER = "answer"
    CONTACT = "contact"
    TROUBLE = "trouble"
    WITHDRAW = "withdraw"


TITLES: Final = {
    Form.NOTE: "Add something to your request",
    Form.ANSWER: "Answer our question",
    Form.CONTACT: "Change how we reach you",
    Form.TROUBLE: "Tell us what does not work",
    Form.WITHDRAW: "Withdraw your request",
}
# What is said once a form is taken; "undo" is a button of its own.
DONE: Final = {
    Form.NOTE.value: "We have what you added. Our staff see it.",
    Form.ANSWER.value: "We have your answer. Thank you: we go on with your request.",
    Form.CONTACT.value: "We have changed how we reach you.",
    Form.TROUBLE.value: "We have your report. Our staff look into what does not work.",
    Form.WITHDRAW.value: "Your request is withdrawn.",
    UNDO: "You took the withdrawal back. Your request stands again.",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a person is on their private link: at the request itself, or in a form.

    ``once`` is what makes sending the form twice one event; ``fields`` is what stands in it.
    ``done`` is a key of DONE, said once. ``fresh``: nothing was pressed in the form yet.
    """

    form: Form | None = None
    once: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    trouble: str | None = None
    done: str | None = None
    fresh: bool = True

    def one(self, name: str) -> str:
        return "".join(self.fields.get(name, ())[:1])


def after(office: Office, view: CaseView, turn: Turn, pressed: Pressed) -> Turn:
    """Return where the person is after pressing a button. A button of a form that is over does nothing."""
    action = pressed.action
    if action == UNDO:
        return _undone(office, view, turn)
    if turn.form is None and action.startswith(OPEN):
        return opened(view, action.removeprefix(OPEN))
    if turn.form is not None and action == SEND:
        return _sent(office, view, replace(turn, fields=pressed.fields, fresh=False))
    return Turn()


def opened(view: CaseView, what: str) -> Turn:
    """Return the form called ``what`` ("trouble:docx" names a file); the request where it cannot be open."""
    name, _, about = what.partition(":")
    if name not in tuple(Form) or not may_open(view, Form(name)):
        return Turn()
    if not about and len(view.files) == 1:
        about = view.files[0].format
    fields = {"file": (about,)} if about else {}
    return Turn(Form(name), following.new_form(), fields)


def may_open(view: CaseView, form: Form) -> bool:
    """Return whether the form makes sense as the request stands."""
    match form:
        case Form.ANSWER:
            return view.status.question is not None
        case Form.TROUBLE:
            return bool(view.files) and view.status.withdrawn_at is None
        case Form.WITHDRAW:
            return may_withdraw(view)
        case _:
            return True


def values(office: Office, key: str, view: CaseView, turn: Turn) -> dict[str, Any]:
    """Return what the template of an open form shows."""
    if turn.form is None:
        raise ValueError("no form is open")
    return {
        "body_name": office.settings.body_name,
        "key": key,
        "view": view,
        "turn": turn,
        "form": turn.form.value,
        "heading": TITLES[turn.form],
        "plain": False,
        "asked": asked_of(view),
        "given": _given(view, turn),
        "kept_as": f"{turn.form}-{view.request.reference}",
        "problems": turn.problems,
        "undo_until": undo_day(clock.today()),
        "due": view.status.promise.due,
        "working_days": office.settings.working_days,
        "reopens": view.status.replied_at is not None,
    }


def said(view: CaseView, turn: Turn) -> dict[str, Any]:
    """Return what the template of the request shows of the last press: what is done, or why it is not."""
    return {
        "done": DONE[turn.done] if turn.done else None,
        "forget": f"{turn.done}-{view.request.reference}",
        "trouble": turn.trouble,
    }


def _sent(office: Office, view: CaseView, turn: Turn) -> Turn:
    problems = tuple(_problems(view, turn))
    if problems:
        return replace(turn, problems=problems, trouble=None)
    try:
        moved = _taken(office, view, turn)
    except Exception:  # whatever it is, the person keeps what they wrote and hears of it
        _logger.exception("a form of a private link was not taken")
        return replace(turn, problems=(), trouble=NOT_TAKEN)
    if moved and turn.form is Form.WITHDRAW:  # nothing was written that could be lost, and the reply is there
        return Turn(trouble=moved.words)
    if moved:
        return replace(turn, problems=(), trouble=moved.words)
    return Turn(done=turn.form)


def _taken(office: Office, view: CaseView, turn: Turn) -> Moved | None:
    request, once = view.request.id, turn.once
    match turn.form:
        case Form.NOTE:
            following.add_note(office, request, as_kept(turn.one("note")), once)
        case Form.ANSWER:
            following.answer(office, request, as_kept(turn.one("answer")), once)
        case Form.CONTACT:
            following.change_contact(office, request, contact_of(answers_of(turn.fields)), once)
        case Form.WITHDRAW:
            return following.withdraw(office, request, once)
        case Form.TROUBLE:
            said = Said(as_kept(turn.one("happens")), " ".join(as_kept(turn.one("page")).split()) or None)
            return following.say_it_does_not_work(office, request, turn.one("file"), said, once)
        case None:
            raise ValueError("no form is open")
    return None


def _undone(office: Office, view: CaseView, turn: Turn) -> Turn:
    try:
        moved = following.undo_withdrawal(office, view.request.id, following.new_form(turn.once))
    except Exception:
        _logger.exception("a withdrawal was not taken back")
        return Turn(trouble=NOT_TAKEN)
    return Turn(trouble=moved.words) if moved else Turn(done=UNDO)


def _problems(view: CaseView, turn: Turn) -> Iterator[Problem]:
    match turn.form:
        case Form.NOTE:
            yield from _written(turn, "note", "Write what you want to add")
        case Form.ANSWER:
            yield from _written(turn, "answer", "Write your answer")
        case Form.CONTACT:
            yield from contact_problems(answers_of(turn.fields))
        case Form.TROUBLE:
            if view.files and turn.one("file") not in {file.format for file in view.files}:
                yield Problem(f"file-{view.files[0].format}", "Choose the file that does not work")
            yield from _short_enough(turn, "page", PAGE)
            yield from _written(turn, "happens", "Tell us what happens")
        case Form.WITHDRAW | None:
            return


def _written(turn: Turn, name: str, missing: str) -> Iterator[Problem]:
    if not as_kept(turn.one(name)):
        yield Problem(name, missing)
    yield from _short_enough(turn, name, TEXT)


def _short_enough(turn: Turn, name: str, limit: int) -> Iterator[Problem]:
    over = len(turn.one(name)) - limit
    if over > 0:
        yield Problem(name, f"Write {limit:,} characters or fewer. Shorten it by {over:,}")


def _given(view: CaseView, turn: Turn) -> Answers:
    """Return what stands in the fields of the contact: as typed, or how we reach the person now."""
    if turn.form is not Form.CONTACT or not turn.fresh:
        return answers_of(turn.fields)
    contact = view.request.contact
    given = {_FIELDS[contact.method]: (contact.address,), "name": (contact.name or "",)}
    return answers_of({"contact": (contact.method.value,), **given})
