"""Figures that are drawn, not pictured: shown as the picture they make, with the words in it as their own.

A drawing that shows itself as a chart or a diagram is a figure wherever it stands. A
caption that says "Figure 3" promises one: where the engine found no picture beside it,
the drawing right above or below it is what it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.document import Box
from converters.readers.pdf.figures.carving import carved
from converters.readers.pdf.figures.pieces import Piece, pieces_of
from converters.readers.pdf.figures.zones import Zone, area, holds, without_overlap, zones_of
from converters.readers.pdf.page import Page, Picture, RegionKind, contains
from converters.readers.pdf.text.wording import plain

BESIDE = 48.0  # points between a drawing and its caption
LEADING = 0.8  # type sizes between two lines of one paragraph, at most
MARGIN = 4.0  # points of paper around a drawing
PICTURED = 0.5  # share of a drawing that one picture covers: it is that picture

FIGURE_CAPTION = re.compile(
    r"(?i:figure|fig\.?|chart|graph|map|plate|diagram|scheme|exhibit|illustration|abb\.|abbildung)"
    r"\s*(?:[A-Z]{1,2}[.-]?)?\d+(?:[.\-–]\d+)*[a-z]?(?=\s*[.:|–—-]|\s+[A-Z(“\"]|\s*$)"
)
_TEXT = {RegionKind.PARAGRAPH, RegionKind.HEADING, RegionKind.LIST_ITEM}


def with_drawings(page: Page) -> tuple[Page, tuple[Picture, ...]]:
    """Return ``page`` with a figure for each drawing on it that is one, and pictures to be drawn."""
    if not (page.drawings or page.curves):
        return page, ()
    pieces = pieces_of(page.spans)
    drawings = [zone for zone in zones_of(page, pieces) if not _is_picture(zone, page)]
    figures = _figures(drawings, _lonely(page, pieces)) if drawings else []
    if not figures:
        return page, ()
    pictures = tuple(
        Picture(f"drawing-{page.number}-{at}", page.number, _with_paper(zone.box, page, caption))
        for at, (zone, caption) in enumerate(figures)
    )
    for picture, (zone, caption) in zip(pictures, figures, strict=True):
        page = carved(page, zone, picture, caption)
    return page, pictures


def _is_picture(zone: Zone, page: Page) -> bool:
    """Tell whether the drawing is one picture of the page, which is shown as it is, or its frame."""
    pictures = (region.box for region in page.regions if region.kind is RegionKind.FIGURE)
    return not zone.sure and any(area(box) > PICTURED * area(zone.drawn) for box in pictures)


def _figures(drawings: list[Zone], lonely: list[Box]) -> list[tuple[Zone, Box | None]]:
    """Return the drawings that are figures, each with its caption where it has one, from top to bottom."""
    pairs = _pairs(dict(enumerate(lonely)), [zone.box for zone in drawings])
    captions = {box: lonely[at] for at, box in pairs.items()}
    kept = without_overlap(zone for zone in drawings if zone.sure or zone.box in captions)
    found = [(zone, _caption_of(zone, captions)) for zone in kept]
    return sorted(found, key=lambda pair: (pair[0].box.top, pair[0].box.left))


def _caption_of(zone: Zone, captions: dict[Box, Box]) -> Box | None:
    return next((captions[box] for box in captions if holds(zone.box, box)), None)


# --- which drawing a caption speaks of ------------------------------------------------------


def _lonely(page: Page, pieces: Sequence[Piece]) -> list[Box]:
    """Return where the captions of figures are that have no picture yet."""
    regions = [
        region.box
        for region in page.regions
        if region.kind in _TEXT and FIGURE_CAPTION.match(plain(region.text))
    ]
    lines = [
        piece.box
        for piece in pieces
        if FIGURE_CAPTION.match(piece.text)
        and not any(contains(box, piece.box) for box in regions)
        and not any(other.prose and _is_right_over(other, piece) for other in pieces)
    ]
    figures = [region.box for region in page.regions if region.kind is RegionKind.FIGURE]
    return [
        caption
        for caption in (*regions, *lines)
        if not any(_distance(box, caption) < BESIDE and _overlap(box, caption) for box in figures)
    ]


def _is_right_over(above: Piece, line: Piece) -> bool:
    """Tell whether ``line`` goes on with ``above``: a sentence about a figure may begin a line."""
    gap = line.box.top - above.box.bottom
    return -0.5 * line.size < gap < LEADING * line.size and _overlap(above.box, line.box)


def _pairs(captions: dict[int, Box], drawings: list[Box]) -> dict[int, Box]:
    """Return the drawing of each of ``captions``, as far as there are any.

    A page sets its captions all over or all under its figures: the way that serves
    more of them, or serves them from nearer, goes first.
    """
    ways = [_paired(captions, drawings, under) for under in (True, False)]
    first, second = sorted(ways, key=lambda pairs: (-len(pairs), _span(captions, pairs)))
    taken = list(first.values())
    rest = {at: drawing for at, drawing in second.items() if at not in first and drawing not in taken}
    return first | rest


def _paired(captions: dict[int, Box], drawings: list[Box], under: bool) -> dict[int, Box]:
    free, pairs = list(drawings), {}
    for at, caption in captions.items():
        near = [
            box
            for box in free
            if (box.top < caption.top) == under
            and _overlap(box, caption)
            and _distance(box, caption) < BESIDE
        ]
        if near:
            pairs[at] = min(near, key=lambda box: _distance(box, caption))
            free.remove(pairs[at])
    return pairs


def _span(captions: dict[int, Box], pairs: dict[int, Box]) -> float:
    return sum(_distance(drawing, captions[at]) for at, drawing in pairs.items())


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right


def _distance(one: Box, other: Box) -> float:
    return max(one.top - other.bottom, other.top - one.bottom, 0.0)


# --- what is shown --------------------------------------------------------------------------


def _with_paper(box: Box, page: Page, caption: Box | None) -> Box:
    """Return ``box`` with some paper around it, as far as the sheet and its caption leave any."""
    above = [caption.bottom] if caption and caption.bottom <= box.top else []
    below = [caption.top] if caption and caption.top >= box.bottom else []
    return Box(
        max(box.left - MARGIN, 0.0),
        max(box.top - MARGIN, 0.0, *above),
        min(box.right + MARGIN, page.width),
        min(box.bottom + MARGIN, page.height, *below),
    )
