"""Lines of a page, and words put together again that a line end cut."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from converters.document import Box
from converters.readers.pdf.page import Page, Span, around
from converters.readers.pdf.text.characters import legible

MOST_KEPT = 50_000  # lines; some 500 pages of them
SAME_LINE = 0.5  # share of the lower span's height that two spans of a line have in common
HYPHENS = "-\u2010\u00ad"

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_CUT = re.compile(rf"([^\W\d_]{{2,}})[{HYPHENS}]$")
_START = re.compile(r"[^\W\d_]+")

# First parts that English keeps apart from what follows.
KEEP_HYPHEN_AFTER = frozenset(
    {"self", "non", "well", "ex", "quasi", "all", "half", "cross", "co", "one", "two", "three", "four"}
)


@dataclass(frozen=True)
class Line:
    """Spans that share a baseline, from left to right."""

    spans: tuple[Span, ...]
    box: Box

    @cached_property
    def text(self) -> str:
        return joined(self.spans)

    @cached_property
    def size(self) -> float:
        """The height in points of the type that most of the line is set in."""
        return max(self.spans, key=lambda span: len(span.text)).size


def lines_of(spans: Iterable[Span]) -> tuple[Line, ...]:
    """Return ``spans`` as lines from top to bottom."""
    rows: list[list[Span]] = []
    tall = Box(0, 0, 0, 0)  # of the last row
    for span in sorted(spans, key=_middle):
        box = span.box
        if rows and _share_line(tall, box):
            rows[-1].append(span)
            tall = box if box.bottom - box.top > tall.bottom - tall.top else tall
        else:
            rows.append([span])
            tall = box
    return tuple(map(_line, rows))


def _middle(span: Span) -> tuple[float, float]:
    left, top, _, bottom = span.box
    return top + bottom, left


def _left(span: Span) -> float:
    return span.box.left


# Every step puts the same spans together as the same lines. A line keeps its spans, and so their ids.
_MADE: dict[tuple[int, ...], Line] = {}


def _line(row: list[Span]) -> Line:
    if len(row) > 1:
        row.sort(key=_left)
    spans = tuple(map(id, row))
    line = _MADE.get(spans)
    if line is None:
        if len(_MADE) >= MOST_KEPT:
            forget_lines()
        line = _MADE[spans] = Line(tuple(row), around([span.box for span in row]))
    return line


def forget_lines() -> None:
    """Let go of the lines that were made: the document that they stand in is read."""
    _MADE.clear()


def _share_line(tall: Box, box: Box) -> bool:
    _, above, _, foot = tall
    _, top, _, bottom = box
    shared = (foot if foot < bottom else bottom) - (above if above > top else top)
    low = min(foot - above, bottom - top)
    return shared > SAME_LINE * low if low > 0 else abs(above - top) < 1.0


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
    """Return the lines of each region by its index: a span belongs to the smallest region around it.

    Most steps ask for them, and few change what they are made of.
    """
    kept = page.drawn.kept
    boxes = tuple(region.box for region in page.regions)
    if boxes not in kept:
        kept[boxes] = _by_region(page)
    lines: defaultdict[int, tuple[Line, ...]] = kept[boxes]
    return lines


def _by_region(page: Page) -> defaultdict[int, tuple[Line, ...]]:
    spans: dict[int, list[Span]] = defaultdict(list)
    for span, place in zip(page.spans, page.homes(), strict=True):
        if place is not None:
            spans[place].append(span)
    return defaultdict(tuple, {at: lines_of(found) for at, found in spans.items()})
