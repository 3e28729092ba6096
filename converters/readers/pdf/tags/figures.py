"""The picture that a figure element stands for: the image it draws, else its place cut out of the page."""

from __future__ import annotations

from converters.document import Box
from converters.readers.pdf.figures.pictures import Pictures
from converters.readers.pdf.page import Picture, Sheets, around
from converters.readers.pdf.tags.content import Contents

SAME = 0.8  # share of the area of both that an image and the figure it is have in common
SMALLEST = 3.0  # points either way; less shows nothing


class FigurePictures:
    """Finds the pictures of figures, each kept once among the document's images."""

    def __init__(self, sheets: Sheets, pictures: Pictures, contents: Contents) -> None:
        self._pictures = pictures
        self._contents = contents
        self._by_page: dict[int, list[Picture]] = {}
        for picture in sheets.pictures:
            self._by_page.setdefault(picture.page, []).append(picture)

    def picture(
        self, page: int, drawn: tuple[Box, ...], bounding: tuple[float, ...] | None
    ) -> tuple[str | None, Box | None]:
        """Return the name of the image for a figure that draws ``drawn``, and its place on ``page``.

        What is drawn tells the place; ``bounding``, which many programs get wrong, only
        where nothing is.
        """
        box = around(drawn) if drawn else self._bounding(page, bounding)
        if box is None or min(box.right - box.left, box.bottom - box.top) < SMALLEST:
            return None, box
        width = box.right - box.left
        if (same := self._image_at(page, box)) and (name := self._pictures.add(same, width)):
            return name, box
        cut = self._contents.cut_out(page, box)
        return (self._pictures.add(cut, width) if cut else None), box

    def _bounding(self, page: int, bounding: tuple[float, ...] | None) -> Box | None:
        if bounding is None or len(bounding) != 4:
            return None
        left, bottom, right, top = bounding
        return self._contents.place(page, (left, bottom, right, top))

    def _image_at(self, page: int, box: Box) -> bytes | None:
        for picture in self._by_page.get(page, []):
            if _shared(picture.box, box) >= SAME * max(_area(picture.box), _area(box)):
                return self._pictures.fine(picture) or None
        return None


def _shared(one: Box, other: Box) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, across) * max(0.0, down)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)
