"""List items that the engine ran together: lines that begin with a bullet, or with numbers that go on.

A number at the start of a line is an item's only in company: the next one must
follow it, in the same way of counting. Years, sums and numbered headings do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from converters.readers.pdf.lists.markers import counts_of, follows
from converters.readers.pdf.lists.nesting import shape_of
from converters.readers.pdf.page import Page, Region, RegionKind, around
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line, lines_by_region
from converters.readers.pdf.text.wording import same_words

REACH = 12  # numbers back on the page that one may go on from

_BULLET = re.compile(r"([•▪▫◦●○■□❑❖➢‣⁃∙·✓]|[-–—*](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"([(\[]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})[.)\]]{1,2})\s+(?=\S)")

_AMBIGUOUS = frozenset("-–—*·")
INSIDE = 6.0  # points that the lines of an item stand in from its marker

_KINDS = {RegionKind.PARAGRAPH, RegionKind.LIST_ITEM}


def with_items_apart(page: Page) -> Page:
    """Return ``page`` with each region that holds several list items as so many regions."""
    regions: list[Region] = []
    lines = lines_by_region(page)
    filled = [
        (region, lines[at] if region.kind in _KINDS and not region.leads else ())
        for at, region in enumerate(page.regions)
    ]
    counted = _counted(filled)
    for at, (region, mine) in enumerate(filled):
        starts = _starts(mine, region, counted[at])
        if not starts or any(span.rotation for line in mine for span in line.spans):
            regions.append(region)
        else:
            regions += _parts(region, mine, starts)
    return replace(page, regions=tuple(_in_company(regions)))


def _in_company(regions: list[Region]) -> list[Region]:
    """Return ``regions`` without items that only begin as one does: a dash, or a number that counts nothing.

    A dash alone on its page is a minus or a pause. A number inside the item above,
    which neither goes on with a count nor is gone on with, is a figure in its text.
    """
    markers = [region.marker for region in regions if region.kind is RegionKind.LIST_ITEM]
    found: list[Region] = []
    for region in regions:
        marker = region.marker or ""
        if region.kind is not RegionKind.LIST_ITEM or _has_company(marker, markers):
            found.append(region)
        elif not counts_of(marker):
            found.append(replace(region, kind=RegionKind.PARAGRAPH, marker=None, text=_whole(region)))
        elif (
            found and found[-1].kind is RegionKind.LIST_ITEM and region.box.left > found[-1].box.left + INSIDE
        ):
            last = found[-1]
            text = f"{last.text} {_whole(region)}"
            found[-1] = replace(last, box=around([last.box, region.box]), text=text)
        else:
            found.append(region)
    return found


def _has_company(marker: str, markers: list[str | None]) -> bool:
    ways = counts_of(marker)
    if not ways:
        return marker.strip() not in _AMBIGUOUS or markers.count(marker) > 1
    others = [counts_of(other) for other in markers if shape_of(other) == shape_of(marker)]
    first = any(number <= 1 for _, number in ways)
    return first or any(follows(other, ways) or follows(ways, other) for other in others)


def _whole(region: Region) -> str:
    return f"{region.marker or ''} {region.text}".strip()


def _starts(lines: tuple[Line, ...], region: Region, counted: dict[int, str]) -> dict[int, str]:
    """Return the markers by the number of the line that each begins, none where nothing is to part."""
    if not lines or not same_words(lines, f"{region.marker or ''} {region.text}"):
        return {}
    said = [one_line(line.text) for line in lines]
    bullets = {at: match[1] for at, text in enumerate(said) if (match := _BULLET.match(text))}
    between = {
        at for at in bullets if said[at][0] in _AMBIGUOUS and said[at].endswith(said[at][0])
    }  # "- or -"
    starts = {at: marker for at, marker in bullets.items() if at not in between} | counted
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
