"""Which pictures on pages that have text look as if they held words, told without reading them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeAlias

from converters.document import Box
from converters.readers.pdf.aside import begin
from converters.readers.pdf.figures.drawings import BESIDE, FIGURE_CAPTION
from converters.readers.pdf.page import Page, Picture, RegionKind, Sheets, contains
from converters.readers.pdf.rereading.words import is_recognised
from converters.readers.pdf.scans.lettering import Lettering, lettering_of
from converters.readers.pdf.text.characters import letters
from converters.readers.pdf.text.lines import lines_of
from converters.readers.pdf.text.wording import plain

NARROWEST, LOWEST = 60.0, 30.0  # points: a smaller picture is a mark or an ornament
REPEATED = 3  # pages that show the same picture: it is a mark of the house
OVERLAID = 100  # letters set over a picture that say what it says
FEWEST_ROWS = 3  # of letters
LEAST_WIDTH = 150.0  # points of letters: some ten words
LEAST_SHARE = 0.55  # of the ink is letters: labels of a chart are less, text and tables far more

Tests: TypeAlias = Mapping[str, "Future[Lettering | None]"]
"""What looks like words on pictures, by name: None where that is too little to be read."""


@dataclass(frozen=True, slots=True)
class Lettered:
    """A picture that looks as if it held words. ``captioned``: the author calls it a figure."""

    picture: Picture
    page: Page
    lettering: Lettering
    captioned: bool


def begin_tests(sheets: Sheets) -> Tests:
    """Begin to test, aside, the pictures of ``sheets`` that are large enough for words, each once.

    Nearly all of them turn out to be candidates when their page is known.
    """
    recognised = {page.number for page in sheets.pages if is_recognised(page)}
    times = Counter(picture.same_as or picture.name for picture in sheets.pictures)
    by_name = {picture.name: picture for picture in sheets.pictures}
    tests: dict[str, Future[Lettering | None]] = {}
    for picture in sheets.pictures:
        source = picture.same_as or picture.name
        large = _is_large(picture.box) and picture.page not in recognised
        if large and times[source] < REPEATED and source not in tests:
            tests[source] = begin(_lettering, by_name.get(source, picture), picture.box)
    return tests


def lettered_pictures(sheets: Sheets, tests: Tests) -> Iterator[Lettered]:
    """Yield the pictures of ``sheets`` that are worth reading by their ``tests``, page by page."""
    pages = {page.number: page for page in sheets.pages}
    for picture in sheets.pictures:
        test, page = tests.get(picture.same_as or picture.name), pages.get(picture.page)
        if test is None or page is None or not _is_candidate(picture, page):
            continue
        if lettering := test.result():
            yield Lettered(picture, page, lettering, _is_captioned(picture, page))


def _is_large(box: Box) -> bool:
    return box.right - box.left >= NARROWEST and box.bottom - box.top >= LOWEST


def _is_candidate(picture: Picture, page: Page) -> bool:
    """Tell whether ``picture`` is large enough for text, without text over it and no part of a drawing."""
    box = picture.box
    if not _is_large(box):
        return False
    if sum(len(letters(span.text)) for span in page.spans_in(box)) > OVERLAID:
        return False
    drawn = (each for each in page.regions if each.kind is RegionKind.FIGURE and each.lines)
    return not any(contains(each.box, box) or contains(box, each.box) for each in drawn)


def _lettering(picture: Picture, box: Box) -> Lettering | None:
    """Return what looks like words on ``picture``, None where that is too little to be read."""
    import PIL.Image

    try:
        found = lettering_of(picture.data, box.right - box.left)
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return None  # Pillow's ways of saying that the bytes are no picture
    enough = len(found.rows) >= FEWEST_ROWS and found.width >= LEAST_WIDTH
    return found if enough and found.share_in(found.rows) >= LEAST_SHARE else None


def _is_captioned(picture: Picture, page: Page) -> bool:
    """Tell whether a line right above or below ``picture`` calls it a figure."""
    box = picture.box
    near = Box(box.left, box.top - BESIDE, box.right, box.bottom + BESIDE)
    beside = [span for span in page.spans if _touches(near, span.box) and not contains(box, span.box)]
    return any(FIGURE_CAPTION.match(plain(line.text)) for line in lines_of(beside))


def _touches(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom
