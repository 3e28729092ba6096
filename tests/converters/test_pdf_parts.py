"""The steps of reading a PDF, one by one, on values made by hand."""

from __future__ import annotations

import pytest

from converters.document import Box, Emphasis, Link, Numbering, Origin, Paragraph, Strong, Text
from converters.readers.pdf.annotations.links import address
from converters.readers.pdf.catalogue import bcp47, usable_title
from converters.readers.pdf.figures.pictures import image_from
from converters.readers.pdf.lists.markers import Item, counts_of, lists_from
from converters.readers.pdf.page import GridCell, LinkArea, Page, Region, RegionKind, Span, Word
from converters.readers.pdf.running import running_spans
from converters.readers.pdf.scans.models import models_for
from converters.readers.pdf.scans.pages import is_garbled, needs_recognition
from converters.readers.pdf.tables.cells import table_from
from converters.readers.pdf.tables.figures import is_figures
from converters.readers.pdf.text.characters import legible, letters, one_line
from converters.readers.pdf.text.filling import stray_spans
from converters.readers.pdf.text.lines import Vocabulary, line_end, lines_of
from converters.readers.pdf.text.paragraphs import split_paragraphs
from converters.readers.pdf.text.wording import inlines_from, plain, runs_of

NO_WORDS = Vocabulary()


def span(text: str, left: float = 0, top: float = 100, size: float = 10, **more: object) -> Span:
    box = Box(left, top, left + 5 * len(text), top + size)
    return Span(text, box, size, **more)  # type: ignore[arg-type]


def page(*spans: Span, number: int = 1, regions: tuple[Region, ...] = ()) -> Page:
    return Page(number, 500, 800, None, spans, regions)


# --- characters ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("a\x00b\x07c\x7f", "abc"),
        ("one\ud800two", "onetwo"),
        ("\uf0b7 item", "• item"),
        ("\ue123glyph", "glyph"),
        ("e\u0301", "é"),
        ("o\ufb03ce", "office"),
        ("soft\u00adhyphen", "softhyphen"),
        ("wide\u3000and\u00a0fixed \n", "wide and fixed"),
        ("\ufffe\uffff\U000ffffe", ""),
        ("naïve – “quoted”", "naïve – “quoted”"),
    ],
)
def test_text_is_fit_for_xml_and_for_a_voice(raw: str, said: str) -> None:
    assert one_line(raw) == said


def test_whatever_the_file_holds_is_valid_in_xml() -> None:
    everything = legible("".join(map(chr, range(0x11000))))
    allowed = {0x9, 0xA, 0xD, *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, 0x110000)}
    assert {ord(character) for character in everything} <= allowed


def test_letters_are_what_two_readings_share() -> None:
    assert letters("The ‘ﬁrst’ 2–3 words") == letters("the first 23 WORDS")


# --- lines and hyphens ----------------------------------------------------------------------


def test_spans_of_one_baseline_are_one_line_from_left_to_right() -> None:
    lines = lines_of([span("world", 60, 101), span("below", 0, 120), span("Hello", 0, 100)])
    assert [line.text for line in lines] == ["Hello world", "below"]


def test_a_gap_between_spans_is_a_space_and_none_is_none() -> None:
    (line,) = lines_of([span("un", 0), span("bound", 10), span("rope", 40)])
    assert line.text == "unbound rope"


@pytest.mark.parametrize(
    ("end", "start", "whole"),
    [
        ("stan-", "dard", "standard"),
        ("well-", "known", "well-known"),
        ("sea-", "side", "sea-side"),
        ("Anglo-", "Saxon", "Anglo- Saxon"),
        ("1999-", "2004", "1999- 2004"),
        ("and/", "or", "and/or"),
        ("an end", "here", "an end here"),
        ("so\u00ad", "ft", "soft"),
    ],
)
def test_a_hyphen_goes_only_where_it_cut_a_word(end: str, start: str, whole: str) -> None:
    words = Vocabulary(frozenset(), frozenset({"sea-side"}))
    text, between = line_end(end, start, words)
    assert text + between + start == whole


# --- paragraphs -----------------------------------------------------------------------------


def test_a_gap_that_a_reader_sees_ends_a_paragraph() -> None:
    tops = (100, 112, 124, 142, 154)
    lines = lines_of([span(f"line {top}", top=top) for top in tops])
    assert [len(part) for part in split_paragraphs(lines, 1.2)] == [3, 2]


def test_lines_set_far_apart_are_still_one_paragraph() -> None:
    lines = lines_of([span(f"line {top}", top=top) for top in (100, 124, 148, 172, 196)])
    assert len(split_paragraphs(lines, 1.2)) == 1


def test_smaller_type_below_is_another_paragraph() -> None:
    lines = lines_of(
        [span("body text", top=100), span("more of it", top=112), span("1 a note", top=125, size=7)]
    )
    assert [len(part) for part in split_paragraphs(lines, 1.2)] == [2, 1]


# --- wording --------------------------------------------------------------------------------


