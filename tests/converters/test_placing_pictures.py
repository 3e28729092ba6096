"""Pictures are shown where the page shows them, and as sharp."""

from __future__ import annotations

from PIL import Image as Drawing

from converters.document import Box, Figure, Image
from converters.readers.pdf.figures.pictures import Pictures
from converters.readers.pdf.figures.placing import with_all_pictures
from converters.readers.pdf.layout import read_sheets
from converters.readers.pdf.page import Page, Picture, Region, RegionKind
from converters.readers.pdf.rereading.glyphs import png
from tests import pdfs
from tests.converters.printed import document_of
from tests.converters.trees import bullets, item

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


def test_a_picture_is_as_sharp_as_print_though_the_engine_makes_it_coarse() -> None:
    (image,) = document_of(pdfs.report(tagged=False)).images
    assert image.width_points is not None
    assert image.width >= 1.9 * image.width_points


def test_a_tagged_picture_is_as_sharp_too() -> None:
    (image,) = document_of(pdfs.tagged_with_alt()).images
    assert image.width_points is not None
    assert image.width >= 1.9 * image.width_points


def test_a_picture_that_cannot_be_drawn_is_taken_as_found() -> None:
    found = read_sheets(pdfs.report(tagged=False)).pictures
    (image,) = with_images(Pictures(found), found[0])
    assert image.data == found[0].data


def test_a_picture_that_is_fine_is_not_drawn_anew() -> None:
    fine = picture_of(150)
    (image,) = with_images(Pictures((fine,), lambda _: b"never"), fine)
    assert image.data == fine.data


def test_a_picture_in_an_item_of_a_list_is_one_of_the_document_too() -> None:
    inside = picture_of(150)
    pictures = Pictures((inside,))
    (made,) = pictures.bound((bullets(item("a", Figure(inside.name))),))
    assert made == bullets(item("a", Figure("image-1")))
    assert [image.name for image in pictures.images] == ["image-1"]


def picture_of(width: int) -> Picture:
    return Picture("p1_1", 1, Box(0, 0, 100, 50), png(Drawing.new("RGB", (width, width // 2))))


def with_images(pictures: Pictures, picture: Picture) -> tuple[Image, ...]:
    pictures.bound((Figure(picture.name),))
    return pictures.images
