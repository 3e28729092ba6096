"""A title in larger type over a table, given back to the page where the engine read it as a head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from converters.document import Box
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, around
from converters.readers.pdf.tables.growing import LARGE
from converters.readers.pdf.text.lines import lines_of
from converters.readers.pdf.text.segments import Strip, strips_of

MOST_LINES = 4  # of titles over one table
FEWEST_ROWS = 2  # lines in columns below a title, at least: what is left is a table


def with_titles_apart(page: Page) -> Page:
    """Return ``page`` whose tables begin below the titles over them; each title is a paragraph."""
    return replace(page, regions=tuple(part for region in page.regions for part in _parts(region, page)))


def _parts(region: Region, page: Page) -> Iterator[Region]:
    if region.kind is RegionKind.TABLE and not region.ruled and region.rows:
        titles = _titles(strips_of(page.spans_in(region.box)))
        table = _below(region, titles[-1].box.bottom, page) if titles else None
        if table is not None:
            for title in titles:
                yield Region(RegionKind.PARAGRAPH, title.box, title.segments[0].text)
            region = table
    yield region


def _titles(strips: Sequence[Strip]) -> Sequence[Strip]:
    """Return the first lines of a table's ``strips``, unparted and in far larger type than its rows."""
    rows = [strip for strip in strips if len(strip.segments) > 1]
    if len(rows) < FEWEST_ROWS:
        return ()
    usual = median(_size(strip) for strip in rows)
    count = 0
    while count < len(strips) and len(strips[count].segments) == 1 and _size(strips[count]) > LARGE * usual:
        count += 1
    return strips[:count] if count <= MOST_LINES else ()


def _size(strip: Strip) -> float:
    return median(span.size for part in strip.segments for span in part.spans)


def _below(table: Region, height: float, page: Page) -> Region | None:
    """Return what of ``table`` stands below ``height``, None where its first row does not reach there."""
    first = tuple(_cell_below(cell, height, page) for cell in table.rows[0])
    if not any(cell.text for cell in first):
        return None
    box = Box(table.box.left, height, table.box.right, table.box.bottom)
    return replace(table, box=box, rows=(first, *table.rows[1:]))


def _cell_below(cell: GridCell, height: float, page: Page) -> GridCell:
    """Return ``cell`` with those of its words that stand below ``height``."""
    if cell.box is None or cell.box.top >= height:
        return cell
    spans = [span for span in page.spans_in(cell.box) if span.box.top >= height]
    lines = lines_of(spans)
    if not lines:
        return replace(cell, text="", box=None)
    text = " ".join(line.text for line in lines)
    return replace(cell, text=text, box=around([line.box for line in lines]), lines=len(lines))
