"""Tables drawn with rules: the cells are what the rules enclose, and a missing rule joins two places.

A printed grid needs no guessing: its rules stand on few heights and few sides,
and each cell is a rectangle between them. Where no rule parts two places of the
grid they are one cell, spanning rows or columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from converters.document import Box
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, Spans, around, contains
from converters.readers.pdf.tables.lookalikes import is_jumble
from converters.readers.pdf.tables.placing import with_table
from converters.readers.pdf.tables.rules import SHORTEST, Rule, cell_rules
from converters.readers.pdf.text.lines import lines_of
from converters.readers.pdf.text.segments import strips_of

SNAP = 3.0  # points within which two rules stand on one line
BAND = 13.0  # points: a band between rules that is lower and has no words parts nothing
TOUCH = 4.0  # points between rules that belong together
BESIDE = 6.0  # points that a word may reach past the side of its cell
COVERED = 0.6  # share of a place's side that a rule must cover to part it from the next
FILLED = 0.25  # share of the cells that hold words; a grid behind a chart has none
MOST_OF_PAGE = 0.5  # of the page's area in one cell: a frame, not a table
CROSSING = 0.15  # share of the spans that may cross a rule
OUTSIDE = 0.1  # share of the characters of the engine's table outside the rules
FULL = 0.5  # share of the rows with words in each cell, where the rules alone say it is a table
WORDY = 250  # characters of a cell; more is a text in a frame, unless a label stands beside it
LABEL = 60  # characters of such a label
WHOLE = 0.9  # share of a side that rules cover, for it to be drawn from corner to corner
MAX_PLACES = 2000  # of a grid; more is one too

_FIGURES = re.compile(r"[\d\s.,%$£€()+\-–—−*†]*\d[\d\s.,%$£€()+\-–—−*†]*")


@dataclass(frozen=True)
class Grid:
    """Rules that touch: ``xs`` and ``ys`` are the places they stand on."""

    rules: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def parts(self, upright: bool, at: float, start: float, end: float) -> bool:
        """Tell whether a rule stands at ``at`` between ``start`` and ``end``."""
        places, rules = self._by_place[upright]
        if upright and not any(rule.start < end - SNAP and start + SNAP < rule.end for rule in rules):
            return True  # a row without rules at all is parted as its neighbours are
        near = rules[bisect_left(places, at - BAND / 2) : bisect_right(places, at + BAND / 2)]
        covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in near)
        return covered >= COVERED * (end - start)

    def covers(self, upright: bool, at: float, start: float, end: float) -> bool:
        """Tell whether rules run at ``at`` all the way from ``start`` to ``end``."""
        places, rules = self._by_place[upright]
        near = rules[bisect_left(places, at - BAND / 2) : bisect_right(places, at + BAND / 2)]
        missing, reached = 0.0, start
        for rule in sorted(near, key=lambda rule: rule.start):
            missing += max(0.0, min(rule.start, end) - reached)
            reached = max(reached, min(rule.end, end))
        return missing + max(0.0, end - reached) <= (1 - WHOLE) * (end - start)

    @cached_property
    def _by_place(self) -> dict[bool, tuple[list[float], list[Rule]]]:
        """The rules that stand and those that lie, each by the place they stand at."""
        ways = {way: [rule for rule in self.rules if rule.upright is way] for way in (True, False)}
        for rules in ways.values():
            rules.sort(key=lambda rule: rule.at)
        return {way: ([rule.at for rule in rules], rules) for way, rules in ways.items()}


def with_ruled_tables(page: Page) -> Page:
    """Return ``page`` with the tables that its rules draw, in place of what the engine saw there."""
    for grid in grids_of(cell_rules(page)):
        if (table := _table(grid, page)) is not None:
            page = with_table(page, table)
    return page


# --- rules and grids ------------------------------------------------------------------------


def grids_of(rules: tuple[Rule, ...]) -> tuple[Grid, ...]:
    """Return the groups of touching rules that make grids."""
    return tuple(filter(None, map(_grid, _groups(rules))))


def _grid(group: list[Rule]) -> Grid | None:
    xs = _places(rule.at for rule in group if rule.upright)
    across = [rule for rule in group if not rule.upright]
    ys = _places(rule.at for rule in across)
    if len(ys) < 2 or not xs:
        return None
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    sides = [side for side in (left, right) if side < xs[0] - TOUCH or side > xs[-1] + TOUCH]
    ys = _places([*ys, *_open_ends(group, xs, ys)])
    xs = _places([*xs, *sides])
    return Grid(tuple(group), xs, ys) if len(xs) > 2 and len(xs) * len(ys) <= MAX_PLACES else None


def _open_ends(group: list[Rule], xs: tuple[float, ...], ys: tuple[float, ...]) -> Iterator[float]:
    """Yield where all upright rules end together past the last one across: a page's end cuts that row."""
    upright = [rule for rule in group if rule.upright]
    top, bottom = min(rule.start for rule in upright), max(rule.end for rule in upright)
    if len(xs) > 2 and top < ys[0] - SHORTEST:
        reach = _places(rule.at for rule in upright if rule.start <= top + SNAP)
        yield from [top] if len(reach) == len(xs) else []
    if len(xs) > 2 and bottom > ys[-1] + SHORTEST:
        reach = _places(rule.at for rule in upright if rule.end >= bottom - SNAP)
        yield from [bottom] if len(reach) == len(xs) else []


