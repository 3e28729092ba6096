"""Tables that no grid draws: half ruled, shaded, or set with white alone; and what only looks like one."""

from __future__ import annotations

import pytest

from converters.document import Box, Figure, Paragraph, Scope, Table
from converters.findings import FindingKind
from converters.readers.pdf.page import GridCell, Region, RegionKind, Span
from converters.readers.pdf.tables.columns import columns_of
from converters.readers.pdf.tables.lookalikes import is_contents, is_jumble, is_list
from converters.readers.pdf.tables.repeated import side_by_side
from converters.readers.pdf.text.segments import is_numeric, strips_of
from converters.walk import plain_text, text_of
from tests.benchmarks.tables import f1, relations
from tests.converters.printed import document_of, every, findings_of, printed

BODY = "<p>The keeper trims the lamp and writes the hour in the book, as keepers did before.</p>"
PAPER = (
    "td { padding: 1mm 2mm; vertical-align: top } table { border-collapse: collapse; margin: 4mm 0 }"
    " .right { text-align: right } .over { text-align: center }"
)
BOOKTABS = (
    f"{PAPER} thead tr:first-child td {{ border-top: 1pt solid }} .over {{ border-bottom: 0.4pt solid }}"
    " thead tr:last-child td, thead td[rowspan] { border-bottom: 0.5pt solid }"
    " tbody tr:last-child td { border-bottom: 1pt solid }"
)
ROWS = f"{PAPER} td {{ border-bottom: 0.5pt solid; width: 32mm }} thead {{ font-weight: bold }}"
BARE = f"{PAPER} thead, .total {{ font-weight: bold }} .in {{ padding-left: 6mm }}"


def tables(body: str, style: str) -> list[Table]:
    return [each for each in every(document_of(printed(body, style)), Table) if isinstance(each, Table)]


def table(rows: str, style: str) -> Table:
    (found,) = tables(f"{BODY}<table>{rows}</table>{BODY}", style)
    return found


def said(found: Table) -> list[list[str]]:
    return [[" ".join(map(text_of, cell.children)) for cell in row.cells] for row in found.rows]


def spans(found: Table) -> list[list[tuple[str, int, int]]]:
    return [
        [(" ".join(map(text_of, cell.children)), cell.columns, cell.rows) for cell in row.cells]
        for row in found.rows
    ]


def rows_of(*rows: str) -> str:
    """Return rows of HTML from ``rows`` of words between bars, all but the first set to the right."""
    cells = (row.split("|") for row in rows)
    return "".join(
        f"<tr><td>{first}</td>{''.join(f'<td class=right>{each}</td>' for each in rest)}</tr>"
        for first, *rest in cells
    )


# --- half ruled and unruled -----------------------------------------------------------------


def test_heads_speak_over_the_columns_that_a_rule_puts_under_them() -> None:
    head = """<tr><td rowspan="2">Port</td><td colspan="2" class="over">In</td>
        <td colspan="2" class="over">Out</td></tr>
        <tr><td>Large</td><td>Small</td><td>Large</td><td>Small</td></tr>"""
    body = rows_of("Hull|12|9|15|4", "Goole|7|3|9|1", "Leith|20|11|18|6")
    found = table(f"<thead>{head}</thead><tbody>{body}</tbody>", BOOKTABS)
    assert found.header_rows == 2
    assert spans(found)[:2] == [
        [("Port", 1, 2), ("In", 2, 1), ("Out", 2, 1)],
        [("Large", 1, 1), ("Small", 1, 1), ("Large", 1, 1), ("Small", 1, 1)],
    ]
    assert said(found)[2:] == [
        ["Hull", "12", "9", "15", "4"],
        ["Goole", "7", "3", "9", "1"],
        ["Leith", "20", "11", "18", "6"],
    ]
    assert [cell.scope for cell in found.rows[2].cells] == [Scope.ROW, None, None, None, None]


def test_heads_that_share_the_columns_evenly_speak_over_them_without_a_rule() -> None:
    head = """<tr><td></td><td colspan="2" class="over">Ships</td><td colspan="2" class="over">Boats</td></tr>
        <tr><td>Port</td><td>Here</td><td>Gone</td><td>Here</td><td>Gone</td></tr>"""
    body = rows_of("Hull|1,200|940|150|420", "Goole|700|312|910|110", "Leith|2,010|118|187|600")
    found = table(f"<thead>{head}</thead><tbody>{body}</tbody>", BARE)
    assert ("Ships", 2, 1) in spans(found)[0]
    assert ("Boats", 2, 1) in spans(found)[0]


