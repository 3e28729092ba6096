"""Which tables can stand on a sheet, upright or turned; the others are read out row by row."""

from __future__ import annotations

from converters import document as d
from converters.options import Typeface
from converters.walk import text_of
from converters.writers.grid import placed_rows, width_of
from converters.writers.letters import longest_word, width_of_text
from converters.writers.text import one_line

READABLE = 6.5
"""A column narrower than this, in units of the letter size, is not read but spelled out: some 12 letters."""

_SHORT_ROWS, _SHORT_TEXT = 6, 500
"""A table of so few rows, and so few letters in them, is not cut between two pages."""


def is_short(table: d.Table) -> bool:
    """Say whether a table is to stay whole on a page. Longer ones would leave pages half empty."""
    return len(table.rows) <= _SHORT_ROWS and len(text_of(table)) <= _SHORT_TEXT


def columns_needed(table: d.Table, typeface: Typeface) -> list[float] | None:
    """Return the least width of each column, in units of the letter size, padding not counted.

    Every column needs room for its longest word, and longer texts for a few words a line; a
    cell over several columns shares what it needs among them. None where a cell holds a table:
    such a one is never read cell by cell.
    """
    rows = placed_rows(table)
    needed = [0.5] * width_of(rows)
    wide = []
    for cell in (cell for row in rows for cell in row):
        if any(isinstance(block, d.Table) for block in cell.cell.children):
            return None
        if cell.columns == 1:
            needed[cell.column] = max(needed[cell.column], _least(cell.cell, typeface))
        else:
            wide.append(cell)
    for cell in wide:
        covered = range(cell.column, cell.column + cell.columns)
        short = longest_word(one_line(cell.cell.children), typeface) - sum(needed[at] for at in covered)
        for column in covered:
            needed[column] += max(0.0, short) / cell.columns
    return needed


def _least(cell: d.Cell, typeface: Typeface) -> float:
    text = one_line(cell.children)
    return max(longest_word(text, typeface), min(width_of_text(text, typeface), READABLE))


def fits(table: d.Table, points: float, typeface: Typeface, width: float, edges: float) -> bool:
    """Say whether the columns of ``table`` can be read beside one another.

    ``width`` is that of the text in points; ``edges`` the padding and border of a cell, left and
    right together, in units of the letter size.
    """
    needed = columns_needed(table, typeface)
    return needed is not None and sum(column + edges for column in needed) * points <= width
