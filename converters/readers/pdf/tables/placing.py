"""A table put in place of what the engine saw there."""

from __future__ import annotations

from dataclasses import replace

from converters.readers.pdf.page import Page, Region, RegionKind, around, contains
from converters.readers.pdf.text.lines import lines_of


def with_table(page: Page, table: Region) -> Page:
    """Return ``page`` with ``table`` where the first of its words stood, and no other region saying them."""
    regions: list[Region] = []
    place: int | None = None
    for region in page.regions:
        mine = page.spans_in(region.box)
        outside = [span for span in mine if not contains(table.box, span.box)]
        if region.kind is RegionKind.FIGURE or len(outside) == len(mine):
            regions.append(region)
            continue
        place = len(regions) if place is None else place
        if outside:
            lines = lines_of(outside)
            text = " ".join(line.text for line in lines)
            kind = RegionKind.PARAGRAPH if region.kind is RegionKind.TABLE else region.kind
            box = around([line.box for line in lines])
            rest = replace(region, kind=kind, box=box, text=text, marker=None, rows=(), lines=())
            regions.append(rest)
            place += box.top < table.box.top
    regions.insert(len(regions) if place is None else place, table)
    return replace(page, regions=tuple(regions))
