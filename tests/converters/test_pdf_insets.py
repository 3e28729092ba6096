"""Pictures that hold words, on pages that have text: read in their place, or kept as the figures they are."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from weasyprint import HTML  # type: ignore[import-untyped]

from converters import FindingKind, read
from converters.document import Block, Box, Figure, Heading, Origin, Paragraph, Quote, Table, Text
from converters.errors import ToolFailed
from converters.readers.pdf.page import Page, Picture, Region, RegionKind
from converters.readers.pdf.scans.inset_pages import Inset
from converters.readers.pdf.scans.lettering import lettering_of, without_rules
from converters.readers.pdf.tags.insets import with_insets_in_tags
from converters.tools import tesseract
from converters.walk import text_of
from tests.converters.printed import document_of, every, findings_of, printed

DPI = 200
FIRST = (
    "The Board met on 4 March at the Custom",
    "House and agreed to repair the east wall",
    "of the harbour before the winter storms.",
)
SECOND = (
    "Fishing boats keep to the north quay from",
    "Monday until the work has been finished.",
)
ROWS = (
    ("Quay", "Ships", "Open until"),
    ("North", "730", "evening"),
    ("South", "474", "midnight"),
    ("East", "1204", "noon"),
)
ABOVE, BELOW = "The words above the picture.", "The words below the picture."


def png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


def lettered(lines: Sequence[tuple[str, int]], size: tuple[int, int] = (900, 420)) -> Image.Image:
    """Return a picture with ``lines``, each with its height in it."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    for line, top in lines:
        draw.text((30, top), line, "#202020", ImageFont.load_default(38))
    return picture


def two_paragraphs() -> Image.Image:
    first = [(line, 20 + 56 * at) for at, line in enumerate(FIRST)]
    second = [(line, 250 + 56 * at) for at, line in enumerate(SECOND)]
    return lettered([*first, *second])


def table() -> Image.Image:
    picture = Image.new("RGB", (904, 324), "white")
    draw = ImageDraw.Draw(picture)
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            draw.rectangle((300 * column, 80 * at, 300 * column + 300, 80 * at + 80), None, "black", 3)
            draw.text((300 * column + 24, 80 * at + 18), text, "black", ImageFont.load_default(38))
    return picture


def chart() -> Image.Image:
    """Return bars with their names under them."""
    picture = Image.new("RGB", (900, 500), "white")
    draw = ImageDraw.Draw(picture)
    for at, (name, tall) in enumerate((("North quay", 240), ("South quay", 130), ("East quay", 360))):
        draw.rectangle((60 + 280 * at, 420 - tall, 240 + 280 * at, 420), "#1a4f8b")
        draw.text((60 + 280 * at, 436), name, "black", ImageFont.load_default(36))
    draw.text((60, 8), "Ships by quay in the year 2025", "black", ImageFont.load_default(38))
    return picture


def photograph() -> Image.Image:
    """Return soft shapes with grain, as a camera sees them."""
    ground = Image.effect_mandelbrot((900, 420), (-2, -1.2, 1, 1.2), 40).filter(ImageFilter.GaussianBlur(6))
    return Image.blend(ground, Image.effect_noise((900, 420), 60), 0.3).convert("RGB")


@cache
def page_with(picture: str, after: str = "") -> bytes:
    """Return a page with text, the picture that ``picture`` names, and text after it."""
    return printed(f"<p>{ABOVE}</p><p>{shown(picture)}{after}</p><p>{BELOW}</p>")


def shown(picture: str, alt: str | None = None) -> str:
    made = {"paragraphs": two_paragraphs, "table": table, "chart": chart, "photograph": photograph}[picture]()
    address = "data:image/png;base64," + base64.b64encode(png(made)).decode()
    described = f' alt="{alt}"' if alt is not None else ""
    return f'<img style="width: 105mm" src="{address}"{described}>'


@cache
def tagged_with(picture: str, alt: str | None) -> bytes:
    source = (
        '<html lang="en-GB"><title>Quays</title><style>@page { size: 148mm 210mm; margin: 20mm }</style>'
        f"<body><h1>Quays</h1><p>{ABOVE}</p><p>{shown(picture, alt)}</p><p>{BELOW}</p></body></html>"
    )
    pdf: bytes = HTML(string=source).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


@pytest.fixture
def never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("Tesseract was started")

    monkeypatch.setattr("converters.tools.tesseract.recognised", refuse)


# --- told without reading -------------------------------------------------------------------


@pytest.mark.parametrize("picture", [two_paragraphs(), table()], ids=["paragraphs", "table"])
def test_lettering_is_nearly_all_ink_of_a_picture_of_text(picture: Image.Image) -> None:
    found = lettering_of(png(picture), 300)
    assert found.share_in(found.rows) > 0.8
    assert len(found.rows) >= 5


