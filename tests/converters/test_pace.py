"""Reading a PDF sets Python's pace, and leaves it as it was."""

from __future__ import annotations

import gc
import sys

import pytest

from converters import ConversionError, read
from converters.document import Box
from converters.pace import SELDOM, TURN
from converters.pace import pace as conversion_pace
from converters.readers.pdf.aside import begin
from converters.readers.pdf.page import Span
from converters.readers.pdf.text.lines import forget_lines, lines_of
from tests import pdfs


def pace() -> tuple[object, ...]:
    return (*gc.get_threshold(), round(sys.getswitchinterval(), 6))


def test_the_usual_pace_is_back_when_the_last_of_two_readings_is_done() -> None:
    usual = pace()
    with conversion_pace():
        with conversion_pace():
            assert pace() == (*SELDOM, TURN)
        assert pace() == (*SELDOM, TURN)
    assert pace() == usual


def test_a_file_that_cannot_be_read_leaves_the_pace_as_it_was() -> None:
    usual = pace()
    with pytest.raises(ConversionError):
        read(b"%PDF-1.7 and nothing else")
    assert pace() == usual


def test_what_goes_wrong_aside_is_raised_where_its_result_is_asked_for() -> None:
    with pytest.raises(ZeroDivisionError):
        begin(lambda: 1 // 0).result()
    assert begin(len, pdfs.simple()).result() == len(pdfs.simple())


def test_the_same_spans_are_the_same_line_while_a_document_is_read() -> None:
    spans = (Span("The lamp", Box(50, 100, 90, 110), 10), Span("is lit", Box(95, 100, 120, 110), 10))
    (line,) = lines_of(spans)
    assert lines_of(reversed(spans))[0] is line
    forget_lines()
    assert lines_of(spans) == (line,)
    assert lines_of(spans)[0] is not line
