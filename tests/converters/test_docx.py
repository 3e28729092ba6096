"""What the Word file promises: real styles, lists, tables and footnotes, and nothing said that is not so."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import nsmap
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from converters import document as d
from converters.checks import problems
from converters.document import Document, Numbering
from converters.options import WriteOptions
from converters.writers.docx import write_docx
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
    quote,
    rh,
    rich,
    row,
    strong,
    t,
    table,
    td,
    th,
)

NAMESPACES = nsmap | {"adec": "http://schemas.microsoft.com/office/drawing/2017/decorative"}
W = f"{{{NAMESPACES['w']}}}"


def written(document: Document) -> bytes:
    return write_docx(document, (), WriteOptions())


def read(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(written(document)))


def part(document: Document, name: str = "document") -> etree._Element:
    """Return the root of a part of the written file."""
    with zipfile.ZipFile(io.BytesIO(written(document))) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def found(root: etree._Element, path: str) -> list[etree._Element]:
    return root.findall(path, NAMESPACES)


def values(root: etree._Element, path: str, attribute: str = "val") -> list[str | None]:
    return [element.get(f"{W}{attribute}") for element in found(root, path)]


def words(root: etree._Element) -> str:
    return "".join(text.text or "" for text in root.iter(f"{W}t"))


def styled(document: Document) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph outside tables."""
    return [(style_of(one), one.text) for one in read(document).paragraphs]


def style_of(paragraph: WordParagraph) -> str:
    assert paragraph.style is not None
    return str(paragraph.style.name)


def counted(document: Document) -> list[tuple[str, str]]:
    """Return what Word puts before each item of a list, worked out from the numbering part, and the item."""
    numbering = part(document, "numbering")
    numbers: dict[tuple[str, str], int] = {}
    items = []
    for paragraph in found(part(document), ".//w:p"):
        list_ids, levels = values(paragraph, ".//w:numId"), values(paragraph, ".//w:ilvl")
        if list_ids and levels and list_ids[0] and levels[0]:
            label = _label(numbering, list_ids[0], levels[0], numbers)
            items.append((label, words(paragraph)))
    return items


