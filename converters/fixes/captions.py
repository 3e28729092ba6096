"""Captions bound to the table or figure they stand next to.

A figure whose picture we have not got (it is drawn, or on another page) is still
a figure: its caption says so, and becomes one without an image.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from converters.caption_words import FIGURE_WORDS, TABLE_WORDS
from converters.document import Block, Document, Figure, Heading, Inlines, Origin, Paragraph, Table, Text
from converters.findings import Finding
from converters.walk import plain_text

MAX_CAPTION = 400  # characters; longer is text about the figure
MAX_MARKED = 1200  # where a mark stands after the label: "Table 1:"; journals explain a whole table so
REACH = 2  # blocks between a table and its caption, such as "in millions", for it to be bound
SHORT = 120  # characters of such a block, and of a title set under its label
BESIDE = 30.0  # points between a figure and a caption that is read elsewhere
LABELLED = 80.0  # points between a figure and its caption where the labels of an axis stand between them
LABEL = 40  # characters of such a label
NEIGHBOURS = 40  # blocks before and after a caption: about a page
UNDER = 8.0  # points between a label, "Figure 7.", and the title under it

_NUMBER = r"\s*(?:[A-Z]{1,2}[.-]?)?(?:\d+|[IVX]+)(?:[.\-–]\d+)*[a-z]?"
# a small letter goes on with a sentence, a capital begins a title
_OF_TABLE = re.compile(rf"(?i:(?:{TABLE_WORDS}){_NUMBER})\b(?!\s+[a-z])")
_OF_FIGURE = re.compile(rf"(?:{FIGURE_WORDS}){_NUMBER}\b", re.IGNORECASE)
_IN_A_SENTENCE = re.compile(
    r"\s*(?:shows?|gives?|is|are|was|were|lists?|presents?|and|or|in|below|above|illustrates?|depicts?"
    r"|provides?|summari[sz]es|contains?|compares?|describes?|displays?|reports?|has|can|to|for|on|of)\b|\s*[,;)]"
)
_MARK = re.compile(r"\s*[.:|–—]\s*\S")
_LABEL_ALONE = re.compile(rf"(?:{TABLE_WORDS}|{FIGURE_WORDS}){_NUMBER}[.:]?", re.IGNORECASE)
_UNNUMBERED_TABLE = re.compile(r"Table\s?:\s+\S")


def bind_captions(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` with each caption inside its table or figure."""
    blocks = _with_whole_labels(document.blocks)
    place = 0
    while place < len(blocks):
        owner = _owner(blocks, place)
        if owner is not None:
            blocks[owner] = _captioned(blocks[owner], _inlines(blocks[place]))
            del blocks[place]
            continue
        if _captions(blocks[place]) is Figure:
            blocks[place] = Figure(None, caption=_inlines(blocks[place]), origin=blocks[place].origin)
        place += 1
    return replace(document, blocks=tuple(blocks)), ()


def _with_whole_labels(blocks: tuple[Block, ...]) -> list[Block]:
    """Return ``blocks`` with a label that stands on a line of its own joined to the title under it."""
    whole: list[Block] = []
    joined = False
    for block, after in pairwise((*blocks, None)):
        if joined or block is None:
            joined = False
            continue
        joined = after is not None and _is_title_under(block, after)
        if joined and after is not None:
            children = (*_inlines(block), Text(" "), *_inlines(after))
            whole.append(Paragraph(children, origin=block.origin))
        else:
            whole.append(block)
    return whole


def _is_title_under(label: Block, title: Block) -> bool:
    if not _LABEL_ALONE.fullmatch(plain_text(_inlines(label)).strip()):
        return False
    text = plain_text(_inlines(title))
    return (
        0 < len(text) <= MAX_CAPTION / 2
        and _captions(title) is None
        and _is_under(label.origin, title.origin)
    )


def _is_under(one: Origin | None, other: Origin | None) -> bool:
    if not (one and other and one.box and other.box) or one.page != other.page:
        return False
    return -UNDER < other.box.top - one.box.bottom < UNDER


def _inlines(block: Block) -> Inlines:
    if isinstance(block, Heading) and block.origin and block.origin.tagged:
        return ()  # the author says that it is a heading
    return block.children if isinstance(block, Paragraph | Heading) else ()


