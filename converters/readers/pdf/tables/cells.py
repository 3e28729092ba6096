"""Tables: from a grid of cells to rows, and which of them speak for others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from converters.document import Cell, Inlines, Origin, Paragraph, Row, Scope, Strong, Table
from converters.readers.pdf.page import GridCell, Region
from converters.readers.pdf.text.segments import is_numeric

LABELS = 0.9  # share of the first column's cells that are words, for it to hold row headers
DATA = 0.6  # share of the other cells that are figures or empty, for the same

_FIGURES = re.compile(
    r"[-+–—−(]?[£$€¥]?\s*[\d.,\s]*\d[\d.,\s]*[%)*†‡a-z]?\)?|[-–—.*✓✔×xn/a]{1,3}", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?")

Wording = Callable[[GridCell], Inlines]


def table_from(region: Region, page: int, wording: Wording) -> Table:
    """Return the table in ``region``; ``wording`` gives a cell's inlines."""
    heads = _head_rows(region)
    labelled = _first_column_labels(region.rows[heads:])
    rows = []
    for at, row in enumerate(region.rows):
        scopes = (_scope(cell, at < heads, labelled and not column) for column, cell in enumerate(row))
        rows.append(
            Row(tuple(_cell(cell, page, wording, scope) for cell, scope in zip(row, scopes, strict=True)))
        )
    return Table(tuple(rows), header_rows=heads, origin=Origin(page, region.box))


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


def _scope(cell: GridCell, in_head: bool, is_label: bool) -> Scope | None:
    if not cell.text.strip():
        return None  # an empty header cell speaks for nothing
    if in_head:
        return Scope.COLUMN
    return Scope.ROW if is_label else None


def _cell(cell: GridCell, page: int, wording: Wording, scope: Scope | None) -> Cell:
    inlines = wording(cell)
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
    if not head or not all(text and (_YEAR.fullmatch(text) or not is_figures(text)) for text in head):
        return False
    below = [cell.text.strip() for row in rows[depth:] for cell in row[1:]]
    return sum(not text or is_data(text) for text in below) >= DATA * len(below)


def is_data(text: str) -> bool:
    return is_figures(text) or is_numeric(text)


def _first_column_labels(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Tell whether the first column is clearly labels, and the rest clearly data."""
    if len(rows) < 2 or min(map(len, rows)) < 1 or max(map(len, rows)) < 2:
        return False
    first = [row[0].text.strip() for row in rows]
    rest = [cell.text.strip() for row in rows for cell in row[1:]]
    words = sum(bool(text) and not is_figures(text) for text in first)
    data = sum(not text or is_data(text) for text in rest)
    return words >= LABELS * len(first) and data >= DATA * len(rest) and any(rest)


def is_figures(text: str) -> bool:
    """Tell whether ``text`` is an amount, a share or a mark rather than words."""
    return bool(_FIGURES.fullmatch(text.strip()))