def _places(values: Iterable[float]) -> tuple[float, ...]:
    places: list[list[float]] = []
    for value in sorted(values):
        if places and value - places[-1][-1] <= SNAP:
            places[-1].append(value)
        else:
            places.append([value])
    return tuple(sum(near) / len(near) for near in places)


def _groups(rules: tuple[Rule, ...]) -> list[list[Rule]]:
    """Return ``rules`` in groups that touch one another. Swept from the top, so that it stays fast."""
    groups: list[tuple[Box, list[Rule]]] = []
    for rule in sorted(rules, key=lambda rule: rule.box.top):
        touching = [group for group in groups if _touch(group[0], rule.box)]
        box = around([rule.box, *(group[0] for group in touching)])
        merged = [other for group in touching for other in group[1]]
        groups = [group for group in groups if group not in touching]
        groups.append((box, [*merged, rule]))
    return [group for _, group in groups]


def _touch(one: Box, other: Box) -> bool:
    across = one.left - TOUCH <= other.right and other.left - TOUCH <= one.right
    return across and one.top - TOUCH <= other.bottom and other.top - TOUCH <= one.bottom


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
    if len({cell.box.left for cell in filled if cell.box}) < 2 or is_jumble(region.rows):
        return False
    whole = page.width * page.height
    if any(cell.box and _area(cell.box) > MOST_OF_PAGE * whole for cell in cells):
        return False
    crossing = sum(not any(_holds(cell.box, span.box) for cell in cells if cell.box) for span in inside)
    return crossing <= CROSSING * len(inside) and not _is_doubtful(region, grid, page)


def _holds(cell: Box, box: Box) -> bool:
    return cell.left - BESIDE <= box.left and box.right <= cell.right + BESIDE and contains(cell, box)


def _is_doubtful(region: Region, grid: Grid, page: Page) -> bool:
    """Tell whether the engine, which reads how words are aligned, sees other columns, or fewer rows.

    Rules then part something else than cells: the grounds of stripes, a head alone, a chart. Where they
    are drawn around every cell, they are what a reader goes by, however words are aligned inside.
    """
    if any(map(_is_several, region.rows)):
        return True
    there = [other for other in page.regions if other.kind is RegionKind.TABLE and _inside(other, region)]
    if not there:
        return sum(_is_full(row) for row in region.rows) < max(2, FULL * len(region.rows))
    if _is_drawn_whole(region, grid):
        return any(_reaches_out(other, region, page) for other in there)
    columns = max(sum(cell.columns for cell in row) for row in region.rows)
    return any(
        max(map(len, other.rows)) != columns
        or len(other.rows) < len(region.rows)
        or _reaches_out(other, region, page)
        for other in there
    )


def _inside(other: Region, region: Region) -> bool:
    return contains(region.box, other.box)


def _is_drawn_whole(region: Region, grid: Grid) -> bool:
    """Tell whether rules run along all four sides of every cell, from corner to corner."""
    return all(cell.box and _is_enclosed(cell.box, grid) for row in region.rows for cell in row)


def _is_enclosed(box: Box, grid: Grid) -> bool:
    level = all(grid.covers(False, at, box.left, box.right) for at in (box.top, box.bottom))
    return level and all(grid.covers(True, at, box.top, box.bottom) for at in (box.left, box.right))


def _is_full(row: tuple[GridCell, ...]) -> bool:
    """Tell whether every cell of ``row`` has words: an entry each, or a label and what is said of it."""
    said = [len(cell.text.strip()) for cell in row]
    return len(row) > 1 and all(said) and (max(said) <= WORDY or min(said) <= LABEL)


def _is_several(row: tuple[GridCell, ...]) -> bool:
    """Tell whether ``row`` holds lines that stand level in several cells, one of them figures in each.

    Words wrap as they come; figures one under the other are rows that no rule parts.
    """
    counts = [cell.lines for cell in row if cell.text.strip()]
    figures = [cell for cell in row if cell.lines > 1 and _FIGURES.fullmatch(cell.text)]
    return bool(figures) and len(counts) > 1 and sum(count > 1 for count in counts) >= 2


def _reaches_out(other: Region, region: Region, page: Page) -> bool:
    """Tell whether the engine's table has words outside the rules, such as a head above them."""
    mine = page.spans_in(other.box)
    outside = sum(len(span.text) for span in mine if not contains(region.box, span.box))
    return outside > OUTSIDE * sum(len(span.text) for span in mine)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)
