"""Runs of words parted where an upright rule stands between two of them: each side is another cell's.

The engine puts words of one line and one font together however narrow the cells are that they
stand in, so that three heads of three columns came as one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from converters.document import Box
from converters.readers.pdf.page import Span, Word, around
from converters.readers.pdf.tables.rules import Rule

INTO = 1.0  # points that a rule may stand in a word's box


class Uprights:
    """The upright ones of ``rules``, found by how far right they stand."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = sorted((rule for rule in rules if rule.upright), key=lambda rule: rule.at)
        self._places = [rule.at for rule in self._rules]

    def cross(self, box: Box) -> bool:
        """Tell whether a rule stands between the sides of ``box``, past its middle."""
        middle = (box.top + box.bottom) / 2
        return any(rule.start < middle < rule.end for rule in self._from(box.left, box.right))

    def between(self, one: Word, other: Word) -> bool:
        """Tell whether a rule runs down between two neighbours of a line, past the middle of both."""
        middle = (one.box.top + one.box.bottom) / 2
        near = self._from(one.box.right - INTO, other.box.left + INTO)
        return any(rule.start < middle < rule.end for rule in near)

    def _from(self, left: float, right: float) -> Sequence[Rule]:
        return self._rules[bisect_left(self._places, left) : bisect_right(self._places, right)]


def parted(span: Span, words: Sequence[Word], uprights: Uprights) -> Iterator[Span]:
    """Yield ``span``, or its parts on each side of the rules between its ``words``."""
    ends = [at for at in range(1, len(words)) if uprights.between(words[at - 1], words[at])]
    said = "".join(word.text for word in words)
    if not ends or said != "".join(span.text.split()):
        yield span
        return
    for start, end in zip([0, *ends], [*ends, len(words)], strict=True):
        part = tuple(words[start:end])
        text = " ".join(word.text for word in part)
        box = around([word.box for word in part])
        yield replace(span, text=text, box=box, words=part if span.words else ())
