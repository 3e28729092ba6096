"""Which list items lie inside which: by their markers first, by their indent where markers do not tell.

"2." goes on from "1." whatever stands between them; "(a)" under "1." begins a list
inside it, indented or not, where "2." comes later; a bullet further in is deeper.
Indents are compared within a column only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from converters.document import Block, Box, Figure, Paragraph
from converters.readers.pdf.lists.markers import Count, Item, counts_of, follows

INDENT = 7.0  # points that a deeper bullet stands in, at least
WIDTH = 14.0  # points by which markers of one list may stand apart: "9." and "10.", "i." and "iii."
MOST_INSIDE = 4  # blocks between two items of one list
AHEAD = 40  # items that are looked at for the one that goes on


@dataclass(frozen=True, slots=True)
class Open:
    """A list that items may still go on: its last item, and how it is marked."""

    shape: str
    counts: tuple[Count, ...]
    box: Box | None


def nested(items: Sequence[Item]) -> list[Item]:
    """Return ``items``, which follow one another, with the depth of each from 1."""
    found: list[Item] = []
    stack: list[Open] = []
    for at, item in enumerate(items):
        mine = _open(item)
        place = _goes_on(stack, mine)
        if place is None:
            place = _begins(stack, mine, items[at + 1 : at + 1 + AHEAD])
        stack = [*stack[:place], mine]
        found.append(replace(item, depth=place + 1))
    return found


def with_insides(pieces: Sequence[Block | Item]) -> list[Block | Item]:
    """Return ``pieces`` with what stands between an item and the next of its list inside that item.

    That is a figure, or paragraphs that stand in from the item's marker.
    """
    found: list[Block | Item] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        inside = _inside(piece, pieces, at) if isinstance(piece, Item) else []
        if isinstance(piece, Item) and inside:
            piece = replace(piece, children=(*piece.children, *inside))
        found.append(piece)
        at += 1 + len(inside)
    return found


def _inside(item: Item, pieces: Sequence[Block | Item], at: int) -> list[Block]:
    inside: list[Block] = []
    for piece in pieces[at + 1 : at + 2 + MOST_INSIDE]:
        if isinstance(piece, Item):
            return inside if _goes_on([_open(item)], _open(piece)) is not None else []
        if not isinstance(piece, Figure) and not _stands_in(item, piece):
            return []
        inside.append(piece)
    return []


def _stands_in(item: Item, piece: Block) -> bool:
    mine, other = item.origin.box, piece.origin.box if piece.origin else None
    if not isinstance(piece, Paragraph) or not (mine and other):
        return False
    return other.top > mine.top and mine.left + INDENT <= other.left < mine.right


def shape_of(marker: str | None) -> str:
    """Return how ``marker`` is set, whatever it counts: "(a)" and "(b)" are alike, "1." is not."""
    if not counts_of(marker):
        return (marker or "").strip()
    return re.sub(r"\w+", "#", (marker or "").strip())


def _open(item: Item) -> Open:
    return Open(shape_of(item.marker), counts_of(item.marker), item.origin.box)


def _goes_on(stack: Sequence[Open], mine: Open) -> int | None:
    """Return the place in ``stack`` of the list that an item goes on, None where it begins one."""
    for place in range(len(stack) - 1, -1, -1):
        there = stack[place]
        if there.shape == mine.shape and follows(there.counts, mine.counts):
            apart = _apart(stack[-1].box, there.box, mine.box)
            if apart is None or abs(apart) < (WIDTH if mine.counts else INDENT):
                return place
    return None


def _apart(last: Box | None, there: Box | None, mine: Box | None) -> float | None:
    """Return by how many points a marker stands further in, None where another column begins between."""
    if not (last and there and mine) or mine.top < last.top or mine.left > last.right:
        return None
    return mine.left - there.left


def _begins(stack: Sequence[Open], mine: Open, later: Sequence[Item]) -> int:
    """Return the depth, from 0, at which an item begins a list."""
    for place in range(len(stack) - 1, -1, -1):
        apart = _apart(stack[-1].box, stack[place].box, mine.box)
        if apart is None or apart >= INDENT:
            return place + 1
        if apart > -INDENT:
            return place + 1 if _is_gone_on(stack[place], mine, later) else place
    return 0


def _is_gone_on(there: Open, mine: Open, later: Sequence[Item]) -> bool:
    """Tell whether a counted list is gone on after what begins here with the first of its count."""
    if not there.counts or (mine.counts and all(number != 1 for _, number in mine.counts)):
        return False
    return any(
        shape_of(item.marker) == there.shape and follows(there.counts, counts_of(item.marker))
        for item in later
    )
