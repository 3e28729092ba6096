"""When the rules of a grid part something else than the cells of a table."""

from __future__ import annotations

import re

from converters.document import Box
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, contains
from converters.readers.pdf.tables.grid import Grid
from converters.readers.pdf.tables.zones import CAPTION
from converters.readers.pdf.text.segments import is_numeric, strips_of

NEXT = 16.0  # points above or below the rules in which the next row would stand
MANY = 3  # lines of a cell, above which a unit or a word among its figures does not count
MOSTLY = 0.6  # share of the words of such a cell that are figures
OUTSIDE = 0.1  # share of the characters of the engine's table outside the rules
FULL = 0.5  # share of the rows with words in each cell, where the rules alone say it is a table
WORDY = 250  # characters of a cell; more is a text in a frame, unless a label stands beside it
LABEL = 60  # characters of such a label
_FIGURES = re.compile(r"[\d\s.,%$£€()+\-–—−*†]*\d[\d\s.,%$£€()+\-–—−*†]*")

_FIGURES = re.compile(r"[\d\s.,%$£€()+\-–—−*†]*\d[\d\s.,%$£€()+\-–—−*†]*")


def is_doubtful(region: Region, grid: Grid, page: Page) -> bool:
    """Tell whether the engine, which reads how words are aligned, sees other columns, or fewer rows.

    Rules then part something else than cells: the grounds of stripes, a head alone, a chart. Where they
    are drawn around every cell, they are what a reader goes by, however words are aligned inside.
    """
    if any(map(_is_several, region.rows)):
        return True
    there = [other for other in page.regions if other.kind is RegionKind.TABLE and _inside(other, region)]
    if not there:
        return sum(_is_full(row) for row in region.rows) < max(2, FULL * len(region.rows))
    if is_drawn_whole(region, grid):
        return _goes_on(region, page)
    columns = max(sum(cell.columns for cell in row) for row in region.rows)
    return any(
        max(map(len, other.rows)) != columns
        or len(other.rows) < len(region.rows)
        or _reaches_out(other, region, page)
        for other in there
    )


def _inside(other: Region, region: Region) -> bool:
    return contains(region.box, other.box)


def is_drawn_whole(region: Region, grid: Grid) -> bool:
    """Tell whether rules run along all four sides of every cell, from corner to corner."""
    return all(cell.box and _is_enclosed(cell.box, grid) for row in region.rows for cell in row)


def _is_enclosed(box: Box, grid: Grid) -> bool:
    level = all(grid.covers(False, at, box.left, box.right) for at in (box.top, box.bottom))
    return level and all(grid.covers(True, at, box.top, box.bottom) for at in (box.left, box.right))


def _is_full(row: tuple[GridCell, ...]) -> bool:
    """Tell whether every cell of ``row`` has words: an entry each, or a label and what is said of it."""
    said = [len(cell.text.strip()) for cell in row]
    return len(row) > 1 and all(said) and (max(said) <= WORDY or min(said) <= LABEL)


def _is_several(row: tuple[GridCell, ...]) -> bool:
    """Tell whether ``row`` holds lines that stand level in several cells, one of them figures in each.

    Words wrap as they come; figures one under the other are rows that no rule parts.
    """
    counts = [cell.lines for cell in row if cell.text.strip()]
    figures = [cell for cell in row if cell.lines > 1 and _are_figures(cell)]
    return bool(figures) and len(counts) > 1 and sum(count > 1 for count in counts) >= 2


def _goes_on(region: Region, page: Page) -> bool:
    """Tell whether a line in columns stands right above or below the rules: a row more, and no caption."""
    left, top, right, bottom = region.box
    bands = (Box(left, top - NEXT, right, top), Box(left, bottom, right, bottom + NEXT))
    lines = (strip for band in bands for strip in strips_of(page.spans_in(band, 0.0)))
    return any(len(line.segments) > 1 and not CAPTION.match(line.segments[0].text) for line in lines)


def _reaches_out(other: Region, region: Region, page: Page) -> bool:
    """Tell whether the engine's table has words outside the rules, such as a head above them."""
    mine = page.spans_in(other.box)
    outside = sum(len(span.text) for span in mine if not contains(region.box, span.box))
    return outside > OUTSIDE * sum(len(span.text) for span in mine)


def _are_figures(cell: GridCell) -> bool:
    """Tell whether ``cell`` says figures, or figures for most of its many lines."""
    words = cell.text.split()
    many = cell.lines > MANY and len(words) >= cell.lines
    return bool(_FIGURES.fullmatch(cell.text)) or (
        many and sum(map(is_numeric, words)) >= MOSTLY * len(words)
    )
