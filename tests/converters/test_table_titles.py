"""A title in larger type over a table is said before it, also where the engine read it in the head."""

from __future__ import annotations

from converters.document import Box
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, Span
from converters.readers.pdf.tables.titled import with_titles_apart
from converters.readers.pdf.tables.zones import across

PORTS = (("Hull", "1,204"), ("Goole", "730"), ("Leith", "88"))
LEFTS = (50, 200)
TITLE = "Ships that called in winter"


def span(text: str, left: float, top: float, size: float) -> Span:
    return Span(text, Box(left, top, left + size * len(text) / 2, top + size), size)


def cell(text: str, left: float, top: float, bottom: float) -> GridCell:
    return GridCell(text, Box(left, top, left + 80, bottom))


def page(title: Span) -> Page:
    """A table of which the engine read the head together with ``title``, as it does."""
    heads = (span("Port", 50, 130, 8), span("Ships", 200, 130, 8))
    words = [
        span(text, left, 150 + 15 * at, 8)
        for at, row in enumerate(PORTS)
        for text, left in zip(row, LEFTS, strict=True)
    ]
    first = (cell(f"{title.text} Port", 50, 100, 140), cell(f"{title.text} Ships", 200, 100, 140))
    rows = tuple(
        tuple(cell(text, left, 150 + 15 * at, 160 + 15 * at) for text, left in zip(row, LEFTS, strict=True))
        for at, row in enumerate(PORTS)
    )
    table = Region(RegionKind.TABLE, Box(50, 100, 300, 200), rows=(first, *rows), headed=True)
    return Page(1, 400, 300, None, (title, *heads, *words), (table,))


def test_a_large_title_over_a_table_is_a_paragraph_and_no_cell_repeats_it() -> None:
    title, table = with_titles_apart(page(span(TITLE, 50, 102, 16))).regions
    assert (title.kind, title.text) == (RegionKind.PARAGRAPH, TITLE)
    assert [[cell.text for cell in row] for row in table.rows] == [["Port", "Ships"], *map(list, PORTS)]
    assert table.headed
    assert table.box.top >= title.box.bottom


def test_a_line_over_a_table_in_its_own_type_stays_its_row() -> None:
    before = page(span(TITLE, 50, 110, 8))
    assert with_titles_apart(before) == before


def test_the_ends_of_a_painted_ground_are_no_rules_of_a_table() -> None:
    ground, rule = Box(0, 0, 400, 300), Box(50, 145, 300, 145.5)
    painted = Page(1, 400, 300, None, drawings=(ground, rule))
    assert [round(each.at) for each in across(painted)] == [145]
