"""Reading order: columns that the engine read across are read one after the other.

A gutter is white from the top to the foot of what stands on both its sides; what lies
across it, a title or a wide figure, parts the page into bands. In a band the left column
is read before the right one. The engine's order is left as it is unless it goes back and
forth between columns: pairs of short lines, such as a form's labels and values, are rows.
Pages in scripts that run from right to left are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from unicodedata import bidirectional

from converters.document import Box
from converters.readers.pdf.page import Page, Region, RegionKind

GUTTER = 5.0  # points between two columns, at least
OVERHANG = 2.0  # points by which a box may reach into a gutter
TALL = 24.0  # points: two lines of text; a column has at least so much on it
SHARED = 0.4  # share of the lower column's height over which both stand side by side
ROWS = 0.5  # share of the parts of a column whose like stands in the other: rows of a form
FLAT = 3.0  # points by which the edges of one row differ
SUNK = 6.0  # points by which two bands may overlap, as tall boxes of type do
LONE = 14.0  # points between a running head and the columns under it, at least
MOST = 150  # regions of a page that are put in order; more are a drawing or a directory
DEEPEST = 4  # columns in columns


@dataclass(frozen=True, slots=True)
class _Part:
    """A region by its place in the engine's order."""

    at: int
    box: Box
    figure: bool

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
    parts = [
        _Part(at, region.box, region.kind is RegionKind.FIGURE) for at, region in enumerate(page.regions)
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
        if len(left) + len(right) == len(band) and _are_columns(left, right) and _is_torn(left, right):
            ordered += [*_ordered(left, depth - 1), *_ordered(right, depth - 1)]
        elif len(band) < len(parts):
            ordered += _ordered(band, depth - 1)
        else:
            ordered += band
    return ordered


def _gutter(parts: list[_Part]) -> float | None:
    """Return where the gutter with the tallest columns on both sides is, None where there is none."""
    best, found = 0.0, None
    for edge in sorted({round(part.box.left, 1) for part in parts}):
        left = [part for part in parts if part.box.right <= edge - GUTTER + OVERHANG]
        right = [part for part in parts if part.box.left >= edge - OVERHANG]
        across = sum(part.high for part in parts) - _height(left) - _height(right)
        score = min(_height(left), _height(right)) - across / 2
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
        while bands and not edges & {part.at for part in here} and _beside(bands[-1], here):
            here = [*bands.pop(), *here]
        bands.append(here)
    return [sorted(band, key=lambda part: part.at) for band in bands]


def _beside(above: Sequence[_Part], band: Sequence[_Part]) -> bool:
    """Tell whether two bands reach into one another: they have another gutter of their own."""
    return max(part.box.bottom for part in above) - min(part.box.top for part in band) > SUNK


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
    top = max(min(part.box.top for part in side) for side in (left, right))
    foot = min(max(part.box.bottom for part in side) for side in (left, right))
    low = min(_reach(left), _reach(right))
    paired = sum(any(_is_row(one, other) for other in right) for one in left)
    return foot - top > SHARED * low and paired < max(2, ROWS * min(len(left), len(right)))


def _reach(parts: list[_Part]) -> float:
    return max(part.box.bottom for part in parts) - min(part.box.top for part in parts)


def _is_row(one: _Part, other: _Part) -> bool:
    return abs(one.box.top - other.box.top) < FLAT and abs(one.box.bottom - other.box.bottom) < FLAT


def _is_torn(left: list[_Part], right: list[_Part]) -> bool:
    """Tell whether the engine goes from the right column back to the left one."""
    sides = sorted([(part.at, 0) for part in left] + [(part.at, 1) for part in right])
    return any(before > after for (_, before), (_, after) in pairwise(sides))
