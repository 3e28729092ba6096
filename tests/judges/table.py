"""Which judges a format has. A format is what converters.WRITERS calls it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from converters.document import Document
from tests.judges.audio import AUDIO_JUDGES, SPOKEN_BOOK_JUDGES
from tests.judges.docx import DOCX_JUDGES
from tests.judges.epub import EPUB_JUDGES
from tests.judges.heard import heard_problems
from tests.judges.html import HTML_JUDGES
from tests.judges.judge import Comparison, Judge
from tests.judges.large_print import LARGE_PRINT_DOCX_JUDGES, LARGE_PRINT_JUDGES
from tests.judges.pdf import PDF_JUDGES
from tests.judges.words import READ_BACK, lost_words

JUDGES: Mapping[str, tuple[Judge, ...]] = {
    "html": HTML_JUDGES,
    "epub": EPUB_JUDGES,
    "pdf": PDF_JUDGES,
    "large-print": (*PDF_JUDGES, *LARGE_PRINT_JUDGES),
    "docx": DOCX_JUDGES,
    "large-print-docx": (*DOCX_JUDGES, *LARGE_PRINT_DOCX_JUDGES),
}
SPOKEN: Mapping[str, tuple[Judge, ...]] = {
    "audio": AUDIO_JUDGES,
    "audio-epub": (*EPUB_JUDGES, *SPOKEN_BOOK_JUDGES),
}
"""Those of what takes minutes to make."""


def comparisons(format: str) -> tuple[Comparison, ...]:
    """Return what compares a file in ``format`` with the document it was made of."""
    found = []
    if format in READ_BACK or format == "braille":
        found.append(Comparison("words", partial(_words, format)))
    if format in ("pdf", "large-print"):
        found.append(Comparison("as it is heard", heard_problems))
    return tuple(found)


def _words(format: str, document: Document, data: bytes) -> tuple[str, ...]:
    return lost_words(document, format, data)
