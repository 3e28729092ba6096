"""Headings counted by letters or Roman numbers: one tells of the other."""

from __future__ import annotations

import pytest

from converters.document import Heading
from converters.walk import text_of
from tests.converters.printed import document_of, every, printed

TEXT = (
    "The keeper trims the lamp and writes the hour in the book, as keepers did before. "
    "The harbour is open in all weathers, and the pilots wait for the tide at the north wall."
)
STYLE = "h1 { font-size: 18pt } p { margin: 0; text-indent: 4mm } .head { text-indent: 0; margin-top: 3mm } "


def headings(*heads: str, look: str) -> list[str]:
    body = "".join(f"<p class='head'>{head}</p><p>{TEXT}</p>" for head in heads)
    pdf = printed(f"<h1>Lights</h1><p>{TEXT}</p>{body}", STYLE + f".head {{ {look} }}")
    return [text_of(block).lower() for block in every(document_of(pdf), Heading)][1:]


@pytest.mark.parametrize("look", ["font-style: italic", "font-weight: bold; font-size: 90%"])
def test_letters_that_go_on_count_headings(look: str) -> None:
    heads = ("A. Word lists", "B. Lamps and oil")
    assert headings(*heads, look=look) == [head.lower() for head in heads]


def test_roman_numbers_that_go_on_count_headings() -> None:
    heads = ("I. Introduction", "II. Works of the winter", "III. Results")
    look = "text-transform: uppercase; text-align: center"
    assert headings(*heads, look=look) == [head.lower() for head in heads]


def test_an_initial_by_itself_counts_nothing() -> None:
    assert headings("A. Word", "R. Adler", look="font-style: italic") == []


def test_the_first_section_of_a_paper_names_nobody() -> None:
    body = f"<h1>Lights of the coast</h1><p>Lena Fischer</p><h2>I. INTRODUCTION</h2><p>{TEXT}</p>"
    pdf = printed(f"{body}<p>{TEXT}</p>", "h2 { font-size: 10pt; text-align: center }")
    assert [text_of(block) for block in every(document_of(pdf), Heading)] == [
        "Lights of the coast",
        "I. INTRODUCTION",
    ]
