"""From the regions of a page to blocks of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from converters.document import (
    Block,
    CodeBlock,
    Equation,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Origin,
    Paragraph,
    Text,
)
from converters.readers.pdf.annotations.destinations import is_place, titled
from converters.readers.pdf.annotations.links import links_of
from converters.readers.pdf.lists.markers import Item, lists_from
from converters.readers.pdf.lists.nesting import nested, with_insides
from converters.readers.pdf.page import GridCell, Page, RegionKind
from converters.readers.pdf.tables.cells import table_from
from converters.readers.pdf.text.characters import legible, one_line
from converters.readers.pdf.text.contents import without_leaders
from converters.readers.pdf.text.filling import Filled, fill
from converters.readers.pdf.text.lines import Line, Vocabulary, lines_of
from converters.readers.pdf.text.wording import Run, inlines_from, plain, runs_of, same_words
from converters.walk import every_inline, plain_text

MAX_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page is read with: the document's words, and this page's running text."""

    vocabulary: Vocabulary
    running: frozenset[int]
    keep_running: bool = False


def blocks_of_page(page: Page, around: Surroundings) -> tuple[Block, ...]:
    """Return the blocks of ``page`` in reading order, its running text kept or left out as asked."""
    blocks: list[Block] = []
    for listed, group in groupby(with_insides(list(_pieces(page, around))), key=_is_item):
        if listed:
            blocks.extend(lists_from(nested([piece for piece in group if isinstance(piece, Item)])))
        else:
            blocks.extend(piece for piece in group if not isinstance(piece, Item))
    return tuple(blocks)


def _is_item(piece: Block | Item) -> bool:
    return isinstance(piece, Item)


def _pieces(page: Page, around: Surroundings) -> Iterator[Block | Item]:
    for filled in fill(page, around.running):
        if around.keep_running:
            yield from _running(page, filled.head, around)
        if filled.own or filled.own is None:
            yield from _piece(page, filled, around)
        if around.keep_running:
            yield from _running(page, filled.foot, around)


def _running(page: Page, lines: tuple[Line, ...], around: Surroundings) -> Iterator[Block]:
    if inlines := inlines_from(runs_of(lines, links_of(page), around.vocabulary)):
        yield Paragraph(inlines, origin=Origin(page.number, lines[0].box))


# --- what a region becomes ------------------------------------------------------------------


def _piece(page: Page, filled: Filled, around: Surroundings) -> Iterator[Block | Item]:
    region, origin = filled.region, Origin(page.number, filled.region.box)
    match region.kind:
        case RegionKind.HEADING:
            if inlines := _unbold(_wording(page, filled, around)):
                yield Heading(min(region.level, MAX_LEVEL), inlines, origin=origin)
        case RegionKind.PARAGRAPH:
            if inlines := inlines_from(_wording(page, filled, around)):
                yield Paragraph(inlines, origin=origin)
        case RegionKind.LIST_ITEM:
            inlines = inlines_from(_without_marker(_wording(page, filled, around), region.marker))
            if region.leads:
                inlines = _leading(inlines)
            first = (Paragraph(inlines, origin=origin),) if inlines else ()
            children = (*first, *_more(page, filled, around))
            yield Item(region.level, one_line(region.marker or "") or None, children, origin)
        case RegionKind.TABLE:
            yield table_from(region, page.number, lambda cell: _cell_wording(page, cell, around))
        case RegionKind.FIGURE:
            yield Figure(region.picture, words=tuple(map(one_line, region.lines)), origin=origin)
        case RegionKind.EQUATION:
            yield Equation(
                one_line(region.text), region.picture, one_line(region.marker or ""), origin=origin
            )
        case RegionKind.CODE:
            yield CodeBlock("\n".join(legible(line).rstrip() for line in region.lines), origin=origin)
        case RegionKind.LINES:
            yield Paragraph(_broken(region.lines), origin=origin)


def _leading(inlines: Inlines) -> Inlines:
    """Return an entry of a contents list as one link to the heading that it names.

    Where the file links its number or its words, that is where it leads if no heading has its words:
    a link that says "7" tells a listener nothing (WCAG 2.4.4).
    """
    links = {inline.target for inline in every_inline(inlines) if isinstance(inline, Link)}
    if any(not is_place(target) for target in links) or len(links) > 1:
        return _without_leaders(inlines)
    inlines = _without_leaders(_unlinked(inlines))
    target = titled(plain_text(inlines), *links)
    return (Link(inlines, target),) if target else inlines


def _unlinked(inlines: Inlines) -> Inlines:
    """Return ``inlines`` without their links, the text that these parted as one."""
    opened = (
        inner for inline in inlines for inner in (inline.children if isinstance(inline, Link) else (inline,))
    )
    whole: list[Inline] = []
    for inline in opened:
        last = whole[-1] if whole else None
        if isinstance(last, Text) and isinstance(inline, Text) and last.language == inline.language:
            whole[-1] = replace(last, text=last.text + inline.text)
        else:
            whole.append(inline)
    return tuple(whole)


def _without_leaders(inlines: Inlines) -> Inlines:
    return tuple(
        replace(inline, text=without_leaders(inline.text)) if isinstance(inline, Text) else inline
        for inline in inlines
    )


def _more(page: Page, filled: Filled, around: Surroundings) -> Iterator[Paragraph]:
    for lines in filled.more:
        if inlines := inlines_from(runs_of(lines, links_of(page), around.vocabulary)):
            yield Paragraph(inlines, origin=Origin(page.number, lines[0].box))


def _wording(page: Page, filled: Filled, around: Surroundings) -> list[Run]:
    if filled.own is None:
        return [Run(filled.text)]
    return runs_of(filled.own, links_of(page), around.vocabulary)


def _unbold(runs: Iterable[Run]) -> Inlines:
    """Return a heading's inlines: it is strong already."""
    return inlines_from(replace(run, bold=False) for run in runs)


def _without_marker(runs: list[Run], marker: str | None) -> list[Run]:
    """Return ``runs`` without the characters of ``marker`` at their start, if they are there."""
    rest = re.sub(r"\s", "", legible(marker or ""))
    kept: list[Run] = []
    for run in runs:
        text = run.text
        while rest and (stripped := text.lstrip()):
            if stripped[0] != rest[0]:
                return [*kept, *runs[len(kept) :]]
            text, rest = stripped[1:], rest[1:]
        kept.append(replace(run, text=text))
    return kept


def _cell_wording(page: Page, cell: GridCell, around: Surroundings) -> Inlines:
    spans = page.spans_in(cell.box) if cell.box else []
    lines = lines_of(spans)
    if lines and same_words(lines, cell.text) and not any(span.rotation for span in spans):
        return inlines_from(runs_of(lines, links_of(page), around.vocabulary))
    return inlines_from([Run(plain(cell.text.replace("<br>", " ")))])


def _broken(lines: tuple[str, ...]) -> Inlines:
    inlines: list[Text | LineBreak] = []
    for line in filter(None, map(one_line, lines)):
        inlines.extend([LineBreak(), Text(line)] if inlines else [Text(line)])
    return tuple(inlines)
