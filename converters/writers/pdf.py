"""A tagged PDF (PDF/UA-1) in clear print: 12 point, sans serif, left aligned (UKAAF, RNIB)."""

from __future__ import annotations

from converters.document import Document
from converters.findings import Finding
from converters.options import WriteOptions
from converters.writers.laying_out import pages_told
from converters.writers.measure import Measure
from converters.writers.paper.reflow import Sheets
from converters.writers.paper.sheet import sheets_as_pdf, without_shape_findings

_SHEETS = Sheets(Measure(points=12.0, line_spacing=1.45), is_print=False)


def without_shape(document: Document, options: WriteOptions) -> tuple[Finding, ...]:
    """Return a finding for each page with characters that no typeface on this machine has."""
    return without_shape_findings(document, _SHEETS)


def write_pdf(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a tagged PDF; of ``options`` only ``report`` is used."""
    with pages_told(options.report, "pdf") as painted:
        return sheets_as_pdf(document, _SHEETS, painted)
