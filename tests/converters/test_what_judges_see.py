"""The judges that read words back: what they let pass is only what their own readers cannot tell."""

from __future__ import annotations

import pytest

import converters
from converters import document as d
from converters.document import Document
from tests.converters.trees import doc, h, p, page
from tests.judges.braille import can_read_back, words_not_read_back
from tests.judges.heard import heard_problems
from tests.judges.words import lost_words

BOTH_WAYS = p("نص عادي title={ فضای } سلام (2009) abc ١٢ ٣ ۴")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_lines_that_run_both_ways_are_asked_for_word_by_word_on_paper(language: str) -> None:
    document = doc(h(2, "تقرير"), BOTH_WAYS, p("In English, in order."), language=language)
    data = converters.write(document, (), "pdf")
    assert lost_words(document, "pdf", data) == ()
    more = doc(*document.blocks, p("سلاماً سلامات"), language=language)
    assert lost_words(more, "pdf", data) != ()


def test_other_lines_are_asked_for_in_their_order() -> None:
    data = converters.write(doc(p("one two"), p("three")), (), "pdf")
    assert lost_words(doc(p("three"), p("one two")), "pdf", data) == ("onetwo",)


@pytest.mark.parametrize("name", ["html", "docx", "pdf", "text", "epub"])
def test_the_number_of_a_formula_is_asked_for(name: str) -> None:
    with_number, without = (doc(p("4.1."), d.Equation("(a = b)", number=n)) for n in ("(4.1)", ""))
    assert lost_words(with_number, name, converters.write(without, (), name)) == ("(4.1)",)
    assert lost_words(with_number, name, converters.write(with_number, (), name)) == ()


def test_the_words_for_a_printed_page_are_ours_and_not_the_passage_that_follows() -> None:
    document = doc(page("1"), p("1 目次"), language="ja")
    assert heard_problems(document, converters.write(document, (), "pdf")) == ()


def braille(document: Document) -> bytes:
    return converters.write(document, (), "braille")


@pytest.mark.skipif(not can_read_back(), reason="liblouis's programs are not on this machine")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_names_in_programs_are_no_fault_of_the_braille(language: str) -> None:
    names = [p(rf"\cs_new:Npn \ref_value_{n} s * [0.961] \mgfamily，h, v, Light-H 丸ゴ") for n in range(20)]
    document = doc(*names, p("The harbour was dredged in spring."), language=language)
    assert words_not_read_back(document, braille(document)) == ()
    without = doc(*names[:10], language=language)
    assert words_not_read_back(document, braille(without)) != ()
