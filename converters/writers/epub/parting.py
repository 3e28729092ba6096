"""Where a document is parted into chapters: at its headings, and, in long ones without, at its pages."""

from __future__ import annotations

from collections import Counter

from converters.document import Block, Heading, PageStart
from converters.walk import plain_text, text_of
from converters.writers.outline import says_something

_LONGEST = 30_000
"""Characters of a chapter, after which the next page begins another: about half an hour of speech."""

Part = tuple[int, int]
"""Where a chapter starts and ends among the blocks."""


def parts_of(nodes: tuple[Block, ...]) -> tuple[Part, ...]:
    """Return the chapters of ``nodes``, of which there is at least one.

    A chapter begins with each heading of the highest level that has more than
    one, and of the levels above it; page marks just before it go with it.
    """
    level = _level_of_chapters(nodes)
    starts = {0}
    length = 0
    for index, node in enumerate(nodes):
        if isinstance(node, Heading) and node.level <= level and says_something(node):
            starts.add(_with_page_marks(nodes, index))
            length = 0
        elif isinstance(node, PageStart) and length > _LONGEST:
            starts.add(index)
            length = 0
        length += len(text_of(node))
    ordered = sorted(starts)
    return tuple(zip(ordered, [*ordered[1:], len(nodes)], strict=True))


def name_of(nodes: tuple[Block, ...]) -> str | None:
    """Return what a chapter is called: its first heading, else its first page, None where it has neither."""
    for node in nodes:
        if isinstance(node, Heading) and says_something(node):
            return " ".join(plain_text(node.children).split())
    return next((f"Page {node.label.strip()}" for node in nodes if isinstance(node, PageStart)), None)


def _level_of_chapters(nodes: tuple[Block, ...]) -> int:
    counted = Counter(node.level for node in nodes if isinstance(node, Heading) and says_something(node))
    return next((level for level in sorted(counted) if counted[level] > 1), 0)


def _with_page_marks(nodes: tuple[Block, ...], index: int) -> int:
    while index and isinstance(nodes[index - 1], PageStart):
        index -= 1
    return index
