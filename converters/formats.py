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
Foresee = Callable[[Document, WriteOptions], Findings]


def _nothing(document: Document, options: WriteOptions) -> Findings:
    return ()


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
    foresee: Foresee = _nothing
    """What this format can only say in another way than the document does, known before it is written."""
    tells_all: bool = False
    """Its files are for whoever looks after the others, and hold what was noticed of each of them."""


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


def _foreseen_by(name: str) -> Foresee:
    """Return the function called ``name`` in ``converters.writers``, as ``_by`` does."""
    module, _, function = name.rpartition(".")

    def foresee(document: Document, options: WriteOptions) -> Findings:
        loaded: Foresee = getattr(import_module(f"converters.writers.{module}"), function)
        return loaded(document, options)

    return foresee


def _noted(name: str, foresee: Foresee = _nothing) -> Write:
    """Return what ``_by`` does, with the quality note in the text: the format has no other place for it."""
    write = _by(name)

    def with_its_note(document: Document, findings: Findings, options: WriteOptions) -> bytes:
        from converters.writers.about import with_note

        findings = (*findings, *foresee(document, options))
        return write(with_note(document, findings, options), findings, options)

    return with_its_note


_READERS = (Reader("pdf", ".pdf", "application/pdf", "PDF", _read_pdf),)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"
_EPUB = "application/epub+zip"
_UNSOUNDED = _foreseen_by("audio.without_sound")
_UNSIGNED = _foreseen_by("braille.without_sign")
_UNSHAPED = _foreseen_by("pdf.without_shape")
_UNSHAPED_LARGE = _foreseen_by("large_print.without_shape")

_WRITERS = (
    Writer("html", ".html", "text/html", "Web page", _by("html.write_html")),
    Writer("docx", ".docx", _WORD, "Word document", _noted("docx.write_docx")),
    Writer("pdf", ".tagged.pdf", _PDF, "Tagged PDF", _noted("pdf.write_pdf", _UNSHAPED), foresee=_UNSHAPED),
    Writer(
        "large-print",
        ".large-print.pdf",
        _PDF,
        "Large print PDF",
        _noted("large_print.write_large_print", _UNSHAPED_LARGE),
        foresee=_UNSHAPED_LARGE,
    ),
    Writer(
        "large-print-docx",
        ".large-print.docx",
        _WORD,
        "Large print Word document",
        _noted("docx.write_large_print_docx"),
    ),
    Writer("epub", ".epub", _EPUB, "EPUB book", _noted("epub.write_epub")),
    Writer(
        "audio",
        ".mp3.zip",
        "application/zip",
        "Audio (MP3)",
        _noted("audio.write_audio", _UNSOUNDED),
        _missing_for_audio,
        _UNSOUNDED,
    ),
    Writer(
        "audio-epub",
        ".audio.epub",
        _EPUB,
        "Audio with text (EPUB)",
        _noted("audio.write_audio_book", _UNSOUNDED),
        _missing_for_audio,
        _UNSOUNDED,
    ),
    Writer("text", ".txt", "text/plain", "Plain text", _noted("plain.write_text")),
    Writer(
        "braille",
        ".brf",
        "application/x-brf",
        "Braille (BRF)",
        _noted("braille.write_brf", _UNSIGNED),
        _missing_for_braille,
        _UNSIGNED,
    ),
    Writer(
        "braille-pef",
        ".pef",
        "application/x-pef+xml",
        "Braille (PEF)",
        _noted("braille.write_pef", _UNSIGNED),
        _missing_for_braille,
        _UNSIGNED,
    ),
    Writer("markdown", ".md", "text/markdown", "Markdown text", _noted("markdown.write_markdown")),
    Writer(
        "json",
        ".json",
        "application/json",
        "Document and findings as data",
        _by("json.write_json"),
        tells_all=True,
    ),
)

READERS = {reader.name: reader for reader in _READERS}
WRITERS = {writer.name: writer for writer in _WRITERS}


def available() -> tuple[str, ...]:
    """Return the names of the formats that can be made on this machine, in the order of ``WRITERS``."""
    return tuple(name for name, writer in WRITERS.items() if not writer.missing())
