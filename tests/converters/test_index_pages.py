"""The index at the back of a book: items by column, and what looks like one and is a table."""

from __future__ import annotations

from converters.document import ListBlock, Table
from converters.walk import text_of
from tests.converters.printed import document_of, every, printed

STYLE = (
    "main { columns: 2; column-gap: 8mm; column-fill: auto; height: 120mm } p { margin: 0; font-size: 8pt }"
    " b { display: block; margin: 3mm 0 1mm; font-size: 11pt } span { float: right }"
)
TERMS = {
    "A": "abline 71|ace 67|anova 58, 60|aperm 24|array 22|attach 31",
    "B": "bells 40|boats 44|buoys 67",
    "C": "cables 12-14|charts 9|coal 18, 20|crews 8",
    "L": "lamps 9|lights 27|list of lamps 72",
    "S": "sails 34|sand 18|search 32|ships 44, 59|signals 9|soundings 7",
}


def _entry(entry: str) -> str:
    words = entry.split(" ")
    at = next(at for at, word in enumerate(words) if word[0].isdigit())
    return f"<p>{' '.join(words[:at])}<span>{' '.join(words[at:])}</span></p>"


def _index(terms: dict[str, str]) -> bytes:
    parts = (
        f"<b>{initial}</b>{''.join(map(_entry, entries.split('|')))}" for initial, entries in terms.items()
    )
    return printed(f"<h1>Index</h1><main>{''.join(parts)}</main>", STYLE)


def test_an_index_in_two_columns_is_lists_of_terms_in_the_order_of_the_alphabet() -> None:
    document = document_of(_index(TERMS))
    assert not every(document, Table)
    items = [
        " ".join(map(text_of, item.children))
        for block in every(document, ListBlock)
        if isinstance(block, ListBlock)
        for item in block.items
    ]
    assert items == [entry for entries in TERMS.values() for entry in entries.split("|")]


def test_names_with_one_figure_each_are_a_table_though_they_go_by_the_alphabet() -> None:
    ports = ("Bangor", "Cardiff", "Dover", "Falmouth", "Goole", "Hull", "Leith", "Oban", "Poole", "Ryde")
    rows = "".join(
        f"<tr><td>{port}</td><td>{at * 7 % 40}</td></tr>"
        for at, port in enumerate((*ports, "Tain", "Wick"), 3)
    )
    found = every(
        document_of(
            printed(f"<table><tr><td>Port</td><td>Ships</td></tr>{rows}</table>", "td { width: 40mm }")
        ),
        Table,
    )
    assert len(found) == 1
