"""Numbered headings: known before columns are sought, so that no table takes them in."""

from __future__ import annotations

from converters.document import Heading, Table
from converters.walk import text_of
from tests.converters.printed import document_of, every, printed

TEXT = (
    "The keeper trims the lamp and writes the hour in the book, as keepers did before. "
    "The harbour is open in all weathers, and the pilots wait for the tide at the north wall."
)
STYLE = (
    "body { font: 10pt/1.3 'Nimbus Roman' } p { margin: 0 0 2mm } b { margin-right: 5mm } "
    "h2 { font-size: 14pt } h3 { font-size: 12pt } h4 { font-size: 10pt } h2, h3, h4 { margin: 4mm 0 2mm }"
)


def headings(body: str, style: str = "") -> list[tuple[int, str]]:
    document = document_of(printed(body, STYLE + style))
    return [(block.level, text_of(block)) for block in every(document, Heading) if isinstance(block, Heading)]


def test_headings_under_one_another_are_no_table_of_numbers_and_words() -> None:
    body = (
        f"<h2><b>1</b>Works at the wall</h2><p>{TEXT}</p>"
        "<h2><b>2</b>Lights</h2><h3><b>2.1</b>Lamps</h3><h4><b>2.1.1</b>Oil</h4>"
        f"<p>{TEXT}</p><h3><b>2.2</b>Keepers</h3><p>{TEXT}</p>"
    )
    said = [
        (1, "1 Works at the wall"),
        (1, "2 Lights"),
        (2, "2.1 Lamps"),
        (3, "2.1.1 Oil"),
        (2, "2.2 Keepers"),
    ]
    assert headings(body) == said


def test_a_command_is_a_word_of_a_numbered_heading() -> None:
    body = f"<h2><b>3</b>The \\lamp command</h2><p>{TEXT}</p><h3><b>3.1</b>(No) oil</h3><p>{TEXT}</p>"
    assert headings(body) == [(1, "3 The \\lamp command"), (2, "3.1 (No) oil")]


def test_bold_numbered_rows_of_a_drawn_table_are_no_headings() -> None:
    rows = "".join(
        f"<tr><td><strong>{at}.1</strong></td><td><strong>Lamp {name}</strong></td></tr>"
        for at, name in enumerate(("north", "south", "east", "west"), 1)
    )
    body = f"<p>{TEXT}</p><table>{rows}</table><p>{TEXT}</p>"
    style = "table { border-collapse: collapse } td { border: 0.5pt solid; padding: 1mm 3mm }"
    document = document_of(printed(body, STYLE + style))
    assert every(document, Heading) == []
    assert len(every(document, Table)) == 1


def test_numbered_lines_of_one_depth_under_one_another_are_a_list() -> None:
    items = "".join(f"<p><strong>{at} Lamp {name}</strong></p>" for at, name in enumerate("abcd", 1))
    assert headings(f"<h2>Lights</h2><p>{TEXT}</p>{items}<p>{TEXT}</p>", "p { margin: 0 }") == [(1, "Lights")]
