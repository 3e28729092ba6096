"""What a volume says of itself: a title page before it, and at its end that it ends.

Source: BANA, Braille Formats (2016), 1.6 and 2.4 (title pages); a document in one volume needs neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from converters.document import Text
from converters.tools.liblouis import BLANK
from converters.writers import words
from converters.writers.braille.layout import Passage
from converters.writers.braille.pages import Page, Volume, set_in_lines
from converters.writers.braille.translation import Translation


def bound(
    volumes: tuple[Volume, ...], title: str, translation: Translation, width: int, height: int
) -> tuple[tuple[Page, ...], ...]:
    """Return the pages of each volume, with title pages and endings where there are several.

    Title pages are not counted among the braille pages.
    """
    if len(volumes) == 1:
        return (volumes[0].pages,)
    writing = _Writing(title, translation, width, height)
    return tuple(
        (writing.title_page(volume, number, len(volumes)), *writing.ended(volume, number, len(volumes)))
        for number, volume in enumerate(volumes, start=1)
    )


class _Writing:
    def __init__(self, title: str, translation: Translation, width: int, height: int) -> None:
        self._title = title
        self._translation = translation
        self._width = width
        self._height = height

    def title_page(self, volume: Volume, number: int, count: int) -> Page:
        """Return a page with the title, which volume it is, and which pages are in it."""
        last = volume.first + len(volume.pages) - 1
        said = (
            *self._lines(self._title, None),
            "",
            *self._lines(f"Volume {number} of {count}", words.LANGUAGE),
            "",
            *self._lines(f"Braille pages {volume.first} to {last}", words.LANGUAGE),
            *self._printed(volume.printed),
        )
        return Page(("", *said[: self._height - 1]))

    def _printed(self, labels: tuple[str, ...]) -> Iterator[str]:
        if labels:
            opening = self._translation.cells((Text("Printed pages"),), words.LANGUAGE)
            to = self._translation.cells((Text("to"),), words.LANGUAGE)
            cells = BLANK.join((opening, labels[0], to, labels[-1]))
            yield from set_in_lines(Passage(cells, centred=True), self._width)

    def ended(self, volume: Volume, number: int, count: int) -> tuple[Page, ...]:
        """Return the pages with the ending below the last line, or on a page of its own."""
        *pages, last = volume.pages
        said = "The end" if number == count else f"End of volume {number}"
        ending = ("", *self._lines(said, words.LANGUAGE))
        if len(last.rows) + len(ending) <= self._height:
            return (*pages, Page((*last.rows, *ending)))
        return (*volume.pages, Page(("", *ending[1:])))

    def _lines(self, text: str, language: str | None) -> Iterator[str]:
        cells = self._translation.cells((Text(text),), language)
        return set_in_lines(Passage(cells, centred=True), self._width)
