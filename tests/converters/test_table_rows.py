"""Rows and cells of tables: which lines are one row, and what rules around cells say."""

from __future__ import annotations

from dataclasses import replace

from converters.document import Box
from converters.readers.pdf.page import GridCell, Region, RegionKind, Span, Word
from converters.readers.pdf.tables.rules import Rule, rules_of
from converters.readers.pdf.tables.signs import with_signs_joined
from converters.readers.pdf.text.parting import Uprights, parted
from tests.converters.test_pdf_tables import BOOKTABS, PAPER, said, spans, table, tables

LONG = (
    "A set of four numbers that describes the differences between two boxes: that of the lamp and that of "
    "the glass around it. The inner box is where the words are shown. Any style that is stated for the "
    "border shall be used on the inner box, and none of the four may be less than nothing."
)
BOX = Box(0, 0, 10, 10)
DRAWN = f"{PAPER} td {{ border: 0.6pt solid; width: 25mm }} td.wide {{ width: 60mm }}"


def test_figures_under_figures_with_labels_in_the_second_column_are_rows_of_their_own() -> None:
    head = "<tr><td>Data</td><td>Kind</td><td>Found</td><td>Kept</td></tr>"
    groups = (
        ("Plain", (("Simple", "0.93", "0.99"), ("Complex", "0.27", "0.92"), ("All", "0.58", "0.95"))),
        ("Mixed", (("Simple", "0.94", "0.99"), ("Complex", "0.69", "0.97"), ("All", "0.81", "0.98"))),
        ("Bare", (("Simple", "0.08", "0.86"), ("Complex", "0.11", "0.85"), ("All", "0.10", "0.86"))),
    )
    rows = "".join(
        f"<tr class={'first' if not at else 'rest'}><td>{name if not at else ''}</td>"
        f"{''.join(f'<td>{each}</td>' for each in line)}</tr>"
        for name, lines in groups
        for at, line in enumerate(lines)
    )
    style = f"{BOOKTABS} .first td {{ border-top: 0.4pt solid }}"
    found = table(f"<thead>{head}</thead><tbody>{rows}</tbody>", style)
    assert said(found)[4:7] == [
        ["Mixed", "Simple", "0.94", "0.99"],
        ["", "Complex", "0.69", "0.97"],
        ["", "All", "0.81", "0.98"],
    ]


def test_rows_that_stand_in_groups_stay_rows() -> None:
    facts = (
        ("Reign|959 to 975", "Before|Eadwig", "After|Edward"),
        ("Born|in England", "Died|in July", "Burial|at sea"),
    )
    rows = "".join(
        f"<tr class={'first' if not at else 'rest'}><td><b>{label}</b></td><td>{value}</td></tr>"
        for group in facts
        for at, (label, value) in enumerate(each.split("|") for each in group)
    )
    style = (
        f"{PAPER} td {{ padding: 1.4mm 2mm; width: 40mm }} .first td {{ padding-top: 6mm }} "
        "table { border-top: 1pt solid; border-bottom: 1pt solid }"
    )
    found = table(rows, style)
    assert said(found) == [each.split("|") for group in facts for each in group]


def test_long_text_beside_a_label_in_a_drawn_grid_is_a_row() -> None:
    rows = "".join(
        f"<tr><td>{key}</td><td>{kind}</td><td class=wide>{value}</td></tr>"
        for key, kind, value in (("Key", "Type", "Value"), ("RD", "box", LONG), ("BS", "style", LONG))
    )
    found = table(rows, DRAWN)
    assert said(found) == [["Key", "Type", "Value"], ["RD", "box", LONG], ["BS", "style", LONG]]


def test_rules_around_every_cell_tell_its_rows_however_words_align() -> None:
    rows = """<tr><td rowspan=2>Space</td><td rowspan=2>Part</td><td colspan=2>Effect</td></tr>
        <tr><td>Before noon</td><td>After noon</td></tr>
        <tr><td rowspan=3>Lamps that were lit by the keeper and by nobody else</td><td>Red</td>
        <td>Paint it</td><td>Paint if not dark, do not paint if dark</td></tr>
        <tr><td>Green or white</td><td>Paint it</td><td>Paint it</td></tr>
        <tr><td>Spot</td><td>Paint 0.0</td><td>Leave it</td></tr>
        <tr><td>Bells</td><td>Loud</td><td>Ring it</td><td>Leave it</td></tr>"""
    found = table(rows, DRAWN)
    assert spans(found)[2][0] == ("Lamps that were lit by the keeper and by nobody else", 1, 3)
    assert said(found)[3:] == [
        ["Green or white", "Paint it", "Paint it"],
        ["Spot", "Paint 0.0", "Leave it"],
        ["Bells", "Loud", "Ring it", "Leave it"],
    ]


