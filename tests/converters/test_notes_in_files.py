"""Every file carries its quality note: each is read back by a reader that is not ours, and says all of it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from xml.etree import ElementTree

import docx
import pytest
from lxml import html
from pypdf import PdfReader

from converters import WRITERS, write
from converters.document import Figure, Origin
from converters.findings import Finding, FindingKind
from converters.options import WriteOptions
from converters.quality import AUTOMATIC
from tests.converters.books import Book
from tests.converters.trees import doc, h, p, page, row, table, th
from tests.judges.braille import pages_of, read_back, text_rows
from tests.model_words import words_in

DAY = date(2026, 11, 27)
CHECKED = "Checked by a person on Friday 27 November 2026."
FACTS = (
    "It has 3 pages, 2 headings, 2 tables and 2 pictures.",
    "1 of the 2 tables has no header cells.",
    "2 pictures have no description: pages 1 and 3.",
    "A program read 1 page from pictures of text: page 2. Words and numbers may be wrong there.",
)
PLACES = (
    "The file gives no title. We took “Report”.",
    "Page 2: A program read it, 91% sure on average.",
    "Page 3: We could not place “Total”.",
)
FOUND = (
    Finding(FindingKind.WORDS_NOT_PLACED, 3, "We could not place “Total”."),
    Finding(FindingKind.PAGE_RECOGNISED, 2, "A program read it, 91% sure on average."),
    Finding(FindingKind.TITLE_GUESSED, None, "The file gives no title. We took “Report”."),
)
DOCUMENT = doc(
    page("1"),
    h(1, "Report"),
    Figure("lost", None, origin=Origin(1)),
    page("2"),
    table(row(th("A")), row("1"), header_rows=1),
    page("3"),
    h(2, "End"),
    table(row("1")),
    Figure("lost", None, origin=Origin(3)),
    p("x"),
)


def _of_word(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def _of_pdf(data: bytes) -> str:
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(data)).pages]
    return "\n".join(text.removesuffix(str(number)) for number, text in enumerate(pages, start=1))


def _of_json(data: bytes) -> str:
    whole = json.loads(data)
    told = {name: whole["quality"][name] for name in ("pages", "headings", "tables", "pictures")}
    assert told == {"pages": 3, "headings": 2, "tables": 2, "pictures": 2}
    assert whole["quality"]["undescribed"] == [1, 3]
    assert [place["page"] for place in whole["quality"]["recognised"]] == [2]
    assert [place["words"] for place in whole["quality"]["doubts"]] == [FOUND[0].detail, FOUND[2].detail]
    status = CHECKED if whole["checked_on"] == "2026-11-27" else AUTOMATIC
    return " ".join((status, *FACTS, *PLACES))


def _of_pef(data: bytes) -> str:
    """Return what the rows of PEF say: those of BRF, in Unicode braille."""
    rows = ElementTree.fromstring(data).iter("{http://www.daisy.org/ns/2008/pef}row")
    brf = write(DOCUMENT, FOUND, "braille", _options(DAY))
    assert [len(row.text or "") for row in rows] == [len(row) for one in pages_of(brf) for row in one]
    return _of_brf(brf)


def _of_brf(data: bytes) -> str:
    return read_back(text_rows(pages_of(data)), 1)


def _of_tracks(data: bytes) -> str:
    """Return what the chapter of the note says: it is the last, and as long as that of the book."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        chapters = [name for name in archive.namelist() if name.endswith(".mp3")]
        last = archive.read(chapters[-1])
    book = Book(write(DOCUMENT, FOUND, "audio-epub", _options(DAY)))
    assert chapters[-1].endswith("About this version.mp3")
    assert last == [sound for name, sound in book.files.items() if name.endswith(".mp3")][-1]
    return book.text()


_READ: Mapping[str, Callable[[bytes], str]] = {
    "html": lambda data: "".join(map(str, html.document_fromstring(data.decode()).itertext())),
    "docx": _of_word,
    "pdf": _of_pdf,
    "large-print": _of_pdf,
    "large-print-docx": _of_word,
    "epub": lambda data: Book(data).text(),
    "audio": _of_tracks,
    "audio-epub": lambda data: Book(data).text(),
    "text": bytes.decode,
    "braille": _of_brf,
    "braille-pef": _of_pef,
    "markdown": lambda data: data.decode().replace("\\", ""),
    "json": _of_json,
}
_SLOW = ("audio", "audio-epub", "braille", "braille-pef")


def _options(day: date | None) -> WriteOptions:
    return WriteOptions(checked_on=day, braille_grade=1)


@cache
def said(name: str, day: date | None) -> list[str]:
    return words_in(_READ[name](write(DOCUMENT, FOUND, name, _options(day))))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.journey if name in _SLOW else ()) for name in WRITERS]
)
def test_a_file_says_what_it_holds_and_what_is_doubtful_and_who_checked_it(name: str) -> None:
    words = " ".join(said(name, DAY))
    for sentence in (CHECKED, *FACTS, *PLACES):
        assert " ".join(words_in(sentence)) in words, sentence


@pytest.mark.parametrize("name", [name for name in WRITERS if name not in _SLOW])
def test_a_file_that_nobody_checked_says_so_and_does_not_say_the_other(name: str) -> None:
    words = " ".join(said(name, None))
    assert " ".join(words_in(AUTOMATIC)) in words
    assert "Checked by a person" not in words


def test_every_format_is_read_back() -> None:
    assert set(_READ) == set(WRITERS)
