"""Plain text as a listener gets it."""

from __future__ import annotations

import pytest

from converters import document as d
from converters.checks import problems
from converters.document import Block, Numbering
from converters.options import WriteOptions
from converters.writers.plain import write_text
from tests.converters.processes import outputs
from tests.converters.trees import (
    bullets,
    doc,
    em,
    figure,
    h,
    item,
    link,
    mark,
    note,
    numbered,
    p,
    page,
    quote,
    rh,
    rich,
    row,
    strong,
    table,
    td,
    th,
)
from tests.model_words import first_missing, words_in, words_of

TITLE = h(1, "T")
TOP = "T\n=\n\n"


def text(
    *blocks: Block, notes: tuple[d.Note, ...] = (), width: int | None = None, language: str = "en"
) -> str:
    document = doc(TITLE, *blocks, notes=notes, language=language)
    written = write_text(document, (), WriteOptions(text_width=width)).decode()
    assert written.startswith(TOP.rstrip("\n"))
    return written.removeprefix(TOP).rstrip("\n")


def test_headings_are_underlined_or_marked_by_their_level() -> None:
    assert text(h(2, "Ships"), h(3, "Small"), p("They sail.")) == "Ships\n-----\n\n### Small\n\nThey sail."


def test_a_document_without_a_heading_gets_its_title() -> None:
    assert write_text(doc(p("x"), title="Report"), (), WriteOptions()) == b"Report\n======\n\nx\n"


def test_text_has_no_marks_of_stress_and_a_break_is_a_line() -> None:
    assert text(p(strong("Now"), " ", em("go"), d.LineBreak(), "on  and\non")) == "Now go\non and on"


def test_lists_have_their_labels_and_nest_by_indents() -> None:
    block = numbered(
        item("one", label="(a)"), item("two", bullets("in"), label="(b)"), numbering=Numbering.LOWER_ALPHA
    )
    assert text(block) == "(a) one\n(b) two\n    • in"


def test_a_table_is_announced_and_read_row_by_row_with_its_headers() -> None:
    block = table(
        row(th("Port"), th("Ships")),
        row(rh("Hull"), "3"),
        row(rh("Goole"), td()),
        header_rows=1,
        caption="Fleet",
    )
    said = text(block)
    assert said.startswith("Fleet\n\nTable with 2 columns and 2 rows.\n\nColumns: Port; Ships.\n\n")
    assert said.index("Hull") < said.index("• Ships: 3") < said.index("Goole") < said.index("• Ships: empty")


def test_one_column_without_a_header_is_no_table_to_a_listener() -> None:
    assert text(table(row("Keep left."), row("Mind the step."))) == "Keep left.\n\nMind the step."


def test_a_picture_is_its_description_and_its_caption() -> None:
    assert text(figure("a", "A boat.", "Figure 1")) == "[Picture: A boat.]\n\nFigure 1"
    assert text(figure("a", ""), p("x")) == "x"
    assert text(figure("a")) == "[Picture: Nobody has described this picture in words yet.]"


def test_notes_are_called_in_their_place_and_said_at_the_end() -> None:
    said = text(p("Old", mark("n"), "."), notes=(note("n", "1", "Very.", "Indeed."),))
    assert said == "Old [note 1].\n\nNotes\n-----\n\n[note 1] Very.\n\nIndeed."


def test_links_say_their_address_once() -> None:
    assert text(p(link("https://a.b/c", "us"))) == "us (https://a.b/c)"
    assert text(p(link("https://a.b", "a.b"))) == "a.b"
    assert text(p(link("javascript:x", "go"))) == "go"
    assert text(p(link("https://a.b", "21"), "161N")) == "21161N"


def test_pages_quotes_formulas_and_code() -> None:
    blocks = (page("iv"), quote("Order."), d.Equation("a = b"), d.Equation(" "), d.CodeBlock("if x:\n    y"))
    assert text(*blocks) == (
        "[Page iv]\n\n[Quotation]\n\nOrder.\n\n[End of quotation]\n\na = b\n\n"
        "[Nobody has written this formula out in words yet.]\n\nif x:\n    y"
    )


def test_lines_are_as_long_as_asked_and_words_are_never_split() -> None:
    said = text(p("They sail well-found ships. " * 5), bullets("They sail " * 6), width=24)
    assert max(map(len, said.splitlines())) <= 24
    assert words_in(said) == words_in("They sail well found ships " * 5 + "They sail " * 6)


def test_every_word_of_the_document_is_said_in_order() -> None:
    assert (
        first_missing(
            words_of(rich(), marks=False), words_in(write_text(rich(), (), WriteOptions()).decode())
        )
        is None
    )


def test_the_same_document_is_the_same_bytes() -> None:
    assert len(outputs("converters.writers.plain", "write_text")) == 1


@pytest.mark.parametrize("document", [doc(), doc(p("\x00\x1b")), rich()])
def test_what_we_write_passes_our_own_check(document: d.Document) -> None:
    written = write_text(document, (), WriteOptions())
    assert problems("text", written) == ()
    assert b"\x00" not in written
