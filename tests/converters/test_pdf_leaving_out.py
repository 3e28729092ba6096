"""Running heads and decoration that leave the flow: each is named, in no more findings than needed."""

from __future__ import annotations

from converters import FindingKind
from converters.readers.pdf.leaving_out import named_left_out

RUNNING = FindingKind.RUNNING_TEXT_LEFT_OUT


def said(*lines: tuple[int, str]) -> list[str]:
    return [finding.detail.partition(": ")[2] for finding in named_left_out(RUNNING, lines)]


def test_page_numbers_are_one_finding_with_the_first_and_the_last() -> None:
    lines = [(page, f"Page {page} of 90") for page in range(1, 91)]
    (finding,) = named_left_out(RUNNING, lines)
    assert finding.page == 1
    assert finding.detail == (
        "Left out as a running head, foot or page number: “Page 1 of 90” to “Page 90 of 90” (90 times)."
    )


def test_heads_of_left_pages_go_up_by_two() -> None:
    assert said(*((page, f"{page} Harbour Board") for page in range(2, 12, 2))) == [
        "“2 Harbour Board” to “10 Harbour Board” (5 times)."
    ]


def test_few_numbers_are_named_one_by_one() -> None:
    assert said((1, "i"), (2, "ii"), (3, "1"), (4, "2")) == ["“i”, “ii”, “1”, “2”."]


def test_a_count_that_breaks_off_is_named_in_its_parts() -> None:
    pages = [*range(1, 6), *range(9, 14)]
    assert said(*((page, str(page)) for page in pages)) == ["“1” to “5” (5 times), “9” to “13” (5 times)."]


def test_other_words_are_another_finding() -> None:
    assert said((1, "Harbour Board"), (2, "Harbour Board"), (2, "Draft")) == [
        "“Harbour Board” (2 times).",
        "“Draft”.",
    ]


def test_blank_lines_are_not_named() -> None:
    assert said((1, " ")) == []
