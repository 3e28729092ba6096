"""Signs that the engine read as a column of their own, put back before their figures."""

from __future__ import annotations

from dataclasses import replace

from converters.readers.pdf.page import GridCell, Region, around
from converters.readers.pdf.tables.columns import are_signs_before
from converters.readers.pdf.text.segments import is_numeric


def with_signs_joined(table: Region) -> Region:
    """Return ``table`` without columns that say nothing but the sign of the figures beside them."""
    width = len(table.rows[0]) if table.rows else 0
    if any(len(row) != width or any(cell.columns > 1 for cell in row) for row in table.rows):
        return table
    for at in range(width - 2, -1, -1):
        pairs = [(row[at].text.strip(), row[at + 1].text.strip()) for row in table.rows]
        signs = are_signs_before([sign for sign, _ in pairs if sign])
        if signs and all(is_numeric(figure) for sign, figure in pairs[1:] if figure):
            table = replace(table, rows=tuple(_joined(row, at) for row in table.rows))
    return table


def _joined(row: tuple[GridCell, ...], at: int) -> tuple[GridCell, ...]:
    """Return ``row`` with the cells at ``at`` and right of it as one."""
    sign, figure = row[at : at + 2]
    boxes = [cell.box for cell in (sign, figure) if cell.box]
    text = f"{sign.text} {figure.text}".strip()
    lines = max(sign.lines, figure.lines)
    whole = replace(figure, text=text, box=around(boxes) if boxes else None, lines=lines)
    return (*row[:at], whole, *row[at + 2 :])
