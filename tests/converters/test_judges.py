"""Independent judges accept what we write. Those that need Java or LibreOffice run where these are."""

from __future__ import annotations

import io
from typing import cast

import docx
import pytest
from weasyprint import HTML  # type: ignore[import-untyped]

import converters
from converters.document import Document
from tests.converters.trees import doc, h, numbered, p, rh, rich, row, table, th
from tests.judges.judge import Judge
from tests.judges.pdf import PDF_JUDGES
from tests.judges.table import JUDGES

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


def cases() -> list[tuple[str, Judge]]:
    """Return each format with each of its judges that is here; the end of the run names the others."""
    return [(name, judge) for name, judges in JUDGES.items() for judge in judges if judge.is_there()]


@pytest.mark.parametrize("document", [rich(), LONG, doc(title="")], ids=["everything", "long", "empty"])
@pytest.mark.parametrize(("name", "judge"), cases(), ids=lambda one: getattr(one, "name", one))
def test_a_judge_finds_nothing(name: str, judge: Judge, document: Document) -> None:
    assert judge.problems(converters.write(document, (), name)) == ()


def test_the_judges_that_need_no_other_program_are_always_here() -> None:
    assert {"page-validation", "openxml-audit", "Word's rules"} <= {judge.name for _, judge in cases()}


@pytest.mark.parametrize(("name", "judge"), cases(), ids=lambda one: getattr(one, "name", one))
def test_a_judge_that_accepts_everything_would_prove_nothing(name: str, judge: Judge) -> None:
    bad = untagged_pdf() if JUDGES[name] is PDF_JUDGES else untitled_word_file()
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
