"""Audio: every word read aloud, as chapters for a player and as a book whose text follows the voice.

Both are made from the same elements, so that what is heard is what is read.
Tables are read out row by row; pictures, formulas, notes and pages are announced.
"""

from __future__ import annotations

from converters.document import Document
from converters.findings import Finding
from converters.options import WriteOptions
from converters.progress import Pages
from converters.walk import pages_of
from converters.writers.audio.overlays import spoken_book
from converters.writers.audio.recording import Recording, recorded
from converters.writers.audio.speech import stand_in
from converters.writers.audio.tracks import tracks
from converters.writers.epub.book import Book, book_of
from converters.writers.in_words import tables_in_words
from converters.writers.stand_ins import stand_in_findings


def write_audio(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return a zip file with a chapter of ``document`` as MP3 each, and a playlist of them in order.

    Raises:
        ToolMissing: espeak-ng or LAME is not installed.
    """
    book, recordings = _read_aloud(document, options, "audio")
    return tracks(recordings, book.title)


def write_audio_book(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return an EPUB 3 with media overlays. Raises what ``write_audio`` does."""
    return spoken_book(*_read_aloud(document, options, "audio-epub"))


def without_sound(document: Document, options: WriteOptions) -> tuple[Finding, ...]:
    """Return a finding for each page with signs that the voice has no word for. Raises as the writers do."""

    def instead(character: str, language: str | None) -> str | None:
        return stand_in(character, language or document.language)

    return stand_in_findings(document, "The voice has no word for", instead)


def _read_aloud(document: Document, options: WriteOptions, name: str) -> tuple[Book, tuple[Recording, ...]]:
    book = book_of(tables_in_words(document), descriptions_shown=True)
    pages = Pages(options.report, name, pages_of(document))
    return book, recorded(book, options.words_per_minute, pages)
