"""Lists and tables that a program tagged anew on each page, though its author made one of each.

Programs that lay out page by page (WeasyPrint, Acrobat's own tagging) begin a new structure element at
the head of a page for what went on from the page before. Two parts are one where nothing
stands between them but the page's end, and the second goes on where the first stopped: the same head again,
the next number, the same bullet at the same edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from converters.document import Block, Inlines, ListBlock, ListItem, Origin, Paragraph, Row, Table, Text
from converters.readers.pdf.lists.markers import list_of
from converters.readers.pdf.text.lines import Vocabulary, line_end
from converters.walk import plain_text, text_of

SAME_EDGE = 8.0  # points between the sides of two parts of one list or table
_STOPS = (".", "!", "?", ":", ";", "…")
_MARKS = "”’\"')]"


def joined(pages: Mapping[int, list[Block]], vocabulary: Vocabulary) -> dict[int, list[Block]]:
    """Return the blocks of ``pages`` with each list or table that goes on put together where it begins."""
    done: dict[int, list[Block]] = {}
    home: int | None = None  # the page where the last block stands
    for number in sorted(pages):
        blocks = list(pages[number])
        if home is not None and number - 1 in pages and done[home] and blocks:
            whole = _one(done[home][-1], blocks[0], vocabulary)
            if whole is not None:
                done[home][-1], blocks = whole, blocks[1:]
        done[number] = blocks
        home = number if blocks or number - 1 not in pages else home
    return done


def _one(before: Block, after: Block, vocabulary: Vocabulary) -> Block | None:
    match before, after:
        case Table(), Table():
            return _one_table(before, after)
        case ListBlock(), ListBlock():
            return _one_list(before, after, vocabulary)
        case _:
            return None


# --- tables ---------------------------------------------------------------------------------


def _one_table(before: Table, after: Table) -> Table | None:
    """Return one table, the head that is printed again said once; None where they are two."""
    head = before.header_rows
    if after.caption or not head or _width(before.rows[0]) != _width(after.rows[0]):
        return None
    if len(after.rows) > head and _words(before.rows[:head]) == _words(after.rows[:head]):
        return replace(before, rows=before.rows + after.rows[head:])
    if not after.header_rows and _same_sides(before.origin, after.origin):
        return replace(before, rows=before.rows + after.rows)
    return None


def _width(row: Row) -> int:
    return sum(cell.columns for cell in row.cells)


def _words(rows: tuple[Row, ...]) -> list[str]:
    return [" ".join(map(text_of, cell.children)).casefold() for row in rows for cell in row.cells]


# --- lists ----------------------------------------------------------------------------------


def _one_list(before: ListBlock, after: ListBlock, vocabulary: Vocabulary) -> ListBlock | None:
    last, first = before.items[-1], after.items[0]
    items = before.items + after.items
    if first.label is None and last.label is not None:  # the rest of an item, which has no label of its own
        items = (*before.items[:-1], _one_item(last, first, vocabulary), *after.items[1:])
    if not _goes_on(before, after.items[len(before.items) + len(after.items) - len(items) :]):
        return None
    whole = list_of(items)
    return replace(before, items=items) if whole.numbering is before.numbering else None


def _goes_on(before: ListBlock, more: tuple[ListItem, ...]) -> bool:
    """Tell whether ``more`` items may be of the same list: numbers are compared later, here bullets."""
    if before.numbering is not None or not more:
        return True
    labels = {item.label for item in before.items}
    return all(item.label in labels for item in more) and _same_left(before.items[0].origin, more[0].origin)


def _one_item(before: ListItem, after: ListItem, vocabulary: Vocabulary) -> ListItem:
    """Return an item with the rest of it from the next page."""
    *start, last = before.children or (Paragraph(()),)
    first, *rest = after.children or (Paragraph(()),)
    if isinstance(last, Paragraph) and isinstance(first, Paragraph) and _is_cut(last):
        run_on = replace(last, children=_run_on(last.children, first.children, vocabulary))
        return replace(before, children=(*start, run_on, *rest))
    if (whole := _one(last, first, vocabulary)) is not None:
        return replace(before, children=(*start, whole, *rest))
    return replace(before, children=(*before.children, *after.children))


def _is_cut(paragraph: Paragraph) -> bool:
    text = plain_text(paragraph.children).rstrip(_MARKS + " ")
    return bool(text) and not text.endswith(_STOPS)


def _run_on(before: Inlines, after: Inlines, vocabulary: Vocabulary) -> Inlines:
    last, first = before[-1:], after[:1]
    match last, first:
        case (Text() as ending,), (Text() as start,) if ending.language == start.language:
            text, between = line_end(ending.text, start.text, vocabulary)
            return (*before[:-1], replace(ending, text=f"{text}{between}{start.text}"), *after[1:])
        case _:
            return (*before, Text(" "), *after)


def _same_left(one: Origin | None, other: Origin | None) -> bool:
    if not (one and other and one.box and other.box):
        return False
    return abs(one.box.left - other.box.left) <= SAME_EDGE


def _same_sides(one: Origin | None, other: Origin | None) -> bool:
    if not (one and other and one.box and other.box):
        return False
    return _same_left(one, other) and abs(one.box.right - other.box.right) <= SAME_EDGE
