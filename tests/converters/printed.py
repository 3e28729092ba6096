"""Small untagged PDFs for tests of the reader, printed from HTML."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from weasyprint import HTML  # type: ignore[import-untyped]

from converters import Document, Finding, FindingKind, ReadOptions, read
from converters.document import Block
from converters.walk import blocks_of

# A typeface by its name: which one "sans-serif" is depends on the machine, and so would every line's end.
PAGE = (
    "@page { size: 148mm 210mm; margin: 20mm } body { font: 11pt/1.4 'DejaVu Sans', sans-serif; margin: 0 }"
)


@cache
def printed(body: str, style: str = "") -> bytes:
    """Return ``body`` on A5 pages, untagged, without title, language or outline."""
    source = f"<style>{PAGE} * {{ bookmark-level: none }} {style}</style><body>{body}</body>"
    pdf: bytes = HTML(string=source).write_pdf()
    return pdf


def labelled(pdf: bytes, style: PageLabelStyle, start: int) -> bytes:
    """Return ``pdf`` with page labels in ``style`` (such as small roman numbers) from ``start``."""
    writer = PdfWriter(BytesIO(pdf))
    writer.set_page_label(0, len(writer.pages) - 1, style=style, start=start)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def joined(*pdfs: bytes) -> bytes:
    """Return one PDF of the pages of ``pdfs``."""
    writer = PdfWriter()
    for pdf in pdfs:
        for page in PdfReader(BytesIO(pdf)).pages:
            writer.add_page(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def document_of(pdf: bytes, **options: str | bool) -> Document:
    return read(pdf, ReadOptions(**options))[0]  # type: ignore[arg-type]


def findings_of(pdf: bytes, kind: FindingKind) -> list[Finding]:
    return [finding for finding in read(pdf)[1] if finding.kind is kind]


def every(document: Document, kind: type) -> list[Block]:
    return [block for block in blocks_of(document) if isinstance(block, kind)]
