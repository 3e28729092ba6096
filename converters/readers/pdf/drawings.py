"""Figures that are drawn, not pictured: lines and shapes beside a caption, shown as the picture they make.

A caption that says "Figure 3" promises a figure. Where the engine found no picture
beside it, the drawing that stands right above or below it is what it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from converters.document import Box
from converters.readers.pdf.page import Page, Picture, Region, RegionKind, Span, around
from converters.readers.pdf.wording import plain

NEAR = 14.0  # points between the parts of one drawing
BESIDE = 48.0  # points between a drawing and its caption
LEAST = 40.0  # points across and down; less is a rule, a box or an ornament
MARGIN = 4.0  # points of paper around a drawing
MOST = 0.7  # share of the page's area: more is the ground that the page is printed on
MAX_PARTS = 4000  # of a drawing that are looked at one by one

_CAPTION = re.compile(
    r"(?i:figure|fig\.?|chart|graph|map|plate|diagram|scheme|exhibit|illustration|abb\.|abbildung)"
    r"\s*(?:[A-Z]{1,2}[.-]?)?\d+(?:[.\-–]\d+)*[a-z]?(?=\s*[.:|–—-]|\s+[A-Z(“\"]|\s*$)"
)
_TEXT = {RegionKind.PARAGRAPH, RegionKind.HEADING, RegionKind.LIST_ITEM}


class Drawn(Protocol):
    """A page that can say what is drawn on it, and show it."""

    def drawings(self) -> tuple[Box, ...]: ...

    def picture(self, box: Box) -> bytes: ...


def with_drawings(page: Page, there: Drawn) -> tuple[Page, tuple[Picture, ...]]:
    """Return ``page`` with a figure beside each caption whose drawing was found, and their pictures."""
    lonely = [at for at, region in enumerate(page.regions) if _is_lonely(page, region)]
    if not lonely:
        return page, ()
    drawings = _drawings(there.drawings(), page)
    regions = list(page.regions)
    pictures: list[Picture] = []
    pairs = _pairs({at: page.regions[at].box for at in lonely}, drawings)
    for at, drawing in sorted(pairs.items(), reverse=True):
        caption = page.regions[at].box
        box = _with_labels(drawing, page, caption)
        name = f"drawing-{page.number}-{at}"
        pictures.append(Picture(name, page.number, box, there.picture(box)))
        place = at if drawing.top < caption.top else at + 1
        regions.insert(place, Region(RegionKind.FIGURE, box, picture=name))
    return replace(page, regions=tuple(regions)), tuple(pictures)


def _pairs(captions: dict[int, Box], drawings: list[Box]) -> dict[int, Box]:
    """Return the drawing of each of ``captions``, as far as there are any.

    A page sets its captions all over or all under its figures: the way that serves
    more of them, or serves them from nearer, goes first.
    """
    ways = [_paired(captions, drawings, under) for under in (True, False)]
    first, second = sorted(ways, key=lambda pairs: (-len(pairs), _span(captions, pairs)))
    taken = list(first.values())
    rest = {at: drawing for at, drawing in second.items() if at not in first and drawing not in taken}
    return first | rest


def _paired(captions: dict[int, Box], drawings: list[Box], under: bool) -> dict[int, Box]:
    free, pairs = list(drawings), {}
    for at, caption in captions.items():
        near = [
            box
            for box in free
            if (box.top < caption.top) == under
            and _overlap(box, caption)
            and _distance(box, caption) < BESIDE
        ]
        if near:
            pairs[at] = min(near, key=lambda box: _distance(box, caption))
            free.remove(pairs[at])
    return pairs


def _span(captions: dict[int, Box], pairs: dict[int, Box]) -> float:
    return sum(_distance(drawing, captions[at]) for at, drawing in pairs.items())


def _is_lonely(page: Page, region: Region) -> bool:
    """Tell whether ``region`` is the caption of a figure that has no picture yet."""
    text = plain(region.text)
    if region.kind not in _TEXT or not _CAPTION.match(text):
        return False
    figures = (other.box for other in page.regions if other.kind is RegionKind.FIGURE)
    return not any(_distance(box, region.box) < BESIDE and _overlap(box, region.box) for box in figures)


def _drawings(parts: Sequence[Box], page: Page) -> list[Box]:
    """Return the boxes of what is drawn on ``page``: parts near one another are one drawing."""
    area = MOST * page.width * page.height
    kept = [box for box in parts[:MAX_PARTS] if (box.right - box.left) * (box.bottom - box.top) < area]
    groups: list[Box] = []
    for box in sorted(kept, key=lambda box: box.top):
        near = [group for group in groups if _touch(group, box)]
        groups = [group for group in groups if group not in near]
        groups.append(around([box, *near]))
    return [box for box in groups if min(box.right - box.left, box.bottom - box.top) >= LEAST]


def _touch(one: Box, other: Box) -> bool:
    across = one.left - NEAR < other.right and other.left < one.right + NEAR
    return across and one.top - NEAR < other.bottom and other.top < one.bottom + NEAR


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right


def _distance(one: Box, other: Box) -> float:
    return max(one.top - other.bottom, other.top - one.bottom, 0.0)


def _with_labels(drawing: Box, page: Page, caption: Box) -> Box:
    """Return ``drawing`` with the words that stand at its edges, such as those of an axis, and some paper."""
    labels = [span.box for span in _labels(drawing, page, caption)]
    box = around([drawing, *labels])
    top = max(box.top - MARGIN, caption.bottom if caption.bottom <= drawing.top else 0.0)
    foot = min(box.bottom + MARGIN, caption.top if caption.top >= drawing.bottom else page.height)
    return Box(max(box.left - MARGIN, 0.0), top, min(box.right + MARGIN, page.width), foot)


def _labels(drawing: Box, page: Page, caption: Box) -> Iterator[Span]:
    wide = drawing.right - drawing.left
    for span in page.spans:
        box = span.box
        short = box.right - box.left < wide / 2
        if short and _touch(drawing, box) and not (_overlap(box, caption) and _distance(box, caption) <= 0):
            yield span
