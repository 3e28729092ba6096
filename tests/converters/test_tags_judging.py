"""Tagged PDFs whose tags are no good, and good ones that lose nothing."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from converters import FindingKind, ReadOptions, convert, read
from converters.document import Box, PageStart
from converters.readers.pdf.tags.content import PageContent, Piece
from converters.readers.pdf.tags.judge import judged
from converters.readers.pdf.tags.tree import Element, Marked
from converters.walk import text_of
from tests import pdfs
from tests.benchmarks import tags
from tests.converters.authored import BODY, LONG, blocks, levels
from tests.converters.printed import document_of, findings_of
from tests.converters.tagged import e, tagged


def outside(*lines: str) -> bytes:
    """Return a PDF whose tags reach one line and leave out ``lines``."""
    return tagged(e("P", "Only this."), outside=" ".join(lines))


def test_a_page_that_the_tags_do_not_cover_is_read_by_its_layout() -> None:
    pdf = outside(LONG, LONG)
    assert findings_of(pdf, FindingKind.TAGS_NOT_USED)[0].page == 1
    assert "keeper trims" in " ".join(map(text_of, document_of(pdf).blocks))


def test_a_little_that_the_tags_leave_out_follows_the_rest() -> None:
    pdf = tagged(*[e("P", LONG)] * 3, outside="Signed: Vale")
    assert text_of(document_of(pdf).blocks[-1]) == "Signed: Vale"
    assert findings_of(pdf, FindingKind.TEXT_OUTSIDE_TAGS)


def test_a_page_whose_lines_go_up_is_read_by_its_layout() -> None:
    lines = [f"Line {n}" for n in range(9)]
    assert not findings_of(tagged(e("P", *lines)), FindingKind.TAGS_NOT_USED)
    upwards = tagged(e("P", *lines, upwards=True))
    assert "order" in findings_of(upwards, FindingKind.TAGS_NOT_USED)[0].detail
    assert text_of(document_of(upwards).blocks[1]).startswith("Line 0")


def test_tags_that_make_all_a_heading_are_not_used() -> None:
    pdf = tagged(*[e("H1", LONG)] * 6)
    assert "heading" in findings_of(pdf, FindingKind.TAGS_NOT_USED)[0].detail


def test_tags_of_nothing_but_paragraphs_are_not_used_over_many_pages() -> None:
    pdf = tagged(*(e("P", LONG, page=page) for page in range(1, 5)))
    (finding,) = findings_of(pdf, FindingKind.TAGS_NOT_USED)
    assert finding.page is None


def test_headings_that_the_tags_forgot_are_told_by_how_they_look() -> None:
    writer = PdfWriter(BytesIO(slides()))
    plain = {"/H1": "/P"}
    tree = writer.root_object["/StructTreeRoot"]
    assert isinstance(tree, DictionaryObject)
    for element in tree["/K"]:  # type: ignore[attr-defined]
        rename(element.get_object(), plain)
    out = BytesIO()
    writer.write(out)
    assert levels(document_of(out.getvalue())) == [(1, "The lamp"), (1, "The boat")]
    assert findings_of(out.getvalue(), FindingKind.HEADINGS_GUESSED)


def slides() -> bytes:
    """Two tagged pages, each with a heading, a paragraph and a list."""
    body = f"<h1>The lamp</h1><p>{LONG * 3}</p><ul><li>Oil</li><li>Wick</li></ul>"
    rest = f'<h1 style="break-before: page">The boat</h1><p>{LONG * 3}</p>'
    return pdfs._laid_out(body + rest, "Slides", tagged=True)


def rename(element: DictionaryObject, names: dict[str, str]) -> None:
    name = str(element.get("/S"))
    element[NameObject("/S")] = NameObject(names.get(name, name))
    kids = element.get("/K")
    for kid in kids if isinstance(kids, list) else []:
        inner = kid.get_object()
        if isinstance(inner, DictionaryObject) and "/S" in inner:
            rename(inner, names)


def test_pages_are_judged_one_by_one() -> None:
    pdf = tagged(e("H1", "Ships"), BODY, *[e("H2", LONG, page=2)] * 6)
    assert [finding.page for finding in findings_of(pdf, FindingKind.TAGS_NOT_USED)] == [2]
    assert levels(document_of(pdf))[0] == (1, "Ships")


@pytest.mark.parametrize("depth", [90, 3000])
def test_a_very_deep_tree_is_survived(depth: int) -> None:
    element = e("P", "At the bottom.")
    for _ in range(min(depth, 200)):
        element = e("Div", element)
    assert "At the bottom." in " ".join(map(text_of, blocks(BODY, element)))


def test_a_printed_report_is_read_by_its_tags_alone() -> None:
    document, findings = read(pdfs.report(), ReadOptions())
    assert not [f for f in findings if f.kind in {FindingKind.TAGS_NOT_USED, FindingKind.TEXT_OUTSIDE_TAGS}]
    assert all(b.origin and b.origin.tagged for b in document.blocks if not isinstance(b, PageStart))


@pytest.mark.parametrize("pdf", [pdfs.report(), pdfs.tagged_with_alt(), pdfs.long_report(3)])
def test_every_role_and_description_of_a_printed_report_is_in_the_page(pdf: bytes) -> None:
    there, here, lost = tags.measured(pdf, in_words=True)
    assert here == there
    assert there["alternative text"]
    assert not lost


def test_the_same_bytes_give_the_same_page() -> None:
    assert convert(pdfs.report(), ["html"]).files == convert(pdfs.report(), ["html"]).files


# --- deliberate faults --------------------------------------------------------------------------

NAMED = [f"Boat {n} left the harbour at noon and came back with the tide." for n in range(1, 10)]


def why_not(pdf: bytes) -> str:
    (finding,) = findings_of(pdf, FindingKind.TAGS_NOT_USED)
    return finding.detail


def test_paragraphs_that_are_tagged_from_the_foot_up_are_read_by_their_layout() -> None:
    drawn = tagged(e("H1", "Boats"), e("Sect", *(e("P", text) for text in NAMED), upwards=True))
    assert "up the page" in why_not(drawn)
    said = " ".join(map(text_of, document_of(drawn).blocks))
    assert said.index("Boat 1") < said.index("Boat 9")


def test_paragraphs_in_their_order_are_read_by_their_tags() -> None:
    for pdf in (tagged(e("H1", "Boats"), *(e("P", text) for text in NAMED)), two_columns_tagged()):
        assert not findings_of(pdf, FindingKind.TAGS_NOT_USED)


def two_columns_tagged() -> bytes:
    text = "".join(f"<p>{LONG * 3}</p>" for _ in range(9))
    return pdfs._laid_out(f"<h1>News</h1><div style='columns: 2'>{text}</div>", "News", tagged=True)


def test_a_page_that_is_tagged_as_one_picture_is_read_by_its_layout() -> None:
    pdf = tagged(e("Figure", *([LONG] * 16), Alt="A page"), e("H1", "Boats"))
    assert "a picture" in why_not(pdf)
    assert "keeper trims" in " ".join(map(text_of, document_of(pdf).blocks))


def test_a_word_of_a_line_that_is_marked_as_decoration_is_read_by_the_layout() -> None:
    source = "<h1>Boats</h1><p>The lamp is <b>never</b> dark at night, and the boats come in.</p>"
    writer = PdfWriter(BytesIO(pdfs._laid_out(source, "Boats", tagged=True)))
    content = writer.pages[0].get_contents()
    assert content is not None
    third = b"/Span\n<</MCID 2>>\nBDC"
    assert third in content.get_data()
    marked = StreamObject()
    marked.set_data(content.get_data().replace(third, b"/Artifact BMC"))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(marked)
    out = BytesIO()
    writer.write(out)
    assert "words of its lines" in why_not(out.getvalue())
    assert "is never dark" in " ".join(map(text_of, document_of(out.getvalue()).blocks))


@pytest.mark.parametrize(("width", "fault"), [(8, None), (60, "their order goes against that of the lines")])
def test_words_go_up_the_page_where_their_line_stands_on_its_side(width: int, fault: str | None) -> None:
    pieces = [Piece(f"word {n}", Box(300, 700 - 40 * n, 300 + width, 730 - 40 * n)) for n in range(9)]
    key = Marked(1, 0)
    root = Element("Document", [Element("H1", [key])])
    content = PageContent(marked=defaultdict(list, {key: pieces}))
    assert judged(root, {1: content}, lambda _, __: False)[1].reason == fault


def test_a_picture_with_words_among_text_is_no_fault() -> None:
    pdf = tagged(e("H1", "Boats"), *[e("P", LONG)] * 6, e("Figure", LONG, Alt="A sign"))
    assert not findings_of(pdf, FindingKind.TAGS_NOT_USED)


def test_a_full_page_of_nothing_but_paragraphs_is_read_by_its_layout() -> None:
    assert "nothing but paragraphs" in why_not(tagged(*[e("P", LONG)] * 8))


def test_paragraphs_in_which_the_author_says_more_are_read_by_their_tags() -> None:
    said = e("P", "HB", E="Harbour Board")
    assert not findings_of(tagged(*[e("P", LONG)] * 8, said), FindingKind.TAGS_NOT_USED)
