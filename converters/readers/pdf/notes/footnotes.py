"""Footnotes: small type at the foot of a page that starts with a mark which also stands raised in the text.

Only where both ends are found and the count is unbroken does a note leave the
flow. Everything else stays where it was printed. A note that has not ended goes on
with the small type that the next page's notes begin with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Protocol

from converters.document import Box, Origin, Paragraph
from converters.readers.pdf.annotations.links import links_of
from converters.readers.pdf.page import Page, Region, RegionKind, Span, around, contains
from converters.readers.pdf.rereading.glyphs import Glyph
from converters.readers.pdf.text.characters import legible, letters, one_line
from converters.readers.pdf.text.lines import Line, Vocabulary, lines_of
from converters.readers.pdf.text.wording import Run, inlines_from, runs_of, same_words

SMALLER = 0.94  # times the size of body text, at most, for the type of a note
FOOT = 0.35  # share of the page's height above which no note stands
ABOVE = 0.65  # share of the page's height that tells the size of body text
INDENT = 24.0  # points at most from the mark of a note to its words
RAISED = 0.15  # share of the height of the letters around it by which a mark stands above their line
SLACK = 3.0  # points by which the box of a mark may reach into the line of its note
SMALL = 0.85  # times their height, at most, for a raised figure
CONTEXT = 24  # letters before a mark that tell its place
AROUND = 10  # characters before and after that tell where the line stands

_SYMBOLS = "*∗†‡§¶"  # the second is TeX's asterisk
_START = re.compile(rf"\s*[\[(]?(\d{{1,3}}|[{_SYMBOLS}]{{1,3}})(?:[\])]?[.:]?)\s*(?=[^\s\d.])")
_LONE = re.compile(rf"\s*[\[(]?(\d{{1,3}}|[{_SYMBOLS}]{{1,3}})[\])]?[.:]?\s*")
_DESCENDING = frozenset("gjpqyQJ,;()[]{}|/_")
_TEXT = {RegionKind.PARAGRAPH, RegionKind.LIST_ITEM}


class Characters(Protocol):
    """The characters of a page in the order in which they were drawn, and where each stands."""

    def characters(self) -> str: ...

    def glyphs(self, start: int = 0, end: int | None = None) -> tuple[Glyph, ...]: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A raised figure or symbol: ``before`` are the letters that lead up to it."""

    label: str
    box: Box
    before: str


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note at the foot of ``page``, with the letters before its mark in the text of the same page.

    Without a ``label`` it is the rest of the last note of the page before.
    """

    page: int
    label: str
    before: str
    paragraph: Paragraph


# --- marks ---------------------------------------------------------------------------------


def labels_at_foot(page: Page) -> frozenset[str]:
    """Return the labels with which something at the foot of ``page`` begins that looks like a note."""
    body = _body_size(page)
    small = [s for s in page.spans if s.size <= SMALLER * body and s.box.top > FOOT * page.height]
    labels = {start[1] for span in small if (start := _START.match(legible(span.text)))}
    for span in small:
        lone = _LONE.fullmatch(span.text)
        if lone and any(_is_beside(span.box, other.box) for other in small):
            labels.add(lone[1])
    return frozenset(labels)


def _is_beside(mark: Box, box: Box) -> bool:
    return 0 <= box.left - mark.right < INDENT and box.top < mark.bottom and mark.top < box.bottom


def raised_marks(there: Characters, labels: frozenset[str]) -> tuple[Mark, ...]:
    """Return the raised ``labels`` on a page, in the order in which they were drawn."""
    if not labels:
        return ()
    # after a figure too: "20191" is a year and a mark, where the last figure stands raised
    anyone = re.compile(rf"(?:{'|'.join(_patterns(labels))})(?![\d{_SYMBOLS}])")
    said = there.characters()
    found = (_mark(there, said, match.start(), match.end()) for match in anyone.finditer(said))
    return tuple(mark for mark in found if mark)


def _patterns(labels: frozenset[str]) -> Iterator[str]:
    """Yield what finds each of ``labels``, the longest first: "*" is no part of "**", "3" may follow it."""
    for label in sorted(labels, key=lambda label: (-len(label), label)):
        yield re.escape(label) if label.isdigit() else rf"(?<![{_SYMBOLS}]){re.escape(label)}"


def _mark(there: Characters, said: str, start: int, end: int) -> Mark | None:
    before = letters(said[max(0, start - 2 * CONTEXT) : start])[-CONTEXT:]
    mine = [glyph.box for glyph in there.glyphs(start, end) if glyph.box]
    if not before or not mine:
        return None
    if said[start] not in _SYMBOLS and not _is_raised(mine, _line_boxes(there, said, start, end)):
        return None
    return Mark(said[start:end], around(mine), before)


def _is_raised(mine: list[Box], near: list[Box]) -> bool:
    if not near:
        return False
    foot, height = median(box.bottom for box in near), max(box.bottom - box.top for box in near)
    lifted = foot - max(box.bottom for box in mine) > RAISED * height
    beside = min(box.top for box in mine) < foot and min(box.top for box in near) - height < mine[0].bottom
    return lifted and beside and max(box.bottom - box.top for box in mine) < SMALL * height


def _line_boxes(there: Characters, said: str, start: int, end: int) -> list[Box]:
    """Return the boxes of the letters around a mark that stand on its line.

    A mark that ends a paragraph is often given as a line of its own: there they end the line before.
    """
    first = max(said.rfind("\n", 0, start) + 1, start - AROUND)
    line_end = said.find("\n", end)
    last = min(line_end if line_end >= 0 else len(said), end + AROUND)
    near = _letter_boxes((*there.glyphs(first, start), *there.glyphs(end, last)))
    before = len(said[:start].rstrip())
    alone = not said[first:start].strip() and not said[end:last].strip()
    return _letter_boxes(there.glyphs(max(0, before - AROUND), before)) if alone else near


def _letter_boxes(glyphs: Iterable[Glyph]) -> list[Box]:
    return [one.box for one in glyphs if one.box and one.text.isalpha() and one.text not in _DESCENDING]


# --- notes ---------------------------------------------------------------------------------


def notes_apart(
    page: Page,
    marks: tuple[Mark, ...],
    running: frozenset[int],
    vocabulary: Vocabulary,
    unfinished: bool = False,
) -> tuple[Page, tuple[FoundNote, ...]]:
    """Return ``page`` without its footnotes, and these; ``unfinished``: the page before left one open."""
    taken: list[tuple[list[int], list[list[Line]]]] = []
    for cut, lines in _runs(page, running):
        if notes := _notes(lines, marks, unfinished and not taken):
            taken.append((cut, notes))
    labels = [_label(note[0]) for _, notes in taken for note in notes]
    if not _counts(labels):
        return page, ()
    found = [_found(page, note, marks, vocabulary) for _, notes in taken for note in notes]
    gone = {id(span) for _, notes in taken for note in notes for line in note for span in line.spans}
    return _without(page, {number for cut, _ in taken for number in cut}, gone), tuple(found)


def _runs(page: Page, running: frozenset[int]) -> list[tuple[list[int], list[Line]]]:
    """Return the small lines at the foot of each column, with the places of the regions they are in.

    The engine cuts a note in two where its first line stands out.
    """
    runs: list[tuple[list[int], list[Line]]] = []
    for number, lines, whole in _small_feet(page, running):
        if runs and whole and _label(lines[0]) is None and _goes_on(runs[-1][1][-1], lines[0]):
            runs[-1][0].append(number)
            runs[-1][1].extend(lines)
        else:
            runs.append(([number], list(lines)))
    return runs


def _goes_on(above: Line, below: Line) -> bool:
    gap = below.box.top - above.box.bottom
    return -above.size < gap < above.size and below.box.left < above.box.right


def _notes(lines: list[Line], marks: tuple[Mark, ...], unfinished: bool) -> list[list[Line]]:
    """Return ``lines`` as notes, none where one has no mark in the text or another starts inside it.

    The first may be the rest of one that the page before left ``unfinished``.
    """
    notes = _split(lines)
    if unfinished and _label(notes[0][0]) is None:
        rest = [line for note in notes[1:] for line in note]
        more = _notes(rest, marks, unfinished=False) if rest else []
        return [notes[0], *more] if more or not rest else []
    labels = {mark.label for mark in marks}
    torn = any(_label(line) in labels for note in notes for line in note[1:])
    return notes if not torn and all(_mark_of(note, marks) for note in notes) else []


def _small_feet(page: Page, running: frozenset[int]) -> Iterator[tuple[int, tuple[Line, ...], bool]]:
    """Yield for each text region at the foot of its column the small lines that it ends with.

    The third value tells whether these are all its lines.
    """
    body = _body_size(page)
    outside = {id(page.spans[at]) for at in running}
    contents = {
        number: lines_of(span for span in page.spans_in(region.box) if id(span) not in outside)
        for number, region in enumerate(page.regions)
    }
    for number, region in enumerate(page.regions):
        lines = contents[number]
        if region.kind not in _TEXT or not lines or lines[-1].box.top < FOOT * page.height:
            continue
        if not same_words(lines, f"{region.marker or ''} {region.text}"):
            continue
        start = len(lines)
        while start and lines[start - 1].size <= SMALLER * body:
            start -= 1
        below = [at for at, other in enumerate(page.regions) if _is_below(other.box, region.box)]
        if start < len(lines) and not any(_is_body(contents[at], body) for at in below):
            yield number, lines[start:], start == 0


def _is_below(box: Box, other: Box) -> bool:
    return box.top >= other.bottom - 2 and box.left < other.right and other.left < box.right


def _is_body(lines: tuple[Line, ...], body: float) -> bool:
    return any(line.size > SMALLER * body for line in lines)


def _split(lines: list[Line]) -> list[list[Line]]:
    """Return ``lines`` as notes: each starts with a mark."""
    notes: list[list[Line]] = []
    for line in lines:
        if not notes or _follows(notes, line):
            notes.append([line])
        else:
            notes[-1].append(line)
    return notes


def _follows(notes: list[list[Line]], line: Line) -> bool:
    label, last = _label(line), _label(notes[-1][0])
    if label is None:
        return False
    if label.isdigit() and last and last.isdigit():
        return int(label) == int(last) + 1
    return True


def _label(line: Line) -> str | None:
    start = _START.match(legible(line.text))
    return start[1] if start else None


def _mark_of(note: list[Line], marks: tuple[Mark, ...]) -> Mark | None:
    """Return the first mark in the text above that ``note`` belongs to."""
    label, top = _label(note[0]), note[0].box.top
    above = (mark for mark in marks if mark.label == label and mark.before and mark.box.bottom < top + SLACK)
    return next((mark for mark in above if not contains(note[0].box, mark.box)), None)


def _counts(labels: list[str | None]) -> bool:
    """Tell whether the numbers among ``labels`` go up one by one."""
    numbers = [int(label) for label in labels if label and label.isdigit()]
    return bool(labels) and all(later == number + 1 for number, later in pairwise(numbers))


def _found(page: Page, note: list[Line], marks: tuple[Mark, ...], vocabulary: Vocabulary) -> FoundNote:
    runs = runs_of(tuple(note), links_of(page), vocabulary)
    origin = Origin(page.number, around([line.box for line in note]))
    mark = _mark_of(note, marks)
    if mark is None:  # _notes took only notes with a mark, and the rest of one
        return FoundNote(page.number, "", "", Paragraph(inlines_from(runs), origin=origin))
    said = inlines_from(_without_label(runs))
    return FoundNote(page.number, mark.label, mark.before, Paragraph(said, origin=origin))


def _without_label(runs: list[Run]) -> list[Run]:
    start = _START.match("".join(run.text for run in runs))
    skip = start.end() if start else 0
    kept = []
    for run in runs:
        kept.append(replace(run, text=run.text[skip:]))
        skip = max(0, skip - len(run.text))
    return kept


def _without(page: Page, cut: set[int], gone: set[int]) -> Page:
    """Return ``page`` without the spans whose ids are ``gone``, which stood in the regions ``cut``."""
    spans = tuple(span for span in page.spans if id(span) not in gone)
    kept = ((_rest(region, spans) if at in cut else region) for at, region in enumerate(page.regions))
    return replace(page, spans=spans, regions=tuple(region for region in kept if region))


def _rest(region: Region, spans: tuple[Span, ...]) -> Region | None:
    """Return what is left of ``region``, None where nothing is."""
    lines = lines_of(span for span in spans if contains(region.box, span.box))
    if not lines:
        return None
    text = one_line(" ".join(line.text for line in lines))
    marker = one_line(region.marker or "")
    box = around([line.box for line in lines])
    return replace(region, box=box, text=text.removeprefix(marker).lstrip())


def _body_size(page: Page) -> float:
    """Return the size in points of most of the type above the foot of ``page``, where notes do not stand."""
    sizes: Counter[float] = Counter()
    for span in page.spans:
        if span.box.bottom < ABOVE * page.height:
            sizes[round(span.size, 1)] += len(span.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
