"""Where things are, as a viewer shows it: on pages that were set upright to be read, boxes turned back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from converters.document import (
    Block,
    Box,
    Document,
    ListBlock,
    ListItem,
    Note,
    Origin,
    PageStart,
    Row,
    Sheet,
    Table,
)
from converters.findings import Finding
from converters.walk import with_children

Sheets = Mapping[int, Sheet]
_Placed = TypeVar("_Placed", bound=Block | ListItem | Note)


def boxes_as_shown(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` with the boxes on pages that were found turned in the places where a viewer
    shows what is in them."""
    turned = {
        block.origin.page: block.sheet
        for block in document.blocks
        if isinstance(block, PageStart) and block.origin and block.sheet and block.sheet.turned
    }
    if not turned:
        return document, ()
    notes = tuple(
        replace(_placed(note, turned), children=_blocks(note.children, turned)) for note in document.notes
    )
    return replace(document, blocks=_blocks(document.blocks, turned), notes=notes), ()


def shown(box: Box, sheet: Sheet) -> Box:
    """Return ``box`` of a page set upright as it lies on ``sheet``.

    Clockwise by a quarter turn, what was at the top is at the right.
    """
    match sheet.turned:
        case 90:
            return Box(sheet.width - box.bottom, box.left, sheet.width - box.top, box.right)
        case 180:
            across, down = sheet.width, sheet.height
            return Box(across - box.right, down - box.bottom, across - box.left, down - box.top)
        case 270:
            return Box(box.top, sheet.height - box.right, box.bottom, sheet.height - box.left)
        case _:
            return box


def _blocks(blocks: tuple[Block, ...], sheets: Sheets) -> tuple[Block, ...]:
    return tuple(_block(block, sheets) for block in blocks)


def _block(block: Block, sheets: Sheets) -> Block:
    block = with_children(_placed(block, sheets), lambda inner: _blocks(inner, sheets))
    match block:
        case PageStart(sheet=Sheet() as sheet):
            return replace(block, sheet=replace(sheet, turned=0))
        case ListBlock(items=items):
            return replace(block, items=tuple(_placed(item, sheets) for item in items))
        case Table(rows=rows):
            return replace(block, rows=tuple(_row(row, sheets) for row in rows))
        case _:
            return block


def _row(row: Row, sheets: Sheets) -> Row:
    cells = (replace(cell, origin=_origin(cell.origin, sheets)) for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _placed(value: _Placed, sheets: Sheets) -> _Placed:
    return replace(value, origin=_origin(value.origin, sheets))


def _origin(origin: Origin | None, sheets: Sheets) -> Origin | None:
    if origin is None or origin.box is None or origin.page not in sheets:
        return origin
    return replace(origin, box=shown(origin.box, sheets[origin.page]))
