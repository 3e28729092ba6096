"""What a page break cut in two, put together: paragraphs and lists. The page's start follows.

A paragraph is also cut by the end of a column, and by the engine at a line whose type is
unlike the others': a formula in it, or a word in bold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from converters.document import (
    Block,
    Box,
    Document,
    Inlines,
    ListBlock,
    Origin,
    PageStart,
    Paragraph,
    Text,
)
from converters.findings import Finding
from converters.walk import plain_text

Join = Callable[[Block, Block], Block | None]

LONG = 40  # characters: a line of running text
UNDER = 9.0  # points between two lines of one paragraph, at most
SAME_EDGE = 8.0  # points between the sides of two parts of one table

_ENDED = re.compile(r"[.!?:;…][”’\"')\]]*\s*$")
_CUT_WORD = re.compile(r"[^\W\d_]-$")


def join_paragraphs(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` with paragraphs that a page break cut made whole, in its notes too."""
    document, found = _joined(document, _one_paragraph)
    notes = (replace(note, children=_with_paragraphs_whole(note.children)) for note in document.notes)
    return replace(document, notes=tuple(notes)), found


def join_cut_paragraphs(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` with paragraphs that go on in the next line or the next column made whole."""
    blocks: list[Block] = []
    for block in document.blocks:
        whole = _one_paragraph(blocks[-1], block) if blocks and _stands_next(blocks[-1], block) else None
        if whole is None:
            blocks.append(block)
        else:
            blocks[-1] = _with_reach(whole, blocks[-1].origin, block.origin)
    return replace(document, blocks=tuple(blocks)), ()


def join_lists(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` with lists that go on after a page break made one."""
    return _joined(document, _one_list)


def _joined(document: Document, join: Join) -> tuple[Document, tuple[Finding, ...]]:
    blocks: list[Block] = []
    for block in document.blocks:
        starts = page_starts(blocks)
        before = blocks[-starts - 1] if starts and len(blocks) > starts else None
        if before is not None and is_tagged(before) and is_tagged(block):
            before = None  # tags go over the ends of pages: what the author made two is two
        if before is not None and (whole := join(before, block)) is not None:
            blocks[-starts - 1] = whole
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks)), ()


def is_tagged(block: Block) -> bool:
    """Tell whether the author said what ``block`` is; programs tag a paragraph anew on each page."""
    return block.origin is not None and block.origin.tagged and not isinstance(block, Paragraph)


def page_starts(blocks: list[Block]) -> int:
    """Return how many page starts ``blocks`` end with."""
    count = 0
    while count < len(blocks) and isinstance(blocks[-1 - count], PageStart):
        count += 1
    return count


# --- paragraphs ---------------------------------------------------------------------------


def _one_paragraph(before: Block, after: Block) -> Block | None:
    if isinstance(before, ListBlock):
        return _with_item_whole(before, after)
    if not isinstance(before, Paragraph) or not isinstance(after, Paragraph):
        return None
    first, second = plain_text(before.children), plain_text(after.children)
    if _ENDED.search(first) or not second[:1].islower():
        return None
    return replace(before, children=_run_on(before.children, after.children, bool(_CUT_WORD.search(first))))


def _with_paragraphs_whole(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the ``blocks`` of a note that lies on two pages, its paragraph cut between them as one."""
    whole: list[Block] = []
    for block in blocks:
        pages = {block.origin.page if block.origin else None, _last_page(whole)}
        joined = _one_paragraph(whole[-1], block) if whole and len(pages) > 1 else None
        whole[-1:] = [joined] if joined else [*whole[-1:], block]
    return tuple(whole)


def _last_page(blocks: list[Block]) -> int | None:
    return blocks[-1].origin.page if blocks and blocks[-1].origin else None


def _with_item_whole(before: ListBlock, after: Block) -> ListBlock | None:
    """Return ``before`` with its last item gone on by ``after``, None where that is no rest of it."""
    *first, last = before.items
    whole = _one_paragraph(last.children[-1], after) if last.children else None
    if whole is None:
        return None
    return replace(before, items=(*first, replace(last, children=(*last.children[:-1], whole))))


def _stands_next(before: Block, after: Block) -> bool:
    """Tell whether ``after`` stands in the line under ``before``, or begins the column beside it."""
    one, other = before.origin, after.origin
    if not (one and other and one.box and other.box) or one.page != other.page or one.tagged or other.tagged:
        return False
    if not isinstance(before, Paragraph) or len(plain_text(before.children)) < LONG:
        return False
    if one.box.left < other.box.right and other.box.left < one.box.right:
        return -UNDER < other.box.top - one.box.bottom < UNDER
    beside = other.box.left >= one.box.right and other.box.top < one.box.bottom
    return beside and isinstance(after, Paragraph) and len(plain_text(after.children)) >= LONG


def _with_reach(paragraph: Block, one: Origin | None, other: Origin | None) -> Block:
    """Return ``paragraph`` with the place that its two parts take up together."""
    if not (one and other and one.box and other.box):
        return paragraph
    here, more = one.box, other.box
    box = Box(
        min(here.left, more.left),
        min(here.top, more.top),
        max(here.right, more.right),
        max(here.bottom, more.bottom),
    )
    return replace(paragraph, origin=replace(one, box=box))


def _run_on(before: Inlines, after: Inlines, cut: bool) -> Inlines:
    last = before[-1]
    if not isinstance(last, Text):
        return (*before, Text(" "), *after)
    text = last.text[:-1] if cut else f"{last.text} "
    first = after[0]
    if isinstance(first, Text) and first.language == last.language:
        return (*before[:-1], replace(last, text=text + first.text), *after[1:])
    return (*before[:-1], replace(last, text=text), *after)


# --- lists --------------------------------------------------------------------------------


def _one_list(before: Block, after: Block) -> Block | None:
    """Return two parts of one list as one, also where the second goes on a list inside the first."""
    if not isinstance(before, ListBlock) or not isinstance(after, ListBlock):
        return None
    if _goes_on(before, after):
        return replace(before, items=before.items + after.items)
    *first, last = before.items
    inner = _one_list(last.children[-1], after) if last.children else None
    if inner is None:
        return None
    return replace(before, items=(*first, replace(last, children=(*last.children[:-1], inner))))


def _goes_on(before: ListBlock, after: ListBlock) -> bool:
    if before.numbering is None or after.numbering is None:
        return before.numbering is after.numbering and _indent(before) == _indent(after)
    return after.numbering is before.numbering and after.start == before.start + len(before.items)


def _indent(block: ListBlock) -> int | None:
    return round(block.origin.box.left / SAME_EDGE) if block.origin and block.origin.box else None
