"""The letters of an index head its parts; a letter by itself is no heading anywhere else."""

from __future__ import annotations

from collections.abc import Mapping

from converters.document import Heading
from converters.walk import text_of
from tests.converters.printed import document_of, every, printed

ENTRIES = {"A": ("anchors", "arches"), "B": ("barges", "buoys"), "C": ("cranes",), "H": ("harbours", "hulls")}
STYLE = "p { margin: 0 } .letter { font-weight: bold; margin: 4mm 0 1mm }"
LINE = "The keeper trims the lamp and writes the hour in the book, as keepers did before. "


def index(entries: Mapping[str, tuple[str, ...]]) -> bytes:
    parts = "".join(
        f"<p class='letter'>{letter}</p>"
        + "".join(f"<p>{entry}, {at + 4}</p>" for at, entry in enumerate(of))
        for letter, of in entries.items()
    )
    return printed(f"<h1>Harbour book</h1><p>{LINE * 8}</p><h2>Index</h2>{parts}", STYLE)


def headings(pdf: bytes) -> list[str]:
    return [text_of(block) for block in every(document_of(pdf), Heading)]


def test_the_letters_of_an_index_are_headings() -> None:
    assert headings(index(ENTRIES)) == ["Harbour book", "Index", "A", "B", "C", "H"]


def test_letters_over_what_begins_otherwise_are_none() -> None:
    mixed = {"A": ("tides", "storms"), "B": ("fog",), "C": ("rain",), "H": ("ice",)}
    assert headings(index(mixed)) == ["Harbour book", "Index"]
