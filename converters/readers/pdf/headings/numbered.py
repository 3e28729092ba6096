"""Numbered headings that stand in no sentence, known before tables are sought.

The number of a heading is set off from its words by a wide space, and headings follow one
another ("2 Works", "2.1 Harbours"): to what looks for columns that is a table. A line that begins
with a section's number, stands out by its type and has white over it is a heading, and no table
reaches over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from converters.document import Box
from converters.readers.pdf.headings.wording import LARGER, WHOLLY, Type, bold_share
from converters.readers.pdf.page import Page, Region, RegionKind, around, contains, share_width
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.contents import is_entry
from converters.readers.pdf.text.lines import Line, lines_by_region
from converters.readers.pdf.text.segments import segments_of

SMALLEST = 0.95  # times the size of the text, for bold type
MOST_WORDS = 18
OVER = 0.5  # type sizes of white over a heading, at least
WIDE = 2.5  # type sizes between a heading's number and its words, at most
FEWEST_ROWS = 3  # of a table that a heading was cut from

_LOOKED_AT = {RegionKind.TABLE, RegionKind.HEADING, RegionKind.PARAGRAPH}
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z](?:\.\d{1,2}){1,4})\.?(?=\s+[^\W\d]|\s+[\\(“\"‘])")
_ENDED = re.compile(r"[.,;:][”’\"')\]]*$")


def with_headings_kept(page: Page, body: Type, change: Callable[[Page], Page]) -> Page:
    """Return ``page`` as ``change`` makes it, which does not see the words of its numbered headings."""
    heads = numbered_headings(page, body)
    if not heads:
        return change(page)
    ids = {id(span) for line in heads for span in line.spans}
    apart = with_headings_apart(page, heads)
    rest = replace(apart, spans=tuple(span for span in page.spans if id(span) not in ids))
    changed = replace(change(rest), spans=page.spans)
    missing = [line for line in heads if not any(_is_heading(region, line) for region in changed.regions)]
    for line in missing:
        changed = _with_heading(changed, line)
    return changed


def numbered_headings(page: Page, body: Type) -> tuple[Line, ...]:
    """Return the lines of ``page`` that are headings by their number, their type and the white over them."""
    found: list[Line] = []
    every = lines_by_region(page)
    for place, region in enumerate(page.regions):
        lines = every[place]
        if region.leads or region.kind not in _LOOKED_AT:
            continue
        mine = {at for at, line in enumerate(lines) if _is_set_as_heading(line, body)}
        if region.kind is not RegionKind.TABLE and len(mine) < len(lines):
            continue  # a paragraph's first line is looked at with the others
        chosen = [lines[at] for at in sorted(mine) if _heads_something(at, lines, mine)]
        found += [line for line in chosen if not _is_in_row(line, page)]
    return tuple(found)


def _is_set_as_heading(line: Line, body: Type) -> bool:
    text = one_line(line.text)
    if not _NUMBER.match(text) or len(text.split()) > MOST_WORDS or _ENDED.search(text) or is_entry(line):
        return False
    if any(span.rotation for span in line.spans) or sum(map(str.isalpha, text)) < 3:
        return False
    parts = segments_of(line, WIDE)
    if len(parts) > 1:
        return False
    bold = bold_share([line]) >= WHOLLY and not body.bold
    return line.size >= LARGER * body.size or (bold and line.size >= SMALLEST * body.size)


def _heads_something(at: int, lines: Sequence[Line], mine: set[int]) -> bool:
    """Tell whether the line at ``at`` heads what is under it: text, or a heading deeper by one.

    Numbered lines of one depth under one another are a list, or a list of contents.
    """
    line = lines[at]
    above = lines[at - 1] if at else None
    follows = at - 1 in mine and above is not None and depth_of(line.text) == depth_of(above.text) + 1
    if above is not None and not follows and line.box.top - above.box.bottom < OVER * line.size:
        return False
    if at + 1 not in mine:
        return True
    return depth_of(lines[at + 1].text) > depth_of(line.text)


def depth_of(text: str) -> int:
    """Return how deep the heading ``text`` is by its number, "2.3" two, 0 where it has none."""
    match = _NUMBER.match(one_line(text))
    return len(re.split(r"\.(?=\w)", match[0])) if match else 0


def _is_in_row(line: Line, page: Page) -> bool:
    """Tell whether ``line`` stands between two rules, as the row of a drawn table, or before a number."""
    near = 0.8 * line.size
    rules = [box for box in page.drawings if share_width(box, line.box) and box.bottom - box.top < near]
    over = any(0 <= line.box.top - box.bottom + 1 < near for box in rules)
    under = any(0 <= box.top - line.box.bottom + 1 < near for box in rules)
    beside = (
        span
        for span in page.spans
        if span.box.left >= line.box.right
        and span.box.top < line.box.bottom
        and line.box.top < span.box.bottom
    )
    return (over and under) or any(span.text.strip().isdigit() for span in beside)


# --- among the regions ------------------------------------------------------------------------


def with_headings_apart(page: Page, heads: Sequence[Line]) -> Page:
    """Return ``page`` with each of the lines ``heads`` as a heading of its own."""
    if not heads:
        return page
    lines = lines_by_region(page)
    parts = (part for at, region in enumerate(page.regions) for part in _parts(region, lines[at], heads))
    return replace(page, regions=tuple(parts))


def _parts(region: Region, lines: Sequence[Line], heads: Sequence[Line]) -> Iterator[Region]:
    """Yield ``region``, which holds ``lines``, with each of ``heads`` in it as a region of its own."""
    if not any(line in heads for line in lines):
        yield region
        return
    run: list[Line] = []
    for line in lines:
        if line in heads:
            yield from _rest(region, run)
            yield heading_of(line)
            run = []
        else:
            run.append(line)
    yield from _rest(region, run)


def heading_of(line: Line) -> Region:
    return Region(RegionKind.HEADING, line.box, line.text, level=depth_of(line.text))


def _is_heading(region: Region, line: Line) -> bool:
    return region.kind is RegionKind.HEADING and contains(region.box, line.box)


def _rest(region: Region, lines: Sequence[Line]) -> Iterator[Region]:
    """Yield ``lines`` of ``region``: those of a table as its rows, if enough are left."""
    if not lines:
        return
    box = around([line.box for line in lines])
    rows = tuple(row for row in region.rows if (cells := [c.box for c in row if c.box]) and _in(box, cells))
    if region.kind is RegionKind.TABLE and len(rows) >= FEWEST_ROWS:
        yield replace(region, box=box, rows=rows, headed=region.headed and rows[0] == region.rows[0])
    else:
        yield Region(RegionKind.PARAGRAPH, box, " ".join(line.text for line in lines))


def _in(box: Box, cells: list[Box]) -> bool:
    return contains(box, around(cells))


def _with_heading(page: Page, line: Line) -> Page:
    """Return ``page`` with ``line`` as a heading before the first region that stands under it."""
    after = (
        at
        for at, region in enumerate(page.regions)
        if region.box.top >= line.box.bottom - 2 and share_width(region.box, line.box)
    )
    place = next(after, len(page.regions))
    return replace(page, regions=(*page.regions[:place], heading_of(line), *page.regions[place:]))