def test_spaces_stay_outside_emphasis_and_links() -> None:
    spans = (span("not "), span("safe ", 25, bold=True), span("they", 55, italic=True), span("say", 85))
    assert inlines_from(runs_of(lines_of(spans), (), NO_WORDS)) == (
        Text("not "),
        Strong((Text("safe"),)),
        Text(" "),
        Emphasis((Text("they"),)),
        Text(" say"),
    )


def test_a_link_holds_the_words_that_lie_in_its_area() -> None:
    words = tuple(
        Word(text, Box(left, 100, left + 20, 110)) for text, left in (("see", 0), ("our", 25), ("site.", 50))
    )
    area = LinkArea("https://example.org", (Box(24, 99, 72, 111),))
    (line,) = lines_of([Span("see our site.", Box(0, 100, 70, 110), 10, words=words)])
    assert inlines_from(runs_of((line,), (area,), NO_WORDS)) == (
        Text("see "),
        Link((Text("our site"),), "https://example.org"),
        Text("."),
    )


def test_a_link_over_the_end_of_a_word_is_the_mark_that_stands_there() -> None:
    words = (Word("harbour.11", Box(0, 100, 47, 110)), Word(".1,2", Box(50, 100, 65, 110)))
    areas = (
        LinkArea("#eleven", (Box(38, 96, 47, 106),)),
        LinkArea("#one", (Box(53, 96, 57, 106),)),
        LinkArea("#two", (Box(61, 96, 65, 106),)),
    )
    (line,) = lines_of([Span("harbour.11 .1,2", Box(0, 100, 65, 110), 10, words=words)])
    assert inlines_from(runs_of((line,), areas, NO_WORDS)) == (
        Text("harbour."),
        Link((Text("11"),), "#eleven"),
        Text(" ."),
        Link((Text("1"),), "#one"),
        Text(","),
        Link((Text("2"),), "#two"),
    )


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("www.example.org", "https://www.example.org"),
        ("desk@example.org", "mailto:desk@example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("chapter2.pdf", None),
        ("", None),
    ],
)
def test_only_safe_absolute_addresses_are_kept(target: str, kept: str | None) -> None:
    assert address(target) == kept


def test_the_engines_marks_are_taken_off_its_text() -> None:
    assert plain("**Note** that *it* is at [our site](https://a.b/c_(d)), 2 * 3 * 4") == (
        "Note that it is at our site, 2 * 3 * 4"
    )


# --- lists ----------------------------------------------------------------------------------


def items(*markers: tuple[int, str | None]) -> list[Item]:
    return [
        Item(depth, marker, (Paragraph((Text(f"item {marker}"),)),), Origin(1, Box(0, 0, 1, 1)))
        for depth, marker in markers
    ]


@pytest.mark.parametrize(
    ("marker", "style", "number"),
    [
        ("3.", Numbering.DECIMAL, 3),
        ("(12)", Numbering.DECIMAL, 12),
        ("2.4", Numbering.DECIMAL, 4),
        ("(b)", Numbering.LOWER_ALPHA, 2),
        ("C.", Numbering.UPPER_ALPHA, 3),
        ("iv)", Numbering.LOWER_ROMAN, 4),
        ("XII.", Numbering.UPPER_ROMAN, 12),
    ],
)
def test_markers_are_read_as_counts(marker: str, style: Numbering, number: int) -> None:
    assert counts_of(marker)[0] == (style, number)


@pytest.mark.parametrize("marker", ["•", "–", "", None, "Note", "***"])
def test_a_bullet_counts_nothing(marker: str | None) -> None:
    assert counts_of(marker) == ()


def test_an_i_after_an_h_is_a_letter_and_before_an_ii_a_number() -> None:
    (letters_,) = lists_from(items((1, "h."), (1, "i."), (1, "j.")))
    (numbers,) = lists_from(items((1, "i."), (1, "ii."), (1, "iii.")))
    assert (letters_.numbering, letters_.start) == (Numbering.LOWER_ALPHA, 8)
    assert (numbers.numbering, numbers.start) == (Numbering.LOWER_ROMAN, 1)


def test_counting_that_starts_again_is_another_list() -> None:
    assert [len(found.items) for found in lists_from(items((1, "1."), (1, "2."), (1, "1.")))] == [2, 1]


def test_deeper_items_are_inside_the_one_before() -> None:
    (outer,) = lists_from(items((1, "1."), (3, "a."), (3, "b."), (1, "2.")))
    assert len(outer.items) == 2
    inner = outer.items[0].children[1]
    assert getattr(inner, "numbering", None) is Numbering.LOWER_ALPHA


# --- tables ---------------------------------------------------------------------------------


def grid(*rows: tuple[str, ...], headed: bool = False) -> Region:
    cells = tuple(tuple(GridCell(text) for text in row) for row in rows)
    return Region(RegionKind.TABLE, Box(0, 0, 1, 1), rows=cells, headed=headed)


def scopes(region: Region) -> list[list[str | None]]:
    table = table_from(region, 1, lambda cell: (Text(cell.text),) if cell.text else ())
    return [[cell.scope and cell.scope.value for cell in row.cells] for row in table.rows]


