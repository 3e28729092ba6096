"""List items that the engine ran together: lines that begin with a bullet, or with numbers that go on.

A number at the start of a line is an item's only in company: the next one must
follow it, in the same way of counting. Years, sums and numbered headings do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from converters.readers.pdf.characters import one_line
from converters.readers.pdf.lines import Line, lines_by_region
from converters.readers.pdf.lists import counts_of, follows
from converters.readers.pdf.nesting import shape_of
from converters.readers.pdf.page import Page, Region, RegionKind, around
from converters.readers.pdf.wording import same_words

REACH = 12  # numbers back on the page that one may go on from

_BULLET = re.compile(r"([•▪▫◦●○■□❑❖➢‣⁃∙·✓]|[-–—*](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"([(\[]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})[.)\]]{1,2})\s+(?=\S)")

_KINDS = {RegionKind.PARAGRAPH, RegionKind.LIST_ITEM}


def with_items_apart(page: Page) -> Page:
    """Return ``page`` with each region that holds several list items as so many regions."""
    regions: list[Region] = []
    lines = lines_by_region(page)
    filled = [(region, lines[at] if region.kind in _KINDS else ()) for at, region in enumerate(page.regions)]
    counted = _counted(filled)
    for at, (region, mine) in enumerate(filled):
        starts = _starts(mine, region, counted[at])
        if not starts or any(span.rotation for line in mine for span in line.spans):
            regions.append(region)
        else:
            regions += _parts(region, mine, starts)
    return replace(page, regions=tuple(regions))


def _starts(lines: tuple[Line, ...], region: Region, counted: dict[int, str]) -> dict[int, str]:
    """Return the markers by the number of the line that each begins, none where nothing is to part."""
    if not lines or not same_words(lines, f"{region.marker or ''} {region.text}"):
        return {}
    said = [one_line(line.text) for line in lines]
    starts = {at: match[1] for at, text in enumerate(said) if (match := _BULLET.match(text))} | counted
    alone = region.kind is RegionKind.LIST_ITEM  # its first line is an item's already
    return starts if any(at > 0 or not alone for at in starts) else {}


def _counted(filled: list[tuple[Region, tuple[Line, ...]]]) -> dict[int, dict[int, str]]:
    """Return by region the numbers that go on from one before on the page, and the ones they go on from."""
    places = [(at, number, line) for at, (_, lines) in enumerate(filled) for number, line in enumerate(lines)]
    found = [
        (at, number, match[1]) for at, number, line in places if (match := _NUMBER.match(one_line(line.text)))
    ]
    kept: dict[int, dict[int, str]] = defaultdict(dict)
    for place, (at, number, marker) in enumerate(found):
        for other, line, before in found[max(0, place - REACH) : place][::-1]:
            if shape_of(before) == shape_of(marker) and follows(counts_of(before), counts_of(marker)):
                kept[other][line], kept[at][number] = before, marker
                break
    return kept


def _parts(region: Region, lines: tuple[Line, ...], starts: dict[int, str]) -> Iterator[Region]:
    places = sorted({0, *starts})
    for at, end in zip(places, [*places[1:], len(lines)], strict=True):
        part = lines[at:end]
        text = " ".join(line.text for line in part)
        box = around([line.box for line in part])
        marker = starts.get(at, region.marker if at == 0 else None)
        if marker is None:
            yield Region(RegionKind.PARAGRAPH, box, text)
        else:
            yield Region(RegionKind.LIST_ITEM, box, _after(text, marker), marker=marker)


def _after(text: str, marker: str) -> str:
    return one_line(text).removeprefix(marker).lstrip()
