"""A second pair of eyes: the characters of each page as PDFium reads them, and pictures of its parts.

The layout engine drops words now and then, and spaces them by its own rules. What
PDFium says is one call a page; where each character stands is asked for only on
pages where the two disagree. Only this module and ``tags.content`` know pypdfium2.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from io import BytesIO
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from converters.document import Box
from converters.readers.pdf.aside import begin
from converters.readers.pdf.page import around

if TYPE_CHECKING:
    import PIL.Image

MAX_GLYPHS = 60_000  # on one page; a page of more is a drawing made of letters
AHEAD = 4  # pages loaded before they are asked for
DPI = 300.0  # at which pages are drawn
FIGURE_DPI = 144.0  # at which a part of a page is shown
QUICK = 2  # of 9: PNG in a fifth of the time, a tenth larger
MAX_PIXELS = 16_000_000  # of a page; larger sheets are drawn coarser
CUT = "\x02\ufffe"  # what PDFium writes for a hyphen at the end of a line

REST = "\u2060"  # stands for the rest of a character that PDFium counts as several

# Characters outside Unicode's first plane, such as the letters of formulas: PDFium says each twice.
_TWICE = re.compile("([\U00010000-\U0010ffff])\\1")
_HALVES = re.compile("([\ud800-\udbff][\udc00-\udfff])(?:\\1)?")

_PDFIUM = RLock()  # PDFium may be used by one thread at a time
_OPEN: list[Glyphs] = []  # those of the thread that has the lock


class Glyph(NamedTuple):
    """A character and where its ink is, None where PDFium made it up: a space or the end of a line."""

    text: str
    box: Box | None


class Glyphs:
    """The characters of an open PDF, and pictures of it. Pages count from 1.

    The first pages are loaded by a thread of their own: the layout engine reads the
    same file meanwhile, and both leave Python alone while they work. The same thread
    draws what is asked for early.
    """

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._loaded: dict[int, tuple[Any, Any]] = {}
        self._kept: dict[int, Any] = {}
        self._going: list[Future[Any]] = [begin(self._load)]

    def _load(self) -> None:
        from pypdfium2 import PdfiumError  # type: ignore[import-untyped]

        with suppress(PdfiumError):  # the page will say so again when it is asked for
            for number in range(1, min(len(self._pdf), AHEAD) + 1):
                page = self._pdf[number - 1]
                self._loaded[number] = page, page.get_textpage()

    def wait(self) -> None:
        """Return when no other thread works on the file: before anyone else uses PDFium."""
        wait(self._going)
        self._going.clear()

    @contextmanager
    def page(self, number: int, turned: int = 0) -> Iterator[GlyphPage]:
        """Yield the characters of page ``number``.

        ``turned`` is by how many degrees clockwise the page was found turned, and set upright.
        """
        self.wait()
        page, text = self._loaded.pop(number, (None, None))
        if page is None:
            page = self._pdf[number - 1]
            text = page.get_textpage()
        try:
            yield GlyphPage(page, text, turned)
        finally:
            text.close()
            self._keep(number, page)

    def _keep(self, number: int, page: Any) -> None:
        """Keep ``page`` open for its pictures to be drawn, where it is one of the first."""
        if number <= AHEAD and number not in self._kept:
            self._kept[number] = page
        else:
            page.close()

    def picture(
        self, number: int, box: Box | None = None, turned: int = 0, dpi: float = DPI
    ) -> PIL.Image.Image:
        """Return page ``number``, or the part ``box`` of it, as a sighted reader sees it."""
        self.wait()
        return self._picture(number, box, turned, dpi)

    def _picture(self, number: int, box: Box | None, turned: int, dpi: float) -> PIL.Image.Image:
        page = self._pdf[number - 1]
        try:
            return _drawn(page, box, turned, dpi)
        finally:
            page.close()

    def parts(self, number: int, boxes: Sequence[Box], turned: int = 0) -> Future[tuple[bytes | None, ...]]:
        """Draw the parts ``boxes`` of page ``number`` aside: a PNG of each, None where there is nothing."""
        drawing = begin(self._parts, number, boxes, turned)
        self._going.append(drawing)
        return drawing

    def _parts(self, number: int, boxes: Sequence[Box], turned: int) -> tuple[bytes | None, ...]:
        from pypdfium2 import PdfiumError

        try:
            page = self._kept.pop(number, None) or self._pdf[number - 1]
        except PdfiumError:  # a torn page
            return (None,) * len(boxes)
        try:
            return tuple(_cut_out(page, boxes, turned))
        finally:
            page.close()

    def close(self) -> None:
        for drawing in self._going:
            drawing.cancel()
        self.wait()
        for page, text in self._loaded.values():
            text.close()
            page.close()
        for page in self._kept.values():
            page.close()
        self._pdf.close()


@contextmanager
def alone() -> Iterator[None]:
    """Let the thread that calls use PDFium, and no other: what open files do aside is done by then."""
    with _PDFIUM:
        for glyphs in _OPEN:
            glyphs.wait()
        yield


@contextmanager
def opened(data: bytes, password: str | None = None) -> Iterator[Glyphs | None]:
    """Yield the characters of the PDF in ``data``, None where PDFium cannot open it by itself."""
    import pypdfium2  # 7 MB, loaded when used

    with alone():
        try:
            pdf = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError:
            yield None
            return
        glyphs = Glyphs(pdf)
        _OPEN.append(glyphs)
        try:
            yield glyphs
        finally:
            _OPEN.remove(glyphs)
            glyphs.close()


class GlyphPage:
    """The characters of a page that is open."""

    def __init__(self, page: Any, text: Any, turned: int) -> None:
        self._page, self._text, self._turned = page, text, turned
        self._said: str | None = None

    def text(self) -> str:
        """Return all characters in the order in which they were drawn, those off the page too."""
        said: str = self._text.get_text_range(errors="ignore")
        return said if said.isascii() else _TWICE.sub(r"\1", said)

    def characters(self) -> str:
        """Return the characters by place, as ``glyphs`` counts them."""
        if self._said is None:
            self._said = self._characters()
        return self._said

    def glyphs(self, start: int = 0, end: int | None = None) -> tuple[Glyph, ...]:
        """Return the characters from place ``start`` to ``end`` that lie on the page."""
        return tuple(self._on_page(start, self.characters()[start:end]))

    def _on_page(self, start: int, said: str) -> Iterator[Glyph]:
        from pypdfium2 import raw

        text, box_of = self._text.raw, raw.FPDFText_GetCharBox
        left, right, bottom, top = places = tuple(ctypes.c_double() for _ in range(4))
        least_x, least_y, most_x, most_y = self._page.get_bbox()
        placed = _placing(self._page, self._turned)
        for at, one in enumerate(said, start):
            if one == REST:
                continue
            if one <= " ":
                yield Glyph(one, None)
                continue
            box_of(text, at, *places)
            x0, x1, y0, y1 = left.value, right.value, bottom.value, top.value
            if x0 == x1 or y0 == y1:
                yield Glyph(one, None)
            elif least_x <= (x0 + x1) / 2 <= most_x and least_y <= (y0 + y1) / 2 <= most_y:
                yield Glyph(one, placed(x0, y0, x1, y1))

    def _characters(self) -> str:
        from pypdfium2 import raw

        count = self._text.count_chars()
        said = self.text()
        if len(said) != count:  # some are outside Unicode's first plane, or none at all
            said = "".join(chr(raw.FPDFText_GetUnicode(self._text.raw, at)) for at in range(count))
            said = _HALVES.sub(_whole, said)
        return said[:MAX_GLYPHS]


def _whole(halves: re.Match[str]) -> str:
    """Return the character of ``halves``, padded so that the places of those after it stay what they are."""
    one = halves[1].encode("utf-16", "surrogatepass").decode("utf-16")
    return one + REST * (len(halves[0]) - 1)


def png(picture: PIL.Image.Image) -> bytes:
    """Return ``picture`` as a PNG."""
    out = BytesIO()
    picture.save(out, "PNG", compress_level=QUICK)
    return out.getvalue()


def _cut_out(page: Any, boxes: Sequence[Box], turned: int) -> Iterator[bytes | None]:
    """Yield a PNG of each of ``boxes`` from one drawing of ``page``, None for one that is not on it."""
    width, height = _size(page, turned)
    on_page = [_within(box, width, height) for box in boxes]
    whole = around([box for box in on_page if box] or [Box(0, 0, 1, 1)])
    drawn = _drawn(page, whole, turned, FIGURE_DPI)
    across, down = drawn.width / (whole.right - whole.left), drawn.height / (whole.bottom - whole.top)
    for box in on_page:
        if box is None:
            yield None
            continue
        left, right = round((box.left - whole.left) * across), round((box.right - whole.left) * across)
        top, bottom = round((box.top - whole.top) * down), round((box.bottom - whole.top) * down)
        yield png(drawn.crop((left, top, right, bottom)))


def _within(box: Box, width: float, height: float) -> Box | None:
    """Return the part of ``box`` on a sheet of that size, None where less than a point of it is."""
    left, right = max(box.left, 0.0), min(box.right, width)
    top, bottom = max(box.top, 0.0), min(box.bottom, height)
    return Box(left, top, right, bottom) if min(right - left, bottom - top) >= 1 else None


def _size(page: Any, turned: int) -> tuple[float, float]:
    width, height = page.get_size()
    return (height, width) if turned in (90, 270) else (width, height)


def _drawn(page: Any, box: Box | None, turned: int, dpi: float) -> PIL.Image.Image:
    width, height = _size(page, turned)
    box = box or Box(0, 0, width, height)
    sides = (box.left, height - box.bottom, width - box.right, box.top)
    scale = min(dpi / 72, (MAX_PIXELS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, crop=tuple(max(0.0, side) for side in sides), rotation=-turned % 360)
    try:
        drawn: PIL.Image.Image = bitmap.to_pil().convert("RGB")
        return drawn
    finally:
        bitmap.close()


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
