"""A table put in place of what the engine saw there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from converters.readers.pdf.page import Page, Region, RegionKind, Span, around, contains
from converters.readers.pdf.rereading.placing import paragraphs_of
from converters.readers.pdf.text.lines import lines_of


def with_table(page: Page, table: Region) -> Page:
    """Return ``page`` with ``table`` where most of its words stood, or the first, said by nothing else."""
    regions: list[Region] = []
    place: int | None = None
    most = len(page.spans_in(table.box)) / 2
    for region in page.regions:
        mine = page.spans_in(region.box)
        outside = [span for span in mine if not contains(table.box, span.box)]
        if region.kind is RegionKind.FIGURE or len(outside) == len(mine):
            regions.append(region)
            continue
        if place is None or len(mine) - len(outside) > most:
            place = len(regions)
        if outside and region.kind is RegionKind.TABLE:
            parts = list(_paragraphs(outside))
            regions += parts
            place += sum(part.box.top < table.box.top for part in parts)
        elif outside:
            lines = lines_of(outside)
            text = " ".join(line.text for line in lines)
            box = around([line.box for line in lines])
            regions.append(replace(region, box=box, text=text, marker=None, rows=(), lines=()))
            place += box.top < table.box.top
    regions.insert(len(regions) if place is None else place, table)
    return replace(page, regions=tuple(regions))


def _paragraphs(spans: list[Span]) -> Iterator[Region]:
    """Yield what the engine read as rows of a table, above, between and below those that are."""
    for lines in paragraphs_of(tuple(lines_of(spans))):
        box = around([line.box for line in lines])
        yield Region(RegionKind.PARAGRAPH, box, " ".join(line.text for line in lines))
