"""Tagged PDFs: headings, paragraphs, words and their languages are what the author says."""

from __future__ import annotations

import pytest

from converters import FindingKind, convert, read
from converters.document import (
    CodeBlock,
    Heading,
    Paragraph,
    Quotation,
    Quote,
    Text,
)
from converters.walk import inlines_of, text_of
from tests.converters.authored import BODY, block, blocks, levels
from tests.converters.printed import document_of, every, findings_of
from tests.converters.tagged import Element, e, tagged


def test_headings_keep_the_levels_that_the_author_gave_them() -> None:
    pdf = tagged(e("H1", "One"), BODY, e("H3", "Three"), BODY, e("H2", "Two"), BODY)
    assert levels(document_of(pdf)) == [(1, "One"), (3, "Three"), (2, "Two")]


def test_an_h_is_as_deep_as_the_sections_around_it_that_have_one() -> None:
    inner = e("Sect", e("H", "Inner"), BODY)
    pdf = tagged(e("Document", e("H", "Outer"), BODY, e("Sect", BODY, inner), inner))
    assert levels(document_of(pdf)) == [(1, "Outer"), (2, "Inner"), (2, "Inner")]


def test_the_authors_own_names_are_resolved_by_the_role_map() -> None:
    found = blocks(e("Chapter", "One"), BODY, RoleMap={"Chapter": "/Top", "Top": "/H2"})
    assert found[0] == Heading(2, (Text("One"),))


def test_a_role_map_that_goes_in_circles_is_survived() -> None:
    assert block(e("A", "One"), RoleMap={"A": "/B", "B": "/A"}) == Paragraph((Text("One"),))


def test_a_namespace_has_a_role_map_of_its_own() -> None:
    own = {"Type": "/Namespace", "NS": "urn:example", "RoleMapNS": {"Kopf": "/H1"}}
    assert block(e("Kopf", "One", NS=own), BODY) == Heading(1, (Text("One"),))


def test_a_heading_below_the_sixth_level_is_of_the_sixth() -> None:
    pdf = tagged(*(e(f"H{level}", f"At {level}") for level in range(1, 8)), BODY, BODY)
    assert levels(document_of(pdf))[-1] == (6, "At 7")


def test_a_name_that_says_heading_in_words_is_one() -> None:
    assert block(e("Heading_2", "One"), BODY) == Heading(2, (Text("One"),))


def test_groups_that_say_nothing_are_passed_through() -> None:
    group = e("Part", e("Art", e("Sect", e("Div", e("P", "One"), e("P", "Two")))))
    assert blocks(group) == [Paragraph((Text("One"),)), Paragraph((Text("Two"),))]


def test_the_order_is_the_authors_whatever_was_drawn_first() -> None:
    text = "".join(map(text_of, blocks(e("P", "Two."), e("P", "Three."), e("P", "One."))))
    assert text == "Two.Three.One."


def test_artifacts_are_left_out_and_named() -> None:
    pdf = tagged(BODY, artifact="Draft 7")
    assert "Draft" not in str(document_of(pdf).blocks)
    assert "Draft 7" in findings_of(pdf, FindingKind.ARTIFACT_LEFT_OUT)[0].detail


def test_an_artifact_in_the_tree_is_left_out() -> None:
    assert blocks(e("Artifact", "Page head"), BODY) == [block(BODY)]


def test_actual_text_takes_the_place_of_what_is_drawn() -> None:
    assert block(e("P", "The ", e("Span", "f1sh", ActualText="fish"))) == Paragraph((Text("The fish"),))


def test_an_expansion_is_said_the_first_time_only() -> None:
    short = e("Span", "HB", E="Harbour Board")
    said = block(e("P", "The ", short, " and the ", short))
    assert text_of(said) == "The HB (Harbour Board) and the HB"


def test_a_passage_keeps_its_language() -> None:
    said = block(e("P", "They say ", e("Span", "bonjour", Lang="fr"), " to all."))
    assert Text("bonjour", "fr") in inlines_of(said)


def test_a_paragraph_keeps_its_language() -> None:
    assert block(e("P", "Bonjour.", Lang="fr-FR")) == Paragraph((Text("Bonjour."),), "fr-FR")


def test_the_language_of_the_document_is_that_of_its_outermost_element_where_the_file_has_none() -> None:
    document = document_of(tagged(e("Document", BODY, Lang="cy")))
    assert document.language == "cy"


def test_a_language_that_each_paragraph_states_is_that_of_the_document() -> None:
    welsh = [e("P", f"Llong {n} yn yr harbwr.", Lang="cy") for n in range(3)]
    document = document_of(tagged(e("H1", "Llongau", Lang="cy"), *welsh, e("P", "A ship.", Lang="en-GB")))
    assert document.language == "cy"
    stated = [block.language for block in every(document, Paragraph) if isinstance(block, Paragraph)]
    assert stated == [None, None, None, "en-GB"]


