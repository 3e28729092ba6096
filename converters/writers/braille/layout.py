"""Blocks as passages of braille: where each begins, where it runs over, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from converters import document as d
from converters.document import Block, Document, Inlines
from converters.progress import Pages
from converters.tools.liblouis import BLANK
from converters.walk import every_block
from converters.writers.braille.translation import Translation
from converters.writers.in_words import lines_of
from converters.writers.labels import label_texts

_STEP = 2
"""Cells by which each level of a list, and a quote, goes in."""
_DEEPEST = 10
"""Cells by which a passage goes in at most: half of a short line is left for words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Cells that begin a new line: ``first`` and ``runover`` cells are left blank before its lines.

    ``apart_before`` and ``apart_after`` ask for a blank line; ``leads`` keeps it on the
    page of what follows; where a volume may begin, it ``begins_chapter``.
    """

    cells: str
    first: int = 0
    runover: int = 0
    centred: bool = False
    apart_before: bool = False
    apart_after: bool = False
    leads: bool = False
    begins_chapter: bool = False


@dataclass(frozen=True, slots=True)
class PageMark:
    """Here a printed page begins; ``label`` is in cells."""

    label: str


Part: TypeAlias = Passage | PageMark


def layout(document: Document, translation: Translation, printed: Pages) -> tuple[Part, ...]:
    """Return ``document``, which is in words alone, as passages and page marks in reading order.

    ``printed`` tells each page as it is translated.
    """
    flow = _Flow(translation, printed)
    return tuple(part for block in document.blocks for part in flow.block(block, 0))


class _Flow:
    def __init__(self, translation: Translation, printed: Pages) -> None:
        self._translation = translation
        self._printed = printed

    def block(self, block: Block, inset: int) -> Iterator[Part]:
        """Yield the parts of ``block``, which goes in by ``inset`` cells."""
        match block:
            case d.Heading():
                yield from self._heading(block)
            case d.Paragraph(children=children, language=language):
                for line in lines_of(children):
                    yield from self._passage(line, inset + _STEP, inset, language)
            case d.ListBlock():
                yield from _apart(tuple(self._list(block, inset, _levels(block))))
            case d.Quote(children=children):
                inside = (part for child in children for part in self.block(child, _in(inset)))
                yield from _apart(tuple(inside))
            case d.CodeBlock(text=text):
                yield from _apart(tuple(self._code(text, inset)))
            case d.PageStart(label=label):
                self._printed.begin()
                yield PageMark(self._translation.exact(" ".join(label.split())))
            case d.Table() | d.Figure() | d.Equation():
                raise AssertionError("in_words leaves no tables, pictures or formulas")
            case _:
                assert_never(block)

    def _heading(self, heading: d.Heading) -> Iterator[Part]:
        """Yield a heading: centred, else in cell 5, else in cell 7 (Braille Formats 2016, section 4)."""
        cells = self._translation.cells(heading.children)
        if not cells:
            return
        if heading.level == 1:
            yield Passage(
                cells, 0, 0, True, apart_before=True, apart_after=True, leads=True, begins_chapter=True
            )
            return
        is_chapter = heading.level == 2
        inset = 4 if is_chapter else 6
        yield Passage(cells, inset, inset, apart_before=True, leads=True, begins_chapter=is_chapter)

    def _list(self, block: d.ListBlock, inset: int, levels: int) -> Iterator[Part]:
        """Yield a list: each level goes in by two cells, all runovers by two more than the deepest."""
        runover = min(_DEEPEST, inset + _STEP * levels)
        for item, label in zip(block.items, label_texts(block), strict=True):
            opening: Inlines = (d.Text(f"{label} "),)
            language = None
            rest = item.children
            if rest and isinstance(rest[0], d.Paragraph):
                opening = (*opening, *rest[0].children)
                language = rest[0].language
                rest = rest[1:]
            first = inset
            for line in lines_of(opening):
                yield from self._passage(line, first, runover, language)
                first = runover
            for child in rest:
                yield from self._inside(child, inset, runover, levels)

    def _inside(self, child: Block, inset: int, runover: int, levels: int) -> Iterator[Part]:
        match child:
            case d.ListBlock():
                yield from self._list(child, _in(inset), max(1, levels - 1))
            case d.Paragraph(children=children, language=language):
                for line in lines_of(children):
                    yield from self._passage(line, runover, runover, language)
            case _:
                yield from self.block(child, _in(inset))

    def _code(self, text: str, inset: int) -> Iterator[Part]:
        for line in text.split("\n"):
            words = line.strip()
            if words:
                first = min(_DEEPEST, inset + len(line) - len(line.lstrip()))
                yield Passage(self._translation.exact(words), first, min(_DEEPEST, first + _STEP))

    def _passage(self, line: Inlines, first: int, runover: int, language: str | None) -> Iterator[Part]:
        cells = self._translation.cells(line, language)
        if cells.strip(BLANK):
            yield Passage(cells, first, runover)


def _apart(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Yield ``parts`` with a blank line before the first passage and after the last."""
    passages = [index for index, part in enumerate(parts) if isinstance(part, Passage)]
    for index, part in enumerate(parts):
        if isinstance(part, Passage):
            before = part.apart_before or index == passages[0]
            after = part.apart_after or index == passages[-1]
            yield replace(part, apart_before=before, apart_after=after)
        else:
            yield part


def _levels(block: d.ListBlock) -> int:
    """Return how many lists stand one within another, at the deepest place."""
    inside = [child for item in block.items for child in item.children]
    return 1 + max(
        (_levels(child) for child in every_block(inside) if isinstance(child, d.ListBlock)), default=0
    )


def _in(inset: int) -> int:
    return min(_DEEPEST, inset + _STEP)
