"""Figures that are drawn are shown as the picture that their lines and shapes make."""

from __future__ import annotations

from io import BytesIO

import PIL.Image

from converters.document import Box, Figure
from converters.readers.pdf.drawings import with_drawings
from converters.readers.pdf.page import Page, Region, RegionKind, Span
from converters.walk import plain_text
from tests.converters.printed import document_of, every, printed

LONG = "The keeper trims the lamp and writes the hour in the book, as keepers did before. " * 6
BARS = """<svg width="200" height="120" xmlns="http://www.w3.org/2000/svg">
<rect x="10" y="40" width="40" height="80" fill="#1a4f8b"/>
<rect x="56" y="10" width="40" height="110" fill="#2e7d32"/>
<path d="M 0 120 L 200 120" stroke="black"/><path d="M 0 0 L 0 120" stroke="black"/></svg>"""


class Drawing:
    """A page on which ``parts`` are drawn."""

    def __init__(self, *parts: Box) -> None:
        self.parts = parts
        self.shown: list[Box] = []

    def drawings(self) -> tuple[Box, ...]:
        return self.parts

    def picture(self, box: Box) -> bytes:
        self.shown.append(box)
        return b"PNG"


def caption(text: str, top: float, kind: RegionKind = RegionKind.PARAGRAPH) -> Region:
    return Region(kind, Box(50, top, 250, top + 12), text)


def page(*regions: Region, spans: tuple[Span, ...] = ()) -> Page:
    return Page(1, 500, 800, None, spans, regions)


def kinds(there: Page) -> list[str]:
    return ["figure" if region.kind is RegionKind.FIGURE else region.text for region in there.regions]


CHART = Box(50, 100, 250, 200)


def test_a_drawing_over_its_caption_is_a_figure_with_a_picture() -> None:
    drawn = Drawing(CHART)
    found, (picture,) = with_drawings(page(caption("Figure 1: Ships", 210)), drawn)
    assert kinds(found) == ["figure", "Figure 1: Ships"]
    assert found.regions[0].picture == picture.name
    assert drawn.shown == [Box(46, 96, 254, 204)]


def test_a_drawing_is_shown_with_the_words_at_its_edges() -> None:
    axis = Span("1990", Box(52, 203, 70, 210), 7)
    drawn = Drawing(CHART)
    with_drawings(page(caption("Figure 1: Ships", 230), spans=(axis,)), drawn)
    assert drawn.shown[0].bottom == 214


def test_parts_near_one_another_are_one_drawing() -> None:
    drawn = Drawing(Box(50, 100, 90, 200), Box(100, 120, 140, 200), Box(50, 200, 250, 201))
    _, pictures = with_drawings(page(caption("Fig. 2. Ships", 210)), drawn)
    assert len(pictures) == 1
    assert drawn.shown[0].right > 250


def test_captions_over_their_drawings_each_get_their_own() -> None:
    first, second = Box(50, 100, 250, 200), Box(50, 240, 250, 340)
    regions = (caption("Figure 1: Ships", 80), caption("Figure 2: Crews", 215))
    drawn = Drawing(first, second)
    found, _ = with_drawings(page(*regions), drawn)
    assert kinds(found) == ["Figure 1: Ships", "figure", "Figure 2: Crews", "figure"]
    assert [round(box.top) for box in drawn.shown] == [236, 96]


def test_rules_grounds_and_far_drawings_are_no_figures() -> None:
    for part in (
        Box(50, 200, 450, 201),
        Box(0, 0, 500, 800),
        Box(50, 500, 250, 700),
        Box(300, 100, 480, 200),
    ):
        found, pictures = with_drawings(page(caption("Figure 1: Ships", 210)), Drawing(part))
        assert (kinds(found), pictures) == (["Figure 1: Ships"], ())


def test_a_sentence_about_a_figure_is_no_caption() -> None:
    for text in ("Figure 1 shows the ships", "Figures are high", "The chart 1 is old"):
        assert with_drawings(page(caption(text, 210)), Drawing(CHART))[1] == ()


def test_a_caption_that_has_its_picture_gets_no_other() -> None:
    there = Region(RegionKind.FIGURE, CHART, picture="p1")
    assert with_drawings(page(there, caption("Figure 1: Ships", 210)), Drawing(CHART))[1] == ()


def test_a_drawn_figure_of_a_real_page_has_its_image_and_its_caption() -> None:
    said = "<p>Figure 1: Ships this year and last</p>"
    document = document_of(printed(f"<p>{LONG}</p>{BARS}{said}<p>{LONG}</p>"))
    (figure,) = every(document, Figure)
    assert isinstance(figure, Figure)
    assert plain_text(figure.caption) == "Figure 1: Ships this year and last"
    with PIL.Image.open(BytesIO(document.image(figure.image or "").data)) as picture:
        colours = picture.convert("RGB").getcolors(100_000) or []
    assert {(26, 79, 139), (46, 125, 50)} <= {colour for _, colour in colours}
