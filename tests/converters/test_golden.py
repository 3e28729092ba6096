"""Whole documents against what a person wrote down that they say: the files in ``golden``.

What stands there is read, not made by the program: change it only where the new text is what
somebody should hear.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from converters import Finding, FindingKind, ReadOptions, WriteOptions, convert, read
from converters.document import Figure, PageStart
from converters.writers.markdown import write_markdown
from tests import pdfs
from tests.converters.printed import every

GOLDEN = Path(__file__).parent / "golden"


@cache
def mixed() -> bytes:
    """Two tagged pages, one without tags, a tilted scan, and one whose characters are garbled."""
    writer = PdfWriter(clone_from=BytesIO(pdfs.report()))
    for other in (pdfs.simple(), pdfs.scan(2.0), pdfs.garbage_text()):
        writer.append(BytesIO(other))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def locked_report() -> bytes:
    """The tagged report under a password of its own, its owner's rights locked by another."""
    writer = PdfWriter(clone_from=BytesIO(pdfs.report()))
    writer.encrypt("tern", "harbour master", algorithm="AES-256", permissions_flag=pdfs.NOTHING_ALLOWED)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def markdown(pdf: bytes, password: str | None = None) -> str:
    document, _ = read(pdf, ReadOptions(password=password))
    return write_markdown(document, (), WriteOptions()).decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tagged-report", lambda: markdown(pdfs.report())),
        ("tagged-report", lambda: markdown(locked_report(), "tern")),
        ("tagged-alt", lambda: markdown(pdfs.tagged_with_alt())),
        ("plain-page", lambda: markdown(pdfs.owner_restricted())),
        ("tilted-scan", lambda: markdown(pdfs.scan(2.0))),
    ],
    ids=["tagged", "locked", "alt text", "owner-locked", "tilted scan"],
)
def test_a_document_says_what_was_written_down(name: str, said: object) -> None:
    assert callable(said)
    assert said() == (GOLDEN / f"{name}.md").read_text(encoding="utf-8")


# --- a mixed document, page by page ------------------------------------------------------------


def of_kind(findings: tuple[Finding, ...], kind: FindingKind) -> list[int | None]:
    return [finding.page for finding in findings if finding.kind is kind]


def test_each_page_of_a_mixed_document_is_read_as_it_needs() -> None:
    document, findings = read(mixed())
    tagged = {b.origin.page for b in document.blocks if b.origin and b.origin.tagged}
    assert tagged == {1, 2}
    assert of_kind(findings, FindingKind.PAGE_RECOGNISED) == [4, 5]
    assert of_kind(findings, FindingKind.TAGS_NOT_USED) == [3]
    assert [block.label for block in document.blocks if isinstance(block, PageStart)] == list("12345")


def test_without_tesseract_the_other_pages_of_a_mixed_document_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("converters.readers.pdf.scans.models.USUAL_FOLDERS", ())
    document, findings = read(mixed())
    missing = [finding for finding in findings if finding.kind is FindingKind.PAGE_WITHOUT_TEXT]
    assert [finding.page for finding in missing] == [4, 5]
    assert all("tesseract-ocr-eng" in finding.detail for finding in missing)
    said = convert(mixed(), ["markdown"]).files["markdown"].decode()
    assert "Harbour report" in said
    assert "The ferry leaves at noon." in said
    assert {4, 5} <= {figure.origin.page for figure in every(document, Figure) if figure.origin}


def test_every_page_of_a_mixed_document_says_its_words() -> None:
    pages = markdown(mixed()).split("[Page ")
    said = [
        "Harbour report",
        "What it looks like",
        "The ferry leaves at noon.",
        *pdfs.SCANNED_LINES,
        "Tide table",
    ]
    on_page = [1, 2, 3, *[4] * len(pdfs.SCANNED_LINES), 5]
    assert all(text in pages[number - 1] for text, number in zip(said, on_page, strict=True))
