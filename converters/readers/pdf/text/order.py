"""Reading order: columns that the engine read across are read one after the other.

A gutter is white from the top to the foot of what stands on both its sides; what lies
across it, a title or a wide figure, parts the page into bands. In a band the left column
is read before the right one. The engine's order is left as it is unless it goes back and
forth between columns: pairs of short lines, such as a form's labels and values, are rows,
and so are side heads and notes in a narrow column before the text.
Notes at the foot of a column, set smaller under a short rule, follow the text of all columns.
Pages in scripts that run from right to left are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from unicodedata import bidirectional

from converters.document import Box
from converters.readers.pdf.page import Page, Region, RegionKind, contains

GUTTER = 5.0  # points between two columns, at least
OVERHANG = 2.0  # points by which a box may reach into a gutter
TALL = 24.0  # points: two lines of text; a column has at least so much on it
SHARED = 0.4  # share of the lower column's height over which both stand side by side
ROWS = 0.5  # share of the parts of a column whose like stands in the other: rows of a form
FLAT = 3.0  # points by which the edges of one row differ
SUNK = 6.0  # points by which two bands may overlap, as tall boxes of type do
SHORTEST, SHORT = 20.0, 0.3  # points, and share of the page's width: the rule over footnotes
EDGE = 25.0  # points by which a note may stand in from that rule
SMALLER = 0.95  # times the size of the text
MARGINAL = 0.6  # times the width of the text beside it: a narrower left column is its margin
WIDE = 0.1  # of the height of what lies across a gutter that counts against it
LONE = 14.0  # points between a running head and the columns under it, at least
MOST = 150  # regions of a page that are put in order; more are a drawing or a directory
DEEPEST = 4  # columns in columns


@dataclass(frozen=True, slots=True)
class _Part:
    """A region by its place in the engine's order."""

    at: int
    box: Box
    figure: bool
    note: bool

    @property
    def high(self) -> float:
        return self.box.bottom - self.box.top

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2


def in_reading_order(page: Page) -> Page:
    """Return ``page`` with its regions column by column, where the engine went back and forth."""
    if not 3 < len(page.regions) <= MOST or _runs_left(page.regions):
        return page
    rules = _foot_rules(page)
    parts = [
        _Part(at, region.box, region.kind is RegionKind.FIGURE, _is_note(region, rules, page))
        for at, region in enumerate(page.regions)
    ]
    order = [part.at for part in _ordered(parts, DEEPEST)]
    if order == sorted(order):
        return page
    return replace(page, regions=tuple(page.regions[at] for at in order))


def _runs_left(regions: Sequence[Region]) -> bool:
    text = "".join(region.text[:40] for region in regions if region.kind is not RegionKind.FIGURE)
    return sum(bidirectional(one) in {"R", "AL"} for one in text) > len(text) / 4


def _ordered(parts: list[_Part], depth: int) -> list[_Part]:
    """Return ``parts``, which come in the engine's order, column by column where there are any."""
    gutter = _gutter(parts) if depth and len(parts) > 2 else None
    if gutter is None:
        return parts
    ordered: list[_Part] = []
    for band in _bands(parts, gutter):
        left = [part for part in band if part.box.right <= gutter + OVERHANG]
        right = [part for part in band if part.box.left >= gutter - OVERHANG and part not in left]
        columns = len(left) + len(right) == len(band) and _are_columns(left, right)
        if columns and (_is_torn(left, right) or any(part.note for part in left)):
            read = [*_ordered(left, depth - 1), *_ordered(right, depth - 1)]
            ordered += sorted(read, key=lambda part: part.note)
        elif len(band) < len(parts):
            ordered += _ordered(band, depth - 1)
        else:
            ordered += band
    return ordered


def _foot_rules(page: Page) -> list[Box]:
    """Return the short rules on the lower part of ``page``: over footnotes, from a column's edge."""
    return [
        box
        for box in page.drawings
        if box.bottom - box.top <= 1
        and SHORTEST < box.right - box.left < SHORT * page.width
        and box.top > page.height / 3
    ]


