"""The characters and drawings that marked content holds, read with PDFium.

The layout engine joins what stands in one line whatever marked content it lies in, so its text cannot
be told apart by the author's tags; PDFium itself says of every character which object drew it.
"""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as api  # type: ignore[import-untyped]

from converters.document import Box
from converters.readers.pdf.page import around
from converters.readers.pdf.rereading.glyphs import alone, png
from converters.readers.pdf.tags.marks import MarkReader, Marks, address, object_at, text_object_at
from converters.readers.pdf.tags.space import Space
from converters.readers.pdf.tags.tree import Marked

LINE_END = "\n"
MAX_NESTING = 8  # form XObjects inside one another
MAX_CHARACTERS = 200_000  # on one page
CROP_DPI = 150
MARGIN = 1.0  # points kept around a picture that is cut out of its page

SAME_LINE = 0.7  # share of their height that characters of one line have in common
NARROW, WIDE = 0.12, 0.5  # gaps over the height: no space, one space, another line or column

_HYPHENS = {"\x02": "-\n", "\ufffe": "-\n"}  # how PDFium says that a line end cut a word


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one drawing operation. ``text`` ends in LINE_END where the line does.

    ``actual`` and ``expansion`` are the author's words for the marked sequence numbered
    ``sequence``, of which this may be a part.
    """

    text: str
    box: Box | None = None
    bold: bool = False
    italic: bool = False
    language: str | None = None
    actual: str | None = None
    expansion: str | None = None
    sequence: int = 0


@dataclass(slots=True)
class PageContent:
    """What a page draws, by the marked content that holds it.

    ``artifacts`` are marked as no part of the text, ``loose`` is marked as nothing.
    ``drawn`` are the places of pictures and drawings.
    """

    marked: dict[Marked, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    drawn: dict[Marked, list[Box]] = field(default_factory=lambda: defaultdict(list))
    artifacts: list[Piece] = field(default_factory=list)
    loose: list[Piece] = field(default_factory=list)


@contextmanager
def opened(data: bytes, password: str | None, turned: Mapping[int, int] | None = None) -> Iterator[Contents]:
    """Open the PDF in ``data``; ``turned`` as in Contents. Raises PdfiumError where PDFium cannot."""
    with alone():
        document = pdfium.PdfDocument(data, password=password)
        try:
            yield Contents(document, turned or {})
        finally:
            document.close()


class Contents:
    """The pages of an open PDF, by number from 1.

    ``turned`` says by page by how many degrees clockwise its text stands turned: all boxes
    are on the page set upright.
    """

    def __init__(self, document: Any, turned: Mapping[int, int]) -> None:
        self._document = document
        self._turned = turned

    def page(self, number: int) -> PageContent:
        """Return what page ``number`` draws."""
        page = self._document[number - 1]
        try:
            return _Reading(page, number, self._space(page, number)).content()
        finally:
            page.close()

    def place(self, number: int, rectangle: tuple[float, float, float, float]) -> Box:
        """Return a rectangle in the page's own space as a box on the page as it is displayed."""
        page = self._document[number - 1]
        try:
            return self._space(page, number).box(*rectangle)
        finally:
            page.close()

    def _space(self, page: Any, number: int) -> Space:
        return Space(page, self._turned.get(number, 0))

    def cut_out(self, number: int, box: Box) -> bytes | None:
        """Return a PNG of ``box`` of page ``number``, None where it lies outside the page."""
        page = self._document[number - 1]
        try:
            width, height = self._space(page, number).size
            edges = (box.left - MARGIN, height - box.bottom - MARGIN)
            ends = (width - box.right - MARGIN, box.top - MARGIN)
            crop = tuple(max(0.0, edge) for edge in (*edges, *ends))
            if crop[0] + crop[2] >= width - 1 or crop[1] + crop[3] >= height - 1:
                return None
            upright = -self._turned.get(number, 0) % 360
            picture = page.render(scale=CROP_DPI / 72, crop=crop, rotation=upright).to_pil()
            return png(picture.convert("RGB"))
        finally:
            page.close()


