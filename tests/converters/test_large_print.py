"""What large print promises: every letter large, nothing split or lost, and a tagged PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from converters import document as d
from converters.checks import problems
from converters.document import Document
from converters.options import WriteOptions
from converters.writers.large_print import write_large_print
from converters.writers.measure import Measure
from converters.writers.paper.reflow import Sheets, for_paper
from tests.converters.processes import outputs
from tests.converters.trees import (
    bullets,
    doc,
    em,
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


def read(document: Document, points: float = 18.0) -> PdfReader:
    return PdfReader(io.BytesIO(write_large_print(document, (), WriteOptions(point_size=points))))


def words(reader: PdfReader) -> str:
    """Return all text on one line."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def letter_sizes(reader: PdfReader) -> dict[float, str]:
    """Return the size of every run of letters as it appears on the page, with some text in that size."""
    sizes: dict[float, str] = {}

    def visit(text: str, current: Any, matrix: Any, font: Any, size: float) -> None:
        if text.strip():
            # The size in the font operator, scaled by both matrices: what a ruler on the paper would say.
            scale = abs(current[3] * matrix[3])
            sizes.setdefault(round(size * scale, 2), text.strip())

    for one in reader.pages:
        one.extract_text(visitor_text=visit)
    return sizes


def fonts(reader: PdfReader) -> set[str]:
    found = set()
    for one in reader.pages:
        resources: Any = one["/Resources"].get_object()
        for font in resources.get("/Font", {}).values():
            found.add(str(font.get_object()["/BaseFont"]))
    return found


def elements(reader: PdfReader) -> Iterator[tuple[str, DictionaryObject]]:
    """Yield the type of every structure element, and the element, in reading order."""

    def walk(node: Any) -> Iterator[tuple[str, DictionaryObject]]:
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for kid in node:
                yield from walk(kid)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield str(node["/S"]), node
            if "/K" in node:
                yield from walk(node["/K"])

    yield from walk(reader.root_object["/StructTreeRoot"])


def kids(node: Any) -> list[str]:
    """Return the types of the structure elements directly inside ``node``."""
    return [str(kid.get_object()["/S"]) for kid in node["/K"]]


@pytest.mark.parametrize("points", [16.0, 18.0, 28.0])
def test_no_letter_is_smaller_than_asked(points: float) -> None:
    sizes = letter_sizes(read(rich(), points))
    assert min(sizes) == pytest.approx(points, abs=0.05), sizes
    assert max(sizes) <= points * 1.6


@pytest.mark.parametrize("points", [15.9, 36.1, 0.0, -18.0, float("nan"), float("inf")])
def test_a_size_that_is_not_large_print_is_refused(points: float) -> None:
    with pytest.raises(ValueError, match="large print is 16 to 36 point"):
        write_large_print(doc(p("a")), (), WriteOptions(point_size=points))


def test_nothing_is_italic_and_there_is_one_sans_serif() -> None:
    used = fonts(
        read(doc(p("plain ", em("emphasis"), " ", strong(em("both"))), figure(None, None, "caption")))
    )
    assert used
    assert not [font for font in used if re.search("Italic|Oblique|Serif", font)]


def test_words_are_never_split() -> None:
    long_words = ["incomprehensibilities", "internationalisation", "counterrevolutionaries"] * 30
    text = words(read(doc(p(" ".join(long_words)))))
    assert text.count("incomprehensibilities") == 30
    assert text.count("internationalisation") == 30


def test_an_address_longer_than_a_line_is_not_cut_off() -> None:
    address = "https://example.org/" + "a" * 200
    assert address in words(read(doc(p(address)))).replace(" ", "")


def test_a_whole_document_passes_our_own_checks() -> None:
    assert problems("large-print", write_large_print(rich(), (), WriteOptions())) == ()


