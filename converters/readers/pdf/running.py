"""Running heads, feet and page numbers: what repeats around the text and is no part of it.

Five signs, in order of trust: the author tagged the page's text but not this;
the same line stands in the same place on other pages, or the same words over the
title of the first; it counts with the pages, or stands where other pages have
such lines (``paging``); it is a page number by itself at the edge of the page; it is
a short line or two away from the text, with a page number or out in the margin.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from converters.document import Box
from converters.readers.pdf.page import Page, RegionKind, Span, around, contains
from converters.readers.pdf.paging import counted_spans, spans_in_place, spans_of_long_feet
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line, joined, lines_of

EDGE = 0.15  # share of the page's height, at top and bottom, where running text may stand
MARGIN = 0.065  # the same for a line without a page number: 0.7 inch of a sheet of Letter
NARROW_EDGE = 0.1  # the same where nothing repeats, and the page alone must tell
NEAR, FAR = 0.8, 1.5  # line heights between a running line and the text
CLOSE = 0.5  # the same where the line stands on a few pages
FAR_SMALL = 1.1  # the same where its type is smaller than that of the text
SMALL = 0.95  # times the size of body text, at most, for smaller type
OFTEN = 3  # other pages with the same line, from which on it need not be the outermost
HOLE = 2.0  # type sizes between two running texts in one line
EDGE_LINES = 4  # lines at each end of a page that are looked at
SAME_PLACE = 6.0  # points
LARGE = 1.25  # times the size of body text: a heading rather than a running head
TAGGED_SHARE = 0.8  # of a page's text in marked content: the author tagged this page
USUAL_SIZE = 11.0  # points, where a page has no text to tell
SHORT = 100  # characters of a running line
MOST_LINES = 2  # of running text at one edge of a page, where nothing repeats

_NUMBER = re.compile(
    r"(?:page|p\.|seite|pagina)?\s*[-–—|\[(]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—|\])]?"
    r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?",
    re.IGNORECASE,
)
_NUMBER_AT_END = re.compile(r"^\d{1,4}\s+(?![.):]|[a-z])\D|\D\s(?:page\s+)?\d{1,4}$")

_NOTE = re.compile(r"\s*(?:\d{1,3}|[*†‡§])[.)]?\s*(?=[^\W\d])")
_SENTENCE_END = re.compile(r"[.!?;,][”’\"')\]]*$")

Places = frozenset[int]  # in Page.spans


def running_spans(pages: tuple[Page, ...]) -> dict[int, Places]:
    """Return for each page number the places in ``Page.spans`` of its running text."""
    edges = {page.number: tuple(_edge_lines(page)) for page in pages}
    repeated = _repeated(pages, edges)
    tagged = {page.number for page in pages if _is_tagged(page)}
    ids = {
        id(span)
        for page in pages
        for line in edges[page.number]
        if id(line) in repeated or (page.number in tagged and _untagged(page, line)) or _by_itself(page, line)
        for span in line.spans
    }
    body = _body_size(pages)
    ids |= counted_spans(pages, body) | spans_of_long_feet(pages, body)
    ids |= spans_in_place(pages, ids)
    return {
        page.number: frozenset(at for at, span in enumerate(page.spans) if id(span) in ids) for page in pages
    }


def _edge_lines(page: Page) -> Iterator[Line]:
    tables = [region.box for region in page.regions if region.kind is RegionKind.TABLE]
    lines = lines_of(span for span in page.spans if not any(contains(box, span.box) for box in tables))
    for line in (*lines[:EDGE_LINES], *lines[EDGE_LINES:][-EDGE_LINES:]):
        if _at_edge(page, line, EDGE) and len(line.text) <= 2 * SHORT:
            yield line


def _at_edge(page: Page, line: Line, share: float) -> bool:
    return _at_edge_box(page, line.box, share)


def _at_edge_box(page: Page, box: Box, share: float) -> bool:
    return box.bottom <= share * page.height or box.top >= (1 - share) * page.height


# --- signs --------------------------------------------------------------------------------


def _repeated(pages: tuple[Page, ...], edges: dict[int, tuple[Line, ...]]) -> set[int]:
    """Return the ids of lines that stand in the same place on at least two pages.

    What stands on a few pages only counts where nothing but running text is further out.
    """
    body = _body_size(pages)
    places: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, lines in edges.items():
        for line in lines:
            places[_signature(line.text)].append((number, line))
    found: set[int] = set()
    seldom: set[int] = set()
    for signature, there in places.items():
        for number, line in there:
            others = {n for n, other in there if abs(other.box.top - line.box.top) <= SAME_PLACE}
            others.discard(number)
            large = line.size > LARGE * body
            if signature and others and (not large or len(others) >= max(2, len(pages) // 2)):
                (found if len(others) >= OFTEN else seldom).add(id(line))
    for page in pages:
        found |= _outermost(page, edges[page.number], found, seldom)
    return found | _mastheads(pages, edges, found)


def _outermost(page: Page, lines: tuple[Line, ...], sure: set[int], doubtful: set[int]) -> set[int]:
    """Return the ids of the ``doubtful`` lines with only running lines between them and the edge.

    The first line of a text that begins alike on two pages stands close to the next.
    """
    top = [line for line in lines if line.box.bottom < page.height / 2]
    foot = [line for line in lines if line.box.bottom >= page.height / 2]
    found = set()
    for end in (top, foot[::-1]):
        for line in end:
            if id(line) in doubtful and _apart(page, line, CLOSE, line.box.bottom - line.box.top):
                found.add(id(line))
            elif id(line) not in sure and not _NUMBER.fullmatch(one_line(line.text)):
                break
    return found


def _mastheads(pages: tuple[Page, ...], edges: dict[int, tuple[Line, ...]], found: set[int]) -> set[int]:
    """Return the ids of lines at the top of the first page that are parts of running lines of the others.

    The title itself often is one too; it stands out, and stays.
    """
    said = Counter(
        part
        for number, lines in edges.items()
        for part in {part for line in lines if id(line) in found for part in _parts(line)}
    )
    first = edges[pages[0].number] if pages else ()
    top = [line for line in first if _at_edge(pages[0], line, EDGE) and line.box.bottom < pages[0].height / 2]
    return {
        id(line)
        for line in top
        if said[_signature(line.text)] >= 2
        and line.size <= LARGE * _body_size(pages)
        and not _in_region(pages[0], line, RegionKind.HEADING)
    }


def _parts(line: Line) -> Iterator[str]:
    """Yield the signatures of ``line`` between its wide holes: a head often has one text at each margin."""
    run: list[Span] = []
    for span in line.spans:
        if run and span.box.left - run[-1].box.right > HOLE * span.size:
            yield _signature(joined(run))
            run = []
        run.append(span)
    if run:
        yield _signature(joined(run))


def _signature(said: str) -> str:
    text = one_line(said).lower()
    if _NUMBER.fullmatch(text):
        return "#"
    return re.sub(r"\d+|\b[ivxl]+\b", "#", text)


def _is_tagged(page: Page) -> bool:
    """Tell whether the author tagged the text of ``page``."""
    tagged = sum(len(span.text) for span in page.spans if span.tagged)
    return tagged > TAGGED_SHARE * sum(len(span.text) for span in page.spans)


def _untagged(page: Page, line: Line) -> bool:
    """Tell whether the author of a tagged ``page`` left ``line`` out of its text."""
    if any(span.tagged for span in line.spans):
        return False
    return line.size <= LARGE * _body_size((page,)) and not _in_region(page, line, RegionKind.HEADING)


def _by_itself(page: Page, line: Line) -> bool:
    text = one_line(line.text)
    if not _at_edge(page, line, NARROW_EDGE) or len(text) > SHORT or _holds_everything(page, line):
        return False
    if _NUMBER.fullmatch(text):
        return True
    if _in_region(page, line, RegionKind.HEADING) or line.size > LARGE * _body_size((page,)):
        return False
    if _NUMBER_AT_END.search(text):
        return _apart(page, line, NEAR, line.box.bottom - line.box.top)
    return _is_in_margin(page, line)


def _is_in_margin(page: Page, line: Line) -> bool:
    """Tell whether ``line`` and its neighbours in the margin, one or two, stand away from the text."""
    if not _at_edge(page, line, MARGIN) or _NOTE.match(line.text):
        return False
    block = [
        span
        for span in page.spans
        if _at_edge_box(page, span.box, MARGIN) and _same_end(page, span.box, line.box)
    ]
    lines = lines_of(block)
    if len(lines) > MOST_LINES or any(_SENTENCE_END.search(one_line(each.text)) for each in lines):
        return False
    small = max(each.size for each in lines) <= SMALL * _body_size((page,))
    together = Line(tuple(block), around([span.box for span in block]))
    return _apart(page, together, FAR_SMALL if small else FAR, line.box.bottom - line.box.top)


def _same_end(page: Page, box: Box, other: Box) -> bool:
    return (box.bottom < page.height / 2) == (other.bottom < page.height / 2)


def _in_region(page: Page, line: Line, kind: RegionKind) -> bool:
    return any(region.kind is kind and contains(region.box, line.box) for region in page.regions)


def _holds_everything(page: Page, line: Line) -> bool:
    return len(line.spans) == len(page.spans)


def _apart(page: Page, line: Line, share: float, height: float) -> bool:
    """Tell whether more than ``share`` of ``height``, that of a line, lies between ``line`` and the text."""
    mine = {id(span) for span in line.spans}
    others = [span.box for span in page.spans if id(span) not in mine]
    above = [line.box.top - box.bottom for box in others if box.bottom <= line.box.top + 2]
    below = [box.top - line.box.bottom for box in others if box.top >= line.box.bottom - 2]
    gap = min(below, default=0.0) if line.box.bottom < page.height / 2 else min(above, default=0.0)
    return gap > share * height


def _body_size(pages: tuple[Page, ...]) -> float:
    """Return the size in which most of the characters are set, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for span in page.spans:
            sizes[round(span.size, 1)] += len(span.text)
    return sizes.most_common(1)[0][0] if sizes else USUAL_SIZE
