"""Tables as HTML, with every data cell tied to its headers."""

from __future__ import annotations

import re
from collections.abc import Callable

from converters import document as d
from converters.document import Scope, Table
from converters.walk import plain_text
from converters.writers.fitting import is_short
from converters.writers.grid import (
    Placed,
    PlacedRows,
    filled,
    headers_by_place,
    is_complex,
    placed_rows,
    width_of,
    without_empty_rows,
)
from converters.writers.markup.context import Context
from converters.writers.markup.inlines import inlines
from converters.writers.markup.tags import Child, Element, lines, tag
from converters.writers.text import legal

LONGEST_NAME = 120  # characters of a caption that is a title and not sentences

_NUMBERED = re.compile(r"[^\W\d]+\.?\s[A-Z]?\d[\d.–-]*(?<![.–-])")

Flow = Callable[[tuple[d.Block, ...], Context], list[Child]]


def table_element(node: Table, context: Context, flow: Flow) -> Element:
    """Return a table; ``flow`` writes what is inside a cell. On a screen it can scroll by itself."""
    number = next(context.counters.tables)
    node = without_empty_rows(node)
    rows = placed_rows(node)
    if not width_of(rows):
        return tag("p", *inlines(node.caption, context))
    if context.manner.is_grid_filled:
        rows = filled(rows)
    headers = headers_by_place(rows) if is_complex(node, rows) else None
    names = _HeaderIds(f"table-{number}", headers)
    made = [
        tag("tr", *(_cell(cell, cell.row < node.header_rows, names, context, flow) for cell in row))
        for row in rows
    ]
    table = tag("table", "\n", class_="short" if is_short(node) else None)
    told = plain_text(node.caption)
    apart = len(told) > LONGEST_NAME and context.manner.wide_tables_scroll
    if node.caption and not apart:
        table.append(tag("caption", *inlines(node.caption, context), id=f"table-{number}-caption"))
    if node.header_rows:
        table.append(tag("thead", "\n", *lines(made[: node.header_rows])))
    for start, end in _groups(rows, node.header_rows):
        table.append(tag("tbody", "\n", *lines(made[start:end])))
    if apart:
        return _under_text(table, node.caption, _short_name(told, number), context)
    return _scrolling(table, number, context) if context.manner.wide_tables_scroll else table


class _HeaderIds:
    """The ids of header cells, for a table where scope is not enough; otherwise none."""

    def __init__(self, table: str, headers: dict[tuple[int, int], tuple[Placed, ...]] | None) -> None:
        self._table = table
        self._headers = headers

    def id_of(self, cell: Placed) -> str | None:
        return None if self._headers is None else f"{self._table}-r{cell.row + 1}c{cell.column + 1}"

    def headers_of(self, cell: Placed) -> str | None:
        found = (self._headers or {}).get((cell.row, cell.column), ())
        return " ".join(str(self.id_of(header)) for header in found) or None


def _cell(cell: Placed, in_head: bool, names: _HeaderIds, context: Context, flow: Flow) -> Element:
    scope = cell.cell.scope if cell.is_header else None
    if scope is None and in_head and context.manner.is_grid_filled:
        scope = Scope.COLUMN
    return tag(
        "td" if scope is None else "th",
        *flow(cell.cell.children, context),
        scope=scope,
        id=None if scope is None else names.id_of(cell),
        headers=names.headers_of(cell) if scope is None else None,
        colspan=str(cell.columns) if cell.columns > 1 else None,
        rowspan=str(cell.rows) if cell.rows > 1 else None,
    )


def _groups(rows: PlacedRows, first: int) -> list[tuple[int, int]]:
    """Return where each body of the table starts and ends: a row group's header opens a new one.

    Nothing may span from one body into the next, so none opens inside a span.
    """
    if first >= len(rows):
        return []
    starts = [first]
    busy_until = 0
    for index in range(first, len(rows)):
        opens = any(cell.is_header and cell.cell.scope is Scope.ROW_GROUP for cell in rows[index])
        if opens and index > first and index >= busy_until:
            starts.append(index)
        busy_until = max([busy_until, *(index + cell.rows for cell in rows[index])])
    return list(zip(starts, [*starts[1:], len(rows)], strict=True))


def _under_text(table: Element, caption: d.Inlines, name: str, context: Context) -> Element:
    """Return ``table`` under a caption that is too long to be its name.

    A caption is heard each time a reader enters its table (and once more with the part that
    scrolls), which is right for a title and too much for sentences.
    """
    table.set("aria-label", name)
    group = tag("div", table, class_="table", role="group", tabindex="0")
    group.set("aria-label", name)
    return tag("figure", "\n", tag("figcaption", *inlines(caption, context)), group, class_="table-with-text")


def _short_name(caption: str, number: int) -> str:
    """Return what ``caption`` calls its table, such as "Table 15.6", else its number on this page."""
    found = _NUMBERED.match(caption)
    return legal(found[0] if found else f"Table {number}")


def _scrolling(table: Element, number: int, context: Context) -> Element:
    """Return ``table`` in a part of the page that scrolls by itself, and that a keyboard can reach."""
    # A group and not a region: tables are too many to be landmarks, and often share a caption.
    group = tag("div", table, class_="table", role="group", tabindex="0")
    if table.find("caption") is None:
        group.set("aria-label", legal(f"Table {number}"))
    else:
        group.set("aria-labelledby", f"table-{number}-caption")
    return group
