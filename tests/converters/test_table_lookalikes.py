"""What the engine aligns into tables and a reader sees as text: headings over prose, notes, programs."""

from __future__ import annotations

from converters.document import Box, Paragraph, Table
from converters.readers.pdf.page import GridCell, Page, Span
from converters.readers.pdf.tables.lookalikes import is_dealt, is_program
from converters.walk import text_of
from tests.converters.printed import document_of, every, printed

PROSE = (
    "The harbour board records the lamps, the tides and the ships that wait for water, and every keeper "
    "signs the book when the watch is over. Deleted or damaged pages are marked by the next keeper, who "
    "says what was on them as far as that is known to anybody in the house."
)
HANGING = (
    "p { margin: 2mm 0; text-align: left } b { display: inline-block; width: 24mm }"
    " b.note { width: 18mm; font-weight: normal }"
)


def grid(*rows: str) -> tuple[tuple[GridCell, ...], ...]:
    return tuple(tuple(GridCell(text) for text in row.split("|")) for row in rows)


def test_numbered_headings_with_a_paragraph_under_them_are_no_table() -> None:
    body = (
        f"<p><b>2.1</b><strong>Savings of single ports</strong></p>"
        f"<p><b>2.1.1</b><strong>A survey of the real coast</strong></p><p>{PROSE}</p>"
        f"<p><b>2.1.2</b><strong>What the survey left out</strong></p><p>{PROSE}</p>"
    )
    document = document_of(printed(body, HANGING))
    assert not every(document, Table)
    said = " ".join(text_of(block) for block in every(document, Paragraph))
    assert "Deleted or damaged pages are marked by the next keeper, who says what was on them" in said


def test_notes_that_stand_off_from_their_words_are_no_table() -> None:
    body = "".join(f"<p><b class=note>NOTE {n}</b>{PROSE}</p>" for n in range(1, 4))
    document = document_of(printed(body, HANGING))
    assert not every(document, Table)


def test_lines_of_a_program_with_remarks_are_no_table() -> None:
    assert is_program(grid("/V 4|% Version 4", "/CF|% List of filters", ">>|", "/P 50|% Parent"))
    assert is_program(grid("x = 1;|// the first", "y = 2;|// the second"))
    assert not is_program(grid("Hull|12 %", "Goole|7 %", "Leith|% unknown"))


def test_lines_dealt_out_to_columns_are_no_table_and_a_tight_head_is_none() -> None:
    line = ("List any", "easements", "and", "buffers")
    tops = (0.0, 20.0, 40.0, 60.0)
    dealt = [placed(line, top, 60.0) for top in tops]
    words = tuple(Span(" ".join(line), Box(0, top, 230, top + 10), 10.0) for top in tops)
    assert is_dealt(dealt, Page(1, 300, 100, None, spans=words))
    apart = tuple(
        Span(word, Box(at * 60, top, at * 60 + 40, top + 10), 10.0)
        for top in tops[1:]
        for at, word in enumerate(line)
    )
    assert not is_dealt(dealt, Page(1, 300, 100, None, spans=(words[0], *apart)))


def placed(cells: tuple[str, ...], top: float, width: float) -> tuple[GridCell, ...]:
    """Return a row of ``cells`` side by side without a gap, as the engine gives them."""
    return tuple(
        GridCell(text, Box(at * width, top, (at + 1) * width, top + 10)) for at, text in enumerate(cells)
    )
