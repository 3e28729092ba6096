"""What a person needs of every document: which answers of the form that is, and filling them in again. Pure.

What is remembered is what FIELDS names and nothing else: no document, no name, no way to
reach anybody. A question that joins the form is remembered once its field stands there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from portal import measures
from portal.answers import Answers, Problem, answers_of, fields_of, with_details
from portal.readback import NOT_SAID, Row
from requests_log import Request

Needs: TypeAlias = Mapping[str, tuple[str, ...]]

# The names of the form's fields, as answers.py reads and writes them.
FIELDS: Final = (
    "formats",
    "format-note",
    *(question.code for question in measures.QUESTIONS),
    "technologies",
    "technology-note",
)
# The questions, as readback.py says them, that these fields answer.
QUESTIONS: Final = ("Formats", "What you use to read")


@dataclass(frozen=True, slots=True)
class Recall:
    """What became of a code in the form. ``code`` is one we know, "" while none was given.

    ``typed`` is what stands in the field, ``said`` what to tell; ``old``: a year went by since
    the person last said that their needs are right.
    """

    code: str = ""
    typed: str = ""
    said: str = ""
    old: bool = False
    problem: Problem | None = None


NO_CODE: Final = Recall()


def needs_of(answers: Answers) -> Needs:
    """Return the part of ``answers`` that holds for the next document too."""
    given = _by_name(answers)
    return {name: given[name] for name in FIELDS if name in given}


def needs_asked(request: Request) -> Needs:
    """Return the needs that a request was sent with, as needs_of would have."""
    answers = Answers(
        formats=measures.offers_of(request.formats),
        format_note=request.format_note or "",
        technologies=request.technologies,
        technology_note=request.technology_note or "",
    )
    return needs_of(with_details(answers, measures.given_of(request.formats, request.measures)))


def with_needs(answers: Answers, needs: Needs) -> Answers:
    """Return ``answers`` with ``needs`` where nothing was answered yet: what was typed or chosen stands.

    A format or a technology that we offer no longer is left out.
    """
    known = {name: values for name, values in needs.items() if name in FIELDS}
    return answers_of(known | _by_name(answers))


def said_of_needs(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Return the lines of the answers read back that would be remembered."""
    lines = (line for row in rows if row.question in QUESTIONS for line in row.lines)
    return tuple(line for line in lines if line != NOT_SAID)


def _by_name(answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return the fields that were answered: what an empty form says by itself is no answer."""
    empty, given = _grouped(Answers()), _grouped(answers)
    return {name: values for name, values in given.items() if values != empty.get(name)}


def _grouped(answers: Answers) -> dict[str, tuple[str, ...]]:
    given: dict[str, tuple[str, ...]] = {}
    for name, value in fields_of(answers):
        given[name] = (*given.get(name, ()), value)
    return given
