"""A picture that the layout engine puts nowhere is shown where the page shows it."""

from __future__ import annotations

from converters.document import Box
from converters.readers.pdf.figures.placing import with_all_pictures
from converters.readers.pdf.page import Page, Picture, Region, RegionKind

ABOVE = Region(RegionKind.PARAGRAPH, Box(50, 50, 500, 100), "Above")
BELOW = Region(RegionKind.PARAGRAPH, Box(50, 400, 500, 450), "Below")


def picture(box: Box) -> Picture:
    return Picture("p1_1", 1, box, b"")


def shown(box: Box, *regions: Region) -> list[str]:
    page = Page(1, 595, 842, None, regions=regions)
    (after,) = with_all_pictures([page], [picture(box)])
    return [region.picture or region.text for region in after.regions]


def test_it_stands_between_what_is_above_and_below_it() -> None:
    assert shown(Box(50, 120, 500, 390), ABOVE, BELOW) == ["Above", "p1_1", "Below"]


def test_it_stands_last_where_nothing_is_below_it() -> None:
    assert shown(Box(50, 500, 500, 700), ABOVE, BELOW) == ["Above", "Below", "p1_1"]


def test_one_that_has_its_place_stays_there() -> None:
    figure = Region(RegionKind.FIGURE, Box(50, 120, 500, 390), picture="p1_1")
    assert shown(figure.box, figure, ABOVE) == ["p1_1", "Above"]


def test_a_background_and_an_ornament_are_no_figures() -> None:
    assert shown(Box(0, 0, 595, 842), ABOVE) == ["Above"]
    assert shown(Box(50, 120, 70, 140), ABOVE) == ["Above"]


def test_a_picture_of_another_page_is_none_of_this_one() -> None:
    pages = with_all_pictures([Page(2, 595, 842, None, regions=(ABOVE,))], [picture(Box(50, 120, 500, 390))])
    assert pages[0].regions == (ABOVE,)
