"""What makes a table of a grid, and what only looks like one: charts, contents pages, lists, prose."""

from __future__ import annotations

from collections import defaultdict

from converters.document import Box
from converters.readers.pdf.page import Page, Region, RegionKind, around, contains
from converters.readers.pdf.tables.lookalikes import Rows, looks_like_table
from converters.readers.pdf.tables.zones import Zone
from converters.readers.pdf.text.segments import is_numeric

FEWEST_RULED = 2  # rows of a table whose rules show it
FEWEST_BARE = 3  # of one that only white shows
FILLED = 0.4  # share of the cells with words, at least
SENTENCES = 140  # characters: a cell this long holds sentences
WORDY = 0.4  # share of such cells, at most
BARS = 3  # different lengths of shapes on one line, at least, that make a chart
THICK = 3.0  # points of such a shape; less is a rule
SET = 0.2  # share of a table's height that words take, at least
LABELLED = 0.5  # share of the rows that begin with words, where only white shows the table


def is_plausible(table: Region, zone: Zone, page: Page) -> bool:
    """Tell whether ``table``, found in ``zone`` of ``page``, is a table to a reader."""
    seen = any(region.kind is RegionKind.TABLE and contains(table.box, region.box) for region in page.regions)
    body = table.rows[table.heads if table.headed else 0 :]
    if not body or len(table.rows) < (FEWEST_RULED if zone.rules else FEWEST_BARE):
        return False
    if not _is_filled(table.rows) or not looks_like_table(table.rows):
        return False
    if _is_sparse(table) or _is_chart(table, page) or _is_in_figure(table, page):
        return False
    if zone.rules or seen:
        return sum(sum(bool(cell.text) for cell in row) > 1 for row in body) >= LABELLED * len(body)
    return _is_labelled(body)


def _is_filled(rows: Rows) -> bool:
    cells = [cell.text for row in rows for cell in row]
    filled = [text for text in cells if text]
    wordy = sum(len(text) > SENTENCES for text in filled)
    return len(filled) >= FILLED * len(cells) and wordy <= WORDY * len(filled)


def _is_sparse(table: Region) -> bool:
    """Tell whether next to none of the height is set with words, as where they name pictures."""
    rows = [[cell.box for cell in row if cell.box] for row in table.rows]
    bands = [around(row) for row in rows if row]
    set_high = sum(band.bottom - band.top for band in bands)
    return set_high < SET * (table.box.bottom - table.box.top)


def _is_labelled(body: Rows) -> bool:
    words = sum(bool(row[0].text) and not is_numeric(row[0].text) for row in body)
    full = all(all(cell.text for cell in row) for row in body)
    return words >= LABELLED * len(body) or full


def _is_chart(table: Region, page: Page) -> bool:
    """Tell whether empty shapes stand on one line and are of several lengths, as the bars of a chart are."""
    words = [span.box for span in page.spans_in(table.box)]
    shapes = {box for box in page.drawings if contains(table.box, box) and _is_thick(box)}
    bare = [box for box in shapes if not any(contains(box, word) for word in words)]
    feet, starts = defaultdict(set), defaultdict(set)
    for box in bare:
        feet[round(box.bottom)].add(round(box.top))
        starts[round(box.left)].add(round(box.right))
    return any(len(ends) >= BARS for ends in (*feet.values(), *starts.values()))


def _is_thick(box: Box) -> bool:
    return min(box.right - box.left, box.bottom - box.top) > THICK


def _is_in_figure(table: Region, page: Page) -> bool:
    return any(
        region.kind is RegionKind.FIGURE and contains(region.box, table.box) for region in page.regions
    )