def test_a_statement_keeps_its_groups_signs_and_brackets() -> None:
    head = "<thead><tr><td></td><td class=right>2025</td><td class=right>2024</td></tr></thead>"
    body = (
        rows_of("Income:||")
        + rows_of("Harbour dues|£1,204|(£730)", "Rents|88|–").replace("<td>", "<td class=in>")
        + rows_of("Total|£1,292|(£730)").replace("<td>", "<td class=total>")
    )
    assert said(table(f"{head}<tbody>{body}</tbody>", BARE)) == [
        ["", "2025", "2024"],
        ["Income:", "", ""],
        ["Harbour dues", "£1,204", "(£730)"],
        ["Rents", "88", "-"],
        ["Total", "£1,292", "(£730)"],
    ]


@pytest.mark.parametrize("style", [ROWS, BOOKTABS], ids=["a rule under each row", "rules at the ends"])
def test_lines_that_wrap_stay_in_their_cells(style: str) -> None:
    narrow = f"{style} td {{ width: 30mm }}"
    body = """<tr><td>East wall</td><td>Rebuilt with stone from the old quarry</td>
        <td>Done before winter</td></tr>
        <tr><td>Lamp</td><td>A brighter one with a spare</td><td>Waiting for the survey of the tower</td></tr>
        <tr><td>Crane and its rails</td><td>Painted</td><td>Not begun</td></tr>"""
    head = "<tr><td>Work</td><td>What was done</td><td>State</td></tr>"
    assert said(table(f"<thead>{head}</thead><tbody>{body}</tbody>", narrow)) == [
        ["Work", "What was done", "State"],
        ["East wall", "Rebuilt with stone from the old quarry", "Done before winter"],
        ["Lamp", "A brighter one with a spare", "Waiting for the survey of the tower"],
        ["Crane and its rails", "Painted", "Not begun"],
    ]


def test_tables_side_by_side_are_two() -> None:
    head = "<thead><tr><td>Port</td><td>Ships</td></tr></thead>"
    one = f"<table>{head}{rows_of('Hull|12', 'Goole|7', 'Leith|20')}</table>"
    other = f"<table>{head}{rows_of('Dover|31', 'Poole|8', 'Fowey|2')}</table>"
    found = tables(f"{BODY}<div style='display: flex; gap: 15mm'>{one}{other}</div>{BODY}", BARE)
    assert [said(each)[1][0] for each in found] == ["Hull", "Dover"]


def test_a_note_under_a_table_and_its_caption_are_none_of_its_rows() -> None:
    body = f"<thead>{rows_of('Port|Ships')}</thead>{rows_of('Hull|12', 'Goole|7', 'Leith|20')}"
    text = (
        f"<p>{5 * 'The keeper trims the lamp and writes the hour in the book, as keepers did before. '}</p>"
    )
    page = f"{text}<p>Table 1. Ships in port</p><table>{body}</table><p>Source: harbour office.</p>{text}"
    document = document_of(printed(page, BARE))
    (found,) = every(document, Table)
    assert isinstance(found, Table)
    assert plain_text(found.caption) == "Table 1. Ships in port"
    assert said(found)[-1] == ["Leith", "20"]
    after = document.blocks[document.blocks.index(found) + 1]
    assert isinstance(after, Paragraph)
    assert plain_text(after.children) == "Source: harbour office."


def test_a_bare_table_over_three_pages_is_one() -> None:
    rows = rows_of(*(f"Berth {n}|{n * 7}|{n * 11}" for n in range(1, 70)))
    style = f"{BARE} thead {{ display: table-header-group }}"
    (found,) = tables(f"<table><thead>{rows_of('Berth|Metres|Ships')}</thead>{rows}</table>", style)
    assert [row[0] for row in said(found)] == ["Berth", *(f"Berth {n}" for n in range(1, 70))]
    assert found.header_rows == 1


