"""Spans set right by PDFium's own reading of the page: lost words, split and glued words, formulas.

Three faults of the layout engine are mended. It drops text that overlaps other
text; it spaces words by gaps alone, where the file often holds the spaces; and
it writes formulas as TeX, which nobody can listen to. Pages on which the two
readings have the same words are left as they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median

from converters.document import Box
from converters.readers.pdf.page import Page, Region, Span, around, contains
from converters.readers.pdf.rereading.differences import is_tex
from converters.readers.pdf.rereading.glyphs import CUT, Glyph
from converters.readers.pdf.text.characters import legible, letters

SLACK = 2.0  # points between what the two readings take for the box of a character
ROW, COLUMN = 8.0, 32.0  # points; glyphs are looked up by fields of this height and width
FIRST_PLANE = "\uffff"  # the last character of Unicode's first plane; the engine says none beyond
SHADOW = 0.5  # share of a box that another with the same letters covers: text drawn twice for boldness
INK = 1.4  # times the height of its ink, a word's type size
WORD_GAP = 4.0  # times the size of its type: a wider gap than this is no space in a line

_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W_]")
_TEX_SIGNS = re.compile(r"\\([{}])|[$\\{}_^]")  # a brace that is printed has a backslash
_TEX = re.compile(r"\$[^$]*\$")
_WHITE = re.compile(r"\s+")


# --- which glyphs a span is made of ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lost:
    """What only PDFium reads: ``spans`` of their own, and what is drawn ``twice`` in one place."""

    spans: tuple[Span, ...] = ()
    twice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stream:
    """The letters of a page's glyphs in one string; ``owners`` are the glyphs' places, letter by letter.

    ``fields`` are the letters' places by the row and the column that they stand in.
    """

    text: str
    owners: tuple[int, ...]
    fields: dict[tuple[int, int], list[int]]


def _stream(glyphs: tuple[Glyph, ...]) -> _Stream:
    text: list[str] = []
    owners: list[int] = []
    fields: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, glyph in enumerate(glyphs):
        box = glyph.box
        if box is None:
            continue
        said = glyph.text.lower() if glyph.text.isascii() and glyph.text.isalnum() else letters(glyph.text)
        if said:
            row, column = (box.top + box.bottom) / 2 // ROW, (box.left + box.right) / 2 // COLUMN
            fields[int(row), int(column)].append(len(owners))
            text.append(said)
            owners.extend([at] * len(said) if len(said) > 1 else (at,))
    return _Stream("".join(text), tuple(owners), fields)


def reread(page: Page, glyphs: tuple[Glyph, ...], known: Set[str]) -> tuple[Page, Lost]:
    """Return ``page`` with its spans set right, and what the layout engine lost.

    ``glyphs`` are all of the page, or those of some of its lines. ``known`` are words
    that both readings of the document have: where the two space a line differently,
    the one with more known letters is right.
    """
    stream = _stream(glyphs)
    used = bytearray(len(glyphs))
    changes: dict[int, str] = {}
    unmatched: list[int] = []
    for number, span in enumerate(page.spans):
        place = _match(span, stream, glyphs, used)
        if place is None:
            if letters(span.text):
                unmatched.append(number)
            continue
        first, last = place
        used[first : last + 1] = b"\x01" * (last + 1 - first)
        said = _respaced(span.text, glyphs[first : last + 1], known)
        if said != span.text:
            changes[number] = said
    for number in unmatched:
        span = page.spans[number]
        free = _free(span, stream, glyphs, used)
        if is_tex(span.text):
            changes[number] = _read(glyphs[at] for at in _whole(free, span, glyphs, used)) or span.text
        elif whole := _with_formula_letters(span, free, glyphs, used):
            changes[number] = whole
        else:
            _use(letters(span.text), free, glyphs, used)
    return _changed(page, changes), _lost(page, glyphs, used)


def _match(span: Span, stream: _Stream, glyphs: tuple[Glyph, ...], used: bytearray) -> tuple[int, int] | None:
    """Return the first and the last glyph that ``span`` is made of, None where they cannot be told."""
    said = letters(span.text)
    if not said:
        return None
    for at in _near(span.box, stream):
        if not stream.text.startswith(said, at):
            continue
        first, last = stream.owners[at], stream.owners[at + len(said) - 1]
        if (
            not used[first]
            and not used[last]
            and _inside(glyphs[first], span)
            and _inside(glyphs[last], span)
        ):
            return first, last
    return None


def _near(box: Box, stream: _Stream) -> Iterator[int]:
    """Yield the places of the letters that may lie in ``box``."""
    rows = _rows(box)
    columns = range(int((box.left - SLACK) // COLUMN), int((box.right + SLACK) // COLUMN) + 1)
    if len(rows) * len(columns) > len(stream.fields):  # a box larger than the page, in a damaged file
        near = [field for field in stream.fields if field[0] in rows and field[1] in columns]
    else:
        near = [(row, column) for row in rows for column in columns]
    for field in near:
        yield from stream.fields.get(field, ())


def _rows(box: Box) -> range:
    return range(int((box.top - SLACK) // ROW), int((box.bottom + SLACK) // ROW) + 1)


def _inside(glyph: Glyph, span: Span) -> bool:
    return glyph.box is not None and contains(span.box, glyph.box, SLACK)


def _free(span: Span, stream: _Stream, glyphs: tuple[Glyph, ...], used: bytearray) -> list[int]:
    """Return the places of the glyphs in ``span`` of which nothing else has been made, in their order."""
    inside = {stream.owners[at] for at in _near(span.box, stream)}
    return sorted(at for at in inside if not used[at] and _inside(glyphs[at], span))


def _whole(free: list[int], span: Span, glyphs: tuple[Glyph, ...], used: bytearray) -> list[int]:
    """Return ``free`` with the signs and spaces between its glyphs, and those at its ends; all are used."""
    taken = list(free)
    for outwards in (range(free[0] - 1, -1, -1), range(free[-1] + 1, len(glyphs))) if free else ():
        taken += takewhile(lambda at: not used[at] and _is_sign_in(span, glyphs[at]), outwards)
    for one, other in pairwise(free):
        between = range(one + 1, other)
        if not any(used[at] or letters(glyphs[at].text) for at in between):
            taken.extend(between)
    for at in taken:
        used[at] = 1
    return sorted(taken)


def _is_sign_in(span: Span, glyph: Glyph) -> bool:
    return _inside(glyph, span) and not letters(glyph.text)


def _with_formula_letters(
    span: Span, free: list[int], glyphs: tuple[Glyph, ...], used: bytearray
) -> str | None:
    """Return what ``span`` says with letters of formulas ("𝜇") that the engine left out of it, else None."""
    places = range(free[0], free[-1] + 1) if free else range(0)
    mine = [glyphs[at].text for at in places]
    if any(used[at] for at in places) or not any(one > FIRST_PLANE for one in mine):
        return None
    if letters("".join(one for one in mine if one <= FIRST_PLANE)) != letters(span.text):
        return None
    return _read(glyphs[at] for at in _whole(free, span, glyphs, used))


def _use(said: str, free: list[int], glyphs: tuple[Glyph, ...], used: bytearray) -> None:
    """Mark the glyphs that are the letters ``said``, in whatever order they were drawn."""
    waiting = Counter(said)
    for at in free:
        mine = letters(glyphs[at].text)
        if mine and waiting[mine[0]] > 0:
            waiting[mine[0]] -= 1
            used[at] = 1


def _read(glyphs: Iterable[Glyph]) -> str:
    text = "".join("-" if glyph.text in CUT else glyph.text for glyph in glyphs)
    return _WHITE.sub(" ", text).strip()


# --- spaces --------------------------------------------------------------------------------


def _respaced(text: str, glyphs: tuple[Glyph, ...], known: Set[str]) -> str:
    """Return ``text`` with the spaces between ``glyphs``, its own letters, where they make better words."""
    start = _LETTER.search(text).start()  # type: ignore[union-attr]  # it was matched by its letters
    end = len(text) - _LETTER.search(text[::-1]).start()  # type: ignore[union-attr]
    core, said = text[start:end], _read(glyphs)
    if is_tex(text):
        return _TEX_SIGNS.sub(r"\1", text[:start]) + said + _TEX_SIGNS.sub(r"\1", text[end:])
    if core == said or _WHITE.sub("", legible(core)) != _WHITE.sub("", legible(said)):
        return text
    if _known_letters(core, known) > _known_letters(said, known):
        return text
    return text[:start] + said + text[end:]


def _known_letters(text: str, known: Set[str]) -> int:
    return sum(len(word) for word in _WORD.findall(legible(text).lower()) if word in known)


# --- what was lost -------------------------------------------------------------------------


def _lost(page: Page, glyphs: tuple[Glyph, ...], used: bytearray) -> Lost:
    spans: list[Span] = []
    twice: list[str] = []
    there: dict[int, list[Span]] = defaultdict(list)
    last = int(page.height // ROW)
    for span in page.spans:
        rows = _rows(span.box)
        for row in range(max(rows.start, 0), min(rows.stop, last + 1)):
            there[row].append(span)
    for run in _runs(glyphs, used):
        boxes = [glyph.box for glyph in run if glyph.box]
        text = _read(run)
        if boxes and letters(text):
            box = around(boxes)
            # what covers more than half of a box covers its middle
            if _is_shadow(text, box, there[int((box.top + box.bottom) / 2 // ROW)]):
                twice.append(text)
            else:
                spans.append(_as_span(page, text, box, boxes))
    return Lost(tuple(spans), tuple(twice))


def _runs(glyphs: tuple[Glyph, ...], used: bytearray) -> Iterator[list[Glyph]]:
    """Yield the glyphs of which nothing has been made, together where they stand on one line."""
    run: list[Glyph] = []
    for at, glyph in enumerate(glyphs):
        if used[at] or glyph.text in "\r\n":
            if run and used[at]:
                yield run
                run = []
            continue
        if run and glyph.box is not None and not _goes_on(run, glyph):
            yield run
            run = []
        run.append(glyph)
    yield run


def _goes_on(run: list[Glyph], glyph: Glyph) -> bool:
    """Tell whether ``glyph`` stands on the line of ``run``, and not far from its end."""
    last = next((one.box for one in reversed(run) if one.box), None)
    here = glyph.box
    if last is None or here is None:
        return True
    tall = max(last.bottom - last.top, here.bottom - here.top, 1.0)
    beside = min(last.bottom, here.bottom) - max(last.top, here.top) > -0.5 * tall
    return beside and -tall < here.left - last.right < WORD_GAP * tall


def _is_shadow(text: str, box: Box, spans: list[Span]) -> bool:
    """Tell whether one of ``spans`` says ``text`` in the place of ``box`` already: it was drawn twice."""
    return any(_covered(box, span.box) and letters(text) in letters(span.text) for span in spans)


def _as_span(page: Page, text: str, box: Box, boxes: list[Box]) -> Span:
    size = median(one.bottom - one.top for one in boxes) * INK
    near = [span.size for span in page.spans if span.box.top < box.bottom and box.top < span.box.bottom]
    usual = min(near, key=lambda each: abs(each - size), default=size)
    return Span(text, box, usual if abs(usual - size) < 0.3 * size else size)


def _covered(box: Box, other: Box) -> bool:
    across = min(box.right, other.right) - max(box.left, other.left)
    down = min(box.bottom, other.bottom) - max(box.top, other.top)
    area = max((box.right - box.left) * (box.bottom - box.top), 0.01)
    return across > 0 and down > 0 and across * down > SHADOW * area


# --- the page with the changes -------------------------------------------------------------


def _changed(page: Page, changes: dict[int, str]) -> Page:
    if not changes:
        return page
    spans = list(page.spans)
    said: list[tuple[Box, str, str]] = []
    for number, text in changes.items():
        span = spans[number]
        said.append((span.box, span.text, text))
        spans[number] = replace(span, text=text, words=span.words if _same_words(span, text) else ())
    regions = tuple(_region(region, said) for region in page.regions)
    return replace(page, spans=tuple(spans), regions=regions)


def _same_words(span: Span, text: str) -> bool:
    return all(word.text in text for word in span.words)


def _region(region: Region, changes: list[tuple[Box, str, str]]) -> Region:
    mine = [(old, new) for box, old, new in changes if contains(region.box, box)]
    if not mine:
        return region
    return replace(
        region,
        text=_said_anew(region.text, mine),
        lines=tuple(_said_anew(line, mine) for line in region.lines),
        rows=tuple(
            tuple(replace(cell, text=_said_anew(cell.text, mine)) for cell in row) for row in region.rows
        ),
    )


def _said_anew(text: str, changes: list[tuple[str, str]]) -> str:
    for old, new in changes:
        if old in text:
            text = text.replace(old, new, 1)
        elif "$" in old:
            for formula in _TEX.findall(old):
                text = text.replace(formula, _between(old, formula, new), 1)
    return text


def _between(old: str, formula: str, new: str) -> str:
    """Return the part of ``new`` that stands for ``formula`` in ``old``."""
    before, _, after = old.partition(formula)
    return new.removeprefix(before).removesuffix(after) if new.startswith(before) else new
