"""Running lines told by their place: they count with the pages, or stand where other pages have theirs.

A running head that names the chapter changes with it, and may stand on one page only. It still stands
where the heads of other pages stand, in the same type, further out than all text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from converters.readers.pdf.page import Page
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line, lines_of

FEWEST = 3  # pages that tell where running lines stand
NEAR = 60  # running lines before and after that are looked at
SAME_HEIGHT = 1.5  # points
SAME_SIZE = 0.5  # points
APART = 0.5  # line heights between a running line and the text
LARGER, LARGE = 1.05, 1.5  # times the size of the text, for a line with words and for a number alone
LINE = 0.8  # line heights between a foot of two lines and the text
EDGE = 0.1  # share of the page's height, at its foot, where such a foot ends
LONGEST = 120  # characters
HALF = 0.4  # share of the page's height, at top and foot, where one may stand

_MARKED = re.compile(r"\S\s*[|•·▪—–]\s*\d{1,4}$")
_COUNT = re.compile(r"^(?:page\s+)?(\d{1,4})(?=$|\s|/)|(?:^|\s)(\d{1,4})$", re.IGNORECASE)


def counted_spans(pages: Sequence[Page], body: float) -> set[int]:
    """Return the ids of the spans of outermost lines whose numbers go up with the pages, at one height.

    ``body`` is the size of the text. Headings may be counted as pages are, a chapter to each.
    """
    series: dict[tuple[bool, int], list[tuple[int, Line]]] = defaultdict(list)
    for page in pages if len(pages) >= FEWEST else ():
        for foot, line in _outermost(page):
            for number in _counts(line) if _is_plain(page, line, foot, body) else ():
                series[foot, number - page.number].append((page.number, line))
    return {
        id(span)
        for there in series.values()
        for number, line in there
        if _is_met(line, number, there, FEWEST - 1)
        for span in line.spans
    }


def spans_in_place(pages: Sequence[Page], running: set[int]) -> set[int]:
    """Return the ids of the spans of outermost lines that stand where ``running`` ones of other pages do."""
    known: list[tuple[int, Line]] = []
    doubtful: list[tuple[int, Line]] = []
    for page in pages if len(pages) > FEWEST else ():
        for foot, line in _outermost(page):
            if all(id(span) in running for span in line.spans):
                known.append((page.number, line))
            elif _is_apart(page, line, foot):
                doubtful.append((page.number, line))
    return {
        id(span) for number, line in doubtful if _is_met(line, number, known, FEWEST) for span in line.spans
    }


def _is_met(line: Line, page: int, known: Sequence[tuple[int, Line]], pages: int) -> bool:
    """Tell whether so many other ``pages``, of those near ``page``, have one of ``known`` at its height."""
    at = bisect_left(known, page, key=lambda each: each[0])
    near = known[max(0, at - NEAR) : at + NEAR]
    return len({number for number, each in near if number != page and _is_level(each, line)}) >= pages


def spans_of_long_feet(pages: Iterable[Page], body: float) -> set[int]:
    """Return the ids of the spans of feet of two lines, the second of which ends in a mark and a number.

    "Chapter 3 Orbits and Gravity Section 3.1: The Laws of Planetary / Motion | 99": they stand away from
    the text together. Without the mark it may be a note that ends in a year.
    """
    return {
        id(span)
        for page in pages
        for line in _long_foot(page, lines_of(page.spans), body)
        for span in line.spans
    }


def _long_foot(page: Page, lines: tuple[Line, ...], body: float) -> tuple[Line, ...]:
    if len(lines) <= 2 or not _MARKED.search(one_line(lines[-1].text)):
        return ()
    text, first, second = lines[-3:]
    high = second.box.bottom - second.box.top
    together = second.box.top - first.box.bottom < APART * high and abs(first.size - second.size) < SAME_SIZE
    away = first.box.top - text.box.bottom > LINE * high and second.box.top >= (1 - EDGE) * page.height
    plain = first.size <= LARGER * body and len(first.text) <= LONGEST
    return (first, second) if together and away and plain else ()


def _outermost(page: Page) -> Iterator[tuple[bool, Line]]:
    """Yield the first and the last line of ``page``, each with True where it is the last."""
    lines = lines_of(page.spans)
    if len(lines) < 2:
        return
    for foot, line in ((False, lines[0]), (True, lines[-1])):
        high = line.box.top > (1 - HALF) * page.height if foot else line.box.bottom < HALF * page.height
        if high and len(line.text) <= LONGEST:
            yield foot, line


def _counts(line: Line) -> set[int]:
    return {int(one or other) for one, other in _COUNT.findall(one_line(line.text))}


def _is_plain(page: Page, line: Line, foot: bool, body: float) -> bool:
    """Tell whether ``line`` is a number alone, or with words that are set as text is, away from it."""
    if one_line(line.text).isdigit():
        return line.size <= LARGE * body
    return line.size <= LARGER * body and not line.spans[0].bold and _is_apart(page, line, foot)


def _is_level(one: Line, other: Line) -> bool:
    near = (
        abs(one.box.top - other.box.top) <= SAME_HEIGHT
        or abs(one.box.bottom - other.box.bottom) <= SAME_HEIGHT
    )
    return near and abs(one.size - other.size) <= SAME_SIZE


def _is_apart(page: Page, line: Line, foot: bool) -> bool:
    mine = set(map(id, line.spans))
    others = [span.box for span in page.spans if id(span) not in mine]
    gap = (
        line.box.top - max(box.bottom for box in others)
        if foot
        else min(box.top for box in others) - line.box.bottom
    )
    return gap > APART * (line.box.bottom - line.box.top)
