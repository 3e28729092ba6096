"""Where a table stands among what else its page says."""

from __future__ import annotations

from converters.document import Box
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, Span
from converters.readers.pdf.tables.leading import with_first_tables_first
from converters.readers.pdf.tables.placing import with_table

WIDTH = 300.0


def line(text: str, top: float, left: float = 20.0) -> Span:
    return Span(text, Box(left, top, left + 6.0 * len(text), top + 10.0), 10.0)


def paragraph(text: str, top: float) -> Region:
    return Region(RegionKind.PARAGRAPH, Box(20.0, top, 280.0, top + 20.0), text)


def grid(top: float, bottom: float, ruled: bool = True) -> Region:
    return Region(
        RegionKind.TABLE, Box(20.0, top, 280.0, bottom), rows=((GridCell("a"), GridCell("b")),), ruled=ruled
    )


def page(*regions: Region, spans: tuple[Span, ...] = ()) -> Page:
    return Page(1, WIDTH, 400.0, None, spans=spans, regions=regions)


def test_a_table_at_the_top_of_its_page_is_read_before_the_text_under_it() -> None:
    under, caption, table = (
        paragraph("under", 200.0),
        paragraph("Table 1 (continued)", 20.0),
        grid(50.0, 150.0),
    )
    assert with_first_tables_first(page(under, caption, table)).regions == (caption, table, under)


def test_a_table_under_text_stays_where_it_is_read() -> None:
    above = Region(RegionKind.PARAGRAPH, Box(20.0, 20.0, 280.0, 120.0), "a whole paragraph above")
    regions = (paragraph("under", 350.0), above, grid(130.0, 300.0))
    assert with_first_tables_first(page(*regions)).regions == regions


def test_what_the_engine_read_between_two_tables_is_paragraphs_in_their_places() -> None:
    spans = (
        line("one", 20.0),
        line("two", 100.0, 120.0),
        line("Annex 4.3", 120.0),
        line("of ports", 120.0, 80.0),
        line("Said of the ports in a line of its own.", 160.0),
        line("three", 300.0),
        line("four", 300.0, 120.0),
    )
    stray = Region(RegionKind.PARAGRAPH, spans[2].box, "Annex 4.3")
    first, second = grid(15.0, 112.0), grid(290.0, 320.0)
    found = page(stray, grid(15.0, 320.0, ruled=False), spans=spans)
    found = with_table(with_table(found, first), second)
    assert [region.text or region for region in found.regions] == [
        first,
        "Annex 4.3 of ports",
        "Said of the ports in a line of its own.",
        second,
    ]
