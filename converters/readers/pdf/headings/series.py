"""Headings counted by letters or Roman numbers: "IV. Results", "B. Lamps", told by their series.

Such a number may as well be an initial or a list's mark. Over the document it is a heading's where the
next one stands somewhere below in the same type, with text between the two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converters.document import Numbering
from converters.readers.pdf.headings.wording import LARGER, WHOLLY, Type, bold_share
from converters.readers.pdf.lists.markers import Count, counts_of
from converters.readers.pdf.page import Page, RegionKind
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.contents import is_entry
from converters.readers.pdf.text.lines import Line, lines_by_region

MOST_WORDS = 14
SMALLEST = 0.85  # times the size of the text
BETWEEN = 100  # characters of text between two headings of a series

_LETTERED = re.compile(r"([A-Z]|[IVX]{1,5})\.\s+(?=[^\W\d])")
_ENDED = re.compile(r"[.,;:][”’\"')\]]*$")
_KINDS = {RegionKind.PARAGRAPH, RegionKind.HEADING, RegionKind.LIST_ITEM}


@dataclass(frozen=True, slots=True)
class _Look:
    size: int
    bold: bool
    italic: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    line: Line
    counts: tuple[Count, ...]
    before: int  # characters of the document's text before it


def lettered_headings(pages: Sequence[Page], body: Type) -> dict[int, tuple[Line, ...]]:
    """Return by page number the lines that are headings in a series of letters or Roman numbers."""
    looks: dict[_Look, list[_Candidate]] = defaultdict(list)
    for look, candidate in _candidates(pages, body):
        looks[look].append(candidate)
    found: dict[int, list[Line]] = defaultdict(list)
    for mine in looks.values():
        for style in (Numbering.UPPER_ROMAN, Numbering.UPPER_ALPHA):
            for candidate in _in_series(mine, style):
                if candidate.line not in found[candidate.page]:
                    found[candidate.page].append(candidate.line)
    return {number: tuple(lines) for number, lines in found.items()}


def _candidates(pages: Sequence[Page], body: Type) -> Iterator[tuple[_Look, _Candidate]]:
    said = 0
    for page in pages:
        every = lines_by_region(page)
        for at, region in enumerate(page.regions):
            lines = every[at]
            if lines and region.kind in _KINDS and not region.leads:
                look = _look(lines[0])
                alone = len(lines) == 1 or _look(lines[1]) != look
                match = _LETTERED.match(one_line(lines[0].text))
                if match and alone and _stands_out(look, lines[0], body) and _is_worded(lines[0]):
                    yield look, _Candidate(page.number, lines[0], counts_of(f"{match[1]}."), said)
            said += sum(len(line.text) for line in lines)


def _look(line: Line) -> _Look:
    total = sum(len(span.text) for span in line.spans)
    italic = sum(len(span.text) for span in line.spans if span.italic)
    return _Look(
        round(line.size), bold_share([line]) >= WHOLLY, italic >= WHOLLY * total, line.text.isupper()
    )


def _stands_out(look: _Look, line: Line, body: Type) -> bool:
    larger = line.size >= LARGER * body.size
    set_apart = (look.bold and not body.bold) or look.italic or look.capitals
    return larger or (set_apart and line.size >= SMALLEST * body.size)


def _is_worded(line: Line) -> bool:
    text = one_line(line.text)
    upright = not any(span.rotation for span in line.spans)
    return upright and len(text.split()) <= MOST_WORDS and not _ENDED.search(text) and not is_entry(line)


def _in_series(candidates: Sequence[_Candidate], style: Numbering) -> Iterator[_Candidate]:
    """Yield those of one look that go on from the one before, or are gone on with, text between."""
    mine = [each for each in candidates if any(way is style for way, _ in each.counts)]
    for one, other in pairwise(mine):
        if _number(other, style) == _number(one, style) + 1 and other.before - one.before >= BETWEEN:
            yield one
            yield other


def _number(candidate: _Candidate, style: Numbering) -> int:
    return next(number for way, number in candidate.counts if way is style)