def test_a_caption_that_is_said_again_over_the_rest_is_left_out_and_named() -> None:
    def part(first: int) -> str:
        return f"<table>{rows_of(*(f'Berth {n}|{n * 7}' for n in range(first, first + 5)))}</table>"

    first = f"<p>Table 2. Berths</p>{part(1)}"
    rest = f"<p style='break-before: page'>Table 2. Berths (continued)</p>{part(6)}"
    style = f"{PAPER} td {{ border: 0.5pt solid; width: 30mm }}"
    pdf = printed(f"{first}{rest}", style)
    (found,) = every(document_of(pdf), Table)
    assert isinstance(found, Table)
    assert len(found.rows) == 10
    (finding,) = findings_of(pdf, FindingKind.TABLE_CONTINUED)
    assert "Table 2. Berths (continued)" in finding.detail


def test_a_drawn_row_that_lies_wholly_under_spans_leaves_no_empty_row() -> None:
    style = "table { border-collapse: collapse } td { border: 1pt solid; padding: 1mm 3mm; width: 30mm }"
    body = """<tr><td>Area</td><td>Skill</td></tr>
        <tr><td rowspan="3">Harbour</td><td>Mooring</td></tr>
        <tr><td style="height: 6mm"></td></tr><tr><td>Signals</td></tr>
        <tr><td>Office</td><td>Letters</td></tr>"""
    found = table(body, style)
    assert ("Harbour", 1, 2) in spans(found)[1]
    assert [row[-1] for row in said(found)] == ["Skill", "Mooring", "Signals", "Letters"]


def test_a_drawn_table_of_words_has_its_bold_row_as_its_head() -> None:
    style = "table { border-collapse: collapse } td { border: 1pt solid; padding: 1mm 3mm; width: 30mm }"
    body = """<tr style="font-weight: bold"><td>Work</td><td>State</td></tr>
        <tr><td>East wall</td><td>Done</td></tr><tr><td>Lamp</td><td>Not begun</td></tr>"""
    found = table(body, style)
    assert found.header_rows == 1
    assert [cell.scope for cell in found.rows[0].cells] == [Scope.COLUMN, Scope.COLUMN]


def test_a_bare_table_in_a_column_of_text_takes_no_words_of_the_other_column() -> None:
    text = "The keeper trims the lamp and writes the hour in the book, as keepers did before. " * 6
    body = f"<thead>{rows_of('Port|Ships')}</thead>{rows_of('Hull|12', 'Goole|7', 'Leith|20', 'Fowey|3')}"
    style = f"{BARE} body {{ columns: 2; column-gap: 8mm; font-size: 7pt }} table {{ break-inside: avoid }}"
    (found,) = tables(f"<p>{text}</p><table>{body}</table>{f'<p>{text}</p>' * 5}", style)
    assert said(found) == [["Port", "Ships"], ["Hull", "12"], ["Goole", "7"], ["Leith", "20"], ["Fowey", "3"]]


# --- what only looks like one ---------------------------------------------------------------


def test_justified_text_in_narrow_columns_is_no_table() -> None:
    long = "harbour keepers quay winter lantern signal channel anchorage engineering stonework " * 12
    style = "div { columns: 3; column-gap: 6mm; text-align: justify }"
    assert not tables(f"<div>{long}</div>", style)


def test_bars_with_their_numbers_are_no_table() -> None:
    bars = "".join(
        f'<i style="left:{14 * n}mm;height:{7 * (n + 1)}mm"></i><b style="left:{14 * n}mm">{2019 + n}</b>'
        f'<b style="left:{14 * n}mm;bottom:{7 * n + 13}mm">{n * 9 + 4}</b>'
        for n in range(6)
    )
    style = (
        "div { position: relative; height: 60mm } i, b { position: absolute; bottom: 6mm; width: 9mm }"
        " i { background: #357 } b { bottom: 0 }"
    )
    document = document_of(printed(f"{BODY}<div>{bars}</div><p>Figure 1: Ships</p>", style))
    assert not every(document, Table)
    assert every(document, Figure)


def grid(*rows: str) -> tuple[tuple[GridCell, ...], ...]:
    return tuple(tuple(GridCell(text, Box(0, 0, 1, 1)) for text in row.split("|")) for row in rows)


