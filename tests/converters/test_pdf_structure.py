"""What regions become: headings, tables and columns, judged by how they are set."""

from __future__ import annotations

import pytest

from converters.document import Box, Heading, Table
from converters.readers.pdf.headings.judging import with_headings_judged
from converters.readers.pdf.layout import BOLD_NAME, ITALIC_NAME
from converters.readers.pdf.lists.hanging import with_markers_beside_words
from converters.readers.pdf.lists.itemising import with_items_apart
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, Span, around
from converters.readers.pdf.tables.grid import grids_of
from converters.readers.pdf.tables.judging import with_tables_judged
from converters.readers.pdf.tables.rules import rules_of
from converters.readers.pdf.text.contents import with_contents
from converters.readers.pdf.text.untangling import untangled
from converters.walk import text_of
from tests.converters.printed import document_of, every, printed

BODY = "The keeper trims the lamp and writes the hour in the book, as keepers did before."


def span(text: str, left: float, top: float, size: float = 10, bold: bool = False) -> Span:
    return Span(text, Box(left, top, left + 5 * len(text), top + size), size, bold)


def region(kind: RegionKind, *spans: Span) -> Region:
    return Region(kind, around([each.box for each in spans]), " ".join(each.text for each in spans))


def page(*regions: tuple[RegionKind, tuple[Span, ...]], drawings: tuple[Box, ...] = ()) -> Page:
    spans = tuple(each for _, found in regions for each in found)
    made = tuple(region(kind, *found) for kind, found in regions)
    return Page(1, 600, 800, None, spans, made, drawings=drawings)


def text(top: float = 300) -> tuple[RegionKind, tuple[Span, ...]]:
    return RegionKind.PARAGRAPH, tuple(span(BODY, 50, top + 12 * line) for line in range(5))


def headings(*regions: tuple[RegionKind, tuple[Span, ...]]) -> list[str]:
    (judged,) = with_headings_judged((page(*regions),))
    return [each.text for each in judged.regions if each.kind is RegionKind.HEADING]


# --- headings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "size", "bold"),
    [
        ("Works at each station", 14, False),
        ("Works at each station", 10, True),
        ("2.1 Works at each station", 10, True),
        ("WORKS AT EACH STATION", 10, False),
    ],
)
def test_what_stands_out_from_the_body_is_a_heading(said: str, size: float, bold: bool) -> None:
    assert headings((RegionKind.HEADING, (span(said, 50, 100, size, bold),)), text()) == [said]


@pytest.mark.parametrize(
    ("said", "size", "bold"),
    [
        ("85 4 96.8 82.07", 14, True),
        ("Table 3: Works at each station", 12, True),
        ("Diagram 2 Works at each station", 12, True),
        ("Map 3 Works at each station", 12, True),
        ("works at each station", 10, True),
        ("Works at each station", 10, False),
        ("STRONGLY DISAGREE", 7, True),
        ("Ann Lee∗, Bo Oak†, Cy Ash‡", 14, True),
    ],
)
def test_what_only_looks_like_a_heading_is_text(said: str, size: float, bold: bool) -> None:
    assert headings((RegionKind.HEADING, (span(said, 50, 100, size, bold),)), text()) == []


def test_a_heading_run_in_with_its_paragraph_is_its_first_line() -> None:
    head = RegionKind.HEADING, (span("Works at stations. The keeper", 50, 288, 10, True),)
    rest = RegionKind.PARAGRAPH, (span("trims the lamp at each station.", 50, 300),)
    new = RegionKind.PARAGRAPH, (span("Trim the lamp at each station.", 50, 300),)
    assert headings(head, rest, text(320)) == []
    assert headings(head, new, text(320)) == ["Works at stations. The keeper"]


def test_words_beside_one_another_over_a_table_head_its_columns() -> None:
    cells = tuple(span("12", left, top) for top in (112, 126, 140) for left in (50, 200, 290))
    table = RegionKind.TABLE, cells
    heads = [
        (RegionKind.HEADING, (span(said, left, 100, 10, True),))
        for said, left in (("PORT", 50), ("CALLS", 200))
    ]
    assert headings(*heads, table, text()) == []
    assert headings(heads[0], table, text()) == ["PORT"]


