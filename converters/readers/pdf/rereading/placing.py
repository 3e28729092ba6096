"""Spans that no region says, put where they stand: into the region around them, or into one of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from converters.document import Box
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, Span, around, contains
from converters.readers.pdf.text.characters import letters, one_line
from converters.readers.pdf.text.lines import Line, lines_of
from converters.readers.pdf.text.wording import plain

TOGETHER = 0.8  # line heights between two lines of one paragraph, at most
FEWEST = 4  # letters of a span that are not in a region's text by chance
LINES_APART = 2.5  # type sizes from a region's foot to that of the line under it
MAX_LINES = 2000  # lines put in by place on one page; a page of more is a drawing made of letters

_TEXT = {RegionKind.PARAGRAPH, RegionKind.HEADING, RegionKind.LIST_ITEM}


def with_lost(page: Page, lost: tuple[Span, ...]) -> Page:
    """Return ``page`` with the spans ``lost``, which it has not, among its spans and in its regions."""
    if not lost:
        return page
    page = replace(page, spans=(*page.spans, *lost))
    regions = list(page.regions)
    loose: list[Span] = []
    homes: dict[int | None, list[Span]] = defaultdict(list)
    for span in lost:
        homes[_home(regions, span)].append(span)
    for at, spans in homes.items():
        if at is None or (filled := _with(regions[at], tuple(spans), page)) is None:
            loose.extend(spans)
        else:
            regions[at] = filled
    return with_strays(replace(page, regions=tuple(regions)), tuple(loose))


def with_whole_boxes(page: Page) -> Page:
    """Return ``page`` with each region as large as the lines it says: the engine leaves some outside."""
    outside = [span for span, home in zip(page.spans, page.homes(), strict=True) if home is None]
    if not outside:
        return page
    regions = list(page.regions)
    for line in lines_of(outside):
        for span in line.spans:
            if (at := _said_near(span, regions)) is not None:
                regions[at] = replace(regions[at], box=around([regions[at].box, span.box]))
    return replace(page, regions=tuple(regions))


def _said_near(span: Span, regions: list[Region]) -> int | None:
    """Return the place of the text region right over ``span`` that says its words."""
    said = letters(span.text)
    if len(said) < FEWEST:
        return None
    for at, region in enumerate(regions):
        near = 0 < span.box.bottom - region.box.bottom < LINES_APART * span.size
        if (
            near
            and region.kind in _TEXT
            and _overlap(region.box, span.box)
            and said in letters(plain(region.text))
        ):
            return at
    return None


def _home(regions: list[Region], span: Span) -> int | None:
    """Return the place of the smallest region that holds the middle of ``span``."""
    holding = [at for at, region in enumerate(regions) if contains(region.box, span.box)]
    return min(holding, key=lambda at: _area(regions[at].box), default=None)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _with(region: Region, lost: tuple[Span, ...], page: Page) -> Region | None:
    """Return ``region`` with the words of ``lost`` in its text, None where it has no place for them."""
    if region.kind in _TEXT:
        marker = one_line(region.marker or "")
        before = _text_in(region.box, page, lost)
        if before is None or letters(before) != letters(f"{marker} {plain(region.text)}"):
            return None  # the engine read it in an order that its lines do not tell
        text = _text_in(region.box, page)
        return None if text is None else replace(region, text=text.removeprefix(marker).lstrip())
    if region.kind is RegionKind.TABLE:
        cells = [cell.box for row in region.rows for cell in row if cell.box]
        if not all(any(contains(box, span.box) for box in cells) for span in lost):
            return None
        rows = tuple(tuple(_cell(cell, lost, page) for cell in row) for row in region.rows)
        return replace(region, rows=rows)
    return None


def _cell(cell: GridCell, lost: tuple[Span, ...], page: Page) -> GridCell:
    if not cell.box or not any(contains(cell.box, span.box) for span in lost):
        return cell
    text = _text_in(cell.box, page)
    return cell if text is None else replace(cell, text=text)


def _text_in(box: Box, page: Page, without: tuple[Span, ...] = ()) -> str | None:
    """Return the text of the lines in ``box``, None where some run another way than from left to right."""
    left_out = set(map(id, without))
    spans = [span for span in page.spans_in(box) if id(span) not in left_out]
    if any(span.rotation for span in spans):
        return None
    return one_line(" ".join(line.text for line in lines_of(spans)))


# --- regions of their own -------------------------------------------------------------------


def with_strays(page: Page, strays: tuple[Span, ...]) -> Page:
    """Return ``page`` with paragraphs of its own spans ``strays``, in reading order among its regions."""
    if not strays:
        return page
    regions = list(page.regions)
    for lines in paragraphs_of(lines_of(span for span in strays if letters(span.text))[:MAX_LINES]):
        box = around([line.box for line in lines])
        text = one_line(" ".join(line.text for line in lines))
        regions.insert(turn([region.box for region in regions], box), Region(RegionKind.PARAGRAPH, box, text))
    return replace(page, regions=tuple(regions))


def paragraphs_of(lines: tuple[Line, ...]) -> list[list[Line]]:
    """Return ``lines`` in the groups that stand close one under the other, in type of one size."""
    if not lines:
        return []
    paragraphs = [[lines[0]]]
    for above, below in pairwise(lines):
        if _together(above, below):
            paragraphs[-1].append(below)
        else:
            paragraphs.append([below])
    return paragraphs


def _together(above: Line, below: Line) -> bool:
    gap = below.box.top - above.box.bottom
    same = abs(above.size - below.size) < 0.2 * above.size
    return same and gap < TOGETHER * above.size and _overlap(above.box, below.box)


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right


def turn(boxes: Sequence[Box | None], box: Box) -> int:
    """Return the place in ``boxes``, which are in reading order, at which ``box`` is read.

    That is after the one right above it in its column, else before the one below it.
    """
    middle = (box.top + box.bottom) / 2
    known = [(at, other) for at, other in enumerate(boxes) if other]
    column = [(at, other) for at, other in known if _overlap(other, box)]
    above = [(other.bottom, at) for at, other in column if (other.top + other.bottom) / 2 <= middle]
    if above:
        return max(above)[1] + 1
    below = [at for at, other in column if other.top >= box.top]
    if below:
        return below[0]
    return next((at for at, other in known if other.top > middle), len(boxes))
