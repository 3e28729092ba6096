"""Tagged PDFs: what a program tagged anew on each page is one again, and what is two stays two."""

from __future__ import annotations

from functools import cache

import pytest

from converters.document import ListBlock, Numbering, PageStart, Table
from converters.walk import text_of
from tests import pdfs
from tests.converters.authored import BODY, LONG
from tests.converters.printed import document_of, every
from tests.converters.tagged import Element, e, tagged

ROWS = 60


@cache
def printed(body: str) -> bytes:
    return pdfs._laid_out(f"<h1>Harbour</h1>{body}", "Harbour", tagged=True)


@pytest.mark.parametrize("kept", [False, True], ids=["", "running heads kept"])
def test_a_table_that_is_tagged_anew_on_each_page_is_one_with_one_head(kept: bool) -> None:
    rows = "".join(f'<tr><th scope="row">Berth {n}</th><td>{n}</td></tr>' for n in range(ROWS))
    head = '<thead><tr><th scope="col">Berth</th><th scope="col">Boats</th></tr></thead>'
    pdf = printed(f"<table>{head}<tbody>{rows}</tbody></table>")
    document = document_of(pdf, keep_running_heads=kept)
    (table,) = every(document, Table)
    assert isinstance(table, Table)
    assert (len(table.rows), table.header_rows) == (ROWS + 1, 1)
    assert sum(isinstance(block, PageStart) for block in document.blocks) > 1


@pytest.mark.parametrize(("tag", "numbering"), [("ol", Numbering.DECIMAL), ("ul", None)])
def test_a_list_that_is_tagged_anew_on_each_page_is_one(tag: str, numbering: Numbering | None) -> None:
    items = "".join(f"<li>Item {n} {LONG * 8} the end of {n}</li>" for n in range(1, 14))
    (found,) = every(document_of(printed(f"<{tag}>{items}</{tag}>")), ListBlock)
    assert isinstance(found, ListBlock)
    assert found.numbering is numbering
    said = [" ".join(map(text_of, item.children)) for item in found.items]
    assert [text.split()[1] for text in said] == [str(n) for n in range(1, 14)]
    assert all(text.endswith(f"the end of {n}") for n, text in enumerate(said, 1))


def test_a_sentence_that_a_page_cuts_inside_an_item_is_one_paragraph() -> None:
    first = e("L", e("LI", e("Lbl", "1."), e("LBody", "The lamp is")))
    rest = e("L", e("LI", e("LBody", "old.")), e("LI", e("Lbl", "2."), e("LBody", "Oil.")), page=2)
    (found,) = every(document_of(tagged(BODY, first, rest)), ListBlock)
    assert isinstance(found, ListBlock)
    assert [(item.label, list(map(text_of, item.children))) for item in found.items] == [
        ("1.", ["The lamp is old."]),
        ("2.", ["Oil."]),
    ]


def grid(*rows: tuple[str, str], head: tuple[str, str] | None = None, page: int = 1) -> Element:
    heads = [e("TR", *(e("TH", text) for text in head))] if head else []
    return e("Table", *heads, *(e("TR", e("TD", a), e("TD", b)) for a, b in rows), page=page)


def numbered(*labels: str, page: int = 1) -> Element:
    return e("L", *(e("LI", e("Lbl", label), e("LBody", "Oil")) for label in labels), page=page)


HEAD = ("Berth", "Boats")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (grid(("East", "1"), head=HEAD), grid(("West", "2"), head=("Berth", "Ships"), page=2)),
        (grid(("East", "1")), grid(("West", "2"), page=2)),
        (grid(("East", "1"), head=HEAD), e("Table", e("TR", e("TD", "West")), page=2)),
        (numbered("1.", "2."), numbered("1.", "2.", page=2)),
        (numbered("1.", "2."), numbered("*", "*", page=2)),
        (numbered("*", "*"), numbered("-", "-", page=2)),
    ],
    ids=str,
)
def test_two_on_two_pages_stay_two(first: Element, second: Element) -> None:
    document = document_of(tagged(BODY, first, second))
    assert len(every(document, Table) + every(document, ListBlock)) == 2


def test_two_with_something_between_them_stay_two() -> None:
    pdf = tagged(numbered("1.", "2."), e("P", "And then:", page=2), numbered("3.", page=2))
    assert len(every(document_of(pdf), ListBlock)) == 2
