"""A table's place with the lines right above and below that stand in its columns, such as a bare head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from converters.document import Box
from converters.readers.pdf.page import Page, RegionKind, around, contains
from converters.readers.pdf.tables.columns import Columns, columns_of
from converters.readers.pdf.tables.zones import CAPTION, CLEAR, INDENT, NOTE, Zone, is_prose
from converters.readers.pdf.text.segments import NOTHING, Strip, is_numeric

ROOM = 6.0  # points that words of a head may reach out of the columns
WIDER = 1.6  # times the usual pitch that a head or a last row may stand off
LEVEL = 2.0  # points between the tops of words that stand level
MOSTLY_LEVEL = 0.6  # share of the lines beside a table that stand level with its own
LARGE = 1.25  # times the type size of the next line; so large a line is a heading
LINE = 16.0  # points of a line more that the last cell of one column may have
NEAR = 90.0  # points between two columns of a table
MOSTLY_FIGURES = 0.7  # share of a column's cells
EDGE = 2.0  # points
MOSTLY_CUT = 0.3  # share of the lines that a table's sides may run through
MOST_LINES = 6  # above, and below


def grown(box: Box, page: Page, strips: Sequence[Strip]) -> Box:
    """Return ``box`` with what more of ``page`` belongs to the table in it; ``strips`` are its lines."""
    taller = _grown(box, strips)
    wider = _with_columns_beside(taller, page, strips)
    return taller if wider == taller else _grown(wider, strips)


def without_titles(strips: Sequence[Strip], columns: Columns, zone: Zone) -> tuple[Strip, ...]:
    """Return ``strips`` without a caption above them and notes below, which the engine reads as rows.

    Between rules only what says that it is a caption or a note is none of the table.
    """
    first, last = 0, len(strips)
    while first < last and _is_title(strips[first], columns, zone):
        first += 1
    while last > first and _is_title(strips[last - 1], columns, zone):
        last -= 1
    return tuple(strips[first:last])


def _is_title(strip: Strip, columns: Columns, zone: Zone) -> bool:
    text = strip.segments[0].text
    if NOTE.match(text):
        return True
    between = any(rule.at < strip.middle for rule in zone.rules) and any(
        rule.at > strip.middle for rule in zone.rules
    )
    return not between and _is_text(strip, columns)


def is_cut(box: Box, strips: Sequence[Strip]) -> bool:
    """Tell whether the sides of ``box`` run through lines of text: words go on there as in a line."""
    inside = [strip for strip in strips if box.top <= strip.middle <= box.bottom]
    cut = sum(_is_cut_at(box.left, strip) or _is_cut_at(box.right, strip) for strip in inside)
    return cut >= max(1.0, MOSTLY_CUT * len(inside))


def _is_cut_at(side: float, strip: Strip) -> bool:
    spans = [span for part in strip.segments for span in part.spans]
    if any(span.box.left < side - EDGE and span.box.right > side + EDGE for span in spans):
        return True
    return any(
        left.box.right <= side + EDGE
        and right.box.left >= side - EDGE
        and right.box.left - left.box.right < CLEAR * left.size
        for left, right in pairwise(spans)
    )


def _grown(box: Box, strips: Sequence[Strip]) -> Box:
    inside = [strip for strip in strips if box.top <= strip.middle <= box.bottom]
    mine = list(_within(inside, box))
    if len(mine) < 2:
        return box
    columns = columns_of(mine)
    pitch = _pitch(mine)
    above = [strip for strip in strips if strip.middle < box.top]
    below = [strip for strip in strips if strip.middle > box.bottom]
    if len(columns) < 2:
        return box
    up = _up(_near(mine[0], above[::-1], box, columns, pitch), columns)
    down = _down(_near(mine[-1], below, box, columns, pitch), columns, _of_figures(mine, columns))
    return around([box, *(strip.box for strip in (*up, *down))])


def _with_columns_beside(box: Box, page: Page, strips: Sequence[Strip]) -> Box:
    """Return ``box`` with the text beside it whose lines stand level with its own, from its head to its foot.

    A column of a table that was read apart ends where the table ends, and its lines
    are the table's; a column of text goes on.
    """
    tops = [part.box.top for strip in strips for part in strip.segments if contains(box, part.box)]
    for region in page.regions:
        other = region.box
        if region.kind is not RegionKind.PARAGRAPH or not _is_beside(other, box):
            continue
        lines = [part.box.top for strip in strips for part in strip.segments if contains(other, part.box)]
        level = sum(any(abs(top - line) < LEVEL for top in tops) for line in lines)
        if lines and level >= MOSTLY_LEVEL * len(lines):
            box = around([box, other])
    return box


def _is_beside(other: Box, box: Box) -> bool:
    across = other.left >= box.right - ROOM or other.right <= box.left + ROOM
    near = other.left - box.right < NEAR and box.left - other.right < NEAR
    return across and near and box.top - ROOM < other.top and other.bottom < box.bottom + LINE


def _within(strips: Iterable[Strip], box: Box) -> Iterator[Strip]:
    """Yield the parts of ``strips`` that stand between the sides of ``box``."""
    for strip in strips:
        parts = tuple(
            part for part in strip.segments if part.box.right > box.left and part.box.left < box.right
        )
        if parts:
            yield Strip(parts, around([part.box for part in parts]))


def _pitch(strips: Sequence[Strip]) -> float:
    pitches = [below.middle - above.middle for above, below in pairwise(strips)]
    size = strips[0].segments[0].spans[0].size
    return max(median(pitches), size)


def _up(near: Iterable[Strip], columns: Columns) -> list[Strip]:
    """Return the lines of a head among those ``near``, as far as the last that stands in columns."""
    found: list[Strip] = []
    sure = 0
    for strip in near:
        found.append(strip)
        if len(strip.segments) > 1 or strip.box.left > columns.cuts[0]:
            sure = len(found)
    return found[:sure]


def _down(near: Iterable[Strip], columns: Columns, figures: set[int]) -> list[Strip]:
    """Return the last rows among the lines ``near``, as far as the last that fits the columns."""
    found: list[Strip] = []
    sure = 0
    for strip in near:
        if any(columns.home(part) in figures and not _is_figure(part.text) for part in strip.segments):
            break
        found.append(strip)
        if len(strip.segments) > 1 and all(len(set(columns.of(part))) == 1 for part in strip.segments):
            sure = len(found)
    return found[:sure]


def _of_figures(strips: Sequence[Strip], columns: Columns) -> set[int]:
    """Return the columns that say figures."""
    said: defaultdict[int, list[bool]] = defaultdict(list)
    for strip in strips:
        for part in strip.segments:
            said[columns.home(part)].append(_is_figure(part.text))
    return {column for column, figures in said.items() if sum(figures) >= MOSTLY_FIGURES * len(figures)}


def _is_figure(text: str) -> bool:
    return is_numeric(text) or text in NOTHING


def _near(edge: Strip, strips: Iterable[Strip], box: Box, columns: Columns, pitch: float) -> Iterator[Strip]:
    """Yield what of ``strips``, from ``edge`` on, stands no wider apart and is no text or caption."""
    for count, strip in enumerate(strips):
        part = next(_within((strip,), box), None)
        if part is None:
            continue
        far = abs(part.middle - edge.middle) > WIDER * pitch
        out = part.box.left < box.left - INDENT or part.box.right > box.right + ROOM
        torn = _is_torn(part, strip)
        large = part.segments[0].spans[0].size > LARGE * edge.segments[0].spans[0].size
        if far or out or torn or large or count >= MOST_LINES:
            return
        if is_prose(part.segments) or _is_text(part, columns):
            return
        yield part
        edge = part


def _is_torn(part: Strip, strip: Strip) -> bool:
    """Tell whether words of ``strip`` stand right beside ``part`` of it, as in a line of text."""
    first, last = part.segments[0], part.segments[-1]
    beside = CLEAR * first.spans[0].size
    return any(
        0 <= first.box.left - other.box.right < beside or 0 <= other.box.left - last.box.right < beside
        for other in strip.segments
        if other not in part.segments
    )


def _is_text(strip: Strip, columns: Columns) -> bool:
    """Tell whether ``strip`` is a caption, or a line that runs from the first column on into others."""
    first = strip.segments[0]
    if CAPTION.match(first.text):
        return True
    return len(strip.segments) == 1 and columns.of(first)[0] == 0 and columns.of(first)[1] > 0
