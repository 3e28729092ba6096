"""Tagged PDFs: lists and contents lists."""

from __future__ import annotations

from converters.document import (
    Figure,
    Heading,
    Link,
    ListBlock,
    Numbering,
    Text,
)
from converters.walk import every_inline, inlines_of, text_of
from tests.converters import tagged as make
from tests.converters.authored import BODY, block
from tests.converters.printed import document_of, every
from tests.converters.tagged import Drawing, Element, e, tagged


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


def test_a_list_that_is_only_said_to_be_ordered_counts_from_one() -> None:
    items = [e("LI", e("LBody", text)) for text in ("Wall", "Lamp")]
    found = block(e("L", *items, A={"O": "/List", "ListNumbering": "/Ordered"}))
    assert isinstance(found, ListBlock)
    assert found.numbering is Numbering.DECIMAL


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
