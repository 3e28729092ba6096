"""Formulas in Word files, where the author gave MathML."""

from __future__ import annotations

import io

import docx
from lxml import etree

from converters import document as d
from converters.options import WriteOptions
from converters.writers.docx import write_large_print_docx
from tests.converters.trees import doc, m, png, roots
from tests.converters.word_files import read

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def test_a_formula_given_as_mathml_is_one_of_words_own() -> None:
    document = read(doc(d.Equation("…", "chart", "(1)", roots()), images=(png("chart"),)))
    (line,) = (one for one in document.paragraphs if one._p.find(f"{MATHS}oMathPara") is not None)
    (formula,) = line._p.iter(f"{MATHS}oMath")
    assert line.style is not None and line.style.name == "Equation"
    fraction, equals, total = formula
    assert [etree.QName(part).localname for part in (fraction, equals, total)] == ["f", "r", "nary"]
    assert [text.text for text in fraction.iter(f"{MATHS}t")] == ["x", "2", "2"]
    (sign,) = total.iter(f"{MATHS}chr")
    assert sign.get(f"{MATHS}val") == "∑"
    assert [text.text for text in total.iter(f"{MATHS}t")] == ["i", "=", "1", "n", "x", "i"]
    assert not document.inline_shapes


def test_brackets_and_bars_hold_what_is_between_them() -> None:
    inner = (m("mo", "("), m("mo", "|"), m("mi", "x"), m("mo", "|"), m("mo", ")"), m("mo", "["))
    (formula,) = read(doc(d.Equation("…", math=m("math", *inner)))).element.iter(f"{MATHS}oMath")
    outer, alone = formula
    assert [mark.get(f"{MATHS}val") for mark in outer.iter(f"{MATHS}begChr", f"{MATHS}endChr")] == [*"()||"]
    assert "".join(alone.itertext()) == "["


def test_large_print_has_formulas_in_a_line_as_indices_would_be_small() -> None:
    made = write_large_print_docx(doc(d.Equation("x^2", math=roots())), (), WriteOptions())
    document = docx.Document(io.BytesIO(made))
    assert "x^2" in [line.text for line in document.paragraphs]
    assert next(document.element.iter(f"{MATHS}oMath"), None) is None
