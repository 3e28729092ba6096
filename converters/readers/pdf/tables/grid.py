"""Grids: rules that touch, by the places they stand on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from converters.document import Box
from converters.readers.pdf.page import around
from converters.readers.pdf.tables.rules import SHORTEST, Rule

SNAP = 3.0  # points within which two rules stand on one line
BAND = 13.0  # points: a band between rules that is lower and has no words parts nothing
TOUCH = 4.0  # points between rules that belong together
COVERED = 0.6  # share of a place's side that a rule must cover to part it from the next
WHOLE = 0.9  # share of a side that rules cover, for it to be drawn from corner to corner
MAX_PLACES = 2000  # of a grid; more is one too


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
