"""Numbers that count nothing: a numbered item that no other goes on with is a paragraph with its number.

A list of one tells a listener "list, one item" and nothing else; what the layout
shows is a numbered paragraph, or the foot of a list whose other items stand on pages
that are not here. What the author's tags call a list stays one.
"""

from __future__ import annotations

from dataclasses import replace

from converters.document import Block, Document, Inlines, ListBlock, Paragraph, Text
from converters.findings import Finding

REACH = 30  # blocks before and after in which another list may go on with the count


def lone_items_as_text(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` with numbered lists of one item, that no other list goes on with as paragraphs."""
    blocks: list[Block] = []
    for at, block in enumerate(document.blocks):
        near = document.blocks[max(0, at - REACH) : at + 1 + REACH]
        if (
            isinstance(block, ListBlock)
            and _is_lone(block)
            and not any(_counts_with(block, each) for each in near)
        ):
            blocks += _as_text(block)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks)), ()


def _is_lone(block: ListBlock) -> bool:
    tagged = block.origin is not None and block.origin.tagged
    if tagged or len(block.items) != 1 or block.numbering is None or not block.items[0].label:
        return False
    return bool(block.items[0].children) and all(
        isinstance(each, Paragraph) for each in block.items[0].children
    )


def _counts_with(block: ListBlock, other: Block) -> bool:
    """Tell whether ``other`` ends with the number before that of ``block``, or begins with the next."""
    if not isinstance(other, ListBlock) or other is block or other.numbering is not block.numbering:
        return False
    return other.start + len(other.items) == block.start or other.start == block.start + 1


def _as_text(block: ListBlock) -> list[Block]:
    item = block.items[0]
    first, *more = item.children
    if not isinstance(first, Paragraph):
        return [block]
    return [replace(first, children=_led_by(f"{item.label} ", first.children)), *more]


def _led_by(label: str, inlines: Inlines) -> Inlines:
    if inlines and isinstance(inlines[0], Text):
        return (replace(inlines[0], text=label + inlines[0].text), *inlines[1:])
    return (Text(label), *inlines)
