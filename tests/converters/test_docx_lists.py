"""Lists in Word files: real ones, which Word counts itself."""

from __future__ import annotations

from converters import document as d
from converters.document import Numbering
from tests.converters.trees import (
    bullets,
    doc,
    item,
    numbered,
    p,
    row,
    table,
    td,
)
from tests.converters.word_files import (
    counted,
    part,
    styled,
    values,
)


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
