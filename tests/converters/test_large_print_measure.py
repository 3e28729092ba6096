"""Large print to a person's own measure, in PDF and in Word: what was asked is what is measured."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from ctypes import c_uint, create_string_buffer
from dataclasses import replace
from itertools import pairwise
from typing import Any

import docx
import pypdfium2  # type: ignore[import-untyped]
import pytest
from docx.oxml.ns import nsmap
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from lxml import etree
from pypdfium2 import raw

from converters.checks import problems
from converters.checks.pdf import sizes_of
from converters.document import Document
from converters.options import Typeface, WriteOptions
from converters.writers.docx import write_docx, write_large_print_docx
from converters.writers.large_print import write_large_print
from converters.writers.measure import contrast
from tests.converters.processes import outputs
from tests.converters.trees import doc, em, figure, h, link, mark, note, p, png, rh, rich, row, table, td, th

W = f"{{{nsmap['w']}}}"
R = f"{{{nsmap['r']}}}"
SIZES = [WriteOptions(point_size=size) for size in (16.0, 18.0, 24.0, 36.0)]
TYPEFACES = [WriteOptions(typeface=one) for one in Typeface]
ALL = [*SIZES, *TYPEFACES, WriteOptions(24.0, 2.0, Typeface.OPENDYSLEXIC, "#ffff00", "#000000", True)]
WIDE = table(
    row(*(th(f"Group {n}") for n in range(5))), row(*(f"value {n}" for n in range(5))), header_rows=1
)


def pages(document: Document, options: WriteOptions) -> Any:
    """Return the large print PDF as PDFium reads it: a sequence of pages."""
    return pypdfium2.PdfDocument(write_large_print(document, (), options))


def parts(document: Document, options: WriteOptions) -> dict[str, etree._Element]:
    """Return the parts of the Word file that have text or styles."""
    with zipfile.ZipFile(io.BytesIO(write_large_print_docx(document, (), options))) as archive:
        names = ("document", "footnotes", "styles", "settings", "footer1", "numbering")
        return {name: etree.fromstring(archive.read(f"word/{name}.xml")) for name in names}


def values(root: etree._Element, name: str) -> list[str]:
    return [one.get(f"{W}val", "") for one in root.iter(f"{W}{name}")]


@pytest.mark.parametrize("options", ALL)
def test_no_letter_of_the_pdf_is_smaller_than_asked(options: WriteOptions) -> None:
    smallest = min(min(sizes_of(one.get_textpage())) for one in pages(rich(), options))
    assert smallest == pytest.approx(options.point_size, abs=0.05)


@pytest.mark.parametrize("options", ALL)
def test_no_letter_of_the_word_file_is_smaller_than_asked(options: WriteOptions) -> None:
    made = parts(rich(), options)
    sizes = [int(size) for root in made.values() for name in ("sz", "szCs") for size in values(root, name)]
    assert min(sizes) == round(options.point_size * 2)
    assert "superscript" not in values(made["styles"], "vertAlign")
    assert all(not values(made[name], "vertAlign") for name in ("document", "footnotes"))


@pytest.mark.parametrize("options", ALL)
def test_both_files_pass_our_own_checks(options: WriteOptions) -> None:
    assert problems("large-print", write_large_print(rich(), (), options)) == ()
    assert problems("large-print-docx", write_large_print_docx(rich(), (), options)) == ()


def test_a_file_with_smaller_letters_does_not_pass() -> None:
    from converters.writers.pdf import write_pdf

    assert problems("large-print", write_pdf(doc(p("a")), (), WriteOptions())) == (
        "Page 1 has letters of 12.0 point.",
    )
    assert problems("large-print-docx", write_docx(doc(p("a")), (), WriteOptions())) == (
        "word/styles.xml has letters of 12 point.",
    )


@pytest.mark.parametrize(
    ("typeface", "name", "word_name"),
    [
        (Typeface.SANS, "Liberation", "Arial"),
        (Typeface.ATKINSON_HYPERLEGIBLE, "Hyperlegible", "Atkinson Hyperlegible"),
        (Typeface.OPENDYSLEXIC, "Dyslexic", "OpenDyslexic"),
    ],
)
def test_the_letters_are_those_of_the_typeface_asked_for(
    typeface: Typeface, name: str, word_name: str
) -> None:
    options = WriteOptions(typeface=typeface)
    document = doc(p("Letters Łódź ", em("and more"), " 1!"), h(2, "Heading"))
    fonts = {font for one in pages(document, options) for font in _fonts(one)}
    assert fonts
    assert all(name in font for font in fonts), fonts
    fonts_of_word = {one.get(f"{W}ascii") for one in parts(document, options)["styles"].iter(f"{W}rFonts")}
    assert fonts_of_word - {"Courier New"} == {word_name}


def _fonts(page: Any) -> Iterator[str]:
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        buffer = create_string_buffer(200)
        raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(one.raw), buffer, 200)
        yield buffer.value.decode()


@pytest.mark.parametrize("typeface", [Typeface.ATKINSON_HYPERLEGIBLE, Typeface.OPENDYSLEXIC])
def test_the_typeface_is_inside_the_word_file_for_those_who_do_not_have_it(typeface: Typeface) -> None:
    data = write_large_print_docx(doc(p("a")), (), WriteOptions(typeface=typeface))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        table = etree.fromstring(archive.read("word/fontTable.xml"))
        relations = etree.fromstring(archive.read("word/_rels/fontTable.xml.rels"))
        files = {one.get("Id"): archive.read(f"word/{one.get('Target')}") for one in relations}
    (font,) = table
    weights = {_weight(_unmixed(files[one.get(f"{R}id")], one.get(f"{W}fontKey", ""))) for one in font}
    assert [one.tag for one in font] == [f"{W}embedRegular", f"{W}embedBold"]
    assert min(weights) == 400
    assert max(weights) >= 700


def _unmixed(data: bytes, key: str) -> bytes:
    """Return a font file as ECMA-376 part 1, 17.8.1 says to read it."""
    digits = re.sub("[^0-9A-F]", "", key)
    mask = [int(digits[at : at + 2], 16) for at in range(30, -1, -2)] * 2
    return bytes(one ^ other for one, other in zip(data, mask, strict=False)) + data[32:]


def _weight(data: bytes) -> int:
    return int(TTFont(io.BytesIO(data))["OS/2"].usWeightClass)


def test_colours_are_those_asked_for_and_must_stand_apart() -> None:
    options = WriteOptions(ink="#ffff00", paper="#000080")
    read = pages(doc(p("a"), title="T"), options)
    assert read[0].render(scale=0.5).to_pil().convert("RGB").getpixel((2, 2)) == (0, 0, 128)
    assert {_colour(one) for one in read[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])} == {(255, 255, 0)}
    made = parts(doc(p("a")), options)
    assert [one.get(f"{W}color") for one in made["document"].iter(f"{W}background")] == ["000080"]
    assert set(values(made["styles"], "color")) == {"FFFF00"}
    assert len(list(made["settings"].iter(f"{W}displayBackgroundShape"))) == 1


def _colour(one: Any) -> tuple[int, ...]:
    parts = [c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(one.raw, *parts)
    return tuple(part.value for part in parts[:3])


@pytest.mark.parametrize(
    "change",
    [
        {"ink": "#777777"},
        {"ink": "#ffffff"},
        {"ink": "red"},
        {"paper": "#ff"},
        {"line_spacing": 1.0},
        {"line_spacing": 2.5},
        {"point_size": 15.0},
        {"point_size": 37.0},
        {"typeface": "comic"},
    ],
)
def test_what_is_not_large_print_is_refused_in_both_formats(change: dict[str, Any]) -> None:
    for write in (write_large_print, write_large_print_docx):
        with pytest.raises(ValueError, match=r"\w"):
            write(doc(p("a")), (), replace(WriteOptions(), **change))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == 1


@pytest.mark.parametrize("spacing", [1.2, 1.5, 2.0])
def test_lines_stand_as_far_apart_as_asked(spacing: float) -> None:
    read = pages(doc(p("word " * 60), title="T"), WriteOptions(line_spacing=spacing))
    text = read[0].get_textpage()
    tops = sorted(
        {round(text.get_charbox(at)[1], 1) for at in range(4, text.count_chars()) if _is_w(text, at)}
    )
    steps = [after - before for before, after in pairwise(tops)]
    assert steps == [pytest.approx(18 * spacing, abs=0.2)] * len(steps)
    assert len(steps) > 3


def _is_w(text: Any, at: int) -> bool:
    return chr(raw.FPDFText_GetUnicode(text.raw, at)) == "w"


def test_both_sides_of_a_sheet_leave_room_on_the_inner_side() -> None:
    document = doc(p("word " * 900), title="T")
    lefts = [
        min(one.get_bounds()[0] for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
        for page in pages(document, WriteOptions(both_sides=True))
    ]
    assert lefts[0] - lefts[1] == pytest.approx(28.35, abs=1)
    made = parts(document, WriteOptions(both_sides=True))
    assert len(list(made["settings"].iter(f"{W}mirrorMargins"))) == 1
    assert not list(parts(document, WriteOptions())["settings"].iter(f"{W}mirrorMargins"))


def test_word_has_no_italics_underlines_or_hyphens_and_stands_left() -> None:
    made = parts(rich(), WriteOptions())
    for root in (made["document"], made["footnotes"], made["styles"]):
        assert not list(root.iter(f"{W}i", f"{W}u", f"{W}caps", f"{W}smallCaps"))
        assert set(values(root, "jc")) <= {"left", "right"}  # right is the corner of the page number
    assert values(made["settings"], "autoHyphenation") == ["0"]


def test_marks_of_notes_stand_in_brackets_in_body_size() -> None:
    document = doc(
        p("a", mark("x"), "b", mark("y"), "c", mark("x")),
        notes=(note("x", "1", "One."), note("y", "*", "Two.")),
    )
    made = parts(document, WriteOptions())["document"]
    line = made.findall(f".//{W}p")[-1]
    shown = "".join(
        (one.text or "") if one.tag == f"{W}t" else "#" for one in line.iter(f"{W}t", f"{W}footnoteReference")
    )
    assert shown == "a[#]b[#*]c[1]"


def test_brackets_and_the_number_of_a_note_stand_in_runs_of_their_own() -> None:
    made = parts(doc(p("a", mark("x"), mark("y")), notes=(note("x", "1"), note("y", "*"))), WriteOptions())
    runs = [
        [one.tag.removeprefix(W) for one in run if one.tag != f"{W}rPr"]
        for run in made["document"].iter(f"{W}r")
    ]
    at = runs.index(["footnoteReference"])
    assert runs[at - 1 : at + 5] == [
        ["t"],
        ["footnoteReference"],
        ["t"],
        ["t"],
        ["footnoteReference", "t"],
        ["t"],
    ]
    assert values(made["styles"], "vertAlign") == ["baseline"]  # LibreOffice raises what has no style


def test_descriptions_are_printed_and_decorative_pictures_are_not() -> None:
    document = doc(figure("chart", "A chart"), figure("chart", ""), images=(png(),))
    read = docx.Document(io.BytesIO(write_large_print_docx(document, (), WriteOptions())))
    assert [one.text for one in read.paragraphs] == ["Report", "", "A chart"]
    assert len(read.inline_shapes) == 1


@pytest.mark.parametrize(("size", "width"), [(16.0, 11906), (24.0, 16838)])
def test_a_table_stands_upright_or_turned_but_is_never_smaller(size: float, width: int) -> None:
    made = parts(doc(p("before"), h(2, "Wide"), WIDE, p("after")), WriteOptions(point_size=size))["document"]
    sizes = [one.get(f"{W}w") for one in made.iter(f"{W}pgSz")]
    assert sizes == (["11906"] if width == 11906 else ["11906", "16838", "11906"])


def test_a_table_too_wide_even_for_a_turned_sheet_is_read_out() -> None:
    wide = table(
        row(*(th(f"Heading {n}") for n in range(12))),
        row(rh("Leeds"), *("x" for _ in range(11))),
        header_rows=1,
    )
    read = docx.Document(io.BytesIO(write_large_print_docx(doc(wide), (), WriteOptions())))
    assert read.tables == []
    assert [one.text for one in read.paragraphs][1:3] == ["Heading 0: Leeds", "Heading 1: x"]


def test_short_words_are_not_cut_by_narrow_columns() -> None:
    texts = ["Coast", "A long text about the state of the roads " * 8, "Responsibilities"]
    made = parts(doc(table(row(*map(td, texts)))), WriteOptions())["document"]
    coast, long, duties = (int(one.get(f"{W}w", "0")) / 20 for one in made.iter(f"{W}gridCol"))
    assert coast >= 5 * 18 * 0.55
    assert duties >= 16 * 18 * 0.5
    assert long > coast


@pytest.mark.journey
def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    assert len(outputs("converters.writers.docx", "write_large_print_docx")) == 1


def test_nothing_is_underlined_or_put_in_capitals() -> None:
    """UKAAF, minimum standards (2019): neither stands for emphasis, nor for a link."""
    said = ("An important ", em("word"), " and a ")
    linked = doc(p(*said, link("https://example.org/", "https://example.org/")))
    plain = doc(p(*said, "https://example.org/"))
    drawn = [
        sum(
            one.type == raw.FPDF_PAGEOBJ_PATH
            for sheet in pages(document, WriteOptions())
            for one in sheet.get_objects()
        )
        for document in (linked, plain)
    ]
    assert drawn[0] == drawn[1]
    made = parts(linked, WriteOptions())
    assert not any(values(root, name) for root in made.values() for name in ("caps", "smallCaps"))
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in pages(linked, WriteOptions()))
    assert "An important word and a" in " ".join(words.split())
