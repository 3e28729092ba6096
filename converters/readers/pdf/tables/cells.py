"""Tables: from a grid of cells to rows, and which of them speak for others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from converters.document import Cell, Inlines, Origin, Paragraph, Row, Scope, Strong, Table
from converters.readers.pdf.page import GridCell, Region
from converters.readers.pdf.tables.figures import YEAR, is_data, is_figures
from converters.readers.pdf.tables.telling import with_row_heads

DATA = 0.6  # share of the cells under a head that are figures or empty, for it to be told by its words

Wording = Callable[[GridCell], Inlines]


def table_from(region: Region, page: int, wording: Wording) -> Table:
    """Return the table in ``region``; ``wording`` gives a cell's inlines."""
    heads = _head_rows(region)
    rows = (
        Row(tuple(_cell(cell, page, wording, at < heads) for cell in row))
        for at, row in enumerate(region.rows)
    )
    return with_row_heads(Table(tuple(rows), header_rows=heads, origin=Origin(page, region.box)))


def _head_rows(region: Region) -> int:
    """Return how many rows are the head: under a cell that spans columns stand theirs."""
    depth = _depth(region.rows)
    if not region.headed and not _first_rows_head(region.rows, depth):
        return 0
    return min(max(region.heads, depth), len(region.rows) - 1) or 1


def _depth(rows: Sequence[Sequence[GridCell]]) -> int:
    """Return how many rows a head that begins in the first row takes."""
    first = rows[0]
    spans = any(cell.columns > 1 for cell in first)
    return max([cell.rows for cell in first if cell.text.strip()] + [2 if spans else 1])


def _cell(cell: GridCell, page: int, wording: Wording, in_head: bool) -> Cell:
    inlines = wording(cell)
    scope = Scope.COLUMN if in_head and cell.text.strip() else None  # an empty one speaks for nothing
    if scope and len(inlines) == 1 and isinstance(inlines[0], Strong):
        inlines = inlines[0].children  # a header cell is strong already
    origin = Origin(page, cell.box) if cell.box else None
    children = (Paragraph(inlines, origin=origin),) if inlines else ()
    return Cell(children, scope, cell.columns, cell.rows, origin=origin)


def _first_rows_head(rows: Sequence[Sequence[GridCell]], depth: int) -> bool:
    """Tell whether the first ``depth`` rows are words over columns of data."""
    if len(rows) < depth + 2:
        return False
    head = [cell.text.strip() for cell in rows[0][1:]]
    if not head or not all(text and (YEAR.fullmatch(text) or not is_figures(text)) for text in head):
        return False
    below = [cell.text.strip() for row in rows[depth:] for cell in row[1:]]
    return sum(not text or is_data(text) for text in below) >= DATA * len(below)
