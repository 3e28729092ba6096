"""Contents lists on untagged pages: lines that end in a page number, read as entries, one to a line.

A typographer sets the numbers of a contents list at one right edge, with a row of dots or white
space before each, and they do not fall. The layout engine reads such a page as a table, or as a
column of titles and one of numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from converters.readers.pdf.characters import one_line
from converters.readers.pdf.lines import Line, lines_of
from converters.readers.pdf.page import Page, Region, RegionKind, Span, around, contains

FEWEST = 4  # entries of a contents list that has dots, or says what it is
FEWEST_PLAIN = 8  # the same of one that has neither
SHARE_PLAIN = 0.6  # of the page's lines are entries, where the list has neither
DOTTED = 0.5  # share of the entries with dots
SAME_EDGE = 6.0  # points between the right edges of numbers in one column
SET_OFF = 0.8  # type sizes between a title and its number, at least
FULL = 0.75  # share of the measure that a line takes which goes on in the next
INDENT = 4.0  # points

_ENTRY = re.compile(
    r"(?P<title>.*?[^\W\d_].*?)(?P<dots>(?:\s*[.·…_]){3,}|\s*…)?\s*(?<![\w-])(?P<page>\d{1,4}|[ivxlc]{1,7})"
)
_NAMED = re.compile(r"(?:table of |list of )?(?:contents|figures|tables|illustrations|maps)", re.IGNORECASE)
_ENUMERATED = re.compile(
    r"(?:section|chapter|part|appendix|annex|unit|[A-Z]?\d{1,3}(?:\.\d{1,2})*)[.:)]?\s", re.IGNORECASE
)
_LEADERS = re.compile(r"(?:\s*[.·…_]){3,}\s*|\s*[.·…_]+\s+(?=(?:\d{1,4}|[ivxlc]{1,7})$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines that name one thing. ``page`` is None for a line without a number, such as the name of a part."""

    lines: tuple[Line, ...]
    page: str | None


def with_contents(page: Page) -> Page:
    """Return ``page`` with the entries of a contents list on it as list items that lead somewhere."""
    lines = lines_of(span for span in page.spans if not span.rotation)
    numbered = _numbered(lines)
    if not _is_contents(lines, numbered):
        return page
    first, last = min(numbered), max(numbered)
    while first > 0 and _goes_on(lines[first - 1], lines[first], lines):
        first -= 1
    entries = _entries(lines[first : last + 1], {at - first for at in numbered}, lines)
    return replace(page, regions=tuple(_placed(page, entries)))


def without_leaders(text: str) -> str:
    """Return ``text`` with each row of dots as a space."""
    return _LEADERS.sub(" ", text)


def _numbered(lines: Sequence[Line]) -> dict[int, re.Match[str]]:
    """Return the places of the lines that end in a number set off from their words, at one right edge."""
    found = {}
    for at, line in enumerate(lines):
        match = _ENTRY.fullmatch(one_line(line.text))
        if match and (match["dots"] or _is_set_off(line)):
            found[at] = match
    edges = Counter(round(lines[at].box.right / SAME_EDGE) for at in found)
    if not edges:
        return {}
    edge = edges.most_common(1)[0][0] * SAME_EDGE
    return {at: match for at, match in found.items() if abs(lines[at].box.right - edge) <= SAME_EDGE}


def _is_set_off(line: Line) -> bool:
    if len(line.spans) < 2:
        return False
    before, number = line.spans[-2:]
    return number.box.left - before.box.right > SET_OFF * number.size


def _is_contents(lines: Sequence[Line], numbered: dict[int, re.Match[str]]) -> bool:
    pages = [int(match["page"]) for match in numbered.values() if match["page"].isdigit()]
    if len(numbered) < FEWEST or any(later < sooner for sooner, later in pairwise(pages)):
        return False
    if sum(bool(match["dots"]) for match in numbered.values()) >= DOTTED * len(numbered):
        return True
    above = lines[max(0, min(numbered) - 3) : min(numbered)]
    if any(_NAMED.fullmatch(one_line(line.text)) for line in above):
        return True
    return len(numbered) >= FEWEST_PLAIN and len(numbered) >= SHARE_PLAIN * len(lines) and len(set(pages)) > 2


# --- entries --------------------------------------------------------------------------------


def _entries(lines: Sequence[Line], numbered: set[int], every: Sequence[Line]) -> list[Entry]:
    entries: list[Entry] = []
    run: list[Line] = []
    for at, line in enumerate(lines):
        run.append(line)
        if at in numbered:
            match = _ENTRY.fullmatch(one_line(line.text))
            entries.append(Entry(tuple(run), match["page"] if match else None))
            run = []
        elif not (at + 1 < len(lines) and _goes_on(line, lines[at + 1], every)):
            entries.append(Entry(tuple(run), None))
            run = []
    return entries


def _goes_on(above: Line, below: Line, every: Sequence[Line]) -> bool:
    """Tell whether the title that ``above`` begins is too long for one line, and goes on in ``below``."""
    left, right = min(line.box.left for line in every), max(line.box.right for line in every)
    said = one_line(below.text)
    close = below.box.top - above.box.bottom < above.size
    full = above.box.right - left > FULL * (right - left)
    same = below.box.left >= above.box.left - INDENT and round(above.size) == round(below.size)
    return (
        close and full and same and not _ENUMERATED.match(said) and not _ENTRY.fullmatch(one_line(above.text))
    )


# --- among the regions ------------------------------------------------------------------------


def _placed(page: Page, entries: Sequence[Entry]) -> Iterator[Region]:
    """Yield the regions of ``page`` with ``entries`` in the place of what the engine made of them."""
    mine = {id(span) for entry in entries for line in entry.lines for span in line.spans}
    items = [_item(entry) for entry in entries]
    waiting = True
    for region in page.regions:
        inside = [span for span in page.spans if contains(region.box, span.box)]
        rest = [span for span in inside if id(span) not in mine]
        if len(rest) == len(inside) or region.kind is RegionKind.FIGURE:
            yield region
            continue
        before, after = _apart(rest, items[0])
        yield from before
        if waiting:
            yield from items
            waiting = False
        yield from after


def _item(entry: Entry) -> Region:
    text = " ".join(line.text for line in entry.lines)
    return Region(RegionKind.LIST_ITEM, around([line.box for line in entry.lines]), text, leads=True)


def _apart(rest: Sequence[Span], first: Region) -> tuple[list[Region], list[Region]]:
    """Return what else stood in a region with entries as lines of their own, above and below the list."""
    lines = [Region(RegionKind.PARAGRAPH, line.box, line.text) for line in lines_of(rest)]
    above = [region for region in lines if region.box.top < first.box.top]
    return above, lines[len(above) :]
