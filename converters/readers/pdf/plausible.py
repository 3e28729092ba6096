"""What makes a table of a grid, and what only looks like one: charts, contents pages, lists, prose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from converters.document import Box
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, around, contains
from converters.readers.pdf.segments import Strip, is_numeric
from converters.readers.pdf.table_zones import Zone

FEWEST_RULED = 2  # rows of a table whose rules show it
FEWEST_BARE = 3  # of one that only white shows
FILLED = 0.4  # share of the cells with words, at least
SENTENCES = 140  # characters: a cell this long holds sentences
WORDY = 0.4  # share of such cells, at most
BARS = 3  # different lengths of shapes on one line, at least, that make a chart
THICK = 3.0  # points of such a shape; less is a rule
FLUSH = 1.5  # points off the side of a column of justified text
FLUSHED = 0.8  # share of the lines of such text that begin and end at its sides
FIGURES = 0.2  # share of the words in such text that are figures, at most
AXIS = 0.25  # share of the rows with one number alone; a chart's axis has them
SET = 0.2  # share of a table's height that words take, at least
MARKED = 0.6  # share of the rows that begin with a list's mark, for them to be its items
LABELLED = 0.5  # share of the rows that begin with words, where only white shows the table
LEADING = 0.5  # share of the rows whose words are led on by dots, on a contents page

_LEADER = re.compile(r"(?:[.·…_]\s?){4,}")
_OF_FIGURE = re.compile(r"(?:figure|fig\.|diagram|chart)\s?\d+[.:]?", re.IGNORECASE)
_MARKER = re.compile(r"[•●▪◦–—*·oxvq§➢➤►✓✔✗☐□■-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\[\d+\]|\(\d+\)")

Rows = Sequence[Sequence[GridCell]]


def is_plausible(table: Region, zone: Zone, page: Page) -> bool:
    """Tell whether ``table``, found in ``zone`` of ``page``, is a table to a reader."""
    seen = any(region.kind is RegionKind.TABLE and contains(table.box, region.box) for region in page.regions)
    body = table.rows[table.heads if table.headed else 0 :]
    if not body or len(table.rows) < (FEWEST_RULED if zone.rules else FEWEST_BARE):
        return False
    if not _is_filled(table.rows) or is_contents(table.rows) or is_list(table.rows):
        return False
    if (
        _is_chart(table, page)
        or _is_axis(table.rows)
        or _has_figure_caption(table.rows)
        or _is_in_figure(table, page)
    ):
        return False
    if zone.rules or seen:
        return sum(sum(bool(cell.text) for cell in row) > 1 for row in body) >= LABELLED * len(body)
    return _is_labelled(body)


def _is_filled(rows: Rows) -> bool:
    cells = [cell.text for row in rows for cell in row]
    filled = [text for text in cells if text]
    wordy = sum(len(text) > SENTENCES for text in filled)
    return len(filled) >= FILLED * len(cells) and wordy <= WORDY * len(filled)


def is_contents(rows: Rows) -> bool:
    """Tell whether ``rows`` are a contents page's: led by dots, or titles with pages that go up."""
    led = sum(any(_LEADER.search(cell.text) for cell in row) for row in rows)
    if led >= LEADING * len(rows):
        return True
    if max(map(len, rows)) != 2:
        return False
    said = [(row[0].text, row[-1].text) for row in rows if row[-1].text]
    pages = [int(page) for _, page in said if page.isdecimal() and len(page) < 5]
    titles = all(not is_numeric(title) for title, _ in said)
    return len(pages) == len(said) > 2 and titles and all(one <= other for one, other in pairwise(pages))


def is_list(rows: Rows) -> bool:
    """Tell whether ``rows`` are items: a mark or number, and what it stands before."""
    first = [row[0].text for row in rows if row and row[0].text]
    marked = sum(bool(_MARKER.fullmatch(text)) for text in first)
    return max(map(len, rows)) == 2 and marked >= MARKED * max(1, len(first))


def _is_indented(rows: Rows) -> bool:
    """Tell whether ``rows`` are text beside a number or a letter that stands out, as a heading's does."""
    return max(map(len, rows)) == 2 and sum(not row[0].text for row in rows) > MARKED * len(rows)


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


def _is_axis(rows: Rows) -> bool:
    """Tell whether many rows say one number and nothing else, as the labels of an axis do."""
    lone = [[cell.text for cell in row if cell.text] for row in rows]
    return sum(len(said) == 1 and is_numeric(said[0]) for said in lone) >= AXIS * len(rows)


def _has_figure_caption(rows: Rows) -> bool:
    return any(_OF_FIGURE.match(cell.text) for row in rows for cell in row)


def is_justified(strips: Sequence[Strip]) -> bool:
    """Tell whether ``strips`` are lines of text drawn out to both sides of a narrow column.

    All of them begin and end on the same two lines, as words of a table seldom do, and say no figures.
    """
    parts = [part.text for strip in strips for part in strip.segments]
    left = median(strip.box.left for strip in strips)
    right = median(strip.box.right for strip in strips)
    flush = sum(
        abs(strip.box.left - left) < FLUSH and abs(strip.box.right - right) < FLUSH for strip in strips
    )
    figures = sum(map(is_numeric, parts))
    return flush >= FLUSHED * len(strips) and figures < FIGURES * len(parts)


def _is_in_figure(table: Region, page: Page) -> bool:
    return any(
        region.kind is RegionKind.FIGURE and contains(region.box, table.box) for region in page.regions
    )