def test_light_letters_on_a_dark_ground_are_lettering_too() -> None:
    light = two_paragraphs().point(lambda tone: 255 - tone)
    assert len(lettering_of(png(light), 300).rows) == len(FIRST) + len(SECOND)


def test_a_photograph_has_next_to_no_lettering() -> None:
    found = lettering_of(png(photograph()), 300)
    assert found.share_in(found.rows) < 0.1


def test_an_empty_picture_has_no_lettering() -> None:
    found = lettering_of(png(Image.new("RGB", (300, 200), "white")), 200)
    assert (found.rows, found.share_in(found.rows)) == ((), 0.0)


def test_what_is_clear_in_a_picture_is_paper() -> None:
    clear = Image.new("RGBA", (900, 420), (0, 0, 0, 255))
    clear.putalpha(two_paragraphs().convert("L").point(lambda tone: 255 - tone))
    assert len(lettering_of(png(clear), 300).rows) == len(FIRST) + len(SECOND)


def test_rules_of_a_table_are_found_and_taken_away_before_it_is_read() -> None:
    found = lettering_of(png(table()), 325)
    assert {round(rule.left / 108) for rule in found.rules if rule.bottom - rule.top > 80} == {0, 1, 2, 3}
    drawn = table().convert("L").resize((1356, 486))
    column = without_rules(drawn).crop((445, 10, 456, 470))
    assert min(column.tobytes()) > 100


# --- on pages -------------------------------------------------------------------------------


def test_a_photograph_is_never_read(never_read: None) -> None:
    document = document_of(page_with("photograph"))
    (figure,) = every(document, Figure)
    assert isinstance(figure, Figure)
    assert figure.words == ()
    assert not findings_of(page_with("photograph"), FindingKind.TEXT_IN_PICTURE)


def test_without_the_program_the_finding_says_that_the_picture_was_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("converters.tools.program.which", lambda _: None)
    document = document_of(page_with("paragraphs"))
    (finding,) = findings_of(page_with("paragraphs"), FindingKind.TEXT_IN_PICTURE)
    assert "seems to hold text, which was not read" in finding.detail
    assert "Tesseract (tesseract-ocr)" in finding.detail
    assert len(every(document, Figure)) == 1


def test_no_more_pictures_are_read_than_the_limit(monkeypatch: pytest.MonkeyPatch, never_read: None) -> None:
    monkeypatch.setattr("converters.readers.pdf.scans.insets.MOST_READ", 0)
    (finding,) = findings_of(page_with("paragraphs"), FindingKind.TEXT_IN_PICTURE)
    assert "We read at most 0 pictures" in finding.detail


def test_a_mark_that_every_page_shows_is_not_read(never_read: None) -> None:
    mark = shown("paragraphs")
    pages = "".join(
        f'<p>Page {n} of the report.</p><p>{mark}</p><div style="break-after: page"></div>' for n in range(3)
    )
    assert not findings_of(printed(pages), FindingKind.TEXT_IN_PICTURE)


# --- in tagged pages ------------------------------------------------------------------------

BOX = Box(100, 100, 300, 200)
WORDS = Page(1, 595, 842, None, (), (Region(RegionKind.HEADING, BOX, "A notice"),))
INSET = Inset(Picture("p1_1", 1, BOX, b""), WORDS, ("A notice",), 0.9, (), is_text=True)


def in_tags(figure: Figure, inset: Inset = INSET) -> tuple[list[Block], set[str]]:
    pages, said = with_insets_in_tags({1: (Quote((figure,)),)}, {1: (inset,)}, lambda _: (NOTICE,))
    (quote,) = pages[1]
    assert isinstance(quote, Quote)
    return list(quote.children), said


NOTICE = Heading(1, (Text("A notice"),))
UNDESCRIBED = Figure("image-1", caption=(Text("On the wall"),), origin=Origin(1, BOX))


def test_words_take_the_place_of_a_tagged_figure_wherever_it_stands() -> None:
    blocks, said = in_tags(UNDESCRIBED)
    assert blocks == [Paragraph((Text("On the wall"),)), Paragraph((Text("A notice"),))]
    assert said == {"p1_1"}


@pytest.mark.parametrize("alt", ["A notice about the wall.", ""])
def test_what_an_author_says_of_a_figure_stands(alt: str) -> None:
    figure = replace(UNDESCRIBED, alt=alt)
    assert in_tags(figure) == ([figure], set())


def test_weakly_read_words_stand_beside_their_picture() -> None:
    blocks, _ = in_tags(UNDESCRIBED, replace(INSET, confidence=0.7))
    assert [type(block) for block in blocks] == [Paragraph, Figure, Paragraph]


def test_another_picture_is_left_alone() -> None:
    elsewhere = replace(UNDESCRIBED, origin=Origin(1, Box(100, 400, 300, 500)))
    assert in_tags(elsewhere) == ([elsewhere], set())


