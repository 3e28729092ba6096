"""Independent judges accept what we write. Those that need Java or LibreOffice run where these are."""

from __future__ import annotations

import io
from typing import cast

import docx
import pytest
from weasyprint import HTML  # type: ignore[import-untyped]

import converters
from converters import document as d
from converters.document import Document, Scope
from tests.converters.trees import (
    bullets,
    doc,
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
    table,
    td,
    th,
)
from tests.judges.judge import Comparison, Judge
from tests.judges.pdf import PDF_JUDGES
from tests.judges.table import JUDGES, SPOKEN, comparisons

pytestmark = pytest.mark.journey

LONG = doc(
    h(2, "A table over pages"),
    table(row(th("Name"), th("Age")), *(row(rh(f"n{n}"), "7") for n in range(90)), header_rows=1),
    h(2, "A wide table"),
    table(
        row(*(th(f"Heading {n}") for n in range(9))), row(*(f"value {n}" for n in range(9))), header_rows=1
    ),
    numbered(*(f"item {n}" for n in range(60))),
    p("سلام عليكم", language="ar"),
    title="Long",
)


ODD = {
    "levels skipped": doc(h(1, "a"), h(3, "b"), p("x"), h(2, "c"), h(5, "d")),
    "no first level": doc(h(3, "b"), p("x"), h(2, "c"), bullets(item(h(5, "in a list")))),
    "headings without words": doc(h(2, ""), h(2, "  "), p("")),
    "tables without words": doc(table(), table(row()), table(row(""), row("")), table(caption="x")),
    "empty headers": doc(table(row(th(""), th("a")), row("", ""), header_rows=1)),
    "nothing but headers": doc(table(row(th("a"), th("b")), header_rows=1)),
    "ragged rows": doc(
        table(row(th("a"), th("b")), row("1"), row("1", "2", "3"), row(td("x", rows=5, columns=2)))
    ),
    "tables inside": doc(
        table(row(td(table(row(th("a")), row("x"), header_rows=1)))), quote(table(row("a")))
    ),
    "empty lists": doc(bullets(), bullets(item()), bullets(item("")), numbered(item(label="(a)"))),
    "lost pictures": doc(figure(None, "", "caption"), figure("lost", "alt"), d.Equation("")),
    "notes and marks alone": doc(
        p("a", mark("n"), mark("lost")), notes=(note("n", "1"), note("m", "2", bullets("l")))
    ),
    "links without words": doc(
        p(link("https://example.org")),
        p(link("https://example.org", mark("n"))),
        notes=(note("n", "1", "x"),),
    ),
    "columns and rows that only spans cover": doc(
        table(row(th("a", columns=3), th("b")), row(td("x", columns=3), "y"), header_rows=1),
        table(row(td("a", rows=3), td("b", rows=3)), row(), row()),
    ),
    "row groups": doc(
        table(
            row(th("A"), th("B")),
            row(th("G", scope=Scope.ROW_GROUP, columns=2)),
            row(rh("r"), "1"),
            header_rows=1,
        )
    ),
    "pages inside": doc(bullets(item("a", page("4"), "b")), table(row(td("x", page("5"), "y")))),
    "right to left": doc(
        h(2, "שלום"), table(row(th("א"), th("ב")), row("1", "2"), header_rows=1), language="he"
    ),
}


def cases() -> list[tuple[str, Judge]]:
    """Return each format with each of its judges that is here; the end of the run names the others."""
    return [(name, judge) for name, judges in JUDGES.items() for judge in judges if judge.is_there()]


@pytest.mark.parametrize("document", [rich(), LONG, doc(title="")], ids=["everything", "long", "empty"])
@pytest.mark.parametrize(("name", "judge"), cases(), ids=lambda one: getattr(one, "name", one))
def test_a_judge_finds_nothing(name: str, judge: Judge, document: Document) -> None:
    assert judge.problems(converters.write(document, (), name)) == ()


@pytest.mark.parametrize("document", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("name", JUDGES)
def test_odd_documents_are_accepted_too(name: str, document: Document) -> None:
    data = converters.write(document, (), name)
    quick = (judge for format, judge in cases() if format == name and judge.is_quick)
    assert [problem for judge in quick for problem in judge.problems(data)] == []


COMPARED = [(name, one) for name in converters.WRITERS if name not in SPOKEN for one in comparisons(name)]


@pytest.mark.parametrize(("name", "comparison"), COMPARED, ids=lambda one: getattr(one, "name", one))
def test_a_file_says_its_words_in_order_and_pdfs_their_structure(name: str, comparison: Comparison) -> None:
    for about, document in {"rich": rich(), "long": LONG, **ODD}.items():
        found = comparison.problems(document, converters.write(document, (), name))
        assert (about, found) == (about, ())


def test_the_judges_that_need_no_other_program_are_always_here() -> None:
    assert {"page-validation", "openxml-audit", "Word's rules"} <= {judge.name for _, judge in cases()}


@pytest.mark.parametrize(
    ("name", "judge"),
    [
        (name, judge) for name, judge in cases() if name not in ("html", "epub")
    ],  # these have tests of their own
    ids=lambda one: getattr(one, "name", one),
)
def test_a_judge_that_accepts_everything_would_prove_nothing(name: str, judge: Judge) -> None:
    bad = untagged_pdf() if set(PDF_JUDGES) <= set(JUDGES[name]) else untitled_word_file()
    assert judge.problems(bad)


def untagged_pdf() -> bytes:
    return cast(bytes, HTML(string="<p>words</p>").write_pdf())


def untitled_word_file() -> bytes:
    """Return python-docx's own empty document, which breaks rules of the format, with a line of text."""
    made = docx.Document()
    made.core_properties.title = ""
    made.add_paragraph("words")
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()