def test_every_word_of_the_text_is_there() -> None:
    text = words(read(rich()))
    for said in (
        "Minutes & <reports>",
        "(ii)",
        "2.2",
        "Leeds",
        "Figure 1. Visits",
        "Order, order.",
        "One abstained.",
    ):
        assert said in text


def test_text_is_never_markup() -> None:
    text = words(read(doc(p("<img src='https://example.org/a.png'> & </body>"), title="<b>&amp;</b>")))
    assert "<img src='https://example.org/a.png'> & </body>" in text
    assert "<b>&amp;</b>" in text


def test_it_is_tagged_and_says_its_title_and_language() -> None:
    reader = read(
        doc(h(2, "Part"), bullets("a"), table(row(th("A")), row("1"), header_rows=1), language="cy")
    )
    assert str(reader.root_object["/Lang"]) == "cy"
    assert reader.metadata is not None
    assert reader.metadata.title == "Report"
    kinds = [kind for kind, _ in elements(reader)]
    for kind in ("/H1", "/H2", "/L", "/LI", "/LBody", "/Table", "/TH", "/TD"):
        assert kind in kinds


def test_list_items_hold_a_label_and_a_body() -> None:
    document = doc(bullets(item("a", p("b"), numbered("c"))), numbered(item("d", label="(a)")))
    inside = [kids(node) for kind, node in elements(read(document)) if kind == "/LI"]
    assert inside == [["/Lbl", "/LBody"]] * 3


def test_described_pictures_carry_their_words_and_decorative_ones_are_left_out() -> None:
    images = (png(width=400, height=200),)
    reader = read(doc(figure("chart", "A chart"), figure("chart", ""), figure("chart", None), images=images))
    assert [str(node["/Alt"]) for kind, node in elements(reader) if kind == "/Figure"] == [
        "A chart",
        "Picture",
    ]
    text = words(reader)
    assert "A chart" in text
    assert text.count("Nobody has described this picture in words yet.") == 1


def test_printed_pages_and_notes_are_kept() -> None:
    reader = read(doc(page("xii"), p("word", mark("n"), "."), notes=(note("n", "4", "Why."),)))
    text = words(reader)
    assert "Page xii of the print" in text
    assert "word [4]." in text
    assert "Notes 4 (page 1) Why." in text


def test_contents_say_the_new_pages() -> None:
    text = words(read(doc(h(2, "One"), p("a " * 2000), h(2, "Two"), h(2, "Three"))))
    assert re.search(r"One, page 1 Two, page [2-9]\d* Three, page [2-9]", text)


def test_links_say_where_they_lead() -> None:
    text = words(
        read(
            doc(
                p(
                    link("https://example.org/a", "site"),
                    ", ",
                    link("mailto:a@example.org", "write to us"),
                    ", ",
                ),
                p(link("https://www.example.org/", "example.org"), ", ", link("javascript:x", "nothing")),
            )
        )
    )
    assert "site (https://example.org/a), write to us (a@example.org), example.org, nothing" in text


def test_every_link_is_one_link_in_the_structure_too() -> None:
    reader = read(doc(p(link("https://example.org", em("a"), strong("b"), t("c", "fr")))))
    annotations = [annotation for one in reader.pages for annotation in one.get("/Annots", ())]
    assert len(annotations) == [kind for kind, _ in elements(reader)].count("/Link") == 1


def test_empty_corners_of_tables_stay_headers_so_that_every_cell_has_one() -> None:
    reader = read(doc(table(row("", th(""), th("A")), row("b", "c", "1"), header_rows=1)))
    assert [kind for kind, _ in elements(reader)].count("/TH") == 3


