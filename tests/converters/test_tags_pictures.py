"""Tagged PDFs: pictures, formulas and what the author says of them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, StreamObject

from converters import FindingKind
from converters.document import (
    Equation,
    Figure,
)
from converters.walk import plain_text, text_of
from tests.converters.authored import BODY, block, blocks, levels
from tests.converters.printed import document_of, every, findings_of
from tests.converters.tagged import Drawing, e, tagged


def test_a_drawing_with_a_description_is_a_picture_cut_out_of_its_page() -> None:
    pdf = tagged(BODY, e("Figure", Drawing(), e("Caption", "Figure 1"), Alt="A black  block."))
    document = document_of(pdf)
    (figure,) = every(document, Figure)
    assert isinstance(figure, Figure)
    assert figure.alt == "A black block."
    assert plain_text(figure.caption) == "Figure 1"
    assert document.image(str(figure.image)).width > 100


def test_a_picture_that_the_author_calls_decorative_stays_so() -> None:
    (figure,) = every(document_of(tagged(BODY, e("Figure", Drawing(), Alt=""))), Figure)
    assert isinstance(figure, Figure)
    assert figure.alt == ""
    assert findings_of(tagged(BODY, e("Figure", Drawing(), Alt="")), FindingKind.DESCRIPTION_EMPTY)


@pytest.mark.parametrize("alt", ["C:\\Users\\me\\Pictures\\lamp[1].jpg", "image12", "lamp.png"])
def test_a_description_that_a_program_wrote_is_kept_and_doubted(alt: str) -> None:
    pdf = tagged(BODY, e("Figure", Drawing(), Alt=alt))
    assert [f.alt for f in every(document_of(pdf), Figure) if isinstance(f, Figure)] == [alt]
    assert alt in findings_of(pdf, FindingKind.DESCRIPTION_DOUBTFUL)[0].detail


def test_a_picture_that_is_only_said_where_it_lies_is_cut_out_as_libreoffice_writes_it() -> None:
    black = b"BT ET 72 600 100 60 re f"
    figure = e("Figure", Alt="A black block.", A={"O": "/Layout", "BBox": [72, 600, 172, 660]})
    writer = PdfWriter(BytesIO(tagged(BODY, figure)))
    more = StreamObject()
    more.set_data(b"/Artifact BMC " + black + b" EMC\n")
    page = writer.pages[0]
    page[NameObject("/Contents")] = ArrayObject([page.raw_get("/Contents"), writer._add_object(more)])
    out = BytesIO()
    writer.write(out)
    document = document_of(out.getvalue())
    (found,) = every(document, Figure)
    assert isinstance(found, Figure)
    assert document.image(str(found.image)).width > 100
    assert found.alt == "A black block."


def test_words_in_a_described_picture_are_named() -> None:
    pdf = tagged(BODY, e("Figure", "12 ships", Alt="A chart of ships."))
    assert "12 ships" in findings_of(pdf, FindingKind.TEXT_IN_PICTURE)[0].detail


def test_a_caption_beside_a_picture_is_its_caption() -> None:
    pdf = tagged(BODY, e("Div", e("Figure", Drawing(), Alt="A block."), e("Caption", "Figure 1")))
    (figure,) = every(document_of(pdf), Figure)
    assert isinstance(figure, Figure)
    assert plain_text(figure.caption) == "Figure 1"


def test_a_heading_that_is_a_picture_says_its_description() -> None:
    pdf = tagged(e("H1", e("Figure", Drawing(), Alt="Harbour Board")), BODY)
    assert levels(document_of(pdf)) == [(1, "Harbour Board")]


def test_a_formula_among_words_is_said_in_its_line() -> None:
    formula = e("Formula", "E=mc", Alt="E equals m c squared")
    assert text_of(block(e("P", "So", formula, "holds."))) == "So E equals m c squared holds."
    displayed = replace(formula, keys={**formula.keys, "A": {"O": "/Layout", "Placement": "/Block"}})
    assert any(isinstance(found, Equation) for found in blocks(e("P", "So", displayed, "holds.")))


def test_a_formula_says_what_the_author_wrote_for_it() -> None:
    formula = blocks(BODY, e("Formula", "E=mc", Alt="E equals m c squared"))[-1]
    assert isinstance(formula, Equation)
    assert (formula.text, bool(formula.image)) == ("E equals m c squared", True)
