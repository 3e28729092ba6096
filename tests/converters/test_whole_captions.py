"""A caption that the engine cut in parts is one, and ends where it ends."""

from __future__ import annotations

from converters.document import Box, Figure, Table
from converters.readers.pdf.page import Page, Region, RegionKind, Span
from converters.readers.pdf.whole_captions import with_whole_captions
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
