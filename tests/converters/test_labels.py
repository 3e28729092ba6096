"""How the labels of list items are understood, and written where no list can count them."""

from __future__ import annotations

import pytest

from converters.document import ListBlock, Numbering
from converters.writers.labels import Count, count_of, is_bulleted, label_texts, marker
from tests.converters.trees import bullets, item, numbered


@pytest.mark.parametrize(
    ("numbering", "number", "said"),
    [
        (Numbering.DECIMAL, 12, "12"),
        (Numbering.LOWER_ALPHA, 26, "z"),
        (Numbering.LOWER_ALPHA, 27, "aa"),
        (Numbering.UPPER_ALPHA, 703, "AAA"),
        (Numbering.LOWER_ROMAN, 49, "xlix"),
        (Numbering.UPPER_ROMAN, 3999, "MMMCMXCIX"),
        (Numbering.UPPER_ROMAN, 4000, "4000"),
        (Numbering.LOWER_ALPHA, 0, "0"),
    ],
)
def test_markers_are_those_of_css(numbering: Numbering, number: int, said: str) -> None:
    assert marker(numbering, number) == said


@pytest.mark.parametrize(
    ("labels", "numbering", "count"),
    [
        (("1.", "2."), Numbering.DECIMAL, Count((1, 2), "", ".")),
        (("1", "2"), Numbering.DECIMAL, Count((1, 2), "", ".")),
        (("(h)", "(i)", "(j)"), Numbering.LOWER_ALPHA, Count((8, 9, 10), "(", ")")),
        (("(i)", "(ii)", "(iv)"), Numbering.LOWER_ROMAN, Count((1, 2, 4), "(", ")")),
        (("C)", None, "E)"), Numbering.UPPER_ALPHA, Count((3, 4, 5), "", ")")),
        (("1.", "2)"), Numbering.DECIMAL, None),
        (("1.1", "1.2"), Numbering.DECIMAL, None),
        (("a.", "b."), Numbering.UPPER_ALPHA, None),
        (("iiii.",), Numbering.LOWER_ROMAN, None),
        (("٣.",), Numbering.DECIMAL, None),
    ],
)
def test_labels_that_count_are_told_from_those_that_do_not(
    labels: tuple[str | None, ...], numbering: Numbering, count: Count | None
) -> None:
    assert count_of(labelled(labels, numbering)) == count


def test_bullets_of_any_shape_are_bullets_but_words_are_not() -> None:
    assert is_bulleted(labelled(("•", "–", None, "▪"), None))
    assert not is_bulleted(labelled(("•", "o"), None))


def test_labels_as_text_are_those_printed_or_else_counted() -> None:
    assert label_texts(labelled(("2.1", None), Numbering.DECIMAL)) == ("2.1", "2.")
    assert label_texts(numbered("a", "b", start=4)) == ("4.", "5.")
    assert label_texts(labelled(("–", None), None)) == ("•", "•")
    assert label_texts(bullets()) == ()


def labelled(labels: tuple[str | None, ...], numbering: Numbering | None) -> ListBlock:
    return ListBlock(tuple(item("x", label=label) for label in labels), numbering)
