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
from converters.writers.paper.sheet import sheets_as_pdf


def write_large_print(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a tagged PDF (PDF/UA-1) with every letter at least ``options.point_size`` large.

    The findings are not part of it.

    Raises:
        ValueError: what ``options`` ask for is not large print, or cannot be read.
    """
    sheets = Sheets(large_print_measure(options), is_print=True)
    with pages_told(options.report, "large-print") as painted:
        return sheets_as_pdf(document, sheets, painted)
