"""What only looks like a table, by its words: contents pages, lists, scales of charts, justified text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from converters.readers.pdf.page import GridCell, Page, around
from converters.readers.pdf.tables.columns import Columns
from converters.readers.pdf.text.segments import Strip, is_numeric, strips_of

SPACES = 2.5  # words with wide spaces between them in a line of such text, on average
FLUSH = 1.5  # points off the side of a column of justified text
FLUSHED = 0.8  # share of the lines of such text that begin and end at its sides
FIGURES = 0.2  # share of the words in such text that are figures, at most
SCALE = 8  # numbers in one cell
AXIS = 0.25  # share of the rows with one number alone; a chart's axis has them
MARKED = 0.6  # share of the rows that begin with a list's mark, for them to be its items
RUN_THROUGH = 0.35  # share of the lines that run through the white between columns: a paragraph's do
FULL_LINE = 0.5  # share of the width that such a line fills
NUMBERED = 0.9  # share of the first cells that are numbers of sections, or say what a note is
REMARKS = 0.6  # share of the rows that end in a remark, as lines of a program do
DEALT = 0.5  # share of the rows with words in several cells that are unbroken lines of text
FEWEST_DEALT = 3  # such rows
LEADING = 0.5  # share of the rows whose words are led on by dots, on a contents page

_LEADER = re.compile(r"(?:[.·…_]\s?){4,}")
_OF_FIGURE = re.compile(r"(?:figure|fig\.|diagram|chart)\s?\d+[.:]?", re.IGNORECASE)
_REMARK = re.compile(r"(?:%+|//+|/\*+|--|;;)(?:\s.*|$)", re.DOTALL)
_SECTION = re.compile(r"(?:\d{1,2}|[A-Z])(?:\.\d{1,2})+\.?|(?:NOTE|EXAMPLE|Note|Example)(?:\s\d+)?:?")
_MARKER = re.compile(r"[•●▪◦–—*·oxvq§➢➤►✓✔✗☐□■-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\[\d+\]|\(\d+\)")

Rows = Sequence[Sequence[GridCell]]


def looks_like_table(rows: Rows) -> bool:
    """Tell whether the words of ``rows`` are none of these."""
    other = (is_contents, is_list, is_program, _is_indented, _is_axis, _has_figure_caption)
    return not is_jumble(rows) and not any(is_other(rows) for is_other in other)


def is_contents(rows: Rows) -> bool:
    """Tell whether ``rows`` are a contents page's: led by dots, or titles with pages that go up."""
    led = sum(any(_LEADER.search(cell.text) for cell in row) for row in rows)
    if led >= LEADING * len(rows):
        return True
    if max(map(len, rows)) != 2:
        return False
    said = [(row[0].text, row[-1].text) for row in rows if row[-1].text]
    pages = [int(page) for _, page in said if page.isdecimal() and len(page) < 5]
    titles = all(not is_numeric(title) for title, _ in said)
    return len(pages) == len(said) > 2 and titles and all(one <= other for one, other in pairwise(pages))


def is_list(rows: Rows) -> bool:
    """Tell whether ``rows`` are items: a mark or number, and what it stands before."""
    first = [row[0].text for row in rows if row and row[0].text]
    marked = sum(bool(_MARKER.fullmatch(text)) for text in first)
    return max(map(len, rows)) == 2 and marked >= MARKED * max(1, len(first))


def is_program(rows: Rows) -> bool:
    """Tell whether ``rows`` are lines of a program with remarks beside them."""
    said = [[cell.text for cell in row if cell.text] for row in rows]
    remarks = sum(len(texts) > 0 and bool(_REMARK.match(texts[-1])) for texts in said)
    return remarks >= max(2.0, REMARKS * len(rows))


