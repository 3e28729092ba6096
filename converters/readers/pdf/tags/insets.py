"""Words read on pictures of tagged pages: in place of a figure that nobody described and that is all text.

What an author wrote of a picture, also that it is decoration, is never replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from converters.document import Block, Box, Figure, Heading, Paragraph
from converters.readers.pdf.headings.judging import with_headings_judged
from converters.readers.pdf.page import Page, area
from converters.readers.pdf.scans.inset_pages import Inset
from converters.readers.pdf.scans.recognition import WEAK
from converters.walk import every_block, with_children

SAME = 0.8  # share of the area of both that a picture and the figure it is have in common


def with_insets_in_tags(
    pages: Mapping[int, tuple[Block, ...]],
    insets: Mapping[int, tuple[Inset, ...]],
    blocks_of: Callable[[Page], tuple[Block, ...]],
) -> tuple[dict[int, tuple[Block, ...]], set[str]]:
    """Return ``pages`` with the words of ``insets``, and the names of the pictures that became text."""
    whole, said = dict(pages), set[str]()
    for number in pages.keys() & insets.keys():
        here = {id(figure): inset for figure, inset in _pairs(pages[number], insets[number])}
        whole[number] = _replaced(pages[number], here, blocks_of)
        said |= {inset.picture.name for inset in here.values() if inset.is_text}
    return whole, said


def _pairs(blocks: Iterable[Block], insets: tuple[Inset, ...]) -> Iterator[tuple[Figure, Inset]]:
    """Yield each figure without a description, with what was read on its picture."""
    for block in every_block(blocks):
        if isinstance(block, Figure) and block.alt is None and block.origin and block.origin.box:
            box = block.origin.box
            found = next((inset for inset in insets if _is_same(inset.picture.box, box)), None)
            if found:
                yield block, found


def _is_same(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(across, 0.0) * max(down, 0.0) >= SAME * max(area(one), area(other))


def _replaced(
    blocks: tuple[Block, ...], here: Mapping[int, Inset], blocks_of: Callable[[Page], tuple[Block, ...]]
) -> tuple[Block, ...]:
    made: list[Block] = []
    for block in blocks:
        inset = here.get(id(block))
        if isinstance(block, Figure) and inset:
            made += _said(block, inset, blocks_of)
        else:
            made.append(with_children(block, lambda inside: _replaced(inside, here, blocks_of)))
    return tuple(made)


def _said(figure: Figure, inset: Inset, blocks_of: Callable[[Page], tuple[Block, ...]]) -> Iterator[Block]:
    if not inset.is_text:
        sure = inset.confidence >= WEAK and not figure.words
        yield replace(figure, words=inset.lines) if sure else figure
        return
    if figure.caption:
        yield Paragraph(figure.caption, origin=figure.origin)
    if inset.confidence < WEAK:
        yield replace(figure, caption=())
    for page in with_headings_judged((inset.page,)):
        for block in blocks_of(page):
            if isinstance(block, Heading):  # which headings there are is the author's to say
                yield Paragraph(block.children, origin=block.origin)
            else:
                yield block
