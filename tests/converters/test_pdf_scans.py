"""Scans: turned upright, made straight, recognised, and laid out as any page is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfWriter

from converters import FindingKind, read
from converters.document import Figure, Heading
from converters.errors import ToolFailed, ToolMissing, ToolTimedOut
from converters.readers.pdf.layout import read_sheets
from converters.readers.pdf.scans.straight import lean_of
from converters.readers.pdf.scans.typeset import RecognisedPage, typeset
from converters.tools import tesseract
from converters.tools.tesseract import RecognisedWord
from converters.walk import text_of
from tests import pdfs
from tests.converters.printed import document_of, every, findings_of

pytestmark = pytest.mark.journey  # outside programs at work: slow


def lines(pdf: bytes) -> list[str]:
    return [text for block in document_of(pdf).blocks if (text := text_of(block))]


def turned(pdf: bytes, degrees: int) -> bytes:
    writer = PdfWriter(BytesIO(pdf))
    writer.pages[0].rotate(degrees)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def word(text: str, left: int, top: int, line: int = 1, confidence: float = 0.9) -> RecognisedWord:
    return RecognisedWord(text, left, top, left + 20 * len(text), top + 28, confidence, (1, 1, line))


# --- whole scans ------------------------------------------------------------------------------


@pytest.mark.parametrize("tilt", [0.0, 2.5, -3.0])
def test_a_tilted_scan_reads_as_a_straight_one(tilt: float) -> None:
    assert lines(pdfs.scan(tilt)) == list(pdfs.SCANNED_LINES)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_scan_that_lies_on_its_side_or_head_is_read_upright(degrees: int) -> None:
    assert lines(turned(pdfs.scan(), degrees)) == list(pdfs.SCANNED_LINES)


def test_large_type_of_a_scan_is_a_heading() -> None:
    assert [text_of(block) for block in every(document_of(pdfs.scan()), Heading)] == [pdfs.SCANNED_LINES[0]]


def test_doubtful_words_of_a_scan_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    read_words = (word("Clear", 300, 400), word("Smvdged", 450, 400, confidence=0.4), word("words", 640, 400))
    monkeypatch.setattr("converters.tools.tesseract.recognised", lambda *_: read_words)
    (finding,) = findings_of(pdfs.scan(), FindingKind.PAGE_RECOGNISED)
    assert "“Smvdged”" in finding.detail
    assert "“Clear”" not in finding.detail


def test_what_cannot_be_read_stays_as_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = tuple(word("zq", 100 * n, 400, confidence=0.2) for n in range(9))
    monkeypatch.setattr("converters.tools.tesseract.recognised", lambda *_: noise)
    assert len(every(document_of(pdfs.scan()), Figure)) == 1
    assert findings_of(pdfs.scan(), FindingKind.PAGE_WITHOUT_TEXT)


def test_without_the_program_the_finding_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converters.tools.program.which", lambda _: None)
    (finding,) = findings_of(pdfs.scan(), FindingKind.PAGE_WITHOUT_TEXT)
    assert "Tesseract (tesseract-ocr)" in finding.detail


def test_garbage_text_is_replaced_by_what_a_reader_sees() -> None:
    document, findings = read(pdfs.garbage_text())
    assert "High water is at six in the morning." in " ".join(map(text_of, document.blocks))
    assert FindingKind.PAGE_RECOGNISED in {finding.kind for finding in findings}


# --- step by step -------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [-4.0, -1.4, 0.0, 2.6, 5.0])
def test_the_lean_of_a_picture_is_what_its_lines_say(degrees: float) -> None:
    page = Image.new("L", (1000, 1400), 245)
    draw = ImageDraw.Draw(page)
    for top in range(150, 1250, 40):
        draw.rectangle((120, top, 880, top + 14), fill=30)
    assert abs(lean_of(page.rotate(-degrees, fillcolor=245)) - degrees) <= 0.3


def test_an_empty_picture_does_not_lean() -> None:
    assert lean_of(Image.new("L", (300, 300), 255)) == 0.0


def test_recognised_words_are_printed_where_they_were_seen() -> None:
    seen = (word("Tŷ", 300, 600), word("golau", 400, 600), word("Þórður", 300, 700, line=2))
    (page,) = read_sheets(typeset([RecognisedPage(seen, 595, 842, 72 / 300)])).pages
    assert " ".join(span.text for span in page.spans).split() == ["Tŷ", "golau", "Þórður"]
    assert abs(page.spans[0].box.left - 300 * 72 / 300) < 2
    assert abs(page.spans[0].box.bottom - 628 * 72 / 300) < 4


def test_a_page_of_more_characters_than_a_font_has_codes_keeps_them_all() -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))
    seen = tuple(word(many[at : at + 10], 100, 100 + 10 * at, line=at) for at in range(0, 300, 10))
    (page,) = read_sheets(typeset([RecognisedPage(seen, 595, 842, 72 / 300)])).pages
    assert set(many) <= set("".join(span.text for span in page.spans))


# --- the program --------------------------------------------------------------------------------


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr("converters.tools.program.which", lambda _: str(program))


def test_a_program_that_crashes_is_said_to_have_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "echo no such model >&2; exit 1")
    with pytest.raises(ToolFailed) as failed:
        tesseract.recognised(b"", "/nowhere", "eng", 300)
    assert "no such model" in failed.value.detail


def test_a_program_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "exec sleep 30")
    monkeypatch.setattr(tesseract, "PROGRAM", replace(tesseract.PROGRAM, seconds=0.2))
    with pytest.raises(ToolTimedOut):
        tesseract.recognised(b"", "/nowhere", "eng", 300)


def test_a_program_that_prints_rubbish_gives_no_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "printf 'level\\ttext\\n5\\n\\377\\376\\n'")
    assert tesseract.recognised(b"", "/nowhere", "eng", 300) == ()


def test_a_missing_program_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converters.tools.program.which", lambda _: None)
    with pytest.raises(ToolMissing):
        tesseract.recognised(b"", "/nowhere", "eng", 300)


def test_a_failing_program_leaves_the_page_as_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "exit 3")
    assert len(every(document_of(pdfs.scan()), Figure)) == 1
