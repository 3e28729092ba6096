"""Is large print as large, upright, left and plain as UKAAF and RNIB ask? Measured in the file itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from ctypes import c_uint, create_string_buffer
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from docx.oxml.ns import nsmap
from lxml import etree
from pypdfium2 import raw

from converters.checks.pdf import sizes_of
from converters.options import WriteOptions
from converters.writers.measure import contrast
from tests.judges.judge import Judge

_W = f"{{{nsmap['w']}}}"
_LEAST_CONTRAST = 7.0
"""WCAG 1.4.6 (Contrast, enhanced)."""
_ROUNDING = 0.05
_A4 = {(595, 842), (842, 595)}

ASKED = WriteOptions()


def pdf_measures(data: bytes, asked: WriteOptions = ASKED) -> tuple[str, ...]:
    """Return what of a large print PDF is not as ``asked``, or not as the rules have it."""
    with pypdfium2.PdfDocument(data) as document:
        return tuple(
            f"page {number}: {problem}"
            for number, sheet in enumerate(document, start=1)
            for problem in _sheet(sheet, asked)
        )


def _sheet(sheet: Any, asked: WriteOptions) -> Iterator[str]:
    if tuple(round(side) for side in sheet.get_size()) not in _A4:
        yield f"the sheet is {sheet.get_size()}, not A4"
    smallest = min(sizes_of(sheet.get_textpage()), default=asked.point_size)
    if smallest < asked.point_size - _ROUNDING:
        yield f"letters of {smallest:.1f} point"
    for one in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        if re.search("Italic|Oblique", font := _font(one)):
            yield f"letters of {font}"
        if contrast(ink := _ink(one), asked.paper) < _LEAST_CONTRAST:
            yield f"letters in {ink} on {asked.paper}"
        left, _, right, _ = one.get_bounds()
        if right > sheet.get_width() or left < 0:
            yield f"letters run off the sheet, from {left:.0f} to {right:.0f}"


def _font(one: Any) -> str:
    name = create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(one.raw), name, len(name))
    return name.value.decode()


def _ink(one: Any) -> str:
    parts = [c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(one.raw, *parts)
    return "#{:02x}{:02x}{:02x}".format(*(part.value for part in parts[:3]))


def docx_measures(data: bytes, asked: WriteOptions = ASKED) -> tuple[str, ...]:
    """Return what of a large print Word file is not as ``asked``, or not as the rules have it."""
    return tuple(_word(data, asked))


def _word(data: bytes, asked: WriteOptions) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"word/[a-z]+[0-9]*\.xml", name)]
        roots = {name: etree.fromstring(archive.read(name)) for name in names}
    for name, root in roots.items():
        sizes = [int(size) for kind in ("sz", "szCs") for size in _values(root, kind)]
        if sizes and min(sizes) < round(2 * asked.point_size):
            yield f"{name}: letters of {min(sizes) / 2:g} point"
        for kind in ("i", "u", "caps", "smallCaps"):
            if next(root.iter(f"{_W}{kind}"), None) is not None:
                yield f"{name}: {kind}"
        if raised := set(_values(root, "vertAlign")) - {"baseline"}:
            yield f"{name}: letters in {raised}"
        if found := set(_values(root, "jc")) - {"left", "start", "right", "end"}:
            yield f"{name}: aligned {found}"
    if _values(roots["word/settings.xml"], "autoHyphenation") != ["0"]:
        yield "words may be split"


def _values(root: etree._Element, name: str) -> list[str]:
    return [one.get(f"{_W}val", "") for one in root.iter(f"{_W}{name}")]


LARGE_PRINT_JUDGES = (Judge("measures", pdf_measures),)
LARGE_PRINT_DOCX_JUDGES = (Judge("measures", docx_measures),)
