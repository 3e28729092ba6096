"""List markers that hang far out: the engine reads them as a column of their own, beside the items.

Word processors set a marker at one tab and its words at the next. A region of nothing but
markers, each on a line with words to its right, marks where the items in those begin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from converters.readers.pdf.page import Page, Region, RegionKind, around
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line, lines_by_region

TAB = 72.0  # points from a marker to its words, at most
SAME_LINE = 0.5  # share of the lower line's height that two lines have in common

_MARKER = r"(?:[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)\]]{1,2}|[•▪▫◦●○■□➢‣✓–-])"
_LONE = re.compile(_MARKER)
_MARKERS = re.compile(rf"\s*(?:{_MARKER}\s*)+")

_TEXT = {RegionKind.PARAGRAPH, RegionKind.LIST_ITEM}


def with_markers_beside_words(page: Page) -> Page:
    """Return ``page`` with each column of markers taken into the items that they mark."""
    columns = [at for at, region in enumerate(page.regions) if _is_markers(region)]
    if not columns:
        return page
    lines = lines_by_region(page)
    starts: dict[int, dict[int, Line]] = defaultdict(dict)
    gone = set()
    for at in columns:
        found = [(marker, _beside(marker, at, page, lines)) for marker in lines[at]]
        if found and all(place and _LONE.fullmatch(one_line(marker.text)) for marker, place in found):
            gone.add(at)
            for marker, place in found:
                starts[place[0]][place[1]] = marker  # type: ignore[index]  # every one has a place
    regions: list[Region] = []
    for at, region in enumerate(page.regions):
        if at not in gone:
            regions += _items(region, lines[at], starts[at]) if starts[at] else [region]
    return replace(page, regions=tuple(regions))


def _is_markers(region: Region) -> bool:
    said = f"{region.marker or ''} {region.text}"
    return region.kind in _TEXT and not region.leads and bool(_MARKERS.fullmatch(said))


def _beside(
    marker: Line, column: int, page: Page, lines: dict[int, tuple[Line, ...]]
) -> tuple[int, int] | None:
    """Return the region and the line in it that begins on the line of ``marker``, to its right."""
    places = [
        (line.box.left, at, number)
        for at, region in enumerate(page.regions)
        if at != column and region.kind in _TEXT
        for number, line in enumerate(lines[at])
        if 0 <= line.box.left - marker.box.right < TAB and _on_one_line(marker, line)
    ]
    return min(places)[1:] if places else None


def _on_one_line(one: Line, other: Line) -> bool:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > SAME_LINE * min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)


def _items(region: Region, lines: tuple[Line, ...], starts: dict[int, Line]) -> list[Region]:
    """Return ``region`` cut before each of its lines that a marker stands beside."""
    places = sorted({0, *starts})
    items = []
    for at, end in zip(places, [*places[1:], len(lines)], strict=True):
        text = one_line(" ".join(line.text for line in lines[at:end]))
        boxes = [line.box for line in lines[at:end]]
        if marker := starts.get(at):
            box = around([marker.box, *boxes])
            items.append(Region(RegionKind.LIST_ITEM, box, text, marker=one_line(marker.text)))
        else:
            own = one_line(region.marker or "")
            items.append(replace(region, box=around(boxes), text=text.removeprefix(own).lstrip()))
    return items
