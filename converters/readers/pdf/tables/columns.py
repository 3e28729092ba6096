"""A table's columns: the white that runs down between its lines.

A gap that most lines share parts two columns; a head that spans columns may
cross it, as may a title or a long label, but not many lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converters.readers.pdf.text.segments import Segment, Strip

CROSSING = 0.15  # share of the lines that may cross the white between two columns
REACH = 1.5  # points of a word in a column, for it to stand there
MOST_HEAD = 4  # lines of a head
MOSTLY = 0.8  # share of a column's cells that are signs, for it to belong to its neighbour

_SIGN_BEFORE = re.compile(r"[£$€¥(+\-–−±<>≤≥~]{1,3}|US\$|EUR|GBP")
_SIGN_AFTER = re.compile(r"[)%*†‡]{1,3}|[a-d]")


@dataclass(frozen=True, slots=True)
class Columns:
    """``extents`` are where each column's words stand, left to right; ``cuts`` lie between them."""

    extents: tuple[tuple[float, float], ...]
    cuts: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.extents)

    def of(self, segment: Segment) -> tuple[int, int]:
        """Return the first and the last column that ``segment`` stands in."""
        return self.between(segment.box.left, segment.box.right)

    def between(self, left: float, right: float) -> tuple[int, int]:
        reach = min(REACH, (right - left) / 3)
        first = sum(cut < left + reach for cut in self.cuts)
        return first, max(first, sum(cut < right - reach for cut in self.cuts))

    def home(self, segment: Segment) -> int:
        """Return the column that most of ``segment`` stands in."""
        box = segment.box
        first, last = self.of(segment)
        ends = (box.left, *self.cuts[first:last], box.right)
        widths = [right - left for left, right in pairwise(ends)]
        return first + max(range(len(widths)), key=widths.__getitem__)


def columns_of(strips: Sequence[Strip]) -> Columns:
    """Return the columns of ``strips``: one at least."""
    lines = [strip.segments for strip in strips if len(strip.segments) > 1]
    profile = list(_profile(lines))
    most = max(1 if len(lines) > 3 else 0, int(CROSSING * len(lines)))
    extents = _extents(lines, list(_rivers(profile, most, len(lines))))
    cuts = tuple(_cut(profile, left[1], right[0]) for left, right in pairwise(extents))
    columns = _with_signs_joined(Columns(tuple(extents), cuts), lines)
    return _filled(_with_heads_joined(columns, strips), lines)


def _filled(columns: Columns, lines: Iterable[Sequence[Segment]]) -> Columns:
    """Return ``columns`` with extents as wide as what stands in one column alone."""
    extents = list(columns.extents)
    for line in lines:
        for segment in line:
            first, last = columns.of(segment)
            if first == last:
                left, right = extents[first]
                extents[first] = min(left, segment.box.left), max(right, segment.box.right)
    return Columns(tuple(extents), columns.cuts)


def _profile(lines: Iterable[Sequence[Segment]]) -> Iterator[tuple[float, float, int, int]]:
    """Yield stretches from left to right with how many lines have words there, and how many a gap."""
    words: defaultdict[float, int] = defaultdict(int)
    gaps: defaultdict[float, int] = defaultdict(int)
    for line in lines:
        for segment in line:
            words[segment.box.left] += 1
            words[segment.box.right] -= 1
        for left, right in pairwise(line):
            gaps[left.box.right] += 1
            gaps[right.box.left] -= 1
    covered = open_ = 0
    for start, end in pairwise(sorted({*words, *gaps})):
        covered += words[start]
        open_ += gaps[start]
        yield start, end, covered, open_


def _rivers(
    profile: Iterable[tuple[float, float, int, int]], most: int, lines: int
) -> Iterator[tuple[float, float]]:
    """Yield the stretches that at most ``most`` lines cross, and that enough lines have white."""
    least = 2 if lines > 2 else 1
    river: tuple[float, float] | None = None
    for start, end, covered, gaps in profile:
        if covered <= most and gaps >= least and covered < gaps:
            river = (river[0] if river else start, end)
        elif river:
            yield river
            river = None


