"""Going through a tree of blocks and inlines."""

from __future__ import annotations

from dataclasses import replace

from converters.document import PageStart, Paragraph, Text
from converters.walk import blocks_of, children_of, every_inline, plain_text, text_of, with_children
from tests.converters.trees import (
    bullets,
    doc,
    em,
    item,
    link,
    mark,
    note,
    p,
    quote,
    rich,
    row,
    strong,
    table,
)


def test_plain_text_has_the_words_and_nothing_else() -> None:
    inlines = p("See ", strong("our ", em("new")), " ", link("https://a.b", "site"), mark("n1"), ".").children
    assert plain_text(inlines) == "See our new site."


def test_every_block_is_met_parents_first() -> None:
    document = doc(bullets(item("one", bullets("two"))), quote("three"), notes=(note("n", "1", "four"),))
    kinds = [type(block).__name__ for block in blocks_of(document)]
    assert kinds == ["ListBlock", "Paragraph", "ListBlock", "Paragraph", "Quote", "Paragraph", "Paragraph"]


def test_the_text_of_a_block_is_that_of_everything_inside_it() -> None:
    assert text_of(bullets(item("one", bullets("two")), "three")) == "one two three"
    assert text_of(table(row("1", "2"), caption="Table 1")) == "Table 1 1 2"
    assert text_of(PageStart("7")) == ""


def test_inlines_inside_inlines_are_met() -> None:
    found = [inline for inline in every_inline(p(strong(em("x")), "y").children) if isinstance(inline, Text)]
    assert found == [Text("x"), Text("y")]


def test_children_are_changed_in_a_copy() -> None:
    given = rich()
    for block in given.blocks:
        emptied = with_children(block, lambda _: ())
        assert children_of(emptied) == ()
    assert given == rich()
    assert with_children(quote("a"), lambda inside: (*inside, *inside)) == quote("a", "a")
    assert isinstance(replace(p("x")), Paragraph)
