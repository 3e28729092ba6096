"""The lines of one heading, which the engine read as several headings, put together again."""

from __future__ import annotations

import re
from dataclasses import replace

from converters.readers.pdf.headings.doubts import is_numbered
from converters.readers.pdf.page import Page, Region, RegionKind, around, share_width
from converters.readers.pdf.text.characters import one_line

LEADING = 1.1  # line heights between the lines of one heading

# words that no heading ends with, as cataloguers' rules of title case list them
_OPEN_END = re.compile(
    r"\b(?:a|an|the|and|or|of|to|in|on|at|by|for|from|with|as|into)\s*$|[&,–-]\s*$", re.IGNORECASE
)


def merged(regions: list[Region], page: Page) -> list[Region]:
    """Return ``regions`` with the lines of one heading, read as several, as one."""
    whole: list[Region] = []
    for region in regions:
        at = _place_above(whole, region)
        if at is not None and _is_one_heading(whole[at], region, page):
            last = whole[at]
            whole[at] = replace(last, box=around([last.box, region.box]), text=f"{last.text} {region.text}")
        else:
            whole.append(region)
    return whole


def _place_above(regions: list[Region], region: Region) -> int | None:
    """Return the place of the last of ``regions`` that is no picture beside ``region``, such as a logo."""
    return next(
        (
            at
            for at in reversed(range(len(regions)))
            if regions[at].kind is not RegionKind.FIGURE or share_width(regions[at].box, region.box)
        ),
        None,
    )


def _is_one_heading(above: Region, below: Region, page: Page) -> bool:
    if above.kind is not RegionKind.HEADING or below.kind is not RegionKind.HEADING:
        return False
    one, other = _size(above, page), _size(below, page)
    goes_on = below.text[:1].islower() or _OPEN_END.search(above.text)
    most = LEADING if goes_on else LEADING / 2
    near = -0.5 * one < below.box.top - above.box.bottom < most * one
    same = (
        abs(one - other) < 0.05 * one and not is_numbered(below.text) and one_line(below.text)[:1] not in "•-"
    )
    return (
        near
        and same
        and share_width(above.box, below.box)
        and not above.text.rstrip().endswith((".", "?", ":", "!"))
    )


def _size(region: Region, page: Page) -> float:
    sizes = [span.size for span in page.spans_in(region.box)]
    return max(sizes, default=region.box.bottom - region.box.top)