def _label(numbering: etree._Element, list_id: str, level: str, numbers: dict[tuple[str, str], int]) -> str:
    lists = {one.get(f"{W}numId"): one for one in found(numbering, "w:num")}
    definitions = {one.get(f"{W}abstractNumId"): one for one in found(numbering, "w:abstractNum")}
    definition = definitions[values(lists[list_id], "w:abstractNumId")[0]]
    (style,) = values(definition, f"w:lvl[@w:ilvl='{level}']/w:numFmt")
    (text,) = values(definition, f"w:lvl[@w:ilvl='{level}']/w:lvlText")
    starts = values(lists[list_id], f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride")
    first = int(starts[0] or 0) if starts else 1
    number = numbers[list_id, level] = numbers.get((list_id, level), first - 1) + 1
    return re.sub(
        "%[1-9]", {"decimal": str(number), "lowerLetter": chr(96 + number)}.get(style or "", "?"), text or ""
    )


def test_text_is_never_markup() -> None:
    document = read(doc(p("<w:p/> & </w:t>"), title="<b>&"))
    assert document.paragraphs[0].text == "<b>&"
    assert document.paragraphs[1].text == "<w:p/> & </w:t>"
    assert document.core_properties.title == "<b>&"


def test_a_whole_document_passes_our_own_checks() -> None:
    assert problems("docx", written(rich())) == ()


def test_headings_have_heading_styles_and_the_title_comes_once() -> None:
    assert styled(doc(h(2, "Part"), p("text"), title="Report")) == [
        ("Heading 1", "Report"),
        ("Heading 2", "Part"),
        ("Normal", "text"),
    ]
    assert styled(doc(h(1, "Annual report"), title="Other"))[0] == ("Heading 1", "Annual report")


def test_the_file_says_its_title_and_language_and_no_date_or_author() -> None:
    document = read(doc(title="Bus times", language="cy"))
    assert (document.core_properties.title, document.core_properties.language) == ("Bus times", "cy")
    assert document.core_properties.author == ""
    assert document.core_properties.created is None
    assert values(part(doc(language="cy"), "styles"), "w:docDefaults//w:lang") == ["cy"]


def test_nothing_of_the_template_is_left_but_what_word_needs() -> None:
    with zipfile.ZipFile(io.BytesIO(written(doc()))) as archive:
        assert {name for name in archive.namelist() if not name.endswith(".rels")} == {
            "[Content_Types].xml",
            "docProps/core.xml",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/footnotes.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
        }
        assert len(etree.fromstring(archive.read("docProps/core.xml"))) == 2
        assert len(etree.fromstring(archive.read("word/numbering.xml"))) == 0


def test_a_title_longer_than_word_keeps_is_cut_and_its_heading_is_whole() -> None:
    document = read(doc(title="x" * 300))
    assert document.core_properties.title == "x" * 255
    assert document.paragraphs[0].text == "x" * 300


def test_lists_are_real_and_start_again() -> None:
    document = doc(numbered("a", "b"), numbered("c", start=7), bullets("d"))
    assert counted(document) == [("1.", "a"), ("2.", "b"), ("7.", "c"), ("•", "d")]


def test_lists_nest_and_count_as_printed() -> None:
    inner = numbered(item("one", label="(1)"), item("two", label="(2)"))
    outer = numbered(
        item("first", inner, label="a)"), item("second", label="b)"), numbering=Numbering.LOWER_ALPHA
    )
    document = doc(outer)
    assert counted(document) == [("a)", "first"), ("(1)", "one"), ("(2)", "two"), ("b)", "second")]
    assert values(part(document), ".//w:ilvl") == ["0", "1", "1", "0"]


def test_a_number_left_out_in_print_stays_left_out() -> None:
    document = doc(numbered(item("a", label="1."), item("b", label="3."), item("c", label="4.")))
    assert [label for label, _ in counted(document)] == ["1.", "3.", "4."]


def test_a_list_inside_another_does_not_make_it_count_on() -> None:
    document = doc(numbered(item("a", table(row(td(numbered("x", "y"))))), "b"))
    assert counted(document) == [("1.", "a"), ("1.", "x"), ("2.", "y"), ("2.", "b")]


def test_labels_that_word_cannot_count_stand_as_text_in_a_list() -> None:
    document = doc(numbered(item("a", label="2.1"), item("b", label="2.2")))
    assert counted(document) == [("", "2.1a"), ("", "2.2b")]
    late = numbered(*(str(n) for n in range(3)), numbering=Numbering.LOWER_ALPHA, start=27)
    assert [text for _, text in counted(doc(late))] == ["aa.0", "ab.1", "ac.2"]


def test_an_item_with_several_blocks_is_one_item() -> None:
    document = doc(bullets(item("a", p("more"), table(row("x")), p("end"))))
    assert [text for _, text in counted(document)] == ["a"]
    assert [text for _, text in styled(document)] == ["Report", "a", "more", "end"]
    assert values(part(document), ".//w:tblInd", "w") == ["567"]


def test_an_item_that_begins_with_a_table_still_has_its_number() -> None:
    assert counted(doc(numbered(item(table(row("x"))), "b"))) == [("1.", ""), ("2.", "b")]


def test_lists_deeper_than_word_knows_are_written() -> None:
    deep: d.ListBlock = numbered("bottom")
    for level in range(12):
        deep = numbered(item(f"level {level}", deep))
    assert {int(level or 0) for level in values(part(doc(deep)), ".//w:ilvl")} == set(range(9))


def test_header_rows_repeat_and_rows_stay_whole() -> None:
    root = part(
        doc(table(row(th("Name"), th("Vote")), row(rh("Ada"), "Yes"), header_rows=1, caption="Votes"))
    )
    first, second = found(root, ".//w:tr")
    assert [element.tag for element in found(first, "w:trPr/*")] == [f"{W}cantSplit", f"{W}tblHeader"]
    assert [element.tag for element in found(second, "w:trPr/*")] == [f"{W}cantSplit"]
    assert values(root, ".//w:tblLook") == ["06A0"]
    assert values(root, ".//w:tblCaption") == ["Votes"]
    assert values(root, ".//w:tblDescription") == ["2 columns, 2 rows. The first row is the header."]


def test_spans_are_merged_cells() -> None:
    document = read(
        doc(
            table(
                row(th("Place", rows=2), th("Visits", columns=2)),
                row(th("Adults"), th("Children")),
                row(rh("Leeds"), "10", "20"),
                header_rows=2,
            )
        )
    )
    rows = [[cell.text for cell in one.cells] for one in document.tables[0].rows]
    assert rows == [["Place", "Visits", "Visits"], ["Place", "Adults", "Children"], ["Leeds", "10", "20"]]


def test_ragged_rows_are_filled_up() -> None:
    document = read(doc(table(row("a", "b", "c"), row("d"), row(td("e", rows=7, columns=2)))))
    assert [len(one.cells) for one in document.tables[0].rows] == [3, 3, 3]


def test_a_table_within_a_table_and_two_in_a_row_stay_apart() -> None:
    root = part(doc(table(row(td(table(row("in"))))), table(row("next"))))
    for cell in found(root, ".//w:tc"):
        assert cell[-1].tag == f"{W}p"
    tables = found(root, "w:body/w:tbl")
    assert len(tables) == 2
    following = tables[0].getnext()
    assert following is not None
    assert following.tag == f"{W}p"


def test_a_table_too_wide_for_word_is_read_out() -> None:
    document = read(
        doc(table(row(*(th(f"h{n}") for n in range(70))), row(*(f"v{n}" for n in range(70))), header_rows=1))
    )
    assert document.tables == []
    assert "h69: v69" in [one.text for one in document.paragraphs]


def test_a_table_of_two_thousand_rows_is_written() -> None:
    rows = [row(str(n), "x") for n in range(2000)]
    assert len(found(part(doc(table(*rows))), ".//w:tr")) == 2000


def test_not_described_and_decorative_and_described_are_three_things() -> None:
    pictures = (figure("chart", None), figure("chart", ""), figure("chart", "A chart"))
    document = doc(*pictures, images=(png(),))
    none, decorative, described = found(part(document), ".//wp:docPr")
    assert none.get("descr") is None
    assert not found(none, ".//adec:decorative")
    assert decorative.get("descr") is None
    assert [one.get("val") for one in found(decorative, ".//adec:decorative")] == ["1"]
    assert described.get("descr") == "A chart"
    remark = ("Remark", "Nobody has described this picture in words yet.")
    assert styled(document).count(remark) == 1


def test_pictures_are_inline_and_no_wider_than_the_text() -> None:
    document = read(doc(figure("wide", "x"), images=(png("wide", 3000, 1000),)))
    (shape,) = document.inline_shapes
    assert shape.width.pt == pytest.approx(451)
    assert shape.height.pt == pytest.approx(451 / 3, abs=0.01)
    assert not found(part(rich()), ".//wp:anchor")


def test_a_jpeg_is_kept_even_without_the_header_that_most_have() -> None:
    data = b"\xff\xd8\xff\xee\x00\x0eAdobe\x00d\x00\x00\x00\x00\x00\xff\xd9"
    images = (d.Image("photo", "image/jpeg", data, 40, 20),)
    with zipfile.ZipFile(io.BytesIO(written(doc(figure("photo", "x"), images=images)))) as archive:
        assert archive.read("word/media/image1.jpeg") == data
        assert b'Extension="jpeg" ContentType="image/jpeg"' in archive.read("[Content_Types].xml")


def test_a_picture_used_twice_is_in_the_file_once() -> None:
    document = doc(figure("chart", "x"), figure("chart", "y"), figure("lost", "z"), images=(png(),))
    with zipfile.ZipFile(io.BytesIO(written(document))) as archive:
        assert [name for name in archive.namelist() if "media" in name] == ["word/media/image1.png"]
    assert "z" in [text for _, text in styled(document)]


def test_notes_are_real_footnotes() -> None:
    document = doc(
        p("a", mark("x"), " b", mark("y")), notes=(note("x", "1", "One."), note("y", "*", "Star."))
    )
    references = found(part(document), ".//w:footnoteReference")
    assert [one.get(f"{W}id") for one in references] == ["1", "2"]
    assert [one.get(f"{W}customMarkFollows") for one in references] == [None, "1"]
    notes = {one.get(f"{W}id"): one for one in found(part(document, "footnotes"), "w:footnote")}
    assert words(notes["1"]).strip() == "One."
    assert len(found(notes["1"], ".//w:footnoteRef")) == 1
    assert words(notes["2"]) == "* Star."


def test_the_second_mark_of_a_note_leads_to_the_first() -> None:
    root = part(doc(p("a", mark("n"), " b", mark("n")), notes=(note("n", "1", "x"),)))
    assert len(found(root, ".//w:footnoteReference")) == 1
    (anchor,) = values(root, ".//w:hyperlink", "anchor")
    assert anchor in values(root, ".//w:bookmarkStart", "name")


def test_a_note_without_a_mark_and_a_mark_without_a_note_do_no_harm() -> None:
    document = doc(p("a", mark("lost")), notes=(note("n", "7", "Unmarked.", p("More.")),))
    assert [text for _, text in styled(document)] == ["Report", "a", "Notes", "7 Unmarked.", "More."]


def test_notes_may_hold_links_marks_tables_and_nothing() -> None:
    notes = (
        note("a", "1", p(link("https://example.org", "site"), mark("b")), table(row("x"))),
        note("b", "2"),
    )
    document = doc(p(mark("a"), mark("b")), notes=notes)
    assert problems("docx", written(document)) == ()
    assert not found(part(document, "footnotes"), ".//w:footnoteReference")
    with zipfile.ZipFile(io.BytesIO(written(document))) as archive:
        assert b"https://example.org" in archive.read("word/_rels/footnotes.xml.rels")


def test_links_lead_to_the_web_and_to_headings() -> None:
    document = doc(
        p(link("https://example.org/?a=1&b=2", "site"), link("#here", "see")), h(2, "Here", id="here")
    )
    read_links = [(one.address, one.fragment, one.text) for one in read(document).paragraphs[1].hyperlinks]
    assert read_links == [("https://example.org/?a=1&b=2", "", "site"), ("", "section_2", "see")]
    assert "section_2" in values(part(document), ".//w:bookmarkStart", "name")


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "#nowhere", "page.html", ""])
def test_an_address_we_may_not_go_to_stays_text(target: str) -> None:
    paragraph = read(doc(p(link(target, "words")))).paragraphs[1]
    assert (paragraph.text, paragraph.hyperlinks) == ("words", [])


