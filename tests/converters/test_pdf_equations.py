"""Formulas set apart from the text are equations with picture, text and number; those in a line stay text."""

from __future__ import annotations

from converters.document import Box, Equation
from converters.readers.pdf.figures.equations import with_equations
from converters.readers.pdf.page import Page, Region, RegionKind, Span
from tests.converters.printed import document_of, every, printed

ABOVE = "The keeper counts the hours that the lamp has burned since noon:"
BELOW = "where n is the number of nights and the lamp is trimmed on each."


def span(text: str, left: float, top: float, size: float = 10, maths: bool = False) -> Span:
    return Span(text, Box(left, top, left + 5 * len(text), top + size), size, maths=maths)


def text(said: str, top: float) -> Span:
    return span(said, 50, top)


def page(*spans: Span, curves: tuple[Box, ...] = (), extra: tuple[Region, ...] = ()) -> Page:
    """Return a page on which the engine read all of ``spans`` as one paragraph."""
    box = Box(50, min(each.box.top for each in spans), 400, max(each.box.bottom for each in spans))
    said = " ".join(each.text for each in spans)
    return Page(1, 500, 800, None, spans, (Region(RegionKind.PARAGRAPH, box, said), *extra), curves=curves)


def read(there: Page) -> list[str]:
    found, _ = with_equations(there)
    return [
        f"[{region.text}|{region.marker}]" if region.kind is RegionKind.EQUATION else region.text
        for region in found.regions
    ]


def test_a_formula_with_a_number_at_the_margin_is_cut_out_of_its_paragraph() -> None:
    there = page(text(ABOVE, 100), span("h = n x + 1", 100, 120), span("(4.1)", 370, 120), text(BELOW, 140))
    assert read(there) == [ABOVE, "[h = n x + 1|(4.1)]", BELOW]


def test_its_picture_shows_the_formula_and_not_its_number() -> None:
    there = page(text(ABOVE, 100), span("h = n x + 1", 100, 120), span("(4.1)", 370, 120))
    _, (picture,) = with_equations(there)
    assert picture.box == Box(97, 117, 158, 133)


def test_limits_over_and_under_a_sign_belong_to_it() -> None:
    there = page(text(ABOVE, 80), span("n", 122, 103, 6), span("h = ∑ x", 100, 110), span("i", 122, 122, 6))
    assert read(there)[1] == "[n h = ∑ x i|None]"


def test_a_formula_without_a_number_stands_in_from_the_text() -> None:
    there = page(text(ABOVE, 100), span("h = n x + 1", 150, 120, maths=True), text(BELOW, 140))
    assert read(there) == [ABOVE, "[h = n x + 1|None]", BELOW]
    flush = page(text(ABOVE, 100), span("h = n x + 1", 50, 120, maths=True), text(BELOW, 140))
    assert len(read(flush)) == 1


def test_prices_scores_and_references_are_no_formulas() -> None:
    for said in ("Lamps = 5 and oil = 3", "see the table of hours", "3 : 1 (at home)"):
        assert len(read(page(text(ABOVE, 100), span(said, 150, 120), text(BELOW, 140)))) == 1
    cited = page(text(ABOVE, 100), span("as the keeper said in his book", 60, 120), span("(4)", 370, 120))
    assert len(read(cited)) == 1


def test_a_formula_in_a_line_stays_text() -> None:
    there = page(text("The lamp burns for", 100), span("h = ∑ x", 145, 100), span("hours a night.", 185, 100))
    assert len(read(there)) == 1


def test_a_formula_drawn_as_shapes_has_a_picture_and_a_number() -> None:
    shapes = tuple(Box(left, 118, left + 8, 130) for left in (100, 112, 124))
    there = page(text(ABOVE, 80), span("(4.1)", 50, 120), text(BELOW, 150), curves=shapes)
    assert read(there) == [ABOVE, "[|(4.1)]", BELOW]


def test_a_picture_in_the_line_of_a_number_is_a_formula() -> None:
    figure = Region(RegionKind.FIGURE, Box(100, 110, 200, 140), picture="p1")
    there = page(text(ABOVE, 80), span("(4.1)", 370, 120), text(BELOW, 160), extra=(figure,))
    assert read(there) == [ABOVE, "[|(4.1)]", BELOW]


def test_every_word_of_a_page_with_formulas_is_still_there() -> None:
    spans = (text(ABOVE, 100), span("h = n x + 1", 100, 120), span("(4.1)", 370, 120), text(BELOW, 140))
    assert sorted(
        " ".join(read(page(*spans))).replace("[", " ").replace("]", " ").replace("|", " ").split()
    ) == (sorted(" ".join(each.text for each in spans).split()))


def test_a_formula_of_a_real_page_has_its_picture_its_text_and_its_number() -> None:
    display = "<div style='padding-left: 30mm'>h = ∑ x + 1<span style='float: right'>(2)</span></div>"
    document = document_of(printed(f"<p>{ABOVE * 3}</p>{display}<p>{BELOW * 3}</p>"))
    (equation,) = every(document, Equation)
    assert isinstance(equation, Equation)
    assert (equation.text, equation.number) == ("h = ∑ x + 1", "(2)")
    assert document.image(equation.image or "").width > 50
