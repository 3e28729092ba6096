"""Passages as lines, and lines as pages with the numbers of both kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from converters.tools.liblouis import BLANK
from converters.writers.braille.layout import PageMark, Part, Passage
from converters.writers.braille.translation import Translation

DOTS_36 = "\u2824"
GOES_ON = "\u2810"
"""At the end of a line within a word that no line can hold (UEB 6.10, line continuation)."""

_CENTRED_MARGIN = 3
"""Blank cells that stay at either side of a centred heading."""
_GAP = 2
"""Blank cells between the two numbers of the first line, and before that of a page mark."""


@dataclass(frozen=True, slots=True)
class Page:
    """A braille page: its rows in Unicode braille, the first with the page numbers."""

    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """``label`` is that of the printed page that begins here; ``leads`` keeps the line with the next."""

    cells: str
    label: str | None = None
    leads: bool = False


def pages_of(parts: Iterable[Part], translation: Translation, width: int, height: int) -> tuple[Page, ...]:
    """Return the pages of a volume, ``width`` cells by ``height`` lines each, at least one."""
    pages: list[Page] = []
    printed = ""
    for sheet in _sheets(list(_lines(parts, width)), height - 1) or [[]]:
        lines = sheet
        if lines and lines[0].label is not None:
            printed = lines[0].label
            lines = _from_words(lines[1:])  # the first line of the page says it
        number = translation.exact(str(len(pages) + 1))
        pages.append(Page((_head(printed, number, width), *(line.cells for line in lines))))
        printed = next((line.label for line in reversed(lines) if line.label is not None), printed)
    return tuple(pages)


def _head(printed: str, number: str, width: int) -> str:
    left = printed[: width - len(number) - _GAP]
    return left + BLANK * (width - len(left) - len(number)) + number


# --- pages ----------------------------------------------------------------------------------


def _sheets(lines: list[_Line], height: int) -> list[list[_Line]]:
    """Return ``lines`` in runs of at most ``height``: none begins blank or ends with a heading."""
    sheets = []
    start = 0
    while (start := _not_blank(lines, start)) < len(lines):
        end = min(start + height, len(lines))
        if end < len(lines):
            end = _before_leading(lines, start, end)
        sheets.append(_without_blank_end(lines[start:end]))
        start = end
    return sheets


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
        for cells in _set(part, width):
            yield _Line(cells, leads=part.leads)
        apart = part.apart_after


def _mark(label: str, width: int) -> _Line:
    """Return the line that shows where a printed page begins: dots 3-6, and its number at the right."""
    said = label[: width - _GAP]
    return _Line(DOTS_36 * (width - len(said)) + said, label=label, leads=True)


def _set(passage: Passage, width: int) -> Iterator[str]:
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