def test_bookmarks_have_names_and_numbers_of_their_own() -> None:
    root = part(doc(h(2, "a", id="x"), h(2, "b", id="x"), page("1"), page("1"), p(link("#x", "y"))))
    for attribute in ("name", "id"):
        names = values(root, ".//w:bookmarkStart", attribute)
        assert len(names) == len(set(names)) == 5


def test_printed_pages_are_marked() -> None:
    assert styled(doc(page("xii")))[1] == ("Print Page", "Page xii")


def test_changes_of_language_are_marked_on_their_runs() -> None:
    root = part(
        doc(p("a ", t("chat", "fr"), t("中", "zh")), p("Hund", language="de"), p(t("x", "not a tag")))
    )
    marked = [(words(run), values(run, "w:rPr/w:lang")) for run in found(root, ".//w:r")][1:]
    assert marked == [("a ", []), ("chat", ["fr"]), ("中", ["zh"]), ("Hund", ["de"]), ("x", [])]


def test_right_to_left_paragraphs_and_runs_are_marked() -> None:
    root = part(doc(p("سلام"), p("left"), p("שלום", language="he")))
    paragraphs = found(root, ".//w:p")[1:]
    assert [bool(found(one, "w:pPr/w:bidi")) for one in paragraphs] == [True, False, True]
    assert [bool(found(one, "w:r/w:rPr/w:rtl")) for one in paragraphs] == [True, False, True]
    assert values(paragraphs[2], ".//w:lang", "bidi") == ["he"]


