"""Tables drawn with rules: the cells are what the rules enclose, and a missing rule joins two places.

A printed grid needs no guessing: its rules stand on few heights and few sides,
and each cell is a rectangle between them. Where no rule parts two places of the
grid they are one cell, spanning rows or columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from converters.document import Box
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, Spans, contains
from converters.readers.pdf.tables.doubtful import is_doubtful, is_drawn_whole
from converters.readers.pdf.tables.grid import BAND, Grid, grids_of
from converters.readers.pdf.tables.lookalikes import is_jumble
from converters.readers.pdf.tables.placing import with_table
from converters.readers.pdf.tables.rules import cell_rules
from converters.readers.pdf.text.lines import lines_of
from converters.readers.pdf.text.segments import strips_of

BESIDE = 6.0  # points that a word may reach past the side of its cell
FILLED = 0.25  # share of the cells that hold words; a grid behind a chart has none
MOST_OF_PAGE = 0.5  # of the page's area in one cell: a frame, not a table
CROSSING = 0.15  # share of the spans that may cross a rule


def with_ruled_tables(page: Page) -> Page:
    """Return ``page`` with the tables that its rules draw, in place of what the engine saw there."""
    for grid in grids_of(cell_rules(page)):
        if (table := _table(grid, page)) is not None:
            page = with_table(page, table)
    return page


# --- cells --------------------------------------------------------------------------------


def _table(grid: Grid, page: Page) -> Region | None:
    inside = Spans(page.spans_in(grid.box))
    grid = _without_bands(grid, inside)
    if len(grid.xs) < 3 or len(grid.ys) < 3:
        return None
    grid = _without_empty_rows(grid, inside)
    cells = [part for cell in _cells(grid) for part in _set_apart(grid, cell, inside)]
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for cell in cells:
        rows[cell[0]].append(_grid_cell(grid, cell, inside))
    region = Region(
        RegionKind.TABLE, grid.box, rows=tuple(tuple(rows[at]) for at in sorted(rows)), ruled=True
    )
    return region if _is_table(region, grid, inside, page) else None


def _without_bands(grid: Grid, inside: Spans) -> Grid:
    """Return ``grid`` with its double rules and narrow grounds as one rule each."""
    middles_x = [(span.box.left + span.box.right) / 2 for span in inside]
    middles_y = [(span.box.top + span.box.bottom) / 2 for span in inside]
    return replace(grid, xs=_apart(grid.xs, middles_x), ys=_apart(grid.ys, middles_y))


def _apart(places: tuple[float, ...], middles: list[float]) -> tuple[float, ...]:
    kept = [places[0]]
    for place in places[1:]:
        if place - kept[-1] < BAND and not any(kept[-1] < middle < place for middle in middles):
            kept[-1] = (kept[-1] + place) / 2
        else:
            kept.append(place)
    return tuple(kept)


def _cells(grid: Grid) -> Iterator[tuple[int, int, int, int]]:
    """Yield the cells of ``grid`` as row, column, rows and columns, from the top left."""
    taken: set[tuple[int, int]] = set()
    for row in range(len(grid.ys) - 1):
        for column in range(len(grid.xs) - 1):
            if (row, column) in taken:
                continue
            columns, rows = _reach(grid, row, column, taken)
            taken |= {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
            yield row, column, rows, columns


def _without_empty_rows(grid: Grid, inside: Spans) -> Grid:
    """Return ``grid`` without the rows that are no rows to a reader.

    What begins there has no words, and the other places are parts of cells that begin above.
    """
    width = len(grid.xs) - 1
    cells = list(_cells(grid))
    begun = {cell[0] for cell in cells if inside.places_in(_box(grid, cell), 0.0)}
    free = {row: sum(cell[3] for cell in cells if cell[0] == row) for row in range(len(grid.ys) - 1)}
    kept = (at for at in free if at in begun or free[at] == width)
    return replace(grid, ys=(*(grid.ys[at] for at in kept), grid.ys[-1]))


def _set_apart(
    grid: Grid, cell: tuple[int, int, int, int], inside: Spans
) -> Iterator[tuple[int, int, int, int]]:
    """Yield ``cell``, or one cell a column where its words stand apart, each within a column.

    The words of a cell over several columns are one run; rules that are drawn in
    parts may leave the side of a cell out.
    """
    row, column, rows, columns = cell
    box = _box(grid, cell)
    sides = grid.xs[column + 1 : column + columns]
    strips = strips_of(inside[at] for at in inside.places_in(box, 0.0))
    parts = [part for strip in strips for part in strip.segments]
    crossed = any(part.box.left + BESIDE < side < part.box.right - BESIDE for part in parts for side in sides)
    filled = {sum(side < (part.box.left + part.box.right) / 2 for side in sides) for part in parts}
    if columns > 1 and not crossed and len(filled) == columns:
        yield from ((row, at, rows, 1) for at in range(column, column + columns))
    else:
        yield cell


def _box(grid: Grid, cell: tuple[int, int, int, int]) -> Box:
    row, column, rows, columns = cell
    return Box(grid.xs[column], grid.ys[row], grid.xs[column + columns], grid.ys[row + rows])


def _reach(grid: Grid, row: int, column: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
    """Return how many columns and rows the cell at ``row`` and ``column`` covers."""
    top, bottom = grid.ys[row], grid.ys[row + 1]
    end = column + 1
    while (
        end < len(grid.xs) - 1 and (row, end) not in taken and not grid.parts(True, grid.xs[end], top, bottom)
    ):
        end += 1
    below = row + 1
    while below < len(grid.ys) - 1 and not any(
        grid.parts(False, grid.ys[below], grid.xs[at], grid.xs[at + 1]) or (below, at) in taken
        for at in range(column, end)
    ):
        below += 1
    return end - column, below - row


def _grid_cell(grid: Grid, cell: tuple[int, int, int, int], inside: Spans) -> GridCell:
    _, _, rows, columns = cell
    box = _box(grid, cell)
    lines = lines_of(inside[at] for at in inside.places_in(box, 0.0))
    return GridCell(" ".join(line.text for line in lines), box, columns, rows, max(1, len(lines)))


def _is_table(region: Region, grid: Grid, inside: Spans, page: Page) -> bool:
    cells = [cell for row in region.rows for cell in row]
    filled = [cell for cell in cells if cell.text.strip()]
    if len(region.rows) < 2 or len(cells) < 4 or len(filled) < max(3.0, FILLED * len(cells)):
        return False
    if len({cell.box.left for cell in filled if cell.box}) < 2:
        return False
    if is_jumble(region.rows) and not is_drawn_whole(region, grid):
        return False
    whole = page.width * page.height
    if any(cell.box and _area(cell.box) > MOST_OF_PAGE * whole for cell in cells):
        return False
    crossing = sum(not any(_holds(cell.box, span.box) for cell in cells if cell.box) for span in inside)
    return crossing <= CROSSING * len(inside) and not is_doubtful(region, grid, page)


def _holds(cell: Box, box: Box) -> bool:
    return cell.left - BESIDE <= box.left and box.right <= cell.right + BESIDE and contains(cell, box)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)
