"""Figures that are drawn are shown as the picture that their lines and shapes make."""

from __future__ import annotations

from io import BytesIO

import PIL.Image

from converters.document import Box, Figure, Paragraph
from converters.readers.pdf.figures.drawings import with_drawings
from converters.readers.pdf.figures.scales import has_bars
from converters.readers.pdf.page import GridCell, Page, Region, RegionKind, Span
from converters.walk import plain_text
from tests.converters.printed import document_of, every, printed

LONG = "The keeper trims the lamp and writes the hour in the book, as keepers did before. " * 6
BARS = """<svg width="200" height="120" xmlns="http://www.w3.org/2000/svg">
<rect x="10" y="40" width="40" height="80" fill="#1a4f8b"/>
<rect x="56" y="10" width="40" height="110" fill="#2e7d32"/>
<path d="M 0 120 L 200 120" stroke="black"/><path d="M 0 0 L 0 120" stroke="black"/></svg>"""


def caption(text: str, top: float, kind: RegionKind = RegionKind.PARAGRAPH) -> Region:
    return Region(kind, Box(50, top, 250, top + 12), text)


def page(*regions: Region, spans: tuple[Span, ...] = (), drawings: tuple[Box, ...] = ()) -> Page:
    return Page(1, 500, 800, None, spans, regions, drawings=drawings)


def label(text: str, left: float, top: float) -> Span:
    return Span(text, Box(left, top, left + 4 * len(text), top + 8), 7)


def kinds(there: Page) -> list[str]:
    return ["figure" if region.kind is RegionKind.FIGURE else region.text for region in there.regions]


CHART = Box(50, 100, 250, 200)


def test_a_drawing_over_its_caption_is_a_figure_with_a_picture() -> None:
    found, (picture,) = with_drawings(page(caption("Figure 1: Ships", 210), drawings=(CHART,)))
    assert kinds(found) == ["figure", "Figure 1: Ships"]
    assert found.regions[0].picture == picture.name
    assert picture.box == Box(46, 96, 254, 204)


def test_a_drawing_is_shown_with_the_words_at_its_edges() -> None:
    axis = Span("1990", Box(52, 203, 70, 210), 7)
    found, (picture,) = with_drawings(page(caption("Figure 1: Ships", 230), spans=(axis,), drawings=(CHART,)))
    assert picture.box.bottom == 214
    assert found.regions[0].lines == ("1990",)


def test_parts_near_one_another_are_one_drawing() -> None:
    parts = (Box(50, 100, 90, 200), Box(100, 120, 140, 200), Box(50, 200, 250, 201))
    _, pictures = with_drawings(page(caption("Fig. 2. Ships", 210), drawings=parts))
    assert len(pictures) == 1
    assert pictures[0].box.right > 250


def test_captions_over_their_drawings_each_get_their_own() -> None:
    first, second = Box(50, 100, 250, 200), Box(50, 240, 250, 340)
    regions = (caption("Figure 1: Ships", 80), caption("Figure 2: Crews", 215))
    found, pictures = with_drawings(page(*regions, drawings=(first, second)))
    assert kinds(found) == ["Figure 1: Ships", "figure", "Figure 2: Crews", "figure"]
    assert [round(picture.box.top) for picture in pictures] == [96, 236]


def test_rules_grounds_and_far_drawings_are_no_figures() -> None:
    for part in (
        Box(50, 200, 450, 201),
        Box(0, 0, 500, 800),
        Box(50, 500, 250, 700),
        Box(300, 100, 480, 200),
    ):
        found, pictures = with_drawings(page(caption("Figure 1: Ships", 210), drawings=(part,)))
        assert (kinds(found), pictures) == (["Figure 1: Ships"], ())


def test_a_sentence_about_a_figure_is_no_caption() -> None:
    for text in ("Figure 1 shows the ships", "Figures are high", "The chart 1 is old"):
        assert with_drawings(page(caption(text, 210), drawings=(CHART,)))[1] == ()


def test_a_caption_that_has_its_picture_gets_no_other() -> None:
    there = Region(RegionKind.FIGURE, CHART, picture="p1")
    assert with_drawings(page(there, caption("Figure 1: Ships", 210), drawings=(CHART,)))[1] == ()


# --- drawings that show themselves ----------------------------------------------------------


