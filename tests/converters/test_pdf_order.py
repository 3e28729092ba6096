"""Columns are read one after the other; rows and pictures beside text stay as they are."""

from __future__ import annotations

from dataclasses import replace

from converters.document import Box
from converters.readers.pdf.page import Page, Region, RegionKind, Span
from converters.readers.pdf.text.order import in_reading_order
from converters.walk import text_of
from tests.converters.printed import document_of, printed

LEFT, RIGHT, WIDE = (50.0, 240.0), (260.0, 450.0), (50.0, 450.0)


def block(name: str, across: tuple[float, float], top: float, bottom: float) -> Region:
    kind = RegionKind.FIGURE if name.startswith("picture") else RegionKind.PARAGRAPH
    return Region(kind, Box(across[0], top, across[1], bottom), name)


def order(*regions: Region) -> str:
    page = in_reading_order(Page(1, 500, 800, None, regions=regions))
    return " ".join(region.text for region in page.regions)


def test_the_left_column_is_read_before_the_right_one() -> None:
    torn = (
        block("title", WIDE, 50, 70),
        block("a", LEFT, 100, 200),
        block("c", RIGHT, 100, 250),
        block("b", LEFT, 210, 300),
        block("d", RIGHT, 260, 300),
    )
    assert order(*torn) == "title a b c d"


def test_what_lies_across_the_columns_parts_them() -> None:
    torn = (
        block("a", LEFT, 100, 200),
        block("c", RIGHT, 100, 150),
        block("b", LEFT, 205, 230),
        block("across", WIDE, 250, 300),
        block("e", RIGHT, 320, 500),
        block("d", LEFT, 320, 400),
        block("D", LEFT, 420, 500),
    )
    assert order(*torn) == "a b c across d D e"


def test_three_columns_are_read_from_left_to_right() -> None:
    columns = ((50.0, 170.0), (190.0, 310.0), (330.0, 450.0))
    torn = [
        block(f"{name}{row}", across, 100 + 100 * row, 170 + 100 * row + 7 * at)
        for row in range(3)
        for at, (name, across) in enumerate(zip("abc", columns, strict=True))
    ]
    assert order(*torn) == "a0 a1 a2 b0 b1 b2 c0 c1 c2"


def test_a_running_foot_stays_at_the_foot() -> None:
    torn = (
        block("a", LEFT, 100, 200),
        block("c", RIGHT, 100, 250),
        block("b", LEFT, 210, 300),
        block("d", RIGHT, 260, 300),
        block("foot", LEFT, 740, 752),
    )
    assert order(*torn) == "a b c d foot"


def test_an_order_that_never_goes_back_is_left_as_it_is() -> None:
    kept = (
        block("title", WIDE, 50, 70),
        block("b", LEFT, 210, 300),
        block("a", LEFT, 100, 200),
        block("side", RIGHT, 100, 300),
    )
    assert order(*kept) == "title b a side"


def test_labels_and_their_values_are_rows() -> None:
    rows = [
        block(f"{name}{row}", across, 100 + 30 * row, 112 + 30 * row)
        for row in range(5)
        for name, across in (("label", LEFT), ("value", RIGHT))
    ]
    assert order(*rows) == " ".join(region.text for region in rows)


def test_side_heads_in_the_margin_stay_with_their_text() -> None:
    rows = [
        block(f"{name}{row}", across, 100 + 100 * row, 130 + 100 * row + (50 if name == "text" else 0))
        for row in range(4)
        for name, across in (("side", (50.0, 140.0)), ("text", (150.0, 450.0)))
    ]
    assert order(*rows) == " ".join(region.text for region in rows)


def test_pictures_beside_text_stay_with_it() -> None:
    rows = [
        block(f"{name}{row}", across, 100 + 100 * row, 170 + 90 * row)
        for row in range(3)
        for name, across in (("picture", LEFT), ("text", RIGHT))
    ]
    assert order(*rows) == " ".join(region.text for region in rows)


def test_text_beside_a_picture_stays_with_it_over_two_columns() -> None:
    torn = (
        block("picture", (50.0, 330.0), 60, 400),
        block("a", LEFT, 450, 500),
        block("beside", (340.0, 450.0), 380, 404),
        block("c", RIGHT, 450, 560),
        block("b", LEFT, 510, 600),
    )
    assert order(*torn) == "picture beside a b c"


def test_notes_at_the_foot_of_a_column_follow_all_columns() -> None:
    blocks = (
        block("a", LEFT, 100, 500),
        block("note", LEFT, 520, 600),
        block("b", RIGHT, 100, 550),
        block("other", RIGHT, 570, 600),
    )
    spans = tuple(Span(region.text, region.box, 10 if region.text in {"a", "b"} else 8) for region in blocks)
    rules = (Box(50, 515, 95, 515), Box(260, 565, 305, 565))
    page = Page(1, 500, 800, None, spans, blocks, drawings=rules)
    assert " ".join(region.text for region in in_reading_order(page).regions) == "a b note other"
    without = replace(page, drawings=())
    assert in_reading_order(without) == without


def test_two_columns_of_a_real_page_are_read_one_after_the_other() -> None:
    words = [f"word{number}" for number in range(240)]
    body = f"<h1>Columns</h1><div style='columns: 2; column-gap: 8mm'>{' '.join(words)}</div>"
    said = " ".join(text_of(block) for block in document_of(printed(body, "body { font-size: 8pt }")).blocks)
    assert [word for word in said.split() if word.startswith("word")] == words