def _extents(
    lines: Sequence[Sequence[Segment]], rivers: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return where the columns are: what lies between rivers, and what stands in one more than once."""
    if not lines:
        return [(0.0, 0.0)]
    left = min(line[0].box.left for line in lines)
    right = max(line[-1].box.right for line in lines)
    ends = [left, *(end for river in rivers for end in river), right]
    extents = [(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True) if end > start]
    for river in rivers:
        inside = [
            (segment.box.left, segment.box.right)
            for line in lines
            for segment in line
            if river[0] <= segment.box.left and segment.box.right <= river[1]
        ]
        extents += [(start, end) for start, end, count in _clusters(inside) if count > 1]
    return _untouching(sorted(extents))


def _clusters(stretches: list[tuple[float, float]]) -> list[tuple[float, float, int]]:
    clusters: list[tuple[float, float, int]] = []
    for start, end in sorted(stretches):
        if clusters and start < clusters[-1][1]:
            first, last, count = clusters[-1]
            clusters[-1] = (first, max(last, end), count + 1)
        else:
            clusters.append((start, end, 1))
    return clusters


def _untouching(extents: list[tuple[float, float]]) -> list[tuple[float, float]]:
    apart: list[tuple[float, float]] = []
    for start, end in extents:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((start, end))
    return apart


def _cut(profile: Sequence[tuple[float, float, int, int]], left: float, right: float) -> float:
    """Return the middle of the widest of the whitest stretches between ``left`` and ``right``."""
    between = [
        (covered, start - end, (start + end) / 2)
        for start, end, covered, _ in profile
        if left <= start and end <= right
    ]
    return min(between)[2] if between else (left + right) / 2


# --- signs --------------------------------------------------------------------------------


def _with_signs_joined(columns: Columns, lines: Sequence[Sequence[Segment]]) -> Columns:
    """Return ``columns`` with those of currency signs, brackets and marks as parts of their figures'.

    A head may stand over the sign: the words above the first sign do not count.
    """
    said: defaultdict[int, list[str]] = defaultdict(list)
    for line in lines:
        for segment in line:
            said[columns.home(segment)].append(segment.text)
    drop: set[int] = set()
    for at, texts in said.items():
        if at + 1 < len(columns) and are_signs_before(texts):
            drop.add(at)
        elif at and _mostly(_SIGN_AFTER, texts):
            drop.add(at - 1)
    return _without_cuts(columns, drop)


def _with_heads_joined(columns: Columns, strips: Sequence[Strip]) -> Columns:
    """Return ``columns`` with a head that stands off to the side of its figures as a part of their column."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for row, strip in enumerate(strips):
        for segment in strip.segments:
            rows[columns.home(segment)].append(row)
    drop: set[int] = set()
    for at in range(len(columns)):
        if not rows[at]:
            drop.add(max(at - 1, 0))
        elif at + 1 < len(columns) and _heads(rows[at], rows[at + 1]):
            drop.add(at)
        elif at and at - 1 not in drop and _heads(rows[at], rows[at - 1]):
            drop.add(at - 1)
    return _without_cuts(columns, drop)


def _heads(upper: list[int], lower: list[int]) -> bool:
    return bool(lower) and max(upper) < min(lower) and len(upper) <= MOST_HEAD


def are_signs_before(texts: list[str]) -> bool:
    """Tell whether ``texts`` of a column, from the top, are signs that stand before figures, under a head."""
    head = next((at for at, text in enumerate(texts) if _SIGN_BEFORE.fullmatch(text)), len(texts))
    return head <= MOST_HEAD and head < len(texts) and _mostly(_SIGN_BEFORE, texts[head:])


def _mostly(pattern: re.Pattern[str], texts: list[str]) -> bool:
    signs = sum(bool(pattern.fullmatch(text)) and text not in {"-", "–", "−"} for text in texts)
    return signs >= MOSTLY * len(texts)


def _without_cuts(columns: Columns, drop: set[int]) -> Columns:
    extents = [columns.extents[0]]
    for at, extent in enumerate(columns.extents[1:]):
        if at in drop:
            extents[-1] = (extents[-1][0], extent[1])
        else:
            extents.append(extent)
    return Columns(tuple(extents), tuple(cut for at, cut in enumerate(columns.cuts) if at not in drop))
