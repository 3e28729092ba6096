"""PDFs made by the tests, read as a whole: what a listener would hear."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from pypdf.constants import PageLabelStyle

from converters import ConversionError, FindingKind, ReadOptions, facts, read, write
from converters.document import (
    Emphasis,
    Figure,
    Heading,
    Link,
    ListBlock,
    Numbering,
    Origin,
    PageStart,
    Paragraph,
    Scope,
    Strong,
    Table,
    Text,
)
from converters.walk import blocks_of, every_inline, inlines_of, plain_text, text_of
from tests import pdfs
from tests.converters.printed import document_of, every, findings_of, joined, labelled, printed

LONG = "The keeper trims the lamp and writes the hour in the book, as keepers did before. " * 6


def words(pdf: bytes, **options: str | bool) -> str:
    return " ".join(filter(None, map(text_of, document_of(pdf, **options).blocks)))


def headings(pdf: bytes) -> list[tuple[int, str]]:
    return [(h.level, text_of(h)) for h in every(document_of(pdf), Heading) if isinstance(h, Heading)]


# --- structure ----------------------------------------------------------------------------


def test_headings_have_levels_without_gaps() -> None:
    assert headings(pdfs.report(tagged=False)) == [
        (1, "Harbour report"),
        (2, "What we saw"),
        (3, "Ships by kind"),
        (2, "What it looks like"),
    ]


def test_lists_nest_and_keep_their_numbers() -> None:
    (outer,) = [b for b in document_of(pdfs.nested_list()).blocks if isinstance(b, ListBlock)]
    assert outer.numbering is Numbering.DECIMAL
    assert [item.label for item in outer.items] == ["1.", "2."]
    first, inner = outer.items[0].children
    assert text_of(first) == "Repair the east wall"
    assert isinstance(inner, ListBlock)
    assert inner.numbering is Numbering.LOWER_ALPHA
    deepest = inner.items[1].children[1]
    assert isinstance(deepest, ListBlock)
    assert deepest.numbering is None
    assert [text_of(child) for child in (deepest.items[0].children)] == ["from the quarry"]


def test_a_list_starts_where_the_print_starts() -> None:
    items = "<li>Paint the door</li><li>Oil the hinge</li>"
    pdf = printed(f"<p>{LONG}</p><ol style='counter-reset: list-item 3'>{items}</ol><p>{LONG}</p>")
    (found,) = every(document_of(pdf), ListBlock)
    assert isinstance(found, ListBlock)
    assert (found.numbering, found.start) == (Numbering.DECIMAL, 4)


def test_a_table_over_three_pages_is_one_with_one_head() -> None:
    (table,) = every(document_of(pdfs.table_over_pages()), Table)
    assert isinstance(table, Table)
    assert table.header_rows == 1
    first = [text_of(row.cells[0].children[0]) for row in table.rows]
    assert first[0] == "Berth"
    assert first[1:] == [f"Berth {n}" for n in range(1, len(first))]


def test_header_cells_speak_for_columns_and_rows() -> None:
    (table,) = every(document_of(pdfs.report(tagged=False)), Table)
    assert isinstance(table, Table)
    assert [cell.scope for cell in table.rows[0].cells] == [Scope.COLUMN, Scope.COLUMN]
    assert [cell.scope for cell in table.rows[1].cells] == [Scope.ROW, None]


def test_captions_are_bound_to_table_and_figure() -> None:
    document = document_of(pdfs.report(tagged=False))
    captions = [plain_text(inlines_of(b)) for b in blocks_of(document) if isinstance(b, Table | Figure)]
    assert captions == ["Table 1: Ships in 2025", "Figure 1: Ships this year and last"]


def test_a_picture_is_kept_and_its_missing_description_is_noticed() -> None:
    document = document_of(pdfs.report(tagged=False))
    (figure,) = every(document, Figure)
    assert isinstance(figure, Figure)
    assert figure.alt is None
    assert document.image(figure.image or "").media_type == "image/png"
    (finding,) = findings_of(pdfs.report(tagged=False), FindingKind.IMAGE_WITHOUT_DESCRIPTION)
    assert finding.page == 2


def test_the_authors_description_of_a_picture_is_kept() -> None:
    (figure,) = every(document_of(pdfs.tagged_with_alt("A red boat.")), Figure)
    assert isinstance(figure, Figure)
    assert figure.alt == "A red boat."


def test_a_picture_that_is_there_twice_is_kept_once() -> None:
    twice = joined(pdfs.report(tagged=False), pdfs.report(tagged=False))
    assert len(document_of(twice).images) == 1
    assert len(every(document_of(twice), Figure)) == 2


# --- words --------------------------------------------------------------------------------


def test_a_link_keeps_its_words_and_where_it_leads() -> None:
    paragraph = document_of(pdfs.report(tagged=False)).blocks[2]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children[1:] == (Link((Text("Read the full report"),), pdfs.LINK), Text("."))


def test_a_link_that_may_do_harm_keeps_only_its_words() -> None:
    assert words(pdfs.with_javascript_link()) == "Read more"
    inlines = [
        i for b in document_of(pdfs.with_javascript_link()).blocks for i in every_inline(inlines_of(b))
    ]
    assert not [inline for inline in inlines if isinstance(inline, Link)]
    (finding,) = findings_of(pdfs.with_javascript_link(), FindingKind.LINK_LEFT_OUT)
    assert "javascript:" in finding.detail


def test_a_line_in_italics_or_bold_keeps_its_emphasis() -> None:
    pdf = printed(f"<p>{LONG}</p><p><i>They say so.</i></p><p>{LONG}</p><p><b>It is not safe.</b></p>")
    assert [b.children for b in every(document_of(pdf), Paragraph)[1::2] if isinstance(b, Paragraph)] == [
        (Emphasis((Text("They say so."),)),),
        (Strong((Text("It is not safe."),)),),
    ]


def test_asterisks_of_the_author_are_not_taken_for_emphasis() -> None:
    assert "2 * 3 * 4 and a*b*c" in words(printed(f"<p>{LONG} 2 * 3 * 4 and a*b*c</p>"))


def test_a_word_cut_by_a_line_end_is_whole_again() -> None:
    text = words(printed(f"<p>{LONG} It needs an extra-<br>ordinary effort.</p>"))
    assert "an extraordinary effort" in text


def test_a_hyphen_that_the_document_uses_elsewhere_stays() -> None:
    text = words(printed(f"<p>Their sea-side house is old. {LONG} The sea-<br>side house is new.</p>"))
    assert "The sea-side house is new" in text


def test_ligatures_are_letters_again() -> None:
    assert "five offices" in words(printed(f"<p>{LONG} ﬁve oﬃces</p>"))


# --- pages --------------------------------------------------------------------------------

HEADED = """@page { @top-center { content: "Harbour Board annual report" }
    @bottom-center { content: "Page " counter(page) } }"""
THREE_PAGES = "".join(
    f"<h1 style='break-before: page'>Part {n}</h1><p>{LONG}</p>" for n in ("one", "two", "three")
)


def test_running_heads_are_left_out_and_each_is_named() -> None:
    pdf = printed(THREE_PAGES, HEADED)
    assert "Harbour Board annual report" not in words(pdf)
    assert "Page 2" not in words(pdf)
    said = " ".join(f.detail for f in findings_of(pdf, FindingKind.RUNNING_TEXT_LEFT_OUT))
    for text in ("Harbour Board annual report", "Page 1", "Page 2", "Page 3"):
        assert text in said


def test_running_heads_stay_where_they_are_asked_for() -> None:
    pdf = printed(THREE_PAGES, HEADED)
    assert words(pdf, keep_running_heads=True).count("Harbour Board annual report") == 3
    assert not [f for f in read(pdf, ReadOptions(keep_running_heads=True))[1] if "Left out" in f.detail]


def test_what_only_looks_like_a_running_head_stays() -> None:
    pdf = printed(f"<h1>1 Introduction</h1><p>{LONG}</p>")
    assert headings(pdf) == [(1, "1 Introduction")]


def test_every_page_start_says_the_printed_number() -> None:
    document = document_of(labelled(printed(THREE_PAGES), PageLabelStyle.LOWERCASE_ROMAN, 5))
    assert [b.label for b in document.blocks if isinstance(b, PageStart)] == ["v", "vi", "vii"]


def test_without_labels_page_starts_count_from_one() -> None:
    document = document_of(printed(THREE_PAGES))
    assert [b.label for b in document.blocks if isinstance(b, PageStart)] == ["1", "2", "3"]


def test_a_paragraph_cut_by_a_page_break_is_whole() -> None:
    pdf = printed(f"<p>{'on and on the keeper walks along the long east wall ' * 60}</p>")
    document = document_of(pdf)
    assert len(every(document, Paragraph)) == 1
    assert len(every(document, PageStart)) > 1


def test_every_block_says_where_it_was_found() -> None:
    for block in blocks_of(document_of(pdfs.report(tagged=False))):
        assert isinstance(block.origin, Origin)
        assert block.origin.page in (1, 2)
        assert isinstance(block, PageStart) or block.origin.box


# --- title and language --------------------------------------------------------------------


def test_the_file_says_its_title_and_language() -> None:
    document, findings = read(pdfs.simple(title="Tide tables", language="cy-gb"))
    assert (document.title, document.language) == ("Tide tables", "cy-GB")
    kinds = {finding.kind for finding in findings}
    assert not kinds & {FindingKind.TITLE_GUESSED, FindingKind.LANGUAGE_ASSUMED}


@pytest.mark.parametrize(
    "left_behind", ["Microsoft Word - minutes.doc", "untitled", "report_final_v2", "a.pdf"]
)
def test_what_a_program_left_as_title_is_no_title(left_behind: str) -> None:
    assert document_of(pdfs.simple(title=left_behind)).title != left_behind


def test_a_title_is_guessed_from_the_first_heading_and_that_is_said() -> None:
    pdf = printed(f"<h1>Lamps of the coast</h1><p>{LONG}</p>")
    assert document_of(pdf).title == "Lamps of the coast"
    assert len(findings_of(pdf, FindingKind.TITLE_GUESSED)) == 1
    assert len(findings_of(pdf, FindingKind.LANGUAGE_DETECTED)) == 1


def test_what_the_caller_says_counts_more_than_the_file() -> None:
    document = document_of(pdfs.simple(), title=" Ferries ", language="fr")
    assert (document.title, document.language) == ("Ferries", "fr")


# --- scans --------------------------------------------------------------------------------


def test_a_scan_is_read_and_its_confidence_told() -> None:
    assert "Minutes of the Harbour Board" in words(pdfs.scan())
    (finding,) = findings_of(pdfs.scan(), FindingKind.PAGE_RECOGNISED)
    assert finding.page == 1
    assert "%" in finding.detail


def test_without_tesseract_a_scan_stays_as_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converters.readers.pdf.scans.models.USUAL_FOLDERS", ())
    document, findings = read(pdfs.scan())
    (figure,) = every(document, Figure)
    assert isinstance(figure, Figure)
    assert document.image(figure.image or "").width > 1000
    (missing,) = [f for f in findings if f.kind is FindingKind.PAGE_WITHOUT_TEXT]
    assert "tesseract-ocr-eng" in missing.detail


def test_in_a_mixed_document_only_the_scan_is_recognised() -> None:
    pdf = joined(pdfs.simple(), pdfs.scan())
    assert [f.page for f in findings_of(pdf, FindingKind.PAGE_RECOGNISED)] == [2]
    assert "The ferry leaves at noon." in words(pdf)


# --- files that are no good ----------------------------------------------------------------

REFUSED = {
    "empty-file": pdfs.empty,
    "not-a-pdf": pdfs.not_a_pdf,
    "no-pages": pdfs.zero_pages,
    "password-needed": pdfs.locked,
}


@pytest.mark.parametrize("code", REFUSED)
def test_reading_and_facts_refuse_a_file_with_the_same_code(code: str) -> None:
    for look in (read, facts):
        with pytest.raises(ConversionError) as refused:
            look(REFUSED[code]())  # type: ignore[operator]
        assert refused.value.code == code


@pytest.mark.parametrize("make", [pdfs.torn, pdfs.torn_beyond_repair, pdfs.damaged_index, pdfs.hostile_loop])
def test_a_damaged_file_ends_in_a_document_or_in_words(make: object) -> None:
    assert callable(make)
    try:
        document, _ = read(make())
    except ConversionError as error:
        assert error.code == "not-a-pdf"
    else:
        assert document.blocks


def test_only_a_pdf_reaches_the_layout_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converters.readers.pdf.layout._parse", lambda *_, **__: pytest.fail("was reached"))
    for kind in ("docx", "png"):
        with pytest.raises(ConversionError):
            read(pdfs.not_a_pdf(kind))


def test_a_locked_file_opens_with_its_password() -> None:
    assert words(pdfs.locked("tern"), password="tern") == "The ferry leaves at noon."
    assert facts(pdfs.locked("tern"), "tern").pages == 1


def test_a_wrong_password_is_told_as_a_missing_one() -> None:
    with pytest.raises(ConversionError) as refused:
        read(pdfs.locked("tern"), ReadOptions(password="gull"))
    assert refused.value.code == "password-needed"


def test_a_file_that_forbids_copying_is_read() -> None:
    assert words(pdfs.owner_restricted()) == "The ferry leaves at noon."


def test_too_many_pages_or_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("MAX_PAGES", "MAX_BYTES"):
        with monkeypatch.context() as patch:
            patch.setattr(f"converters.readers.pdf.catalogue.{limit}", 1)
            with pytest.raises(ConversionError) as refused:
                read(pdfs.report())
            assert refused.value.code == "too-large"


def test_bytes_before_the_header_do_no_harm() -> None:
    assert words(b"\r\nlater than expected\r\n" + pdfs.simple()) == "The ferry leaves at noon."


def test_the_facts_of_a_file_are_told_without_reading_it() -> None:
    found = facts(pdfs.report())
    assert (found.pages, found.title, found.language, found.tagged) == (2, "Harbour report", "en-GB", True)


# --- promises -----------------------------------------------------------------------------


def test_reading_leaves_pythons_own_pace_as_it_was() -> None:
    before = gc.get_threshold()
    read(pdfs.simple())
    with pytest.raises(ConversionError):
        read(pdfs.not_a_pdf())
    assert gc.get_threshold() == before


def test_the_same_file_gives_the_same_bytes() -> None:
    def made(name: str) -> bytes:
        return write(*read(pdfs.report()), name)

    for name in ("json", "markdown"):
        assert made(name) == made(name)


def test_every_word_is_in_the_document_or_in_a_finding() -> None:
    document, findings = read(printed(THREE_PAGES, HEADED))
    said = text_of_all(document.blocks) + " ".join(finding.detail for finding in findings)
    for word in f"{LONG} Harbour Board annual report Part one two three Page 1 2 3".split():
        assert word in said


def text_of_all(blocks: tuple[object, ...]) -> str:
    return " ".join(text_of(block) for block in blocks)  # type: ignore[arg-type]


def test_reading_leaves_no_trace_in_options() -> None:
    options = ReadOptions()
    read(pdfs.simple(), options)
    assert options == replace(options)
