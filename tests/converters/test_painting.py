"""Pictures are drawn by a thread of their own: early, late, and off the page."""

from __future__ import annotations

from io import BytesIO

import PIL.Image

from converters.document import Box
from converters.readers.pdf.figures.painting import Painter
from converters.readers.pdf.figures.pictures import is_to_be_drawn
from converters.readers.pdf.page import Picture
from converters.readers.pdf.rereading.glyphs import alone, opened
from tests import pdfs

ONE = Picture("one", 1, Box(50, 50, 250, 150))
OTHER = Picture("other", 1, Box(100, 300, 200, 400))
ELSEWHERE = Picture("elsewhere", 1, Box(5000, 5000, 5100, 5100))


def size_of(png: bytes | None) -> tuple[int, int]:
    assert png is not None
    return PIL.Image.open(BytesIO(png)).size


def test_pictures_begun_together_each_show_their_own_place() -> None:
    with opened(pdfs.report(tagged=False)) as seen:
        painter = Painter(seen, {})
        painter.begin([ONE, OTHER])
        assert [size_of(painter.drawn(each)) for each in (ONE, OTHER)] == [(400, 200), (200, 200)]


def test_a_picture_that_nobody_began_is_drawn_when_it_is_asked_for() -> None:
    with opened(pdfs.report(tagged=False)) as seen:
        assert size_of(Painter(seen, {}).drawn(ONE)) == (400, 200)


def test_a_picture_off_the_page_costs_no_other() -> None:
    with opened(pdfs.report(tagged=False)) as seen:
        painter = Painter(seen, {})
        painter.begin([ONE, ELSEWHERE])
        assert painter.drawn(ELSEWHERE) is None
        assert size_of(painter.drawn(ONE)) == (400, 200)


def test_nothing_is_drawn_where_pdfium_cannot_open_the_file() -> None:
    painter = Painter(None, {})
    painter.begin([ONE])
    assert painter.drawn(ONE) is None


def test_who_uses_pdfium_alone_waits_for_what_is_being_drawn() -> None:
    with opened(pdfs.report(tagged=False)) as seen:
        assert seen is not None
        drawing = seen.parts(1, [ONE.box])
        with alone():
            assert drawing.done()


def test_a_file_may_be_closed_before_its_pictures_are_drawn() -> None:
    with opened(pdfs.report(tagged=False)) as seen:
        assert seen is not None
        drawings = [seen.parts(1, [ONE.box]) for _ in range(20)]
    assert all(drawing.done() for drawing in drawings)


def test_what_has_its_bytes_or_is_the_same_as_another_is_not_drawn() -> None:
    assert is_to_be_drawn(ONE)
    assert not is_to_be_drawn(Picture("again", 1, ONE.box, same_as="one"))
