"""Links inside the document: from a place on a page to the heading that a reader finds there.

A reader marks such a link with ``place``; when every block is known, ``with_destinations``
turns the marks into ids of headings. Both tagged and untagged pages use this.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from converters.document import (
    Block,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    Note,
    Paragraph,
    Quotation,
    Strong,
    Table,
)
from converters.readers.pdf.text.characters import letters
from converters.walk import every_block, every_inline, inlines_of, plain_text, with_children

NEAR = 30.0  # points that a destination may lie below the top of the heading it means

_PLACE = re.compile(r"#at-(\d+)-(-?\d+)")
_TITLED = re.compile(r"#titled-(\w+?)(#at-\d+--?\d+)?")
_PAGE_AT_END = re.compile(r"[\s.…_·-]*(?<![^\W_])(?:\d+|[ivxlc]+)\s*$", re.IGNORECASE)


def place(page: int, top: float = 0.0) -> str:
    """Return the target of a link to ``top`` points down ``page``, for ``with_destinations``."""
    return f"#at-{page}-{round(top)}"


def placed(target: str) -> tuple[int, float] | None:
    """Return the page and how far down it ``place`` put into ``target``, None where it is another target."""
    match = _PLACE.fullmatch(target)
    return (int(match[1]), float(match[2])) if match else None


def titled(entry: str, otherwise: str = "") -> str | None:
    """Return the target of a link to the heading that an ``entry`` of a contents list names.

    ``otherwise`` is the place that the file itself gives, where no heading has these words.
    """
    words = letters(_PAGE_AT_END.sub("", entry))
    return f"#titled-{words}{otherwise}" if words else otherwise or None


def is_place(target: str) -> bool:
    """Tell whether ``target`` is one that ``place`` or ``titled`` made."""
    return bool(_PLACE.fullmatch(target) or _TITLED.fullmatch(target))


def with_destinations(
    blocks: tuple[Block, ...], notes: tuple[Note, ...] = ()
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Return ``blocks`` and ``notes`` with links to places made links to headings.

    A place belongs to the heading at it or the next one below it on its page, else to
    the section that it lies in. Where a document has no heading, only the words stay.
    """
    targets = {link.target for block in blocks for link in _links(block)}
    targets |= {link.target for note in notes for block in note.children for link in _links(block)}
    wanted = set(filter(is_place, targets))
    if not wanted:
        return blocks, notes
    headings = [block for block in every_block(blocks) if isinstance(block, Heading) and block.origin]
    found = {target: _heading_at(target, headings) for target in wanted}
    names = _names(headings, {at for at in found.values() if at is not None})
    addresses = {target: names.get(at) if at is not None else None for target, at in found.items()}
    ids = {id(headings[at]): name for at, name in names.items()}
    change = _Change(ids, addresses)
    return tuple(map(change.block, blocks)), tuple(
        replace(note, children=tuple(map(change.block, note.children))) for note in notes
    )


def _heading_at(target: str, headings: list[Heading]) -> int | None:
    """Return the place among ``headings`` of the one that ``target`` leads to."""
    title = _TITLED.fullmatch(target)
    match = _PLACE.fullmatch(title[2] or "" if title else target)
    if title:
        named = _heading_titled(title[1], headings, int(match[1]) if match else None)
        if named is not None or match is None:
            return named
    if not match or not headings:
        return None
    page, top = int(match[1]), int(match[2])
    for at, heading in enumerate(headings):
        if _page(heading) == page and _top(heading) >= top - NEAR:
            return at
    return max(0, bisect_right([_page(heading) for heading in headings], page) - 1)


def _heading_titled(words: str, headings: list[Heading], page: int | None) -> int | None:
    """Return the heading of these words, numbers before them aside: the one on ``page``, else the first."""
    wanted = words.lstrip("0123456789")
    named = [
        at
        for at, heading in enumerate(headings)
        if letters(plain_text(heading.children)).lstrip("0123456789") == wanted
    ]
    return next((at for at in named if _page(headings[at]) == page), named[0] if named else None)


def _page(heading: Heading) -> int:
    return heading.origin.page if heading.origin else 0


def _top(heading: Heading) -> float:
    return heading.origin.box.top if heading.origin and heading.origin.box else 0.0


def _names(headings: list[Heading], used: set[int]) -> dict[int, str]:
    return {at: headings[at].id or f"heading-{at + 1}" for at in used}


@dataclass(frozen=True, slots=True)
class _Change:
    """``ids`` are the new ids of headings by identity, ``addresses`` the new targets of links."""

    ids: dict[int, str]
    addresses: dict[str, str | None]

    def block(self, block: Block) -> Block:
        changed = with_inlines(block, self._inlines)
        if isinstance(changed, Heading) and (name := self.ids.get(id(block))):
            changed = replace(changed, id=name)
        return with_children(changed, lambda inner: tuple(map(self.block, inner)))

    def _inlines(self, inlines: Inlines) -> Inlines:
        return tuple(new for inline in inlines for new in self._inline(inline))

    def _inline(self, inline: Inline) -> Inlines:
        match inline:
            case Link(children=children, target=target) if target in self.addresses:
                address = self.addresses[target]
                return (Link(children, f"#{address}"),) if address else children
            case Strong(children=children) | Emphasis(children=children) | Quotation(children=children):
                return (replace(inline, children=self._inlines(children)),)
            case _:
                return (inline,)


def with_inlines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """Return ``block`` with ``change`` applied to the inlines that it holds itself."""
    match block:
        case Heading(children=children) | Paragraph(children=children):
            return replace(block, children=change(children))
        case Table(caption=caption) | Figure(caption=caption):
            return replace(block, caption=change(caption))
        case _:
            return block


def _links(block: Block) -> list[Link]:
    inlines = (inline for inner in every_block((block,)) for inline in every_inline(inlines_of(inner)))
    return [inline for inline in inlines if isinstance(inline, Link)]
