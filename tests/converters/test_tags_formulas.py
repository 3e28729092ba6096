"""Formulas whose author gave MathML: as a file, as Word writes it, as tags; and what they are in a line."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from converters.document import Equation, Math
from converters.readers.pdf.tags.formula_words import in_line
from converters.readers.pdf.tags.mathml import MAX_DEPTH, MAX_ELEMENTS, read
from converters.walk import text_of
from tests.converters.authored import BODY, block
from tests.converters.printed import document_of, every
from tests.converters.tagged import Element, e, tagged
from tests.converters.trees import m, roots

HALF = "<math><mi>x</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
HALF_READ = m("math", m("mi", "x"), m("mo", "="), m("mfrac", m("mn", "1"), m("mn", "2")))


def equation(formula: Element) -> Equation:
    (found,) = every(document_of(tagged(BODY, formula)), Equation)
    assert isinstance(found, Equation)
    return found


def with_file(source: bytes, kind: str = "/application/mathml+xml", **keys: str) -> bytes:
    """Return a PDF with a formula to which ``source`` is attached, as LaTeX does."""
    writer = PdfWriter(BytesIO(tagged(BODY, e("Formula", "x = 12"))))
    file = StreamObject()
    file.set_data(source)
    for key, value in {"Subtype": kind, **keys}.items():
        file[NameObject(f"/{key}")] = NameObject(value)
    attached = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Filespec"),
            NameObject("/F"): TextStringObject("formula.xml"),
            NameObject("/EF"): DictionaryObject({NameObject("/F"): writer._add_object(file)}),
        }
    )
    (formula,) = (
        one
        for one in (held.get_object() if held else None for held in writer._objects)
        if isinstance(one, DictionaryObject) and one.get("/S") == "/Formula"
    )
    formula[NameObject("/AF")] = ArrayObject([writer._add_object(attached)])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_mathml_attached_as_a_file_is_read_and_said_in_a_line() -> None:
    (found,) = every(document_of(with_file(HALF.encode())), Equation)
    assert isinstance(found, Equation)
    assert (found.math, found.text) == (HALF_READ, "x = 1/2")


@pytest.mark.parametrize("source", [b"<math", b"", b"\xff\xfe<math/>", b"<html/>"])
def test_a_file_that_is_no_mathml_leaves_the_formula_as_it_is_drawn(source: bytes) -> None:
    (found,) = every(document_of(with_file(source)), Equation)
    assert isinstance(found, Equation)
    assert (found.math, found.text) == (None, "x = 12")


def test_a_file_that_cannot_be_unpacked_costs_nothing_else() -> None:
    (found,) = every(document_of(with_file(HALF.encode(), Filter="/FlateDecode")), Equation)
    assert isinstance(found, Equation)
    assert (found.math, found.text, found.origin and found.origin.tagged) == (None, "x = 12", True)


def test_a_file_of_another_kind_is_not_taken_for_mathml() -> None:
    (found,) = every(document_of(with_file(HALF.encode(), "/application/x-tex")), Equation)
    assert isinstance(found, Equation) and found.math is None


def test_mathml_that_word_writes_is_read() -> None:
    source = HALF.replace("<", "<mml:").replace("<mml:/", "</mml:")
    source = source.replace("<mml:math", '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"')
    found = equation(e("Formula", "x=12", A={"O": "/MSFT_Office", "MSFT_MathML": source}))
    assert (found.math, found.text) == (HALF_READ, "x = 1/2")


def of_tags(*kids: Any) -> Element:
    """Return a formula made of elements of MathML's own namespace (ISO 32000-2)."""
    space = {"NS": {"Type": "/Namespace", "NS": "http://www.w3.org/1998/Math/MathML"}}

    def spaced(element: Element) -> Element:
        inner = (spaced(kid) if isinstance(kid, Element) else kid for kid in element.kids)
        return Element(element.role, tuple(inner), {**element.keys, **space})

    return e("Formula", spaced(e("math", *kids)))


def test_mathml_that_is_said_by_tags_is_read() -> None:
    found = equation(
        of_tags(e("mfrac", e("mi", "x", A={"O": "/NSO", "mathvariant": "normal"}), e("mn", "2")))
    )
    assert found.math == m("math", m("mfrac", m("mi", "x", mathvariant="normal"), m("mn", "2")))
    assert found.text == "x/2"


