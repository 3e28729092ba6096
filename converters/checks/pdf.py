"""A PDF: opens, has pages and text, is tagged, says its language and title."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject


def pdf_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a PDF."""
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return ("The file does not open as a PDF.",)
    if not pages:
        return ("The PDF has no pages.",)
    return (*_catalog(reader), *_title(reader), *_text(reader))


def _catalog(reader: PdfReader) -> Iterator[str]:
    catalog = reader.root_object
    marks = catalog.get("/MarkInfo")
    if "/StructTreeRoot" not in catalog or not (
        isinstance(marks, DictionaryObject) and bool(marks.get("/Marked"))
    ):
        yield "The PDF is not tagged."
    if not str(catalog.get("/Lang", "")).strip():
        yield "The PDF does not say its language."


def _title(reader: PdfReader) -> Iterator[str]:
    if reader.metadata is None or not (reader.metadata.title or "").strip():
        yield "The PDF has no title."


def _text(reader: PdfReader) -> Iterator[str]:
    """Look for text page by page, and stop at the first: a long document takes long to read."""
    if not any(page.extract_text().strip() for page in reader.pages):
        yield "The PDF has no text."
