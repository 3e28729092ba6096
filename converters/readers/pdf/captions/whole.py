"""Captions put together: what the engine cut at the end of a line, or where its type changes, is one again.

A caption begins with a label ("Figure 27."), and goes on in the lines right under it
that are set as it is: as large, as bold or as slanted, and from its left edge, from where
the words after its label begin (the label hangs), or about its middle. It ends where the
next caption begins, or where the type or the distance changes; a small letter goes on with
what no mark has ended, in whatever type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from converters.document import Box
from converters.readers.pdf.captions.labels import is_label, is_label_alone, with_captions_apart
from converters.readers.pdf.page import Page, Region, RegionKind, around
from converters.readers.pdf.text.lines import Line, lines_by_region
from converters.readers.pdf.text.wording import plain

LEADING = 0.75  # type sizes between two lines of a caption, at most
FLUSH = 3.0  # points between their left edges, or half that between their middles
MOST_LINES = 8  # of a caption
MOST_PARTS = 3  # that the engine makes of one

_TEXT = {RegionKind.PARAGRAPH, RegionKind.HEADING}
_ENDED = re.compile(r"[.!?][”\"')\]]*$")


@dataclass(frozen=True, slots=True)
class _Look:
    """How most of a line's characters are set."""

    bold: bool
    italic: bool


def with_whole_captions(page: Page) -> Page:
    """Return ``page`` with the regions that are parts of one caption as one region."""
    page = with_captions_apart(page)
    labelled = [
        at for at, region in enumerate(page.regions) if region.kind in _TEXT and is_label(region.text)
    ]
    if not labelled:
        return page
    lines = lines_by_region(page)
    regions: list[Region | None] = list(page.regions)
    for at in labelled:
        for _ in range(MOST_PARTS):
            after = _next_part(at, regions, lines)
            if after is None:
                break
            regions[at] = _joined(regions[at], regions[after])
            lines[at] = (*lines[at], *lines[after])
            regions[after] = None
    return replace(page, regions=tuple(filter(None, regions)))


def _next_part(at: int, regions: Sequence[Region | None], lines: dict[int, tuple[Line, ...]]) -> int | None:
    """Return the place of the region that goes on with the caption at ``at``, None where it is whole."""
    if not lines[at] or len(lines[at]) >= MOST_LINES:
        return None
    for other, region in enumerate(regions):
        if region is None or other == at or region.kind not in _TEXT or not lines[other]:
            continue
        short = len(lines[other]) + len(lines[at]) <= MOST_LINES
        if short and _goes_on(lines[at][-1], lines[other], lines[at]) and not is_label(region.text):
            return other
    return None


def _goes_on(last: Line, lines: tuple[Line, ...], caption: tuple[Line, ...]) -> bool:
    first = lines[0]
    near = -0.5 * last.size < first.box.top - last.box.bottom < LEADING * last.size
    if not near or abs(first.size - last.size) > 0.08 * last.size:
        return False
    unended = not _ENDED.search(last.text.strip()) and first.text.strip()[:1].islower()
    return _is_flush(first.box, last.box, caption) and (unended or _look(lines) == _look((last,)))


def _is_flush(first: Box, last: Box, caption: tuple[Line, ...]) -> bool:
    """Tell whether the line ``first`` is under the left edge of ``caption`` or its title, or its middle."""
    left = min(line.box.left for line in caption)
    if any(abs(first.left - edge) < FLUSH for edge in _title_edges(caption[0])):
        return True
    middles = abs((first.left + first.right) - (last.left + last.right))
    return abs(first.left - left) < FLUSH or abs(first.left - last.left) < FLUSH or middles < FLUSH


def _title_edges(line: Line) -> Iterator[float]:
    """Yield the left edge of the words after the label that ``line`` begins with, if they are a span."""
    for label, title in pairwise(line.spans):
        if is_label_alone(label.text):
            yield title.box.left


def _look(lines: Sequence[Line]) -> _Look:
    counts: Counter[_Look] = Counter()
    for line in lines:
        for span in line.spans:
            counts[_Look(span.bold, span.italic)] += len(span.text)
    return counts.most_common(1)[0][0]


def _joined(one: Region | None, other: Region | None) -> Region | None:
    if one is None or other is None:
        return one
    text = f"{plain(one.text)} {plain(other.text)}"
    return Region(RegionKind.PARAGRAPH, around([one.box, other.box]), text)
