"""Tables without a drawn grid: half ruled, shaded or set with nothing but white.

The lines of a zone are parted into columns by the white they share, into rows by
rules, rhythm and words, and into head and body; what comes of it is judged by what
makes a table before it takes the place of what the engine saw.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from converters.document import Box
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, around, contains, meet
from converters.readers.pdf.tables.columns import Columns, columns_of
from converters.readers.pdf.tables.growing import grown, is_cut, without_titles
from converters.readers.pdf.tables.heads import Level, head_lines, levels_of
from converters.readers.pdf.tables.lookalikes import is_justified, is_numbered_text, is_run_through
from converters.readers.pdf.tables.placing import with_table
from converters.readers.pdf.tables.plausible import is_plausible
from converters.readers.pdf.tables.repeated import side_by_side
from converters.readers.pdf.tables.rows import TableRow, placed, rows_of
from converters.readers.pdf.tables.rules import Rule
from converters.readers.pdf.tables.zones import Zone, across, zone_in, zones_of
from converters.readers.pdf.text.lines import lines_of
from converters.readers.pdf.text.segments import Segment, Strip, strips_of, without_leader

TURNED = 0.3  # share of the words that may stand upright: those of a head
ACROSS = 0.8  # share of the table's width that a rule runs over, to part all its columns
PART = 0.6  # share of the words of the engine's table; a table of fewer is a part of it
MOST_SPANS = 3000  # of a page; one of more is a map or a plan
SMALL = 0.6  # share of a zone's height; a grid of rules that is lower is a part of its table


def with_unruled_tables(page: Page) -> Page:
    """Return ``page`` with the tables that rules across or the white between words show."""
    if len(page.spans) > MOST_SPANS:
        return page
    rules = across(page)
    strips: tuple[Strip, ...] | None = None
    done: list[Box] = []
    for box in zones_of(page, rules):
        strips = strips_of(page.spans) if strips is None else strips
        zone = zone_in(grown(box, page, strips), rules)
        if any(_is_most(region.box, zone.box) for region in page.regions if region.ruled):
            continue
        table = None if is_cut(zone.box, strips) else _best(zone, page, rules)
        if table is not None and all(_is_free_of(table.box, other) for other in done):
            done.append(table.box)
            for part in side_by_side(table):
                page = with_table(page, part)
    return page


def _is_free_of(box: Box, other: Box) -> bool:
    """Tell whether ``box`` is clear of a table found before, or has it as a part of the same width."""
    return not meet(box, other) or (
        box.top <= other.top and other.bottom <= box.bottom and _is_as_wide(other, box)
    )


def _best(zone: Zone, page: Page, rules: tuple[Rule, ...]) -> Region | None:
    """Return the table in ``zone``, or in the whole of what the engine saw there where that is more."""
    table = _table(zone, page)
    if table is not None and not _is_less(table, page):
        return table
    whole = _with_engines(zone.box, page)
    table = _table(zone_in(whole, rules), page) if whole != zone.box else None
    return None if table is None or _is_less(table, page) else table


def _engines(page: Page, box: Box) -> list[Region]:
    """Return the engine's tables that meet ``box``."""
    return [
        other
        for other in page.regions
        if other.kind is RegionKind.TABLE and not other.ruled and meet(other.box, box)
    ]


def _with_engines(box: Box, page: Page) -> Box:
    wide = (other.box for other in _engines(page, box) if _is_as_wide(box, other.box))
    return around([box, *wide])


def _is_less(table: Region, page: Page) -> bool:
    """Tell whether ``table`` is only a part of one that the engine saw whole, or leaves out a row of it."""
    for other in _engines(page, table.box):
        if not _is_as_wide(table.box, other.box):
            continue
        if any(_is_row_outside(row, table.box, page) for row in other.rows):
            return True
        words = page.spans_in(other.box)
        if sum(contains(table.box, span.box) for span in words) < PART * len(words):
            return True
    return False


def _is_row_outside(row: tuple[GridCell, ...], box: Box, page: Page) -> bool:
    """Tell whether ``row`` stands outside ``box``, words in every cell.

    A line of text beside the table is none, although its words were dealt out to the columns.
    """
    boxes = [cell.box for cell in row if cell.text and cell.box and not contains(box, cell.box)]
    if len(row) < 3 or len(boxes) < len(row):
        return False
    strips = strips_of(page.spans_in(around(boxes)))
    return any(len(strip.segments) > 1 for strip in strips) or _is_where_it_reads(row, boxes)


