"""Formulas set apart become equations, with picture, text and number, cut out of the text around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from converters.document import Box
from converters.readers.pdf.figures.formulas import Formula, formulas_of, may_have_some
from converters.readers.pdf.page import Page, Picture, Region, RegionKind, around
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line, joined, lines_by_region, lines_of
from converters.readers.pdf.text.wording import same_words

MARGIN = 3.0  # points of paper around a formula

Lines = tuple[Line, ...]

_TEXT = {RegionKind.PARAGRAPH, RegionKind.HEADING, RegionKind.LIST_ITEM, RegionKind.LINES}


def with_equations(page: Page) -> tuple[Page, tuple[Picture, ...]]:
    """Return ``page`` with an equation in place of each formula set apart, and pictures to be drawn."""
    if not may_have_some(page):
        return page, ()
    lines = lines_by_region(page)
    formulas = [formula for formula in formulas_of(page) if _can_be_cut(formula, page, lines)]
    if not formulas:
        return page, ()
    pictures = tuple(
        Picture(f"formula-{page.number}-{at}", page.number, _with_paper(formula.box, page))
        for at, formula in enumerate(formulas)
    )
    made = [_equation(formula, shown.name) for formula, shown in zip(formulas, pictures, strict=True)]
    regions = tuple(_parted(page, lines, list(zip(formulas, made, strict=True))))
    return replace(page, regions=regions), pictures


def _equation(formula: Formula, picture: str) -> Region:
    text = one_line(" ".join(joined(line.spans) for line in lines_of(formula.spans)))
    number = one_line(formula.number.text) if formula.number else None
    return Region(RegionKind.EQUATION, formula.box, text, marker=number, picture=picture)


# --- out of the text ------------------------------------------------------------------------


def _with_paper(box: Box, page: Page) -> Box:
    return Box(
        max(box.left - MARGIN, 0),
        max(box.top - MARGIN, 0),
        min(box.right + MARGIN, page.width),
        min(box.bottom + MARGIN, page.height),
    )


def _can_be_cut(formula: Formula, page: Page, lines: Mapping[int, Lines]) -> bool:
    """Tell whether the regions that ``formula`` is in say their lines in order: they can be parted."""
    return all(
        page.regions[at].kind in _TEXT and _is_in_order(page.regions[at], found)
        for at, found in lines.items()
        if any(id(span) in formula.ids for line in found for span in line.spans)
    )


def _is_in_order(region: Region, lines: Lines) -> bool:
    said = f"{region.marker or ''} {region.text} {' '.join(region.lines)}"
    return same_words(lines, said) or len(lines) == 1


def _parted(
    page: Page, lines: Mapping[int, Lines], equations: Sequence[tuple[Formula, Region]]
) -> Iterator[Region]:
    """Yield the regions of ``page`` with each equation in its place between the lines around it."""
    waiting = list(equations)
    mine = {span for formula, _ in equations for span in formula.ids}
    for at, region in enumerate(page.regions):
        spans = {id(span) for line in lines[at] for span in line.spans}
        here = [(formula, made) for formula, made in waiting if _is_here(formula, region, spans)]
        waiting = [pair for pair in waiting if pair not in here]
        if any(_is_picture(formula, region) for formula, _ in equations):
            yield from (made for _, made in here)
            continue
        if spans & mine:
            yield from _pieces(region, _without(lines[at], mine), [made for _, made in here])
        else:
            yield region
    yield from (made for _, made in waiting)


def _is_here(formula: Formula, region: Region, spans: Set[int]) -> bool:
    """Tell whether ``region`` holds a part of ``formula``, or is the picture that it is."""
    return _is_picture(formula, region) or not spans.isdisjoint(formula.ids)


def _is_picture(formula: Formula, region: Region) -> bool:
    return region.kind is RegionKind.FIGURE and region.box == formula.box


def _without(lines: Lines, mine: Set[int]) -> list[Line]:
    left = [tuple(span for span in line.spans if id(span) not in mine) for line in lines]
    return [Line(spans, around([span.box for span in spans])) for spans in left if spans]


def _pieces(region: Region, lines: list[Line], equations: list[Region]) -> Iterator[Region]:
    """Yield what is left of ``region``, ``lines``, with its equations between, from the top."""
    run: list[Line] = []
    first = True
    pieces: list[Line | Region] = [*lines, *equations]
    for piece in sorted(pieces, key=lambda piece: piece.box.top + piece.box.bottom):
        if isinstance(piece, Line):
            run.append(piece)
            continue
        yield from _rest(region, run, first)
        yield piece
        first, run = first and not run, []
    yield from _rest(region, run, first)


def _rest(region: Region, lines: list[Line], first: bool) -> Iterator[Region]:
    if lines:
        text = one_line(" ".join(line.text for line in lines))
        marker = region.marker if first else None
        kind = region.kind if first and region.kind is not RegionKind.LINES else RegionKind.PARAGRAPH
        box = around([line.box for line in lines])
        text = text.removeprefix(marker or "").lstrip()
        yield replace(region, kind=kind, box=box, text=text, marker=marker, lines=())
