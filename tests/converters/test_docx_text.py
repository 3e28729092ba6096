"""What stands in the lines of Word files, and beside them: notes, links, pictures, languages."""

from __future__ import annotations

import io
import zipfile

import pytest

from converters import document as d
from converters.checks import problems
from tests.converters.trees import (
    doc,
    em,
    figure,
    h,
    link,
    mark,
    note,
    p,
    page,
    png,
    quote,
    rich,
    row,
    strong,
    t,
    table,
)
from tests.converters.word_files import (
    W,
    found,
    part,
    read,
    style_of,
    styled,
    values,
    words,
    written,
)


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
