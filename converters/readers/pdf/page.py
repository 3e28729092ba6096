"""What a page shows, before anyone says what it means: words, regions, links and pictures in their places.

These are our own types: the engine that finds them is known to ``layout`` alone.
All places are in points, origin at the top left of the page as it is displayed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from math import isnan
from typing import Any

from converters.document import Box


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters in one line and one font. ``tagged`` is True where marked content holds it.

    Where it was recognised on a picture, ``confidence`` is how sure the program is of
    it, from 0 to 1, and ``doubtful`` are the words of which it is not. ``maths``: its
    font holds the letters and signs of formulas. ``colour`` is that of its ink as the
    engine writes it, "" where nobody says.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    rotation: float = 0.0
    tagged: bool = False
    confidence: float | None = None
    words: tuple[Word, ...] = ()
    doubtful: tuple[str, ...] = ()
    maths: bool = False
    colour: str = ""


class Spans(tuple[Span, ...]):
    """The spans of a page as drawn. Those in a box are found by their height, not by looking at each."""

    @cached_property
    def kept(self) -> dict[tuple[Box, ...], Any]:
        """What a step made of the spans for these regions: made once, and gone with the spans."""
        return {}

    def places_in(self, box: Box, slack: float = 1.0) -> list[int]:
        """Return the places of those whose middle lies in ``box``, give or take ``slack`` points."""
        heights, rows = self._rows
        here = rows[bisect_left(heights, box.top - slack) : bisect_right(heights, box.bottom + slack)]
        left, right = box.left - slack, box.right + slack
        return sorted(place for _, across, place in here if left <= across <= right)

    @cached_property
    def _rows(self) -> tuple[list[float], list[tuple[float, float, int]]]:
        middles = (((s.box.top + s.box.bottom) / 2, (s.box.left + s.box.right) / 2) for s in self)
        # a damaged file's place may be no number, which is nowhere and has no order
        rows = sorted((down, across, at) for at, (down, across) in enumerate(middles) if not isnan(down))
        return [row[0] for row in rows], rows


class RegionKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE = "table"
    LINES = "lines"
    CODE = "code"
    FIGURE = "figure"
    EQUATION = "equation"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A table's cell of so many ``lines``; ``columns`` and ``rows`` are the places of the grid it covers."""

    text: str
    box: Box | None = None
    columns: int = 1
    rows: int = 1
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page that belongs together.

    ``level`` is a heading's depth or a list item's nesting, from 1. ``rows`` are a
    table's; its head, where it has one (``headed``), is the first ``heads`` of them.
    ``ruled``: rules draw its cells. ``lines`` of a figure are the words in it, the
    ``marker`` of an equation is its number.
    ``leads``: an entry of a contents list, which leads to the heading that it names.
    """

    kind: RegionKind
    box: Box
    text: str = ""
    level: int = 1
    marker: str | None = None
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[GridCell, ...], ...] = ()
    headed: bool = False
    heads: int = 1
    ruled: bool = False
    leads: bool = False
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class LinkArea:
    target: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class FieldArea:
    """A form field: what the author calls it, "" where nobody says, and what it holds, in words."""

    label: str
    words: str
    box: Box


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the document's outline, ``level`` from 1, ``top`` where it says how far down it leads."""

    title: str
    level: int
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An embedded image as found; ``same_as`` names an earlier one with the same bytes.

    Without ``data`` it is a part of the page that is still to be drawn.
    """

    name: str
    page: int
    box: Box
    data: bytes = field(default=b"", repr=False)
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class TaggedFigure:
    """What the author wrote about a picture in a tagged PDF."""

    alt: str


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: ``regions`` in reading order, ``spans`` as drawn.

    ``pictured``: what a reader sees on it is mostly pictures or drawings. ``garbled``:
    its characters are not those that a reader sees. ``textless``: it has next to no
    characters, and something else that may show words. ``turned``: by so many degrees
    clockwise its text was found turned, and is set upright here.
    ``drawings``: its lines and shapes, by the box of each; those with curves are ``curves``.
    ``annotated``: links, form fields or remarks lie on it.
    """

    number: int
    width: float
    height: float
    label: str | None
    spans: tuple[Span, ...] = ()
    regions: tuple[Region, ...] = ()
    links: tuple[LinkArea, ...] = ()
    figures: tuple[TaggedFigure, ...] = ()
    fields: tuple[FieldArea, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    pictured: bool = False
    garbled: bool = False
    textless: bool = False
    turned: int = 0
    drawings: tuple[Box, ...] = ()
    curves: tuple[Box, ...] = ()
    annotated: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.spans, Spans):
            object.__setattr__(self, "spans", Spans(self.spans))

    @property
    def drawn(self) -> Spans:
        """``spans``, to be asked for their places."""
        assert isinstance(self.spans, Spans)  # noqa: S101 - __post_init__ made it one
        return self.spans

    def places_in(self, box: Box, slack: float = 1.0) -> list[int]:
        """Return the places in ``spans`` of those whose middle lies in ``box``, in their order."""
        return self.drawn.places_in(box, slack)

    def spans_in(self, box: Box, slack: float = 1.0) -> list[Span]:
        """Return the spans whose middle lies in ``box``, give or take ``slack`` points, as drawn."""
        return [self.spans[at] for at in self.places_in(box, slack)]

    def homes(self, boxes: Iterable[Box] | None = None) -> list[int | None]:
        """Return for each span the place of its region, or of its box in ``boxes``.

        That is the smallest that holds its middle.
        """
        places = [region.box for region in self.regions] if boxes is None else list(boxes)
        homes: list[int | None] = [None] * len(self.spans)
        for place in sorted(range(len(places)), key=lambda at: area(places[at])):
            for at in self.places_in(places[place]):
                if homes[at] is None:
                    homes[at] = place
        return homes


@dataclass(frozen=True, slots=True)
class Sheets:
    """All pages of a file. ``failed`` are the pages that could not be read, ``total`` counts both."""

    pages: tuple[Page, ...]
    pictures: tuple[Picture, ...]
    failed: tuple[int, ...]
    total: int

    @property
    def turned(self) -> dict[int, int]:
        """By how many degrees clockwise pages were found turned, by their numbers."""
        return {page.number: page.turned for page in self.pages if page.turned}


def contains(outer: Box, inner: Box, slack: float = 1.0) -> bool:
    """Tell whether the middle of ``inner`` lies in ``outer``, give or take ``slack`` points."""
    left, top, right, bottom = inner
    x, y = (left + right) / 2, (top + bottom) / 2
    return outer.left - slack <= x <= outer.right + slack and outer.top - slack <= y <= outer.bottom + slack


def meet(one: Box, other: Box) -> bool:
    """Tell whether ``one`` and ``other`` share a part of the page."""
    return one.top < other.bottom and other.top < one.bottom and share_width(one, other)


def share_width(one: Box, other: Box) -> bool:
    """Tell whether ``one`` stands over, under or upon a part of ``other``, not wholly beside it."""
    return one.left < other.right and other.left < one.right


def area(box: Box) -> float:
    """Return the area of ``box`` in square points."""
    return (box.right - box.left) * (box.bottom - box.top)


def around(boxes: tuple[Box, ...] | list[Box]) -> Box:
    """Return the smallest box that holds all ``boxes``, of which there is at least one."""
    if len(boxes) == 1:
        return boxes[0]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
