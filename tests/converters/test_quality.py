"""The quality note: counts that are right, words that are plain, in the file and read back."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import docx
import pytest
from lxml import html
from pypdf import PdfReader

from converters import write
from converters.document import Document, Figure, Origin, PageStart
from converters.findings import Finding, FindingKind
from converters.options import WriteOptions
from converters.quality import AUTOMATIC, Place, as_data, from_data, quality_of, said, sentences, status
from converters.writers.about import MOST_PLACES
from converters.writers.html import write_html
from converters.writers.json import write_json
from tests.converters.trees import doc, figure, h, p, page, png, quote, rich, row, table, td, th
from tests.model_words import words_in

HEADED = table(row(th("A")), row("1"), header_rows=1)
PLAIN = table(row("1"))
DAY = date(2026, 11, 27)


def picture(number: int, alt: str | None = None) -> Figure:
    return Figure("chart", alt, origin=Origin(number))


def told(document: Document, *findings: Finding) -> tuple[str, ...]:
    return sentences(quality_of(document, findings))


def recognised(number: int) -> Finding:
    detail = "This page is a picture of text. A program read it, 91% sure on average."
    return Finding(FindingKind.PAGE_RECOGNISED, number, detail)


def test_what_a_document_holds_is_counted() -> None:
    quality = quality_of(rich(), ())
    assert (quality.pages, quality.headings, quality.tables, quality.tables_with_headers) == (2, 4, 2, 2)
    assert (quality.pictures, len(quality.undescribed)) == (3, 2)


def test_decorative_pictures_and_headings_without_words_do_not_count() -> None:
    quality = quality_of(doc(h(2, " "), figure("chart", ""), quote(h(3, "x"), PLAIN), images=(png(),)), ())
    assert (quality.headings, quality.pictures, quality.tables) == (1, 0, 1)


def test_a_page_that_was_not_read_is_one_of_the_pages() -> None:
    lost = Finding(FindingKind.PAGE_NOT_READ, 7, "This page is damaged and could not be read.")
    assert quality_of(doc(page("1"), page("2")), (lost,)).pages == 7


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (doc(p("x")), ("It has no pages, no headings, no tables and no pictures.",)),
        (
            doc(page("1"), h(1, "x"), HEADED, picture(1, "A map")),
            (
                "It has 1 page, 1 heading, 1 table and 1 picture.",
                "Every table has header cells.",
                "Every picture has a description.",
            ),
        ),
        (
            doc(HEADED, PLAIN, *map(picture, (1, 2, 3, 5, 5))),
            (
                "It has no pages, no headings, 2 tables and 5 pictures.",
                "1 of the 2 tables has no header cells.",
                "5 pictures have no description: pages 1 to 3 and 5.",
            ),
        ),
        (
            doc(PLAIN, figure("chart")),
            (
                "It has no pages, no headings, 1 table and 1 picture.",
                "The table has no header cells.",
                "1 picture has no description.",
            ),
        ),
        (doc(PLAIN, PLAIN, HEADED), ("", "2 of the 3 tables have no header cells.")),
    ],
)
def test_the_sentences_say_what_is_there_and_what_is_not(
    document: Document, expected: tuple[str, ...]
) -> None:
    assert told(document)[1:] == expected[1:]
    assert not expected[0] or told(document)[0] == expected[0]


def test_pages_read_by_a_program_are_named_with_how_sure_it_was() -> None:
    quality = quality_of(doc(page("1"), page("2"), page("3")), (recognised(3), recognised(1)))
    assert sentences(quality)[-1] == (
        "A program read 2 pages from pictures of text: pages 1 and 3. Words and numbers may be wrong there."
    )
    assert [said(place) for place in quality.places] == [
        "Page 1: This page is a picture of text. A program read it, 91% sure on average.",
        "Page 3: This page is a picture of text. A program read it, 91% sure on average.",
    ]


def test_doubts_stand_by_page_and_what_is_certain_is_none() -> None:
    findings = (
        Finding(FindingKind.TABLE_WITHOUT_HEADERS, 4, "We could not tell which cells are headings."),
        Finding(FindingKind.RUNNING_TEXT_LEFT_OUT, 1, "Left out as a running head: “x”."),
        Finding(FindingKind.WORDS_NOT_PLACED, 2, "We could not place “Total”."),
        Finding(FindingKind.TITLE_GUESSED, None, "The file gives no title. We took “Report”."),
        Finding(FindingKind.IMAGE_WITHOUT_DESCRIPTION, 2, "A picture on this page has no description."),
        Finding(FindingKind.WORDS_NOT_PLACED, 2, "We could not place “Total”."),
    )
    assert [said(place) for place in quality_of(doc(), findings).places] == [
        "The file gives no title. We took “Report”.",
        "Page 2: We could not place “Total”.",
        "Page 4: We could not tell which cells are headings.",
    ]


def test_a_place_says_the_number_that_is_printed_there_too() -> None:
    starts = (PageStart("iii", origin=Origin(1)), PageStart("2", origin=Origin(2)))
    lost = [Finding(FindingKind.WORDS_NOT_PLACED, number, "Lost.") for number in (1, 2)]
    assert [said(place) for place in quality_of(doc(*starts), lost).places] == [
        "Page 1 (printed as “iii”): Lost.",
        "Page 2: Lost.",
    ]


def test_every_kind_of_finding_is_a_place_or_counted_or_certain() -> None:
    quiet = {kind for kind in FindingKind if not quality_of(doc(), (Finding(kind, 1, "x"),)).places}
    assert quiet == {
        FindingKind.IMAGE_WITHOUT_DESCRIPTION,
        FindingKind.RUNNING_TEXT_LEFT_OUT,
        FindingKind.ARTIFACT_LEFT_OUT,
        FindingKind.IMAGE_LEFT_OUT,
        FindingKind.LANGUAGE_DETECTED,
        FindingKind.TAGS_NOT_USED,
    }


def test_automatic_or_checked_is_a_sentence_with_its_day() -> None:
    assert status(None) == AUTOMATIC
    assert status(DAY) == "Checked by a person on Friday 27 November 2026."


def test_a_note_that_is_kept_reads_back_the_same() -> None:
    quality = quality_of(rich(), (recognised(2), Finding(FindingKind.NO_HEADINGS, None, "None.")))
    assert from_data(json.loads(json.dumps(as_data(quality)))) == quality
    with pytest.raises(KeyError):
        from_data({"pages": 1})


def test_the_data_format_carries_the_note() -> None:
    data = json.loads(write_json(rich(), (recognised(2),), WriteOptions(checked_on=DAY)))
    assert from_data(data["quality"]).recognised == (Place(2, recognised(2).detail),)
    assert data["checked_on"] == "2026-11-27"


@pytest.mark.parametrize("name", ["docx", "large-print"])
def test_formats_without_a_place_beside_the_text_have_the_note_as_their_last_section(name: str) -> None:
    document = replace(rich(), notes=())
    said = " ".join(
        words_in_file(name, write(document, (recognised(2),), name, WriteOptions(checked_on=DAY)))
    )
    told = "About this version Checked by a person on Friday 27 November 2026. It has 2 pages, 4 headings"
    assert " ".join(words_in(told)) in said
    assert said.endswith(" ".join(words_in(f"Page 2: {recognised(2).detail}")))


def words_in_file(name: str, data: bytes) -> list[str]:
    if name == "docx":
        return words_in("\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs))
    text = "\n".join(page.extract_text().rstrip("0123456789") for page in PdfReader(io.BytesIO(data)).pages)
    return words_in(text)


# --- in the web page ------------------------------------------------------------------------


def web_page(document: Document, *findings: Finding, day: date | None = None) -> html.HtmlElement:
    return html.document_fromstring(write_html(document, findings, WriteOptions(checked_on=day)).decode())


def test_a_page_says_at_its_start_what_it_is_and_leads_to_its_note() -> None:
    root = web_page(rich())
    (line,) = root.find_class("made")
    assert line.getparent().tag == "header"
    assert line.text_content() == f"{AUTOMATIC} About this version"
    assert root.get_element_by_id(line.find("a").get("href")[1:]).tag == "footer"
    assert "Checked by a person on Friday 27 November 2026." in web_page(rich(), day=DAY).text_content()


def test_the_note_stands_outside_the_text_and_adds_no_heading() -> None:
    before = [heading.text for heading in web_page(rich()).find("body").iter("h1", "h2", "h3")]
    root = web_page(rich(), recognised(2))
    foot = root.find("body/footer")
    assert [heading.text for heading in root.iter("h1", "h2", "h3")] == before
    assert root.get_element_by_id(foot.get("aria-labelledby")).text == "About this version"
    assert [item.text for item in foot.iter("li")] == [f"Page 2: {recognised(2).detail}"]
    assert "It has 2 pages, 4 headings, 2 tables and 3 pictures." in foot.text_content()


def test_a_page_without_doubts_says_so() -> None:
    assert "The program noticed nothing that is in doubt." in web_page(doc(p("x"))).text_content()


def test_the_note_is_english_in_a_document_that_is_not() -> None:
    foot = web_page(replace(rich(), language="cy"), recognised(2)).find("body/footer")
    for part in foot.iter("p", "li"):
        assert "en-GB" in (part.get("lang"), *(inner.get("lang") for inner in part.iter("p")))


def test_a_quotation_in_a_finding_is_never_markup() -> None:
    hostile = Finding(FindingKind.TITLE_GUESSED, None, "We took “</p><script>1</script>”.")
    assert web_page(doc(p("x")), hostile).find(".//script") is None


def test_a_note_never_grows_without_end() -> None:
    many = tuple(Finding(FindingKind.WORDS_NOT_PLACED, n, f"Word {n}.") for n in range(1, MOST_PLACES + 8))
    items = [item.text for item in web_page(doc(p("x")), *many).find("body/footer").iter("li")]
    assert len(items) == MOST_PLACES + 1
    assert items[-1] == "There are 7 more."


def test_tables_within_tables_are_counted_too() -> None:
    assert quality_of(doc(table(row(th("A")), row(td(PLAIN)), header_rows=1)), ()).tables == 2
