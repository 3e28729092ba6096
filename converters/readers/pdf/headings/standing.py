"""Short lines that stand over text in a look of their own: slanted, coloured, in capitals or bold.

Where a heading is as large as the text, typographers part it from the text by its look and by white
space: it stands nearer to what it heads than to what is over it. What stands right under a picture or
a table explains that, and is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from converters.document import Box
from converters.readers.pdf.page import Region, RegionKind, share_width
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line

MOST_WORDS = 12
MOST_LINES = 2
WHOLLY = 0.9  # share of the characters
LEAST_OVER = 0.3  # type sizes of white space over a heading, at least
MOST_UNDER = 2.5  # type sizes of white space under it, at most
NEARER = 1.15  # times the space under it is over it
STOOD_OFF, EVENLY = 0.6, 0.9  # type sizes of white space over it that will do, with nearly as much under it
SHORT = 0.8  # share of the width of the text that it heads
PROSE = 8  # words of what is headed, at least
SMALLER = 0.95  # times the size of the text: a heading is no smaller

_TEXT = {RegionKind.PARAGRAPH, RegionKind.LIST_ITEM}
_SHOWN = {RegionKind.FIGURE, RegionKind.TABLE, RegionKind.EQUATION}
_BEGINS = re.compile(r"(?:\(?\w{1,3}[.)]\s+|\d{1,2}(?:\.\d{1,2})*\s+)?[“\"‘]?[A-Z]")
_ENDED = re.compile(r"[.,;:–-][”’\"')\]]*$")
_PERSON = re.compile(r"(?:by|from|dear|yours|source|note|nb|cc|to)\b|[“\"‘].*[”\"’]$", re.IGNORECASE)
_DATE = re.compile(r"\b(?:19|20)\d\d$|@|www\.|https?:")
_NAME = re.compile(r"(?:[A-Z]\.\s*)+[A-Z][a-z]+|[A-Z][a-z]+(?:,? [A-Z]\.)?,")


@dataclass(frozen=True, slots=True)
class Around:
    """What is over and under a region in its own columns: how far away, and what it is."""

    over: float | None
    shown_over: bool
    under: float | None
    below: tuple[Line, ...]


def surroundings_of(
    regions: Sequence[Region], at: int, lines: Mapping[int, tuple[Line, ...]], pictures: Sequence[Box]
) -> Around:
    """Return what is around the region at ``at``; ``lines`` are those of each region."""
    box = regions[at].box
    mine = [
        (other, region)
        for other, region in enumerate(regions)
        if other != at and share_width(box, region.box)
    ]
    over = [(box.top - region.box.bottom, region) for _, region in mine if region.box.bottom <= box.top + 2]
    under = [
        (region.box.top - box.bottom, other) for other, region in mine if region.box.top >= box.bottom - 2
    ]
    gap, above = min(over, key=lambda each: each[0], default=(None, None))
    space, place = min(under, default=(None, None))
    text = lines[place] if place is not None and regions[place].kind in _TEXT else ()
    shown = above is not None and above.kind in _SHOWN
    pictured = [
        box.top - each.bottom for each in pictures if share_width(box, each) and each.bottom <= box.top + 2
    ]
    nearer = bool(pictured) and (gap is None or min(pictured) < gap)
    return Around(gap, shown or nearer, space, text)


def stands_apart(
    head: tuple[Line, ...], above: Line | None, rest: tuple[Line, ...], around: Around, colour: str
) -> bool:
    """Tell whether ``head`` is a heading by its look and the white space around it.

    ``above`` is the line over it in its region, and ``rest`` are those under it there; ``around`` is
    what is around the region, ``colour`` that of the document's text.
    """
    text = one_line(" ".join(line.text for line in head))
    below = rest or around.below
    if not _is_worded_as_heading(text, head) or not below or not _heads_text(head, below):
        return False
    if around.shown_over and above is None:
        return False
    size = head[0].size
    over = head[0].box.top - above.box.bottom if above else around.over
    under = rest[0].box.top - head[-1].box.bottom if rest else around.under
    if under is None or under > MOST_UNDER * size or (over is not None and over < LEAST_OVER * size):
        return False
    look, other = _look(head, colour), _look(below[:1], colour)
    parted = over is None or over > NEARER * under or over > max(STOOD_OFF * size, EVENLY * under)
    return bool(look - other) and parted


def _is_worded_as_heading(text: str, head: tuple[Line, ...]) -> bool:
    if len(head) > MOST_LINES or len(text.split()) > MOST_WORDS or sum(map(str.isalpha, text)) < 4:
        return False
    if _ENDED.search(text) or _PERSON.match(text) or _DATE.search(text) or _NAME.match(text):
        return False
    return bool(_BEGINS.match(text))


def _heads_text(head: tuple[Line, ...], below: tuple[Line, ...]) -> bool:
    """Tell whether ``below`` is text, no smaller line by line, that begins anew and is wider."""
    words = sum(len(line.text.split()) for line in below)
    begins = one_line(below[0].text)[:1]
    wide = max(line.box.right - line.box.left for line in below)
    short = max(line.box.right - line.box.left for line in head) < SHORT * wide
    return words >= PROSE and not begins.islower() and short and head[0].size >= SMALLER * below[0].size


def _look(lines: Sequence[Line], colour: str) -> set[str]:
    """Return in which ways nearly all of ``lines`` are set apart from plain text in ``colour``."""
    spans = [span for line in lines for span in line.spans]
    most = WHOLLY * sum(len(span.text) for span in spans)
    ways = {
        "bold": [span for span in spans if span.bold],
        "italic": [span for span in spans if span.italic],
        "coloured": [span for span in spans if span.colour and span.colour != colour],
        "capitals": [span for span in spans if span.text.isupper()],
    }
    return {way for way, mine in ways.items() if mine and sum(len(span.text) for span in mine) >= most}
