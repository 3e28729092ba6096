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

from converters.readers.pdf.page import Page, Region, RegionKind, Span, around
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line, lines_of

FEWEST = 4  # entries of a contents list that has dots, or says what it is
FEWEST_PLAIN = 8  # the same of one that has neither
SHARE_PLAIN = 0.6  # of the page's lines are entries, where the list has neither
DOTTED = 0.5  # share of the entries with dots
SAME_EDGE = 6.0  # points between the right edges of numbers in one column
SET_OFF = 0.8  # type sizes between a title and its number, at least
FULL = 0.75  # share of the measure that a line takes which goes on in the next
INDENT = 4.0  # points

_PAGE = re.compile(r"(?<![\w-])(?:\d{1,4}|[ivxlc]{1,7})$")
_ROMAN = frozenset("ivxlc")
_DOTS = ".·…_"
_NAMED = re.compile(r"(?:table of |list of )?(?:contents|figures|tables|illustrations|maps)", re.IGNORECASE)
_ENUMERATED = re.compile(
    r"(?:section|chapter|part|appendix|annex|unit|[A-Z]?\d{1,3}(?:\.\d{1,2})*)[.:)]?\s", re.IGNORECASE
)
_LEADERS = re.compile(r"(?:\s*[.·…_]){3,}\s*|\s*[.·…_]+\s+(?=(?:\d{1,4}|[ivxlc]{1,7})$)")


@dataclass(frozen=True, slots=True)
class Number:
    """The page number at the end of a line; ``dotted``: a row of dots leads to it."""

    page: str
    dotted: bool


def with_contents(page: Page) -> Page:
    """Return ``page`` with the entries of a contents list on it as list items that lead somewhere."""
    upright = [span for span in page.spans if not span.rotation]
    if sum(_page_at_end(span.text.rstrip()) is not None for span in upright) < FEWEST:
        return page
    lines = lines_of(upright)
    numbered = _numbered(lines)
    if not _is_contents(lines, numbered):
        return page
    first, last = min(numbered), max(numbered)
    while first > 0 and _goes_on(lines[first - 1], lines[first], lines):
        first -= 1
    entries = _entries(lines[first : last + 1], [at in numbered for at in range(first, last + 1)], lines)
    return replace(page, regions=tuple(_placed(page, entries)))


def is_entry(line: Line) -> bool:
    """Tell whether ``line`` ends in a number that dots or white space set off from its words."""
    return _number(line) is not None


def without_leaders(text: str) -> str:
    """Return ``text`` with each row of dots as a space."""
    return _LEADERS.sub(" ", text)


def _numbered(lines: Sequence[Line]) -> dict[int, Number]:
    """Return the places of the lines that end in a number set off from their words, at one right edge."""
    found = {at: number for at, line in enumerate(lines) if (number := _number(line))}
    edges = Counter(round(lines[at].box.right / SAME_EDGE) for at in found)
    if not edges:
        return {}
    edge = edges.most_common(1)[0][0] * SAME_EDGE
    return {at: number for at, number in found.items() if abs(lines[at].box.right - edge) <= SAME_EDGE}


def _number(line: Line) -> Number | None:
    text = one_line(line.text)
    match = _page_at_end(text)
    if match is None:
        return None
    title = text[: match.start()].rstrip()
    words = title.rstrip(_DOTS + " ")
    dotted = sum(title[len(words) :].count(dot) * (3 if dot == "…" else 1) for dot in _DOTS) >= 3
    said = any(map(str.isalpha, words))
    return Number(match[0], dotted) if said and (dotted or _is_set_off(line)) else None


def _page_at_end(text: str) -> re.Match[str] | None:
    """Return the page number that ``text`` ends in; the last character tells of most that there is none."""
    last = text[-1:]
    return _PAGE.search(text) if last.isdigit() or last in _ROMAN else None


def _is_set_off(line: Line) -> bool:
    if len(line.spans) < 2:
        return False
    before, number = line.spans[-2:]
    return number.box.left - before.box.right > SET_OFF * number.size


def _is_contents(lines: Sequence[Line], numbered: dict[int, Number]) -> bool:
    pages = [int(number.page) for number in numbered.values() if number.page.isdigit()]
    if len(numbered) < FEWEST or any(later < sooner for sooner, later in pairwise(pages)):
        return False
    if sum(number.dotted for number in numbered.values()) >= DOTTED * len(numbered):
        return True
    above = lines[max(0, min(numbered) - 3) : min(numbered)]
    if any(_NAMED.fullmatch(one_line(line.text)) for line in above):
        return True
    return len(numbered) >= FEWEST_PLAIN and len(numbered) >= SHARE_PLAIN * len(lines) and len(set(pages)) > 2


# --- entries --------------------------------------------------------------------------------


def _entries(
    lines: Sequence[Line], numbered: Sequence[bool], every: Sequence[Line]
) -> list[tuple[Line, ...]]:
    """Return ``lines`` as entries: each ends with its number, or is a line without, such as a part's name."""
    entries: list[tuple[Line, ...]] = []
    run: list[Line] = []
    for at, line in enumerate(lines):
        run.append(line)
        if numbered[at] or at + 1 == len(lines) or not _goes_on(line, lines[at + 1], every):
            entries.append(tuple(run))
            run = []
    return entries


def _goes_on(above: Line, below: Line, every: Sequence[Line]) -> bool:
    """Tell whether the title that ``above`` begins is too long for one line, and goes on in ``below``."""
    left, right = min(line.box.left for line in every), max(line.box.right for line in every)
    said = one_line(below.text)
    close = below.box.top - above.box.bottom < above.size
    full = above.box.right - left > FULL * (right - left)
    same = below.box.left >= above.box.left - INDENT and round(above.size) == round(below.size)
    return close and full and same and not _ENUMERATED.match(said) and _number(above) is None


# --- among the regions ------------------------------------------------------------------------


def _placed(page: Page, entries: Sequence[tuple[Line, ...]]) -> Iterator[Region]:
    """Yield the regions of ``page`` with ``entries`` in the place of what the engine made of them."""
    mine = {id(span) for entry in entries for line in entry for span in line.spans}
    items = [_item(entry) for entry in entries]
    waiting = True
    for region in page.regions:
        inside = page.spans_in(region.box)
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


def _item(entry: tuple[Line, ...]) -> Region:
    text = " ".join(line.text for line in entry)
    return Region(RegionKind.LIST_ITEM, around([line.box for line in entry]), text, leads=True)


def _apart(rest: Sequence[Span], first: Region) -> tuple[list[Region], list[Region]]:
    """Return what else stood in a region with entries as lines of their own, above and below the list."""
    lines = [Region(RegionKind.PARAGRAPH, line.box, line.text) for line in lines_of(rest)]
    above = [region for region in lines if region.box.top < first.box.top]
    return above, lines[len(above) :]
