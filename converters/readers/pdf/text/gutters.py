"""The white between two columns of text: lines beside it are read one side at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from converters.readers.pdf.page import Page, Span
from converters.readers.pdf.text.segments import Strip, strips_of

MIDDLE = (0.3, 0.7)  # share of the page's width between which the gutter lies
WIDE = 8.0  # points of the gutter
CROSSING = 0.05  # share of the spans that may cross it, such as a title's
SET = 0.65  # share of a side's width that the words of a line of text take
LINE = 20  # characters of a line of text, at least
FEWEST = 8  # lines of text on each side
NEAR = 25.0  # points above or below a line of text at which a page has two columns still


def sides_of(page: Page, apart: float) -> tuple[tuple[Strip, ...], ...]:
    """Return the lines of ``page``, those beside text in two columns by their side of the gutter."""
    gutter = _gutter(page)
    if gutter is None:
        return (strips_of(page.spans, apart),)
    left = [span for span in page.spans if span.box.right <= gutter]
    right = [span for span in page.spans if span.box.left >= gutter]
    text = sorted([*_lines_of_text(left), *_lines_of_text(right)])
    near = {id(span) for span in (*left, *right) if _is_near(span, text)}
    rest = [span for span in page.spans if id(span) not in near]
    parts = ([span for span in side if id(span) in near] for side in (left, right))
    return tuple(strips_of(spans, apart) for spans in (*parts, rest) if spans)


def _gutter(page: Page) -> float | None:
    """Return the middle of the white that runs down between two columns of text, None without one."""
    low, high = (share * page.width for share in MIDDLE)
    edges = sorted({low, high, *(x for s in page.spans for x in (s.box.left, s.box.right) if low < x < high)})
    gaps = [(right - left, (left + right) / 2) for left, right in pairwise(edges) if right - left >= WIDE]
    for _, middle in sorted(gaps, reverse=True):
        crossing = sum(span.box.left < middle < span.box.right for span in page.spans)
        if crossing <= CROSSING * len(page.spans) and _parts_text(page, middle):
            return middle
    return None


def _parts_text(page: Page, gutter: float) -> bool:
    left = [span for span in page.spans if span.box.right <= gutter]
    right = [span for span in page.spans if span.box.left >= gutter]
    return all(len(_lines_of_text(side)) >= FEWEST for side in (left, right))


def _lines_of_text(spans: Sequence[Span]) -> list[float]:
    """Return the heights of the lines that words fill from one side of ``spans`` to the other."""
    if not spans:
        return []
    width = max(span.box.right for span in spans) - min(span.box.left for span in spans)
    return [
        strip.middle
        for strip in strips_of(spans)
        if _words(strip) >= SET * width and sum(len(part.text) for part in strip.segments) >= LINE
    ]


def _words(strip: Strip) -> float:
    return sum(part.box.right - part.box.left for part in strip.segments)


def _is_near(span: Span, text: Sequence[float]) -> bool:
    """Tell whether a line of text, whose heights are sorted, is near ``span``."""
    middle = (span.box.top + span.box.bottom) / 2
    at = bisect_left(text, middle - NEAR)
    return at < len(text) and text[at] <= middle + NEAR
