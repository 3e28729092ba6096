"""What all parts of one Word document share while it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from converters.document import Document, Heading, Image, Note
from converters.walk import blocks_of
from converters.writers.docx.numbering import Lists
from converters.writers.docx.package import Relationships
from converters.writers.docx.xml import Element, w

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg"}


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
    images: Mapping[str, Image]
    notes: Mapping[str, tuple[int, Note]]
    bookmarks: Mapping[str, str]
    """The names of bookmarks by the ids of headings and notes."""
    lists: Lists = field(default_factory=Lists)
    media: dict[str, str] = field(default_factory=dict)
    """The file of each picture used, below "word/", by the picture's name."""
    footnotes: dict[str, Footnote] = field(default_factory=dict)
    drawings: Iterator[int] = field(default_factory=lambda: count(1))
    _bookmark_ids: Iterator[int] = field(default_factory=lambda: count(1))
    _page_numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _set_bookmarks: set[str] = field(default_factory=set)

    def file_of(self, image: Image) -> str:
        """Return the file of a picture that is used now."""
        extension = _EXTENSIONS.get(image.media_type, "png")
        return self.media.setdefault(image.name, f"media/image{len(self.media) + 1}.{extension}")

    def footnote(self, note_id: str) -> Footnote | None:
        """Return a new footnote for the first mark of a note, None where there is no such note."""
        if note_id not in self.notes:
            return None
        number, note = self.notes[note_id]
        expected = 1 + sum(footnote.label is None for footnote in self.footnotes.values())
        label = None if note.label.strip() in {"", str(expected)} else note.label
        self.footnotes[note_id] = Footnote(number, note, label)
        return self.footnotes[note_id]

    def said_label(self, note_id: str) -> str:
        """Return the label of a note as a reader sees it, "" where there is no such note."""
        if note_id not in self.notes:
            return ""
        number, note = self.notes[note_id]
        return note.label.strip() or str(number)

    def bookmarked(self, name: str | None, inside: list[Element]) -> list[Element]:
        """Return ``inside`` between the ends of bookmark ``name``, which is set once in a file."""
        if name is None or name in self._set_bookmarks:
            return inside
        self._set_bookmarks.add(name)
        number = next(self._bookmark_ids)
        return [w("bookmarkStart", id=number, name=name), *inside, w("bookmarkEnd", id=number)]

    def page_bookmark(self) -> str:
        return f"page_{next(self._page_numbers)}"


@dataclass(frozen=True, slots=True)
class Story:
    """One part with text: the main one, or the footnotes, which can hold no marks of notes."""

    book: Book
    is_footnotes: bool = False
    relationships: Relationships = field(default_factory=Relationships)


def book_of(document: Document) -> Book:
    """Return an empty book for ``document``."""
    notes = {note.id: (number, note) for number, note in enumerate(document.notes, start=1)}
    headings = [block for block in blocks_of(document) if isinstance(block, Heading)]
    bookmarks = {note_id: f"note_{number}" for note_id, (number, _) in notes.items()}
    bookmarks |= {heading.id: f"section_{number}" for number, heading in enumerate(headings, 1) if heading.id}
    return Book(
        document=document,
        images={image.name: image for image in document.images},
        notes=notes,
        bookmarks=bookmarks,
    )