def is_numbered_text(rows: Rows) -> bool:
    """Tell whether ``rows`` are headings beside their numbers, or notes beside their labels."""
    first = [row[0].text for row in rows if row and row[0].text]
    numbers = sum(bool(_SECTION.fullmatch(text)) for text in first)
    return max(map(len, rows)) == 2 and numbers >= max(1.0, NUMBERED * len(first))


def is_dealt(rows: Rows, page: Page) -> bool:
    """Tell whether many rows are unbroken lines of text, dealt out to columns that others of a form have.

    A head may be set as tight, over cells that are not.
    """
    wordy = [row for row in rows if len(_words(row)) > 1]
    dealt = sum(2 * _pieces(row, page) <= len(_words(row)) for row in wordy)
    return dealt >= max(FEWEST_DEALT, DEALT * len(wordy))


def _words(row: Sequence[GridCell]) -> list[GridCell]:
    return [cell for cell in row if cell.box and cell.text.strip() and not is_numeric(cell.text)]


def _pieces(row: Sequence[GridCell], page: Page) -> int:
    """Return in how many pieces, white between them, the line of ``row`` with most of them is set."""
    inside = page.spans_in(around([cell.box for cell in _words(row) if cell.box]))
    return max((len(strip.segments) for strip in strips_of(inside)), default=len(row))


def _is_indented(rows: Rows) -> bool:
    """Tell whether ``rows`` are text beside a number or a letter that stands out, as a heading's does."""
    return max(map(len, rows)) == 2 and sum(not row[0].text for row in rows) > MARKED * len(rows)


def _is_axis(rows: Rows) -> bool:
    """Tell whether many rows say one number and nothing else, as the labels of an axis do."""
    lone = [[cell.text for cell in row if cell.text] for row in rows]
    return sum(len(said) == 1 and is_numeric(said[0]) for said in lone) >= AXIS * len(rows)


def is_jumble(rows: Rows) -> bool:
    """Tell whether a cell holds many numbers, as a scale that was read as one does."""
    said = [cell.text.split() for row in rows for cell in row]
    return any(sum(map(is_numeric, words)) >= max(SCALE, len(words) / 2) for words in said)


def _has_figure_caption(rows: Rows) -> bool:
    return any(_OF_FIGURE.match(cell.text) for row in rows for cell in row)


def is_run_through(rows: Rows, strips: Sequence[Strip], columns: Columns) -> bool:
    """Tell whether many of ``strips`` are unbroken lines that run through the white between ``columns``.

    A number beside a heading, or "Note" beside its words, stands apart for a line; the paragraph
    under it goes on in full lines, whose words happen to end where the column would. Beside such a
    label, one such line is enough.
    """
    whole = around([strip.box for strip in strips])
    width = FULL_LINE * (whole.right - whole.left)
    full = (strip for strip in strips if strip.box.right - strip.box.left >= width)
    through = sum(len(line.segments) == 1 and len(set(columns.of(line.segments[0]))) > 1 for line in full)
    labelled = len(columns) == 2 and any(_SECTION.fullmatch(row[0].text) for row in rows if row)
    return through > (0 if labelled else RUN_THROUGH * len(strips))


def is_justified(strips: Sequence[Strip]) -> bool:
    """Tell whether ``strips`` are lines of text drawn out to both sides of a narrow column.

    Those with wide spaces begin and end on the same two lines, as words of a table seldom do,
    and say no figures.
    """
    spaced = [strip for strip in strips if len(strip.segments) > 1]
    if sum(len(strip.segments) for strip in spaced) < SPACES * max(2, len(spaced)):
        return False
    parts = [part.text for strip in spaced for part in strip.segments]
    left = median(strip.box.left for strip in spaced)
    right = median(strip.box.right for strip in spaced)
    flush = sum(
        abs(strip.box.left - left) < FLUSH and abs(strip.box.right - right) < FLUSH for strip in spaced
    )
    figures = sum(map(is_numeric, parts))
    return flush >= FLUSHED * len(spaced) and figures < FIGURES * len(parts)
