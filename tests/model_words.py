"""The words of a document in reading order, as every output has to say them, and whether it did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from converters import document as d
from converters.document import Block, Document, Inline
from converters.writers.labels import label_texts
from converters.writers.text import legal

_WORD = re.compile(r"\w+")


def words_in(text: str) -> list[str]:
    """Return the words of ``text``: runs of letters and digits, without what no output can carry."""
    return _WORD.findall(legal(text))


def words_of(document: Document, *, marks: bool = True) -> list[str]:
    """Return the words of ``document``: its blocks, then its notes, each after its label.

    Printed page labels, labels of list items, descriptions of pictures and the
    marks of notes are words too. A note without a label is called by its place.
    Without ``marks`` there are no labels of items and notes, and no marks: each output has its own.
    """
    called = {note.id: _called(note, place) for place, note in enumerate(document.notes, start=1)}
    told = _Told(called if marks else dict.fromkeys(called, ""), marks)
    return words_in(" ".join(told.everything(document)))


def first_missing(wanted: Iterable[str], met: Iterable[str]) -> str | None:
    """Return the first of ``wanted`` that does not come in its place among the words ``met``."""
    remaining = iter(met)
    return next((word for word in wanted if word not in remaining), None)


def _called(note: d.Note, place: int) -> str:
    return note.label or str(place)


class _Told:
    def __init__(self, notes: dict[str, str], marks: bool) -> None:
        self._notes = notes
        self._marks = marks

    def everything(self, document: Document) -> Iterator[str]:
        yield from self._blocks(document.blocks)
        for note in document.notes:
            yield self._notes[note.id]
            yield from self._blocks(note.children)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case d.Heading(children=children) | d.Paragraph(children=children):
                yield self._line(children)
            case d.ListBlock(items=items):
                for label, item in zip(label_texts(block), items, strict=True):
                    yield label if self._marks else ""
                    yield from self._blocks(item.children)
            case d.Table(caption=caption, rows=rows):
                yield self._line(caption)
                yield from self._blocks(
                    child for row in rows for cell in row.cells for child in cell.children
                )
            case d.Figure(alt=alt, caption=caption):
                yield alt or ""
                yield self._line(caption)
            case d.Quote(children=children):
                yield from self._blocks(children)
            case d.Equation(text=text, number=number):
                yield f"{text} {number}"
            case d.CodeBlock(text=text):
                yield text
            case d.PageStart(label=label):
                yield label
            case _:
                assert_never(block)

    def _line(self, inlines: Iterable[Inline]) -> str:
        """Return the words of one line; a note's mark stands apart from the word before it."""
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case d.Text(text=text) | d.Code(text=text):
                return text
            case d.Strong(children=children) | d.Emphasis(children=children) | d.Link(children=children):
                return self._line(children)
            case d.Quotation(children=children):
                return f"“{self._line(children)}”"
            case d.LineBreak():
                return " "
            case d.NoteMark(note=note):
                return f" {self._notes.get(note, '')} "
            case _:
                assert_never(inline)
