"""A document as the chapters of a book: trees of elements, the files they go to, and their pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from converters.document import Document, Image, PageStart
from converters.walk import blocks_of
from converters.writers import words
from converters.writers.epub.container import Resource
from converters.writers.epub.parting import name_of, parts_of
from converters.writers.epub.xhtml import content_document
from converters.writers.markup.blocks import blocks
from converters.writers.markup.contents import notes
from converters.writers.markup.context import Context, Manner, context_of
from converters.writers.markup.tags import Element
from converters.writers.outline import title_of, with_title_heading
from converters.writers.style_sheets import style_sheet
from converters.writers.text import legal

STYLE = "style.css"
NOTES = "notes.xhtml"

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the book. ``file`` is the name of its file, ``overlay`` that of its media overlay, if any."""

    file: str
    title: str
    elements: list[Element]
    overlay: str | None = None

    @property
    def has_mathml(self) -> bool:
        return any(element.tag == "math" for element in self.every_element())

    def every_element(self) -> Iterator[Element]:
        return (inner for element in self.elements for inner in element.iter())


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: its label and the address where it begins."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Book:
    """``places`` has the file of every id, ``pictures`` the images that are shown, by their files."""

    context: Context
    title: str
    chapters: tuple[Chapter, ...]
    places: Mapping[str, str]
    pictures: Mapping[str, Image]

    @property
    def document(self) -> Document:
        return self.context.document

    def pages(self) -> tuple[Page, ...]:
        """Return the printed pages in order, with their labels."""
        marks = (block for block in blocks_of(self.document) if isinstance(block, PageStart))
        numbered = ((mark.label.strip(), f"page-{number}") for number, mark in enumerate(marks, start=1))
        return tuple(Page(legal(label), f"{self.places[id]}#{id}") for label, id in numbered if label)

    def chapter_files(self) -> tuple[Resource, ...]:
        return tuple(self._file(chapter) for chapter in self.chapters)

    def companions(self) -> tuple[Resource, ...]:
        """Return the files that the chapters show or are styled by."""
        style = style_sheet("list-markers", "epub").encode()
        shown = (Resource(name, image.media_type, image.data) for name, image in self.pictures.items())
        return (Resource(STYLE, "text/css", style), *shown)

    def _file(self, chapter: Chapter) -> Resource:
        data = content_document(chapter.title, self.document.language, STYLE, chapter.elements)
        kind = "application/xhtml+xml"
        holds = "mathml" if chapter.has_mathml else None
        return Resource(chapter.file, kind, data, holds, is_read=True, overlay=chapter.overlay)


def book_of(document: Document, descriptions_shown: bool = False) -> Book:
    """Return ``document`` as a book; ``descriptions_shown`` prints what pictures show below them."""
    named = {
        image.name: f"pictures/picture-{number}.{_SUFFIXES.get(image.media_type, 'bin')}"
        for number, image in enumerate(document.images, start=1)
    }
    manner = Manner(
        page_words=lambda label: f"Page {label}",
        labels_as_text=descriptions_shown,
        wide_tables_scroll=False,
        descriptions_shown=descriptions_shown,
        formulas_as_mathml=not descriptions_shown,
        picture_address=lambda image: named[image.name],
    )
    context = context_of(with_title_heading(document), manner)
    chapters = tuple(_chapters(context))
    places = {
        id: chapter.file
        for chapter in chapters
        for element in chapter.every_element()
        if (id := element.get("id"))
    }
    for chapter in chapters:
        _point_across(chapter, places)
    shown = {element.get("src") for chapter in chapters for element in chapter.every_element()}
    pictures = {named[image.name]: image for image in document.images if named[image.name] in shown}
    return Book(context, title_of(document), chapters, places, pictures)


def _chapters(context: Context) -> Iterator[Chapter]:
    nodes = context.document.blocks
    elements = blocks(nodes, context)
    title = title_of(context.document)
    for number, (start, end) in enumerate(parts_of(nodes), start=1):
        name = name_of(nodes[start:end]) or title
        yield Chapter(f"chapter-{number:03}.xhtml", name, elements[start:end])
    ending = notes(context)
    if ending is not None:
        yield Chapter(NOTES, words.NOTES, [ending])


def _point_across(chapter: Chapter, places: Mapping[str, str]) -> None:
    """Name the file in every address that leads out of ``chapter``; a name from elsewhere becomes a label."""
    for element in chapter.every_element():
        target = element.get("href") or ""
        if target.startswith("#"):
            element.set("href", address_in(target[1:], places, chapter.file))
        named_by = element.get("aria-labelledby")
        if named_by and places.get(named_by) != chapter.file:
            del element.attrib["aria-labelledby"]
            element.set("aria-label", chapter.title)


def address_in(id: str, places: Mapping[str, str], file: str | None = None) -> str:
    """Return the address of ``id`` as seen from ``file``."""
    place = places.get(id)
    return f"#{id}" if place is None or place == file else f"{place}#{id}"