def test_a_sign_that_stands_off_in_the_first_row_is_no_column() -> None:
    rows = tuple(
        tuple(GridCell(text) for text in row.split("|"))
        for row in ("Period|Allowance|", "Weekly|$|71.15", "Monthly||308.33", "Yearly||3,700.00")
    )
    (_, *joined) = (
        [cell.text for cell in row]
        for row in with_signs_joined(Region(RegionKind.TABLE, BOX, rows=rows)).rows
    )
    assert joined == [["Weekly", "$ 71.15"], ["Monthly", "308.33"], ["Yearly", "3,700.00"]]


def test_words_on_both_sides_of_a_rule_are_two_cells_however_near_they_stand() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{each}</td>' for each in row.split('|'))}</tr>"
        for row in ("Rule|G 1|G 2|G 3", "Keep the lamp|yes|no|no", "Ring the bell|no|no|yes", "4|2|13.5|7")
    )
    found = table(rows, f"{DRAWN} td {{ width: auto; padding: 1mm 0.4mm }}")
    assert said(found)[0] == ["Rule", "G 1", "G 2", "G 3"]
    assert said(found)[3] == ["4", "2", "13.5", "7"]


def test_words_of_a_run_part_where_an_upright_rule_stands_and_nowhere_else() -> None:
    words = tuple(Word(text, Box(left, 0, left + 10, 10)) for text, left in (("G", 0), ("1", 12), ("G", 24)))
    run = Span("G 1 G", Box(0, 0, 34, 10), 10.0)
    beside, crossing = Rule(True, 23.0, 20.0, 40.0), Rule(True, 23.0, -5.0, 15.0)
    assert [part.text for part in parted(run, words, Uprights([crossing]))] == ["G 1", "G"]
    assert [part.text for part in parted(run, words, Uprights([beside]))] == ["G 1 G"]
    formula = replace(run, text="$G_1$ G")
    assert list(parted(formula, words, Uprights([crossing]))) == [formula]


def test_an_underline_in_a_cell_parts_no_rows() -> None:
    rows = "".join(
        f"<tr><td>{version}</td><td class=wide><u>{title}</u><br>{text}</td></tr>"
        for version, title, text in (
            ("Version", "Control of all the lamps", "and where it is said"),
            ("v8", "Keep a list of all the lamps", "Every lamp that is lit stands on it."),
            ("v7", "Keep a list of all keepers", "Every keeper stands on it."),
        )
    )
    found = table(rows, DRAWN)
    assert [row[0] for row in said(found)] == ["Version", "v8", "v7"]
    assert said(found)[1][1] == "Keep a list of all the lamps Every lamp that is lit stands on it."


def test_words_on_a_ground_of_their_own_in_a_cell_part_nothing() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td><span style='background: #ffd'>{said}</span></td></tr>"
        for name, said in (("Fund", "Research"), ("Council", "Bell and lamp fund"), ("Board", "Harbour"))
    )
    found = table(rows, f"{DRAWN} td {{ width: 40mm; padding: 3mm }}")
    assert said(found) == [["Fund", "Research"], ["Council", "Bell and lamp fund"], ["Board", "Harbour"]]


def test_a_grid_drawn_in_thousands_of_parts_is_a_grid() -> None:
    parts = [Box(x, y, x + 10, y + 0.5) for y in range(0, 600, 20) for x in range(0, 600, 10)] + [
        Box(x, y, x + 0.5, y + 10) for x in range(0, 601, 60) for y in range(0, 580, 10)
    ]
    rules = rules_of(parts)
    assert len(parts) > 2000
    assert len(rules) == 30 + 11
    assert {rule.end for rule in rules if not rule.upright} == {600}


def test_tables_drawn_whole_over_and_under_text_are_themselves_and_in_order() -> None:
    drawn = "".join(
        f"<p class=over>Table {n} – &nbsp; &nbsp; Entries of {kind}</p><table>{_entries(kind)}</table>"
        f"<p>The book says of {kind} what it says of the lamps, and no more.</p>"
        for n, kind in ((1, "bells"), (2, "gates"))
    )
    found = tables(drawn, DRAWN)
    assert [said(each)[1][0] for each in found] == ["bells 1", "gates 1"]
    assert [len(each.rows) for each in found] == [3, 3]


def _entries(kind: str) -> str:
    rows = (
        ("Key", "Type", "Value"),
        (f"{kind} 1", "number", "as many as hang there"),
        (f"{kind} 2", "name", "0 1 2 3 4 5 6 7"),
    )
    return "".join(
        f"<tr><td>{key}</td><td>{sort}</td><td class=wide>{value}</td></tr>" for key, sort, value in rows
    )
