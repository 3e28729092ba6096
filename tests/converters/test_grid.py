"""Where the cells of a table stand."""

from __future__ import annotations

import pytest

from converters.document import Table
from converters.writers.grid import placed_rows, without_empty_rows
from tests.converters.trees import row, table, td, th


def places(made: Table) -> list[list[tuple[int, int]]]:
    """Return the column of each cell, and how many it covers."""
    return [[(cell.column, cell.columns) for cell in cells] for cells in placed_rows(made)]


def test_a_cell_stands_beside_those_that_come_down_from_above() -> None:
    made = table(row(td("a", rows=2), "b"), row("c"))
    assert places(made) == [[(0, 1), (1, 1)], [(1, 1)]]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (table(row(td("a", columns=3), "b"), row(td("c", columns=3), "d")), [[(0, 1), (1, 1)]] * 2),
        (
            table(row(td("a", columns=2), td("b", columns=2)), row("c", td("d", columns=3))),
            [[(0, 2), (2, 1)], [(0, 1), (1, 2)]],
        ),
        (table(row("a", td("b", columns=9))), [[(0, 1), (1, 1)]]),
    ],
)
def test_a_column_that_no_cell_begins_in_is_none(made: Table, expected: list[list[tuple[int, int]]]) -> None:
    assert places(made) == expected


def test_a_row_that_no_cell_begins_in_is_left_out_and_what_covers_it_is_lower() -> None:
    made = table(
        row(th("a", rows=2), th("b", rows=2)),
        row(),
        row("1", td("2", rows=3)),
        row("3"),
        row(),
        header_rows=2,
    )
    assert without_empty_rows(made) == table(
        row(th("a"), th("b")), row("1", td("2", rows=2)), row("3"), header_rows=1
    )
    assert without_empty_rows(whole := table(row("1"))) is whole
