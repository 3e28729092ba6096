"""Tables: merged cells for spans, header rows that repeat, a caption and a description."""

from __future__ import annotations

from collections.abc import Callable

from docx.oxml.ns import qn
from docx.oxml.simpletypes import ST_Merge
from docx.oxml.table import CT_TblPr
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from converters.document import Block, Scope, Table
from converters.walk import plain_text
from converters.writers.docx.design import CELL_PADDING, Design
from converters.writers.docx.xml import inside, w
from converters.writers.fitting import columns_needed, is_short
from converters.writers.grid import Placed, PlacedRows, width_of
from converters.writers.letters import width_of_text
from converters.writers.text import one_line

MOST_COLUMNS = 63
"""Word opens no table with more."""

_MUCH_TEXT = 22.0
"""Text wider than this, in units of the letter size, asks for no more room: it stands on lines."""

WriteCell = Callable[[tuple[Block, ...], _Cell, float, bool], None]
"""What writes content into a cell, given its width in points, and whether it is a header."""


def add_table(
    node: Table,
    placed: PlacedRows,
    table: WordTable,
    indent: int,
    width: float,
    design: Design,
    write: WriteCell,
) -> None:
    """Write ``node`` into ``table``, which has its columns and no rows yet, ``width`` points wide."""
    columns = width_of(placed)
    widths = _column_widths(node, placed, width, design)
    for column, one in zip(table.columns, widths, strict=True):
        column.width = Pt(one)
    _set_properties(node, placed, table._tbl.tblPr, indent, width)
    owners = _owners(placed)
    for index in range(len(placed)):
        _add_row(table, owners, index, columns, index < node.header_rows, widths, write)
    if is_short(node):
        _keep_together(table)


def _keep_together(table: WordTable) -> None:
    """Keep every row on one page with the next: Word knows no other way for a whole table."""
    for row in table._tbl.tr_lst[:-1]:
        for line in row.iter(qn("w:p")):
            Paragraph(line, table).paragraph_format.keep_with_next = True  # type: ignore[arg-type]


def _set_properties(node: Table, rows: PlacedRows, properties: CT_TblPr, indent: int, width: float) -> None:
    properties.style = "TableGrid"
    size = w("tblW", w=Pt(width).twips, type="dxa")
    properties.replace(inside(properties, "tblW"), size)
    look = inside(properties, "tblLook")
    if indent:
        look.addprevious(w("tblInd", w=indent, type="dxa"))
    named_rows = any(cell.is_header and cell.cell.scope is not Scope.COLUMN for row in rows for cell in row)
    caption = " ".join(plain_text(node.caption).split())
    if caption:
        properties.append(w("tblCaption", val=caption))
    properties.append(w("tblDescription", val=_description(node, len(rows), width_of(rows))))
    properties.replace(look, w("tblLook", val=_look(node.header_rows > 0, named_rows)))


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


def _add_row(
    table: WordTable,
    owners: dict[tuple[int, int], Placed],
    index: int,
    columns: int,
    repeats: bool,
    widths: list[float],
    write: WriteCell,
) -> None:
    """Add a row with its cells.

    Not by Table.cell() and _Cell.merge(): both go through the whole table for every
    cell, so that a thousand rows take half a minute, and ten thousand most of an hour.
    """
    row = table._tbl.add_tr()
    properties = row.get_or_add_trPr()
    properties.append(w("cantSplit"))
    if repeats:
        properties.append(w("tblHeader"))
    column = 0
    while column < columns:
        owner = owners.get((index, column))
        end = column + (owner.columns if owner else 1)
        _fill_cell(_Cell(row.add_tc(), table), owner, index, sum(widths[column:end]), write)
        column = end


def _fill_cell(cell: _Cell, owner: Placed | None, row: int, width: float, write: WriteCell) -> None:
    """Fill the cell at one place of the grid: a new one, the continuation of one above, or an empty one."""
    cell.width = Pt(width)
    element = cell._tc
    content: tuple[Block, ...] = ()
    if owner is not None:
        if owner.columns > 1:
            element.grid_span = owner.columns
        if owner.rows > 1:
            element.vMerge = ST_Merge.RESTART if owner.row == row else ST_Merge.CONTINUE
        if owner.row == row:
            content = owner.cell.children
    element.remove(element[-1])  # the paragraph of a new cell
    write(content, cell, max(width - CELL_PADDING, 12.0), owner is not None and owner.is_header)


def _owners(rows: PlacedRows) -> dict[tuple[int, int], Placed]:
    """Return the cell that covers each place of the grid."""
    return {
        (row, column): cell
        for cells in rows
        for cell in cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }


def _column_widths(node: Table, rows: PlacedRows, width: float, design: Design) -> list[float]:
    """Return the width of each column in points: room for its longest word, then by how much text it has.

    Only where all those words together have no room is each column cut in proportion.
    """
    points, columns = design.measure.points, width_of(rows)
    needed = columns_needed(node, design.measure.typeface) or [1.0] * columns
    least = [one * points + CELL_PADDING for one in needed]
    spare = width - sum(least)
    if spare < 0:
        return [width * one / sum(least) for one in least]
    wanted = [1.0] * columns
    for cell in (cell for row in rows for cell in row if cell.columns == 1):
        text = width_of_text(one_line(cell.cell.children), design.measure.typeface)
        wanted[cell.column] = max(wanted[cell.column], min(text, _MUCH_TEXT))
    return [one + spare * share / sum(wanted) for one, share in zip(least, wanted, strict=True)]
