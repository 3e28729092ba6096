"""Where the cells of a table stand, and which header cells speak for which data cells."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from converters.document import Cell, Figure, Row, Scope, Table
from converters.walk import every_block
from converters.writers.text import one_line

_MOST_COLUMNS = 1000
"""The widest span that HTML knows."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and the grid places it covers. Nothing overlaps, and nothing leaves its part of the table."""

    cell: Cell
    row: int
    column: int
    rows: int
    columns: int

    @property
    def is_header(self) -> bool:
        """Say whether the cell speaks for others: an empty one cannot."""
        return self.cell.scope is not None and says_something(self.cell)


PlacedRows = tuple[tuple[Placed, ...], ...]


def placed_rows(table: Table) -> PlacedRows:
    """Return the cells of each row where they stand, by HTML's rules; spans that would overlap are cut.

    A column that no cell begins in is none: HTML forbids it, and nobody could tell it from its neighbour.
    """
    last = len(table.rows)
    taken_until: dict[int, int] = {}
    placed: list[tuple[Placed, ...]] = []
    for index, row in enumerate(table.rows):
        end = table.header_rows if index < table.header_rows else last
        column = 0
        cells = []
        for cell in row.cells:
            while taken_until.get(column, 0) > index:
                column += 1
            columns = _free(taken_until, index, column, cell.columns)
            rows = max(1, min(cell.rows, end - index))
            taken_until.update(dict.fromkeys(range(column, column + columns), index + rows))
            cells.append(Placed(cell, index, column, rows, columns))
            column += columns
        placed.append(tuple(cells))
    return _begun(tuple(placed))


def without_empty_rows(table: Table) -> Table:
    """Return ``table`` without the rows that no cell begins in: HTML and PDF/UA-1 (7.5) forbid them."""
    rows = placed_rows(table)
    empty = [index for index, row in enumerate(rows) if not row]
    if not empty:
        return table

    def lowered(cell: Placed) -> Cell:
        lost = sum(cell.row < index < cell.row + cell.rows for index in empty)
        return replace(cell.cell, rows=cell.rows - lost, columns=cell.columns)

    kept = tuple(Row(tuple(map(lowered, row))) for row in rows if row)
    return replace(table, rows=kept, header_rows=sum(bool(row) for row in rows[: table.header_rows]))


def _begun(rows: PlacedRows) -> PlacedRows:
    """Return ``rows`` without the columns that no cell begins in."""
    begun = sorted({cell.column for row in rows for cell in row})
    if begun == list(range(width_of(rows))):
        return rows
    return tuple(tuple(_moved(cell, begun) for cell in row) for row in rows)


def _moved(cell: Placed, begun: list[int]) -> Placed:
    """Return ``cell`` where it stands when only the columns ``begun`` are there."""
    first, end = bisect_left(begun, cell.column), bisect_left(begun, cell.column + cell.columns)
    return replace(cell, column=first, columns=end - first)


def filled(rows: PlacedRows) -> PlacedRows:
    """Return ``rows`` with an empty cell at each place that none covers: PDF/UA-1 (7.5) wants them all."""
    covered = {
        (row, column)
        for cells in rows
        for cell in cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    columns = range(width_of(rows))
    empty = [
        [Placed(Cell(()), row, column, 1, 1) for column in columns if (row, column) not in covered]
        for row in range(len(rows))
    ]
    return tuple(
        tuple(sorted((*cells, *more), key=lambda cell: cell.column))
        for cells, more in zip(rows, empty, strict=True)
    )


def width_of(rows: PlacedRows) -> int:
    """Return the number of columns."""
    return max((cell.column + cell.columns for row in rows for cell in row), default=0)


def is_complex(table: Table, rows: PlacedRows) -> bool:
    """Say whether the scope of header cells is not enough to tell which of them a data cell belongs to."""
    headers = [cell for row in rows for cell in row if cell.is_header]
    spans = any(cell.columns > 1 or cell.rows > 1 for cell in headers)
    groups = any(cell.cell.scope is Scope.ROW_GROUP for cell in headers)
    several = any(sum(cell.is_header for cell in row) > 1 for row in rows[table.header_rows :])
    return spans or groups or several or table.header_rows > 1


def headers_by_place(rows: PlacedRows) -> dict[tuple[int, int], tuple[Placed, ...]]:
    """Return the headers of each data cell, by its row and column: column headers first.

    As in HTML's algorithm, a header of the same columns further down takes the
    place of one above it, once data has stood between them.
    """
    above: dict[int, list[Placed]] = {}
    data_since: set[int] = set()
    beside: dict[int, list[Placed]] = {}
    groups: dict[int, Placed] = {}
    found: dict[tuple[int, int], tuple[Placed, ...]] = {}
    for row in rows:
        for cell in row:
            columns = range(cell.column, cell.column + cell.columns)
            if cell.is_header:
                _note_header(cell, above, data_since, beside, groups)
                continue
            data_since.update(columns)
            headers = [header for column in columns for header in above.get(column, ())]
            headers += groups.values()
            headers += [h for r in range(cell.row, cell.row + cell.rows) for h in beside.get(r, ())]
            found[cell.row, cell.column] = tuple(dict.fromkeys(headers))
    return found


def _note_header(
    cell: Placed,
    above: dict[int, list[Placed]],
    data_since: set[int],
    beside: dict[int, list[Placed]],
    groups: dict[int, Placed],
) -> None:
    """Remember for whom a header cell speaks from here on."""
    match cell.cell.scope:
        case Scope.ROW_GROUP if cell.rows == 1:
            groups[cell.column] = cell
        case Scope.ROW | Scope.ROW_GROUP:
            for row in range(cell.row, cell.row + cell.rows):
                beside.setdefault(row, []).append(cell)
        case _:
            for column in range(cell.column, cell.column + cell.columns):
                headers = above.setdefault(column, [])
                if column in data_since:
                    headers[:] = [
                        old for old in headers if (old.column, old.columns) != (cell.column, cell.columns)
                    ]
                headers.append(cell)
            data_since.difference_update(range(cell.column, cell.column + cell.columns))


def _free(taken_until: dict[int, int], row: int, column: int, wanted: int) -> int:
    """Return how many of the ``wanted`` columns from ``column`` on are free in ``row``."""
    free = 1
    while free < min(wanted, _MOST_COLUMNS) and taken_until.get(column + free, 0) <= row:
        free += 1
    return free


def says_something(cell: Cell) -> bool:
    """Say whether there is anything in a cell to hear: words, or a picture that is not mere decoration."""
    pictures = (block for block in every_block(cell.children) if isinstance(block, Figure))
    return bool(one_line(cell.children)) or any(picture.alt != "" for picture in pictures)
