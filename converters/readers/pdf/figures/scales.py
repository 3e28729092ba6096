"""What only charts have: numbers at even distances that differ evenly, and bars that stand on one line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from converters.document import Box
from converters.readers.pdf.figures.pieces import Piece

SCALE = 4  # numbers of a scale, at least
EDGE = 6.0  # points within which the numbers of an upright scale end, or begin
ROW = 4.0  # points within which the middles of a lying scale's numbers are
THIN = 1.0  # points: a line
STEP = 2.0  # points by which the lengths of two bars differ, at least
BARS = 3  # of different lengths on one line
MOSTLY = 0.6  # share of the lengths

_NUMBER = re.compile(r"[-+\u2013\u2212]?\s?[$£€]?\s?\d[\d.,\s]*\s?(?:%|[kKmM]|°C?)?")
_NO_PART_OF_A_NUMBER = re.compile(r"[^\d.-]")


def is_number(text: str) -> bool:
    """Tell whether ``text`` is one number, with its sign and unit."""
    return bool(_NUMBER.fullmatch(text.strip()))


def falling_scale(labels: Iterable[Piece]) -> list[float]:
    """Return the middles, from the top, of numbers one under another that fall evenly: an upright axis.

    Numbers that rise down the page are those of rows.
    """
    columns: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for piece in labels:
        if (value := _value(piece.text)) is not None:
            middle = (piece.box.top + piece.box.bottom) / 2
            for edge in {round(piece.box.left / EDGE), round(piece.box.right / EDGE)}:
                columns[edge].append((middle, value))
    runs = (run for column in columns.values() for run in _even_runs(sorted(column)) if run[0][1] > run[1][1])
    return [middle for middle, _ in max(runs, key=len, default=[])]


def has_rising_scale(labels: Iterable[Piece]) -> bool:
    """Tell whether numbers side by side rise evenly: a lying axis."""
    rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for piece in labels:
        if (value := _value(piece.text)) is not None:
            middle = (piece.box.left + piece.box.right) / 2
            rows[round(piece.box.bottom / ROW)].append((middle, value))
    return any(run[0][1] < run[1][1] for row in rows.values() for run in _even_runs(sorted(row)))


def _even_runs(numbers: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """Yield the runs of ``numbers`` (place, value) that lie at even distances and differ evenly."""
    run = numbers[:2]
    for here in numbers[2:]:
        if _is_next(run, here):
            run.append(here)
            continue
        if len(run) >= SCALE:
            yield run
        run = [run[-1], here]
    if len(run) >= SCALE:
        yield run


def _is_next(run: list[tuple[float, float]], here: tuple[float, float]) -> bool:
    (place, value), (last_place, last_value) = run[-2:]
    wide, step = last_place - place, last_value - value
    even = abs(here[0] - last_place - wide) < 0.15 * wide + 1
    return even and step != 0 and abs(here[1] - last_value - step) < 0.05 * abs(step)


def _value(text: str) -> float | None:
    if not is_number(text):
        return None
    plain = _NO_PART_OF_A_NUMBER.sub("", text.replace("\u2013", "-").replace("\u2212", "-"))
    try:
        return float(plain)
    except ValueError:
        return None


def has_bars(drawn: Iterable[Box]) -> bool:
    """Tell whether straight lines of different length rise from one line: the sides of bars.

    A bar has two sides of one length. In a table each length recurs all along a row.
    """
    upright: set[tuple[int, float, float]] = set()
    lying: set[tuple[int, float, float]] = set()
    for part in drawn:
        if part.right - part.left <= THIN and part.bottom - part.top > STEP:
            upright.add((round(part.left), part.top, part.bottom))
        elif part.bottom - part.top <= THIN and part.right - part.left > STEP:
            lying.add((round(part.top), part.left, part.right))
    return any(_are_bars(sides, end) for sides in (upright, lying) for end in (1, 2))


def _are_bars(sides: set[tuple[int, float, float]], end: int) -> bool:
    """Tell whether ``sides`` (where, from, to) that have one ``end`` in common have different lengths."""
    feet: dict[int, dict[int, float]] = defaultdict(dict)
    for side in sides:
        feet[round(side[end])][side[0]] = side[2] - side[1]
    return any(_differ(lengths.values()) for lengths in feet.values())


def _differ(lengths: Iterable[float]) -> bool:
    counts: dict[int, int] = defaultdict(int)
    for length in lengths:
        counts[round(length / STEP)] += 1
    few = sum(count <= 2 for count in counts.values())
    return few >= BARS and few >= MOSTLY * len(counts)
