"""Fonts that claim to be much taller than their letters, made to claim less.

Cambria and Cambria Math, and with them every Word document that has a formula,
state a bounding box of five times the type size, because somewhere in the font
is a tall bracket. To the layout engine each of their lines then overlaps its
neighbours: it drops words and mixes lines. How tall a line of text is, is no
secret: the usual ascent and descent of Latin type take its place.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from converters.readers.pdf.page import Sheets

TALL = 2.2  # times the type size; type that stands on its lines is at most 1.6
TALL_SHARE = 0.02  # of a document's spans, for the trouble of writing it anew to be worth while
MOST_UNITS = 1600  # thousandths of the type size, ascent and descent together, before a font must claim less
ASCENT, DESCENT = 900, -250  # thousandths of the type size

_NO_COPY = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, NotImplementedError)


def has_tall_type(sheets: Sheets) -> bool:
    """Tell whether lines of ``sheets`` are taller than type of their size can be."""
    upright = [span for page in sheets.pages for span in page.spans if not span.rotation]
    tall = sum(span.box.bottom - span.box.top > TALL * span.size for span in upright)
    return tall > TALL_SHARE * len(upright)


def with_usual_heights(data: bytes, password: str | None) -> bytes | None:
    """Return ``data`` with the heights of its fonts as they are usual, None where nothing is to change."""
    from pypdf import PdfWriter
    from pypdf.errors import PyPdfError

    try:
        writer = PdfWriter(BytesIO(data), incremental=True)
        if writer.is_encrypted or not _change(writer):
            return None
        out = BytesIO()
        writer.write(out)
    except (PyPdfError, *_NO_COPY):  # a file that only PDFium can mend
        return None
    return out.getvalue()


def _change(writer: Any) -> int:
    changed = 0
    for number in range(len(writer._objects)):
        thing = writer.get_object(number + 1)
        if isinstance(thing, dict) and thing.get("/Type") == "/FontDescriptor" and _is_tall(thing):
            _lower(thing)
            changed += 1
    return changed


def _is_tall(font: dict[str, Any]) -> bool:
    return float(font.get("/Ascent", 0)) - float(font.get("/Descent", 0)) > MOST_UNITS


def _lower(font: dict[str, Any]) -> None:
    from pypdf.generic import ArrayObject, NameObject, NumberObject

    left, _, right, _ = font.get("/FontBBox", [0, DESCENT, 1000, ASCENT])
    font[NameObject("/Ascent")] = NumberObject(ASCENT)
    font[NameObject("/Descent")] = NumberObject(DESCENT)
    box = [left, NumberObject(DESCENT), right, NumberObject(ASCENT)]
    font[NameObject("/FontBBox")] = ArrayObject(box)