def test_a_heading_run_into_the_text_under_it_is_parted_from_it() -> None:
    head, under = span("Works at each station", 50, 100, bold=True), span(BODY, 50, 112)
    assert headings((RegionKind.PARAGRAPH, (head, under)), text()) == ["Works at each station"]
    assert headings((RegionKind.HEADING, (head, under)), text()) == ["Works at each station"]


def test_two_lines_of_one_heading_are_one() -> None:
    lines = [
        (RegionKind.HEADING, (span(said, 50, top, 16),))
        for said, top in (("Works at", 100), ("the pier", 118))
    ]
    assert headings(*lines, text()) == ["Works at the pier"]


def test_a_bold_body_makes_no_headings() -> None:
    lines = tuple(span(BODY, 50, 300 + 12 * line, bold=True) for line in range(5))
    said = (RegionKind.HEADING, (span("All of it is bold", 50, 100, bold=True),))
    assert headings(said, (RegionKind.PARAGRAPH, lines)) == []


def test_numbers_and_size_give_headings_their_level() -> None:
    said = f"<p>{BODY * 3}</p>"
    body = f"<h1>Report</h1>{said}<h2>1 Works</h2>{said}<h3>1.1 Piers</h3>{said}"
    found = [block for block in every(document_of(printed(body)), Heading) if isinstance(block, Heading)]
    assert [block.level for block in found] == [1, 2, 3]


# --- tables ---------------------------------------------------------------------------------


def ruled(body: str) -> list[Table]:
    style = "table { border-collapse: collapse } td, th { border: 1pt solid; padding: 1mm 3mm; width: 25mm }"
    document = document_of(printed(f"<p>{BODY}</p><table>{body}</table><p>{BODY}</p>", style))
    return [block for block in every(document, Table) if isinstance(block, Table)]


def cells(table: Table) -> list[list[tuple[str, int, int]]]:
    return [
        [(" ".join(map(text_of, cell.children)), cell.columns, cell.rows) for cell in row.cells]
        for row in table.rows
    ]


def test_where_a_rule_is_missing_cells_are_one() -> None:
    (found,) = (
        ruled("""<tr><th rowspan="2">Port</th><th colspan="2">Ships</th></tr><tr><th>In</th><th>Out</th></tr>
        <tr><td>Hull</td><td>12</td><td>15</td></tr><tr><td>Goole</td><td>7</td><td>9</td></tr>""")
    )
    assert cells(found) == [
        [("Port", 1, 2), ("Ships", 2, 1)],
        [("In", 1, 1), ("Out", 1, 1)],
        [("Hull", 1, 1), ("12", 1, 1), ("15", 1, 1)],
        [("Goole", 1, 1), ("7", 1, 1), ("9", 1, 1)],
    ]


def test_a_cell_of_several_lines_is_one_cell_and_an_empty_one_stays() -> None:
    (found,) = ruled("""
        <tr><td>Port of call in winter</td><td>Ships that came in</td></tr>
        <tr><td>Hull and the Humber ports</td><td></td></tr>
        <tr><td>Goole</td><td>seven or eight a week</td></tr>""")
    assert [[said for said, _, _ in row] for row in cells(found)] == [
        ["Port of call in winter", "Ships that came in"],
        ["Hull and the Humber ports", ""],
        ["Goole", "seven or eight a week"],
    ]


def test_a_box_around_text_is_no_table() -> None:
    style = "div { border: 1pt solid; padding: 4mm }"
    document = document_of(printed(f"<div><p>Summary</p><p>{BODY}</p></div><p>{BODY}</p>", style))
    assert not every(document, Table)


def test_bars_of_a_chart_are_no_grid() -> None:
    bars = [Box(100 + 30 * n, 300 - 20 * n, 115 + 30 * n, 300) for n in range(5)]
    chart = page(text(), drawings=tuple(bars))
    assert with_tables_judged(chart).regions == chart.regions
    assert grids_of(rules_of(())) == ()


def test_a_row_that_the_end_of_the_page_cuts_is_a_row_of_its_grid() -> None:
    across = [Box(50, at, 350, at + 1) for at in (100, 120, 140)]
    (closed,) = grids_of(rules_of([*across, *(Box(at, 100, at + 1, 140) for at in (50, 150, 250, 349))]))
    (cut,) = grids_of(rules_of([*across, *(Box(at, 100, at + 1, 158) for at in (50, 150, 250, 349))]))
    assert (len(closed.ys), len(cut.ys)) == (3, 4)


