"""What all parts of one Word document share while it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.image import ImagePart
from docx.parts.story import StoryPart
from docx.text.paragraph import Paragraph

from converters.document import Document, Heading, Image, Note
from converters.progress import Pages
from converters.walk import blocks_of
from converters.writers.docx.design import Design
from converters.writers.docx.numbering import Lists
from converters.writers.docx.xml import w


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note and its number in the file. ``label`` is None where Word's own count says what was printed."""

    number: int
    note: Note
    label: str | None


@dataclass(slots=True)
class Book:
    """The document, and everything that is counted or collected across its parts."""

    document: Document
    design: Design
    images: Mapping[str, Image]
    notes: Mapping[str, tuple[int, Note]]
    bookmarks: Mapping[str, str]
    """The names of bookmarks by the ids of headings and notes."""
    lists: Lists
    pages: Pages
    pictures: dict[str, ImagePart] = field(default_factory=dict)
    """The part of each picture used, by its name."""
    footnotes: dict[str, Footnote] = field(default_factory=dict)
    _counted: int = 0
    drawings: Iterator[int] = field(default_factory=lambda: count(1))
    _bookmark_ids: Iterator[int] = field(default_factory=lambda: count(1))
    _page_numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _set_bookmarks: set[str] = field(default_factory=set)
    _listed: dict[int, str] = field(default_factory=dict)
    """The bookmarks of headings by the heading itself, as several may say the same."""

    def footnote(self, note_id: str) -> Footnote:
        """Return a new footnote for the first mark of a note."""
        number, note = self.notes[note_id]
        expected = 1 + self._counted
        label = None if note.label.strip() in {"", str(expected)} else note.label
        self._counted += label is None
        self.footnotes[note_id] = Footnote(number, note, label)
        return self.footnotes[note_id]

    def said_label(self, note_id: str) -> str:
        """Return the label of a note as a reader sees it, "" where there is no such note."""
        if note_id not in self.notes:
            return ""
        number, note = self.notes[note_id]
        return note.label.strip() or str(number)

    @contextmanager
    def bookmark(self, name: str | None, line: Paragraph) -> Iterator[None]:
        """Set bookmark ``name`` around what is added to ``line``. A bookmark is set once in a file."""
        if name is None or name in self._set_bookmarks:
            yield
            return
        self._set_bookmarks.add(name)
        number = next(self._bookmark_ids)
        line._p.append(w("bookmarkStart", id=number, name=name))
        yield
        line._p.append(w("bookmarkEnd", id=number))

    def bookmark_of(self, heading: Heading) -> str:
        """Return the name of a heading's bookmark; one that nothing in the text leads to gets a name too."""
        if id(heading) not in self._listed:
            name = self.bookmarks.get(heading.id or "")
            if name is None or name in self._listed.values():
                name = f"_Toc{len(self._listed) + 1:06}"
            self._listed[id(heading)] = name
        return self._listed[id(heading)]

    def page_bookmark(self) -> str:
        """Return the name of the next printed page's bookmark, and tell that it is begun."""
        self.pages.begin()
        return f"page_{next(self._page_numbers)}"


@dataclass(frozen=True, slots=True)
class Story:
    """One part with text: the main one, or the footnotes, which can hold no marks of notes."""

    book: Book
    part: StoryPart
    is_footnotes: bool = False
    _related: dict[str | ImagePart, str] = field(default_factory=dict)

    def related(self, target: str | ImagePart) -> str:
        """Return the id of the relationship of this part to an address on the web, or to a picture.

        Not by relate_to(), which compares the target with all those before it.
        """
        if target not in self._related:
            is_address = isinstance(target, str)
            kind = RELATIONSHIP_TYPE.HYPERLINK if is_address else RELATIONSHIP_TYPE.IMAGE
            self._related[target] = f"rel{len(self._related) + 1}"
            self.part.load_rel(kind, target, self._related[target], is_address)
        return self._related[target]


def book_of(document: Document, design: Design, pages: Pages) -> Book:
    """Return an empty book for ``document``; ``pages`` tells how far it is."""
    notes = {note.id: (number, note) for number, note in enumerate(document.notes, start=1)}
    headings = [block for block in blocks_of(document) if isinstance(block, Heading)]
    bookmarks = {note_id: f"note_{number}" for note_id, (number, _) in notes.items()}
    bookmarks |= {heading.id: f"section_{number}" for number, heading in enumerate(headings, 1) if heading.id}
    return Book(
        document=document,
        design=design,
        images={image.name: image for image in document.images},
        notes=notes,
        bookmarks=bookmarks,
        lists=Lists(design.indent),
        pages=pages,
    )
