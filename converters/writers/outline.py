"""The title and the headings of a document, as every output needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from converters import document as d
from converters.walk import every_block, plain_text, with_children
from converters.writers.text import legal
from converters.writers.words import UNTITLED

_FEWEST_LISTED = 3
"""Headings below the title before a contents list is worth its place."""
_DEEPEST_LISTED = 3
"""The lowest level of heading in a contents list."""


def title_of(document: d.Document) -> str:
    """Return the title on one line, never empty."""
    return " ".join(legal(document.title).split()) or UNTITLED


def with_title_heading(document: d.Document) -> d.Document:
    """Return ``document`` with a heading of level 1 outside all lists and tables, and its title only once.

    A document that has no heading of level 1 gets its title as one; where its
    first heading already says the title, that heading is raised instead. No
    level is then skipped, also where the author's tags skip one: PDF/UA-1
    (7.4.2) forbids it, and who moves from heading to heading would look for
    what is not there. Siblings stay siblings.
    """
    return _without_gaps(_with_title(document))


def _without_gaps(document: d.Document) -> d.Document:
    levels = _Levels()
    blocks = levels.closed(document.blocks)
    notes = tuple(replace(note, children=levels.closed(note.children)) for note in document.notes)
    return replace(document, blocks=blocks, notes=notes)


class _Levels:
    """The levels of the headings that are open at a place in the text, as they were stated."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def closed(self, blocks: tuple[d.Block, ...]) -> tuple[d.Block, ...]:
        """Return ``blocks`` with levels that skip none, at any depth, in reading order."""
        return tuple(map(self._closed, blocks))

    def _closed(self, block: d.Block) -> d.Block:
        if not isinstance(block, d.Heading) or not says_something(block):
            return with_children(block, self.closed)
        while self._open and self._open[-1] >= block.level:
            self._open.pop()
        self._open.append(block.level)
        return replace(block, level=len(self._open))


def _with_title(document: d.Document) -> d.Document:
    headings = [block for block in document.blocks if isinstance(block, d.Heading) and says_something(block)]
    if any(heading.level == 1 for heading in headings):
        return document
    title = title_of(document)
    for index, block in enumerate(document.blocks):
        if isinstance(block, d.Heading):
            if _same(plain_text(block.children), title):
                raised = replace(block, level=1)
                return replace(
                    document, blocks=(*document.blocks[:index], raised, *document.blocks[index + 1 :])
                )
            break
    return replace(document, blocks=(d.Heading(1, (d.Text(title),)), *document.blocks))


def headings_in(blocks: tuple[d.Block, ...]) -> Iterator[d.Heading]:
    """Yield every heading in reading order, however deep it lies."""
    return (block for block in every_block(blocks) if isinstance(block, d.Heading))


def listed_headings(document: d.Document) -> list[tuple[int, d.Heading]]:
    """Return the headings for a contents list, each with its place among all; none where they are few.

    The only heading of level 1 is the title, and not listed.
    """
    headings = list(enumerate(headings_in(document.blocks), start=1))
    titles = sum(heading.level == 1 for _, heading in headings)
    listed = [
        (number, heading)
        for number, heading in headings
        if says_something(heading)
        and heading.level <= _DEEPEST_LISTED
        and not (heading.level == 1 and titles == 1)
    ]
    return listed if len(listed) >= _FEWEST_LISTED else []


def says_something(heading: d.Heading) -> bool:
    """Say whether a heading has words. One without is no heading to those who hear it."""
    return bool(legal(plain_text(heading.children)).strip())


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
