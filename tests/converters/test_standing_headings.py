"""Headings as large as the text: told by their look and the white space around them."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image

from converters.document import Heading, ListBlock, Paragraph
from converters.walk import text_of
from tests.converters.printed import document_of, printed

TEXT = (
    "The keeper trims the lamp and writes the hour in the book, as keepers did before. "
    "The harbour is open in all weathers, and the pilots wait for the tide at the north wall."
)
HEAD = "h2, h3 { font: inherit; margin: 5mm 0 2mm } p { margin: 0 0 2mm }"


def headings(body: str, style: str = "") -> list[str]:
    document = document_of(printed(body, HEAD + style))
    return [text_of(block) for block in document.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    "look",
    ["color: #7a1f3d", "font-style: italic", "text-transform: uppercase", "font-weight: bold"],
)
def test_a_line_of_body_size_in_a_look_of_its_own_heads_the_text_under_it(look: str) -> None:
    body = f"<h1>Lights</h1><p>{TEXT}</p><h2>Works at the wall</h2><p>{TEXT}</p><p>{TEXT}</p>"
    assert [each.lower() for each in headings(body, f"h2 {{ {look} }}")][1:] == ["works at the wall"]


def test_a_question_may_be_a_heading() -> None:
    body = f"<p>{TEXT}</p><h2>Why is the wall closed?</h2><p>{TEXT}</p>"
    assert headings(body, "h2 { font-weight: bold }") == ["Why is the wall closed?"]


@pytest.mark.parametrize(
    "said",
    ["By Lena Fischer", "“The wall is closed.”", "Source: the harbour book", "Hull, 3 March 2025"],
)
def test_who_wrote_it_and_what_somebody_said_head_nothing(said: str) -> None:
    assert headings(f"<p>{TEXT}</p><h2>{said}</h2><p>{TEXT}</p>", "h2 { font-style: italic }") == []


def test_a_line_under_a_picture_heads_nothing() -> None:
    kept = BytesIO()
    Image.radial_gradient("L").save(kept, "PNG")
    drawn = f"<img src='data:image/png;base64,{b64encode(kept.getvalue()).decode()}'>"
    body = f"<p>{TEXT}</p><div>{drawn}</div><p class='c'>The wall in winter</p><p>{TEXT}</p>"
    assert headings(body, ".c { font-style: italic; margin: 2mm 0 }") == []


def test_what_ends_a_document_in_bold_is_who_signed_it() -> None:
    body = f"<p>{TEXT}</p>" * 9 + "<p>Yours sincerely</p><p>R. Adler</p><h2>Harbour master</h2>"
    assert headings(body, "h2 { font-weight: bold }") == []


def test_bold_sentences_head_nothing_even_by_themselves() -> None:
    said = "The board asks that the wall be closed to all ships before the winter comes."
    assert headings(f"<p>{TEXT}</p><p><b>{said}</b></p><p>{TEXT}</p>") == []


def test_what_stands_left_of_a_list_under_it_is_no_part_of_its_last_item() -> None:
    body = f"<p>{TEXT}</p><ul><li>lamps</li><li>ropes</li></ul><h3>Winter</h3><p>{TEXT}</p>"
    document = document_of(printed(body, HEAD + "h3 { font-style: italic }"))
    kinds = [type(block) for block in document.blocks if isinstance(block, Heading | ListBlock | Paragraph)]
    assert kinds == [Paragraph, ListBlock, Heading, Paragraph]


@pytest.mark.parametrize(
    ("above", "below"),
    [("text-transform: uppercase", "font-weight: bold"), ("font-weight: bold", "text-transform: uppercase")],
)
def test_of_light_capitals_and_bold_small_letters_what_comes_first_is_above(above: str, below: str) -> None:
    body = f"<p>{TEXT}</p><h2>Works</h2><p>{TEXT}</p><h3>Lamps</h3><p>{TEXT}</p><h2>Walls</h2><p>{TEXT}</p>"
    document = document_of(printed(body, f"{HEAD} h2 {{ {above} }} h3 {{ {below} }}"))
    one, two, three = (block.level for block in document.blocks if isinstance(block, Heading))
    assert one == three < two
