"""What independent judges say of the web page of every kind of document. They need Java and a browser."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from converters import FindingKind, read
from converters.document import Document
from converters.findings import Finding
from converters.options import WriteOptions
from converters.writers.html import write_html
from tests import pdfs
from tests.converters.kinds import DOCUMENTS
from tests.converters.trees import rich
from tests.judges.html import axe, nu, printed

pytestmark = pytest.mark.journey

DOUBTS = (
    Finding(FindingKind.TITLE_GUESSED, None, "The file gives no title. We took “Report”."),
    Finding(FindingKind.PAGE_NOT_READ, 2, "This page is damaged and could not be read."),
    Finding(FindingKind.PAGE_RECOGNISED, 3, "This page is a picture of text. A program read it, 91% sure."),
    Finding(FindingKind.IMAGE_WITHOUT_DESCRIPTION, 4, "A picture on this page has no description."),
)


def page_of(document: Document, findings: tuple[Finding, ...] = ()) -> bytes:
    return write_html(document, findings, WriteOptions())


PAGES = {name: page_of(document, DOUBTS) for name, document in DOCUMENTS.items()}


def test_the_html_checker_finds_no_error_in_any_document() -> None:
    from_files = {
        name: page_of(*read(make()))
        for name, make in {"report": pdfs.report, "notes": pdfs.with_footnotes}.items()
    }
    for name, page in (PAGES | from_files).items():
        assert (name, nu(page)) == (name, ())


def test_the_html_checker_is_really_asked() -> None:
    found = nu(b"<!DOCTYPE html><title>x</title><p><ul><li id=a><p id=a></ul>")
    assert any("Duplicate ID" in problem for problem in found)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_axe_finds_nothing_in_light_dark_or_narrow(name: str) -> None:
    assert axe(PAGES[name]) == ()


def test_axe_is_really_asked() -> None:
    torn = page_of(rich()).replace(b' alt="Formula"', b"").replace(b"min-width: 4rem", b"min-width: 90rem")
    torn = torn.replace(b"overflow-x: auto", b"overflow-x: visible")
    found = " ".join(axe(torn))
    assert "image-alt" in found
    assert "pixels wide" in found


def test_a_large_document_is_judged_too() -> None:
    many = tuple(block for _ in range(40) for block in rich().blocks)
    assert nu(page_of(replace(rich(), blocks=many))) == ()


def test_a_printed_page_has_the_text_and_the_notes_and_no_contents_list() -> None:
    pages = PdfReader(io.BytesIO(printed(PAGES["every kind of block"]))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for said in (
        "The committee met on Friday",
        "Visits by place",
        "Of which one was late.",
        "About this version",
    ):
        assert said in text
    assert "Skip to the text" not in text
    assert "Contents" not in text
