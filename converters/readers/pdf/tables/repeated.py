"""Tables set side by side: a head that says the same words again begins another table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from converters.readers.pdf.page import GridCell, Region, around

FEWEST = 2  # columns of each


def side_by_side(table: Region) -> Iterator[Region]:
    """Yield ``table``, or its parts where its first row begins to say the same heads again."""
    width = len(table.rows[0])
    starts = [0, *_beginnings(table.rows[0]), width]
    if len(starts) < 3 or any(len(row) != width for row in table.rows):
        yield table
        return
    for start, end in pairwise(starts):
        rows = [row[start:end] for row in table.rows]
        while not any(cell.text for cell in rows[-1]):
            rows.pop()
        box = around([cell.box for row in rows for cell in row if cell.box])
        yield Region(table.kind, box, rows=tuple(rows), headed=True, heads=table.heads, ruled=True)


def _beginnings(head: tuple[GridCell, ...]) -> list[int]:
    """Return at which columns the words of ``head`` begin again, as many of them as there follow."""
    said = [cell.text.casefold() for cell in head]
    if not all(said) or any(cell.columns > 1 for cell in head):
        return []
    again = [at for at, text in enumerate(said) if at and text == said[0]]
    ends = [*again[1:], len(said)]
    longest = max([again[0], *(end - at for at, end in zip(again, ends, strict=True))]) if again else 0
    parts = [said[at:end] for at, end in zip([0, *again], [*again, len(said)], strict=True)]
    model = next((part for part in parts if len(part) == longest), [])
    alike = all(len(part) >= FEWEST and part == model[: len(part)] for part in parts)
    return again if alike and len(set(model)) == len(model) else []