def test_tags_that_are_not_used_still_say_the_language() -> None:
    welsh = [e("P", f"Llong {n} yn yr harbwr. " * 20, Lang="cy") for n in range(8)]
    document, findings = read(tagged(*welsh))
    assert FindingKind.TAGS_NOT_USED in {finding.kind for finding in findings}
    assert document.language == "cy"


def test_an_alternative_text_on_words_is_said_after_them() -> None:
    assert text_of(block(e("P", "Go to", e("Span", "->", Alt="the right")))) == "Go to the right"
    assert text_of(block(e("P", e("Span", "H2O", Alt="water")))) == "H2O (water)"


def test_an_alternative_text_that_writes_out_how_to_read_the_words_takes_their_place() -> None:
    said = block(e("P", "The FDA met in May.", Alt="The F D A met in May."))
    assert text_of(said) == "The F D A met in May."


def test_quotations_and_code_are_what_the_author_says() -> None:
    quote, code = blocks(e("BlockQuote", e("P", "A ship!")), e("Code", "a = 1", "b = 2"))
    assert quote == Quote((Paragraph((Text("A ship!"),)),))
    assert code == CodeBlock("a = 1\nb = 2")
    assert block(e("Code", e("P", "a = 1"), e("P", "b = 2"))) == code


@pytest.mark.parametrize("printed", ["no and no", "“no and no”"])
def test_a_quotation_in_a_line_is_one_whatever_its_marks(printed: str) -> None:
    said = block(e("P", "He said", e("Quote", printed), "again"))
    assert inlines_of(said)[1] == Quotation((Text("no and no"),))
    assert text_of(said) == "He said “no and no” again"
    page = convert(
        tagged(e("P", "He said", e("Quote", printed))), ["html", "docx", "markdown", "large-print"]
    )
    assert b"<q>no and no</q>" in page.files["html"]
    assert not page.failures


# --- what stands on a block --------------------------------------------------------------------

ROW = e("TR", e("TD", "Ferry"), e("TD", "Boat"))


@pytest.mark.parametrize(
    "element",
    [
        e("H2", e("P", "Ships"), Alt="Said of it"),
        e("L", e("LI", e("LBody", "Ships"), Alt="Said of it")),
        e("L", e("LI", e("LBody", "Ships", Alt="Said of it"))),
        e("L", e("LI", e("LBody", "Ships")), Alt="Said of it"),
        e("TOC", e("TOCI", e("P", "Ships"), Alt="Said of it")),
        e("Table", e("TR", e("TH", "Kind", Alt="Said of it"), e("TH", "Ships")), ROW),
        e("Table", e("TR", e("TD", e("P", "Ships"), Alt="Said of it")), ROW),
        e("Table", e("THead", e("TR", e("TH", "Ships")), Alt="Said of it"), ROW),
        e("Table", e("TR", e("TH", "Ships")), ROW, A={"O": "/Table", "Summary": "Said of it"}),
        e("Caption", e("P", "Ships"), Alt="Said of it"),
        e("Sect", e("P", "Ships"), Alt="Said of it"),
    ],
    ids=str,
)
def test_an_alternative_text_is_said_whatever_it_stands_on(element: Element) -> None:
    page = (
        convert(tagged(BODY, element), ["html"])
        .files["html"]
        .decode()
        .partition("<main")[2]
        .partition("</main>")[0]
    )
    assert page.count("Said of it") == 1
    assert "Ships" in page


@pytest.mark.parametrize("role", ["Div", "BlockQuote", "Caption", "Note", "LBody", "TD"])
def test_an_actual_text_takes_the_place_of_a_block(role: str) -> None:
    inner = e(role, e("P", "5h1ps"), ActualText="Ships")
    outer = {"LBody": e("L", e("LI", inner)), "TD": e("Table", e("TR", inner), ROW)}.get(role, inner)
    said = " ".join(map(text_of, blocks(BODY, outer)))
    assert "Ships" in said
    assert "5h1ps" not in said


def test_an_expansion_on_a_cell_is_said_in_it() -> None:
    (found,) = blocks(
        e("Table", e("TR", e("TH", "Qty", E="Quantity"), e("TH", e("P", "No"), E="Number")), ROW)
    )
    assert text_of(found).startswith("Qty (Quantity) No (Number)")


@pytest.mark.parametrize(
    "element",
    [
        e("H1", e("P", "Llongau"), Lang="cy"),
        e("Table", e("Caption", e("P", "Llongau", Lang="cy")), ROW),
        e("Table", e("TR", e("TH", "Llongau"), Lang="cy"), ROW),
        e("L", e("LI", e("LBody", "Llongau")), Lang="cy"),
    ],
    ids=str,
)
def test_a_language_is_kept_whatever_states_it(element: Element) -> None:
    page = convert(tagged(BODY, element, Lang="en-GB"), ["html"]).files["html"].decode()
    assert page.count('lang="cy"') == 1
