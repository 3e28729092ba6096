"""The two tables of formats, READERS and WRITERS: the only registry.

Each entry loads its code when it is first used: the libraries behind them are large.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

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


def _missing_for_audio() -> tuple[str, ...]:
    from converters.tools import espeak, lame

    return tuple(tool.PROGRAM.name for tool in (espeak, lame) if not tool.PROGRAM.is_installed)


def _missing_for_braille() -> tuple[str, ...]:
    from converters.tools import liblouis

    return () if liblouis.is_installed() else (liblouis.PROGRAM,)


def _by(name: str) -> Write:
    """Return the function called ``name`` in ``converters.writers``, such as "html.write_html"."""
    module, _, function = name.rpartition(".")

    def write(document: Document, findings: Findings, options: WriteOptions) -> bytes:
        loaded: Write = getattr(import_module(f"converters.writers.{module}"), function)
        return loaded(document, findings, options)

    return write


def _noted(name: str) -> Write:
    """Return what ``_by`` does, with the quality note in the text: the format has no other place for it."""
    write = _by(name)

    def with_its_note(document: Document, findings: Findings, options: WriteOptions) -> bytes:
        from converters.writers.about import with_note

        return write(with_note(document, findings, options), findings, options)

    return with_its_note


_READERS = (Reader("pdf", ".pdf", "application/pdf", "PDF", _read_pdf),)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WRITERS = (
    Writer("html", ".html", "text/html", "Web page", _by("html.write_html")),
    Writer("docx", ".docx", _WORD, "Word document", _noted("docx.write_docx")),
    Writer("pdf", ".tagged.pdf", "application/pdf", "Tagged PDF", _noted("pdf.write_pdf")),
    Writer(
        "large-print",
        ".large-print.pdf",
        "application/pdf",
        "Large print PDF",
        _noted("large_print.write_large_print"),
    ),
    Writer(
        "large-print-docx",
        ".large-print.docx",
        _WORD,
        "Large print Word document",
        _noted("docx.write_large_print_docx"),
    ),
    Writer("epub", ".epub", "application/epub+zip", "EPUB book", _noted("epub.write_epub")),
    Writer(
        "audio", ".mp3.zip", "application/zip", "Audio (MP3)", _noted("audio.write_audio"), _missing_for_audio
    ),
    Writer(
        "audio-epub",
        ".audio.epub",
        "application/epub+zip",
        "Audio with text (EPUB)",
        _noted("audio.write_audio_book"),
        _missing_for_audio,
    ),
    Writer("text", ".txt", "text/plain", "Plain text", _noted("plain.write_text")),
    Writer(
        "braille",
        ".brf",
        "application/x-brf",
        "Braille (BRF)",
        _noted("braille.write_brf"),
        _missing_for_braille,
    ),
    Writer(
        "braille-pef",
        ".pef",
        "application/x-pef+xml",
        "Braille (PEF)",
        _noted("braille.write_pef"),
        _missing_for_braille,
    ),
    Writer("markdown", ".md", "text/markdown", "Markdown text", _by("markdown.write_markdown")),
    Writer("json", ".json", "application/json", "Document and findings as data", _by("json.write_json")),
)

READERS = {reader.name: reader for reader in _READERS}
WRITERS = {writer.name: writer for writer in _WRITERS}


def available() -> tuple[str, ...]:
    """Return the names of the formats that can be made on this machine, in the order of ``WRITERS``."""
    return tuple(name for name, writer in WRITERS.items() if not writer.missing())
