"""Pages whose text runs up or down the sheet as displayed, set upright before they are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from converters.document import Sheet
from converters.readers.pdf import layout
from converters.readers.pdf.page import Page, Sheets

MOST = 0.8  # share of a page's characters that run one way, for the page to be turned
ENOUGH = 40  # characters; fewer are a stamp or a scale beside a picture


def with_pages_upright(sheets: Sheets, data: bytes, password: str | None) -> Sheets:
    """Return ``sheets`` with the pages set upright whose text runs another way than from left to right."""
    turned = {page.number: angle for page in sheets.pages if (angle := _angle(page))}
    if not turned:
        return sheets
    upright = layout.upright_sheets(data, password, turned)
    anew = {page.number: page for page in upright.pages}
    others = (picture for picture in sheets.pictures if picture.page not in anew)
    return replace(
        sheets,
        pages=tuple(anew.get(page.number, page) for page in sheets.pages),
        pictures=(*others, *(picture for picture in upright.pictures if picture.page in anew)),
    )


def sheet_of(page: Page) -> Sheet:
    """Return ``page`` as a viewer shows it."""
    sideways = page.turned in (90, 270)
    width, height = (page.height, page.width) if sideways else (page.width, page.height)
    return Sheet(width, height, page.turned)


def _angle(page: Page) -> int:
    """Return by how many degrees clockwise the text of ``page`` is turned: 90, 180, 270, or 0 for upright."""
    if not any(span.rotation for span in page.spans):
        return 0
    ways: Counter[int] = Counter()
    for span in page.spans:
        ways[round(span.rotation / 90) * 90 % 360] += len(span.text)
    angle, most = ways.most_common(1)[0]
    return angle if most >= max(ENOUGH, MOST * ways.total()) else 0
