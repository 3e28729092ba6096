"""Tagged PDFs: what the author said is what the document says."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from converters import Document, FindingKind, ReadOptions, convert, read
from converters.document import (
    Block,
    CodeBlock,
    Equation,
    Figure,
    Heading,
    Link,
    ListBlock,
    NoteMark,
    Numbering,
    PageStart,
    Paragraph,
    Quotation,
    Quote,
    Scope,
    Table,
    Text,
)
from converters.walk import every_inline, inlines_of, plain_text, text_of
from tests import pdfs
from tests.benchmarks import tags
from tests.converters import tagged as make
from tests.converters.printed import document_of, every, findings_of
from tests.converters.tagged import Drawing, Element, Field, e, tagged

BODY = e("P", "The harbour took ships all year.")


def blocks(*elements: Element, **keys: object) -> list[Block]:
    """Return the blocks of a document of ``elements``, without the starts of pages."""
    found = document_of(tagged(*elements, **({"Lang": "en-GB"} | keys)))  # type: ignore[arg-type]
    return [block for block in found.blocks if not isinstance(block, PageStart)]


def block(*elements: Element, **keys: object) -> Block:
    first, *_ = blocks(*elements, **keys)
    return first


def levels(document: Document) -> list[tuple[int, str]]:
    return [(h.level, plain_text(h.children)) for h in every(document, Heading) if isinstance(h, Heading)]


# --- headings and paragraphs ------------------------------------------------------------------


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


# --- words ------------------------------------------------------------------------------------


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


# --- lists ------------------------------------------------------------------------------------


def item(label: str, *body: make.Kid) -> Element:
    return e("LI", e("Lbl", label), e("LBody", *body))


def test_a_list_counts_as_the_author_says() -> None:
    roman = e("L", item("iv.", "Four"), item("v.", "Five"), A={"O": "/List", "ListNumbering": "/LowerRoman"})
    found = block(roman)
    assert isinstance(found, ListBlock)
    assert (found.numbering, found.start) == (Numbering.LOWER_ROMAN, 4)
    assert [i.label for i in found.items] == ["iv.", "v."]


def test_lists_nest_in_items_and_beside_them() -> None:
    inner = e("L", item("a)", "Wall"), item("b)", "Lamp"))
    for outer in (e("L", item("1.", "Mend", inner)), e("L", item("1.", "Mend"), inner)):
        found = block(outer)
        assert isinstance(found, ListBlock)
        assert len(found.items) == 1
        assert isinstance(found.items[0].children[-1], ListBlock)
        assert found.items[0].children[-1].numbering is Numbering.LOWER_ALPHA


def test_labels_that_were_not_tagged_are_told_from_the_words() -> None:
    found = block(e("L", e("LI", e("LBody", "1. Wall")), e("LI", e("LBody", "2. Lamp"))))
    assert isinstance(found, ListBlock)
    assert [(i.label, text_of(i.children[0])) for i in found.items] == [("1.", "Wall"), ("2.", "Lamp")]
    assert found.numbering is Numbering.DECIMAL


def test_a_picture_as_a_label_keeps_its_description() -> None:
    label = e("Lbl", e("Figure", Drawing(20, 20), Alt="broccoli"))
    pdf = tagged(e("L", e("LI", label, e("LBody", "1 cup")), e("LI", e("LBody", "2 cups"))))
    assert [figure.alt for figure in every(document_of(pdf), Figure) if isinstance(figure, Figure)] == [
        "broccoli"
    ]


def test_entries_of_a_contents_list_lead_to_their_headings() -> None:
    entry = e("TOCI", e("Reference", e("Link", "Ships ........ 2", make.Link((2, 800)))))
    pdf = tagged(e("TOC", entry), BODY, e("H1", "Ships", page=2), e("P", "Many.", page=2))
    document = document_of(pdf)
    heading = next(h for h in every(document, Heading) if isinstance(h, Heading))
    contents = next(block for block in document.blocks if isinstance(block, ListBlock))
    assert text_of(contents) == "Ships 2"
    links = [x for x in every_inline(inlines_of(contents.items[0].children[0])) if isinstance(x, Link)]
    assert [link.target for link in links] == [f"#{heading.id}"]


def test_entries_of_a_contents_list_without_links_lead_to_the_headings_that_they_name() -> None:
    entries = [e("TOCI", e("P", text)) for text in ("1 Ships ..... 2", "Sails ..... 9")]
    pdf = tagged(e("TOC", *entries), BODY, e("H1", "1. Ships", page=2), e("P", "Many.", page=2))
    document = document_of(pdf)
    contents = next(block for block in document.blocks if isinstance(block, ListBlock))
    heading = next(h for h in every(document, Heading) if isinstance(h, Heading))
    first, second = (inlines_of(item.children[0]) for item in contents.items)
    assert first == (Link((Text("1 Ships 2"),), f"#{heading.id}"),)
    assert second == (Text("Sails 9"),)


# --- tables -----------------------------------------------------------------------------------


def table(*elements: Element, **keys: object) -> Table:
    found = block(*elements, **keys)
    assert isinstance(found, Table)
    return found


def test_header_cells_speak_for_whom_the_author_says() -> None:
    found = table(
        e(
            "Table",
            e("Caption", e("P", "Ships by kind")),
            e("THead", e("TR", e("TH", "Kind"), e("TH", "2025", A={"O": "/Table", "Scope": "/Column"}))),
            e("TBody", e("TR", e("TH", "Ferries", A={"O": "/Table", "Scope": "/Row"}), e("TD", "730"))),
        )
    )
    assert [[cell.scope for cell in row.cells] for row in found.rows] == [
        [Scope.COLUMN, Scope.COLUMN],
        [Scope.ROW, None],
    ]
    assert found.header_rows == 1
    assert plain_text(found.caption) == "Ships by kind"


def test_header_cells_without_scope_speak_for_the_cells_that_name_them() -> None:
    head = e("TR", e("TH", "Kind", ID="k"), e("TD", "Ships"))
    body = e("TR", e("TD", "Ferries", A={"O": "/Table", "Headers": ["k"]}), e("TD", "730"))
    assert table(e("Table", head, body)).rows[0].cells[0].scope is Scope.COLUMN


def test_spans_are_kept_and_attributes_may_come_from_a_class() -> None:
    wide = e("TR", e("TH", "All", C="/Wide"))
    found = table(
        e("Table", wide, e("TR", e("TD", "1"), e("TD", "2"))),
        ClassMap={"Wide": {"O": "/Table", "ColSpan": 2, "Scope": "/Column"}},
    )
    assert (found.rows[0].cells[0].columns, found.rows[0].cells[0].scope) == (2, Scope.COLUMN)


def test_one_table_over_two_pages_is_one_table() -> None:
    rows = [e("TR", e("TH", f"Berth {n}"), e("TD", f"{n} m"), page=1 + n // 3) for n in range(1, 6)]
    pdf = tagged(e("Table", e("TR", e("TH", "Berth"), e("TH", "Length")), *rows))
    document = document_of(pdf)
    (found,) = every(document, Table)
    assert isinstance(found, Table)
    assert len(found.rows) == 6
    assert [block.label for block in document.blocks if isinstance(block, PageStart)] == ["1", "2"]


# --- pictures ---------------------------------------------------------------------------------


def test_a_drawing_with_a_description_is_a_picture_cut_out_of_its_page() -> None:
    pdf = tagged(BODY, e("Figure", Drawing(), e("Caption", "Figure 1"), Alt="A black  block."))
    document = document_of(pdf)
    (figure,) = every(document, Figure)
    assert isinstance(figure, Figure)
    assert figure.alt == "A black block."
    assert plain_text(figure.caption) == "Figure 1"
    assert document.image(str(figure.image)).width > 100


def test_a_picture_that_the_author_calls_decorative_stays_so() -> None:
    (figure,) = every(document_of(tagged(BODY, e("Figure", Drawing(), Alt=""))), Figure)
    assert isinstance(figure, Figure)
    assert figure.alt == ""
    assert findings_of(tagged(BODY, e("Figure", Drawing(), Alt="")), FindingKind.DESCRIPTION_EMPTY)


@pytest.mark.parametrize("alt", ["C:\\Users\\me\\Pictures\\lamp[1].jpg", "image12", "lamp.png"])
def test_a_description_that_a_program_wrote_is_kept_and_doubted(alt: str) -> None:
    pdf = tagged(BODY, e("Figure", Drawing(), Alt=alt))
    assert [f.alt for f in every(document_of(pdf), Figure) if isinstance(f, Figure)] == [alt]
    assert alt in findings_of(pdf, FindingKind.DESCRIPTION_DOUBTFUL)[0].detail


def test_words_in_a_described_picture_are_named() -> None:
    pdf = tagged(BODY, e("Figure", "12 ships", Alt="A chart of ships."))
    assert "12 ships" in findings_of(pdf, FindingKind.TEXT_IN_PICTURE)[0].detail


def test_a_caption_beside_a_picture_is_its_caption() -> None:
    pdf = tagged(BODY, e("Div", e("Figure", Drawing(), Alt="A block."), e("Caption", "Figure 1")))
    (figure,) = every(document_of(pdf), Figure)
    assert isinstance(figure, Figure)
    assert plain_text(figure.caption) == "Figure 1"


def test_a_heading_that_is_a_picture_says_its_description() -> None:
    pdf = tagged(e("H1", e("Figure", Drawing(), Alt="Harbour Board")), BODY)
    assert levels(document_of(pdf)) == [(1, "Harbour Board")]


def test_a_formula_says_what_the_author_wrote_for_it() -> None:
    formula = blocks(BODY, e("Formula", "E=mc", Alt="E equals m c squared"))[-1]
    assert isinstance(formula, Equation)
    assert (formula.text, bool(formula.image)) == ("E equals m c squared", True)


# --- links, notes, forms ----------------------------------------------------------------------


def test_links_lead_where_their_annotations_say() -> None:
    said = block(e("P", "See ", e("Link", "the report", make.Link("https://example.org/r")), "."))
    assert Link((Text("the report"),), "https://example.org/r") in inlines_of(said)


def test_a_picture_that_is_a_link_leads_there() -> None:
    picture = e("Link", e("Figure", Drawing(), Alt="The Board’s seal"), make.Link("https://example.org"))
    figure, link = blocks(BODY, picture)[1:]
    assert isinstance(figure, Figure)
    assert inlines_of(link) == (Link((Text("The Board’s seal"),), "https://example.org"),)


def test_running_text_that_the_author_left_unmarked_does_not_count_against_the_tags() -> None:
    head = "Minutes of the Harbour Board of the town, in the year 2026, read and signed by all of its members"
    pages = "".join(
        f"<h1>Part {n}</h1><p>{LONG * 2}</p><div style='break-after: page'></div>" for n in range(5)
    )
    style = f"<style>@page {{ @top-left {{ content: '{head}'; width: 100% }} }}</style>"
    pdf = pdfs._laid_out(style + pages, "Minutes", tagged=True)
    assert not findings_of(pdf, FindingKind.TAGS_NOT_USED)
    assert head not in " ".join(map(text_of, document_of(pdf).blocks))


def test_a_link_that_was_tagged_without_its_annotation_leads_where_it_does() -> None:
    source = '<p>Read <a href="https://example.org/r">the report</a> now.</p><h1>Lamps</h1>'
    writer = PdfWriter(BytesIO(pdfs._laid_out(source, "Lamps", tagged=True)))
    tree = writer.root_object["/StructTreeRoot"]
    assert isinstance(tree, DictionaryObject)
    for element in tree["/K"]:  # type: ignore[attr-defined]
        without_annotations(element.get_object())
    out = BytesIO()
    writer.write(out)
    said = document_of(out.getvalue()).blocks[1]
    assert Link((Text("the report"),), "https://example.org/r") in inlines_of(said)


def without_annotations(element: DictionaryObject) -> None:
    kids = [kid.get_object() for kid in element["/K"] if hasattr(kid, "get_object")]  # type: ignore[attr-defined]
    kept = [kid for kid in kids if not (isinstance(kid, DictionaryObject) and kid.get("/Type") == "/OBJR")]
    element[NameObject("/K")] = ArrayObject(kept)
    for kid in kept:
        if isinstance(kid, DictionaryObject) and isinstance(kid.get("/K"), list):
            without_annotations(kid)


def test_a_link_to_a_dangerous_address_keeps_only_its_words() -> None:
    said = block(e("P", e("Link", "run me", make.Link("javascript:alert(1)"))))
    assert said == Paragraph((Text("run me"),))


def test_a_link_inside_a_document_without_headings_keeps_its_words() -> None:
    assert block(e("P", e("Link", "above", make.Link((1, 700))))) == Paragraph((Text("above"),))


def test_notes_are_bound_to_their_references() -> None:
    note = e("Note", e("Lbl", "1"), e("P", "It was built in 1788."))
    pdf = tagged(e("P", "The wall is old.", e("Reference", e("Lbl", "1"))), note)
    document = document_of(pdf)
    (found,) = document.notes
    assert (found.label, text_of(found.children[0])) == ("1", "It was built in 1788.")
    marks = [x for b in document.blocks for x in every_inline(inlines_of(b)) if isinstance(x, NoteMark)]
    assert marks == [NoteMark(found.id)]
    assert "1788" not in " ".join(map(text_of, document.blocks))


def test_a_note_that_nothing_leads_to_stays_in_the_text() -> None:
    pdf = tagged(BODY, e("Note", e("Lbl", "2"), e("P", "It was lit in 1702.")))
    assert document_of(pdf).notes == ()
    assert "1702" in " ".join(map(text_of, document_of(pdf).blocks))


def test_form_fields_are_labelled_text() -> None:
    name = Field({"FT": "/Tx", "T": "a1", "TU": "Your name"})
    boat = Field({"FT": "/Ch", "T": "a2", "TU": "Boat", "V": "Ferry"})
    tick = Field({"FT": "/Btn", "T": "a3", "TU": "Agreed", "AS": "/Yes"})
    said = [text_of(block) for block in blocks(BODY, *(e("Form", field) for field in (name, boat, tick)))]
    assert " ".join(said).endswith("Your name: (to fill in) Boat: Ferry Agreed: (ticked)")


def test_a_field_that_the_tags_leave_out_is_said_all_the_same() -> None:
    writer = PdfWriter(
        BytesIO(tagged(e("P", "Read this."), e("P", e("Form", Field({"FT": "/Tx", "TU": "Boat"})))))
    )
    more = {"Subtype": "/Widget", "FT": "/Tx", "TU": "Your name", "Rect": [72, 60, 200, 80]}
    writer.add_annotation(0, make.plain(more))
    out = BytesIO()
    writer.write(out)
    said = [
        text_of(block) for block in document_of(out.getvalue()).blocks if not isinstance(block, PageStart)
    ]
    assert set(said) == {"Read this.", "Boat: (to fill in)", "Your name: (to fill in)"}


def test_a_label_beside_a_field_is_not_said_twice() -> None:
    field = Field({"FT": "/Tx", "T": "a1", "TU": "Your name"})
    assert text_of(block(e("P", e("Lbl", "Your name:"), e("Form", field)))) == "Your name: (to fill in)"


# --- when the tags are no good ----------------------------------------------------------------

LONG = "The keeper trims the lamp and writes the hour in the book. " * 2


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
