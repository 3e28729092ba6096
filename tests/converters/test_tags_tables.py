"""Tagged PDFs: tables."""

from __future__ import annotations

from converters.document import (
    PageStart,
    Scope,
    Table,
)
from converters.walk import plain_text
from tests.converters.authored import block
from tests.converters.printed import document_of, every
from tests.converters.tagged import Element, e, tagged


def table(*elements: Element, **keys: object) -> Table:
    found = block(*elements, **keys)
    assert isinstance(found, Table)
    return found


def test_header_cells_speak_for_whom_the_author_says() -> None:
    found = table(
        e(
            "Table",
            e("Caption", e("P", "Ships by kind")),
            e("THead", e("TR", e("TH", "Kind"), e("TH", "2025", A={"O": "/Table", "Scope": "/Column"}))),
            e("TBody", e("TR", e("TH", "Ferries", A={"O": "/Table", "Scope": "/Row"}), e("TD", "730"))),
        )
    )
    assert [[cell.scope for cell in row.cells] for row in found.rows] == [
        [Scope.COLUMN, Scope.COLUMN],
        [Scope.ROW, None],
    ]
    assert found.header_rows == 1
    assert plain_text(found.caption) == "Ships by kind"


def test_header_cells_without_scope_speak_for_the_cells_that_name_them() -> None:
    head = e("TR", e("TH", "Kind", ID="k"), e("TD", "Ships"))
    body = e("TR", e("TD", "Ferries", A={"O": "/Table", "Headers": ["k"]}), e("TD", "730"))
    assert table(e("Table", head, body)).rows[0].cells[0].scope is Scope.COLUMN


def test_spans_are_kept_and_attributes_may_come_from_a_class() -> None:
    wide = e("TR", e("TH", "All", C="/Wide"))
    found = table(
        e("Table", wide, e("TR", e("TD", "1"), e("TD", "2"))),
        ClassMap={"Wide": {"O": "/Table", "ColSpan": 2, "Scope": "/Column"}},
    )
    assert (found.rows[0].cells[0].columns, found.rows[0].cells[0].scope) == (2, Scope.COLUMN)


def test_one_table_over_two_pages_is_one_table() -> None:
    rows = [e("TR", e("TH", f"Berth {n}"), e("TD", f"{n} m"), page=1 + n // 3) for n in range(1, 6)]
    pdf = tagged(e("Table", e("TR", e("TH", "Berth"), e("TH", "Length")), *rows))
    document = document_of(pdf)
    (found,) = every(document, Table)
    assert isinstance(found, Table)
    assert len(found.rows) == 6
    assert [block.label for block in document.blocks if isinstance(block, PageStart)] == ["1", "2"]
