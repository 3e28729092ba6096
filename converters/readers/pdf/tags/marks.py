"""What PDFium says of the marks around a drawing operation, and of the font of a text."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as api  # type: ignore[import-untyped]

from converters.readers.pdf.catalogue import bcp47
from converters.readers.pdf.layout import BOLD_NAME, BOLD_WEIGHT, ITALIC_NAME, MATHS_NAME
from converters.readers.pdf.tags.tree import Marked


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks around one drawing operation say.

    ``sequence`` is a number of the marked sequence that says ``actual`` or ``expansion``.
    """

    key: Marked | None = None
    artifact: bool = False
    language: str | None = None
    actual: str | None = None
    expansion: str | None = None
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    """What one mark says; all that one sequence holds share it."""

    artifact: bool
    language: str | None = None
    actual: str | None = None
    expansion: str | None = None


class MarkReader:
    """Reads the marks of a page's objects, each mark and each font once."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._marks: dict[int, _Mark] = {}
        self._looks: dict[int, tuple[bool, bool]] = {}

    def marks(self, item: Any, outer: Marks | None) -> Marks:
        """Return what the marks of ``item`` say; where it lies in a form, with those around the form."""
        said = outer or Marks()
        number = api.FPDFPageObj_GetMarkedContentID(item)
        key = said.key
        if key is None and number >= 0:
            key = Marked(self._number, number, inner=outer is not None)
        artifact, language = said.artifact, said.language
        actual, expansion, sequence = said.actual, said.expansion, said.sequence
        for at in range(api.FPDFPageObj_CountMarks(item)):
            place, mark = self._mark(api.FPDFPageObj_GetMark(item, at))
            artifact, language = artifact or mark.artifact, mark.language or language
            if mark.actual is not None or mark.expansion is not None:
                actual, expansion, sequence = mark.actual, mark.expansion, place
        return Marks(key, artifact, language, actual, expansion, sequence)

    def _mark(self, mark: Any) -> tuple[int, _Mark]:
        place = address(mark)
        if place not in self._marks:
            self._marks[place] = _read(mark)
        return place, self._marks[place]

    def look(self, item: Any) -> tuple[bool, bool]:
        """Return whether the font of ``item`` is bold, and whether it is italic."""
        font = api.FPDFTextObj_GetFont(item)
        place = address(font)
        if place not in self._looks:
            self._looks[place] = _look(font) if font else (False, False)
        return self._looks[place]


def _read(mark: Any) -> _Mark:
    artifact = _name(mark) == "Artifact"
    count = api.FPDFPageObjMark_CountParams(mark)
    if count == 0 or (count == 1 and api.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", ctypes.c_int())):
        return _Mark(artifact)  # as most marks are: it has a number and nothing else
    language = bcp47(_parameter(mark, b"Lang"))
    return _Mark(artifact, language, _parameter(mark, b"ActualText"), _parameter(mark, b"E"))


# The same function as PDFium's, but it returns a number: making pointers of all answers takes time.
_object_at = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(api.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


def text_object_at(text: Any, at: int) -> int:
    """Return the address of the object that draws the character at place ``at``, 0 where none does."""
    return _object_at(text, at) or 0


def object_at(place: int) -> Any:
    """Return the object at address ``place``."""
    return ctypes.cast(place, api.FPDF_PAGEOBJECT)


def address(pointer: Any) -> int:
    """Return where ``pointer`` points, 0 for nowhere."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _name(mark: Any) -> str:
    return _wide(lambda buffer, size, needed: api.FPDFPageObjMark_GetName(mark, buffer, size, needed)) or ""


def _parameter(mark: Any, key: bytes) -> str | None:
    return _wide(
        lambda buffer, size, needed: api.FPDFPageObjMark_GetParamStringValue(mark, key, buffer, size, needed)
    )


def _wide(ask: Any) -> str | None:
    """Return the UTF-16 text that ``ask`` writes, None where it has none."""
    size = 512
    while True:
        buffer, needed = ctypes.create_string_buffer(size), ctypes.c_ulong()
        if not ask(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size, needed):
            return None
        if needed.value <= size:
            return buffer.raw[: needed.value].decode("utf-16-le", "ignore").rstrip("\0")
        size = needed.value


def _look(font: Any) -> tuple[bool, bool]:
    buffer = ctypes.create_string_buffer(256)
    api.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "ignore")
    maths = bool(MATHS_NAME.match(name))
    heavy = api.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
    return bool(BOLD_NAME.search(name)) or (heavy and not maths), bool(ITALIC_NAME.search(name)) and not maths
