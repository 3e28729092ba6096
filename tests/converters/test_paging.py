"""Running lines that change from page to page: told by their place and their count."""

from __future__ import annotations

from converters import FindingKind
from converters.walk import text_of
from tests.converters.printed import document_of, findings_of, printed

LINE = "The keeper trims the lamp and writes the hour in the book, as keepers did before. "
CHAPTERS = ("Piers", "Lamps of the north wall", "Ships in winter", "Storms")
BODY = "body { font: 11pt/1.4 'Nimbus Roman' } h1 { font-size: 18pt; break-before: page }"


def book(style: str, pages: int = 1) -> bytes:
    text = f"<p>{LINE * 12}</p>" + f"<p style='break-before: page'>{LINE * 12}</p>" * (pages - 1)
    return printed("".join(f"<h1>{name}</h1>{text}" for name in CHAPTERS), BODY + style)


def said(pdf: bytes) -> list[str]:
    return [text_of(block) for block in document_of(pdf).blocks]


def test_a_foot_of_chapter_and_page_that_changes_on_each_page_is_left_out() -> None:
    foot = "@page { @bottom-left { content: string(c) '   ' counter(page); font-size: 11pt } }"
    pdf = book(f"{foot} h1 {{ string-set: c content() }}")
    assert not [text for text in said(pdf) if text.endswith(tuple("1234"))]
    left_out = findings_of(pdf, FindingKind.RUNNING_TEXT_LEFT_OUT)
    assert all(any(name in each.detail for each in left_out) for name in CHAPTERS)


def test_a_head_that_stands_once_stands_where_the_others_stand() -> None:
    style = (
        "@page { margin-top: 40mm; @top-left { content: string(c); font-size: 10pt } } "
        "h1 { string-set: c content() } "
    )
    text = f"<p>{LINE * 12}</p><p style='break-before: page'>{LINE * 12}</p>"
    chapters = "".join(f"<h1>{name}</h1>{text * 2}" for name in CHAPTERS[:3])
    pdf = printed(f"{chapters}<h1>Storms</h1><p>{LINE * 12}</p>", BODY + style)
    assert said(pdf).count("Storms") == 1


def test_a_page_number_high_over_the_foot_of_the_sheet_is_left_out() -> None:
    pdf = book(
        "@page { margin-bottom: 70mm; @bottom-center { content: counter(page); vertical-align: top } }"
    )
    assert not [text for text in said(pdf) if text.isdigit()]


def test_numbered_titles_at_the_top_of_each_page_are_no_running_heads() -> None:
    text = f"<p>{LINE * 12}</p>"
    pdf = printed("".join(f"<h1>{at} {name}</h1>{text}" for at, name in enumerate(CHAPTERS, 1)), BODY)
    assert [each for each in said(pdf) if 0 < len(each) < 60] == [
        f"{at} {name}" for at, name in enumerate(CHAPTERS, 1)
    ]


LONG = (
    "@page { size: 140mm 220mm; margin: 20mm 20mm 30mm; @bottom-right { vertical-align: middle; "
    "text-align: right; white-space: pre-line; font-size: 8pt; content: '%s' } }"
)


def test_a_foot_of_two_lines_that_ends_in_a_mark_and_the_page_is_left_out() -> None:
    foot = "Chapter 3 Orbits and Gravity Section 3.1: The Laws of\\A Motion | 99"
    assert [each[:10] for each in said(printed(f"<p>{LINE * 30}</p>", BODY + LONG % foot)) if each] == [
        LINE[:10]
    ]


def test_a_note_of_two_lines_that_ends_in_a_year_stays() -> None:
    note = "The wall was begun by the Harbour Board, as its book of minutes\\A has it, in 1899"
    assert any("1899" in text for text in said(printed(f"<p>{LINE * 30}</p>", BODY + LONG % note)))
