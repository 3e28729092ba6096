"""Text that the engine ran on into the list item over it, though it stands out to the left of the item.

What belongs to an item hangs under its words, or begins at its marker. A line that begins left of the
marker, further from the line over it than the item's own lines are from one another, is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from converters.readers.pdf.page import Page, Region, RegionKind, around
from converters.readers.pdf.text.lines import Line, lines_by_region
from converters.readers.pdf.text.wording import plain, same_words

OUT = 3.0  # points left of the marker
SPACE = 1.2  # times the pitch of the item's lines, at least, or of its type where it has one line


def with_outdents_apart(page: Page) -> Page:
    """Return ``page`` with what stands left of a list item's marker apart from the item."""
    if not any(region.kind is RegionKind.LIST_ITEM for region in page.regions):
        return page
    lines = lines_by_region(page)
    regions = (part for at, region in enumerate(page.regions) for part in _parts(region, lines[at]))
    return replace(page, regions=tuple(regions))


def _parts(region: Region, lines: tuple[Line, ...]) -> Iterator[Region]:
    end = _end(lines) if region.kind is RegionKind.LIST_ITEM and not region.leads else None
    if end is None or not same_words(lines, f"{region.marker or ''} {region.text}"):
        yield region
        return
    item, rest = lines[:end], lines[end:]
    text = " ".join(line.text for line in item)
    marker = plain(region.marker or "")
    said = plain(text).removeprefix(marker).lstrip()
    yield replace(region, box=around([line.box for line in item]), text=said)
    box = around([line.box for line in rest])
    yield Region(RegionKind.PARAGRAPH, box, " ".join(line.text for line in rest))


def _end(lines: tuple[Line, ...]) -> int | None:
    """Return the number of the first line that is no part of the item that ``lines`` begin with."""
    if any(span.rotation for line in lines for span in line.spans):
        return None
    for at, (above, line) in enumerate(pairwise(lines), 1):
        pitch = line.box.bottom - above.box.bottom
        usual = lines[1].box.bottom - lines[0].box.bottom if at > 1 else 1.2 * above.size
        if line.box.left < lines[0].box.left - OUT and pitch > SPACE * usual:
            return at
    return None
