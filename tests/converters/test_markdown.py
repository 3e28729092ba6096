"""Markdown and JSON as they are written."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace

import pytest

from converters import Finding, FindingKind, WriteOptions, write
from converters import document as d
from converters.document import Block, Numbering
from converters.writers.json import write_json
from converters.writers.markdown import write_markdown
from tests.converters import trees
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
    row,
    strong,
    table,
    td,
    th,
)


def markdown(*blocks: Block, notes: tuple[d.Note, ...] = ()) -> str:
    return write_markdown(doc(*blocks, notes=notes), (), WriteOptions()).decode().rstrip("\n")


def test_headings_and_paragraphs() -> None:
    assert markdown(h(2, "Ships"), p("They sail.")) == "## Ships\n\nThey sail."


def test_emphasis_links_and_breaks() -> None:
    block = p(strong("Now"), " ", em("see"), d.LineBreak(), link("https://a.b/c_(d)", "us"), " ", d.Code("x"))
    assert markdown(block) == "**Now** *see*\\\n[us](<https://a.b/c_(d)>) `x`"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2 * 3 [see] `x` a|b", r"2 \* 3 \[see\] \`x\` a\|b"),
        ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
        ("a < b and 1 <2", "a < b and 1 <2"),
        ("snake_case _stays_", r"snake_case \_stays\_"),
        ("# not a heading", r"\# not a heading"),
        ("1. not a list", r"1\. not a list"),
        ("- not a list", r"\- not a list"),
        ("C:\\new", r"C:\\new"),
    ],
)
def test_text_is_never_markup(text: str, written: str) -> None:
    assert markdown(p(text)) == written


def test_lists_nest_and_keep_their_numbers() -> None:
    block = numbered("one", item("two", bullets("inner")), start=3)
    assert markdown(block) == "3. one\n4. two\n   - inner"


def test_a_label_that_markdown_cannot_count_is_kept_as_printed() -> None:
    block = numbered(item("first", label="(a)"), item("second", label="(b)"), numbering=Numbering.LOWER_ALPHA)
    assert markdown(block) == "(a) first\n(b) second"


def test_a_simple_table_is_made_of_pipes() -> None:
    block = table(row(th("Port"), th("a|b")), row("Hull", td()), header_rows=1, caption="Table 1")
    assert markdown(block) == "Table 1\n\n| Port | a\\|b |\n| --- | --- |\n| Hull |  |"


def test_a_table_without_a_head_gets_an_empty_one() -> None:
    assert markdown(table(row("1", "2"))) == "|  |  |\n| --- | --- |\n| 1 | 2 |"


def test_a_table_with_spans_is_html() -> None:
    block = table(row(th("Ships & <boats>", columns=2)), row("1", "2"), header_rows=1)
    assert markdown(block) == (
        '<table><tr><th scope="col" colspan="2">Ships &amp; &lt;boats&gt;</th></tr>'
        "<tr><td>1</td><td>2</td></tr></table>"
    )


def test_a_cell_keeps_its_notes_links_and_pictures() -> None:
    pipes = table(row(td(p("3", mark("n"), d.LineBreak(), link("https://a.b/c|d", strong("see"))))))
    assert markdown(pipes).splitlines()[-1] == "| 3[^n] [**see**](https://a.b/c\\|d) |"
    spanning = table(row(td(p("3", mark("n")), figure("a", "A boat.", "Figure 1"), columns=2)), row("1", "2"))
    assert markdown(spanning).startswith('<table><tr><td colspan="2">3[^n] A boat. Figure 1</td></tr>')


def test_a_picture_is_its_description_and_its_caption() -> None:
    assert markdown(figure("image-1", "A [red] boat.", "Figure 1")) == (
        "![A \\[red\\] boat.](image-1)\n\nFigure 1"
    )
    assert markdown(figure("image-1", "")) == ""


def test_the_file_begins_without_a_page_marker_and_later_pages_have_one() -> None:
    assert markdown(page("i"), p("x"), page("ii"), p("y")) == "x\n\n[Page ii]\n\ny"


def test_notes_follow_with_their_marks() -> None:
    text = markdown(p("Old", mark("n1"), "."), notes=(note("n1", "1", "Very.", "Indeed."),))
    assert text == "Old[^n1].\n\n[^n1]: Very.\n\n    Indeed."


def test_words_in_pictures_and_numbers_of_equations_are_said() -> None:
    chart = d.Figure("image-1", None, (d.Text("Figure 1"),), ("80", "a_b *c*"))
    said = "Words in this picture:\n80\na_b \\*c\\*"
    assert markdown(chart) == f"![](image-1)\n\nFigure 1\n\n{said}"
    assert markdown(d.Equation("a = b", number="(4.1)")) == "a = b (4.1)"


def test_quotes_code_and_equations() -> None:
    blocks = (quote("Order.", "Order!"), d.CodeBlock("```\nx"), d.Equation("a*b"))
    assert markdown(*blocks) == "> Order.\n>\n> Order!\n\n````\n```\nx\n````\n\na\\*b"


def test_every_block_can_be_written() -> None:
    text = write_markdown(trees.rich(), (), WriteOptions()).decode()
    assert "Minutes & \\<reports> of the committee" in text


# --- JSON -------------------------------------------------------------------------------------


def written(document: d.Document, *findings: Finding) -> dict[str, object]:
    loaded = json.loads(write_json(document, findings, WriteOptions()))
    assert isinstance(loaded, dict)
    return loaded


def test_json_holds_every_block_with_its_origin() -> None:
    block = replace(h(2, "Ships"), origin=d.Origin(3, d.Box(1, 2, 3.004, 4)))
    found = written(doc(block))["document"]
    assert isinstance(found, dict)
    assert found["blocks"] == [
        {
            "type": "heading",
            "level": 2,
            "children": [{"type": "text", "text": "Ships", "language": None}],
            "id": None,
            "origin": {"type": "origin", "page": 3, "box": [1, 2, 3.0, 4], "tagged": False},
        }
    ]


def test_json_tells_undescribed_from_decorative() -> None:
    found = written(doc(figure("a"), figure("b", "")))["document"]
    assert isinstance(found, dict)
    assert [block["alt"] for block in found["blocks"]] == [None, ""]


def test_json_holds_findings_and_pictures() -> None:
    whole = written(trees.rich(), Finding(FindingKind.NO_HEADINGS, None, "None."))
    assert whole["findings"] == [{"type": "finding", "kind": "no-headings", "page": None, "detail": "None."}]
    document = whole["document"]
    assert isinstance(document, dict)
    assert b64decode(document["images"][0]["data"]) == trees.rich().images[0].data


def test_what_the_file_is_and_what_is_in_doubt_stands_at_its_end() -> None:
    doubt = Finding(FindingKind.TITLE_GUESSED, None, "The file gives no title.")
    text = write(doc(h(1, "Report"), p("x")), (doubt,), "markdown").decode()
    assert text.startswith("# Report\n\nx\n\n## About this version\n\nMade automatically, ")
    assert text.endswith("**Places to check against the original**\n\n- The file gives no title.\n")
