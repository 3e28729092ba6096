"""Passages as lines, lines as pages with the numbers of both kinds, and pages as volumes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from converters.tools.liblouis import BLANK
from converters.writers.braille.layout import PageMark, Part, Passage
from converters.writers.braille.translation import Translation

DOTS_36 = "\u2824"
GOES_ON = "\u2810"
"""At the end of a line within a word that no line can hold (UEB 6.10, line continuation)."""

USUAL_PAGES, MOST_PAGES, _NEAR = 80, 90, 10
"""A volume has about so many pages, and never more; a chapter begins it where one begins so near.

Source: the course for transcribers of Braille through Remote Learning: around 80 pages, begun at a
logical place, no two volumes more than 15 pages apart.
"""
_CENTRED_MARGIN = 3
"""Blank cells that stay at either side of a centred heading."""
_GAP = 2
"""Blank cells between the two numbers of the first line, and before that of a page mark."""


@dataclass(frozen=True, slots=True)
class Page:
    """A braille page: its rows in Unicode braille, the first with the page numbers."""

    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """Pages that are bound together, numbered on from ``first``; ``printed`` are those they show."""

    pages: tuple[Page, ...]
    first: int
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """``label`` is that of the printed page that begins here; ``leads`` keeps the line with the next."""

    cells: str
    label: str | None = None
    leads: bool = False
    begins_chapter: bool = False


def volumes_of(
    parts: Iterable[Part], translation: Translation, width: int, height: int
) -> tuple[Volume, ...]:
    """Return the volumes, of pages ``width`` cells by ``height`` lines each: at least one, with a page."""
    lines = list(_lines(parts, width))
    volumes: list[Volume] = []
    first, printed = 1, ""
    for start, end in _bound(lines, height - 1):
        pages: list[Page] = []
        labels = [printed]
        for sheet in _sheets(lines[start:end], height - 1) or [[]]:
            below = sheet
            if sheet and sheet[0].label is not None:
                labels = [*labels, sheet[0].label] if pages else [sheet[0].label]
                below = _from_words(sheet[1:])  # the first line of the page says it
            number = translation.exact(str(first + len(pages)))
            pages.append(Page((_head(labels[-1], number, width), *(line.cells for line in below))))
            labels += [line.label for line in below if line.label is not None]
        volumes.append(Volume(tuple(pages), first, tuple(filter(None, labels))))
        first, printed = first + len(pages), labels[-1]
    return tuple(volumes)


def _head(printed: str, number: str, width: int) -> str:
    left = printed[: width - len(number) - _GAP]
    return left + BLANK * (width - len(left) - len(number)) + number


# --- volumes --------------------------------------------------------------------------------


def _bound(lines: list[_Line], height: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines of each volume begin and end, shared evenly; a near chapter begins the next."""
    start = 0
    while len(pages := _ranges(lines, start, height)) > MOST_PAGES:
        even = round(len(pages) / ceil(len(pages) / USUAL_PAGES))
        middle = pages[even][0]
        near = range(pages[even - _NEAR][0] + 1, pages[min(even + _NEAR, len(pages) - 1)][0])
        chapters = (index for index in near if lines[index].begins_chapter)
        end = _with_lead(lines, min(chapters, key=lambda index: abs(index - middle), default=middle))
        yield start, end
        start = end
    yield start, len(lines)


def _with_lead(lines: list[_Line], start: int) -> int:
    """Return where what leads to the line at ``start`` begins: the mark of its page, blank lines."""
    while start and (lines[start - 1].leads or not lines[start - 1].cells):
        start -= 1
    return start


# --- pages ----------------------------------------------------------------------------------


def _sheets(lines: list[_Line], height: int) -> list[list[_Line]]:
    """Return ``lines`` in runs of at most ``height``: none begins blank or ends with a heading."""
    return [_without_blank_end(lines[start:end]) for start, end in _ranges(lines, 0, height)]


def _ranges(lines: list[_Line], start: int, height: int) -> list[tuple[int, int]]:
    """Return where each page from line ``start`` on begins and ends."""
    ranges = []
    while (start := _not_blank(lines, start)) < len(lines):
        end = min(start + height, len(lines))
        if end < len(lines):
            end = _before_leading(lines, start, end)
        ranges.append((start, end))
        start = end
    return ranges


def _from_words(lines: list[_Line]) -> list[_Line]:
    return lines[_not_blank(lines, 0) :]


def _not_blank(lines: list[_Line], start: int) -> int:
    while start < len(lines) and not lines[start].cells:
        start += 1
    return start


def _before_leading(lines: list[_Line], start: int, end: int) -> int:
    """Return where to cut so that headings stay with their text, ``end`` where there is no such place."""
    cut = end
    while cut > start and (lines[cut - 1].leads or not lines[cut - 1].cells):
        cut -= 1
    return cut if cut > start else end


def _without_blank_end(lines: list[_Line]) -> list[_Line]:
    while lines and not lines[-1].cells:
        lines = lines[:-1]
    return lines


# --- lines ----------------------------------------------------------------------------------


def _lines(parts: Iterable[Part], width: int) -> Iterator[_Line]:
    apart = False
    for part in parts:
        if isinstance(part, PageMark):
            if part.label:
                yield _mark(part.label, width)
            continue
        if apart or part.apart_before:
            yield _Line("", leads=part.leads)
        for index, cells in enumerate(set_in_lines(part, width)):
            yield _Line(cells, leads=part.leads, begins_chapter=part.begins_chapter and not index)
        apart = part.apart_after


def _mark(label: str, width: int) -> _Line:
    """Return the line that shows where a printed page begins: dots 3-6, and its number at the right."""
    said = label[: width - _GAP]
    return _Line(DOTS_36 * (width - len(said)) + said, label=label, leads=True)


def set_in_lines(passage: Passage, width: int) -> Iterator[str]:
    """Yield the lines of ``passage``, none longer than ``width``."""
    if passage.centred:
        for line in _wrapped(passage.cells, 0, 0, width - 2 * _CENTRED_MARGIN):
            yield BLANK * ((width - len(line)) // 2) + line
    else:
        yield from _wrapped(passage.cells, passage.first, passage.runover, width)


def _wrapped(cells: str, first: int, runover: int, width: int) -> Iterator[str]:
    """Yield ``cells`` as lines of at most ``width``; a word longer than a line is cut with a sign."""
    inset, line = first, ""
    for word in filter(None, cells.split(BLANK)):
        if line and inset + len(line) + 1 + len(word) <= width:
            line += BLANK + word
            continue
        if line:
            yield BLANK * inset + line
            inset = runover
        line = word
        while inset + len(line) > width:
            cut = width - inset - 1
            yield BLANK * inset + line[:cut] + GOES_ON
            inset, line = runover, line[cut:]
    if line:
        yield BLANK * inset + line