def test_what_the_author_says_of_a_formula_goes_before_its_mathml_but_tex_does_not() -> None:
    given = {"O": "/MSFT_Office", "MSFT_MathML": HALF}
    assert equation(e("Formula", "x=12", A=given, Alt="x is a half")).text == "x is a half"
    assert equation(e("Formula", "x=12", A=given, Alt=r"x=\frac{1}{2}")).text == "x = 1/2"


def test_a_formula_among_words_is_said_as_its_mathml_says() -> None:
    formula = e("Formula", "x=12", A={"O": "/MSFT_Office", "MSFT_MathML": HALF})
    assert text_of(block(e("P", "So", formula, "holds."))) == "So x = 1/2 holds."


def test_the_label_of_a_formula_is_its_number() -> None:
    found = equation(e("Formula", e("Lbl", "(4.1)"), "x=12", A={"MSFT_MathML": HALF}))
    assert (found.text, found.number) == ("x = 1/2", "(4.1)")


# --- what is kept of MathML -----------------------------------------------------------------


def test_nothing_that_acts_or_loads_is_kept() -> None:
    hostile = '<math onclick="x()"><script>x()</script><mi href="javascript:x()">y</mi><img src="b"/></math>'
    assert read(hostile) == m("math", m("mi", "y"))


def test_an_element_without_the_parts_it_needs_is_a_row() -> None:
    assert read("<math><mfrac><mi>a</mi></mfrac></math>") == m("math", m("mrow", m("mi", "a")))
    assert read("<math><mtable><mi>a</mi></mtable></math>") == m(
        "math", m("mtable", m("mtr", m("mtd", m("mi", "a"))))
    )


def test_brackets_that_browsers_do_not_know_become_signs() -> None:
    fenced = '<math><mfenced open="["><mi>a</mi><mi>b</mi></mfenced></math>'
    signs = (m("mo", "["), m("mi", "a"), m("mo", ","), m("mi", "b"), m("mo", ")"))
    assert read(fenced) == m("math", m("mrow", *signs))


def test_notes_of_other_programs_are_left_out() -> None:
    noted = "<math><semantics><mi>y</mi><annotation encoding='tex'>\\y</annotation></semantics></math>"
    assert read(noted) == m("math", m("mi", "y"))


def test_names_of_characters_are_read_and_entities_of_a_file_are_not() -> None:
    assert read("<math><mo>&sum;</mo><mi>&amp;</mi></math>") == m("math", m("mo", "∑"), m("mi", "&"))
    bomb = '<!DOCTYPE math [<!ENTITY a SYSTEM "file:///etc/hostname">]><math><mi>x&a;</mi></math>'
    assert read(bomb) == m("math", m("mi", "x"))


def test_a_formula_too_deep_or_too_large_to_be_one_is_left() -> None:
    assert read("<math>" + "<mi>x</mi>" * (MAX_ELEMENTS + 1) + "</math>") is None
    deep = read("<math>" + "<mrow>" * 200 + "<mi>x</mi>" + "</mrow>" * 200 + "</math>")
    assert deep is None or _depth(deep) <= MAX_DEPTH


def _depth(math: Math) -> int:
    return 1 + max(map(_depth, math.children), default=0)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x^2"),
        ("<msup><mi>f</mi><mo>′</mo></msup>", "f′"),
        ("<mo>−</mo><mi>a</mi><mo>+</mo><mi>b</mi>", "−a + b"),
        ("<mo>(</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo>)</mo>", "(a, b)"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b)/2"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "√(3&x)"),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>t</mi>", "sin t"),
        ("<mn>2</mn><mo>&#x2062;</mo><mi>a</mi>", "2a"),
        ("<mover><mi>x</mi><mo>^</mo></mover>", "x\u0302"),
        (
            "<mmultiscripts><mi>U</mi><none/><none/><mprescripts/><mn>92</mn><mn>238</mn></mmultiscripts>",
            "_92^238U",
        ),
        (
            "<mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr></mtable><mo>)</mo>",
            "(1, 0)",
        ),
    ],
)
def test_a_formula_is_said_in_a_line(source: str, said: str) -> None:
    math = read(f"<math>{source}</math>")
    assert math is not None and in_line(math) == said


def test_a_sum_stands_apart_from_what_it_sums() -> None:
    assert in_line(roots()) == "(√(x^2))/2 = ∑_(i = 1)^n x_i"