def test_a_narrow_table_stays_a_table_and_a_wide_one_is_read_out() -> None:
    narrow = table(row(th("Place"), th("Visits")), row(rh("Leeds"), "10"), header_rows=1)
    assert not Sheets(Measure(18.0), is_print=True).must_turn(narrow)
    wide = table(
        row(*(th(f"Heading number {n}") for n in range(8))),
        row(rh("Leeds"), *(f"value {n}" for n in range(1, 8))),
        header_rows=1,
        caption="Visits",
    )
    assert Sheets(Measure(18.0), is_print=True).must_turn(wide)
    kinds = [kind for kind, _ in elements(read(doc(narrow)))]
    assert "/Table" in kinds
    reader = read(doc(wide))
    assert "/Table" not in [kind for kind, _ in elements(reader)]
    assert "Visits Heading number 0: Leeds • Heading number 1: value 1 • Heading number 2: value 2" in words(
        reader
    )


def test_larger_letters_leave_room_for_fewer_columns() -> None:
    cells = [th("Department"), th("Spending"), th("Change")]
    spending = table(row(*cells), row("Education", "1,000,000", "+12%"), header_rows=1)
    assert not Sheets(Measure(16.0), is_print=True).must_turn(spending)
    assert Sheets(Measure(36.0), is_print=True).must_turn(spending)


def test_spanned_cells_are_said_in_every_row_they_cover() -> None:
    wide = table(
        row(th("Place", rows=2), *(th(f"Very wide group {n}", columns=2) for n in range(4))),
        row(*(th(f"Column {n}") for n in range(8))),
        row(rh("Leeds", rows=2), td("both", rows=2), *(str(n) for n in range(7))),
        row(*(str(n) for n in range(7, 14))),
        header_rows=2,
    )
    text = words(read(doc(wide)))
    assert text.count("Place: Leeds • Very wide group 0, Column 0: both • Very wide group 0, Column 1:") == 2


def test_a_wide_table_without_headers_says_rows_and_columns() -> None:
    read_out = for_paper(
        doc(table(row(*(f"some words {n}" for n in range(9))))), Sheets(Measure(18.0), is_print=True)
    ).blocks
    assert read_out[0] == p(strong("Row 1"))
    assert isinstance(read_out[1], d.ListBlock)
    assert read_out[1].items[0] == item(p(strong("Column 1", ": "), "some words 0"))


def test_an_empty_cell_is_said_to_be_empty() -> None:
    wide = table(row(*(th(f"Long heading {n}") for n in range(9))), row("a", *([""] * 8)), header_rows=1)
    assert "Long heading 1: empty" in words(read(doc(wide)))


def test_right_to_left_text_emoji_and_control_characters_do_no_harm() -> None:
    arabic = doc(p("سلام عليكم"), p("ok\x00\x1b\ud800"), p("שלום", language="he"), language="ar")
    assert "سلام عليكم ok שלום" in words(read(arabic))
    assert problems("large-print", write_large_print(doc(p("👩🏽‍🦯")), (), WriteOptions())) == ()


def test_an_empty_document_is_one_page_with_its_title() -> None:
    reader = read(doc(title="Nothing"))
    assert len(reader.pages) == 1
    assert "Nothing" in words(reader)


def test_a_table_over_many_pages_repeats_its_head() -> None:
    rows = (row(th("Name"), th("Age")), *(row(f"n{n}", "7") for n in range(100)))
    reader = read(doc(table(*rows, header_rows=1)))
    assert 4 <= len(reader.pages) <= 9
    assert all("Name" in one.extract_text() for one in reader.pages)


def test_pages_are_a4_and_few_enough() -> None:
    reader = read(doc(*(p("word " * 60) for _ in range(20))))
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert 5 <= len(reader.pages) <= 12


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import urllib.request

    def refuse(*arguments: object, **more: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(urllib.request.HTTPHandler, "http_open", refuse)
    monkeypatch.setattr(urllib.request.FileHandler, "file_open", refuse)
    broken = d.Image("chart", "image/png", b"not a picture", 10, 10)
    assert read(doc(p(link("http://127.0.0.1:9/x", "a")), figure("chart", "A"), images=(broken,))).pages


@pytest.mark.journey
def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    assert len(outputs("converters.writers.large_print", "write_large_print")) == 1
