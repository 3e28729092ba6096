"""Tables set side by side: a head that says the same words again begins another table."""

from __future__ import annotations

from collections.abc import Iterator

from converters.readers.pdf.page import GridCell, Region, around

FEWEST = 2  # columns of each


def side_by_side(table: Region) -> Iterator[Region]:
    """Yield ``table``, or its parts where its first row says the same heads over and over."""
    width = _period(table.rows[0])
    if width is None or any(len(row) != len(table.rows[0]) for row in table.rows):
        yield table
        return
    for start in range(0, len(table.rows[0]), width):
        rows = [row[start : start + width] for row in table.rows]
        while not any(cell.text for cell in rows[-1]):
            rows.pop()
        box = around([cell.box for row in rows for cell in row if cell.box])
        yield Region(table.kind, box, rows=tuple(rows), headed=True, heads=table.heads, ruled=True)


def _period(head: tuple[GridCell, ...]) -> int | None:
    """Return after how many columns the words of ``head`` begin again, None where they do not."""
    said = [cell.text.casefold() for cell in head]
    if not all(said) or any(cell.columns > 1 for cell in head):
        return None
    for width in range(FEWEST, len(said) // 2 + 1):
        times, rest = divmod(len(said), width)
        if not rest and said == said[:width] * times and len(set(said[:width])) == width:
            return width
    return None
