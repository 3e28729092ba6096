"""The navigation document (EPUB 3.3, section 7): contents, pages of the print, and where the text begins."""

from __future__ import annotations

from collections.abc import Iterable

from converters.writers import words
from converters.writers.epub.book import NOTES, STYLE, Book, address_in
from converters.writers.epub.container import Resource
from converters.writers.epub.xhtml import content_document
from converters.writers.markup.contents import every_heading
from converters.writers.markup.tags import Element, lines, tag

NAVIGATION = "nav.xhtml"


def navigation(book: Book) -> Resource:
    """Return the navigation document of ``book``."""
    elements = lines([_contents(book), *_pages(book), _landmarks(book)])
    data = content_document(book.title, book.document.language, STYLE, elements)
    return Resource(NAVIGATION, "application/xhtml+xml", data, properties="nav")


def _contents(book: Book) -> Element:
    listed = every_heading(book.context)
    for element in listed.iter("a", "ul"):
        if element.tag == "ul":
            element.tag = "ol"  # the only list that a navigation document may have
        else:
            element.set("href", address_in((element.get("href") or "")[1:], book.places))
    if book.context.notes:
        listed.append(tag("li", tag("a", words.NOTES, href=NOTES, **book.context.of_words)))
    return _part("toc", words.CONTENTS, listed, book, hidden=False)


def _pages(book: Book) -> tuple[Element, ...]:
    pages = book.pages()
    if not pages:
        return ()
    listed = tag("ol", "\n", *_links((page.label, page.address) for page in pages))
    return (_part("page-list", words.PAGES, listed, book),)


def _landmarks(book: Book) -> Element:
    start = tag("a", words.TEXT, href=book.chapters[0].file, data_type="bodymatter", **book.context.of_words)
    return _part("landmarks", words.LANDMARKS, tag("ol", tag("li", start)), book)


def _part(kind: str, name: str, listed: Element, book: Book, hidden: bool = True) -> Element:
    heading = tag("h2", name, id=f"{kind}-name", **book.context.of_words)
    part = tag("nav", heading, "\n", listed, id=kind, aria_labelledby=f"{kind}-name", data_type=kind)
    if kind in {"toc", "page-list"}:
        part.set("role", {"toc": "doc-toc", "page-list": "doc-pagelist"}[kind])
    if hidden:
        part.set("hidden", "hidden")
    return part


def _links(links: Iterable[tuple[str, str]]) -> list[Element]:
    return lines([tag("li", tag("a", label, href=address)) for label, address in links])
