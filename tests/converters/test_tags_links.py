"""Tagged PDFs: links, notes and form fields."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from converters import FindingKind
from converters.document import (
    Figure,
    Heading,
    Link,
    NoteMark,
    PageStart,
    Paragraph,
    Table,
    Text,
)
from converters.walk import every_inline, inlines_of, plain_text, text_of
from tests import pdfs
from tests.converters import tagged as make
from tests.converters.authored import BODY, LONG, block, blocks
from tests.converters.printed import document_of, every, findings_of
from tests.converters.tagged import Drawing, Field, e, tagged


def test_links_lead_where_their_annotations_say() -> None:
    said = block(e("P", "See ", e("Link", "the report", make.Link("https://example.org/r")), "."))
    assert Link((Text("the report"),), "https://example.org/r") in inlines_of(said)


def test_links_beside_each_other_that_lead_to_one_place_are_one() -> None:
    there, elsewhere = (make.Link(f"https://example.org/{name}") for name in ("harbour", "boats"))
    number, title = e("Link", "2.1", there, Lang="fr"), e("Link", "Harbour", there)
    said = inlines_of(block(e("P", number, " ", title, " ", e("Link", "Boats", elsewhere))))
    assert said == (
        Link((Text("2.1", "fr"), Text(" Harbour")), "https://example.org/harbour"),
        Text(" "),
        Link((Text("Boats"),), "https://example.org/boats"),
    )


def test_an_address_tagged_as_a_link_leads_there_though_the_file_has_none() -> None:
    said = block(e("P", "See ", e("Link", "www.example.org"), "."))
    assert Link((Text("www.example.org"),), "https://www.example.org") in inlines_of(said)


def test_words_tagged_as_a_link_that_leads_nowhere_stay_words() -> None:
    for words in ("the report", "Report:3", "e.g. www.example.org"):
        said = block(e("P", "See ", e("Link", words)))
        assert inlines_of(said) == (Text(f"See {words}"),)


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


def said_and_noted(pdf: bytes) -> tuple[str, list[tuple[str, str]]]:
    """Return the text with "[1]" for each mark, and the notes with their labels in the order of the marks."""
    document = document_of(pdf)
    notes = {note.id: note for note in document.notes}
    inlines = [x for block in document.blocks for x in inlines_of(block)]
    marks = [notes[x.note] for x in every_inline(inlines) if isinstance(x, NoteMark)]
    text = "".join(
        f"[{notes[x.note].label}]" if isinstance(x, NoteMark) else plain_text((x,)) for x in inlines
    )
    return text, [(note.label, " ".join(map(text_of, note.children))) for note in marks]


WALL, LAMP = "It was built in 1788.", "It was lit in 1702."


def test_a_link_that_is_a_mark_leads_to_its_note_as_libreoffice_writes_it() -> None:
    mark = e("Link", "1", make.Link((1, 700)))
    note = e("Div", e("Note", e("P", "1 ", WALL)))
    text, notes = said_and_noted(tagged(e("P", "The wall is old", mark, "and high."), note))
    assert text == "The wall is old[1] and high."
    assert notes == [("1", WALL)]


def test_a_link_to_the_place_of_a_note_leads_to_it_whatever_its_mark() -> None:
    far = [e("P", "The harbour took ships all year.")] * 6
    note = e("Note", e("P", "** ", WALL))
    text, notes = said_and_noted(tagged(e("P", "Old", e("Link", "*", make.Link((1, 605)))), *far, note))
    assert text.startswith("Old[**]")
    assert notes == [("**", WALL)]


def test_a_raised_mark_leads_to_its_note_though_nobody_tagged_it() -> None:
    note = e("Note", e("P", "1 ", WALL))
    text, notes = said_and_noted(
        tagged(e("P", "The wall is old.", make.Raised("1"), "The lamp is new."), note)
    )
    assert text == "The wall is old.[1] The lamp is new."
    assert notes == [("1", WALL)]


def test_a_note_that_holds_all_notes_is_as_many() -> None:
    together = e("Note", e("P", "1 ", WALL), e("P", "2 ", LAMP), e("P", "And lit again."))
    marks = [e("Link", number, make.Link((1, 690))) for number in ("1", "2")]
    _, notes = said_and_noted(tagged(e("P", "Wall", marks[0]), e("P", "Lamp", marks[1]), together))
    assert notes == [("1", WALL), ("2", f"{LAMP} And lit again.")]


def test_a_number_that_leads_to_another_page_is_no_mark() -> None:
    index = e("P", "Wall, ", e("Link", "2", make.Link((2, 700))))
    note = e("Note", e("P", "2 ", LAMP))
    document = document_of(tagged(index, note, e("H1", "Walls", page=2), e("P", "Many.", page=2)))
    assert document.notes == ()


def test_a_note_of_pdf_2_is_found_by_its_reference() -> None:
    note = e("FENote", e("Lbl", "a"), e("P", WALL), A={"O": "/FENote", "NoteType": "/Footnote"})
    text, notes = said_and_noted(tagged(e("P", "Old", e("Reference", e("Lbl", e("Sub", "a")))), note))
    assert (text, notes) == ("Old[a]", [("a", WALL)])


@pytest.mark.parametrize("reference", [(), (e("Reference", e("Lbl", "1")),)], ids=["alone", "referenced"])
def test_a_note_inside_a_paragraph_does_not_cut_it(reference: tuple[make.Kid, ...]) -> None:
    note = e("Note", e("Lbl", "1"), e("P", WALL))
    text, notes = said_and_noted(tagged(e("P", "The wall", *reference, note, "is old.")))
    assert (text, notes) == ("The wall[1] is old.", [("1", WALL)])


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


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"FT": "/Btn", "TU": "Paid", "Ff": 1 << 15, "AS": "/Yes"}, "Paid: (ticked)"),
        ({"FT": "/Btn", "TU": "Paid", "Ff": 1 << 15, "AS": "/Off"}, "Paid: (not ticked)"),
        ({"FT": "/Ch", "TU": "Boat", "Opt": ["Ferry", "Tug"]}, "Boat: (choose: Ferry, Tug)"),
        ({"FT": "/Ch", "TU": "Boats", "V": ["Ferry", "Tug"]}, "Boats: Ferry, Tug"),
        ({"FT": "/Sig", "TU": "Signed"}, "Signed: (to sign)"),
        ({"FT": "/Btn", "Ff": 1 << 16, "MK": {"CA": "Send"}}, "Send: (button)"),
        ({"FT": "/Tx", "T": "form1.nameOfBoat"}, "name Of Boat: (to fill in)"),
    ],
    ids=str,
)
def test_each_kind_of_field_says_its_label_and_what_it_holds(keys: dict[str, Any], said: str) -> None:
    assert text_of(blocks(BODY, e("Form", Field(keys)))[1]) == said


def test_a_field_in_a_table_stays_in_its_cell() -> None:
    row = e("TR", e("TH", "Boat"), e("TD", e("Form", Field({"FT": "/Tx", "V": "Ferry"}))))
    (found,) = blocks(e("Table", row, e("TR", e("TH", "Length"), e("TD", "12 m"))))
    assert isinstance(found, Table)
    assert [text_of(cell.children[0]) for cell in found.rows[0].cells] == ["Boat", "Ferry"]


def test_a_link_over_two_lines_is_one() -> None:
    twice = make.Link("https://example.org/r")
    said = block(e("P", "See", e("Link", "the long", "report", twice, twice), "now"))
    assert inlines_of(said)[1] == Link((Text("the long report"),), "https://example.org/r")


def test_a_link_to_a_structure_element_leads_to_its_page() -> None:
    writer = PdfWriter(
        BytesIO(tagged(e("P", e("Link", "ships", make.Link((1, 700)))), e("H1", "Ships", page=2), BODY))
    )
    tree = writer.root_object["/StructTreeRoot"]
    heading = tree["/K"][1]  # type: ignore[index]
    link = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    del link[NameObject("/Dest")]
    link[NameObject("/A")] = make.plain({"S": "/GoTo"})
    link["/A"][NameObject("/SD")] = ArrayObject([heading, NameObject("/Fit")])
    out = BytesIO()
    writer.write(out)
    document = document_of(out.getvalue())
    (found,) = every(document, Heading)
    (found_link,) = [x for b in document.blocks for x in every_inline(inlines_of(b)) if isinstance(x, Link)]
    assert isinstance(found, Heading)
    assert found_link.target == f"#{found.id}"


def test_a_label_beside_a_field_is_not_said_twice() -> None:
    field = Field({"FT": "/Tx", "T": "a1", "TU": "Your name"})
    assert text_of(block(e("P", e("Lbl", "Your name:"), e("Form", field)))) == "Your name: (to fill in)"