class _Reading:
    """One pass over the objects of a page and then over its characters."""

    def __init__(self, page: Any, number: int, space: Space) -> None:
        self._page = page
        self._number = number
        self._space = space
        self._content = PageContent()
        self._marks = MarkReader(number)
        self._around: dict[int, Marks] = {}  # by object inside a form: the marks around the form

    def content(self) -> PageContent:
        for at in range(api.FPDFPage_CountObjects(self._page)):
            self._object(api.FPDFPage_GetObject(self._page, at), None)
        text = self._page.get_textpage()
        try:
            for piece, marks in self._pieces(text):
                self._keep(piece, marks)
        finally:
            text.close()
        return self._content

    # --- drawings ---------------------------------------------------------------------------

    def _object(self, item: Any, form: Any, outer: Marks | None = None, depth: int = 0) -> None:
        kind = api.FPDFPageObj_GetType(item)
        if form is not None:
            self._around[address(item)] = outer or Marks()
        if kind == api.FPDF_PAGEOBJ_FORM and depth < MAX_NESTING:
            marks = self._marks.marks(item, outer if form is not None else None)
            for at in range(api.FPDFFormObj_CountObjects(item)):
                self._object(api.FPDFFormObj_GetObject(item, at), form or item, marks, depth + 1)
        if kind == api.FPDF_PAGEOBJ_TEXT or (form is not None and kind != api.FPDF_PAGEOBJ_FORM):
            return  # the bounds of what a form draws are in the form's own space
        marks = self._marks.marks(item, outer)
        if marks.key and not marks.artifact and (box := self._bounds(item)):
            self._content.drawn[marks.key].append(box)

    def _bounds(self, item: Any) -> Box | None:
        edges = [ctypes.c_float() for _ in range(4)]
        if not api.FPDFPageObj_GetBounds(item, *edges):
            return None
        return self._space.box(*(edge.value for edge in edges))

    # --- characters -------------------------------------------------------------------------

    def _pieces(self, text: Any) -> Iterator[tuple[Piece, Marks]]:
        """Yield the characters of the page, a piece for each object that draws some."""
        whole = characters_of(text)
        start, item = 0, None
        for begin, found in [*_runs(text.raw, len(whole)), (len(whole), None)]:
            if begin > start:
                end_of_page = LINE_END if begin == len(whole) else ""
                yield self._piece(text, item, start, whole[start:begin], end_of_page)
            start, item = begin, found

    def _piece(self, text: Any, item: Any, start: int, drawn: str, after: str = "") -> tuple[Piece, Marks]:
        visible = [at for at, character in enumerate(drawn, start) if not character.isspace()]
        box = self._box(text, visible[0], visible[-1]) if visible else None
        said = _said(text, start, drawn) + after
        for cut, written in _HYPHENS.items():
            said = said.replace(cut, written)
        if item is None:
            return Piece(said, box), Marks()
        marks = self._marks.marks(item, self._around.get(address(item)))
        bold, italic = self._marks.look(item)
        words = marks.actual, marks.expansion, marks.sequence
        return Piece(said, box, bold, italic, marks.language, *words), marks

    def _box(self, text: Any, first: int, last: int) -> Box:
        boxes = []
        for at in {first, last}:
            left, right, bottom, top = (ctypes.c_double() for _ in range(4))
            api.FPDFText_GetCharBox(text, at, left, right, bottom, top)
            boxes.append(self._space.box(left.value, bottom.value, right.value, top.value))
        return around(boxes)

    def _keep(self, piece: Piece, marks: Marks) -> None:
        if marks.artifact:
            self._content.artifacts.append(piece)
        elif marks.key:
            self._content.marked[marks.key].append(piece)
        else:
            self._content.loose.append(piece)


def characters_of(text: Any) -> str:
    """Return the characters of a page by their places, PDFium's own spaces and line ends among them."""
    count = min(api.FPDFText_CountChars(text), MAX_CHARACTERS)
    said: str = text.get_text_range(0, count, errors="ignore") if count > 0 else ""
    if len(said) != count:  # some are outside Unicode's first plane, or none at all
        said = "".join(chr(api.FPDFText_GetUnicode(text, at)) for at in range(count))
    return said


def _runs(text: Any, count: int) -> Iterator[tuple[int, Any]]:
    """Yield where the characters of each object begin, and the object.

    Those of one stand together, so most need not be asked for: of each run the end is
    searched in growing steps, then by halves. What PDFium adds, spaces and line ends,
    belongs to no object, and here to the one before.
    """
    at = 0
    last = 0
    while at < count:
        place = text_object_at(text, at)
        if not place:
            at += 1
            continue
        if place != last:
            yield at, object_at(place)
            last = place
        at = _end_of_run(text, at, place, count)


def _end_of_run(text: Any, at: int, place: int, count: int) -> int:
    """Return the place after the last character near ``at`` that the object at ``place`` draws."""
    step = 1
    while at + step < count and text_object_at(text, at + step) == place:
        at += step
        step *= 2
    while step > 1:
        step //= 2
        if at + step < count and text_object_at(text, at + step) == place:
            at += step
    return at + 1


def _said(text: Any, start: int, drawn: str) -> str:
    """Return the characters ``drawn`` at ``start`` with what their line ends stand for."""
    if "\r" not in drawn and "\n" not in drawn:
        return drawn
    return "".join(
        _between(text, at) if one == "\r" else "" if one == "\n" else one
        for at, one in enumerate(drawn, start)
    )


def _between(text: Any, at: int) -> str:
    """Return what the line end that PDFium found at ``at`` stands for: it sees too many in turned text.

    Characters that stand on one line, at most half their height apart, are of one line.
    """
    before, after = at - 1, at + 2
    if before < 0 or after >= api.FPDFText_CountChars(text):
        return LINE_END
    angle = api.FPDFText_GetCharAngle(text, before)
    if abs(angle - api.FPDFText_GetCharAngle(text, after)) > 0.01 or abs(math.sin(2 * angle)) > 0.01:
        return LINE_END
    first, second = _loose(text, before), _loose(text, after)
    if abs(math.sin(angle)) > 0.5:  # the text runs up or down the page
        first, second = _turned(first), _turned(second)
    height = min(first.bottom - first.top, second.bottom - second.top)
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    gap = max(first.left - second.right, second.left - first.right)
    if height <= 0 or shared < SAME_LINE * height or gap > WIDE * height:
        return LINE_END
    return " " if gap > NARROW * height else ""


def _loose(text: Any, at: int) -> Box:
    """Return the place of a character with the room that its font gives it, y counted upwards."""
    edges = api.FS_RECTF()
    api.FPDFText_GetLooseCharBox(text, at, edges)
    return Box(edges.left, min(edges.top, edges.bottom), edges.right, max(edges.top, edges.bottom))


def _turned(box: Box) -> Box:
    return Box(box.top, box.left, box.bottom, box.right)