def test_labels_that_were_read_weakly_are_no_words_of_a_figure() -> None:
    labels = replace(INSET, is_text=False)
    (sure,), _ = in_tags(UNDESCRIBED, labels)
    (weak,), _ = in_tags(UNDESCRIBED, replace(labels, confidence=0.7))
    assert isinstance(sure, Figure)
    assert isinstance(weak, Figure)
    assert (sure.words, weak.words) == (("A notice",), ())


# --- read -----------------------------------------------------------------------------------


@pytest.mark.journey
class TestRead:
    """With Tesseract at work."""

    def test_paragraphs_on_a_picture_are_paragraphs_in_its_place(self) -> None:
        document = document_of(page_with("paragraphs"))
        said = [text_of(block) for block in every(document, Paragraph)]
        assert said == [ABOVE, " ".join(FIRST), " ".join(SECOND), BELOW]
        assert every(document, Figure) == []

    def test_a_picture_that_was_read_is_a_finding_with_how_sure_it_is(self) -> None:
        (finding,) = findings_of(page_with("paragraphs"), FindingKind.PICTURE_RECOGNISED)
        assert finding.page == 1
        assert "% sure on average" in finding.detail

    def test_a_table_on_a_picture_is_a_table(self) -> None:
        (found,) = every(document_of(page_with("table")), Table)
        assert isinstance(found, Table)
        said = tuple(tuple(text_of(cell.children[0]) for cell in row.cells) for row in found.rows)
        assert said == ROWS

    def test_a_chart_stays_a_figure_with_its_words(self) -> None:
        document = document_of(page_with("chart"))
        (figure,) = every(document, Figure)
        assert isinstance(figure, Figure)
        assert figure.image
        assert "Ships by quay in the year 2025" in figure.words
        assert [text_of(block) for block in every(document, Paragraph)] == [ABOVE, BELOW]
        (finding,) = findings_of(page_with("chart"), FindingKind.TEXT_IN_PICTURE)
        assert "Ships by quay in the year 2025" in finding.detail

    def test_what_its_caption_calls_a_figure_stays_one(self) -> None:
        pdf = page_with("paragraphs", "<br>Figure 3: A notice on the wall")
        document = document_of(pdf)
        assert len(every(document, Figure)) == 1
        assert FIRST[0] in findings_of(pdf, FindingKind.TEXT_IN_PICTURE)[0].detail

    def test_a_picture_that_cannot_be_read_is_named_and_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("converters.tools.tesseract.recognised", lambda *_: ())
        assert len(every(document_of(page_with("paragraphs")), Figure)) == 1
        (finding,) = findings_of(page_with("paragraphs"), FindingKind.TEXT_IN_PICTURE)
        assert "We could not read it." in finding.detail

    def test_a_program_that_fails_leaves_the_picture(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise ToolFailed("broken")

        monkeypatch.setattr("converters.tools.tesseract.recognised", fail)
        assert len(every(document_of(page_with("paragraphs")), Figure)) == 1

    def test_an_authors_description_is_kept_and_the_words_are_only_a_finding(self) -> None:
        pdf = tagged_with("paragraphs", "A notice about the east wall.")
        document, findings = read(pdf)
        (figure,) = every(document, Figure)
        assert isinstance(figure, Figure)
        assert (figure.alt, figure.words) == ("A notice about the east wall.", ())
        assert [text_of(block) for block in every(document, Paragraph)] == [ABOVE, BELOW]
        details = [each.detail for each in findings if each.kind is FindingKind.TEXT_IN_PICTURE]
        assert FIRST[0] in details[0]

    def test_a_tagged_picture_that_nobody_described_is_what_it_says(self) -> None:
        document = document_of(tagged_with("table", None))
        (found,) = every(document, Table)
        assert isinstance(found, Table)
        assert len(found.rows) == len(ROWS)
        assert found.origin is not None
        assert every(document, Figure) == []
        assert findings_of(tagged_with("table", None), FindingKind.PICTURE_RECOGNISED)

    def test_a_tagged_chart_that_nobody_described_has_its_words(self) -> None:
        (figure,) = every(document_of(tagged_with("chart", None)), Figure)
        assert isinstance(figure, Figure)
        assert figure.alt is None
        assert "Ships by quay in the year 2025" in figure.words

    def test_doubtful_words_of_a_picture_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = tesseract.recognised

        def unsure(*given: object) -> tuple[tesseract.RecognisedWord, ...]:
            words = real(*given)  # type: ignore[arg-type]
            return tuple(replace(w, confidence=0.4) if w.text == "storms." else w for w in words)

        monkeypatch.setattr("converters.tools.tesseract.recognised", unsure)
        (finding,) = findings_of(page_with("paragraphs"), FindingKind.PICTURE_RECOGNISED)
        assert "Look at “storms.”" in finding.detail
