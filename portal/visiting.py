"""Where a person is on the way from the form to the receipt: a value, changed by pressing buttons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from portal.answers import Answers, Problem
from portal.needs import NO_CODE, Recall
from portal.services.asking import Receipt
from portal.services.shelf import CheckedVersion


class Step(Enum):
    """ALREADY: a checked version is offered; SERVED: it was what the person needed."""

    FORM = auto()
    ALREADY = auto()
    SERVED = auto()
    CHECK = auto()
    SENT = auto()


@dataclass(frozen=True, slots=True)
class Visit:
    """How far a person is. The request will have ``request_id``, so that sending twice takes it once.

    ``fresh``: nothing was pressed yet, so what the browser kept may be put back.
    ``offer``: what is there already; ``declined``: the document of which it was not wanted.
    ``recall``: what became of a needs code; ``code``: one just given, None once it was ended again.
    """

    answers: Answers
    upload_key: str
    request_id: str
    step: Step = Step.FORM
    problems: tuple[Problem, ...] = ()
    focus: str | None = None
    announce: str | None = None
    trouble: str | None = None
    receipt: Receipt | None = None
    fresh: bool = True
    offer: CheckedVersion | None = None
    declined: str = ""
    recall: Recall = NO_CODE
    code: str | None = ""


def moved(visit: Visit, step: Step, **changed: Any) -> Visit:
    """Return ``visit`` at ``step``; what was said about the last step is no longer said."""
    said: dict[str, Any] = {"problems": (), "focus": None, "announce": None, "trouble": None, "fresh": False}
    return replace(visit, step=step, **(said | changed))
