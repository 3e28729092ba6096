"""A table read out row by row, for where its columns do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from converters import document as d
from converters.document import Block, ListBlock, ListItem, Paragraph, Scope, Strong, Table, Text
from converters.writers.grid import Placed, PlacedRows, headers_by_place, placed_rows, says_something
from converters.writers.text import one_line
from converters.writers.words import EMPTY, own


def linear(table: Table, language: str) -> tuple[Block, ...]:
    """Return ``table`` as its caption and, for each row, a heading line and a list of "Header: value".

    The heading line is the row's header, with what the head of the table calls it. Where the table
    has a head and marks none, it is the first cell, if that tells every row from the others: what
    readers of print go by. Else rows are counted. A cell that spans rows is said in each of them, so
    that every row can be read by itself. ``language`` is that of the document.
    """
    rows = placed_rows(table)
    first = table.header_rows if table.header_rows < len(rows) else 0
    reading = _Reading(rows, headers_by_place(rows), language, first > 0 and _first_cells_name(rows[first:]))
    caption = (Paragraph((Strong(table.caption),)),) if table.caption else ()
    return (
        *caption,
        *(block for index in range(first, len(rows)) for block in reading.row(index, index - first + 1)),
    )


class _Reading:
    """The rows of one table, ready to be read out."""

    def __init__(
        self,
        rows: PlacedRows,
        headers: dict[tuple[int, int], tuple[Placed, ...]],
        language: str,
        first_cells_name: bool,
    ) -> None:
        self._headers = headers
        self._language = language
        self._first_cells_name = first_cells_name
        self._above: dict[int, list[Placed]] = {}
        """The headers of each column that stand at its top, for cells that are headers of rows."""
        for cell in (cell for row in rows for cell in row if cell.is_header and not _names_a_row(cell)):
            for column in range(cell.column, cell.column + cell.columns):
                self._above.setdefault(column, []).append(cell)
        self._cells: dict[int, list[Placed]] = {}
        for cell in (cell for row in rows for cell in row):
            for index in range(cell.row, cell.row + cell.rows):
                self._cells.setdefault(index, []).append(cell)

    def row(self, index: int, number: int) -> Iterator[Block]:
        """Yield the blocks of one row; ``number`` is its place among the rows with data."""
        cells = sorted(self._cells.get(index, ()), key=lambda cell: cell.column)
        names = [cell for cell in cells if _names_a_row(cell)]
        if not names and self._first_cells_name:
            names = cells[:1]
        values = [cell for cell in cells if cell not in names]
        if not names:
            yield Paragraph((Strong((own(f"Row {number}", self._language),)),))
        for cell in names:
            yield from self._name(cell)
        if values:
            yield ListBlock(tuple(ListItem(self._value(cell)) for cell in values))

    def _name(self, cell: Placed) -> Iterator[Block]:
        """Yield what names a row, in bold: "Place: Leeds"."""
        said = [
            one_line(header.cell.children) for header in self._above.get(cell.column, ()) if header != cell
        ]
        label = Text(f"{', '.join(said)}: ") if said else None
        for block in cell.cell.children:
            match block:
                case Paragraph(children=children, language=language):
                    yield Paragraph((Strong((label, *children) if label else children),), language)
                case _:
                    yield block
            label = None

    def _value(self, cell: Placed) -> tuple[Block, ...]:
        label = (Strong((*self._header(cell), Text(": "))),)
        if not says_something(cell.cell):
            return (Paragraph((*label, own(EMPTY, self._language))),)
        match cell.cell.children:
            case (Paragraph(children=children, language=None), *rest):
                return (Paragraph((*label, *children)), *rest)
            case children:
                return (Paragraph(label), *children)

    def _header(self, cell: Placed) -> d.Inlines:
        headers = self._headers.get((cell.row, cell.column), ())
        said = [one_line(header.cell.children) for header in headers if not _names_a_row(header)]
        if said:
            return (Text(", ".join(said)),)
        return (own(f"Column {cell.column + 1}", self._language),)


def _names_a_row(cell: Placed) -> bool:
    return cell.is_header and cell.cell.scope in {Scope.ROW, Scope.ROW_GROUP}


def _first_cells_name(rows: PlacedRows) -> bool:
    """Say whether the first cells of ``rows`` tell each row from the others."""
    firsts = [row[0] for row in rows if row and row[0].column == 0]
    said = {one_line(cell.cell.children).casefold() for cell in firsts}
    alone = all(cell.rows == cell.columns == 1 for cell in firsts)
    return alone and len(said) == len(rows) and "" not in said
