"""A table's rows: which of its lines are one, told by rules, by the lines' rhythm and by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from converters.readers.pdf.tables.columns import Columns
from converters.readers.pdf.text.segments import Segment, Strip, is_numeric

FEWEST_BANDS = 3  # bands between rules that may be a row each
MOST_LINES = 6  # of a row, on average
FIGURES = 0.1  # share of figures in what the cells of a table of sentences say, at most
WORDY = 12  # characters of a line in such a cell, at least, in the middle of all
STEP = 1.12  # times the pitch within rows that rows stand apart, at least
CLEARLY = 1.2  # points, the same
STACKED = 0.35  # share of the joined pairs of lines that may say figures one under the other
AIRY = 1.7  # type sizes between two lines, from which on words do not wrap from one into the other
FULL = 0.8  # share of the columns that two lines of two rows both fill


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its segments by column."""

    strip: Strip
    cells: tuple[tuple[Segment, ...], ...]

    @property
    def filled(self) -> int:
        return sum(map(bool, self.cells))

    def text(self, column: int) -> str:
        return " ".join(segment.text for segment in self.cells[column])


TableRow = tuple[Placed, ...]  # the lines of one row


def placed(strip: Strip, columns: Columns) -> Placed:
    cells: list[list[Segment]] = [[] for _ in range(len(columns))]
    for segment in strip.segments:
        cells[columns.home(segment)].append(segment)
    return Placed(strip, tuple(map(tuple, cells)))


def rows_of(lines: Sequence[Placed], heights: Sequence[float]) -> list[TableRow]:
    """Return ``lines`` as rows; ``heights`` are those of the rules that run across the table."""
    bands = _bands(lines, heights)
    few = len(lines) < MOST_LINES * len(bands) or _are_wordy(lines)
    if len(bands) >= FEWEST_BANDS and few and _are_rows(bands, lines):
        return [tuple(band) for band in bands]
    rows = [row for band in bands for row in _by_pitch(band)]
    if any(len(row) > 1 for row in rows) and _are_rows(rows, lines):
        return [tuple(row) for row in rows]
    return [row for band in bands for row in _by_words(band)]


def _are_wordy(lines: Sequence[Placed]) -> bool:
    """Tell whether ``lines`` say sentences: such cells have many lines, where figures have one."""
    said = [line.text(at) for line in lines for at, cell in enumerate(line.cells) if cell]
    figures = sum(map(is_numeric, said))
    return figures <= FIGURES * len(said) and median(map(len, said)) >= WORDY


def _bands(lines: Sequence[Placed], heights: Sequence[float]) -> list[list[Placed]]:
    """Return ``lines`` parted at ``heights``."""
    levels = groupby(lines, key=lambda line: sum(height < line.strip.middle for height in heights))
    return [list(band) for _, band in levels]


def _are_rows(groups: Sequence[Sequence[Placed]], lines: Sequence[Placed]) -> bool:
    """Tell whether no more lines are joined than wrap: figures seldom stand under figures in one cell."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    if not pairs:
        return True
    stacked = sum(_stacks_figures(*pair) for pair in pairs)
    full = sum(_fills(upper) and _fills(lower) for upper, lower in pairs)
    airy = sum(_stand_apart(*pair) for pair in pairs)
    return max(stacked, airy) <= STACKED * len(pairs) and full <= FULL * len(pairs)


def _stand_apart(upper: Placed, lower: Placed) -> bool:
    """Tell whether two lines with words in the first column and another are too far apart to be one row's."""
    size = lower.strip.segments[0].spans[0].size
    apart = lower.strip.middle - upper.strip.middle >= AIRY * size
    return apart and all(line.cells[0] and line.filled > 1 for line in (upper, lower))


def _stacks_figures(upper: Placed, lower: Placed) -> bool:
    """Tell whether figures stand under figures, each line with a label of its own: two rows then.

    The label may stand in the second column, where the first names several rows at once.
    """
    both = [at for at in range(len(upper.cells)) if upper.cells[at] and lower.cells[at]]
    figures = [at for at in both if is_numeric(upper.text(at)) and is_numeric(lower.text(at))]
    words = [at for at in both if not is_numeric(upper.text(at)) and not is_numeric(lower.text(at))]
    return bool(figures) and (both[0] == 0 or (bool(words) and words[0] < figures[0]))


def _fills(line: Placed) -> bool:
    return line.filled >= FULL * len(line.cells)


# --- rhythm -------------------------------------------------------------------------------


def _by_pitch(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Return ``lines`` parted where they stand wider apart, all as one row each where they stand evenly."""
    pitches = [below.strip.middle - above.strip.middle for above, below in pairwise(lines)]
    within = _pitch_within(pitches)
    rows = [[line] for line in lines[:1]]
    for line, pitch in zip(lines[1:], pitches, strict=True):
        if within is not None and pitch <= within:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _pitch_within(pitches: Sequence[float]) -> float | None:
    """Return the widest pitch that lines of one row have, None where all pitches are alike."""
    steps = [
        (wide / max(narrow, 0.1), narrow)
        for narrow, wide in pairwise(sorted(pitches))
        if wide - narrow >= CLEARLY
    ]
    ratio, narrow = max(steps, default=(0.0, 0.0))
    return narrow if ratio >= STEP else None


# --- words --------------------------------------------------------------------------------


def _by_words(lines: Sequence[Placed]) -> list[TableRow]:
    rows: list[list[Placed]] = []
    for line in lines:
        if rows and _goes_on(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [tuple(row) for row in rows]


def _goes_on(row: Sequence[Placed], line: Placed) -> bool:
    """Tell whether ``line`` is more of ``row``: it fills no first column, or its words go on from there."""
    last = row[-1]
    filled = [at for at, cell in enumerate(line.cells) if cell]
    if not last.cells[0] and len(row) == 1:
        return False
    if not line.cells[0]:
        wraps = all(last.cells[at] and not is_numeric(line.text(at)) for at in filled)
        return wraps and not _fills(line)
    begins_small = line.text(0)[:1].islower()
    label_alone = all(each.filled == 1 and each.cells[0] for each in row)
    return begins_small and (filled == [0] or label_alone) and bool(last.cells[0])
