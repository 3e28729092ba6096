"""The index at the back of a book: terms with the pages that speak of them, read as items, column by column.

The pages stand at the right edge of each column, in two or three columns, and the terms go by the
alphabet. The layout engine drops the dots between them, and reads such a page as tables, and
across its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from converters.document import Box
from converters.readers.pdf.page import Page, Region, RegionKind, Span, around
from converters.readers.pdf.text.lines import lines_of
from converters.readers.pdf.text.segments import Segment, Strip, strips_of

FEWEST = 12  # terms on a page of an index
MOSTLY = 0.7  # share of the lines that are terms with their pages
IN_ORDER = 0.85  # share of the terms that follow the one above by the alphabet
FAR = 2.0  # type sizes between an index and a running head or foot, which may end in a number too
LETTERS = 2  # initials that stand over their terms, where no term has several pages
INITIAL = 2  # characters of such an initial
BARE = 0.05  # share of the pages that may stand without a term
FEWEST_IN_COLUMN = 3  # terms
SAME_EDGE = 8.0  # points between the right edges of the pages in one column

_PAGE = r"\d{1,4}(?:\s?[–-]\s?\d{1,4})?"
_PAGES = re.compile(rf"{_PAGE}(?:,\s{_PAGE})*")
_DOTS = re.compile(r"(?:[.·…_]\s?)+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and its ``pages``, or an initial or a term alone, which has none ("")."""

    segments: tuple[Segment, ...]
    pages: str = ""

    @property
    def box(self) -> Box:
        return around([segment.box for segment in self.segments])

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


def with_index(page: Page) -> Page:
    """Return ``page`` with the terms of an index on it as list items, those of each column together."""
    edges = _edges(page.spans)
    if not edges or any(region.leads for region in page.regions):
        return page
    columns = [_without_running(strips_of(spans)) for spans in _columns(page.spans, edges)]
    entries = [entry for strips in columns for strip in strips for entry in _entries(strip)]
    if not (_has_terms(entries) and _is_alphabetical(entries)):
        return page
    return replace(page, regions=tuple(_placed(page, entries)))


def _edges(spans: Sequence[Span]) -> list[float]:
    """Return where the columns of pages end, from the left; none where there are too few for an index."""
    rights = sorted(span.box.right for span in spans if _PAGES.fullmatch(span.text.strip()))
    groups: list[list[float]] = []
    for right in rights if len(rights) >= FEWEST else ():
        if groups and right - groups[-1][-1] <= SAME_EDGE:
            groups[-1].append(right)
        else:
            groups.append([right])
    return [group[-1] for group in groups if len(group) >= FEWEST_IN_COLUMN]


def _columns(spans: Sequence[Span], edges: Sequence[float]) -> list[list[Span]]:
    columns: list[list[Span]] = [[] for _ in edges]
    for span in spans:
        at = sum(edge < span.box.left for edge in edges)
        if at < len(edges) and not span.rotation:
            columns[at].append(span)
    return columns


def _without_running(strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
    """Return ``strips`` from the first term to the last, without a head or foot that stands far off."""
    paged = [at for at, strip in enumerate(strips) if _PAGES.fullmatch(strip.segments[-1].text)]
    first, last = (paged[0], paged[-1]) if paged else (0, -1)
    while first < last and _are_far(strips[first], strips[first + 1]):
        first += 1
    while first < last and _are_far(strips[last - 1], strips[last]):
        last -= 1
    while first > 0 and paged and len(strips[first - 1].segments[0].text) <= INITIAL:
        first -= 1
    return strips[first : last + 1]


def _are_far(above: Strip, below: Strip) -> bool:
    return below.box.top - above.box.bottom > FAR * above.segments[0].spans[0].size


def _entries(strip: Strip) -> list[Entry]:
    """Return the terms of one line, each with its pages."""
    found: list[Entry] = []
    term: list[Segment] = []
    for segment in strip.segments:
        pages = _PAGES.fullmatch(segment.text)
        term.append(segment)
        if pages:
            found.append(Entry(tuple(term), pages[0].strip()))
            term = []
    return [*found, Entry(tuple(term))] if term else found


def _has_terms(entries: Sequence[Entry]) -> bool:
    """Tell whether ``entries`` are mostly terms with pages, some with several or under their initials.

    Figures without words before them are a table's.
    """
    paged = [entry for entry in entries if entry.pages]
    bare = sum(entry.text == entry.pages for entry in paged)
    if len(paged) < FEWEST or bare > BARE * len(paged):
        return False
    initials = sum(len(entry.text) <= INITIAL for entry in entries if not entry.pages)
    several = any("," in entry.pages for entry in paged)
    return len(paged) + initials >= MOSTLY * len(entries) and (several or initials >= LETTERS)


def _is_alphabetical(entries: Sequence[Entry]) -> bool:
    words = [re.sub(r"[\W\d_]+", "", entry.text).casefold() for entry in entries if entry.pages]
    pairs = [(above[:1], below[:1]) for above, below in pairwise(filter(None, words))]
    return sum(above <= below for above, below in pairs) >= IN_ORDER * max(1, len(pairs))


def _placed(page: Page, entries: Sequence[Entry]) -> Iterator[Region]:
    """Yield the regions of ``page`` with ``entries`` in the place of what the engine made of them."""
    mine = {id(span) for entry in entries for part in entry.segments for span in part.spans}
    top = min(entry.box.top for entry in entries)
    foot = max(entry.box.bottom for entry in entries)
    waiting = True
    for region in page.regions:
        inside = page.spans_in(region.box)
        rest = [span for span in inside if id(span) not in mine and not _DOTS.fullmatch(span.text.strip())]
        if not any(id(span) in mine for span in inside) or region.kind is RegionKind.FIGURE:
            yield region
            continue
        outside = [line for line in lines_of(rest) if line.box.bottom <= top or line.box.top >= foot]
        yield from (_paragraph(line.box, line.text) for line in outside if line.box.top < top)
        if waiting:
            yield from map(_region, entries)
            waiting = False
        yield from (_paragraph(line.box, line.text) for line in outside if line.box.top >= top)


def _region(entry: Entry) -> Region:
    if not entry.pages and len(entry.text) <= INITIAL:
        return _paragraph(entry.box, entry.text)
    return Region(RegionKind.LIST_ITEM, entry.box, entry.text)


def _paragraph(box: Box, text: str) -> Region:
    return Region(RegionKind.PARAGRAPH, box, text)
