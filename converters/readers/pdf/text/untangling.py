"""Pages whose columns run into each other, parted again by the white space between blocks.

The engine reads a caption beside a paragraph, or two columns that start at
different heights, line by line across both: a line of its paragraph then has a
hole in it that no set line has. The words of such a page are cut anew: down a
gutter where there is one, else across the widest gap, until nothing parts them
(recursive X-Y cut). What the engine read in one piece stays in one piece.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from converters.document import Box
from converters.readers.pdf.page import Page, Region, RegionKind, Span, around
from converters.readers.pdf.text.lines import Line, lines_by_region, lines_of

HOLE = 0.8  # type sizes between two words of a line, at most
SIDE = 12  # characters on each side of a hole, at least: less is a label or a number
GUTTER = 6.0  # points between two columns
BLOCK_GAP = 0.6  # type sizes between two blocks, at least
DEEPEST = 40  # cuts within cuts

_MARKER = re.compile(r"\s*(?:[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)\]]{1,2}|[•▪◦●○■□–—-])\s*")

_TEXT = {RegionKind.PARAGRAPH, RegionKind.HEADING, RegionKind.LIST_ITEM}


@dataclass(frozen=True, slots=True)
class Atom:
    """What a cut never parts: some words of one line, or a table or figure. ``place`` is its region's."""

    box: Box
    place: int
    size: float
    line: Line | None = None


def untangled(page: Page) -> Page:
    """Return ``page`` with its blocks cut anew and in reading order, where the engine read across columns."""
    if any(span.rotation for span in page.spans):
        return page
    lines = lines_by_region(page)
    tangled = {at for at in lines if page.regions[at].kind in _TEXT and any(map(_has_hole, lines[at]))}
    if not tangled:
        return page
    atoms = [atom for at in range(len(page.regions)) for atom in _atoms(page.regions[at], at, lines[at])]
    regions: list[Region] = []
    for block in _blocks(atoms, DEEPEST):
        regions += _regions(page, block, tangled, lines)
    return replace(page, regions=tuple(regions))


def _has_hole(line: Line) -> bool:
    parts = [sum(len(span.text) for span in part.spans) for part in _segments(line)]
    return len(parts) == 2 and min(parts) >= SIDE


def _segments(line: Line) -> Iterator[Line]:
    """Yield the parts of ``line`` between its holes."""
    run: list[Span] = []
    for span in line.spans:
        hole = run and span.box.left - run[-1].box.right > HOLE * min(span.size, run[-1].size)
        if hole and not (len(run) == 1 and _MARKER.fullmatch(run[0].text)):  # "b.": it goes with its words
            yield Line(tuple(run), around([each.box for each in run]))
            run = []
        run.append(span)
    if run:
        yield Line(tuple(run), around([each.box for each in run]))


def _atoms(region: Region, at: int, lines: tuple[Line, ...]) -> Iterator[Atom]:
    if region.kind not in _TEXT or not lines:
        yield Atom(region.box, at, 10.0)
        return
    for line in lines:
        # a bullet stands off from its words, and goes with them
        parts = (line,) if region.kind is RegionKind.LIST_ITEM and not _has_hole(line) else _segments(line)
        yield from (Atom(part.box, at, part.size, part) for part in parts)


# --- cutting ------------------------------------------------------------------------------


def _blocks(atoms: list[Atom], depth: int) -> Iterator[list[Atom]]:
    parts = (_columns(atoms) or _rows(atoms)) if depth and len(atoms) > 1 else None
    if parts is None:
        yield sorted(atoms, key=lambda atom: (atom.box.top + atom.box.bottom, atom.box.left))
        return
    for part in parts:
        yield from _blocks(part, depth - 1)


def _columns(atoms: list[Atom]) -> list[list[Atom]] | None:
    """Return ``atoms`` on the two sides of the widest gutter, None where none runs through."""
    cut = _widest(((atom.box.left, atom.box.right) for atom in atoms), GUTTER)
    if cut is None:
        return None
    sides = [
        [atom for atom in atoms if atom.box.right <= cut],
        [atom for atom in atoms if atom.box.left >= cut],
    ]
    return sides if all(len(side) > 1 or side[0].line is None for side in sides) else None


def _rows(atoms: list[Atom]) -> list[list[Atom]] | None:
    least = BLOCK_GAP * min(atom.size for atom in atoms)
    cut = _widest(((atom.box.top, atom.box.bottom) for atom in atoms), least)
    if cut is None:
        return None
    above = [atom for atom in atoms if (atom.box.top + atom.box.bottom) / 2 < cut]
    return [above, [atom for atom in atoms if (atom.box.top + atom.box.bottom) / 2 >= cut]]


def _widest(stretches: Iterable[tuple[float, float]], least: float) -> float | None:
    """Return the middle of the widest gap that no stretch covers, None where all are under ``least``."""
    best, cut, end = least, None, None
    for start, stop in sorted(stretches):
        if end is not None and start - end >= best:
            best, cut = start - end, (start + end) / 2
        end = stop if end is None else max(end, stop)
    return cut


# --- back to regions ----------------------------------------------------------------------


def _regions(
    page: Page, block: list[Atom], tangled: set[int], lines: defaultdict[int, tuple[Line, ...]]
) -> Iterator[Region]:
    """Yield the regions of one block: the engine's own where it holds all of one that is not tangled."""
    for place, group in groupby(block, key=lambda atom: -1 if atom.place in tangled else atom.place):
        atoms = list(group)
        here = {id(span) for atom in atoms if atom.line for span in atom.line.spans}
        whole = all(atom.line is None for atom in atoms)
        if whole or here == {id(span) for line in lines[place] for span in line.spans}:
            yield page.regions[atoms[0].place]
            continue
        found = lines_of(span for atom in atoms if atom.line for span in atom.line.spans)
        text = " ".join(line.text for line in found)
        kind = page.regions[place].kind if place >= 0 else RegionKind.PARAGRAPH
        kind = RegionKind.PARAGRAPH if kind is RegionKind.LIST_ITEM else kind
        yield Region(kind, around([line.box for line in found]), text, level=2)
