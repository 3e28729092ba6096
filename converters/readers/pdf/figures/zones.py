"""Drawn zones: where lines, shapes and pictures make a chart, a diagram or a map, and their words.

What is drawn on a page is a rule, a ground, the grid of a table, or a figure. A figure
shows itself by what the others never have: round and slanted shapes, bars that stand on
one line and end at different heights, the numbers of a scale at even distances. Words
inside it and at its edges are labels. Running text never stands inside a figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from converters.document import Box
from converters.readers.pdf.figures.pieces import Piece
from converters.readers.pdf.figures.scales import SCALE, falling_scale, has_bars, has_rising_scale, is_number
from converters.readers.pdf.page import Page, RegionKind, around, contains

NEAR = 14.0  # points between the parts of one drawing
LEAST = 40.0  # points across and down; less is a rule, a box or an ornament
MOST = 0.7  # share of the page's area: more is the ground that the page is printed on
PANEL = 6.0  # points down, in which a line of text finds room
MAX_PARTS = 3000  # of a page that are looked at one by one
MAX_SEGMENTS = 1500  # of a page; one of more is a map or a drawing as a whole
ROUND = 12.0  # points across and down of a curve that is no letter, dot or corner
SIDE = 12.0  # points between a drawing and a label beside it
UNDER = 13.0  # points between a drawing and a row of labels under it
LEGEND = 26.0  # points between a drawing and its legend
ROUNDS = 3  # rows of labels under a drawing: years, their groups, the axis's name
LABELS = 4  # words over a picture, at least, that make it a chart
WORDY = 25  # characters of a label, on average, at most
TALL = 0.7  # share of a table's height that a rule beside a column has
FULL = 0.4  # share of a drawing that its words cover, at most


@dataclass(frozen=True, slots=True)
class Zone:
    """A drawing: the box of its lines and shapes with its labels, and the labels.

    ``sure``: it shows itself as a figure; otherwise it may be one if a caption says so.
    ``drawn`` is the box without the labels.
    """

    box: Box
    drawn: Box
    labels: tuple[Piece, ...] = ()
    sure: bool = False


def zones_of(page: Page, pieces: Sequence[Piece]) -> list[Zone]:
    """Return the drawings of ``page``, whose words are ``pieces``, from top to bottom."""
    if len(pieces) > MAX_SEGMENTS:
        return []
    parts = _parts(page, pieces)
    groups = _groups(parts)
    most = MOST * page.width * page.height
    large = [box for box in groups if _is_large(box) and area(box) < most]
    small = [box for box in groups if not _is_large(box)]
    zones = [_zone(box, small, pieces, page) for box in large]
    on_page = [replace(zone, box=_clipped(zone.box, page)) for zone in zones]
    return sorted(on_page, key=lambda zone: (zone.box.top, zone.box.left))


def _is_large(box: Box) -> bool:
    return min(box.right - box.left, box.bottom - box.top) >= LEAST


def _clipped(box: Box, page: Page) -> Box:
    return Box(max(box.left, 0), max(box.top, 0), min(box.right, page.width), min(box.bottom, page.height))


def area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


# --- what is drawn --------------------------------------------------------------------------


def _parts(page: Page, pieces: Sequence[Piece]) -> list[Box]:
    """Return what is drawn on ``page`` but its ground and the panels that running text stands in."""
    most = MOST * page.width * page.height
    pictures = [region.box for region in page.regions if region.kind is RegionKind.FIGURE]
    found = {_rounded(box): box for box in (*page.drawings, *page.curves, *pictures) if area(box) < most}
    prose = [piece.box for piece in pieces if piece.prose]
    return [box for box in found.values() if not _is_panel(box, prose)][:MAX_PARTS]


def _is_panel(box: Box, prose: list[Box]) -> bool:
    if box.right - box.left < LEAST or box.bottom - box.top < PANEL:
        return False
    return any(contains(box, line, 0) for line in prose)


def _rounded(box: Box) -> tuple[float, ...]:
    return tuple(round(side) for side in (box.left, box.top, box.right, box.bottom))


def _groups(parts: Iterable[Box]) -> list[Box]:
    """Return the boxes of ``parts``, those near one another as one. Swept from the top: it stays fast."""
    open_: list[Box] = []
    closed: list[Box] = []
    for part in sorted(parts, key=lambda box: box.top):
        if any(holds(group, part) for group in open_):
            continue
        near: list[Box] = []
        far: list[Box] = []
        for group in open_:
            if group.bottom + NEAR < part.top:
                closed.append(group)
            else:
                (near if touch(group, part, NEAR) else far).append(group)
        open_ = [*far, around([part, *near])]
    return _united([*closed, *open_])


def _united(groups: list[Box]) -> list[Box]:
    """Return ``groups`` with those that grew into one another joined."""
    while True:
        for at, group in enumerate(groups):
            near = [other for other in groups[at + 1 :] if touch(group, other, NEAR)]
            if near:
                rest = [other for other in groups if other is not group and other not in near]
                groups = [*rest, around([group, *near])]
                break
        else:
            return groups


def holds(outer: Box, inner: Box) -> bool:
    """Tell whether all of ``inner`` lies in ``outer``."""
    across = outer.left <= inner.left and inner.right <= outer.right
    return across and outer.top <= inner.top and inner.bottom <= outer.bottom


def touch(one: Box, other: Box, near: float) -> bool:
    """Tell whether two boxes are less than ``near`` points apart, across and down."""
    across = one.left - near < other.right and other.left < one.right + near
    return across and one.top - near < other.bottom and other.top < one.bottom + near


# --- what makes it a figure -----------------------------------------------------------------


def _zone(box: Box, small: list[Box], pieces: Sequence[Piece], page: Page) -> Zone:
    inside = [piece for piece in pieces if contains(box, piece.box, 0)]
    whole = _with_labels(box, small, pieces)
    labels = tuple(piece for piece in pieces if contains(whole, piece.box, 0))
    sure = not any(piece.prose for piece in labels) and _is_figure(box, inside, labels, page)
    return Zone(whole, box, tuple(piece for piece in labels if not piece.prose), sure)


def _is_figure(box: Box, inside: list[Piece], labels: tuple[Piece, ...], page: Page) -> bool:
    words = [piece for piece in labels if not is_number(piece.text)]
    ink = sum(area(piece.box) for piece in inside)
    wordy = sum(len(piece.text) for piece in words) > WORDY * len(words)
    if ink > FULL * area(box) or len(labels) < LABELS or wordy:
        return False
    drawn = [part for part in page.drawings if contains(box, part, 0)]
    scale = falling_scale(labels)
    if _has_ticks(scale, drawn):
        return True
    if _is_grid(drawn, box):
        return False
    curves = (part for part in page.curves if contains(box, part, 0))
    if has_bars(drawn) or any(_is_round(curve, drawn) for curve in curves):
        return True
    pictures = [region.box for region in page.regions if region.kind is RegionKind.FIGURE]
    pictured = any(len(_within(picture, inside)) >= LABELS for picture in pictures)
    return pictured and (bool(scale) or has_rising_scale(labels))


def _within(box: Box, pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if contains(box, piece.box, 0)]


def _is_round(curve: Box, drawn: list[Box]) -> bool:
    """Tell whether ``curve`` is a pie, a ring or a line of a graph: no letter, no box with round corners."""
    if min(curve.right - curve.left, curve.bottom - curve.top) < ROUND:
        return False
    sides = [part for part in drawn if _is_side(part, curve)]
    return not sides


def _is_side(part: Box, box: Box) -> bool:
    """Tell whether ``part`` is a straight line on an edge of ``box``, over half of it."""
    wide, high = part.right - part.left, part.bottom - part.top
    if high <= 1 and wide > 0.5 * (box.right - box.left):
        return min(abs(part.top - box.top), abs(part.bottom - box.bottom)) < 1.5 and _along(part, box)
    if wide <= 1 and high > 0.5 * (box.bottom - box.top):
        return min(abs(part.left - box.left), abs(part.right - box.right)) < 1.5 and _along(part, box)
    return False


def _along(part: Box, box: Box) -> bool:
    return contains(box, part, 2.0)


def _is_grid(drawn: list[Box], box: Box) -> bool:
    """Tell whether three rules run down most of ``box``: the sides and the columns of a table."""
    upright: dict[int, float] = defaultdict(float)
    for left, top, bottom in {
        (round(part.left), part.top, part.bottom) for part in drawn if part.right - part.left <= 1
    }:
        upright[left // 2] += bottom - top
    return sum(length > TALL * (box.bottom - box.top) for length in upright.values()) > 2


def _has_ticks(scale: list[float], drawn: list[Box]) -> bool:
    """Tell whether lines meet most numbers of a ``scale`` in their middle; rules of a table part its rows."""
    lying = [part.top for part in drawn if part.bottom - part.top <= 1]
    met = sum(any(abs(top - middle) < 2.5 for top in lying) for middle in scale)
    return met >= SCALE - 1


# --- labels ---------------------------------------------------------------------------------


def _with_labels(box: Box, small: list[Box], pieces: Sequence[Piece]) -> Box:
    """Return ``box`` with the labels at its sides, the rows of labels under it, and its legend."""
    prose = [piece.box for piece in pieces if piece.prose]
    free = [piece for piece in pieces if not piece.prose]
    for _ in range(ROUNDS):
        more = [
            piece.box for piece in free if not contains(box, piece.box, 0) and _is_label(piece, box, free)
        ]
        legend = [part for part in small if not contains(box, part, 0) and _is_legend(part, box, free)]
        grown = around([box, *more, *legend]) if more or legend else box
        if grown == box or any(contains(grown, line, 0) for line in prose):
            break
        box = grown
    return box


def _is_label(piece: Piece, box: Box, free: list[Piece]) -> bool:
    here, wide = piece.box, box.right - box.left
    if is_caption(piece.text) or here.right - here.left > wide / 2 + 10:
        return False
    beside = min(here.bottom, box.bottom) - max(here.top, box.top) > 0.5 * (here.bottom - here.top)
    if beside:
        return -SIDE < here.left - box.right < SIDE or -SIDE < box.left - here.right < SIDE
    over = min(here.right, box.right) - max(here.left, box.left) > 0
    slack = 0.5 * (here.bottom - here.top)
    if not over or not (-slack < here.top - box.bottom < UNDER or -slack < box.top - here.bottom < UNDER):
        return False
    row = [other for other in free if abs(other.box.top - here.top) < 3 and touch(box, other.box, UNDER)]
    return len(row) > 1 or piece.turned or is_number(piece.text) or _goes_on(piece, box, free)


def _goes_on(piece: Piece, box: Box, free: list[Piece]) -> bool:
    """Tell whether ``piece`` is the next line of a label that lies in ``box``."""
    return any(
        other is not piece
        and contains(box, other.box, 0)
        and touch(other.box, piece.box, 0.4 * piece.size)
        and min(other.size, piece.size) > 0.5 * max(other.size, piece.size)
        for other in free
    )


def _is_legend(part: Box, box: Box, free: list[Piece]) -> bool:
    """Tell whether ``part``, drawn near ``box``, is the patch of colour before a word of a legend."""
    if not touch(box, part, LEGEND):
        return False
    return any(
        0 <= piece.box.left - part.right < SIDE
        and min(piece.box.bottom, part.bottom) - max(piece.box.top, part.top) > 0
        for piece in free
    )


_CAPTION = re.compile(
    r"(?i:figure|fig\.?|chart|graph|map|plate|diagram|scheme|exhibit|illustration|abb\.|abbildung|table|tab\.|box)"
    r"\s*(?:[A-Z]{1,2}[.-]?)?\d|(?i:sources?|notes?)\s*:"
)


def is_caption(text: str) -> bool:
    """Tell whether ``text`` begins as a caption does, or as the line that says where a figure is from."""
    return bool(_CAPTION.match(text.strip()))


def without_overlap(zones: Iterable[Zone]) -> list[Zone]:
    """Return ``zones`` with those that share labels or ground joined."""
    apart: list[Zone] = []
    for zone in zones:
        near = [other for other in apart if touch(other.box, zone.box, 0)]
        apart = [other for other in apart if other not in near]
        labels = {id(label): label for each in (*near, zone) for label in each.labels}
        box = around([zone.box, *(other.box for other in near)])
        drawn = around([zone.drawn, *(other.drawn for other in near)])
        apart.append(Zone(box, drawn, tuple(labels.values()), any(each.sure for each in (*near, zone))))
    return apart
