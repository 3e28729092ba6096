"""A tagged PDF (PDF/UA-1) in clear print: 12 point, sans serif, left aligned (UKAAF, RNIB)."""

from __future__ import annotations

from converters.document import Document
from converters.findings import Finding
from converters.options import WriteOptions
from converters.writers.laying_out import pages_told
from converters.writers.measure import Measure
from converters.writers.paper.reflow import Sheets
from converters.writers.paper.sheet import sheets_as_pdf

_CLEAR_PRINT = Measure(points=12.0, line_spacing=1.45)


def write_pdf(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a tagged PDF; of ``options`` only ``report`` is used."""
    with pages_told(options.report, "pdf") as painted:
        return sheets_as_pdf(document, Sheets(_CLEAR_PRINT, is_print=False), painted)
