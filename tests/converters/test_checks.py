"""What the checks at delivery let through, and what they stop."""

from __future__ import annotations

import io
from base64 import b64encode

import docx
import pytest
from pypdf import PdfWriter

from converters import WRITERS, check, checks
from converters.checks import problems
from converters.document import Document
from converters.options import WriteOptions
from converters.writers.docx import write_docx
from converters.writers.html import write_html
from converters.writers.large_print import write_large_print
from tests.converters.trees import doc, p, png, rich

PICTURE = b64encode(png().data)
GOOD = (
    b"<!DOCTYPE html><html lang=en><meta charset=utf-8><meta name=viewport content=x><title>T</title>"
    b"<style>p{}</style><main><h1>T</h1><img alt='' src='data:image/png;base64," + PICTURE + b"'></main>"
    b"</html>"
)


@pytest.mark.parametrize("document", [doc(), doc(p("a"), language="cy"), rich()])
def test_what_we_write_is_good(document: Document) -> None:
    writers = {"html": write_html, "docx": write_docx, "large-print": write_large_print}
    for name, write in writers.items():
        assert problems(name, write(document, (), WriteOptions())) == ()


@pytest.mark.parametrize(
    "name",
    WRITERS,
)
def test_an_empty_file_is_never_good(name: str) -> None:
    assert problems(name, b"") == ("The file is empty.",)


@pytest.mark.parametrize(
    "name", ["html", "docx", "large-print", "epub", "audio", "audio-epub", "braille", "braille-pef", "json"]
)
@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"PK\x03\x04 torn", b"%PDF-1.7 torn", b" ", b"\x80"])
def test_rubbish_is_named_and_never_raises(name: str, data: bytes) -> None:
    assert problems(name, data)


def test_markdown_has_text_in_utf_8() -> None:
    assert problems("markdown", b"# a\n") == ()
    assert problems("markdown", b" \n") == ("The file has no text.",)
    assert problems("markdown", b"\x80") == ("The file is not UTF-8.",)


def test_every_format_has_a_check() -> None:
    for name in WRITERS:
        assert check(name, b"") == ("The file is empty.",)


def test_a_check_that_stops_with_an_error_has_not_passed_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> tuple[str, ...]:
        raise ZeroDivisionError

    monkeypatch.setattr(checks, "problems", stop)
    assert check("html", GOOD) == ("Our own check of this file stopped with an error.",)


def test_a_format_without_a_check_is_an_error() -> None:
    with pytest.raises(ValueError, match="smoke-signals"):
        check("smoke-signals", b"x")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b" lang=en", b"", "The page does not say its language."),
        (b"<title>T</title>", b"<title> </title>", "The page has no title."),
        (b" alt=''", b"", "Picture 1 has no alt attribute."),
        (b"data:image/png;base64,", b"https://example.org/a.png", "Picture 1 is not inside the page."),
        (b"<h1>T</h1>", b"<p>T</p>", "The page has no heading of level 1."),
        (b"<h1>", b"<h1><script>1</script>", "The page has elements that load or run something: script."),
        (b"<h1>T", b"<h1>T<a href='#x'>y</a>", "A link leads to #x, which is not on the page."),
        (b"<h1>T", b"<h1 id=a>T<b id=a>y</b>", "Two elements of the page have the same id."),
        (b"<main>", b"<main></main><main>", "The page has 2 main parts, not 1."),
        (b"<!DOCTYPE html>", b"", "The page does not begin as HTML does, with its document type."),
        (b"<h1>", b"<h1 onclick=x()>", "Something on the page runs when it is touched."),
        (b"<main>", b"<style>a{background:url(a)}</style><main>", "The style of the page loads something."),
        (b"<h1>T", b"<h1>T<a href='/'> </a>", "A link to / has no words."),
        (b"<h1>T</h1>", b"<h1>T</h1><h2><b></b></h2>", "A heading of level 2 has no words."),
        (b"<main>", b"<main><table><th>a</table>", "A header cell of table 1 does not say what it heads."),
        (
            b"<main>",
            b"<main><table><td headers='x y'>a</table>",
            "headers leads to x, y, which is not on the page.",
        ),
        (b"<main>", b"<main aria-labelledby=x>", "aria-labelledby leads to x, which is not on the page."),
    ],
)
def test_faults_of_a_page_are_named(old: bytes, new: bytes, problem: str) -> None:
    assert problems("html", GOOD) == ()
    assert problem in problems("html", GOOD.replace(old, new))


def test_a_word_file_without_title_language_and_headings_is_stopped() -> None:
    plain = docx.Document()
    plain.add_paragraph("words")
    for language in plain.styles.element.xpath("//w:docDefaults//w:lang"):
        language.getparent().remove(language)
    plain.core_properties.title = ""
    buffer = io.BytesIO()
    plain.save(buffer)
    assert problems("docx", buffer.getvalue()) == (
        "The file has no title.",
        "The file does not say its language.",
        "The file has no heading of level 1.",
    )


def test_an_untagged_pdf_without_text_is_stopped() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert problems("large-print", buffer.getvalue()) == (
        "The PDF is not tagged.",
        "The PDF does not say its language.",
        "The PDF has no title.",
        "The PDF has no text.",
    )


def test_a_pdf_without_pages_is_stopped() -> None:
    buffer = io.BytesIO()
    PdfWriter().write(buffer)
    assert problems("large-print", buffer.getvalue()) == ("The PDF has no pages.",)
