"""Which judges a format has. A format is what converters.WRITERS calls it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.judges.docx import DOCX_JUDGES
from tests.judges.epub import EPUB_JUDGES
from tests.judges.html import HTML_JUDGES
from tests.judges.judge import Judge
from tests.judges.pdf import PDF_JUDGES

JUDGES: Mapping[str, tuple[Judge, ...]] = {
    "html": HTML_JUDGES,
    "epub": EPUB_JUDGES,
    "pdf": PDF_JUDGES,
    "large-print": PDF_JUDGES,
    "docx": DOCX_JUDGES,
    "large-print-docx": DOCX_JUDGES,
}
