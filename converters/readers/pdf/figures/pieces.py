"""Pieces: the words of one line that stand together, and which of them are prose and which labels.

Columns, the cells of a table and the labels of a chart share lines; a hole wider than
a set line ever has parts them. Prose goes on: over the width of a column, or from one
line to the next under the same left edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from converters.document import Box
from converters.readers.pdf.page import Span, around
from converters.readers.pdf.text.lines import joined, lines_of

HOLE = 0.9  # type sizes between two words of a line, at most
LONG = 45  # characters: no label of a chart is as long on one line
HALF_LONG = 22  # characters of a line that goes on in the next
FLUSH = 3.0  # points by which the left edges of a paragraph's lines differ, at most
PITCH = 1.9  # type sizes from one line of a paragraph to the next, at most
WORDS = 3  # of a line of prose, at least


@dataclass(frozen=True, slots=True)
class Piece:
    """Spans that stand together in one line. ``prose``: they are a part of running text."""

    spans: tuple[Span, ...]
    box: Box
    text: str
    size: float
    prose: bool = False

    @property
    def turned(self) -> bool:
        return bool(self.spans[0].rotation)


def pieces_of(spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Return ``spans`` as pieces, line by line; those that are turned come last, each a span."""
    said = [span for span in spans if span.text.strip()]
    lines = lines_of(span for span in said if not span.rotation)
    upright = [piece for line in lines for piece in _parted(line.spans)]
    turned = sorted((span for span in said if span.rotation), key=lambda span: span.box.left)
    return (*_with_prose(upright), *(_piece([span]) for span in turned))


def _parted(spans: tuple[Span, ...]) -> Iterator[Piece]:
    run: list[Span] = []
    for span in spans:
        if run and span.box.left - run[-1].box.right > HOLE * min(span.size, run[-1].size):
            yield _piece(run)
            run = []
        run.append(span)
    if run:
        yield _piece(run)


def _piece(spans: list[Span]) -> Piece:
    size = max(spans, key=lambda span: len(span.text)).size
    return Piece(tuple(spans), around([span.box for span in spans]), joined(spans), size)


def _with_prose(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield ``pieces``, which come line by line, with those that are prose marked."""
    going_on: set[int] = set()
    half = [at for at, piece in enumerate(pieces) if _is_half_long(piece)]
    for place, at in enumerate(half):
        here = pieces[at]
        for other in half[place + 1 :]:
            if pieces[other].box.top - here.box.top > PITCH * here.size:
                break
            if _goes_on(here, pieces[other]):
                going_on |= {at, other}
    for at, piece in enumerate(pieces):
        long = len(piece.text) >= LONG and len(piece.text.split()) >= WORDS
        yield replace(piece, prose=True) if long or at in going_on else piece


def _is_half_long(piece: Piece) -> bool:
    return len(piece.text) >= HALF_LONG and len(piece.text.split()) >= WORDS


def _goes_on(above: Piece, below: Piece) -> bool:
    same = abs(above.box.left - below.box.left) <= FLUSH and abs(above.size - below.size) < 1
    return same and below.box.top - above.box.top > 0.5 * above.size
