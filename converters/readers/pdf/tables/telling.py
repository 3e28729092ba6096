"""Header cells told from data where nobody names them: by their weight, their place and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.document import (
    Block,
    Cell,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Row,
    Scope,
    Strong,
    Table,
    Text,
)
from converters.readers.pdf.tables.figures import YEAR, is_data, is_figures
from converters.walk import text_of

FEWEST_ROWS = 3  # of a table whose first row is told from the others
EVEN = 0.9  # share of the rows that are as wide as the first
LABELS = 0.9  # share of the first column's cells that are words, or bold, for it to hold row headers
DATA = 0.6  # share of the other cells that are figures or empty, for the same
BOLD = 0.3  # share of the other cells that may be bold, such as those of totals
SENTENCE = 60  # characters of a cell; more is a sentence
PROSE = 0.3  # share of the rows that may have one
LONGEST = 120  # characters of a header cell


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell with the place of its first corner in the grid, and what it says."""

    cell: Cell
    row: int
    column: int
    text: str

    @property
    def bold(self) -> bool:
        return is_bold(self.cell.children)


def with_heads_told(table: Table) -> Table:
    """Return ``table``, none of whose cells is a header cell, with those that its look and words tell.

    Nothing is told of a table that holds more than text, or many of whose rows are of unlike
    widths: it may place a form on the page.
    """
    placed = list(_placed(table.rows))
    if not _is_plain(table, placed):
        return table
    heads = 1 if _is_head(placed, len(table.rows)) else 0
    rows = tuple(_headed(row) if at < heads else row for at, row in enumerate(table.rows))
    return with_row_heads(replace(table, rows=rows, header_rows=heads))


def with_row_heads(table: Table) -> Table:
    """Return ``table`` with the cells of its first column as row headers where they are labels."""
    body = [each for each in _placed(table.rows) if each.row >= table.header_rows]
    first = [each for each in body if each.column == 0]
    rest = [each for each in body if each.column > 0]
    if len(first) < 2 or not any(each.text for each in rest) or any(each.cell.scope for each in first):
        return table
    entries = not table.header_rows or not _is_prose(rest)
    if not (_are_labels(first, rest) or (entries and _are_bold(first, rest))):
        return table
    mine = {(each.row, id(each.cell)) for each in first if each.text}
    rows = tuple(
        Row(tuple(_speaking(cell, Scope.ROW) if (at, id(cell)) in mine else cell for cell in row.cells))
        for at, row in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def _placed(rows: Sequence[Row]) -> Iterator[_Placed]:
    """Yield the cells with their places, by the rules of HTML."""
    taken: dict[int, int] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while taken.get(column, 0) > at:
                column += 1
            taken.update(dict.fromkeys(range(column, column + cell.columns), at + cell.rows))
            yield _Placed(cell, at, column, " ".join(map(text_of, cell.children)).strip())
            column += cell.columns


def _is_plain(table: Table, placed: Sequence[_Placed]) -> bool:
    ends: dict[int, int] = {}
    for each in placed:
        for row in range(each.row, each.row + each.cell.rows):
            ends[row] = max(ends.get(row, 0), each.column + each.cell.columns)
    alone = all(len(each.cell.children) <= 1 for each in placed)
    text = all(isinstance(child, Paragraph) for each in placed for child in each.cell.children)
    widths = [ends.get(row, 0) for row in range(len(table.rows))]
    even = len(widths) >= FEWEST_ROWS and widths.count(widths[0]) >= EVEN * len(widths)
    return even and widths[0] > 1 and alone and text


def _is_head(placed: Sequence[_Placed], rows: int) -> bool:
    """Tell whether the first row is bold over others that are not, or words over columns of figures."""
    head = [each for each in placed if each.row == 0]
    body = [each for each in placed if each.row > 0]
    named = [each for each in head if each.column or each.text]
    if not all(each.text and len(each.text) <= LONGEST and each.cell.rows == 1 for each in named):
        return False
    bold = all(each.bold for each in named) and _share_bold(body) <= BOLD
    return len(named) > 1 and (bold or _is_over_data(named, body))


def _is_over_data(head: Sequence[_Placed], body: Sequence[_Placed]) -> bool:
    others = [each for each in head if each.column]
    words = all(YEAR.fullmatch(each.text) or not is_figures(each.text) for each in others)
    data = [not each.text or is_data(each.text) for each in body if each.column]
    return words and any(each.text for each in body if each.column) and sum(data) >= DATA * len(data)


def _are_labels(first: Sequence[_Placed], rest: Sequence[_Placed]) -> bool:
    """Tell whether the first column is clearly words, and the rest clearly data."""
    words = sum(bool(each.text) and not is_figures(each.text) for each in first)
    data = sum(not each.text or is_data(each.text) for each in rest)
    return words >= LABELS * len(first) and data >= DATA * len(rest)


def _are_bold(first: Sequence[_Placed], rest: Sequence[_Placed]) -> bool:
    """Tell whether the first column is set bold and the rest is not."""
    named = [each for each in first if each.text]
    short = all(len(each.text) <= LONGEST for each in named)
    bold = sum(each.bold for each in named)
    return len(named) > 1 and short and bold >= LABELS * len(named) and _share_bold(rest) <= BOLD


def _is_prose(cells: Sequence[_Placed]) -> bool:
    """Tell whether many rows say sentences: their first words are terms that are explained, not labels."""
    rows = {each.row for each in cells}
    wordy = {each.row for each in cells if len(each.text) > SENTENCE}
    return len(wordy) > PROSE * len(rows)


def _share_bold(cells: Sequence[_Placed]) -> float:
    said = [each for each in cells if each.text]
    return sum(each.bold for each in said) / max(1, len(said))


def is_bold(children: Sequence[Block]) -> bool:
    """Tell whether ``children`` are words and all of them bold."""
    return bool(children) and all(
        isinstance(child, Paragraph) and _are_strong(child.children) for child in children
    )


def _are_strong(inlines: Inlines) -> bool:
    said = [
        each
        for each in inlines
        if not isinstance(each, LineBreak) and not (isinstance(each, Text) and not each.text.strip())
    ]
    return bool(said) and all(
        isinstance(each, Strong) or (isinstance(each, Link) and _are_strong(each.children)) for each in said
    )


def _headed(row: Row) -> Row:
    return Row(tuple(_speaking(cell, Scope.COLUMN) if cell.children else cell for cell in row.cells))


def _speaking(cell: Cell, scope: Scope) -> Cell:
    return replace(cell, scope=scope, children=tuple(map(_unbold, cell.children)))


def _unbold(block: Block) -> Block:
    """Return the words of a header cell without the weight that it has anyway."""
    if isinstance(block, Paragraph) and len(block.children) == 1 and isinstance(block.children[0], Strong):
        return replace(block, children=block.children[0].children)
    return block