def test_our_own_words_are_marked_as_english_in_a_document_that_is_not() -> None:
    root = part(doc(page("1"), language="fr"))
    assert values(root, ".//w:lang") == ["en-GB"]


def test_emphasis_code_quotes_breaks_and_formulas() -> None:
    text = p(strong("a", em("b")), d.Code("c"), d.LineBreak(), "d\ne\tf")
    document = read(doc(text, quote("q"), d.CodeBlock("x\n  y"), d.Equation("E = mc²")))
    first = document.paragraphs[1]
    assert [(run.text, run.bold, run.italic) for run in first.runs][:2] == [
        ("a", True, None),
        ("b", True, True),
    ]
    assert first.text == "abc\nd e\tf"
    assert [(style_of(one), one.text) for one in document.paragraphs[2:]] == [
        ("Block Text", "q"),
        ("Code Block", "x\n  y"),
        ("Equation", "E = mc²"),
    ]


def test_words_in_pictures_and_numbers_of_formulas_are_said() -> None:
    chart = d.Figure(None, "A chart.", (d.Text("Figure 1"),), ("80", "Ships"))
    document = doc(chart, d.Equation("a = b", number="(4.1)"))
    assert [text for _, text in styled(document)][1:] == [
        "A chart.",
        "Figure 1",
        "Words in this picture: 80, Ships",
        "a = b",
        "(4.1)",
    ]


def test_characters_that_xml_cannot_carry_are_left_out_and_emoji_stay() -> None:
    images = (png(),)
    document = doc(
        p("a\x00\ud800b 👩🏽‍🦯"), figure("chart", "c\x0bd", "e\x00f"), images=images, title="\x00T"
    )
    assert [text for _, text in styled(document)] == ["T", "ab 👩🏽‍🦯", "", "ef"]


