"""Parts of pages drawn as pictures, by a thread of their own while the rest of the reading goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import Future

from converters.readers.pdf.page import Picture
from converters.readers.pdf.rereading.glyphs import Glyphs


class Painter:
    """Draws pictures as their pages show them; ``turned`` as in Sheets."""

    def __init__(self, seen: Glyphs | None, turned: Mapping[int, int]) -> None:
        self._seen = seen
        self._turned = turned
        self._begun: dict[str, tuple[int, Future[tuple[bytes | None, ...]]]] = {}

    def begin(self, pictures: Iterable[Picture]) -> None:
        """Draw ``pictures`` from now on; those of one page together, from one drawing of it."""
        by_page: dict[int, list[Picture]] = defaultdict(list)
        for picture in pictures:
            by_page[picture.page].append(picture)
        for page, mine in by_page.items() if self._seen else ():
            self._begin(page, mine)

    def _begin(self, page: int, pictures: list[Picture]) -> None:
        assert self._seen is not None  # noqa: S101 - as ``begin`` and ``drawn`` have made sure
        boxes = [picture.box for picture in pictures]
        drawing = self._seen.parts(page, boxes, self._turned.get(page, 0))
        for at, picture in enumerate(pictures):
            self._begun[picture.name] = at, drawing

    def drawn(self, picture: Picture) -> bytes | None:
        """Return a PNG of the place of ``picture`` on its page, None where that cannot be drawn."""
        if self._seen is None:
            return None
        if picture.name not in self._begun:
            self._begin(picture.page, [picture])
        at, drawing = self._begun.pop(picture.name)
        return drawing.result()[at]
