"""The words of a document as a listener should meet them, and whether a reader of the output met them so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from converters import document as d
from converters.document import Block, Document
from converters.walk import children_of, plain_text

_WORD = re.compile(r"\w+")


def split(text: str) -> list[str]:
    return _WORD.findall(text)


def words_of(document: Document) -> list[str]:
    """Return every word of ``document`` in reading order: text, captions, descriptions, then the notes."""
    notes = (block for note in document.notes for block in note.children)
    return [word for block in (*document.blocks, *notes) for text in _texts(block) for word in split(text)]


def first_missing(wanted: Iterable[str], met: Iterable[str]) -> str | None:
    """Return the first of ``wanted`` that does not come in its place among the words ``met``."""
    remaining = iter(met)
    return next((word for word in wanted if word not in remaining), None)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case d.Heading(children=children) | d.Paragraph(children=children):
            yield plain_text(children)
        case d.Figure(alt=alt, caption=caption):
            yield from (alt or "", plain_text(caption))
        case d.Equation(text=text) | d.CodeBlock(text=text):
            yield text
        case d.PageStart(label=label):
            yield label
        case d.Table(caption=caption):
            yield plain_text(caption)
            yield from (text for child in children_of(block) for text in _texts(child))
        case _:
            yield from (text for child in children_of(block) for text in _texts(child))
