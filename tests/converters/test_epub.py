"""The EPUB book, read with another reader than ours."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from converters import document as d
from converters.checks import problems
from converters.document import Block, Document
from converters.options import WriteOptions
from converters.writers.epub import write_epub
from tests.converters.books import TYPE, XHTML, Book
from tests.converters.processes import outputs
from tests.converters.trees import doc, figure, h, link, mark, note, p, page, png, rich, roots, row, table, th
from tests.model_words import first_missing, words_in, words_of

MATHML = "{http://www.w3.org/1998/Math/MathML}"


def book(
    *blocks: Block, title: str = "Report", language: str = "en-GB", notes: tuple[d.Note, ...] = ()
) -> Book:
    return book_of(doc(*blocks, title=title, language=language, notes=notes))


def book_of(document: Document) -> Book:
    return Book(write_epub(document, (), WriteOptions()))


def test_the_type_of_the_file_comes_first_and_uncompressed() -> None:
    archive = zipfile.ZipFile(BytesIO(write_epub(rich(), (), WriteOptions())))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read(first) == b"application/epub+zip"


def test_every_word_of_the_document_is_read_in_order() -> None:
    assert first_missing(words_of(rich(), marks=False), words_in(book_of(rich()).text())) is None


def test_the_same_document_is_the_same_bytes() -> None:
    assert len(outputs("converters.writers.epub", "write_epub")) == 1


def test_other_content_has_another_identifier_and_the_same_content_the_same() -> None:
    first, second, third = (book(p(text)).package[0].findtext("{*}identifier") for text in ("a", "a", "b"))
    assert first == second != third


def test_chapters_begin_with_headings_and_page_marks_go_with_them() -> None:
    made = book(h(1, "All"), p("intro"), page("2"), h(2, "One"), p("x"), h(3, "Deep"), h(2, "Two"))
    titles = [root.findtext(f".//{XHTML}title") for _, root in made.chapters()]
    assert titles == ["All", "One", "Two"]
    _, second = list(made.chapters())[1]
    assert [element.tag.removeprefix(XHTML) for element in second.find(f"{XHTML}body") or ()] == [
        "p",
        "h2",
        "p",
        "h3",
    ]


def test_a_long_text_without_headings_is_parted_at_its_pages() -> None:
    words = "ferry " * 6_000
    titles = [
        root.findtext(f".//{XHTML}title")
        for _, root in book(h(1, "T"), page("1"), p(words), page("2"), p("end")).chapters()
    ]
    assert titles == ["T", "Page 2"]


def test_every_link_leads_to_a_place_in_the_book_or_to_the_web() -> None:
    made = book_of(rich())
    pages = [
        *made.chapters(),
        *((made.path(i), made.parsed(made.path(i))) for i in made.items if i == "nav-xhtml"),
    ]
    addresses = [(name, a.get("href", "")) for name, root in pages for a in root.iter(f"{XHTML}a")]
    inside = [(name, address) for name, address in addresses if ":" not in address]
    assert len(inside) > 10
    assert all(made.leads_somewhere(name, address) for name, address in inside)


def test_a_note_in_another_file_has_a_way_there_and_back() -> None:
    made = book(h(1, "A"), p("Old", mark("n")), h(1, "B"), notes=(note("n", "1", "Very."),))
    (first, chapter), _, (last, notes) = made.chapters()
    (there,) = (a for a in chapter.iter(f"{XHTML}a") if a.get("role") == "doc-noteref")
    (back,) = (a for a in notes.iter(f"{XHTML}a") if a.get("role") == "doc-backlink")
    assert made.beside(first, there.get("href", "")) == last
    assert made.beside(last, back.get("href", "")) == first
    assert made.leads_somewhere(first, there.get("href", ""))
    assert made.leads_somewhere(last, back.get("href", ""))
    assert (there.get(TYPE), back.get(TYPE)) == ("noteref", "backlink")


def test_the_contents_list_has_every_heading_nested_by_level() -> None:
    made = book(h(1, "A"), h(2, "A one"), h(1, "B"))
    contents = made.nav("toc")
    assert contents is not None
    outer = contents.find(f"{XHTML}ol")
    assert outer is not None
    assert ["".join(item[0].itertext()) for item in outer] == ["A", "B"]
    assert [a.text for a in outer.iterfind(f"{XHTML}li/{XHTML}ol/{XHTML}li/{XHTML}a")] == ["A one"]


def test_the_page_list_has_the_labels_of_the_print() -> None:
    made = book(page("iv"), h(1, "A"), p("x"), page("1"), p("y"))
    pages = made.nav("page-list")
    assert pages is not None
    links = list(pages.iter(f"{XHTML}a"))
    assert [link.text for link in links] == ["iv", "1"]
    assert all(made.leads_somewhere("EPUB/nav.xhtml", link.get("href", "")) for link in links)
    assert made.meta("pageBreakSource") == ["Report (PDF)"]


def test_a_document_without_page_marks_claims_none() -> None:
    made = book(h(1, "A"), p("x"))
    assert made.nav("page-list") is None
    assert "pageNavigation" not in made.meta("schema:accessibilityFeature")
    assert not made.meta("pageBreakSource")


def test_a_book_without_the_picture_that_nobody_described_still_says_how_it_can_be_read() -> None:
    made = book_of(doc(h(1, "A"), figure(None, None)))
    assert made.meta("schema:accessMode") == ["textual"]
    assert made.meta("schema:accessModeSufficient") == ["textual"]


@pytest.mark.parametrize(
    ("alt", "sufficient", "claims_descriptions"),
    [
        ("A boat.", ["textual,visual", "textual"], True),
        ("", ["textual,visual", "textual"], True),
        (None, ["textual,visual"], False),
    ],
)
def test_words_alone_are_enough_only_where_every_picture_is_described(
    alt: str | None, sufficient: list[str], claims_descriptions: bool
) -> None:
    made = book_of(doc(h(1, "A"), figure("chart", alt), images=(png(),)))
    assert made.meta("schema:accessModeSufficient") == sufficient
    assert ("alternativeText" in made.meta("schema:accessibilityFeature")) is claims_descriptions
    assert ("described in words yet: 1" in made.meta("schema:accessibilitySummary")[0]) is (alt is None)


def test_a_formula_given_as_mathml_is_mathml_and_the_book_says_so() -> None:
    made = book(h(1, "A"), d.Equation("x^2", math=roots()), h(1, "B"), p("y"))
    ((name, _),) = (
        (n, one) for n, one in made.chapters() if next(one.iter(f"{MATHML}math"), None) is not None
    )
    assert [made.path(id) for id, item in made.items.items() if item.get("properties") == "mathml"] == [name]
    assert "MathML" in made.meta("schema:accessibilityFeature")
    assert "MathML" not in book(h(1, "A"), d.Equation("x^2")).meta("schema:accessibilityFeature")


def test_a_picture_is_a_file_of_its_own_and_only_where_it_is_shown() -> None:
    made = book_of(doc(h(1, "A"), figure("chart", "A boat."), images=(png("unused"), png("chart"))))
    pictures = [name for name in made.names if name.endswith(".png")]
    assert pictures == ["EPUB/pictures/picture-2.png"]
    assert made.files[pictures[0]] == png().data


def test_the_language_is_said_everywhere_and_passages_say_theirs() -> None:
    made = book(h(1, "A"), p(d.Text("Bonjour", "fr")), language="cy")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for _, root in made.chapters():
        assert (root.get("lang"), root.get(language)) == ("cy", "cy")
    (_, chapter), *_ = made.chapters()
    assert [span.get(language) for span in chapter.iter(f"{XHTML}span")] == ["fr"]


def test_a_book_that_runs_from_right_to_left_says_so() -> None:
    spine = book(h(1, "שלום"), language="he").package.find("{*}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"


def test_a_table_keeps_its_caption_and_the_scope_of_its_headers() -> None:
    made = book(h(1, "A"), table(row(th("Port")), row("Hull"), header_rows=1, caption="Ports"))
    (_, chapter), *_ = made.chapters()
    assert chapter.findtext(f".//{XHTML}caption") == "Ports"
    assert [(cell.text, cell.get("scope")) for cell in chapter.iter(f"{XHTML}th")] == [("Port", "col")]


def test_text_is_never_markup_and_no_link_acts() -> None:
    made = book(
        h(1, "A & <b>"), p("<script>alert(1)</script>", link("javascript:alert(1)", "go")), title="<i>"
    )
    (_, chapter), *_ = made.chapters()
    assert not list(chapter.iter(f"{XHTML}script"))
    assert not list(chapter.iter(f"{XHTML}a"))
    assert "<script>" in made.text()
    assert made.package[0].findtext("{*}title") == "<i>"


@pytest.mark.parametrize("document", [doc(), doc(p("a"), language=""), doc(page(""), page(" ")), rich()])
def test_what_we_write_passes_our_own_check(document: Document) -> None:
    assert problems("epub", write_epub(document, (), WriteOptions())) == ()
