"""Heading levels without gaps: the first is 1, and none is more than one deeper than the one before."""

from __future__ import annotations

from dataclasses import replace

from converters.document import Block, Document, Heading
from converters.findings import Finding


def close_heading_gaps(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` with its heading levels made continuous, siblings still siblings.

    Levels that the author's tags state are kept: they are the author's to mend.
    """
    above: list[int] = []  # the levels as read of the headings that are open here
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            stated = block.origin is not None and block.origin.tagged
            blocks.append(block if stated else replace(block, level=len(above)))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks)), ()