def test_words_over_figures_are_a_head_though_nobody_marked_it() -> None:
    for head in (("Port", "Ships", "Crew"), ("Port", "2024", "2025")):
        assert scopes(grid(head, ("Hull", "1", "2"), ("Goole", "3", "4"))) == [
            ["col", "col", "col"],
            ["row", None, None],
            ["row", None, None],
        ]


def test_an_empty_corner_speaks_for_nothing() -> None:
    assert scopes(grid(("", "Ships"), ("Hull", "1"), ("Goole", "2"), headed=True))[0] == [None, "col"]


def test_words_beside_words_are_no_row_headers() -> None:
    rows = (("Name", "Task"), ("Ann", "paints the door"), ("Bob", "oils the hinge"))
    assert scopes(grid(*rows, headed=True))[1] == [None, None]


@pytest.mark.parametrize("text", ["1,204", "£3.50", "-12%", "(45)", "–", "n/a", "✓", "1999"])
def test_amounts_and_marks_are_figures(text: str) -> None:
    assert is_figures(text)


@pytest.mark.parametrize("text", ["Hull", "2nd berth", "See note 1", "A1 road"])
def test_words_with_a_digit_are_not(text: str) -> None:
    assert not is_figures(text)


# --- running text ----------------------------------------------------------------------------


def dropped(*pages: Page) -> list[list[str]]:
    running = running_spans(pages)
    return [[each.spans[i].text for i in sorted(running[each.number])] for each in pages]


def body(number: int) -> tuple[Span, ...]:
    return tuple(
        span(f"Line {line} of page {number} has its own words", top=120 + 12 * line) for line in range(20)
    )


def test_what_repeats_in_the_same_place_is_running() -> None:
    pages = [page(span(f"Report {n}", top=40), *body(n), number=n) for n in (1, 2, 3)]
    assert dropped(*pages) == [["Report 1"], ["Report 2"], ["Report 3"]]


def test_what_repeats_elsewhere_on_the_page_is_text() -> None:
    pages = [page(span("Report", top=40 + 40 * n), *body(n), number=n) for n in (1, 2)]
    assert dropped(*pages) == [[], []]


def test_a_page_number_alone_at_the_foot_is_running() -> None:
    assert dropped(page(*body(1), span("– 14 –", top=770))) == [["– 14 –"]]


def test_a_short_line_with_the_page_number_away_from_the_text_is_running() -> None:
    assert dropped(page(span("314 Yarrow", top=40), *body(1))) == [["314 Yarrow"]]


def test_a_numbered_heading_at_the_top_is_text() -> None:
    heading = Region(RegionKind.HEADING, Box(0, 38, 300, 52), "3 The east wall")
    assert dropped(page(span("3 The east wall", top=40), *body(1), regions=(heading,))) == [[]]


def test_a_page_of_one_line_is_not_taken_away() -> None:
    assert dropped(page(span("7", top=40))) == [[]]


# --- title, language, pictures, scans --------------------------------------------------------


@pytest.mark.parametrize(("tag", "found"), [("EN_gb", "en-GB"), ("fr", "fr"), ("zh-hant-tw", "zh-Hant-TW")])
def test_language_tags_are_written_as_bcp_47_writes_them(tag: str, found: str) -> None:
    assert bcp47(tag) == found


@pytest.mark.parametrize("tag", ["", None, "English", "x", "e n"])
def test_what_is_no_language_tag_is_none(tag: str | None) -> None:
    assert bcp47(tag) is None


@pytest.mark.parametrize(
    "title", ["Untitled", "Document1", "Microsoft Word - a", "minutes.docx", "a_b_c", " ", None]
)
def test_what_nobody_meant_as_a_title_is_none(title: str | None) -> None:
    assert usable_title(title) is None


@pytest.mark.parametrize("title", ["Minutes of the Harbour Board", "Budget 2026/27", "Slides of the coast"])
def test_what_a_person_wrote_is_a_title(title: str) -> None:
    assert usable_title(title) == title


def test_bytes_that_are_no_picture_are_none() -> None:
    assert image_from(b"\x89PNG but not really", "image-1", None) is None


def test_glyphs_without_characters_need_recognition() -> None:
    assert is_garbled(page(span("\ufffd\ue001\ue002 a")))
    assert needs_recognition(page(span("\ufffd\ue001\ue002 a")))
    assert not needs_recognition(page(*body(1)))


def test_a_language_without_a_model_is_read_with_the_english_one(tmp_path: object) -> None:
    folder = str(tmp_path)
    with open(f"{folder}/eng.traineddata", "wb"):  # noqa: PTH123
        pass
    found = models_for("cy-GB", folder)
    assert found is not None
    assert found.model in {"cym", "eng"}


def test_words_that_no_region_says_are_not_lost() -> None:
    region = Region(RegionKind.LIST_ITEM, Box(0, 90, 300, 120), "the wall", marker="1.")
    found = stray_spans(page(span("1. the wall"), span("the lamp", top=500), regions=(region,)))
    assert [stray.text for stray in found] == ["the lamp"]
