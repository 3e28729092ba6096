"""What the Word file promises: real styles, lists, tables and footnotes, and nothing said that is not so."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from converters.checks import problems
from tests.converters.processes import outputs
from tests.converters.trees import (
    doc,
    h,
    link,
    p,
    page,
    rich,
)
from tests.converters.word_files import (
    found,
    part,
    read,
    styled,
    values,
    words,
    written,
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


def test_bookmarks_have_names_and_numbers_of_their_own() -> None:
    root = part(doc(h(2, "a", id="x"), h(2, "b", id="x"), page("1"), page("1"), p(link("#x", "y"))))
    for attribute in ("name", "id"):
        names = values(root, ".//w:bookmarkStart", attribute)
        assert len(names) == len(set(names)) == 5


def test_printed_pages_are_marked() -> None:
    assert styled(doc(page("xii")))[1] == ("Print Page", "Page xii")


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


def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    (data,) = outputs("converters.writers.docx", "write_docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
