"""Regions filled with the spans that lie in them, their running lines set apart and paragraphs told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from converters.document import Box
from converters.readers.pdf.page import Page, Region, RegionKind, Span, around
from converters.readers.pdf.text.characters import letters, one_line
from converters.readers.pdf.text.lines import Line, lines_of
from converters.readers.pdf.text.paragraphs import leading_of, split_paragraphs
from converters.readers.pdf.text.wording import plain, same_words

LONG_ENOUGH = 8  # letters that are not twice on a page by chance
INDENT = 6.0  # points that a paragraph inside a list item stands in from the item's marker

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A region with its lines: ``head`` and ``foot`` are running lines above and below its own.

    ``own`` is None where the spans do not tell what the engine read; ``text`` counts
    then. ``more`` are the further paragraphs of a list item.
    """

    region: Region
    own: Lines | None
    head: Lines = ()
    foot: Lines = ()
    text: str = ""
    more: tuple[Lines, ...] = ()


def fill(page: Page, running: frozenset[int]) -> Iterator[Filled]:
    """Yield the regions of ``page`` in order with their lines; a region of several paragraphs is several."""
    homes: dict[int | None, list[int]] = defaultdict(list)
    for at, home in enumerate(page.homes()):
        homes[home].append(at)
    leading = leading_of(page)
    for number, region in enumerate(page.regions):
        yield from _split(_fill(region, page, homes[number], running), leading)


def _split(filled: Filled, leading: float) -> Iterator[Filled]:
    region = filled.region
    if not filled.own or region.kind not in {RegionKind.PARAGRAPH, RegionKind.LIST_ITEM}:
        yield filled
        return
    first, *rest = split_paragraphs(filled.own, leading)
    inside = 0
    while region.kind is RegionKind.LIST_ITEM and inside < len(rest) and _indented(rest[inside], first):
        inside += 1
    parts = [replace(filled, own=first, more=tuple(rest[:inside]), foot=())]
    parts[0] = replace(parts[0], region=replace(region, box=_box(first, *rest[:inside])))
    parts += [Filled(Region(RegionKind.PARAGRAPH, _box(lines)), lines) for lines in rest[inside:]]
    parts[-1] = replace(parts[-1], foot=filled.foot)
    yield from parts


def _indented(lines: Lines, first: Lines) -> bool:
    return min(line.box.left for line in lines) >= first[0].box.left + INDENT


def _box(*paragraphs: Lines) -> Box:
    return around([line.box for lines in paragraphs for line in lines])


def _fill(region: Region, page: Page, mine: list[int], running: frozenset[int]) -> Filled:
    spans = [page.spans[i] for i in mine]
    lines = lines_of(spans)
    outside = {id(page.spans[i]) for i in mine if i in running}
    marked = f"{region.marker or ''} {region.text}"
    if region.kind in {RegionKind.TABLE, RegionKind.FIGURE, RegionKind.EQUATION}:
        return Filled(region, lines or None)
    if not same_words(lines, marked) or any(span.rotation for span in spans):
        return _unmatched(region, lines, outside)
    head = _leading(lines, outside)
    foot = _leading(lines[len(head) :][::-1], outside)[::-1]
    return Filled(region, lines[len(head) : len(lines) - len(foot)], head, foot)


def _leading(lines: Lines, outside: set[int]) -> Lines:
    count = 0
    while count < len(lines) and all(id(span) in outside for span in lines[count].spans):
        count += 1
    return lines[:count]


def _unmatched(region: Region, lines: Lines, outside: set[int]) -> Filled:
    """Fill a region from the engine's own text, with the running lines cut from its ends."""
    text = plain(region.text)
    if lines and len(_leading(lines, outside)) == len(lines):
        return Filled(region, (), head=lines)
    head, foot = _leading(lines, outside), _leading(lines[::-1], outside)[::-1]
    for line in head:
        text = text.removeprefix(one_line(line.text)).lstrip()
    for line in foot[::-1]:
        text = text.removesuffix(one_line(line.text)).rstrip()
    return Filled(region, None, head, foot, text)


def stray_spans(page: Page) -> tuple[Span, ...]:
    """Return the spans that the engine saw and whose words are in none of its regions."""
    said = [letters(_all_text(region)) for region in page.regions]
    places = page.homes()
    doubtful = [
        number
        for number, span in enumerate(page.spans)
        if (mine := letters(span.text)) and _is_doubtful(mine, places[number], page, said)
    ]
    if not doubtful:
        return ()
    run_on = "".join(said)
    missing = _words(span.text for span in page.spans) - _words(map(_all_text, page.regions))
    strays = []
    for number in doubtful:
        span = page.spans[number]
        words = _words([span.text])
        long = len(letters(span.text)) >= LONG_ENOUGH
        if letters(span.text) not in run_on or (not long and words & missing):
            strays.append(span)
            missing -= words
    return tuple(strays)


def _is_doubtful(mine: str, place: int | None, page: Page, said: list[str]) -> bool:
    if place is None or mine not in said[place]:
        return True
    # "12" is inside "112": in a table of figures that says little
    return page.regions[place].kind is RegionKind.TABLE and len(mine) < LONG_ENOUGH


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(letters(word) for text in texts for word in text.split())


def _all_text(region: Region) -> str:
    cells = [cell.text for row in region.rows for cell in row]
    return " ".join([region.marker or "", plain(region.text), *region.lines, *cells])
