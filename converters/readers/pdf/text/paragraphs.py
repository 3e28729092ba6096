"""Where one paragraph ends and the next begins: a gap wider than between its lines.

What the engine cut in the middle of a sentence is one paragraph again, where its lines follow one another.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

from converters.readers.pdf.page import Page, Region, RegionKind, around, contains
from converters.readers.pdf.text.lines import Line, lines_of
from converters.readers.pdf.text.wording import plain

USUAL_LEADING = 1.25  # line pitch over type size where a page has too few lines to tell
WIDER = 1.3  # times the usual pitch: a gap that a reader sees
MOST = 0.6  # share of a region's gaps; if more are wide, it is the lines that stand apart
OTHER_SIZE = 0.12  # share by which type is smaller or larger, for a reader to see it

MOST_GAP = 30.0  # points between two lines of one paragraph, in any type that sets one
FLUSH = 2.0  # points between lines that begin at the same place
INDENT = 36.0  # points by which the lines of one paragraph or list item stand in at most

_ENDED = re.compile(r"[.!?:;…][”’\"')\]]*\s*$")

_TEXT = {RegionKind.PARAGRAPH, RegionKind.LIST_ITEM}


def with_paragraphs_whole(page: Page) -> Page:
    """Return ``page`` with paragraphs that the engine cut in the middle of a sentence made one."""
    whole: list[Region] = []
    for region in page.regions:
        if whole and _is_cut(whole[-1], region) and _follow(whole[-1], region, page):
            last = whole[-1]
            whole[-1] = replace(last, box=around([last.box, region.box]), text=f"{last.text} {region.text}")
        else:
            whole.append(region)
    return replace(page, regions=tuple(whole)) if len(whole) < len(page.regions) else page


def _is_cut(above: Region, below: Region) -> bool:
    if above.kind not in _TEXT or below.kind is not RegionKind.PARAGRAPH:
        return False
    return plain(below.text)[:1].isalnum() and not _ENDED.search(plain(above.text))


def _follow(above: Region, below: Region, page: Page) -> bool:
    """Tell whether ``below`` comes after ``above`` as the lines of one paragraph do.

    Where it begins with a capital, only a line that fills the measure goes on in it.
    """
    step = below.box.left - above.box.left
    gap = below.box.top - above.box.bottom
    if not -INDENT < step < INDENT or below.box.top < above.box.top or gap > MOST_GAP:
        return False
    whole = around([above.box, below.box])
    inside = page.spans_in(whole)
    lines = [lines_of(span for span in inside if contains(box, span.box)) for box in (above.box, below.box)]
    if not all(lines):
        return False
    last, first = lines[0][-1], lines[1][0]
    apart = len(lines_of(inside)) == len(lines[0]) + len(lines[1])
    if not plain(below.text)[:1].islower() and not _fills(lines[0], lines[1]):
        return False
    return apart and _same_size(last, first) and 0 < _pitch(last, first) < WIDER * USUAL_LEADING * last.size


def _fills(above: tuple[Line, ...], below: tuple[Line, ...]) -> bool:
    """Tell whether the last line of ``above`` fills the measure, and ``below`` begins where it did."""
    right = max(line.box.right for line in (*above, *below))
    full = right - above[-1].box.right < above[-1].size
    return full and len(above) > 1 and len(below) > 1 and abs(above[-1].box.left - below[0].box.left) < FLUSH


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
