"""A second pair of eyes: the characters of each page as PDFium reads them, and pictures of its parts.

The layout engine drops words now and then, and spaces them by its own rules. What
PDFium says is one call a page; where each character stands is asked for only on
pages where the two disagree. No other module knows pypdfium2.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import Any, NamedTuple

from converters.document import Box

MAX_GLYPHS = 60_000  # on one page; a page of more is a drawing made of letters
RENDER_DPI = 150.0
CUT = "\x02\ufffe"  # what PDFium writes for a hyphen at the end of a line

_LOCK = Lock()  # PDFium may be used by one thread at a time


class Glyph(NamedTuple):
    """A character and where its ink is, None where PDFium made it up: a space or the end of a line."""

    text: str
    box: Box | None


class Glyphs:
    """The characters of an open PDF. Pages count from 1."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf

    @contextmanager
    def page(self, number: int, turned: int = 0) -> Iterator[GlyphPage]:
        """Yield the characters of page ``number``.

        ``turned`` is by how many degrees clockwise the page was found turned, and set upright.
        """
        with self._page(number) as page:
            text = page.get_textpage()
            try:
                yield GlyphPage(page, text, turned)
            finally:
                text.close()

    def picture(self, number: int, box: Box, turned: int = 0) -> bytes:
        """Return a PNG of the part ``box`` of page ``number``, as a sighted reader sees it."""
        with self._page(number) as page:
            width, height = page.get_size()
            if turned in (90, 270):
                width, height = height, width
            sides = (box.left, height - box.bottom, width - box.right, box.top)
            crop = tuple(max(0.0, side) for side in sides)
            bitmap = page.render(scale=RENDER_DPI / 72, crop=crop, rotation=-turned % 360)
            out = BytesIO()
            bitmap.to_pil().convert("RGB").save(out, "PNG")
            bitmap.close()
            return out.getvalue()

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        page = self._pdf[number - 1]
        try:
            yield page
        finally:
            page.close()


@contextmanager
def opened(data: bytes, password: str | None = None) -> Iterator[Glyphs | None]:
    """Yield the characters of the PDF in ``data``, None where PDFium cannot open it by itself."""
    import pypdfium2  # type: ignore[import-untyped]  # 7 MB, loaded when used

    with _LOCK:
        try:
            pdf = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError:
            yield None
            return
        try:
            yield Glyphs(pdf)
        finally:
            pdf.close()


class GlyphPage:
    """The characters of a page that is open."""

    def __init__(self, page: Any, text: Any, turned: int) -> None:
        self._page, self._text, self._turned = page, text, turned

    def text(self) -> str:
        """Return all characters in the order in which they were drawn, those off the page too."""
        said: str = self._text.get_text_range(errors="ignore")
        return said

    def glyphs(self) -> tuple[Glyph, ...]:
        """Return the characters that lie on the page."""
        return tuple(self._on_page())

    def _on_page(self) -> Iterator[Glyph]:
        from pypdfium2 import raw

        text = self._text.raw
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        places = left, right, bottom, top
        least_x, least_y, most_x, most_y = self._page.get_bbox()
        placed = _placing(self._page, self._turned)
        box_of = raw.FPDFText_GetCharBox
        for at, said in enumerate(self._characters()):
            if said <= " ":
                yield Glyph(said, None)
                continue
            box_of(text, at, *places)
            x0, x1, y0, y1 = left.value, right.value, bottom.value, top.value
            if x0 == x1 or y0 == y1:
                yield Glyph(said, None)
            elif least_x <= (x0 + x1) / 2 <= most_x and least_y <= (y0 + y1) / 2 <= most_y:
                yield Glyph(said, placed(x0, y0, x1, y1))

    def _characters(self) -> str:
        from pypdfium2 import raw

        count = self._text.count_chars()
        said = self.text()
        if len(said) != count:  # some are outside Unicode's first plane, or none at all
            said = "".join(chr(raw.FPDFText_GetUnicode(self._text.raw, at)) for at in range(count))
        return said[:MAX_GLYPHS]


def _placing(page: Any, turned: int) -> Callable[[float, float, float, float], Box]:
    """Return how a box in the file's own coordinates is one in points from the displayed page's top left."""
    left, bottom, right, top = page.get_bbox()
    match (page.get_rotation() - turned) % 360:
        case 90:
            return lambda x0, y0, x1, y1: Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        case 180:
            return lambda x0, y0, x1, y1: Box(right - x1, y0 - bottom, right - x0, y1 - bottom)
        case 270:
            return lambda x0, y0, x1, y1: Box(top - y1, right - x1, top - y0, right - x0)
        case _:
            return lambda x0, y0, x1, y1: Box(x0 - left, top - y1, x1 - left, top - y0)
