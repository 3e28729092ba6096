"""Header cells told from data: bold labels, and tables whose author tagged none."""

from __future__ import annotations

from converters.document import Cell, Paragraph, Row, Scope, Strong, Table, Text
from converters.readers.pdf.tables.telling import with_heads_told, with_row_heads
from tests.converters.tagged import e
from tests.converters.test_pdf_tables import BOOKTABS, PAPER, rows_of, table
from tests.converters.test_tags_tables import table as authored

DRAWN_BOLD = f"{PAPER} td {{ border: 0.6pt solid; width: 40mm }} td:first-child {{ font-weight: bold }}"

Scopes = list[list[Scope | None]]


def cell(text: str, rows: int = 1) -> Cell:
    """Return a cell of ``text``, bold where it begins with a star."""
    words = Strong((Text(text[1:]),)) if text.startswith("*") else Text(text)
    return Cell((Paragraph((words,)),) if text else (), rows=rows)


def made(*rows: str, header_rows: int = 0) -> Table:
    return Table(tuple(Row(tuple(map(cell, row.split("|")))) for row in rows), header_rows)


def scopes(found: Table) -> Scopes:
    return [[each.scope for each in row.cells] for row in found.rows]


COLUMN, ROW = Scope.COLUMN, Scope.ROW


def test_a_bold_first_column_names_the_rows() -> None:
    found = table(
        "<tr><td>Reign</td><td>from 959 to 975</td></tr><tr><td>Before</td><td>Eadwig the Fair</td></tr>"
        "<tr><td>After</td><td>Edward the Martyr</td></tr>",
        DRAWN_BOLD,
    )
    assert scopes(found) == [[ROW, None]] * 3
    assert found.rows[0].cells[0].children[0] == Paragraph((Text("Reign"),))


def test_a_bold_first_column_of_a_bold_table_names_nothing() -> None:
    assert scopes(with_row_heads(made("*Reign|*from 959", "*Before|*Eadwig"))) == [[None, None]] * 2


def test_bold_terms_under_a_head_that_sentences_explain_name_nothing() -> None:
    said = "what the keeper writes into the book every evening before the lamp is lit"
    found = made("*Key|*Value", f"*Kids|{said}", f"*Ff|{said}", header_rows=1)
    assert scopes(with_row_heads(found))[1:] == [[None, None]] * 2


def test_the_second_column_under_a_span_names_no_rows() -> None:
    rows = (
        Row((cell("*Hull", rows=2), cell("open"))),
        Row((cell("shut at night"),)),
        Row((cell("*Leith"), cell("shut"))),
    )
    assert scopes(with_row_heads(Table(rows))) == [[ROW, None], [None], [ROW, None]]


def test_the_first_row_is_told_where_an_author_names_no_header_cell() -> None:
    bold = made("*Code|*What it means", "A1|Airport with flights", "A3|Airport with none")
    assert scopes(with_heads_told(bold)) == [[COLUMN, COLUMN], [None, None], [None, None]]
    figures = made("Port|2024|2025", "Hull|12|9", "Goole|7|3")
    assert scopes(with_heads_told(figures)) == [[COLUMN] * 3, [ROW, None, None], [ROW, None, None]]
    assert with_heads_told(figures).header_rows == 1


def test_nothing_is_told_of_a_table_that_only_places_things() -> None:
    form = made("Name", "Yes|enter details|No|go on", "Phone|", "|")
    assert with_heads_told(form) == form
    words = made("first|second", "third|fourth", "fifth|sixth")
    assert with_heads_told(words) == words


def test_a_tagged_table_without_header_cells_has_those_that_its_figures_tell() -> None:
    rows = (("Port", "Ships", "Boats"), ("Hull", "12", "9"), ("Goole", "7", "3"), ("Leith", "20", "11"))
    found = authored(e("Table", *(e("TR", *(e("TD", each) for each in row)) for row in rows)))
    assert scopes(found) == [[COLUMN] * 3, *[[ROW, None, None]] * 3]


def test_header_cells_of_an_author_are_not_added_to() -> None:
    rows = (("Port", "Ships", "Boats"), ("Hull", "12", "9"), ("Goole", "7", "3"))
    heads = [[e("TH", each) for each in rows[0]], *([e("TD", each) for each in row] for row in rows[1:])]
    found = authored(e("Table", *(e("TR", *row) for row in heads)))
    assert scopes(found) == [[COLUMN] * 3, [None] * 3, [None] * 3]


def test_names_that_look_like_figures_are_a_head_over_the_first_of_few_rules() -> None:
    rows = rows_of(
        "Layers|40|40|24", "Heads|64|128|64", "Groups|32|32|16", "Size|8192|12800|512", "Steps|10|10|8"
    )
    head = rows_of("Model|2B|8B|1B-A4")
    found = table(f"<thead>{head}</thead><tbody>{rows}</tbody>", BOOKTABS)
    assert scopes(found)[0] == [COLUMN] * 4
    assert scopes(found)[1] == [ROW, None, None, None]


def test_a_first_row_of_amounts_over_a_rule_is_no_head() -> None:
    rows = rows_of("Heads|6.4|12.8", "Groups|3.2|1.6", "Size|81.92|5.12", "Steps|1.0|0.8")
    first = rows_of("All|14,400.1|12,800.4")
    found = table(f"<thead>{first}</thead><tbody>{rows}</tbody>", BOOKTABS)
    assert found.header_rows == 0
