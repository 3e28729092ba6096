"""The two tables of formats, READERS and WRITERS: the only registry.

Each entry loads its code when it is first used: the libraries behind them are large.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from converters.document import Document
from converters.findings import Finding
from converters.options import ReadOptions, WriteOptions

Findings = tuple[Finding, ...]
Write = Callable[[Document, Findings, WriteOptions], bytes]


@dataclass(frozen=True, slots=True)
class Reader:
    """An input format. ``suffix`` is that of its files; ``label`` is for people."""

    name: str
    suffix: str
    media_type: str
    label: str
    read: Callable[[bytes, ReadOptions], tuple[Document, Findings]]


@dataclass(frozen=True, slots=True)
class Writer:
    """An output format. ``suffix`` follows the stem of the source's name; ``label`` is for people."""

    name: str
    suffix: str
    media_type: str
    label: str
    write: Write
    missing: Callable[[], tuple[str, ...]] = tuple
    """The programs that this format needs and that are not installed on this machine."""


def _read_pdf(data: bytes, options: ReadOptions) -> tuple[Document, Findings]:
    from converters.readers.pdf import read_pdf

    return read_pdf(data, options)


def _write_html(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.html import write_html

    return write_html(document, findings, options)


def _write_docx(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.docx import write_docx

    return write_docx(document, findings, options)


def _write_large_print_docx(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.docx import write_large_print_docx

    return write_large_print_docx(document, findings, options)


def _write_large_print(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.large_print import write_large_print

    return write_large_print(document, findings, options)


def _write_pdf(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.pdf import write_pdf

    return write_pdf(document, findings, options)


def _write_epub(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.epub import write_epub

    return write_epub(document, findings, options)


def _write_text(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.plain import write_text

    return write_text(document, findings, options)


def _write_brf(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.braille import write_brf

    return write_brf(document, findings, options)


def _write_pef(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.braille import write_pef

    return write_pef(document, findings, options)


def _write_audio(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.audio import write_audio

    return write_audio(document, findings, options)


def _write_audio_book(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.audio import write_audio_book

    return write_audio_book(document, findings, options)


def _missing_for_audio() -> tuple[str, ...]:
    from converters.tools import espeak, lame

    return tuple(tool.PROGRAM for tool in (espeak, lame) if not tool.is_installed())


def _missing_for_braille() -> tuple[str, ...]:
    from converters.tools import liblouis

    return () if liblouis.is_installed() else (liblouis.PROGRAM,)


def _write_markdown(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.markdown import write_markdown

    return write_markdown(document, findings, options)


def _write_json(document: Document, findings: Findings, options: WriteOptions) -> bytes:
    from converters.writers.json import write_json

    return write_json(document, findings, options)


def _noted(write: Write) -> Write:
    """Return ``write`` with the quality note in the text, for a format that has no other place for it."""

    def with_its_note(document: Document, findings: Findings, options: WriteOptions) -> bytes:
        from converters.writers.about import with_note

        return write(with_note(document, findings, options), findings, options)

    return with_its_note


_READERS = (Reader("pdf", ".pdf", "application/pdf", "PDF", _read_pdf),)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WRITERS = (
    Writer("html", ".html", "text/html", "Web page", _write_html),
    Writer("docx", ".docx", _WORD, "Word document", _noted(_write_docx)),
    Writer("pdf", ".tagged.pdf", "application/pdf", "Tagged PDF", _noted(_write_pdf)),
    Writer(
        "large-print", ".large-print.pdf", "application/pdf", "Large print PDF", _noted(_write_large_print)
    ),
    Writer(
        "large-print-docx",
        ".large-print.docx",
        _WORD,
        "Large print Word document",
        _noted(_write_large_print_docx),
    ),
    Writer("epub", ".epub", "application/epub+zip", "EPUB book", _noted(_write_epub)),
    Writer("audio", ".mp3.zip", "application/zip", "Audio (MP3)", _noted(_write_audio), _missing_for_audio),
    Writer(
        "audio-epub",
        ".audio.epub",
        "application/epub+zip",
        "Audio with text (EPUB)",
        _noted(_write_audio_book),
        _missing_for_audio,
    ),
    Writer("text", ".txt", "text/plain", "Plain text", _noted(_write_text)),
    Writer("braille", ".brf", "application/x-brf", "Braille (BRF)", _noted(_write_brf), _missing_for_braille),
    Writer(
        "braille-pef",
        ".pef",
        "application/x-pef+xml",
        "Braille (PEF)",
        _noted(_write_pef),
        _missing_for_braille,
    ),
    Writer("markdown", ".md", "text/markdown", "Markdown text", _write_markdown),
    Writer("json", ".json", "application/json", "Document and findings as data", _write_json),
)

READERS = {reader.name: reader for reader in _READERS}
WRITERS = {writer.name: writer for writer in _WRITERS}


def available() -> tuple[str, ...]:
    """Return the names of the formats that can be made on this machine, in the order of ``WRITERS``."""
    return tuple(name for name, writer in WRITERS.items() if not writer.missing())
