"""Tagged PDFs as programs write them: Office, InDesign, OpenOffice, Google Docs and LaTeX."""

from __future__ import annotations

import pytest

from converters import FindingKind
from converters.document import Heading, Link, Paragraph, Quote, Text
from converters.walk import inlines_of, text_of
from tests.converters import tagged as make
from tests.converters.authored import LONG, block, blocks
from tests.converters.printed import document_of, findings_of
from tests.converters.tagged import e, tagged

OFFICE = {
    "Footnote": "/Note",
    "Endnote": "/Note",
    "Textbox": "/Sect",
    "InlineShape": "/Sect",
    "Workbook": "/Document",
    "Worksheet": "/Part",
    "Slide": "/Part",
    "Diagram": "/Figure",
    "Title": "/H1",
}


def test_the_names_of_microsoft_office_are_known_by_its_map() -> None:
    slide = e("Slide", e("Title", "Ships"), e("Textbox", e("P", "One.")), e("InlineShape", e("P", "Two.")))
    assert [type(block).__name__ for block in blocks(slide, RoleMap=OFFICE)] == [
        "Heading",
        "Paragraph",
        "Paragraph",
    ]


@pytest.mark.parametrize("name", ["Heading_20_2", "Heading 2", "heading-2", "Heading#202", "H2"])
def test_a_style_that_is_named_a_heading_is_one_though_it_is_mapped_to_p(name: str) -> None:
    found = blocks(e(name, "Ships"), e("Text_20_body", "Many."), RoleMap={name: "/P", "Text_20_body": "/P"})
    assert found == [Heading(2, (Text("Ships"),)), Paragraph((Text("Many."),))]


def test_where_headings_are_mapped_names_say_nothing() -> None:
    named = e("Heading 2", "Not so")
    found = blocks(e("H1", "Ships"), named, RoleMap={"Heading 2": "/P"})
    assert found[1] == Paragraph((Text("Not so"),))


def test_stories_of_indesign_are_passed_through() -> None:
    story = e(
        "Article", e("Story", e("Headline", "Ships"), e("Body", "Many."), e("Pullout", e("P", "A ship!")))
    )
    roles = {
        "Article": "/Art",
        "Story": "/Sect",
        "Headline": "/H1",
        "Body": "/P",
        "Pullout": "/BlockQuote",
    }
    assert blocks(story, RoleMap=roles) == [
        Heading(1, (Text("Ships"),)),
        Paragraph((Text("Many."),)),
        Quote((Paragraph((Text("A ship!"),)),)),
    ]


def test_latex_names_its_own_in_a_namespace_mapped_over_two_others() -> None:
    pdf2 = {"Type": "/Namespace", "NS": "http://iso.org/pdf2/ssn"}
    base = {
        "Type": "/Namespace",
        "NS": "urn:base",
        "RoleMapNS": {"unit": ["/Sect", pdf2], "body": ["/P", pdf2]},
    }
    own = {
        "Type": "/Namespace",
        "NS": "urn:own",
        "RoleMapNS": {"text-unit": ["/unit", base], "text": ["/body", base]},
    }
    found = blocks(e("text-unit", e("text", "One.", NS=own), NS=own))
    assert found == [Paragraph((Text("One."),))]


def test_words_that_google_docs_wraps_in_nothing_are_one_paragraph() -> None:
    said = block(
        e("P", e("NonStruct", "The "), e("Link", e("NonStruct", "ship"), make.Link("https://example.org")))
    )
    assert text_of(said) == "The ship"
    assert inlines_of(said)[1] == Link((Text("ship"),), "https://example.org")


def test_a_running_head_that_is_tagged_on_each_page_is_left_out_and_named() -> None:
    head = "Minutes of the Harbour Board"
    pages = [(e("P", head, page=n), e("P", f"Boat {n} left. {LONG}", page=n)) for n in range(1, 6)]
    pdf = tagged(e("H1", "Boats", page=6), *(element for pair in pages for element in pair))
    assert head not in " ".join(map(text_of, document_of(pdf).blocks))
    named = [f.detail for f in findings_of(pdf, FindingKind.RUNNING_TEXT_LEFT_OUT)]
    assert any(f"“{head}” (5 times)" in detail for detail in named)
