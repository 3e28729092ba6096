"""What the parts of a page must know of the whole: addresses inside it, pictures, notes, and the manner."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from converters.document import Document, Heading, Image, Inlines, Note
from converters.walk import blocks_of, plain_text
from converters.writers.text import is_right_to_left, language_tag, starts_right_to_left
from converters.writers.words import language_of_words


def data_address(image: Image) -> str:
    """Return ``image`` itself as an address (RFC 2397), for a page that needs no other file."""
    return f"data:{image.media_type};base64,{base64.b64encode(image.data).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class Manner:
    """How the same elements differ between a screen and paper."""

    page_words: Callable[[str], str]
    """What to say where a printed page began, from its label."""
    labels_as_text: bool = False
    """Write the label of every list item as text, for a PDF engine that tags list markers wrongly."""
    wide_tables_scroll: bool = True
    is_grid_filled: bool = False
    """Fill the places of a table that no cell covers, and make every cell of its head a header, words or
    not: in a PDF, rows are as long as one another, and each other cell wants a header."""
    descriptions_shown: bool = False
    """Print a picture's description below it, for readers who see a picture only in part."""
    formulas_as_mathml: bool = False
    """Write formulas as MathML where the author gave it: for what shows it and says it."""
    picture_address: Callable[[Image], str] = data_address
    """Where the bytes of a picture are."""


@dataclass(slots=True)
class Counters:
    """Running numbers, so that every id on a page is its own."""

    sections: Iterator[int] = field(default_factory=lambda: count(1))
    pages: Iterator[int] = field(default_factory=lambda: count(1))
    tables: Iterator[int] = field(default_factory=lambda: count(1))


@dataclass(frozen=True, slots=True)
class NotePlace:
    """A note, its place among the notes (from 1), and the ids of the marks that lead to it so far."""

    note: Note
    number: int
    marks: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"note-{self.number}"


@dataclass(frozen=True, slots=True)
class Context:
    document: Document
    manner: Manner
    images: Mapping[str, Image]
    notes: Mapping[str, NotePlace]
    targets: Mapping[str, str]
    """The ids of our elements by the ids of the document's headings and notes."""
    counters: Counters = field(default_factory=Counters)

    @property
    def of_words(self) -> dict[str, str]:
        """The attributes of our own words: language and direction, nothing where the page is English."""
        return language_attributes(language_of_words(self.document.language))


def context_of(document: Document, manner: Manner) -> Context:
    """Return the context for one page. It counts, so it serves for one writing only."""
    notes = {note.id: NotePlace(note, number) for number, note in enumerate(document.notes, start=1)}
    headings = (block for block in blocks_of(document) if isinstance(block, Heading))
    sections = {heading.id: section_id(number) for number, heading in enumerate(headings, 1) if heading.id}
    return Context(
        document=document,
        manner=manner,
        images={image.name: image for image in document.images},
        notes=notes,
        targets={note_id: place.id for note_id, place in notes.items()} | sections,
    )


def section_id(number: int) -> str:
    """Return the id of the heading that comes as the ``number``-th in the document."""
    return f"section-{number}"


def direction_attributes(nodes: Inlines, language: str | None, context: Context) -> dict[str, str]:
    """Return the attributes of a paragraph: its language, or its direction where only its letters tell."""
    marked = language_attributes(language)
    text = plain_text(nodes)
    turns = starts_right_to_left(text) and not is_right_to_left(context.document.language)
    return marked or ({"dir": "rtl"} if turns else {})


def language_attributes(language: str | None) -> dict[str, str]:
    """Return the attributes that mark a change of language, and of direction where it brings one."""
    language = language_tag(language)
    if language is None:
        return {}
    return {"lang": language, "dir": "rtl" if is_right_to_left(language) else "ltr"}
