"""A table put in place of what the engine saw there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from converters.document import Box
from converters.readers.pdf.page import Page, Region, RegionKind, Span, around, contains, meet
from converters.readers.pdf.rereading.placing import paragraphs_of
from converters.readers.pdf.text.lines import lines_of

SLACK = 2.0  # points


def with_table(page: Page, table: Region) -> Page:
    """Return ``page`` with ``table`` where most of its words stood, or the first, said by nothing else."""
    regions: list[Region] = []
    place: int | None = None
    strays = _strays(page, table)
    most = len(page.spans_in(table.box)) / 2
    for region in page.regions:
        mine = _spans(region, strays, page)
        outside = [span for span in mine if not contains(table.box, span.box)]
        if region in strays:
            continue
        if region.kind is RegionKind.FIGURE or len(outside) == len(mine):
            regions.append(region)
            continue
        if place is None or len(mine) - len(outside) > most:
            place = len(regions)
        rest = list(_rest(region, outside))
        regions += rest
        place += sum(part.box.top < table.box.top for part in rest)
    regions.insert(len(regions) if place is None else place, table)
    return replace(page, regions=tuple(regions))


def _strays(page: Page, table: Region) -> list[Region]:
    """Return the text over the engine's tables where ``table`` is: words that it had lost there."""
    read = [other.box for other in page.regions if _is_engines(other) and meet(other.box, table.box)]
    return [
        region
        for region in page.regions
        if region.kind is RegionKind.PARAGRAPH and any(_is_level(region.box, box) for box in read)
    ]


def _is_engines(region: Region) -> bool:
    return region.kind is RegionKind.TABLE and not region.ruled


def _is_level(box: Box, read: Box) -> bool:
    """Tell whether ``box`` reaches into ``read`` and no higher or lower than it."""
    return meet(box, read) and read.top - SLACK <= box.top and box.bottom <= read.bottom + SLACK


def _spans(region: Region, strays: list[Region], page: Page) -> list[Span]:
    """Return the words of ``region``, those of ``strays`` over it among them."""
    over = [stray.box for stray in strays if _is_engines(region) and meet(stray.box, region.box)]
    return [
        page.spans[at] for at in sorted({at for box in (region.box, *over) for at in page.places_in(box)})
    ]


def _rest(region: Region, outside: list[Span]) -> Iterator[Region]:
    """Yield what is left of ``region``, whose words ``outside`` stand in no table."""
    if outside and region.kind is RegionKind.TABLE:
        yield from _paragraphs(outside)
    elif outside:
        lines = lines_of(outside)
        text = " ".join(line.text for line in lines)
        box = around([line.box for line in lines])
        yield replace(region, box=box, text=text, marker=None, rows=(), lines=())


def _paragraphs(spans: list[Span]) -> Iterator[Region]:
    """Yield what the engine read as rows of a table, above, between and below those that are."""
    for lines in paragraphs_of(tuple(lines_of(spans))):
        box = around([line.box for line in lines])
        yield Region(RegionKind.PARAGRAPH, box, " ".join(line.text for line in lines))
