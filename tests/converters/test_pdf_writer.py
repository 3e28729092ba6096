"""What a tagged PDF promises to whoever hears it, beyond what validators of PDF/UA can see."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader

from converters import document as d
from converters.checks import problems
from converters.document import Document, Scope
from converters.options import WriteOptions
from converters.writers.large_print import write_large_print
from converters.writers.pdf import write_pdf
from tests.converters.processes import outputs
from tests.converters.read_back import Annotation, Element, spoken, structure
from tests.converters.trees import (
    bullets,
    doc,
    figure,
    h,
    item,
    link,
    mark,
    note,
    numbered,
    p,
    page,
    png,
    rh,
    rich,
    row,
    strong,
    t,
    table,
    td,
    th,
)
from tests.judges.pdf import has_verapdf, verapdf
from tests.judges.words import bare, in_order, lost_words, pieces


def written(document: Document) -> bytes:
    return write_pdf(document, (), WriteOptions())


def tree(document: Document) -> Element:
    return structure(written(document))


def links(element: Element) -> list[str]:
    """Return the contents of every link annotation inside ``element``, in reading order."""
    return [kid.contents for one in element.every("Link") for kid in one.kids if isinstance(kid, Annotation)]


def headers_of(root: Element) -> dict[str, list[str]]:
    """Return for each data cell, by its text, the texts of the header cells that its Headers name."""
    names = {one.id: one.text.strip() for one in root.every("TH")}
    return {
        cell.text.strip(): [names[str(one)] for one in cell.attributes.get("Headers", ())]
        for cell in root.every("TD")
    }


COMPLEX = table(
    row(th("Place", rows=2), th("Visits", columns=2), th("All", rows=2)),
    row(th("Adults"), th("Children")),
    row(rh("Leeds", rows=2), "10", "20", "30"),
    row("11", "21", "32"),
    row(rh("York"), "12", td("22", columns=2)),
    header_rows=2,
    caption="Visits",
)


def test_every_data_cell_names_its_headers_under_row_and_column_spans() -> None:
    assert headers_of(tree(doc(COMPLEX))) == {
        "10": ["Visits", "Adults", "Leeds"],
        "20": ["Visits", "Children", "Leeds"],
        "30": ["All", "Leeds"],
        "11": ["Visits", "Adults", "Leeds"],
        "21": ["Visits", "Children", "Leeds"],
        "32": ["All", "Leeds"],
        "12": ["Visits", "Adults", "York"],
        "22": ["Visits", "Children", "All", "York"],
    }


def test_the_ids_that_cells_name_are_found_through_the_tree_of_ids() -> None:
    root = PdfReader(io.BytesIO(written(doc(COMPLEX)))).root_object["/StructTreeRoot"]
    names = root["/IDTree"]["/Names"]  # type: ignore[index]
    assert [str(names[at]) for at in range(0, len(names), 2)] == sorted(
        one.id or "" for one in tree(doc(COMPLEX)).every("TH")
    )
    assert all(str(names[at]) == str(names[at + 1].get_object()["/ID"]) for at in range(0, len(names), 2))


def test_header_cells_say_for_whom_they_speak() -> None:
    simple = table(
        row(th("Name"), th("Age")),
        row(th("Group", scope=Scope.ROW_GROUP, columns=2)),
        row(rh("Ada"), "7"),
        header_rows=1,
    )
    scopes = [str(one.attributes["Scope"]) for one in tree(doc(simple)).every("TH")]
    assert scopes == ["/Column", "/Column", "/Row", "/Row"]


def test_a_table_over_many_pages_is_one_table_and_its_head_is_heard_once() -> None:
    rows = (row(th("Name"), th("Age")), *(row(rh(f"n{n}"), f"{n} years") for n in range(150)))
    data = written(doc(table(*rows, header_rows=1, caption="Ages")))
    root = structure(data)
    assert len(PdfReader(io.BytesIO(data)).pages) > 2
    (one,) = root.every("Table")
    assert len(one.every("TR")) == 151
    assert [head.text.strip() for head in one.every("TH")][:3] == ["Name", "Age", "n0"]
    assert one.text.count("Name") == 1
    assert all("Name" in text for text in spoken(data).furniture[1:])


def test_a_row_that_fills_a_sheet_goes_on_under_the_head_of_its_table() -> None:
    long = row(rh("Leeds"), "word " * 900)
    data = written(doc(table(row(th("Place"), th("Remarks")), long, long, header_rows=1)))
    root = structure(data)
    pages = [text.extract_text() for text in PdfReader(io.BytesIO(data)).pages]
    assert sum("word" in text for text in pages) > 2
    assert all("Remarks" in text for text in pages if "word" in text)
    assert [one.role for one in root.every("Table")[0].elements] == ["THead", "TBody"]


def test_a_list_and_a_paragraph_over_pages_are_one_each() -> None:
    data = written(doc(p("word " * 900), numbered(*(f"item {n}" for n in range(80)))))
    root = structure(data)
    assert len(PdfReader(io.BytesIO(data)).pages) > 3
    assert [one.role for one in root.elements] == ["H1", "P", "L"]
    (made,) = root.every("L")
    assert [kid.role for one in made.elements for kid in one.elements] == ["Lbl", "LBody"] * 80
    assert str(made.attributes["ListNumbering"]) == "/Decimal"


def test_passages_in_another_language_say_so_and_others_do_not() -> None:
    root = tree(
        doc(
            p("a ", t("chat", "fr")),
            p("Hund", language="de"),
            p(link("https://example.org", t("perro", "es"))),
            p("x", t("y", "en-GB")),
        )
    )
    marked = [(one.lang, one.text.strip()) for one in root.every("P", "Span", "Link") if one.lang]
    assert marked == [("fr", "chat"), ("de", "Hund"), ("es", "perro")]


def test_page_numbers_are_artifacts_and_nothing_is_untagged() -> None:
    heard = spoken(written(rich()))
    assert heard.furniture == tuple(str(number) for number in range(1, len(heard.furniture) + 1))
    assert heard.untagged == ""


def test_notes_are_notes_with_ids_and_links_both_ways() -> None:
    data = written(
        doc(p("a", mark("x"), " b", mark("y")), notes=(note("x", "1", "One."), note("y", "*", "Two.")))
    )
    root = structure(data)
    assert [(one.id, [kid.role for kid in one.elements]) for one in root.every("Note")] == [
        ("note-1", ["Lbl", "P"]),
        ("note-2", ["Lbl", "P"]),
    ]
    assert [one.text.strip() for one in root.every("Reference")] == ["[1]", "[*]"]
    assert links(root) == ["Note 1", "Note *", "1, back to the text", "*, back to the text"]


def test_links_are_described_in_words_and_are_one_link_each() -> None:
    words = (strong("the "), t("site", "fr"), " of the committee " + "with a very long name " * 6)
    data = written(
        doc(p(link("https://example.org/x", *words)), p(link("#here", "below")), h(2, "Here", id="here"))
    )
    root = structure(data)
    said = " ".join(("the site of the committee " + "with a very long name " * 6).split())
    assert set(links(root)) == {said, "below"}
    assert len(root.every("Link")) == 2
    pages = PdfReader(io.BytesIO(data)).pages
    assert sum(len(one.get("/Annots", ())) for one in pages) == len(links(root))


def test_the_contents_list_is_tagged_as_one() -> None:
    root = tree(doc(h(2, "One"), h(3, "Half"), h(2, "Two")))
    (top, inner) = root.every("TOC")
    assert [one.role for one in top.elements] == ["TOCI", "TOCI"]
    assert inner.text == "Half, page 1"
    assert links(top) == ["One", "Half", "Two"]


def test_described_pictures_are_figures_where_they_stand_and_decorative_ones_are_artifacts() -> None:
    images = (png(width=400, height=200, points=300.0),)
    root = tree(doc(figure("chart", "A chart", "Figure 1"), figure("chart", ""), images=images))
    (one,) = root.every("Figure")
    assert one.alt == "A chart"
    left, bottom, right, top = (float(side) for side in one.attributes["BBox"])
    assert (right - left, top - bottom) == pytest.approx((300, 150), abs=0.1)
    assert 595 >= right > left >= 56
    assert 785 >= top > bottom >= 56
    assert [one.text for one in root.every("Caption")] == ["Figure 1"]


def test_formulas_are_formulas_that_say_what_is_known() -> None:
    images = (png(),)
    root = tree(doc(d.Equation("E = mc²", "chart"), d.Equation("", "chart"), images=images))
    assert [one.alt for one in root.every("Formula")] == [
        "E = mc²",
        "Nobody has written this formula out in words yet.",
    ]
    assert root.every("Figure") == []


def test_items_with_several_blocks_keep_them_in_their_body() -> None:
    root = tree(doc(bullets(item("a", p("b"), numbered("c"), table(row("x"))))))
    (outer, inner) = root.every("LI")
    label, body = outer.elements
    assert (label.role, label.text.strip()) == ("Lbl", "•")
    assert [one.role for one in body.elements] == ["P", "P", "L", "Table"]
    assert [one.role for one in inner.elements] == ["Lbl", "LBody"]


def test_the_structure_says_the_words_of_the_document_and_no_others() -> None:
    document = doc(*rich().blocks, images=rich().images, notes=rich().notes)
    said = bare(_without_ours(structure(written(document))))
    own = ["Nobodyhasdescribedthispictureinwordsyet.", "Page1oftheprint", "Page2oftheprint", "Notes"]
    for words in own:
        said = said.replace(words, "")
    assert said == "".join(pieces(document))


def _without_ours(element: Element) -> str:
    """Return the words of the document: no contents list, labels, marks of notes or ways back."""
    if element.role in {"TOC", "Lbl", "Reference"} or element.text == "Contents":
        return ""
    if element.role == "P" and links(element) and "Back to note" in element.text:
        return element.text[: element.text.index("Back to note")]
    return "".join(
        kid if isinstance(kid, str) else _without_ours(kid)
        for kid in element.kids
        if not isinstance(kid, Annotation)
    )


@pytest.mark.parametrize("write", [write_pdf, write_large_print])
def test_an_independent_reader_finds_the_words_in_order(write: object) -> None:
    data = write(rich(), (), WriteOptions())  # type: ignore[operator]
    with pypdfium2.PdfDocument(data) as read:
        found = bare("".join(one.get_textpage().get_text_range() for one in read))
    hebrew = {"שלוםלכולם"}  # PDFium turns lines that run from right to left
    assert [text for text in in_order(found, pieces(rich())) if text not in hebrew] == []


def test_a_wide_table_stands_on_a_turned_page_with_its_heading() -> None:
    wide = table(
        row(*(th(f"Heading {n}") for n in range(10))), row(*(f"value {n}" for n in range(10))), header_rows=1
    )
    data = written(doc(p("before"), h(2, "Wide"), wide, p("after")))
    sizes = [
        (round(float(one.mediabox.width)), one.extract_text()) for one in PdfReader(io.BytesIO(data)).pages
    ]
    assert [width for width, _ in sizes] == [595, 842, 595]
    assert "Wide" in sizes[1][1]
    assert "after" in sizes[2][1]


def test_a_title_right_before_a_wide_table_stands_on_its_sheet() -> None:
    wide = table(
        row(*(th(f"Heading {n}") for n in range(10))), row(*(f"value {n}" for n in range(10))), header_rows=1
    )
    pages = PdfReader(io.BytesIO(written(doc(h(1, "Prices"), page("1"), wide)))).pages
    assert [(round(float(one.mediabox.width)), "Prices" in one.extract_text()) for one in pages] == [
        (842, True)
    ]


def test_a_table_wider_than_a_turned_page_is_read_out_by_the_header_of_each_row() -> None:
    wide = table(
        row(*(th(f"Long heading {n}") for n in range(20))),
        row(rh("Leeds"), *("x" for _ in range(19))),
        header_rows=1,
    )
    root = tree(doc(wide))
    assert root.every("Table") == []
    assert "Long heading 0: Leeds" in root.text
    assert "Long heading 19: x" in root.text


def test_letters_that_no_typeface_has_are_written_by_name() -> None:
    data = written(doc(p("a \u0378 b"), figure(None, "\u0378"), title="\u0378"))
    text = structure(data).text
    assert text.count("[character u+0378]") == 3
    assert problems("pdf", data) == ()


@pytest.mark.parametrize("words", ["تَّاب", "हिन्दी में", "ไทย", "👩🏽\u200d🦯 ❤️", "e\u0301\ufeff x\u00ad y"])
def test_every_shape_has_its_letters_in_any_script(words: str) -> None:
    assert problems("pdf", written(doc(p(words)))) == ()


@pytest.mark.parametrize("language", ["cy", "ar", "x", ""])
def test_the_file_says_its_language_and_title(language: str) -> None:
    data = written(doc(page("1"), p("a"), title="Bus times", language=language))
    reader = PdfReader(io.BytesIO(data))
    assert str(reader.root_object["/Lang"]) == (language if len(language) > 1 else "und")
    assert reader.metadata is not None
    assert reader.metadata.title == "Bus times"
    metadata: Any = reader.root_object["/Metadata"]
    assert b"Bus times" in metadata.get_data()


@pytest.mark.journey
def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    assert len(outputs("converters.writers.pdf", "write_pdf")) == 1


def test_a_link_in_the_head_of_a_table_over_pages_is_one_link() -> None:
    headed = table(
        row(th(p(link("https://example.org", "Berth")))), *(row(f"b{n}") for n in range(90)), header_rows=1
    )
    data = written(doc(headed))
    assert problems("pdf", data) == ()
    links = [page.get("/Annots") or [] for page in PdfReader(io.BytesIO(data)).pages]
    assert len(links) > 1
    assert sum(map(len, links)) == 1


@pytest.mark.parametrize(
    "blocks",
    [(table(row(th("a")), *[row("1")] * 2000, header_rows=1),), (h(2, "Chapter"),) * 400],
    ids=["rows", "headings"],
)
@pytest.mark.journey
def test_what_is_very_long_passes_our_own_check(blocks: tuple[d.Block, ...]) -> None:
    assert problems("pdf", written(doc(*blocks))) == ()


@pytest.mark.journey
@pytest.mark.parametrize(
    "text",
    ["ที่นี่ กำลัง ภาษาไทย", "कि का क्षेत्र हिन्दी में", "বাংলা ভাষায় কি", "தமிழ் மொழி கொ"],
    ids=["th", "hi", "bn", "ta"],
)
def test_signs_that_are_several_shapes_are_read_as_they_were_written(text: str) -> None:
    document = doc(p(text))
    data = written(document)
    assert lost_words(document, "pdf", data) == ()
    assert problems("pdf", data) == ()
    if has_verapdf():
        assert verapdf(data) == ()
