"""Braille: what its cells say when they are read back, and how they stand on pages and in volumes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from converters import document as d
from converters import formats, write
from converters.checks import problems
from converters.document import Block, Document
from converters.errors import ToolMissing
from converters.options import WriteOptions
from converters.tools import liblouis
from converters.writers.braille import write_brf, write_pef
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
    p,
    page,
    rh,
    rich,
    row,
    strong,
    t,
    table,
    th,
)
from tests.judges.braille import DOT_5, cells_of_ascii, pages_of, read_back, text_rows, words_not_read_back
from tests.model_words import first_missing, words_in, words_of

PEF = "{http://www.daisy.org/ns/2008/pef}"


def pages(document: Document, **options: Any) -> list[list[str]]:
    return pages_of(write_brf(document, (), WriteOptions(**options)))


def lines(*blocks: Block, notes: tuple[d.Note, ...] = (), **options: Any) -> list[str]:
    """Return the lines below the title of a document that fits on a page."""
    (rows,) = pages(doc(h(1, "Top"), *blocks, notes=notes), **{"braille_lines": 60, **options})
    assert rows[1].strip() == ",TOP"
    return rows[3:]


def words_said(document: Document, grade: int, **options: Any) -> list[str]:
    made = pages(document, braille_grade=grade, **options)
    return words_in(read_back(text_rows(made), grade))


def spoken_in_english() -> Document:
    """Return the rich document without page labels, formulas, and what is not in English."""
    whole = rich()
    left_out = (d.PageStart, d.Equation)
    kept = tuple(block for block in whole.blocks if not isinstance(block, left_out))
    english = tuple(
        replace(
            block, children=tuple(i for i in block.children if not isinstance(i, d.Text) or not i.language)
        )
        if isinstance(block, d.Paragraph)
        else block
        for block in kept
        if not isinstance(block, d.Paragraph) or not block.language
    )
    return replace(whole, blocks=english)


@pytest.mark.parametrize("cells", [40, 28])
def test_read_back_uncontracted_braille_is_the_text_again(cells: int) -> None:
    document = spoken_in_english()
    assert (
        first_missing(words_of(document, marks=False), words_said(document, 1, braille_cells=cells)) is None
    )


@pytest.mark.parametrize("cells", [40, 28])
def test_read_back_contracted_braille_is_the_text_again(cells: int) -> None:
    """All but the sign for "it" before a semicolon, which liblouis reads as the letter x."""
    document = spoken_in_english()
    wanted = [word for word in words_of(document, marks=False) if word != "it"]
    assert first_missing(wanted, words_said(document, 2, braille_cells=cells)) is None


def test_pages_are_as_large_as_asked_and_have_the_numbers_of_both_kinds() -> None:
    document = doc(h(1, "Top"), page("iv"), p("ferry " * 120), page("v"), p("boat " * 120))
    for cells, rows in ((40, 25), (32, 10)):
        made = pages(document, braille_cells=cells, braille_lines=rows, braille_grade=1)
        assert max(len(line) for sheet in made for line in sheet) <= cells
        assert max(map(len, made)) <= rows
        assert len({len(sheet[0]) for sheet in made}) == 1
        numbers = [sheet[0].split()[-1] for sheet in made]
        assert read_back(numbers, 1).split() == [str(number) for number in range(1, len(made) + 1)]
    printed = [sheet[0].split()[0] for sheet in made[1:]]
    assert list(dict.fromkeys(printed)) == ["IV", "V"]


def test_a_printed_page_begins_with_a_line_of_dots_and_its_number() -> None:
    assert lines(p("a"), page("2"), p("b"), braille_grade=1) == ["  A", "-" * 38 + "#B", "  B"]


def test_a_page_mark_at_the_top_of_a_braille_page_is_said_by_its_first_line() -> None:
    (rows,) = pages(doc(page("7"), h(1, "Top")))
    assert rows == ["#G" + " " * 36 + "#A", " " * 18 + ",TOP"]


def test_headings_paragraphs_and_lists_stand_as_braille_readers_expect() -> None:
    nested = bullets("one", item("two", bullets("in " * 20)))
    made = lines(h(2, "Ships"), h(3, "Small"), p("sail " * 10), nested, p("end"), braille_grade=1)
    assert made == [
        "    ,SHIPS",
        "",
        "      ,SMALL",
        "  SAIL SAIL SAIL SAIL SAIL SAIL SAIL",
        "SAIL SAIL SAIL",
        "",
        "_4 ONE",
        "_4 TWO",
        "  _4 IN IN IN IN IN IN IN IN IN IN IN IN",
        "    IN IN IN IN IN IN IN IN",
        "",
        "  END",
    ]


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    blocks = [p("x") for _ in range(22)]
    first, second = pages(doc(h(1, "Top"), *blocks[:20], h(2, "Next"), p("y")), braille_grade=1)
    assert ",NEXT" not in " ".join(first)
    assert second[1].strip() == ",NEXT"


def test_a_word_longer_than_a_line_is_cut_with_the_sign_that_it_goes_on() -> None:
    made = lines(p("a" * 100), braille_grade=1)
    assert [len(line) for line in made] == [40, 40, 24]
    assert [line[-1] for line in made[:2]] == [DOT_5, DOT_5]
    assert read_back(made, 1).split() == ["a" * 100]


def test_stress_is_marked_but_not_on_the_headers_of_a_table() -> None:
    assert lines(p("go ", strong("now"), " ", em("there")), braille_grade=1) == ["  GO ^1NOW .1THERE"]
    said = lines(table(row(th("Port"), th("Ships")), row(rh("Hull"), "3"), header_rows=1), braille_grade=1)
    assert "^1" not in " ".join(said)


def test_words_of_ours_stand_between_the_marks_of_a_transcriber() -> None:
    said = lines(
        figure("a", "A boat."), p("Old", mark("n")), notes=(note("n", "1", "Very."),), braille_grade=1
    )
    assert said[:2] == ["  @.<,PICTURE3 ,A BOAT4@.>", "  ,OLD @.<NOTE #A@.>"]
    assert said[-1] == "  @.<NOTE #A@.> ,VERY4"


def test_other_languages_are_not_contracted_and_other_scripts_are_in_their_own_braille() -> None:
    assert lines(p("the ", t("the", "fr"), " the")) == ["  ! THE !"]
    assert lines(p("שלום", language="he")) == ["  %LWM"]


def test_what_no_table_has_a_sign_for_is_said_by_its_name() -> None:
    said = " ".join(line.strip() for line in lines(p("a ☃ b 😀"), braille_grade=1))
    assert "SNOWMAN" in said
    assert "GR9N" not in said
    assert "GRINNING FACE" in said


def test_addresses_are_written_beside_their_links() -> None:
    assert "HTTPS" in lines(p(link("https://a.b", "us")), braille_grade=1)[0]


def long_document(chapters: int, paragraphs: int = 24) -> Document:
    blocks: list[Block] = []
    for number in range(1, chapters + 1):
        blocks += [page(str(number)), h(2, f"Chapter {number}")]
        blocks += [p("The ferry leaves at noon and comes back at night. " * 8)] * paragraphs
    return doc(h(1, "Ferries"), *blocks)


def volumes_in(document: Document) -> list[list[list[str]]]:
    root = ElementTree.fromstring(write_pef(document, (), WriteOptions(braille_grade=1)))
    return [
        [[row.text or "" for row in sheet.iter(f"{PEF}row")] for sheet in volume.iter(f"{PEF}page")]
        for volume in root.iter(f"{PEF}volume")
    ]


def test_a_long_document_is_parted_in_even_volumes_that_begin_with_chapters() -> None:
    document = long_document(24)
    volumes = volumes_in(document)
    lengths = [len(volume) - 1 for volume in volumes]  # a title page each
    assert len(volumes) > 1
    assert max(lengths) <= 90
    assert max(lengths) - min(lengths) <= 20
    rows = pages(document, braille_grade=1)
    title = [row.strip() for row in rows[0] if row.strip()]
    assert title[:2] == [",REPORT", f",VOLUME #A OF #{' ABCDEFGH'[len(volumes)]}"]
    assert title[2].startswith(",BRAILLE PAGES #A TO #")
    assert title[3] == ",PRINTED PAGES #A TO #F"
    later = [sheet for sheet in rows if any(row.strip().startswith(",VOLUME #B") for row in sheet)]
    assert later[0][-1].strip().startswith(",PRINTED PAGES #G TO #")
    following = rows[rows.index(later[0]) + 1]
    assert following[1].strip().startswith(",CHAPTER")
    assert rows[-1][-1].strip() == ",THE END"
    assert sum(row.strip() == ",END OF VOLUME #A" for sheet in rows for row in sheet) == 1


def test_braille_pages_are_counted_through_all_volumes() -> None:
    numbers = [sheet[0].split()[-1] for sheet in pages(long_document(24)) if sheet[0].strip()]
    assert len(numbers) == len(set(numbers))
    assert problems("braille-pef", write(long_document(24), (), "braille-pef")) == ()


def test_a_long_text_without_chapters_is_parted_too_and_a_short_one_is_not() -> None:
    document = doc(*[p("The ferry leaves at noon and comes back at night. " * 8)] * 500)
    assert len(volumes_in(document)) > 1
    assert len(volumes_in(long_document(3))) == 1


def test_pef_has_the_same_pages_and_says_its_size() -> None:
    root = ElementTree.fromstring(write_pef(rich(), (), WriteOptions(braille_cells=32, braille_lines=28)))
    volume = root.find(f".//{PEF}volume")
    assert volume is not None
    assert (volume.get("cols"), volume.get("rows")) == ("32", "28")
    made = [[row.text or "" for row in sheet.iter(f"{PEF}row")] for sheet in root.iter(f"{PEF}page")]
    same = pages(rich(), braille_cells=32, braille_lines=28)
    assert made == [[line.translate(cells_of_ascii()) for line in sheet] for sheet in same]


@pytest.mark.parametrize("name", ["write_brf", "write_pef"])
def test_the_same_document_is_the_same_bytes(name: str) -> None:
    assert len(outputs("converters.writers.braille", name)) == 1


@pytest.mark.parametrize("document", [doc(), doc(p("a"), language=""), doc(page(""), page(" ")), rich()])
@pytest.mark.parametrize("name", ["braille", "braille-pef"])
def test_what_we_write_passes_our_own_check(name: str, document: Document) -> None:
    assert problems(name, write(document, (), name)) == ()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"#A\r\nX" + b"Y" * 100 + b"\r\n\x0c", "Braille page 1 has a line longer than 100 cells."),
        (b"#A\r\n" + b"Y\r\n" * 60 + b"\x0c", "Braille page 1 has 61 lines, more than 60."),
        (b"#A\r\nx\r\n\x0c", "The braille has characters that are no cells: 'x'."),
        (b"#A\r\n\x0c", "The braille has no text."),
        (b"#A\r\nX\r\n", "The last braille page does not end."),
        ("é".encode(), "The braille is not ASCII."),
    ],
)
def test_faults_of_braille_are_named(data: bytes, problem: str) -> None:
    assert problem in problems("braille", data)


def test_without_liblouis_the_format_says_so_and_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    liblouis._library.cache_clear()
    assert "braille" not in formats.available()
    assert "html" in formats.available()
    with pytest.raises(ToolMissing) as told:
        write(doc(p("a")), (), "braille")
    assert told.value.code == "tool-missing"
    assert "is not installed" in str(told.value)


def test_with_liblouis_the_format_is_offered() -> None:
    assert {"braille", "braille-pef"} <= set(formats.available())


def test_the_judge_of_braille_sees_words_that_are_lost() -> None:
    document = doc(h(1, "Report"), *[p("The ferry leaves at noon.")] * 10)
    data = write_brf(document, (), WriteOptions())
    assert words_not_read_back(document, data) == ()
    assert words_not_read_back(doc(*document.blocks, p("Nobody waits here")), data) != ()
