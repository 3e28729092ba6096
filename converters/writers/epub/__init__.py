"""EPUB 3: the elements of the web page, parted into chapters, with what reading systems ask for.

Source: EPUB 3.3 and EPUB Accessibility 1.1 (W3C Recommendations).
"""

from __future__ import annotations

from converters.document import Document
from converters.findings import Finding
from converters.options import WriteOptions
from converters.writers.epub.book import book_of
from converters.writers.epub.container import packed
from converters.writers.epub.metadata import metadata_of
from converters.writers.epub.navigation import navigation
from converters.writers.epub.package import package


def write_epub(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as an EPUB 3 publication. ``findings`` and ``options`` change nothing here."""
    book = book_of(document)
    resources = (navigation(book), *book.chapter_files(), *book.companions())
    return packed(package(book, metadata_of(book), resources), resources)
