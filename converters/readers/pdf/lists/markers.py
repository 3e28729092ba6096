"""Lists: markers told apart, items nested, and counted as the print counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.document import Block, ListBlock, ListItem, Numbering, Origin
from converters.readers.pdf.page import around

_MARKER = re.compile(r"[(\[]?(?:(?:\d+\.)*(?P<number>\d{1,4})|(?P<word>[A-Za-z]{1,6}))[.):\]]*\s*")
_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})|c", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

Count = tuple[Numbering, int]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item on a page: ``depth`` is only for comparing, ``marker`` as printed."""

    depth: int
    marker: str | None
    children: tuple[Block, ...]
    origin: Origin


def counts_of(marker: str | None) -> tuple[Count, ...]:
    """Return every way to read ``marker`` as a count, the likeliest first; none for a bullet."""
    match = _MARKER.fullmatch(marker or "")
    if not match:
        return ()
    if match["number"]:
        return ((Numbering.DECIMAL, int(match["number"])),)
    word = match["word"]
    roman, alpha = _roman(word), _alpha(word)
    ways = (roman, alpha) if word.lower() in {"i", "v", "x"} or len(word) > 1 else (alpha, roman)
    return tuple(way for way in ways if way)


def _roman(word: str) -> Count | None:
    if not _ROMAN.fullmatch(word) or word not in (word.lower(), word.upper()):
        return None
    values = [_ROMAN_VALUES[letter] for letter in word.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    style = Numbering.LOWER_ROMAN if word.islower() else Numbering.UPPER_ROMAN
    return style, sum(-value if value < after else value for value, after in pairs)


def _alpha(word: str) -> Count | None:
    if len(word) != 1:
        return None
    style = Numbering.LOWER_ALPHA if word.islower() else Numbering.UPPER_ALPHA
    return style, ord(word.lower()) - ord("a") + 1


def follows(before: tuple[Count, ...], after: tuple[Count, ...]) -> bool:
    """Tell whether a marker read as ``after`` may come next in the list of one read as ``before``."""
    if not before or not after:
        return not before and not after
    return any((style, number + 1) in after for style, number in before)


def lists_from(items: Sequence[Item]) -> tuple[ListBlock, ...]:
    """Return ``items``, which follow one another on the page, as lists, the deeper inside the shallower."""
    lists: list[ListBlock] = []
    run: list[ListItem] = []
    place = 0
    while place < len(items):
        item = items[place]
        inner = _deeper(items, place)
        if run and not follows(counts_of(run[-1].label), counts_of(item.marker)):
            lists.append(list_of(run))
            run = []
        nested = lists_from(items[place + 1 : inner])
        run.append(ListItem((*item.children, *nested), _label(item.marker), origin=item.origin))
        place = inner
    return (*lists, list_of(run)) if run else tuple(lists)


def _deeper(items: Sequence[Item], place: int) -> int:
    """Return the place after the items that belong inside the one at ``place``."""
    after = place + 1
    while after < len(items) and items[after].depth > items[place].depth:
        after += 1
    return after


def _label(marker: str | None) -> str | None:
    return marker.strip() or None if marker else None


def list_of(items: Sequence[ListItem]) -> ListBlock:
    """Return one list of ``items``, its numbering and start read from their labels together."""
    ways = [counts_of(item.label) for item in items]
    style, start = None, 1
    for candidate, number in ways[0]:
        if all((candidate, number + i) in way for i, way in enumerate(ways)):
            style, start = candidate, number
            break
    return ListBlock(tuple(items), style, start, origin=_origin(items))


def _origin(items: Sequence[ListItem]) -> Origin | None:
    first = items[0].origin
    if first is None:
        return None
    boxes = [item.origin.box for item in items if item.origin and item.origin.page == first.page]
    known = [box for box in boxes if box]
    return Origin(first.page, around(known) if known else None)
