"""The lines of one heading, which were read as several headings, are one again."""

from __future__ import annotations

from converters.document import Box
from converters.readers.pdf.headings.merging import merged
from converters.readers.pdf.page import Page, Region, RegionKind, Span

FIRST = Region(RegionKind.HEADING, Box(85, 7, 635, 58), "Consistency between harbours")
SECOND = Region(RegionKind.HEADING, Box(143, 51, 577, 101), "& lights of the north coast")
LOGO = Region(RegionKind.FIGURE, Box(647, 19, 696, 78))
PICTURE = Region(RegionKind.FIGURE, Box(100, 52, 600, 54))


def said(*regions: Region) -> list[str]:
    spans = tuple(Span(each.text, each.box, 36.0, bold=True) for each in (FIRST, SECOND))
    return [region.text for region in merged(list(regions), Page(1, 720, 540, None, spans))]


def test_a_title_in_two_lines_is_one_heading() -> None:
    assert said(FIRST, SECOND) == [f"{FIRST.text} {SECOND.text}"]


def test_a_logo_beside_a_title_does_not_part_its_lines() -> None:
    assert said(FIRST, LOGO, SECOND) == [f"{FIRST.text} {SECOND.text}", ""]


def test_a_picture_between_two_lines_parts_them() -> None:
    assert said(FIRST, PICTURE, SECOND) == [FIRST.text, "", SECOND.text]
