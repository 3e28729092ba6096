"""Form fields put into the text of an untagged page: after their printed label, or in their place."""

from __future__ import annotations

from dataclasses import replace

from converters.document import Block, Box, Origin, Paragraph, Text
from converters.readers.pdf.page import FieldArea, Page
from converters.readers.pdf.text.characters import letters
from converters.readers.pdf.text.lines import lines_of
from converters.walk import plain_text

SHORT = 80  # characters of a paragraph that is a label and no more
NEAR = 120.0  # points from a field to the words that label it
SAME_ROW = 0.4  # share of the lower one's height that a label and its field have in common
TICK = 28.0  # points; a field no larger either way is a box to tick, its label to the right


def with_fields(page: Page, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return ``blocks`` of ``page`` with every form field said: its label and what it holds."""
    said = list(blocks)
    for field in page.fields:
        at = _label_at(field, said)
        if at is not None:
            said[at] = _filled(said[at], field)
        else:
            said.insert(_after(field, said), _paragraph(page, field))
    return tuple(said)


def _label_at(field: FieldArea, blocks: list[Block]) -> int | None:
    """Return the place of the paragraph that is this field's label and nothing else."""
    for at, block in enumerate(blocks):
        box = block.origin.box if block.origin else None
        if not isinstance(block, Paragraph) or box is None or len(plain_text(block.children)) > SHORT:
            continue
        named = field.label and letters(field.label) == letters(plain_text(block.children))
        if named or (_shares_row(box, field.box) and _is_beside(box, field.box)):
            return at
    return None


def _shares_row(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= SAME_ROW * min(one.bottom - one.top, other.bottom - other.top)


def _is_beside(words: Box, field: Box) -> bool:
    gap = words.left - field.right if _is_tick(field) else field.left - words.right
    return -2.0 <= gap <= NEAR


def _is_tick(box: Box) -> bool:
    return max(box.right - box.left, box.bottom - box.top) <= TICK


def _filled(block: Block, field: FieldArea) -> Block:
    if not isinstance(block, Paragraph):
        return block
    return replace(block, children=(*block.children, Text(f" {field.words}")))


def _after(field: FieldArea, blocks: list[Block]) -> int:
    """Return the place after the last block that begins above the field's foot, in its column."""
    place = 0
    for at, block in enumerate(blocks, 1):
        box = block.origin.box if block.origin else None
        if box and box.top < field.box.bottom and box.left < field.box.right:
            place = at
    return place


def _paragraph(page: Page, field: FieldArea) -> Paragraph:
    label = field.label or _words_beside(page, field.box)
    return Paragraph(
        (Text(f"{label.rstrip(' :')}: {field.words}" if label else field.words),),
        origin=Origin(page.number, field.box),
    )


def _words_beside(page: Page, field: Box) -> str:
    """Return the printed words nearest to a field on its row: left of it, or right of a box to tick."""
    near = [span for span in page.spans if _shares_row(span.box, field) and _is_beside(span.box, field)]
    lines = lines_of(near)
    text = lines[0].text.strip() if lines else ""
    return text if len(text) <= SHORT else ""
