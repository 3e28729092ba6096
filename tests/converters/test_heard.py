"""What is said wrongly in a tagged PDF is named: a file made of one document is judged by another."""

from __future__ import annotations

import pytest

from converters.document import Document
from converters.options import WriteOptions
from converters.writers.large_print import write_large_print
from converters.writers.pdf import write_pdf
from tests.converters.trees import doc, mark, note, p, rh, row, t, table, td, th
from tests.judges.heard import heard_problems
from tests.judges.large_print import docx_measures, pdf_measures

ROWS = (row(rh("Leeds"), "10"), row(rh("York"), "12"))
HEAD = row(th("Place"), th("Visits"))
PAIRS = {
    "cell '10': headers ['Leeds', 'Visits'], not ['Leeds']": (
        doc(table(row("Place", "Visits"), *ROWS)),
        doc(table(HEAD, *ROWS, header_rows=1)),
    ),
    "Table 1 is no table of the document, or a part of one": (
        doc(table(HEAD, *ROWS, header_rows=1)),
        doc(table(HEAD, ROWS[0], header_rows=1), table(HEAD, ROWS[1], header_rows=1)),
    ),
    "'chat' is said in ['en-GB'], not in fr": (doc(p("a ", t("chat", "fr"))), doc(p("a ", t("chat")))),
    "1 notes are tagged, of 2": (
        doc(p("a", mark("n"), mark("m")), notes=(note("n", "1", "One."), note("m", "2", "Two."))),
        doc(p("a", mark("n")), notes=(note("n", "1", "One."),)),
    ),
}


@pytest.mark.parametrize(("says", "documents"), PAIRS.items(), ids=PAIRS)
def test_what_is_heard_otherwise_than_the_document_has_it_is_named(
    says: str, documents: tuple[Document, Document]
) -> None:
    meant, made = documents
    assert heard_problems(meant, written(meant)) == ()
    found = heard_problems(meant, written(made))
    assert any(says in problem for problem in found), found


def written(document: Document) -> bytes:
    return write_pdf(document, (), WriteOptions())


def test_headers_are_found_by_their_scope_too_where_cells_name_none() -> None:
    spans = table(
        row(th("Place", rows=2), th("Visits", columns=2)),
        row(th("Adults"), th("Children")),
        row(rh("Leeds", rows=2), "10", td("20", rows=2)),
        row("11"),
        header_rows=2,
    )
    for document in (doc(spans), doc(table(HEAD, *ROWS, header_rows=1))):
        assert heard_problems(document, written(document)) == ()


def test_sheets_that_are_not_as_large_or_dark_as_asked_are_named() -> None:
    made = write_large_print(doc(p("a")), (), WriteOptions(point_size=18.0))
    assert pdf_measures(made, WriteOptions(point_size=18.0)) == ()
    assert pdf_measures(made, WriteOptions(point_size=20.0)) == ("page 1: letters of 18.0 point",)
    assert any("letters in #" in one for one in pdf_measures(made, WriteOptions(paper="#333333")))


def test_small_and_slanted_letters_in_word_are_named() -> None:
    from converters.writers.docx import write_docx

    found = " ".join(
        docx_measures(write_docx(doc(p("a", mark("n")), notes=(note("n", "1"),)), (), WriteOptions()))
    )
    assert "letters of" in found
    assert "superscript" in found
