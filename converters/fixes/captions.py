"""Captions bound to the table or figure they stand next to."""

from __future__ import annotations

import re
from dataclasses import replace

from converters.document import Block, Document, Figure, Heading, Inlines, Paragraph, Table
from converters.findings import Finding
from converters.walk import plain_text

MAX_CAPTION = 400  # characters; longer is text about the figure

_TABLE = r"table|tab\.|tableau|tabelle"
_FIGURE = (
    r"figure|fig\.|fig|chart|graph|map|plate|photo|image|picture|illustration|diagram|scheme|exhibit|box"
    r"|abb\.|abbildung"
)
_NUMBER = r"\s*(?:[A-Z]{1,2}[.-]?)?(?:\d+|[IVX]+)(?:[.\-–]\d+)*[a-z]?"
_OF_TABLE = re.compile(rf"(?:{_TABLE}){_NUMBER}\b(?!\s+[a-z])", re.IGNORECASE)
_OF_FIGURE = re.compile(rf"(?:{_FIGURE}){_NUMBER}\b", re.IGNORECASE)
_IN_A_SENTENCE = re.compile(r"\s*(?:shows?|gives?|is|are|lists?|presents?|and|in|below|above|illustrates?)\b")


def bind_captions(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` with each caption inside its table or figure."""
    blocks = list(document.blocks)
    place = 0
    while place < len(blocks):
        owner = _owner(blocks, place)
        if owner is None:
            place += 1
            continue
        blocks[owner] = _captioned(blocks[owner], _inlines(blocks[place]))
        del blocks[place]
    return replace(document, blocks=tuple(blocks)), ()


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
    return None


def _is_free(block: Block, kind: type[Table] | type[Figure]) -> bool:
    return isinstance(block, kind) and isinstance(block, Table | Figure) and not block.caption


def _captions(block: Block) -> type[Table] | type[Figure] | None:
    text = plain_text(_inlines(block))
    if not text or len(text) > MAX_CAPTION:
        return None
    for pattern, kind in ((_OF_TABLE, Table), (_OF_FIGURE, Figure)):
        if (start := pattern.match(text)) and not _IN_A_SENTENCE.match(text[start.end() :]):
            return kind
    return None


def _captioned(block: Block, caption: Inlines) -> Block:
    return replace(block, caption=caption) if isinstance(block, Table | Figure) else block
