"""A caption that the engine cut in parts is one, and ends where it ends."""

from __future__ import annotations

from converters.document import Box, Figure, Table
from converters.readers.pdf.captions.whole import with_whole_captions
from converters.readers.pdf.page import Page, Region, RegionKind, Span, around
from converters.walk import plain_text
from tests.converters.printed import document_of, every, printed

BEFORE, AFTER = (f"<p>{'Some text stands here. ' * 12}</p>" for _ in range(2))
RULED = "table { border-collapse: collapse } td { border: 1px solid; padding: 1mm 4mm }"


def part(
    text: str, top: float, left: float = 50, size: float = 9, bold: bool = False, italic: bool = False
) -> tuple[Span, Region]:
    box = Box(left, top, left + 5 * len(text), top + size)
    return Span(text, box, size, bold, italic), Region(RegionKind.PARAGRAPH, box, text)


def whole(*parts: tuple[Span, Region]) -> list[str]:
    spans, regions = zip(*parts, strict=True)
    return [region.text for region in with_whole_captions(Page(1, 500, 800, None, spans, regions)).regions]


def test_the_next_line_of_a_caption_belongs_to_it() -> None:
    assert whole(part("Figure 2. Ships that", 100), part("Came in at night", 111)) == [
        "Figure 2. Ships that Came in at night"
    ]


def test_other_words_may_stand_between_its_parts() -> None:
    said = whole(part("Figure 2. Ships that", 100), part("Text beside it.", 100, 300), part("came in", 111))
    assert said == ["Figure 2. Ships that came in", "Text beside it."]


def test_a_change_of_type_ends_it_unless_its_sentence_goes_on() -> None:
    first = part("Figure 2. Ships that", 100, bold=True)
    assert len(whole(first, part("Ships are large.", 111))) == 2
    assert len(whole(first, part("came in at night", 111, italic=True))) == 1
    assert len(whole(first, part("came in at night", 111, size=11))) == 2


def test_distance_another_edge_and_another_caption_end_it() -> None:
    first = part("Figure 2. Ships that", 100)
    for other in (part("came in", 125), part("came in", 111, 64), part("Figure 3. Crews", 111)):
        assert len(whole(first, other)) == 2


def test_its_lines_may_begin_under_the_words_after_its_label() -> None:
    label, title, more = (
        part("Figure 4.2", 100),
        part("The fleet.", 100, 110),
        part("Drawn in 1798.", 111, 110),
    )
    spans = (label[0], title[0], more[0])
    box = Box(50, 100, 160, 109)
    regions = (Region(RegionKind.PARAGRAPH, box, "Figure 4.2 The fleet."), more[1])
    (only,) = with_whole_captions(Page(1, 500, 800, None, spans, regions)).regions
    assert only.text == "Figure 4.2 The fleet. Drawn in 1798."


def together(*parts: tuple[Span, Region], said: str = "") -> list[str]:
    """Return what ``parts``, which the engine took for one region, are read as."""
    spans, regions = zip(*parts, strict=True)
    text = said or " ".join(region.text for region in regions)
    one = Region(RegionKind.HEADING, around([span.box for span in spans]), text)
    return [region.text for region in with_whole_captions(Page(1, 900, 800, None, spans, (one,))).regions]


def test_text_that_goes_on_in_the_next_column_is_read_before_a_caption_and_apart() -> None:
    caption = part("Figure 5: Who went with", 300), part("the ships that sailed", 311)
    column = part("tremist groups. Most agreed", 50, 300), part("that they were worried.", 61, 300)
    said = " ".join(region.text for _, region in (*caption, *column))
    assert together(*caption, *column, said=said) == [
        "tremist groups. Most agreed that they were worried.",
        "Figure 5: Who went with the ships that sailed",
    ]


def test_a_new_sentence_in_the_next_column_is_read_after_a_caption() -> None:
    caption, column = part("Figure 5: Who went with the ships", 300), part("Most were worried.", 50, 300)
    assert together(caption, column) == ["Figure 5: Who went with the ships", "Most were worried."]


def test_a_title_that_hangs_under_its_label_stays_with_it() -> None:
    assert together(part("Figure 5", 100), part("Who went with the ships", 111, 110)) == [
        "Figure 5 Who went with the ships"
    ]


def test_a_label_beside_the_middle_of_its_title_is_read_first() -> None:
    title = part("Institutions in the first", 100, 110), part("meeting of 2021", 112, 110)
    assert together(title[0], part("Diagram 2", 106), title[1]) == [
        "Diagram 2 Institutions in the first meeting of 2021"
    ]


def test_a_figures_name_in_the_middle_of_a_sentence_is_no_label() -> None:
    said = "It is shown by Diagram 2 Below it are the ships"
    assert together(
        part("It is shown by", 100), part("Diagram 2", 111), part("Below it are the ships", 122)
    ) == [said]


def test_a_caption_over_two_lines_is_whole_on_a_real_page() -> None:
    caption = "<p><b>Figure 4.</b> <i>The ships of both fleets<br>at the quay in the evening</i></p>"
    bars = "<rect width='40' height='60'/><rect x='50' y='30' width='40' height='30'/>"
    body = f"{BEFORE}<svg width='150' height='60'>{bars}</svg>{caption}{AFTER}"
    (figure,) = every(document_of(printed(body, "p { margin: 2mm 0 }")), Figure)
    assert isinstance(figure, Figure)
    assert plain_text(figure.caption) == "Figure 4. The ships of both fleets at the quay in the evening"


def test_a_caption_over_a_table_is_the_tables_on_a_real_page() -> None:
    row = "<tr><td>Ship</td><td>12</td><td>14</td></tr>"
    body = f"{BEFORE}<p>Table 1: Ships by year</p><table>{row * 4}</table>"
    (table,) = every(document_of(printed(body, RULED)), Table)
    assert isinstance(table, Table)
    assert plain_text(table.caption) == "Table 1: Ships by year"
