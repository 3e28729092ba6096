"""Which regions are tables: what the engine sees in aligned words, judged by what makes a table.

Words that stand side by side by chance (labels of a chart, a caption beside a
picture, a panel's title beside its text) align for a row or two; a table goes
on. A head with rules of its own over a body without is one table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from converters.document import Box
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, around, contains
from converters.readers.pdf.tables.columns import columns_of
from converters.readers.pdf.tables.growing import is_cut
from converters.readers.pdf.tables.leading import with_first_tables_first
from converters.readers.pdf.tables.lookalikes import (
    is_contents,
    is_dealt,
    is_jumble,
    is_justified,
    is_list,
    is_numbered_text,
    is_program,
    is_run_through,
)
from converters.readers.pdf.tables.ruled import with_ruled_tables
from converters.readers.pdf.tables.signs import with_signs_joined
from converters.readers.pdf.tables.titled import with_titles_apart
from converters.readers.pdf.tables.unruled import with_unruled_tables
from converters.readers.pdf.text.lines import lines_of
from converters.readers.pdf.text.segments import strips_of
from converters.readers.pdf.text.untangling import untangled

MOST_HEAD = 4  # rows of a head
FEWEST_ROWS = 3  # of a table that only the alignment of words shows
PROSE = 120  # characters: a cell this long holds sentences
MOSTLY_PROSE = 0.5  # share of the cells with words; a table of which this much is prose is columns of text
MOSTLY_FULL = 0.6  # share of the columns in which a row has words
STACKED = 18.0  # points between a head and the body under it


def with_tables_judged(page: Page) -> Page:
    """Return ``page`` with ruled tables as drawn, chance alignments as text, and heads with their bodies."""
    page = with_titles_apart(with_unruled_tables(with_ruled_tables(page)))
    page = replace(page, regions=tuple(_with_bold_head(region, page) for region in page.regions))
    joined = replace(page, regions=tuple(_joined(_with_rows_between(page))))
    return untangled(with_first_tables_first(replace(page, regions=tuple(_without_chance(joined)))))


def _with_bold_head(region: Region, page: Page) -> Region:
    """Return ``region`` with its first rows as the head where those alone are set in bold."""
    if region.kind is not RegionKind.TABLE or region.headed or len(region.rows) < 2:
        return region
    count = 0
    while count <= MOST_HEAD and count < len(region.rows) and _is_bold(region.rows[count], page):
        count += 1
    if 0 < count <= min(MOST_HEAD, len(region.rows) - 1):
        return replace(region, headed=True, heads=count)
    return region


def _is_bold(row: tuple[GridCell, ...], page: Page) -> bool:
    boxes = [cell.box for cell in row if cell.box and cell.text.strip()]
    whole = around(boxes) if boxes else None
    near = page.spans_in(whole, 0.0) if whole else []
    spans = [span for span in near if any(contains(box, span.box, 0.0) for box in boxes)]
    return bool(spans) and all(span.bold for span in spans)


def _with_rows_between(page: Page) -> tuple[Region, ...]:
    """Return the regions, a line between two parts of one table, in its columns, as a part of it."""
    regions = list(page.regions)
    for at in range(1, len(regions) - 1):
        above, line, below = regions[at - 1 : at + 2]
        parts = {above.kind, below.kind} == {RegionKind.TABLE} and _columns(above) == _columns(below)
        near = line.box.top - above.box.bottom < STACKED and below.box.top - line.box.bottom < STACKED
        if parts and near and line.kind is RegionKind.PARAGRAPH:
            row = _row_of(line, above, page)
            regions[at] = replace(above, box=line.box, rows=(row,), headed=False) if row else line
    return tuple(regions)


def _row_of(line: Region, table: Region, page: Page) -> tuple[GridCell, ...] | None:
    """Return ``line`` as a row of ``table``, None where its words do not stand one to a column."""
    boxes = [[cell.box for cell in cells if cell.box] for cells in zip(*table.rows, strict=False)]
    columns = [around(column) for column in boxes if column]
    spans = page.spans_in(line.box)
    if len(columns) < _columns(table) or len(lines_of(spans)) > 1:
        return None
    cells = [[span for span in spans if _over(column, span.box)] for column in columns]
    if sum(map(len, cells)) != len(spans) or sum(map(bool, cells)) < MOSTLY_FULL * len(columns):
        return None
    return tuple(
        GridCell(" ".join(span.text for span in cell), around([s.box for s in cell]) if cell else None)
        for cell in cells
    )


def _over(column: Box, box: Box) -> bool:
    return min(column.right, box.right) - max(column.left, box.left) > 0


def _joined(regions: tuple[Region, ...]) -> list[Region]:
    joined: list[Region] = []
    for region in regions:
        if joined and _is_one_table(joined[-1], region):
            last = joined[-1]
            box = around([last.box, region.box])
            is_head = last.ruled and not last.headed and len(last.rows) < FEWEST_ROWS
            heads = len(last.rows) if is_head else last.heads
            rows = last.rows + _with_words(region.rows)
            joined[-1] = replace(last, box=box, rows=rows, heads=heads, headed=last.headed or is_head)
        elif region.kind is RegionKind.TABLE and not region.ruled:
            joined.append(with_signs_joined(replace(region, rows=_with_words(region.rows))))
        else:
            joined.append(region)
    return joined


def _with_words(rows: tuple[tuple[GridCell, ...], ...]) -> tuple[tuple[GridCell, ...], ...]:
    """Return ``rows`` without those at the end that have no words."""
    count = len(rows)
    while count and not any(cell.text.strip() for cell in rows[count - 1]):
        count -= 1
    return rows[:count]


def _is_one_table(above: Region, below: Region) -> bool:
    if above.kind is not RegionKind.TABLE or below.kind is not RegionKind.TABLE:
        return False
    near = -STACKED < below.box.top - above.box.bottom < STACKED
    across = min(above.box.right, below.box.right) - max(above.box.left, below.box.left)
    wide = across > 0.8 * min(above.box.right - above.box.left, below.box.right - below.box.left)
    return near and wide and _columns(above) == _columns(below)


def _columns(region: Region) -> int:
    return max(sum(cell.columns for cell in row) for row in region.rows) if region.rows else 0


def _without_chance(page: Page) -> Iterator[Region]:
    for region in page.regions:
        if region.kind is not RegionKind.TABLE or region.ruled:
            yield region
        elif region.rows and is_list(region.rows):
            yield from _as_items(region)
        elif _is_chance(region, page):
            yield from _as_text(region, page)
        else:
            yield region


def _is_chance(region: Region, page: Page) -> bool:
    cells = [cell.text.strip() for row in region.rows for cell in row if cell.text.strip()]
    prose = sum(len(text) > PROSE for text in cells)
    if len(region.rows) < FEWEST_ROWS or _columns(region) < 2 or prose > MOSTLY_PROSE * len(cells):
        return True
    others = (is_contents, is_jumble, is_program, is_numbered_text)
    if any(is_other(region.rows) for is_other in others) or is_dealt(region.rows, page):
        return True
    strips = strips_of(page.spans_in(region.box))
    columns = columns_of(strips)
    if not strips or is_justified(strips) or len(columns) < 2 or is_run_through(region.rows, strips, columns):
        return bool(strips)
    level = [
        span for span in page.spans if region.box.top < span.box.bottom and span.box.top < region.box.bottom
    ]
    return is_cut(region.box, strips_of(level))


def _as_items(region: Region) -> Iterator[Region]:
    """Yield the rows of a list that was taken for a table of marks and words."""
    for row in region.rows:
        if not (boxes := [cell.box for cell in row if cell.box]):
            continue
        marker, *rest = (cell.text.strip() for cell in row)
        text = " ".join(rest)
        if marker:
            yield Region(RegionKind.LIST_ITEM, around(boxes), text, marker=marker)
        else:
            yield _text(around(boxes), text)


def _as_text(region: Region, page: Page) -> Iterator[Region]:
    """Yield ``region`` as paragraphs: a row each, or a column each where the cells are prose."""
    rows = [[cell.box for cell in row if cell.box] for row in region.rows]
    bands = [around(row) for row in rows if row]
    others = [
        each.box
        for each in page.regions
        if each is not region and each.kind is not RegionKind.FIGURE and _is_nearer(each.box, region.box)
    ]
    inside = [
        span for span in page.spans_in(region.box) if not any(contains(box, span.box) for box in others)
    ]
    left = {id(span) for span in inside}
    for band in bands:
        lines = lines_of(span for span in inside if id(span) in left and contains(band, span.box))
        left -= {id(span) for line in lines for span in line.spans}
        if lines:
            yield _text(around([line.box for line in lines]), " ".join(line.text for line in lines))
    rest = lines_of(span for span in inside if id(span) in left)
    if rest:
        yield _text(around([line.box for line in rest]), " ".join(line.text for line in rest))


def _is_nearer(other: Box, box: Box) -> bool:
    """Tell whether ``other`` meets ``box`` and is the smaller, so that words in both are its own."""
    across = other.left <= box.right and box.left <= other.right
    return across and other.top <= box.bottom and box.top <= other.bottom and _area(other) < _area(box)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _text(box: Box, text: str) -> Region:
    return Region(RegionKind.PARAGRAPH, box, text)