def _owner(blocks: list[Block], place: int) -> int | None:
    """Return the place of the block that the one at ``place`` is the caption of."""
    kind = _captions(blocks[place])
    if kind is None:
        return None
    # a table's caption stands above it more often than not, a figure's below
    near = (place + 1, place - 1) if kind is Table else (place - 1, place + 1)
    for wanted in (kind, Figure):  # a table that was printed as a picture
        for other in near:
            if 0 <= other < len(blocks) and _is_free(blocks[other], wanted):
                return other
    if kind is Table:
        below = _table_below(blocks, place)
        return below if below is not None else _past_labels(blocks, place, Table)
    beside = _figure_beside(blocks, place)
    return beside if beside is not None else _past_labels(blocks, place, Figure)


def _figure_beside(blocks: list[Block], place: int) -> int | None:
    """Return the place of the figure that touches a caption on the page, though text is read between."""
    around = range(max(0, place - NEIGHBOURS), min(len(blocks), place + NEIGHBOURS))
    free = [other for other in around if _is_free(blocks[other], Figure)]
    gaps = [(_gap(blocks[other].origin, blocks[place].origin), other) for other in free]
    found = [(gap, other) for gap, other in gaps if gap is not None]
    return min(found)[1] if found else None


def _past_labels(blocks: list[Block], place: int, kind: type[Table] | type[Figure]) -> int | None:
    """Return the place of the figure or table over a caption, only labels between them on the page."""
    around = range(max(0, place - NEIGHBOURS), min(len(blocks), place + NEIGHBOURS))
    gaps = {
        other: gap
        for other in around
        if _is_free(blocks[other], kind)
        and (gap := _space(blocks[other].origin, blocks[place].origin)) is not None
    }
    if not gaps:
        return None
    nearest = min(gaps, key=lambda other: gaps[other])
    between = [
        block
        for other in around
        if other not in (nearest, place)
        and _space(blocks[nearest].origin, (block := blocks[other]).origin) is not None
        and _space(block.origin, blocks[place].origin) is not None
    ]
    return nearest if all(_is_label(block) for block in between) else None


def _space(above: Origin | None, below: Origin | None) -> float | None:
    """Return the points between a place and one under it, None where they are not over one another."""
    if not (above and below and above.box and below.box) or above.page != below.page:
        return None
    space = below.box.top - above.box.bottom
    apart = above.box.left >= below.box.right or below.box.left >= above.box.right
    return None if apart or not -UNDER < space <= LABELLED else space


def _is_label(block: Block) -> bool:
    text = plain_text(_inlines(block))
    return isinstance(block, Paragraph) and len(text) <= LABEL and not text.endswith(".")


def _gap(one: Origin | None, other: Origin | None) -> float | None:
    """Return the points between two places that stand beside or above one another, None if far apart."""
    if not (one and other and one.box and other.box) or one.page != other.page:
        return None
    across = max(one.box.left, other.box.left) - min(one.box.right, other.box.right)
    down = max(one.box.top, other.box.top) - min(one.box.bottom, other.box.bottom)
    apart = max(across, down)
    return max(apart, 0.0) if apart <= BESIDE and min(across, down) < 0 else None


def _table_below(blocks: list[Block], place: int) -> int | None:
    """Return the place of the table under a caption, with no more than a line such as its unit between."""
    for other in range(place + 1, min(place + 1 + REACH, len(blocks))):
        if _is_free(blocks[other], Table):
            return other
        if not isinstance(blocks[other], Paragraph) or len(plain_text(_inlines(blocks[other]))) > SHORT:
            return None
    return None


def _is_free(block: Block, kind: type[Table] | type[Figure]) -> bool:
    return isinstance(block, kind) and isinstance(block, Table | Figure) and not block.caption


def _captions(block: Block) -> type[Table] | type[Figure] | None:
    text = plain_text(_inlines(block))
    if not text or len(text) > MAX_MARKED:
        return None
    for pattern, kind in ((_OF_TABLE, Table), (_OF_FIGURE, Figure)):
        if (start := pattern.match(text)) and not _IN_A_SENTENCE.match(text[start.end() :]):
            marked = _MARK.match(text[start.end() :])
            return kind if marked or len(text) <= MAX_CAPTION else None
    return Table if _UNNUMBERED_TABLE.match(text) else None


def _captioned(block: Block, caption: Inlines) -> Block:
    return replace(block, caption=caption) if isinstance(block, Table | Figure) else block
