"""Lines of a page, and words put together again that a line end cut."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from converters.document import Box
from converters.readers.pdf.characters import legible
from converters.readers.pdf.page import Page, Span, around, contains

SAME_LINE = 0.5  # share of the lower span's height that two spans of a line have in common
HYPHENS = "-\u2010\u00ad"

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_CUT = re.compile(rf"([^\W\d_]{{2,}})[{HYPHENS}]$")
_START = re.compile(r"[^\W\d_]+")

# First parts that English keeps apart from what follows.
KEEP_HYPHEN_AFTER = frozenset(
    {"self", "non", "well", "ex", "quasi", "all", "half", "cross", "co", "one", "two", "three", "four"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """Spans that share a baseline, from left to right."""

    spans: tuple[Span, ...]
    box: Box

    @property
    def text(self) -> str:
        return joined(self.spans)

    @property
    def size(self) -> float:
        """The height in points of the type that most of the line is set in."""
        return max(self.spans, key=lambda span: len(span.text)).size


def lines_of(spans: Iterable[Span]) -> tuple[Line, ...]:
    """Return ``spans`` as lines from top to bottom."""
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (span.box.top + span.box.bottom, span.box.left)):
        if rows and _share_line(rows[-1], span):
            rows[-1].append(span)
        else:
            rows.append([span])
    return tuple(_line(row) for row in rows)


def _line(row: list[Span]) -> Line:
    spans = tuple(sorted(row, key=lambda span: span.box.left))
    return Line(spans, around([span.box for span in spans]))


def _share_line(row: list[Span], span: Span) -> bool:
    tall = max(row, key=lambda other: other.box.bottom - other.box.top).box
    shared = min(tall.bottom, span.box.bottom) - max(tall.top, span.box.top)
    low = min(tall.bottom - tall.top, span.box.bottom - span.box.top)
    return shared > SAME_LINE * low if low > 0 else abs(tall.top - span.box.top) < 1.0


def joined(spans: Iterable[Span]) -> str:
    """Return the text of neighbouring spans of one line with the spaces between them."""
    text, last = "", None
    for span in spans:
        text += gap_between(last, span) + legible(span.text)
        last = span
    return text


def gap_between(left: Span | None, right: Span) -> str:
    """Return the space between two spans of a line: one, or none inside a word."""
    if left is None or left.text[-1:].isspace() or right.text[:1].isspace():
        return ""
    wide = right.box.left - left.box.right > 0.12 * min(left.size, right.size)
    return " " if wide else ""


# --- hyphens ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a document writes whole: what tells a hyphen of the word from one of the line."""

    words: frozenset[str] = frozenset()
    compounds: frozenset[str] = frozenset()

    def keeps_hyphen(self, first: str, second: str) -> bool:
        """Tell whether ``first-second``, cut at the hyphen by a line end, is written with it."""
        first, second = first.lower(), second.lower()
        if f"{first}-{second}" in self.compounds:
            return True
        if first + second in self.words:
            return False
        known = len(first) > 2 and len(second) > 2 and {first, second} <= self.words
        return known or first in KEEP_HYPHEN_AFTER


def vocabulary_of(pages: Iterable[Page]) -> Vocabulary:
    """Return the words and compounds that ``pages`` write within a line, where none is cut."""
    words: set[str] = set()
    compounds: set[str] = set()
    for page in pages:
        for span in page.spans:
            # the first and the last word of a span may be half of one
            for word in _WORD.findall(legible(span.text).lower().replace("\u2010", "-"))[1:-1]:
                (compounds if "-" in word else words).add(word)
    return Vocabulary(frozenset(words), frozenset(compounds))


def line_end(text: str, following: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return ``text`` as it ends a line before ``following``, and what goes between the two.

    A hyphen goes where it only cut a word; it stays where the next line begins
    with anything but a small letter.
    """
    cut = _CUT.search(text)
    start = _START.match(following)
    if not cut or not start or not start[0][0].islower():
        return text, "" if text.endswith((" ", "/")) else " "
    soft = text.endswith("\u00ad")
    if not soft and vocabulary.keeps_hyphen(cut[1], start[0]):
        return text, ""
    return text[:-1], ""


def lines_by_region(page: Page) -> defaultdict[int, tuple[Line, ...]]:
    """Return the lines of each region by its index: a span belongs to the smallest region around it."""
    order = sorted(range(len(page.regions)), key=lambda at: _area(page.regions[at].box))
    spans: dict[int, list[Span]] = defaultdict(list)
    for span in page.spans:
        place = next((at for at in order if contains(page.regions[at].box, span.box)), None)
        if place is not None:
            spans[place].append(span)
    return defaultdict(tuple, {at: lines_of(found) for at, found in spans.items()})


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)
