"""Large print: a PDF set anew in large letters, never a magnified picture of the original.

Source of the rules: UKAAF, Minimum standards for clear and large print (2012, 2019);
RNIB, clear print guidelines. At least 16 point, ideally 18; one size for everything
small; sans serif; left aligned; no italics, underline or blocks of capitals; words
never split; A4; original page numbers kept.
"""

from __future__ import annotations

from converters.document import Document
from converters.findings import Finding
from converters.options import WriteOptions
from converters.writers.laying_out import pages_told
from converters.writers.measure import large_print_measure
from converters.writers.paper.reflow import Sheets
from converters.writers.paper.sheet import sheets_as_pdf, without_shape_findings


def without_shape(document: Document, options: WriteOptions) -> tuple[Finding, ...]:
    """Return a finding for each page with characters that no typeface on this machine has."""
    return without_shape_findings(document, _sheets(options))


def write_large_print(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a tagged PDF (PDF/UA-1) with every letter at least ``options.point_size`` large.

    The findings are not part of it.

    Raises:
        ValueError: what ``options`` ask for is not large print, or cannot be read.
    """
    sheets = _sheets(options)
    with pages_told(options.report, "large-print") as painted:
        return sheets_as_pdf(document, sheets, painted)


def _sheets(options: WriteOptions) -> Sheets:
    return Sheets(large_print_measure(options), is_print=True)
