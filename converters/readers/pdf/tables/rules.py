"""The straight rules among what is drawn on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from converters.document import Box
from converters.readers.pdf.page import Page, around

THIN = 3.0  # points: a shape no thicker than this is a rule
SHORTEST = 6.0  # points of a rule
ABOVE = 9.0  # points from an underline to the middle of its words, at most
UNDER = 1.5  # points that an underline may reach past its words
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
    return tuple(rules) if len(rules) <= MAX_RULES else ()


def is_underline(rule: Rule, page: Page) -> bool:
    """Tell whether ``rule`` runs under words, through their descenders, and no further than they do."""
    if rule.upright:
        return False
    band = Box(rule.start, rule.at - ABOVE, rule.end, rule.at)
    words = [span.box for span in page.spans_in(band, 0.0) if span.box.bottom >= rule.at]
    if not words:
        return False
    whole = around(words)
    return whole.left - UNDER <= rule.start and rule.end <= whole.right + UNDER