def _is_note(region: Region, rules: list[Box], page: Page) -> bool:
    """Tell whether ``region`` stands under a short rule at its edge, set smaller than what is over it."""
    box = region.box
    over = [rule.top for rule in rules if abs(rule.left - box.left) < EDGE and rule.top < box.top + FLAT]
    if region.kind is RegionKind.FIGURE or not over:
        return False
    column = [span for span in page.spans if span.box.left < box.right and box.left < span.box.right]
    notes = [span.size for span in column if contains(box, span.box)]
    text = [span.size for span in column if span.box.bottom < max(over) + FLAT]
    return bool(notes and text) and median(notes) < SMALLER * median(text)


def _gutter(parts: list[_Part]) -> float | None:
    """Return where the gutter with the tallest columns on both sides is, None where there is none."""
    best, found = 0.0, None
    for edge in sorted({round(part.box.left, 1) for part in parts}):
        left = [part for part in parts if part.box.right <= edge - GUTTER + OVERHANG]
        right = [part for part in parts if part.box.left >= edge - OVERHANG]
        across = sum(part.high for part in parts) - _height(left) - _height(right)
        score = min(_height(left), _height(right)) - WIDE * across
        if score > best:
            best, found = score, edge - GUTTER / 2
    return found


def _height(parts: Sequence[_Part]) -> float:
    return sum(part.high for part in parts)


def _bands(parts: list[_Part], gutter: float) -> list[list[_Part]]:
    """Return ``parts`` in bands from the top: those across the gutter, and those between them."""
    edges = _lone_lines(parts)
    bars = edges | {part.at for part in parts if _is_across(part, gutter)}
    bands: list[list[_Part]] = []
    for _, band in groupby(sorted(parts, key=lambda part: part.middle), key=lambda part: part.at in bars):
        here = list(band)
        if bands and not edges & {part.at for part in here}:
            bands[-1:] = filter(None, _parted(bands[-1], here, here[0].at in bars))
        else:
            bands.append(here)
    return [sorted(band, key=lambda part: part.at) for band in bands]


def _parted(above: list[_Part], here: list[_Part], bar: bool) -> list[list[_Part]]:
    """Return two bands apart: what reaches into that of the bar, as text beside a picture, is its own."""
    if bar:
        top = min(part.box.top for part in here)
        beside = [part for part in above if part.box.bottom > top + SUNK]
        return [[part for part in above if part not in beside], [*beside, *here]]
    foot = max(part.box.bottom for part in above)
    beside = [part for part in here if part.box.top < foot - SUNK]
    return [[*above, *beside], [part for part in here if part not in beside]]


def _lone_lines(parts: list[_Part]) -> set[int]:
    """Return the first and the last of ``parts`` where they are lines far from all others: a head, a foot."""
    first = min(parts, key=lambda part: part.middle)
    last = max(parts, key=lambda part: part.middle)
    below = min(part.box.top for part in parts if part is not first) - first.box.bottom
    above = last.box.top - max(part.box.bottom for part in parts if part is not last)
    return {part.at for part, gap in ((first, below), (last, above)) if part.high < TALL and gap > LONE}


def _is_across(part: _Part, gutter: float) -> bool:
    return part.box.left < gutter - OVERHANG and part.box.right > gutter + OVERHANG


def _are_columns(left: list[_Part], right: list[_Part]) -> bool:
    text = ([part for part in side if not part.figure] for side in (left, right))
    if any(_height(side) < TALL for side in text):
        return False
    if _width(left) < MARGINAL * _width(right):
        return False
    top = max(min(part.box.top for part in side) for side in (left, right))
    foot = min(max(part.box.bottom for part in side) for side in (left, right))
    low = min(_reach(left), _reach(right))
    paired = sum(any(_is_row(one, other) for other in right) for one in left)
    return foot - top > SHARED * low and paired < max(2, ROWS * min(len(left), len(right)))


def _width(parts: list[_Part]) -> float:
    return max(part.box.right for part in parts) - min(part.box.left for part in parts)


def _reach(parts: list[_Part]) -> float:
    return max(part.box.bottom for part in parts) - min(part.box.top for part in parts)


def _is_row(one: _Part, other: _Part) -> bool:
    return abs(one.box.top - other.box.top) < FLAT and abs(one.box.bottom - other.box.bottom) < FLAT


def _is_torn(left: list[_Part], right: list[_Part]) -> bool:
    """Tell whether the engine goes from the right column back to the left one."""
    sides = sorted([(part.at, 0) for part in left] + [(part.at, 1) for part in right])
    return any(before > after for (_, before), (_, after) in pairwise(sides))
