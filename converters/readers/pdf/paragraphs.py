"""Where one paragraph ends and the next begins: a gap wider than between its lines."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from converters.readers.pdf.lines import Line, lines_of
from converters.readers.pdf.page import Page, RegionKind

USUAL_LEADING = 1.25  # line pitch over type size where a page has too few lines to tell
WIDER = 1.3  # times the usual pitch: a gap that a reader sees
MOST = 0.6  # share of a region's gaps; if more are wide, it is the lines that stand apart
OTHER_SIZE = 0.12  # share by which type is smaller or larger, for a reader to see it

_TEXT = {RegionKind.PARAGRAPH, RegionKind.LIST_ITEM}


def leading_of(page: Page) -> float:
    """Return the usual distance of the lines of ``page`` from one to the next, over their type size."""
    ratios: list[float] = []
    for region in page.regions:
        if region.kind in _TEXT:
            lines = lines_of(page.spans_in(region.box))
            ratios += [_pitch(a, b) / a.size for a, b in pairwise(lines) if _same_size(a, b)]
    return median(ratios) if len(ratios) > 2 else USUAL_LEADING


def split_paragraphs(lines: tuple[Line, ...], leading: float) -> tuple[tuple[Line, ...], ...]:
    """Return ``lines`` of one region as the paragraphs in it."""
    if len(lines) < 2:
        return (lines,)
    usual = _usual_pitch(lines, leading)
    cuts = [at for at, (a, b) in enumerate(pairwise(lines), 1) if _apart(a, b, usual)]
    if len(cuts) > 2 and len(cuts) > MOST * (len(lines) - 1):
        return (lines,)
    return tuple(lines[start:end] for start, end in pairwise([0, *cuts, len(lines)]))


def _usual_pitch(lines: tuple[Line, ...], leading: float) -> float:
    pitches = sorted(_pitch(a, b) for a, b in pairwise(lines) if _same_size(a, b))
    page_wide = leading * median(line.size for line in lines)
    if len(pitches) < 3:
        return page_wide
    return max(pitches[len(pitches) // 4], page_wide * 0.8)


def _apart(above: Line, below: Line, usual: float) -> bool:
    return _pitch(above, below) > WIDER * usual or (
        not _same_size(above, below) and _pitch(above, below) > 0.8 * usual
    )


def _pitch(above: Line, below: Line) -> float:
    return below.box.bottom - above.box.bottom


def _same_size(above: Line, below: Line) -> bool:
    return abs(above.size - below.size) <= OTHER_SIZE * max(above.size, below.size)