def test_words_that_align_for_two_rows_are_text() -> None:
    labels = (
        span("2019", 100, 100),
        span("2020", 200, 100),
        span("Ferries", 100, 112),
        span("Crabs", 200, 112),
    )
    rows = tuple(tuple(GridCell(each.text, each.box) for each in labels[at : at + 2]) for at in (0, 2))
    chance = Region(RegionKind.TABLE, around([each.box for each in labels]), rows=rows)
    found = with_tables_judged(Page(1, 600, 800, None, labels, (chance,))).regions
    assert [(each.kind, each.text) for each in found] == [
        (RegionKind.PARAGRAPH, "2019 2020"),
        (RegionKind.PARAGRAPH, "Ferries Crabs"),
    ]


# --- columns --------------------------------------------------------------------------------


def test_lines_read_across_two_columns_are_parted() -> None:
    left = [span(f"left column, line {line}", 50, 100 + 12 * line) for line in range(4)]
    right = [span(f"right column, line {line}", 300, 100 + 12 * line) for line in range(4)]
    across = tuple(each for pair in zip(left, right, strict=True) for each in pair)
    found = untangled(page((RegionKind.PARAGRAPH, across))).regions
    assert [each.text for each in found] == [" ".join(each.text for each in side) for side in (left, right)]


def test_a_page_without_holes_in_its_lines_stays_as_it_was() -> None:
    whole = page(text(), (RegionKind.HEADING, (span("Works", 50, 100, 14),)))
    assert untangled(whole) is whole


# --- lists ----------------------------------------------------------------------------------


def items(*said: str) -> list[tuple[str | None, str]]:
    lines = tuple(span(each, 50, 100 + 12 * at) for at, each in enumerate(said))
    found = with_items_apart(page((RegionKind.PARAGRAPH, lines))).regions
    return [(each.marker, each.text) for each in found]


def test_lines_whose_numbers_go_on_are_items() -> None:
    assert items("The Board agreed to", "1. mend the wall", "before winter", "2. buy a lamp") == [
        (None, "The Board agreed to"),
        ("1.", "mend the wall before winter"),
        ("2.", "buy a lamp"),
    ]


def test_a_number_alone_at_the_start_of_a_line_is_no_item() -> None:
    assert items("The wall was built in", "12. It leaks", "and so on") == [
        (None, "The wall was built in 12. It leaks and so on")
    ]


def test_markers_that_stand_in_a_column_of_their_own_belong_to_their_items() -> None:
    markers = tuple(span(each, 50, 100 + 12 * at) for at, each in enumerate(("I.", "II.")))
    words = tuple(span(each, 80, 100 + 12 * at) for at, each in enumerate(("mend the wall", "buy a lamp")))
    found = with_markers_beside_words(page((RegionKind.PARAGRAPH, markers), (RegionKind.PARAGRAPH, words)))
    assert [(each.marker, each.text) for each in found.regions] == [
        ("I.", "mend the wall"),
        ("II.", "buy a lamp"),
    ]


def test_lines_that_only_end_in_a_number_are_no_contents_list() -> None:
    lines = tuple(span(f"Paragraph for level {at}", 50, 100 + 12 * at) for at in range(1, 9))
    whole = page((RegionKind.PARAGRAPH, lines))
    assert with_contents(whole) is whole


@pytest.mark.parametrize(
    ("name", "bold", "italic"),
    [
        ("ABCDEF+CMBX12", True, False),
        ("CMTI10", False, True),
        ("CMR10", False, False),
        ("NimbusRomNo9L-Medi", True, False),
        ("AdvOT0fefdda9.BI", True, True),
        ("AdvOT1ef757c0+03", False, False),
        ("Arial-BoldMT", True, False),
    ],
)
def test_names_of_typefaces_tell_bold_and_italic(name: str, bold: bool, italic: bool) -> None:
    assert (bool(BOLD_NAME.search(name)), bool(ITALIC_NAME.search(name))) == (bold, italic)
