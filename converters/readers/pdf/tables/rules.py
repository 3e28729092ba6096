"""The straight rules among what is drawn on a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from converters.document import Box
from converters.readers.pdf.page import Page, around

THIN = 3.0  # points: a shape no thicker than this is a rule
SHORTEST = 6.0  # points of a rule
ABOVE = 9.0  # points from an underline to the middle of its words, at most
UNDER = 1.5  # points that an underline may reach past its words
CELL_GAP = 1.0  # points between the parts of one rule, which is drawn cell by cell
HIGHEST = 30.0  # points of a highlighted line
SNUG = 1.0  # points between the ends of words and of their ground, where a cell would leave more
SPACE = 4.0  # points of a space at the end of such words
TO = 0.3  # points between a ground and the lines round it
MAX_RULES = 1500  # more is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: at ``at`` across its direction, from ``start`` to ``end`` along it."""

    upright: bool
    at: float
    start: float
    end: float

    @property
    def box(self) -> Box:
        if self.upright:
            return Box(self.at, self.start, self.at, self.end)
        return Box(self.start, self.at, self.end, self.at)


def rules_of(drawings: Iterable[Box]) -> tuple[Rule, ...]:
    """Return the rules among ``drawings``: what is long and thin, and the sides of boxes."""
    rules: list[Rule] = []
    for box in drawings:
        width, height = box.right - box.left, box.bottom - box.top
        if height <= THIN and width >= SHORTEST:
            rules.append(Rule(False, (box.top + box.bottom) / 2, box.left, box.right))
        elif width <= THIN and height >= SHORTEST:
            rules.append(Rule(True, (box.left + box.right) / 2, box.top, box.bottom))
        elif width >= SHORTEST and height >= SHORTEST:  # a box, or a cell's ground
            rules += [Rule(False, at, box.left, box.right) for at in (box.top, box.bottom)]
            rules += [Rule(True, at, box.top, box.bottom) for at in (box.left, box.right)]
    if len(rules) > MAX_RULES:
        rules = list(_merged(rules))
    return tuple(rules) if len(rules) <= MAX_RULES else ()


def _merged(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield ``rules`` with those that go on from one another as one: many programs draw them cell by cell."""
    last: Rule | None = None
    for rule in sorted(rules, key=lambda rule: (rule.upright, round(rule.at), rule.start)):
        if last and _goes_on(last, rule):
            last = replace(last, end=max(last.end, rule.end))
        else:
            if last:
                yield last
            last = rule
    if last:
        yield last


def _goes_on(last: Rule, rule: Rule) -> bool:
    same = last.upright is rule.upright and round(last.at) == round(rule.at)
    return same and rule.start <= last.end + CELL_GAP


def cell_rules(page: Page) -> tuple[Rule, ...]:
    """Return the rules of ``page`` that may part cells: none under words, or round the ground of words."""
    grounds: defaultdict[int, list[Box]] = defaultdict(list)
    for box in page.drawings:
        if _is_ground_of_words(box, page):
            grounds[int(box.top // HIGHEST)].append(box)
    drawn = rules_of(box for box in page.drawings if not _is_side_of_any(box, grounds))
    return tuple(rule for rule in drawn if not _is_underline(rule, page))


def _is_side_of_any(box: Box, grounds: Mapping[int, list[Box]]) -> bool:
    band = int((box.top + TO) // HIGHEST)
    near = (ground for at in (band - 1, band) for ground in grounds.get(at, ()))
    return any(_is_side(box, ground) for ground in near)


def _is_side(box: Box, ground: Box) -> bool:
    """Tell whether ``box`` is ``ground``, or one of the four lines round it, which the engine draws too."""
    left, top, right, bottom = box
    inside = ground.left - TO <= left and right <= ground.right + TO
    return inside and ground.top - TO <= top and bottom <= ground.bottom + TO


def _is_ground_of_words(box: Box, page: Page) -> bool:
    """Tell whether ``box`` lies behind a line of words and ends where they do, as a highlight does."""
    height, width = box.bottom - box.top, box.right - box.left
    if not SHORTEST <= height <= HIGHEST or width < SHORTEST:
        return False
    words = [span.box for span in page.spans_in(box, 0.0)]
    if not words:
        return False
    whole = around(words)
    return abs(whole.left - box.left) <= SNUG and -SNUG <= box.right - whole.right <= SPACE


def _is_underline(rule: Rule, page: Page) -> bool:
    """Tell whether ``rule`` runs under words, through their descenders, and no further than they do."""
    if rule.upright:
        return False
    band = Box(rule.start, rule.at - ABOVE, rule.end, rule.at)
    words = [span.box for span in page.spans_in(band, 0.0) if span.box.bottom >= rule.at]
    if not words:
        return False
    whole = around(words)
    return whole.left - UNDER <= rule.start and rule.end <= whole.right + UNDER