def test_titles_with_pages_are_contents_and_marks_with_words_a_list() -> None:
    assert is_contents(grid("Works|3", "Ships|7", "Accounts|12"))
    assert is_contents(grid("Works . . . . .|3", "Ships . . . . .|2"))
    assert not is_contents(grid("Hull|12", "Goole|7", "Leith|20"))
    assert is_list(grid("•|mend the wall", "|before winter", "•|buy a lamp"))
    assert not is_list(grid("Hull|12", "Goole|7"))
    assert is_jumble(grid("100 90 80 70 60 50 40 30|Ships"))


# --- parts ----------------------------------------------------------------------------------


def span(text: str, left: float, top: float) -> Span:
    return Span(text, Box(left, top, left + 5 * len(text), top + 10), 10)


def test_a_currency_sign_belongs_to_the_column_of_its_figures() -> None:
    lines = [(span("Dues", 50, top), span("£", 200, top), span("1,204", 230, top)) for top in (0, 15, 30)]
    columns = columns_of(strips_of(each for line in lines for each in line))
    assert len(columns) == 2


def test_one_long_line_does_not_close_the_white_between_columns() -> None:
    lines = [[span("Dues", 50, top), span("1,204", 230, top)] for top in (0, 15, 30, 45)]
    lines.append([span("Rents of the buildings on the old quay", 50, 60), span("88", 245, 60)])
    assert len(columns_of(strips_of(each for line in lines for each in line))) == 2


@pytest.mark.parametrize("text", ["1,204", "(£730)", "86.9 ± 0.8", "12/4/2024", "-3.5%", "2019-2020"])
def test_amounts_dates_and_values_with_errors_are_numeric(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize("text", ["Hull", "Berth 1", "–", "", "Q1 results"])
def test_words_are_not_numeric(text: str) -> None:
    assert not is_numeric(text)


def test_tables_of_unlike_width_side_by_side_are_parted_where_the_head_begins_again() -> None:
    rows = grid("Port|Ships|Boats|Port|Ships", "Hull|1|2|Dover|3", "Goole|4|5||")
    parts = list(side_by_side(Region(RegionKind.TABLE, Box(0, 0, 9, 9), rows=rows, headed=True)))
    assert [[cell.text for cell in part.rows[0]] for part in parts] == [
        ["Port", "Ships", "Boats"],
        ["Port", "Ships"],
    ]
    assert [len(part.rows) for part in parts] == [3, 2]


# --- the measure ----------------------------------------------------------------------------


def test_a_table_has_all_of_its_own_relations_and_none_is_invented_where_none_is() -> None:
    truth = "<table><tr><td colspan='2'>Ships</td></tr><tr><td>In</td><td>Out</td></tr></table>"
    assert relations([truth]) == {
        ("ships", "in", "below"): 1,
        ("in", "out", "right"): 1,
    }
    assert f1((truth,), (truth,)) == 1.0
    assert f1((), ()) == 1.0
    assert f1((), (truth,)) == 0.0


def test_a_row_between_rules_is_one_however_many_lines_its_sentences_have() -> None:
    sentence = "The school teaches children how tides turn and why lamps are lit before dusk on the quay. "
    rows = "".join(
        f"<tr><td>{name}<br><br>see the page of {name}</td><td>{2000 + at}</td><td>{sentence * 2}</td></tr>"
        for at, name in enumerate(("Hull", "Goole", "Leith"))
    )
    style = f"{PAPER} tr td {{ border-bottom: 0.5pt solid; border-top: 0.5pt solid; text-align: justify }}"
    head = "<tr><td>Place</td><td>Year</td><td>What is taught</td></tr>"
    found = table(f"<thead>{head}</thead>{rows}", style)
    assert [row[:2] for row in said(found)][1:] == [
        ["Hull see the page of Hull", "2000"],
        ["Goole see the page of Goole", "2001"],
        ["Leith see the page of Leith", "2002"],
    ]


def test_text_between_two_rules_of_one_width_is_none_of_the_table_above_it() -> None:
    line = "<div style='border-top: 0.5pt solid; height: 2mm'></div>"
    rows = rows_of("Year|Ferries|Barges", "2012|10%|7%", "2013|6%|8%", "2014|7%|5%", "2015|3%|2%")
    found = tables(
        f"{BODY}{line}<table style='width: 100%'>{rows}</table>{BODY * 4}{line}{BODY}",
        f"{PAPER} p {{ text-align: justify; margin: 4mm 0 }}",
    )
    assert [len(each.rows) for each in found] == [5]
