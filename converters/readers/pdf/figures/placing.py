"""Pictures that the layout engine found but put nowhere: each gets its place among the regions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from converters.readers.pdf.page import Page, Picture, Region, RegionKind, contains

SLACK = 6.0  # points by which a region may begin above the foot of a picture and still follow it
SMALL = 30.0  # points: smaller either way is a mark or an ornament
BACKGROUND = 0.6  # share of the page: a picture this large stands behind the text


def with_all_pictures(pages: Iterable[Page], pictures: Iterable[Picture]) -> tuple[Page, ...]:
    """Return ``pages`` with a figure for every picture that has none, where the page shows it."""
    found = tuple(pictures)
    return tuple(_with_pictures(page, [each for each in found if each.page == page.number]) for page in pages)


def _with_pictures(page: Page, pictures: list[Picture]) -> Page:
    regions = list(page.regions)
    shown = {region.picture for region in regions}
    for picture in pictures:
        if picture.name not in shown and _is_figure(picture, page) and not _is_in_a_drawing(picture, regions):
            figure = Region(RegionKind.FIGURE, picture.box, picture=picture.name)
            regions.insert(_place(picture, regions), figure)
    return replace(page, regions=tuple(regions))


def _is_figure(picture: Picture, page: Page) -> bool:
    width, height = picture.box.right - picture.box.left, picture.box.bottom - picture.box.top
    return min(width, height) >= SMALL and width * height < BACKGROUND * page.width * page.height


def _is_in_a_drawing(picture: Picture, regions: list[Region]) -> bool:
    """Tell whether a figure with words of its own shows ``picture`` already, as a part of what is drawn."""
    return any(
        region.lines and contains(region.box, picture.box)
        for region in regions
        if region.kind is RegionKind.FIGURE
    )


def _place(picture: Picture, regions: list[Region]) -> int:
    """Return where in reading order the picture stands: before the first region that begins below it."""
    below = (at for at, each in enumerate(regions) if each.box.top >= picture.box.bottom - SLACK)
    return next(below, len(regions))
