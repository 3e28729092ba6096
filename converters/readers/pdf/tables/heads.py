"""A table's head: how many of its lines it takes, and over which columns each of its words speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, islice, pairwise

from converters.readers.pdf.tables.columns import Columns
from converters.readers.pdf.tables.rows import Placed
from converters.readers.pdf.tables.rules import Rule
from converters.readers.pdf.text.segments import NOTHING, Segment, is_numeric

MOST_LINES = 7  # of a head
MOST_WAYS = 5000  # in which words may share columns that are looked at
MOSTLY_DATA = 0.6  # share of the lines under a head of several parts that say figures
FEWEST_UNDER = 4  # lines for each of the rules in a table, the first of which tells its head
UNDER = 4.0  # points between words and the rule under them, at most
MOST_STUB = 2  # columns that name the rows
OFF = 4.0  # points off the middle of its columns, for words that share them evenly
OFF_SHARE = 0.2  # share of their width, the same
OFF_CENTRE = 0.5  # of its distance to its own column's middle, for a word to speak over several

_AMOUNT = re.compile(r"\d[.,]\d|^[-–—*]$")
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?[a-z*]?|\(?\d{1,2}\)?")


@dataclass(frozen=True, slots=True)
class HeadCell:
    """The words of a head over ``columns`` columns from ``column`` on, ``rows`` levels deep."""

    column: int
    columns: int
    segments: tuple[Segment, ...]
    rows: int = 1

    @property
    def middle(self) -> float:
        return (self.segments[0].box.left + self.segments[-1].box.right) / 2


Level = tuple[HeadCell, ...]


def head_lines(lines: Sequence[Placed], heights: Sequence[float], grounds: Sequence[float]) -> int:
    """Return how many of ``lines`` are the head, 0 where nothing says so.

    ``heights`` are those of the rules across the table, ``grounds`` the feet of shaded parts at its top.
    """
    if count := _above_rule(lines, heights):
        return count
    if count := _above_rule(lines, grounds):
        return count
    if _is_over_rule(lines, heights):
        return 1
    return _bold(lines) or _over_figures(lines)


def _above_rule(lines: Sequence[Placed], heights: Sequence[float]) -> int:
    """Return how many lines stand above the first rule, or above the last that only heads stand above.

    Below it stand mostly figures; where the body is words, nothing tells its rules from the head's.
    """
    counts = sorted({sum(line.strip.middle < height for line in lines) for height in heights})
    found = 0
    for count in counts:
        if not 0 < count < len(lines) or count > MOST_LINES or any(map(_is_data, lines[:count])):
            continue
        body = lines[count:]
        if not found or sum(map(_is_data, body)) >= MOSTLY_DATA * len(body):
            found = count
    return found


def _is_over_rule(lines: Sequence[Placed], heights: Sequence[float]) -> bool:
    """Tell whether the first of few rules inside the table runs under its first line, which says no amounts.

    Its words may look like figures: "2B" and "8B" name models.
    """
    counts = {sum(line.strip.middle < height for line in lines) for height in heights} - {0, len(lines)}
    said = [segment.text for segment in lines[0].strip.segments] if lines else []
    few = 1 in counts and len(lines) >= FEWEST_UNDER * len(counts)
    return few and not any(map(_AMOUNT.search, said))


def _is_data(line: Placed) -> bool:
    """Tell whether most of ``line`` beside its first column are amounts, of which a head says few."""
    said = [line.text(at) for at in range(1, len(line.cells)) if line.cells[at]]
    amounts = [text for text in said if text in NOTHING or (is_numeric(text) and not _YEAR.fullmatch(text))]
    return bool(amounts) and 2 * len(amounts) >= len(said)


def _bold(lines: Sequence[Placed]) -> int:
    count = 0
    while count < len(lines) and _is_bold(lines[count]):
        count += 1
    return count if 0 < count <= MOST_LINES and count < len(lines) else 0


def _is_bold(line: Placed) -> bool:
    return all(segment.bold for segment in line.strip.segments)


def _over_figures(lines: Sequence[Placed]) -> int:
    """Return how many lines say words or years over columns of figures."""
    first = next((at for at, line in enumerate(lines) if _is_data(line)), 0)
    while first > 1 and lines[first - 1].filled == 1 and lines[first - 1].cells[0]:
        first -= 1  # a group's name is no head
    return first if first <= MOST_LINES else 0


# --- levels -------------------------------------------------------------------------------


def levels_of(lines: Sequence[Placed], columns: Columns, rules: Sequence[Rule]) -> tuple[Level, ...]:
    """Return the levels of a head set in ``lines``; partial ``rules`` say over which columns words stand."""
    spread = _with_spans([_cells(line, columns, rules) for line in lines], columns)
    levels: list[list[HeadCell]] = []
    for at, cells in enumerate(spread):
        parted = at and _is_parted(lines[at - 1], lines[at], rules, columns)
        if not levels or parted or _opens_level(levels[-1], cells):
            levels.append(list(cells))
        else:
            levels[-1] = _folded(levels[-1], cells)
    return _deepened(levels)


def _cells(line: Placed, columns: Columns, rules: Sequence[Rule]) -> list[HeadCell]:
    """Return the words of ``line`` over the columns they stand in, or over those of the rule under them."""
    found: list[HeadCell] = []
    for rule, group in groupby(line.strip.segments, key=lambda each: _rule_under(each, line, rules)):
        segments = list(group)
        if rule and (shared := _shared(segments, columns.between(rule.start, rule.end), columns)):
            found += shared
        else:
            found += _standing(segments, columns)
    return _apart(found)


def _rule_under(segment: Segment, line: Placed, rules: Sequence[Rule]) -> Rule | None:
    """Return the rule right under ``segment`` that reaches past it."""
    box = segment.box
    middle = (box.left + box.right) / 2
    for rule in rules:
        near = -UNDER <= rule.at - line.strip.box.bottom <= UNDER
        if near and rule.start <= middle <= rule.end and rule.end - rule.start > box.right - box.left:
            return rule
    return None


def _standing(segments: Sequence[Segment], columns: Columns) -> list[HeadCell]:
    found = []
    for segment in segments:
        upright = segment.spans[0].rotation  # set along its column, whichever way it leans
        first, last = (columns.home(segment),) * 2 if upright else columns.of(segment)
        found.append(HeadCell(first, last - first + 1, (segment,)))
    return found


def _shared(segments: Sequence[Segment], over: tuple[int, int], columns: Columns) -> list[HeadCell]:
    """Return ``segments`` with the columns ``over`` shared out among them, each in the middle of its own.

    Nothing where the rule runs under the whole table, or there are not enough columns.
    """
    first, last = over
    if last - first + 1 == len(columns) or last - first + 1 < len(segments):
        return []
    ways = combinations(range(first + 1, last + 1), len(segments) - 1)
    shares = ([first, *way, last + 1] for way in islice(ways, MOST_WAYS))

    def off(share: list[int]) -> float:
        return sum(
            abs(_middle(columns, start, end - 1) - (segment.box.left + segment.box.right) / 2)
            for (start, end), segment in zip(pairwise(share), segments, strict=True)
        )

    best = min(shares, key=off)
    return [
        HeadCell(start, end - start, (segment,))
        for (start, end), segment in zip(pairwise(best), segments, strict=True)
    ]


def _middle(columns: Columns, first: int, last: int) -> float:
    return (columns.extents[first][0] + columns.extents[last][1]) / 2


def _apart(cells: Iterable[HeadCell]) -> list[HeadCell]:
    """Return ``cells`` with none over a column that the one before it has taken."""
    apart: list[HeadCell] = []
    for cell in cells:
        free = apart[-1].column + apart[-1].columns if apart else 0
        end = cell.column + cell.columns
        if cell.column >= free:
            apart.append(cell)
        elif end > free:
            apart.append(replace(cell, column=free, columns=end - free))
        else:
            apart[-1] = replace(apart[-1], segments=apart[-1].segments + cell.segments)
    return apart


def _with_spans(rows: list[list[HeadCell]], columns: Columns) -> list[list[HeadCell]]:
    """Return ``rows`` with words that stand in the middle over others speaking over the columns of these."""
    for at in range(len(rows) - 2, -1, -1):
        row, units = rows[at], _units(rows[at + 1 :])
        if (shared := _evenly(row, units, columns)) is not None:
            rows[at] = shared
            continue
        for place, cell in enumerate(row):
            taken = {column for other in row if other is not cell for column in _places(other)}
            row[place] = _spread(cell, [unit for unit in units if not taken & set(unit)], columns)
    return rows


def _units(below: Sequence[Sequence[HeadCell]]) -> list[range]:
    """Return the columns that heads ``below`` speak over, those of the nearest line where two differ."""
    units: list[range] = []
    for line in below:
        named = {column for unit in units for column in unit}
        units += [_places(cell) for cell in line if not named & set(_places(cell))]
    return sorted(units, key=lambda unit: unit.start)


def _evenly(row: Sequence[HeadCell], units: Sequence[range], columns: Columns) -> list[HeadCell] | None:
    """Return ``row`` with its words over equal shares of ``units``, None where they are not in the middle.

    The first columns, which name the rows, may have no part in it.
    """
    for stub in range(min(MOST_STUB, len(units)) + 1):
        if stub and any(cell.column < units[stub - 1].stop for cell in row):
            return None
        if (shared := _shared_evenly(row, units[stub:], columns)) is not None:
            return shared
    return None


def _shared_evenly(
    row: Sequence[HeadCell], units: Sequence[range], columns: Columns
) -> list[HeadCell] | None:
    over = [cell for cell in row if any(cell.column in unit for unit in units)]
    share, rest = divmod(len(units), max(1, len(over)))
    if len(over) < 2 or share < 2 or rest:
        return None
    spread = []
    for at, cell in enumerate(over):
        mine = units[at * share : (at + 1) * share]
        first, last = mine[0].start, mine[-1].stop - 1
        if last - first + 1 != sum(map(len, mine)) or _is_off(cell, first, last, columns):
            return None
        spread.append(replace(cell, column=first, columns=last - first + 1))
    return sorted([*(cell for cell in row if cell not in over), *spread], key=lambda cell: cell.column)


def _is_off(cell: HeadCell, first: int, last: int, columns: Columns) -> bool:
    """Tell whether ``cell`` is not about in the middle of its columns, or reaches past them."""
    left, right = columns.extents[first][0], columns.extents[last][1]
    room = max(OFF, OFF_SHARE * (right - left))
    out = cell.segments[0].box.left < left - OFF or cell.segments[-1].box.right > right + OFF
    return out or abs((left + right) / 2 - cell.middle) > room


def _spread(cell: HeadCell, units: Sequence[range], columns: Columns) -> HeadCell:
    """Return ``cell`` over those ``units`` in a row in whose middle it stands, if it is not over its own."""
    mine = [at for at, unit in enumerate(units) if set(unit) & set(_places(cell))]
    if not mine:
        return cell
    ways = [
        (abs(_middle(columns, units[start].start, units[end].stop - 1) - cell.middle), start, end)
        for start in range(mine[0], -1, -1)
        for end in range(mine[-1], len(units))
        if units[end].stop - units[start].start == sum(map(len, units[start : end + 1]))
    ]
    off, start, end = min(ways, default=(0.0, 0, 0))
    first, last = units[mine[0]].start, units[mine[-1]].stop - 1
    own = abs(_middle(columns, first, last) - cell.middle)
    width = columns.extents[last][1] - columns.extents[first][0]
    if not ways or off >= OFF_CENTRE * own or own < width / 4:
        return cell
    return replace(cell, column=units[start].start, columns=units[end].stop - units[start].start)


def _places(cell: HeadCell) -> range:
    return range(cell.column, cell.column + cell.columns)


def _is_parted(above: Placed, below: Placed, rules: Sequence[Rule], columns: Columns) -> bool:
    """Tell whether a rule runs between two lines of a head, over several columns at least."""
    return any(
        above.strip.middle < rule.at < below.strip.middle
        and len(set(columns.between(rule.start, rule.end))) > 1
        for rule in rules
    )


def _opens_level(above: Sequence[HeadCell], cells: Sequence[HeadCell]) -> bool:
    """Tell whether ``cells`` name columns that one cell ``above`` speaks over."""
    wide = [set(_places(cell)) for cell in above if cell.columns > 1]
    return any(sum(set(_places(cell)) <= places for cell in cells) > 1 for places in wide) or any(
        set(_places(cell)) < places for cell in cells for places in wide
    )


def _folded(above: Sequence[HeadCell], cells: Sequence[HeadCell]) -> list[HeadCell]:
    """Return two lines of one level as one: words under words in a column are one cell."""
    folded = list(above)
    for cell in cells:
        mine = set(_places(cell))
        under = [at for at, other in enumerate(folded) if mine & set(_places(other))]
        if not under:
            folded.append(cell)
            continue
        merged = [folded[at] for at in under]
        places = sorted(mine.union(*(set(_places(other)) for other in merged)))
        segments = (*(segment for other in merged for segment in other.segments), *cell.segments)
        folded = [other for at, other in enumerate(folded) if at not in under]
        folded.append(HeadCell(places[0], places[-1] - places[0] + 1, segments))
    return sorted(folded, key=lambda cell: cell.column)


def _deepened(levels: list[list[HeadCell]]) -> tuple[Level, ...]:
    """Return ``levels`` with words that speak for one column alone as deep as the head beside them."""
    for upper, lower in pairwise(levels):
        if not any(cell.columns > 1 for cell in upper):
            continue
        wide = {at for cell in upper if cell.columns > 1 for at in _places(cell)}
        single = {cell.column: cell for cell in upper if cell.columns == 1 and cell.rows == 1}
        for cell in [cell for cell in lower if not wide & set(_places(cell)) and cell.columns == 1]:
            lower.remove(cell)
            above = single.get(cell.column)
            single[cell.column] = replace(above, segments=above.segments + cell.segments) if above else cell
        kept = [cell for cell in upper if cell.columns > 1 or cell.rows > 1]
        upper[:] = sorted(
            [*kept, *(replace(cell, rows=2) for cell in single.values())], key=lambda cell: cell.column
        )
    return tuple(tuple(level) for level in levels if level)
