"""Words of a line that stand together: what a table's cell says in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from converters.document import Box
from converters.readers.pdf.page import Span, around
from converters.readers.pdf.text.lines import Line, joined, lines_of

APART = 0.5  # type sizes between two cells of a line, at least; a word space is a quarter to a third

NOTHING = {"-", "–", "—", "*", "n/a", "N/A"}  # what a cell says for no amount

_LEADER = re.compile(r"(?:[.·…_]\s?){3,}")
_DIGITS = re.compile(r"\d")
_SIGNS = re.compile(r"[\s.,:;/()%£$€±+\-–—−*†]+")  # of amounts, between and around their digits


@dataclass(frozen=True)
class Segment:
    """Neighbouring spans of one line, without the dots that lead from one to the next."""

    spans: tuple[Span, ...]
    box: Box

    @cached_property
    def text(self) -> str:
        return without_leader(joined(self.spans))

    @property
    def bold(self) -> bool:
        return all(span.bold for span in self.spans)


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of a table, as the segments that stand in it from left to right."""

    segments: tuple[Segment, ...]
    box: Box

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2


def strips_of(spans: Iterable[Span], apart: float = APART) -> tuple[Strip, ...]:
    """Return ``spans`` as lines from top to bottom, parted where ``apart`` type sizes are white."""
    found = (segments_of(line, apart) for line in lines_of(spans))
    return tuple(Strip(parts, around([part.box for part in parts])) for parts in found if parts)


def segments_of(line: Line, apart: float = APART) -> tuple[Segment, ...]:
    runs: list[list[Span]] = []
    for span in line.spans:
        if _LEADER.fullmatch(span.text.strip()):
            continue
        turned = span.rotation or (runs and runs[-1][-1].rotation)  # a head set upright, one a column
        if (
            runs
            and not turned
            and span.box.left - runs[-1][-1].box.right <= apart * min(span.size, runs[-1][-1].size)
        ):
            runs[-1].append(span)
        else:
            runs.append([span])
    return tuple(Segment(tuple(run), around([span.box for span in run])) for run in runs)


def without_leader(text: str) -> str:
    return _LEADER.sub(" ", text).strip()


def is_numeric(text: str) -> bool:
    """Tell whether ``text`` is mostly digits: an amount, a share, a date, a value with its error."""
    digits = len(_DIGITS.findall(text))
    return digits > 0 and digits >= 0.5 * len(_SIGNS.sub("", text))
