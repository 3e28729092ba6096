"""A PDF: opens, is whole, has text, says its language and title, and keeps the rules of PDF/UA-1."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from math import hypot
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from converters.checks.streams import stream_problems
from converters.checks.tags import tag_problems

LEAST_POINTS = 16.0
"""UKAAF, Minimum standards for clear and large print."""
_ROUNDING = 0.05
_LIMITS = (
    "max_input_size",
    "max_object_count",
    "max_decoded_stream_size",
    "max_total_decoded_content_size",
    "max_form_invocations",
    "max_reference_depth",
    "max_table_grid_rows",
    "max_table_grid_cells",
    "max_unicode_cmap_mappings",
)
_PLENTY = 1 << 31
"""More than the largest document we make has of anything: its process has limits of its own."""


def pdf_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a PDF."""
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return ("The file does not open as a PDF.",)
    if not pages:
        return ("The PDF has no pages.",)
    found = (*_catalog(reader), *_title(reader), *_text(reader), *stream_problems(data))
    return found or (*_rules(data), *tag_problems(reader))


def large_print_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a PDF in large print: no letter may be smaller than its least size."""
    found = pdf_problems(data)
    return found or tuple(_letters(data))


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


def _rules(data: bytes) -> Iterator[str]:
    """Name the broken rules of PDF/UA-1 that a machine can see (Matterhorn protocol), each once."""
    import page  # twelve megabytes, and only PDF needs it

    # Its usual limits are for files of strangers: they refuse two thousand rows, and three hundred headings,
    # whose bookmarks each lead to the next.
    limits = page.SafetyLimits(**dict.fromkeys(_LIMITS, _PLENTY))
    try:
        failures = page.validate_pdf_bytes(data, profile="ua1", limits=limits).failures
    except page.PageError as error:
        yield f"The PDF could not be judged: {error}."
        return
    for rule, count in Counter(failure.rule_id for failure in failures).items():
        first = next(failure.message for failure in failures if failure.rule_id == rule)
        yield f"The PDF breaks a rule of PDF/UA-1 {count} times: {first} ({rule})."


def _letters(data: bytes) -> Iterator[str]:
    """Name each page with letters under 16 point, measured where they stand on the page."""
    import pypdfium2  # type: ignore[import-untyped]

    with pypdfium2.PdfDocument(data) as document:
        for number, sheet in enumerate(document, start=1):
            text = sheet.get_textpage()
            smallest = min(sizes_of(text), default=LEAST_POINTS)
            if smallest < LEAST_POINTS - _ROUNDING:
                yield f"Page {number} has letters of {smallest:.1f} point."


def sizes_of(text: Any) -> Iterator[float]:
    """Yield the size in points of every letter of a page of text from PDFium, spaces left out.

    It is the size as set, scaled by how the letter stands on the page: what a ruler would say.
    """
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    for index in range(text.count_chars()):
        if not chr(raw.FPDFText_GetUnicode(text, index)).isspace():
            raw.FPDFText_GetMatrix(text, index, matrix)
            yield raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)


def _text(reader: PdfReader) -> Iterator[str]:
    """Look for text page by page, and stop at the first: a long document takes long to read."""
    if not any(page.extract_text().strip() for page in reader.pages):
        yield "The PDF has no text."
