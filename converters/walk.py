"""The recursion everybody needs: through blocks, through inlines, and to plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from converters.document import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Equation,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    NoteMark,
    PageStart,
    Paragraph,
    Quotation,
    Quote,
    Row,
    Strong,
    Table,
    Text,
)


def children_of(block: Block) -> tuple[Block, ...]:
    """Return the blocks directly inside ``block``, in reading order."""
    match block:
        case ListBlock(items=items):
            return tuple(child for item in items for child in item.children)
        case Table(rows=rows):
            return tuple(child for row in rows for cell in row.cells for child in cell.children)
        case Quote(children=children):
            return children
        case _:
            return ()


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield ``blocks`` and everything inside them, each parent before its children."""
    for block in blocks:
        yield block
        yield from every_block(children_of(block))


def blocks_of(document: Document) -> Iterator[Block]:
    """Yield every block of ``document`` at any depth: the flow first, then the notes."""
    yield from every_block(document.blocks)
    for note in document.notes:
        yield from every_block(note.children)


def pages_of(document: Document) -> int:
    """Return how many printed pages begin in ``document``."""
    return sum(isinstance(block, PageStart) for block in document.blocks)


def inlines_of(block: Block) -> tuple[Inline, ...]:
    """Return the inlines that ``block`` itself holds: its words, or its caption."""
    match block:
        case Heading(children=children) | Paragraph(children=children):
            return children
        case Table(caption=caption) | Figure(caption=caption):
            return caption
        case _:
            return ()


def every_inline(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield ``inlines`` and everything inside them, each parent before its children."""
    for inline in inlines:
        yield inline
        match inline:
            case Strong(children=children) | Emphasis(children=children) | Link(children=children):
                yield from every_inline(children)
            case Quotation(children=children):
                yield from every_inline(children)
            case _:
                pass


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the words of ``inlines``; a line break is a space, a note's mark is nothing."""
    return "".join(map(_words, inlines))


def _words(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Code(text=text):
            return text
        case Strong(children=children) | Emphasis(children=children) | Link(children=children):
            return plain_text(children)
        case Quotation(children=children):
            return f"“{plain_text(children)}”"
        case LineBreak():
            return " "
        case NoteMark():
            return ""
        case _:
            assert_never(inline)


def text_of(block: Block) -> str:
    """Return the words of ``block`` and of what is inside it, parts set apart by a space."""
    match block:
        case Heading() | Paragraph():
            return plain_text(inlines_of(block))
        case Figure(caption=caption, words=words):
            return " ".join(filter(None, [plain_text(caption), *words]))
        case ListBlock() | Quote():
            return " ".join(filter(None, map(text_of, children_of(block))))
        case Table(caption=caption):
            parts = [plain_text(caption), *map(text_of, children_of(block))]
            return " ".join(filter(None, parts))
        case Equation(text=text, number=number):
            return f"{text} {number}".strip()
        case CodeBlock(text=text):
            return text
        case PageStart():
            return ""
        case _:
            assert_never(block)


def with_children(block: Block, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Block:
    """Return ``block`` with ``change`` applied to every sequence of blocks directly inside it."""
    match block:
        case ListBlock(items=items):
            return replace(block, items=tuple(_item_with(item, change) for item in items))
        case Table(rows=rows):
            return replace(block, rows=tuple(_row_with(row, change) for row in rows))
        case Quote(children=children):
            return replace(block, children=change(children))
        case _:
            return block


def _item_with(item: ListItem, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> ListItem:
    return replace(item, children=change(item.children))


def _row_with(row: Row, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Row:
    cells: tuple[Cell, ...] = tuple(replace(cell, children=change(cell.children)) for cell in row.cells)
    return replace(row, cells=cells)
