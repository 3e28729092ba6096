"""Tables: merged cells for spans, header rows that repeat, a caption and a description."""

from __future__ import annotations

from collections.abc import Callable

from converters.document import Block, Scope, Table
from converters.walk import plain_text
from converters.writers.docx.xml import Element, w
from converters.writers.grid import Placed, PlacedRows, placed_rows, width_of
from converters.writers.text import one_line

MOST_COLUMNS = 63
"""Word opens no table with more."""

WriteCell = Callable[[tuple[Block, ...], float, bool], list[Element]]
"""What writes the content of a cell, from the content, its width in points, and whether it is a header."""

_TWIPS_PER_POINT = 20
_CELL_PADDING = 11.0
"""Points, left and right together, as the style of tables sets them."""


def table_element(node: Table, indent: int, width: float, rtl: bool, write: WriteCell) -> Element | None:
    """Return a table ``width`` points wide, None where it has no cells."""
    rows = placed_rows(node)
    columns = width_of(rows)
    if not columns:
        return None
    widths = _column_widths(rows, columns, width)
    grid = w("tblGrid", *(w("gridCol", w=round(one * _TWIPS_PER_POINT)) for one in widths))
    owners = _owners(rows)
    made = [_row(owners, index, columns, node, widths, write) for index in range(len(rows))]
    return w("tbl", _properties(node, rows, columns, indent, width, rtl), grid, *made)


def _properties(node: Table, rows: PlacedRows, columns: int, indent: int, width: float, rtl: bool) -> Element:
    named_rows = any(cell.is_header and cell.cell.scope is not Scope.COLUMN for row in rows for cell in row)
    look = w("tblLook", val=_look(node.header_rows > 0, named_rows))
    caption = " ".join(plain_text(node.caption).split())
    return w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("bidiVisual") if rtl else None,
        w("tblW", w=round(width * _TWIPS_PER_POINT), type="dxa"),
        w("tblInd", w=indent, type="dxa") if indent else None,
        look,
        w("tblCaption", val=caption) if caption else None,
        w("tblDescription", val=_description(node, len(rows), columns)),
    )


def _look(first_row: bool, first_column: bool) -> str:
    """Return the flags of tblLook (ECMA-376 part 1, 17.4.56): header row, header column, no banding."""
    return f"{0x0020 * first_row + 0x0080 * first_column + 0x0200 + 0x0400:04X}"


def _description(node: Table, rows: int, columns: int) -> str:
    said = f"{columns} column{'s' if columns != 1 else ''}, {rows} row{'s' if rows != 1 else ''}."
    match node.header_rows:
        case 0:
            return said
        case 1:
            return f"{said} The first row is the header."
        case several:
            return f"{said} The first {several} rows are the header."


def _row(
    owners: dict[tuple[int, int], Placed],
    index: int,
    columns: int,
    node: Table,
    widths: list[float],
    write: WriteCell,
) -> Element:
    repeats = w("tblHeader") if index < node.header_rows else None
    made = w("tr", w("trPr", w("cantSplit"), repeats))
    column = 0
    while column < columns:
        owner = owners.get((index, column))
        made.append(
            _cell(owner, index, sum(widths[column : column + (owner.columns if owner else 1)]), write)
        )
        column += owner.columns if owner else 1
    return made


def _cell(owner: Placed | None, row: int, width: float, write: WriteCell) -> Element:
    """Return the cell at one place of the grid: a new one, the continuation of one above, or an empty one."""
    merge = None
    content: tuple[Block, ...] = ()
    if owner is not None and owner.rows > 1:
        merge = w("vMerge", val="restart") if owner.row == row else w("vMerge")
    if owner is not None and owner.row == row:
        content = owner.cell.children
    properties = w(
        "tcPr",
        w("tcW", w=round(width * _TWIPS_PER_POINT), type="dxa"),
        w("gridSpan", val=owner.columns) if owner is not None and owner.columns > 1 else None,
        merge,
    )
    inside = write(content, max(width - _CELL_PADDING, 12.0), owner is not None and owner.is_header)
    return w("tc", properties, *inside)


def _owners(rows: PlacedRows) -> dict[tuple[int, int], Placed]:
    """Return the cell that covers each place of the grid."""
    return {
        (row, column): cell
        for cells in rows
        for cell in cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }


def _column_widths(rows: PlacedRows, columns: int, width: float) -> list[float]:
    """Return the width of each column in points, by how much text stands in it."""
    wanted = [4.0] * columns
    for cell in (cell for row in rows for cell in row if cell.columns == 1):
        text = one_line(cell.cell.children)
        longest = max(map(len, text.split()), default=0)
        wanted[cell.column] = max(wanted[cell.column], longest, min(len(text), 40))
    return [width * one / sum(wanted) for one in wanted]
