"""Tables in Word files: header rows, spans, room, and the sheets they stand on."""

from __future__ import annotations

import pytest

from tests.converters.trees import (
    doc,
    h,
    p,
    rh,
    row,
    table,
    td,
    th,
)
from tests.converters.word_files import (
    W,
    found,
    part,
    read,
    values,
    words,
)


def test_header_rows_repeat_and_rows_stay_whole() -> None:
    root = part(
        doc(table(row(th("Name"), th("Vote")), row(rh("Ada"), "Yes"), header_rows=1, caption="Votes"))
    )
    first, second = found(root, ".//w:tr")
    assert [element.tag for element in found(first, "w:trPr/*")] == [f"{W}cantSplit", f"{W}tblHeader"]
    assert [element.tag for element in found(second, "w:trPr/*")] == [f"{W}cantSplit"]
    assert values(root, ".//w:tblLook") == ["06A0"]
    assert values(root, ".//w:tblCaption") == ["Votes"]
    assert values(root, ".//w:tblDescription") == ["2 columns, 2 rows. The first row is the header."]


def test_spans_are_merged_cells() -> None:
    document = read(
        doc(
            table(
                row(th("Place", rows=2), th("Visits", columns=2)),
                row(th("Adults"), th("Children")),
                row(rh("Leeds"), "10", "20"),
                header_rows=2,
            )
        )
    )
    rows = [[cell.text for cell in one.cells] for one in document.tables[0].rows]
    assert rows == [["Place", "Visits", "Visits"], ["Place", "Adults", "Children"], ["Leeds", "10", "20"]]


def test_ragged_rows_are_filled_up() -> None:
    document = read(doc(table(row("a", "b", "c"), row("d"), row(td("e", rows=7, columns=2)))))
    assert [len(one.cells) for one in document.tables[0].rows] == [3, 3, 3]


def test_a_table_within_a_table_and_two_in_a_row_stay_apart() -> None:
    root = part(doc(table(row(td(table(row("in"))))), table(row("next"))))
    for cell in found(root, ".//w:tc"):
        assert cell[-1].tag == f"{W}p"
    tables = found(root, "w:body/w:tbl")
    assert len(tables) == 2
    following = tables[0].getnext()
    assert following is not None
    assert following.tag == f"{W}p"


def test_a_table_too_wide_for_word_is_read_out() -> None:
    document = read(
        doc(table(row(*(th(f"h{n}") for n in range(70))), row(*(f"v{n}" for n in range(70))), header_rows=1))
    )
    assert document.tables == []
    assert "h69: v69" in [one.text for one in document.paragraphs]


def test_a_table_of_two_thousand_rows_is_written() -> None:
    rows = [row(str(n), "x") for n in range(2000)]
    assert len(found(part(doc(table(*rows))), ".//w:tr")) == 2000


def test_wide_tables_stand_in_sections_of_their_own_with_their_heading_and_page_number() -> None:
    wide = table(row(*(th(f"Heading {n}") for n in range(12))), row(*"abcdefghijkl"), header_rows=1)
    root = part(doc(p("before"), h(2, "Wide"), wide, p("after"), wide))
    sections = found(root, ".//w:sectPr")
    assert [one.get(f"{W}orient") for one in found(root, ".//w:pgSz")] == [
        None,
        "landscape",
        None,
        "landscape",
    ]
    assert all(found(one, "w:footerReference") for one in sections)
    before = found(root, "w:body/w:p")
    assert words(next(one for one in before if found(one, "w:pPr/w:sectPr"))) == "before"


def test_a_table_alone_has_its_title_on_its_sheet() -> None:
    wide = table(row(*(th(f"Heading {n}") for n in range(12))), row(*"abcdefghijkl"), header_rows=1)
    assert [one.get(f"{W}orient") for one in found(part(doc(wide)), ".//w:pgSz")] == ["landscape"]


def test_columns_keep_room_for_their_longest_word() -> None:
    texts = ("Coast", "many words " * 60, "Responsibilities")
    widths = [int(width or 0) / 20 for width in values(part(doc(table(row(*texts)))), ".//w:gridCol", "w")]
    assert widths[0] >= 3.0 * 12 + 11
    assert widths[2] >= 7.5 * 12 + 11
    assert sum(widths) == pytest.approx(451, abs=1)


def test_short_tables_are_not_cut_between_pages_and_long_ones_are() -> None:
    kept = found(part(doc(table(row("a"), row("b"), row("c")))), ".//w:tc//w:keepNext")
    assert len(kept) == 2
    assert not found(part(doc(table(*(row(str(n)) for n in range(20))))), ".//w:tc//w:keepNext")