def _is_where_it_reads(row: tuple[GridCell, ...], boxes: Sequence[Box]) -> bool:
    """Tell whether the words of one line begin in their cells, by how many letters stand before them."""
    left, right = boxes[0].left, boxes[-1].right
    size = boxes[0].bottom - boxes[0].top
    letter = (right - left) / max(1, len(" ".join(cell.text for cell in row)))
    starts = accumulate((len(cell.text) + 1 for cell in row), initial=0)
    pairs = zip(starts, boxes, strict=False)
    return all(abs(left + letter * before - box.left) <= size for before, box in pairs)


def _is_as_wide(box: Box, other: Box) -> bool:
    shared = min(box.right, other.right) - max(box.left, other.left)
    return shared >= ACROSS * (other.right - other.left)


def _is_most(ruled: Box, zone: Box) -> bool:
    """Tell whether a table drawn with rules meets ``zone`` and is no mere part of it."""
    return meet(ruled, zone) and ruled.bottom - ruled.top >= SMALL * (zone.bottom - zone.top)


def _table(zone: Zone, page: Page) -> Region | None:
    inside = page.spans_in(zone.box, 0.0)
    if not inside or sum(bool(span.rotation) for span in inside) > TURNED * len(inside):
        return None
    strips = strips_of(inside)
    columns = columns_of(strips)
    strips = without_titles(strips, columns, zone)
    if len(strips) < 2 or len(columns) < 2:
        return None
    if not zone.rules and is_justified(strips):
        return None
    box = around([strip.box for strip in strips])
    lines = [placed(strip, columns) for strip in strips]
    heights = [rule.at for rule in zone.rules if _runs_across(rule, columns)]
    count = head_lines(lines, heights, ())
    levels = levels_of(lines[:count], columns, zone.rules)
    body = rows_of(lines[count:], heights)
    rows = (*_head_rows(levels, len(columns)), *(_body_row(row) for row in body))
    region = Region(
        RegionKind.TABLE, box, rows=rows, headed=bool(levels), heads=max(1, len(levels)), ruled=True
    )
    text = is_numbered_text(region.rows) or is_run_through(region.rows, strips, columns)
    if not zone.rules and text:
        return None
    return region if is_plausible(region, zone, page) else None


def _runs_across(rule: Rule, columns: Columns) -> bool:
    """Tell whether ``rule`` runs under every column, the first and the last at least in part."""
    left, right = columns.extents[0], columns.extents[-1]
    wide = min(rule.end, right[1]) - max(rule.start, left[0]) >= ACROSS * (right[1] - left[0])
    return wide and rule.start < left[1] and rule.end > right[0]


# --- cells --------------------------------------------------------------------------------


def _head_rows(levels: Sequence[Level], width: int) -> Iterator[tuple[GridCell, ...]]:
    deep: set[int] = set()
    for level in levels:
        starts = {cell.column: cell for cell in level}
        row: list[GridCell] = []
        at = 0
        while at < width:
            cell = starts.get(at)
            if cell is None:
                if at not in deep:
                    row.append(GridCell(""))
                at += 1
                continue
            row.append(_cell(cell.segments, cell.columns, cell.rows))
            at += cell.columns
        deep = {
            at for cell in level if cell.rows > 1 for at in range(cell.column, cell.column + cell.columns)
        }
        yield tuple(row)


def _body_row(row: TableRow) -> tuple[GridCell, ...]:
    columns = zip(*(line.cells for line in row), strict=True)
    return tuple(_cell([segment for cell in column for segment in cell]) for column in columns)


def _cell(segments: Sequence[Segment], columns: int = 1, rows: int = 1) -> GridCell:
    if not segments:
        return GridCell("", None, columns, rows)
    lines = lines_of(span for segment in segments for span in segment.spans)
    text = " ".join(without_leader(line.text) for line in lines)
    return GridCell(text, around([segment.box for segment in segments]), columns, rows, len(lines))
