"""Tables that go on after a page break, made one: their head and caption are said once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from converters.document import Block, Cell, Document, Origin, Paragraph, Row, Scope, Table
from converters.findings import Finding, FindingKind
from converters.fixes.pages import is_tagged, page_starts
from converters.walk import plain_text, text_of

SAME_EDGE = 8.0  # points between the sides of two parts of one table
ALIGNED = 0.5  # share of the narrower of two columns that they have in common, to be one
MAX_CAPTION = 200  # characters of a caption that is said again
UNDER = 2  # paragraphs, such as notes, between a table that goes on and the end of its page
NEAR = 3  # blocks before a table, in which its caption may stand

_FIGURES = re.compile(r"\D{0,3}\d[\d.,\s%]*\D{0,3}")
_CONTINUED = re.compile(r"\b(?:continued|cont[’']d|cont\.|suite|fortsetzung|fortgesetzt)", re.IGNORECASE)

Extent = tuple[float, float]


def join_tables(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` with tables that go on after a page break made one, their head said once."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    at = 0
    while at < len(document.blocks):
        starts = page_starts(blocks)
        place = len(blocks) - starts - 1
        caption, after = _part_at(document.blocks, at, blocks[: place + 1])
        before = blocks[place] if starts and place >= 0 else None
        whole = _one_table(before, after) if before and after else None
        if whole is None and starts and after and (place := _place_with_head_of(after, blocks, place)) >= 0:
            before = blocks[place]
            whole = _one_table(before, after)
        if whole is None or before is None or after is None:
            blocks.append(document.blocks[at])
            at += 1
            continue
        findings += _said_of(before, after, caption)
        blocks[place] = whole
        at += 2 if caption else 1
    return replace(document, blocks=tuple(blocks)), tuple(findings)


def _part_at(
    blocks: tuple[Block, ...], at: int, before: list[Block]
) -> tuple[Paragraph | None, Table | None]:
    """Return the table at ``at``, and the caption over it where that only says the first one again."""
    block = blocks[at]
    if isinstance(block, Table):
        return None, block
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if isinstance(block, Paragraph) and isinstance(following, Table) and _is_said_again(block, before):
        return block, following
    return None, None


def _is_said_again(caption: Paragraph, before: list[Block]) -> bool:
    text = plain_text(caption.children)
    if len(text) > MAX_CAPTION:
        return False
    earlier = (plain_text(block.children) for block in before[-NEAR:] if isinstance(block, Paragraph))
    return bool(_CONTINUED.search(text)) or text in earlier


def _one_table(before: Block, after: Table) -> Table | None:
    if not isinstance(before, Table) or after.caption or (is_tagged(before) and is_tagged(after)):
        return None
    if not before.rows or not after.rows or _width(before.rows[0]) != _width(after.rows[0]):
        return None
    head = before.header_rows
    if head and _words(before.rows[:head]) == _words(after.rows[:head]):
        return replace(before, rows=before.rows + _as_body(before, after.rows[head:]))
    headless = not after.header_rows or _is_data(after.rows[0])
    if headless and (_same_sides(before.origin, after.origin) or _same_columns(before, after)):
        return replace(before, rows=before.rows + _as_body(before, after.rows))
    return None


def _place_with_head_of(after: Table, blocks: list[Block], last: int) -> int:
    """Return the place of the table whose head ``after`` says again, a paragraph or two under it; else -1."""
    for at in range(last, max(-1, last - UNDER - 1), -1):
        block = blocks[at]
        if isinstance(block, Table):
            head = block.header_rows
            again = bool(head) and _words(block.rows[:head]) == _words(after.rows[:head])
            return at if again and _width(after.rows[0]) > 1 else -1
        if not isinstance(block, Paragraph):
            return -1
    return -1


def _width(row: Row) -> int:
    return sum(cell.columns for cell in row.cells)


def _inside(row: Row) -> Iterable[Block]:
    return (block for cell in row.cells for block in cell.children)


def _words(rows: tuple[Row, ...]) -> list[str]:
    return [" ".join(map(text_of, cell.children)).casefold() for row in rows for cell in row.cells]


def _same_sides(one: Origin | None, other: Origin | None) -> bool:
    if not (one and other and one.box and other.box):
        return False
    return (
        abs(one.box.left - other.box.left) <= SAME_EDGE and abs(one.box.right - other.box.right) <= SAME_EDGE
    )


def _same_columns(before: Table, after: Table) -> bool:
    """Tell whether each column of ``after`` stands where the same one of ``before`` does."""
    pairs = zip(_extents(before.rows), _extents(after.rows), strict=False)
    known = [(one, other) for one, other in pairs if one and other]
    return len(known) > 1 and all(_overlap(one, other) for one, other in known)


def _extents(rows: Iterable[Row]) -> list[Extent | None]:
    """Return from where to where the words of each column stand, as far as cells of one column say."""
    extents: dict[int, Extent] = {}
    width = 0
    for row in rows:
        column = 0
        for cell in row.cells:
            if cell.columns == 1 and cell.origin and cell.origin.box:
                box = cell.origin.box
                left, right = extents.get(column, (box.left, box.right))
                extents[column] = (min(left, box.left), max(right, box.right))
            column += cell.columns
        width = max(width, column)
    return [extents.get(column) for column in range(width)]


def _overlap(one: Extent, other: Extent) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= ALIGNED * min(one[1] - one[0], other[1] - other[0])


def _is_data(row: Row) -> bool:
    """Tell whether a row taken for a head holds amounts, as heads seldom do."""
    words = _words((row,))
    return sum(bool(_FIGURES.fullmatch(text)) for text in words[1:]) * 2 >= max(1, len(words) - 1)


def _as_body(table: Table, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return ``rows`` as rows of the body of ``table``: first cells speak for rows as they do there."""
    body = table.rows[table.header_rows :]
    labelled = bool(body) and body[-1].cells[0].scope is Scope.ROW
    return tuple(
        Row(tuple(_scoped(cell, labelled and not at) for at, cell in enumerate(row.cells))) for row in rows
    )


def _scoped(cell: Cell, label: bool) -> Cell:
    return replace(cell, scope=Scope.ROW if label and cell.children else None)


def _said_of(before: Block, after: Table, caption: Paragraph | None) -> Iterable[Finding]:
    """Yield what was left out where a table was joined, or that nothing but its place said it is one."""
    page = after.origin.page if after.origin else None
    if caption:
        detail = f"Left out above the rest of a table: “{plain_text(caption.children)}”."
        yield Finding(FindingKind.TABLE_CONTINUED, page, detail)
    if not isinstance(before, Table):
        return
    head = _words(after.rows[: before.header_rows])
    if head and head == _words(before.rows[: before.header_rows]):
        said = " ".join(text_of(each) for row in after.rows[: before.header_rows] for each in _inside(row))
        detail = f"Left out at the top of the rest of a table: its head, “{said}”."
        yield Finding(FindingKind.TABLE_CONTINUED, page, detail)
    elif not caption and not _same_sides(before.origin, after.origin):
        detail = "We took the table at the top of this page for the rest of the one before it."
        yield Finding(FindingKind.TABLE_CONTINUED, page, detail)
