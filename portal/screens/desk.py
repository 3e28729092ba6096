"""What lies on the desk of those who work on a case: what they typed and sent, what is said to them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from portal.answers import Problem
from portal.parts.pressed import Pressed
from portal.services.cases import CaseView

SOURCE: Final = "source"


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk while a case is worked on: kept over presses, gone with the next case.

    ``reply`` is None while the draft stands as it was. ``uploads`` are the keys
    of files sent and not used yet, by format; that of SOURCE is the document itself.
    """

    reference: str
    reply: str | None = None
    question: str = ""
    answer: str = ""
    uploads: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    asking: bool = False
    writing: bool = False
    announce: str | None = None
    focus: str | None = None


def kept(desk: Desk, view: CaseView, pressed: Pressed) -> Desk:
    """Return the desk with what the person typed and sent so far, and nothing said yet."""
    uploads = {
        code: pressed.one(f"upload-{code}-key") for code in (SOURCE, *view.request.formats, *desk.uploads)
    }
    return replace(
        desk,
        reply=_typed(pressed, desk.reply),
        question=_kept(pressed, "question", desk.question),
        answer=_kept(pressed, "answer", desk.answer),
        uploads={code: key for code, key in uploads.items() if key},
        problems=(),
        asking=False,
        announce=None,
        focus=None,
    )


def _typed(pressed: Pressed, before: str | None) -> str | None:
    """Return the reply as it stands in the form; None where it is still the draft that was shown."""
    if "reply" not in pressed.fields:
        return before
    typed, shown = (pressed.one(name).replace("\r\n", "\n") for name in ("reply", "draft"))
    return None if typed == shown else typed


def _kept(pressed: Pressed, name: str, before: str) -> str:
    return pressed.one(name) if name in pressed.fields else before
