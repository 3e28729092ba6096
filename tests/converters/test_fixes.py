"""Each fix on small documents: what it changes, and that it leaves the one it was given alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from converters import FIXES, Finding, FindingKind, fixed
from converters.document import (
    Block,
    Box,
    Equation,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Numbering,
    Origin,
    Paragraph,
    Table,
    Text,
)
from converters.fixes.captions import bind_captions
from converters.fixes.gaps import notice_gaps
from converters.fixes.headings import close_heading_gaps
from converters.fixes.lists import lone_items_as_text
from converters.fixes.pages import join_cut_paragraphs, join_lists, join_paragraphs
from converters.fixes.tables import join_tables
from converters.walk import plain_text, text_of
from tests.converters import trees
from tests.converters.trees import (
    bullets,
    doc,
    figure,
    h,
    numbered,
    p,
    page,
    rh,
    row,
    strong,
    table,
    th,
)


def levels(*given: int) -> list[int]:
    document, _ = close_heading_gaps(doc(*(h(level, "x") for level in given)))
    return [block.level for block in document.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("given", "closed"),
    [
        ((1, 2, 3, 2, 1), [1, 2, 3, 2, 1]),
        ((2, 4, 4, 2), [1, 2, 2, 1]),
        ((3, 1, 2), [1, 1, 2]),
        ((1, 3, 2, 3), [1, 2, 2, 3]),
        ((), []),
    ],
)
def test_heading_levels_never_skip(given: tuple[int, ...], closed: list[int]) -> None:
    assert levels(*given) == closed


# --- over page breaks ------------------------------------------------------------------------


def test_a_cut_paragraph_is_joined_before_the_page_start() -> None:
    document, _ = join_paragraphs(doc(p("We went to the"), page("2"), p("east wall. It leaks."), p("End.")))
    assert document.blocks == (p("We went to the east wall. It leaks."), page("2"), p("End."))


def test_a_paragraph_over_three_pages_is_one() -> None:
    document, _ = join_paragraphs(doc(p("on and"), page("2"), p("on and"), page("3"), p("on.")))
    assert document.blocks == (p("on and on and on."), page("2"), page("3"))


def test_a_word_cut_by_the_page_break_is_whole() -> None:
    document, _ = join_paragraphs(doc(p("an extra-"), page("2"), p("ordinary day")))
    assert document.blocks[0] == p("an extraordinary day")


def test_emphasis_at_the_page_break_is_kept() -> None:
    document, _ = join_paragraphs(doc(p("it is ", strong("not")), page("2"), p("safe")))
    assert document.blocks[0] == p("it is ", strong("not"), " ", "safe")


@pytest.mark.parametrize(("first", "second"), [("It ends here.", "then more"), ("It goes on", "Then more")])
def test_paragraphs_that_end_or_begin_are_not_joined(first: str, second: str) -> None:
    given = doc(p(first), page("2"), p(second))
    assert join_paragraphs(given)[0] == given


def test_without_a_page_break_nothing_is_joined() -> None:
    given = doc(p("one line"), p("another line"))
    assert join_paragraphs(given)[0] == given


# --- within a page ---------------------------------------------------------------------------


LINE = "The keeper of the lamp went up the stairs to"


def at(block: Paragraph, left: float, top: float, right: float, bottom: float) -> Paragraph:
    return replace(block, origin=Origin(1, Box(left, top, right, bottom)))


def cut(*blocks: Block) -> list[str]:
    return [text_of(block) for block in join_cut_paragraphs(doc(*blocks))[0].blocks]


def test_a_paragraph_goes_on_in_the_next_line() -> None:
    first = at(p(LINE), 50, 100, 300, 112)
    assert cut(first, at(p("the top."), 50, 114, 90, 126)) == [f"{LINE} the top."]
    assert len(cut(first, at(p("the top."), 50, 150, 90, 162))) == 2
    assert len(cut(first, at(p("The top."), 50, 114, 90, 126))) == 2


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    first, second = at(p(LINE), 50, 600, 240, 700), at(p(LINE.lower()), 260, 100, 450, 200)
    assert cut(first, second) == [f"{LINE} {LINE.lower()}"]
    assert len(cut(first, at(p("a short line"), 260, 100, 450, 112))) == 2
    assert len(cut(at(p("a label"), 50, 100, 90, 112), at(p("a value"), 50, 114, 90, 126))) == 2


def test_what_the_author_tagged_as_two_paragraphs_stays_two() -> None:
    tagged = [
        replace(block, origin=replace(block.origin, tagged=True))
        for block in (at(p(LINE), 50, 100, 300, 112), at(p("the top."), 50, 114, 90, 126))
        if block.origin
    ]
    assert len(cut(*tagged)) == 2


# --- lists ------------------------------------------------------------------------------------


def test_a_list_that_counts_on_is_one() -> None:
    document, _ = join_lists(doc(numbered("a", "b"), page("2"), numbered("c", start=3)))
    assert document.blocks == (numbered("a", "b", "c"), page("2"))


def test_a_list_that_starts_again_is_another() -> None:
    given = doc(numbered("a", "b"), page("2"), numbered("c"))
    assert join_lists(given)[0] == given
    given = doc(numbered("a"), page("2"), numbered("b", start=2, numbering=Numbering.LOWER_ALPHA))
    assert join_lists(given)[0] == given


def test_bullets_on_both_sides_of_a_page_break_are_one_list() -> None:
    document, _ = join_lists(doc(bullets("a"), page("2"), bullets("b")))
    assert document.blocks == (bullets("a", "b"), page("2"))


HEAD = row(th("Port"), th("Ships"))


def placed(block: Table, number: int, left: float = 50, right: float = 400) -> Table:
    return replace(block, origin=Origin(number, Box(left, 60, right, 700)))


def test_a_table_that_repeats_its_head_is_one() -> None:
    first = table(HEAD, row(rh("Hull"), "1"), header_rows=1)
    second = table(HEAD, row(rh("Goole"), "2"), header_rows=1)
    document, _ = join_tables(doc(first, page("2"), second))
    assert document.blocks == (
        table(HEAD, row(rh("Hull"), "1"), row(rh("Goole"), "2"), header_rows=1),
        page("2"),
    )


def test_a_row_taken_for_a_head_becomes_a_row_again() -> None:
    first = placed(table(HEAD, row(rh("Hull"), "1"), header_rows=1), 1)
    second = placed(table(row(th("Goole"), th("2")), row(rh("Leith"), "3"), header_rows=1), 2)
    document, _ = join_tables(doc(first, page("2"), second))
    joined = document.blocks[0]
    assert isinstance(joined, Table)
    assert joined.rows == (HEAD, row(rh("Hull"), "1"), row(rh("Goole"), "2"), row(rh("Leith"), "3"))


@pytest.mark.parametrize(
    "second",
    [
        placed(table(row(th("Bird"), th("Colour")), row("Tern", "white"), header_rows=1), 2),
        placed(table(row(th("1"), th("2"), th("3")), header_rows=1), 2),
        placed(table(row("Goole", "2")), 2, left=90, right=300),
    ],
)
def test_another_table_stays_another(second: Table) -> None:
    given = doc(placed(table(HEAD, row(rh("Hull"), "1"), header_rows=1), 1), page("2"), second)
    assert join_tables(given)[0] == given


def test_a_heading_between_two_tables_keeps_them_apart() -> None:
    one = table(HEAD, row("Hull", "1"), header_rows=1)
    given = doc(one, page("2"), h(2, "Next"), one)
    assert join_tables(given)[0] == given


def test_a_table_that_repeats_its_head_is_one_though_a_note_stands_under_its_first_part() -> None:
    head = row("Port", "Ships")
    first, second = (
        table(head, row("Hull", "3"), header_rows=1),
        table(head, row("Goole", "5"), header_rows=1),
    )
    document, _ = join_tables(doc(first, p("2. Without barges."), page("2"), second))
    whole = table(head, row("Hull", "3"), row("Goole", "5"), header_rows=1)
    assert document.blocks == (whole, p("2. Without barges."), page("2"))


def test_tables_with_one_head_and_text_between_them_stay_two() -> None:
    head = row("Port", "Ships")
    first, second = (
        table(head, row("Hull", "3"), header_rows=1),
        table(head, row("Goole", "5"), header_rows=1),
    )
    given = doc(first, p("One."), p("Two."), p("Three."), page("2"), second)
    assert join_tables(given)[0] == given


# --- captions --------------------------------------------------------------------------------


def captioned(*blocks: Block) -> tuple[Block, ...]:
    return bind_captions(doc(*blocks))[0].blocks


def test_a_caption_goes_to_the_table_below_and_the_figure_above() -> None:
    grid = table(row("a", "b"))
    assert captioned(figure("x"), p("Figure 2. Ships"), p("Table 1: Ports"), grid) == (
        figure("x", caption="Figure 2. Ships"),
        table(row("a", "b"), caption="Table 1: Ports"),
    )


def test_a_table_s_caption_needs_no_mark_between_its_number_and_its_title() -> None:
    assert captioned(p("Table 2 The ports"), table(row("a"))) == (
        table(row("a"), caption="Table 2 The ports"),
    )
    assert captioned(p("Table 2 lists ports"), table(row("a"))) == (p("Table 2 lists ports"), table(row("a")))


def test_a_caption_on_the_other_side_is_found_too() -> None:
    assert captioned(p("Figure 2. Ships"), figure("x")) == (figure("x", caption="Figure 2. Ships"),)
    assert captioned(table(row("a")), p("Table 4")) == (table(row("a"), caption="Table 4"),)


@pytest.mark.parametrize(
    "text",
    ["Table 1 shows the ports.", "Figure 2 is below.", "Tables are fine", "Mapping 3 ports", "x" * 500],
)
def test_a_sentence_about_a_figure_is_no_caption(text: str) -> None:
    given = (table(row("a")), p(text), figure("x"))
    assert captioned(*given) == given


def test_a_caption_without_a_picture_is_still_that_of_a_figure() -> None:
    given = (p("Figure 9. Lost"), p("Text"))
    assert captioned(*given) == (Figure(None, caption=(Text("Figure 9. Lost"),)), p("Text"))


def test_a_tables_caption_without_a_table_stays_a_paragraph() -> None:
    given = (p("Table 9. Lost"), p("Text"))
    assert captioned(*given) == given


def test_a_unit_may_stand_between_a_caption_and_its_table() -> None:
    (unit, found) = captioned(p("Table 2. Fares"), p("in pounds"), table(row("a")))
    assert unit == p("in pounds")
    assert isinstance(found, Table | Figure) and plain_text(found.caption) == "Table 2. Fares"


def test_a_label_and_the_title_under_it_are_one_caption() -> None:
    def at(text: str, top: float) -> Paragraph:
        return Paragraph((Text(text),), origin=Origin(1, Box(0, top, 100, top + 10)))

    (found,) = captioned(at("Figure 7.", 100), at("The east wall", 112))
    assert isinstance(found, Table | Figure) and plain_text(found.caption) == "Figure 7. The east wall"


def boxed(block: Block, top: float, bottom: float) -> Block:
    return replace(block, origin=Origin(1, Box(50, top, 300, bottom)))


def test_the_labels_of_an_axis_may_stand_between_a_figure_and_its_caption() -> None:
    given = (
        boxed(figure("x"), 100, 200),
        boxed(p("0 5 10 15"), 205, 213),
        boxed(p("Speed"), 220, 228),
        boxed(p("Figure 1: Ships"), 250, 260),
    )
    drawn, *labels = captioned(*given)
    assert isinstance(drawn, Figure) and plain_text(drawn.caption) == "Figure 1: Ships"
    assert [text_of(each) for each in labels] == ["0 5 10 15", "Speed"]


def test_text_between_a_table_and_a_caption_parts_them() -> None:
    text = boxed(p("The keeper trims the lamp and writes the hour in the book."), 205, 235)
    given = (boxed(table(row("a")), 100, 200), text, boxed(p("Table 1: Ships"), 250, 260))
    assert captioned(*given) == given
    assert len(captioned(given[0], boxed(p("2 1"), 205, 213), given[2])) == 2


# --- gaps ------------------------------------------------------------------------------------


def noticed(*blocks: Block) -> list[FindingKind]:
    return [finding.kind for finding in notice_gaps(doc(*blocks))[1]]


def test_what_is_missing_is_noticed_and_nothing_is_changed() -> None:
    given = doc(p("x"), figure("a"), table(row("1", "2")))
    document, findings = notice_gaps(given)
    assert document is given
    assert [finding.kind for finding in findings] == [
        FindingKind.NO_HEADINGS,
        FindingKind.IMAGE_WITHOUT_DESCRIPTION,
        FindingKind.TABLE_WITHOUT_HEADERS,
    ]


def test_a_decorative_picture_misses_nothing() -> None:
    assert noticed(h(1, "x"), figure("a", alt=""), figure("b", alt="A boat.")) == []


def test_pictures_of_one_page_are_one_finding() -> None:
    two = [replace(figure("a"), origin=Origin(4)), replace(figure("b"), origin=Origin(4))]
    (finding,) = notice_gaps(doc(h(1, "x"), *two))[1]
    assert finding == Finding(
        FindingKind.IMAGE_WITHOUT_DESCRIPTION, 4, "2 pictures on this page have no description."
    )


def test_a_formula_that_has_no_words_is_noticed() -> None:
    assert noticed(h(1, "x"), Equation("a = b"), Equation("", "image-1", "(4.1)")) == [
        FindingKind.IMAGE_WITHOUT_DESCRIPTION
    ]


# --- all together ------------------------------------------------------------------------------


@pytest.mark.parametrize("fix", FIXES)
def test_a_fix_never_changes_the_document_it_is_given(fix: object) -> None:
    assert callable(fix)
    given, same = trees.rich(), trees.rich()
    fix(given)
    assert given == same


def test_fixing_twice_is_fixing_once() -> None:
    once, _ = fixed(trees.rich())
    assert fixed(once)[0] == once


def test_no_fix_loses_a_word() -> None:
    given = trees.rich()
    before = sorted(" ".join(map(text_of, given.blocks)).split())
    assert sorted(" ".join(map(text_of, fixed(given)[0].blocks)).split()) == before


# --- numbers that count nothing ---------------------------------------------------------------


def one_item(number: int, origin: Origin | None = None) -> ListBlock:
    item = ListItem((p("The wall leaks."),), f"{number}.")
    return ListBlock((item,), Numbering.DECIMAL, number, origin=origin)


def test_a_numbered_item_that_nothing_goes_on_with_is_a_paragraph() -> None:
    found, _ = lone_items_as_text(doc(p("Before."), one_item(7), p("After.")))
    assert [text_of(block) for block in found.blocks] == ["Before.", "7. The wall leaks.", "After."]


def test_items_with_text_between_them_that_count_on_stay_lists() -> None:
    found, _ = lone_items_as_text(doc(one_item(1), p("Between."), one_item(2)))
    assert [isinstance(block, ListBlock) for block in found.blocks] == [True, False, True]


def test_a_list_of_one_that_tags_call_a_list_stays() -> None:
    tagged = one_item(7, Origin(1, tagged=True))
    assert lone_items_as_text(doc(tagged))[0].blocks == (tagged,)