SCALE = tuple(label(str(value), 86, 296 - 2 * value) for value in (0, 20, 40, 60, 80))
AXIS = Box(100, 140, 100, 300)
LINES = (AXIS, *(Box(100, 300 - 2 * value, 300, 300 - 2 * value) for value in (0, 20, 40, 60, 80)))
YEARS = (label("2019", 120, 304), label("2020", 180, 304), label("2021", 240, 304))


def test_lines_that_meet_the_numbers_of_a_scale_are_a_chart_without_a_caption() -> None:
    labels = (*SCALE, *YEARS)
    words = Region(RegionKind.TABLE, Box(80, 130, 300, 312), rows=((GridCell("0 20 40"),),))
    text = Region(RegionKind.PARAGRAPH, Box(80, 400, 400, 412), "After it.")
    found, _ = with_drawings(page(words, text, spans=labels, drawings=LINES))
    assert kinds(found) == ["figure", "After it."]
    assert set(found.regions[0].lines) == {span.text for span in labels}


def test_the_rows_of_a_table_are_no_chart() -> None:
    years = tuple(label(str(year), 80, 20 * row + 106) for row, year in enumerate((2024, 2023, 2022, 2021)))
    rules = tuple(Box(70, 100 + 20 * row, 300, 100 + 20 * row) for row in range(5))
    found, pictures = with_drawings(page(spans=years, drawings=rules))
    assert (found.regions, pictures) == ((), ())


def test_running_text_never_becomes_words_of_a_figure() -> None:
    text = tuple(
        Span("It stands beside the lines and goes on and on", Box(110, top, 290, top + 9), 9)
        for top in (150, 162, 174)
    )
    _, pictures = with_drawings(page(spans=(*SCALE, *text), drawings=LINES))
    assert pictures == ()


def test_bars_on_one_line_are_told_from_the_cells_of_a_table() -> None:
    bars = [Box(at, 200 - high, at, 200) for at, high in ((10, 50), (20, 50), (30, 80), (40, 80), (50, 20))]
    cells = [Box(at, 200 - high, at, 200) for at in (10, 20, 30, 40, 50, 60) for high in (10, 20, 30)]
    assert has_bars(bars)
    assert not has_bars(cells)


def test_a_drawn_figure_of_a_real_page_has_its_image_and_its_caption() -> None:
    said = "<p>Figure 1: Ships this year and last</p>"
    document = document_of(printed(f"<p>{LONG}</p>{BARS}{said}<p>{LONG}</p>"))
    (figure,) = every(document, Figure)
    assert isinstance(figure, Figure)
    assert plain_text(figure.caption) == "Figure 1: Ships this year and last"
    with PIL.Image.open(BytesIO(document.image(figure.image or "").data)) as picture:
        colours = picture.convert("RGB").getcolors(100_000) or []
    assert {(26, 79, 139), (46, 125, 50)} <= {colour for _, colour in colours}


CHART_WITH_LABELS = """<svg width="260" height="150" font-size="8" xmlns="http://www.w3.org/2000/svg">
<g stroke="grey"><path d="M 30 10 L 250 10"/><path d="M 30 40 L 250 40"/><path d="M 30 70 L 250 70"/>
<path d="M 30 100 L 250 100"/><path d="M 30 130 L 250 130"/></g>
<text x="8" y="13">80</text><text x="8" y="43">60</text><text x="8" y="73">40</text>
<text x="8" y="103">20</text><text x="8" y="133">0</text>
<rect x="50" y="50" width="30" height="80" fill="#1a4f8b"/><text x="55" y="146">Ships</text>
<rect x="120" y="20" width="30" height="110" fill="#1a4f8b"/><text x="125" y="146">Crews</text>
<rect x="190" y="90" width="30" height="40" fill="#1a4f8b"/><text x="195" y="146">Lamps</text></svg>"""


def test_the_labels_of_a_chart_are_its_words_and_said_once() -> None:
    document = document_of(printed(f"<p>{LONG}</p><p>{CHART_WITH_LABELS}</p><p>{LONG}</p>"))
    (figure,) = every(document, Figure)
    assert isinstance(figure, Figure)
    assert figure.image
    assert figure.words == ("80", "60", "40", "20", "0", "Ships", "Crews", "Lamps")
    assert len(every(document, Paragraph)) == len(document.blocks) - 2  # its page and the figure
