"""A figure cut out of the text around it: its words leave the regions they were in and become its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from converters.document import Box
from converters.readers.pdf.figures.pieces import Piece
from converters.readers.pdf.figures.zones import Zone
from converters.readers.pdf.page import Page, Picture, Region, RegionKind, Span, around, contains
from converters.readers.pdf.rereading.placing import with_strays
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line, lines_by_region, lines_of

FLUSH = 3.0  # points between the edges or the middles of two lines of one label
STACKED = 0.4  # type sizes between them

_TEXT = {RegionKind.PARAGRAPH, RegionKind.HEADING, RegionKind.LIST_ITEM}


def carved(page: Page, zone: Zone, picture: Picture, caption: Box | None) -> Page:
    """Return ``page`` with ``zone`` as a figure: beside its ``caption``, or where its words were."""
    mine = {id(span) for label in zone.labels for span in label.spans}
    lines = lines_by_region(page)
    kept: list[Region] = []
    strays: list[Span] = []
    touched: int | None = None
    for at, region in enumerate(page.regions):
        spans = [span for line in lines[at] for span in line.spans]
        left = [span for span in spans if id(span) not in mine]
        if region.box != caption and (_is_inside(region, zone.box) or len(left) < len(spans)):
            touched = len(kept) if touched is None else touched
            rest = None if _is_inside(region, zone.box) else _without(region, left, spans)
            kept += [rest] if rest else []
            strays += [] if rest else left
        else:
            kept.append(region)
    figure = Region(RegionKind.FIGURE, zone.box, lines=_words(zone.labels), picture=picture.name)
    kept.insert(_place(kept, figure, caption, touched), figure)
    return with_strays(replace(page, regions=tuple(kept)), tuple(strays))


def _place(regions: list[Region], figure: Region, caption: Box | None, touched: int | None) -> int:
    for at, region in enumerate(regions):
        if region.box == caption:
            return at if figure.box.top < region.box.top else at + 1
    return len(regions) if touched is None else touched


def _is_inside(region: Region, box: Box) -> bool:
    """Tell whether ``region`` is a picture that the drawing is made of."""
    return region.kind is RegionKind.FIGURE and not region.lines and contains(box, region.box, 0)


def _without(region: Region, left: list[Span], spans: list[Span]) -> Region | None:
    """Return ``region`` with the spans ``left`` of its ``spans``, None where too few are for it to go on."""
    if not left:
        return None
    if region.kind is RegionKind.TABLE and len(left) > len(spans) / 2:
        return region
    said = sum(len(span.text) for span in left)
    if region.kind not in _TEXT or said < sum(len(span.text) for span in spans) / 2:
        return None
    lines = lines_of(left)
    text = one_line(" ".join(line.text for line in lines))
    return replace(region, box=around([line.box for line in lines]), text=text)


# --- the words of a figure ------------------------------------------------------------------


def _words(labels: Iterable[Piece]) -> tuple[str, ...]:
    """Return what ``labels`` say, from top to bottom, those of several lines as one."""
    stacks: list[list[Line]] = []
    for label in labels:
        line = Line(label.spans, label.box)
        above = next(
            (stack for stack in reversed(stacks) if not label.turned and _is_under(line, stack[-1])), None
        )
        if above is not None:
            above.append(line)
        else:
            stacks.append([line])
    return tuple(filter(None, (one_line(" ".join(line.text for line in stack)) for stack in stacks)))


def _is_under(line: Line, above: Line) -> bool:
    near = -0.5 * line.size < line.box.top - above.box.bottom < STACKED * line.size
    middles = (line.box.left + line.box.right) - (above.box.left + above.box.right)
    flush = abs(line.box.left - above.box.left) < FLUSH or abs(middles) < 2 * FLUSH
    letters = any(map(str.isalpha, line.text)) and any(map(str.isalpha, above.text))
    return near and flush and letters and abs(line.size - above.size) < 1.5
