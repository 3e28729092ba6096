"""Every word of a document is on its web page, in order, and none that the page does not own up to."""

from __future__ import annotations

import pytest

from converters.document import Document, Numbering
from converters.options import WriteOptions
from converters.writers.html import write_html
from tests.converters.kinds import DOCUMENTS
from tests.converters.trees import doc, item, numbered, p
from tests.html_words import words_of_page
from tests.model_words import words_of


def words_of_html(document: Document) -> list[str]:
    return words_of_page(write_html(document, (), WriteOptions()))


@pytest.mark.parametrize("name", [name for name, document in DOCUMENTS.items() if document.blocks])
def test_the_words_of_the_page_are_those_of_the_document(name: str) -> None:
    assert words_of_html(DOCUMENTS[name]) == words_of(DOCUMENTS[name])


@pytest.mark.parametrize("numbering", Numbering)
def test_every_item_keeps_the_number_it_was_printed_with(numbering: Numbering) -> None:
    document = doc(
        *(numbered("x", start=n, numbering=numbering) for n in (1, 4, 9, 26, 27, 40, 90, 444, 999))
    )
    assert words_of_html(document) == words_of(document)


def test_the_comparison_sees_a_word_that_is_lost_moved_or_added() -> None:
    whole = doc(p("one two three"), numbered(item("four", label="4.")))
    for other in (
        doc(p("one three"), numbered(item("four", label="4."))),
        doc(p("one three two"), numbered(item("four", label="4."))),
        doc(p("one two two three"), numbered(item("four", label="4."))),
        doc(p("one two three"), numbered(item("four", label="5."))),
    ):
        assert words_of_html(other) != words_of(whole)