def test_an_empty_document_opens_and_has_its_title() -> None:
    assert problems("docx", written(doc(title=""))) == ()
    assert styled(doc(title="")) == [("Heading 1", "Untitled document")]


def test_no_letter_is_smaller_than_twelve_point() -> None:
    sizes = values(part(doc(), "styles"), ".//w:sz")
    assert min(int(size or 0) for size in sizes) == 24


def test_every_style_that_is_used_is_defined() -> None:
    known = set(values(part(rich(), "styles"), "w:style", "styleId"))
    for name in ("document", "footnotes"):
        root = part(rich(), name)
        used = {*values(root, ".//w:pStyle"), *values(root, ".//w:rStyle"), *values(root, ".//w:tblStyle")}
        assert used <= known


def test_the_contents_list_is_a_real_one_and_is_filled() -> None:
    document = doc(h(2, "One"), page("iv"), h(3, "Half"), h(4, "Too deep"), page("5"), h(2, "Two & more"))
    assert styled(document)[:5] == [
        ("Heading 1", "Report"),
        ("TOC Heading", "Contents"),
        ("toc 1", "One\t"),
        ("toc 2", "Half\tPage iv"),
        ("toc 1", "Two & more\tPage 5"),
    ]
    root = part(document)
    anchors = values(root, ".//w:hyperlink", "anchor")
    assert len(anchors) == 3
    assert set(anchors) <= set(values(root, ".//w:bookmarkStart", "name"))
    assert [text.text for text in found(root, ".//w:instrText")] == [
        ' TOC \\o "2-3" \\h \\z \\u ',
        *(f" PAGEREF {anchor} \\h " for anchor in anchors),
    ]
    pages = ["begin", "separate", "end"] * 3
    assert values(root, ".//w:fldChar", "fldCharType") == ["begin", "separate", *pages, "end"]


def test_nothing_asks_word_to_question_whoever_opens_the_file() -> None:
    assert found(part(rich(), "settings"), "w:updateFields") == []
    assert found(part(rich()), ".//w:fldChar[@w:dirty]") == []


def test_a_short_document_needs_no_contents_list() -> None:
    assert "TOC Heading" not in [style for style, _ in styled(doc(h(2, "One"), h(2, "Two")))]


def test_every_page_has_its_number_at_its_foot() -> None:
    root = part(doc(p("a")), "footer1")
    assert [text.text for text in found(root, ".//w:instrText")] == [" PAGE "]
    assert words(root) == "1"
    assert len(found(part(doc(p("a"))), ".//w:footerReference")) == 1


def test_wide_tables_stand_in_sections_of_their_own_with_their_heading_and_page_number() -> None:
    wide = table(row(*(th(f"Heading {n}") for n in range(12))), row(*"abcdefghijkl"), header_rows=1)
    root = part(doc(p("before"), h(2, "Wide"), wide, p("after"), wide))
    sections = found(root, ".//w:sectPr")
    assert [one.get(f"{W}orient") for one in found(root, ".//w:pgSz")] == [
        None,
        "landscape",
        None,
        "landscape",
    ]
    assert all(found(one, "w:footerReference") for one in sections)
    before = found(root, "w:body/w:p")
    assert words(next(one for one in before if found(one, "w:pPr/w:sectPr"))) == "before"


def test_a_table_alone_starts_no_empty_sheet() -> None:
    wide = table(row(*(th(f"Heading {n}") for n in range(12))), row(*"abcdefghijkl"), header_rows=1)
    assert [one.get(f"{W}orient") for one in found(part(doc(wide)), ".//w:pgSz")] == [None, "landscape"]


def test_columns_keep_room_for_their_longest_word() -> None:
    texts = ("Coast", "many words " * 60, "Responsibilities")
    widths = [int(width or 0) / 20 for width in values(part(doc(table(row(*texts)))), ".//w:gridCol", "w")]
    assert widths[0] >= 3.0 * 12 + 11
    assert widths[2] >= 7.5 * 12 + 11
    assert sum(widths) == pytest.approx(451, abs=1)


def test_short_tables_are_not_cut_between_pages_and_long_ones_are() -> None:
    kept = found(part(doc(table(row("a"), row("b"), row("c")))), ".//w:tc//w:keepNext")
    assert len(kept) == 2
    assert not found(part(doc(table(*(row(str(n)) for n in range(20))))), ".//w:tc//w:keepNext")


def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    (data,) = outputs("converters.writers.docx", "write_docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
