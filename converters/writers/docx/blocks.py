"""Blocks as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import assert_never, cast

from docx.blkcntnr import BlockItemContainer
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml.table import CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt, Twips
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from converters import document as d
from converters.document import Block
from converters.walk import plain_text
from converters.writers import words
from converters.writers.docx.book import Story
from converters.writers.docx.design import UPRIGHT
from converters.writers.docx.formulas import formula
from converters.writers.docx.numbering import LEVELS
from converters.writers.docx.pictures import add_picture
from converters.writers.docx.runs import Look, add_own_run, add_run, add_runs
from converters.writers.docx.tables import add_table
from converters.writers.docx.xml import Element, w
from converters.writers.grid import placed_rows, width_of
from converters.writers.labels import label_texts
from converters.writers.outline import says_something
from converters.writers.text import is_right_to_left, language_tag, legal, starts_right_to_left

_TWIPS_PER_POINT = 20
_LEAST_WIDTH = 36.0
"""Points: what deep lists leave to what is in them."""
_AFTER_TABLE = "AfterTable"
_BELOW_TABLE = 9.0
"""Points between a table and a paragraph below it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand.

    ``indent`` is in twentieths of a point, ``width`` in points, ``level`` how
    many lists are around. The last two are for the first paragraph alone: the
    list it is an item of, and what writes what stands before its words.
    """

    style: str | None = None
    indent: int = 0
    width: float = UPRIGHT
    level: int = 0
    list_id: int | None = None
    lead: Callable[[Paragraph], object] | None = None

    @property
    def has_first(self) -> bool:
        return self.list_id is not None or self.lead is not None

    def rest(self) -> Place:
        """Return the place of everything after the first paragraph."""
        return replace(self, list_id=None, lead=None)


@dataclass(slots=True)
class Flow:
    """What takes paragraphs and tables one after the other: the text, a cell, a footnote."""

    container: BlockItemContainer
    story: Story
    count: int = 0
    """How many it has taken."""
    after_table: bool = False

    def paragraph(self, style: str | None) -> Paragraph:
        """Return a new paragraph; ``style`` is an id, as every name would be looked up among all styles."""
        made = self.container.add_paragraph()
        if style:
            made._p.style = style
        self.count += 1
        self.after_table = False
        return made

    @property
    def last(self) -> Element:
        """The element of the last paragraph or table."""
        return self.container._element[-1]

    def table(self, columns: int, width: float) -> WordTable:
        """Return a new table without rows. Word joins two tables that have no paragraph between them."""
        if self.after_table:
            self.paragraph(_AFTER_TABLE)
        self.count += 1
        self.after_table = True
        return self.container.add_table(0, columns, Pt(width))


@contextmanager
def flow_into(parent: Element, story: Story) -> Iterator[Flow]:
    """Yield a flow whose paragraphs and tables will stand at the start of ``parent``.

    Until it ends they stand in a cell, as python-docx looks for the end of the section
    before each new paragraph of a body. The cell stands in the same tree, as
    lxml's time to move elements to another grows with their square.
    """
    holder = cast(CT_Tc, w("tc"))
    parent.insert(0, holder)
    yield Flow(BlockItemContainer(holder, story.part), story)
    parent[:0] = list(holder)
    parent.remove(holder)


def add_blocks(nodes: tuple[Block, ...], flow: Flow, place: Place) -> None:
    """Add ``nodes``, ending in a paragraph: Word wants one after every table."""
    before = flow.count
    for node, following in zip_longest(nodes, nodes[1:]):
        if not isinstance(node, d.Heading | d.Paragraph) and place.has_first:
            add_paragraph(flow, place, place.style)
            place = place.rest()
        _add_block(node, flow, place)
        if isinstance(node, d.Paragraph) and isinstance(following, d.ListBlock):
            Paragraph(cast(CT_P, flow.last), flow.container).paragraph_format.keep_with_next = True
        place = place.rest()
    if flow.count == before:
        add_paragraph(flow, place, place.style)
    elif flow.after_table:
        flow.paragraph(_AFTER_TABLE)


def add_paragraph(
    flow: Flow, place: Place, style: str | None, *, rtl: bool = False, keep: bool = False
) -> Paragraph:
    """Return a new paragraph; ``keep`` keeps it on one page with what follows."""
    below_table = flow.after_table and not (style or "").startswith("Heading")
    made = flow.paragraph(style)
    if rtl:  # first, as the rest finds its place around it
        made._p.get_or_add_pPr().append(w("bidi"))
    if keep:
        made.paragraph_format.keep_with_next = True
    if below_table:
        made.paragraph_format.space_before = Pt(_BELOW_TABLE)
    if place.indent:
        made.paragraph_format.left_indent = Twips(place.indent)
    if place.list_id is not None:
        _number(made, place.list_id, min(place.level, LEVELS) - 1, flow.story.book.design.indent)
    if place.lead is not None:
        place.lead(made)
    return made


def _number(paragraph: Paragraph, list_id: int, level: int, indent: int) -> None:
    """Make a paragraph an item of a list."""
    paragraph.paragraph_format.first_line_indent = Twips(-indent)
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = list_id


def _add_block(node: Block, flow: Flow, place: Place) -> None:
    match node:
        case d.Heading():
            _add_heading(node, flow, place)
        case d.Paragraph(children=children, language=language):
            line = add_paragraph(flow, place, place.style, rtl=_is_rtl(children, language, flow.story))
            add_runs(children, line, flow.story, Look(language=language_tag(language)))
        case d.ListBlock():
            _add_list(node, flow, place)
        case d.Table():
            _add_table(node, flow, place)
        case d.Figure():
            _add_figure(node, flow, place)
        case d.Quote(children=children):
            add_blocks(children, flow, replace(_deeper(place, flow), style="BlockText"))
        case d.Equation():
            _add_equation(node, flow, place)
        case d.CodeBlock(text=text):
            add_run(text, add_paragraph(flow, place, "CodeBlock"))
        case d.PageStart(label=label):
            line = add_paragraph(flow, place, "PrintPage")
            with flow.story.book.bookmark(flow.story.book.page_bookmark(), line):
                add_own_run(f"Page {label}".strip(), line, flow.story)
        case _:
            assert_never(node)


def _add_heading(node: d.Heading, flow: Flow, place: Place) -> None:
    book = flow.story.book
    style = f"Heading{min(max(node.level, 1), 6)}" if says_something(node) else place.style
    line = add_paragraph(flow, place, style, rtl=_is_rtl(node.children, None, flow.story))
    name = book.bookmark_of(node) if says_something(node) else None
    with book.bookmark(name, line):
        add_runs(node.children, line, flow.story)


def _add_list(node: d.ListBlock, flow: Flow, place: Place) -> None:
    level = min(place.level + 1, LEVELS)
    inner = replace(_deeper(place, flow), level=level, style=place.style or "ListParagraph")
    marks = flow.story.book.lists.items(node, label_texts(node), level - 1)
    for item, mark in zip(node.items, marks, strict=True):
        lead = None if mark.label is None else partial(add_run, f"{mark.label}\t")
        add_blocks(item.children, flow, replace(inner, list_id=mark.list_id, lead=lead))


def _add_table(node: d.Table, flow: Flow, place: Place) -> None:
    def write(content: tuple[Block, ...], cell: _Cell, width: float, is_header: bool) -> None:
        inner = Place("TableHeading" if is_header else "TableText", width=width)
        add_blocks(content, Flow(BlockItemContainer(cell._tc, cell), flow.story), inner)

    _add_caption(node.caption, flow, place, keep=True)
    rows = placed_rows(node)
    columns = width_of(rows)
    if not columns:
        return
    table = flow.table(columns, place.width)
    if is_right_to_left(flow.story.book.document.language):
        table.table_direction = WD_TABLE_DIRECTION.RTL
    add_table(node, rows, table, place.indent, place.width, flow.story.book.design, write)


def _add_figure(node: d.Figure, flow: Flow, place: Place) -> None:
    story = flow.story
    image = story.book.images.get(node.image) if node.image is not None else None
    if image is not None and (node.alt != "" or not story.book.design.is_print):
        keep = node.alt is None or bool(node.caption) or story.book.design.is_print
        line = add_paragraph(flow, place, "Picture", keep=keep)
        add_picture(image, node.alt, place.width, line, story)
    if node.alt is None:  # nobody has written it: that is not the same as decorative
        line = add_paragraph(flow, place, "Remark", keep=bool(node.caption))
        add_own_run(words.NOT_DESCRIBED, line, story)
    elif node.alt and (image is None or story.book.design.is_print):
        # in print, for readers who see a picture only in part
        add_run(node.alt, add_paragraph(flow, place, place.style, keep=bool(node.caption)))
    _add_caption(node.caption, flow, place)
    if node.words:
        line = add_paragraph(flow, place, place.style)
        add_own_run(f"{words.IN_PICTURE} ", line, story)
        add_run(", ".join(node.words), line)


def _add_caption(caption: d.Inlines, flow: Flow, place: Place, *, keep: bool = False) -> None:
    if caption:
        rtl = _is_rtl(caption, None, flow.story)
        add_runs(caption, add_paragraph(flow, place, "Caption", rtl=rtl, keep=keep), flow.story)


def _add_equation(node: d.Equation, flow: Flow, place: Place) -> None:
    story = flow.story
    # not in large print: Word makes indices smaller than the size that was asked for
    if node.math is not None and not story.book.design.is_print:
        line = add_paragraph(flow, place, "Equation", keep=bool(node.number))
        line._p.append(formula(node.math))
        _add_number(node, flow, place)
        return
    image = story.book.images.get(node.image) if node.image is not None else None
    if image is not None:
        line = add_paragraph(flow, place, "Picture", keep=True)
        add_picture(image, words.FORMULA, place.width, line, story)
    is_numbered = bool(node.number)
    if node.text.strip():
        add_run(node.text, add_paragraph(flow, place, "Equation", keep=is_numbered))
    else:
        line = add_paragraph(flow, place, "Remark", keep=is_numbered)
        add_own_run(words.FORMULA_NOT_WRITTEN, line, story)
    _add_number(node, flow, place)


def _add_number(node: d.Equation, flow: Flow, place: Place) -> None:
    _add_caption((d.Text(node.number),) if node.number else (), flow, place)


def _is_rtl(nodes: d.Inlines, language: str | None, story: Story) -> bool:
    """Say whether a paragraph runs from right to left: by its language if marked, else by its own letters."""
    if language_tag(language):
        return is_right_to_left(language)
    text = legal(plain_text(nodes))
    if any(character.isalpha() for character in text):
        return starts_right_to_left(text)
    return is_right_to_left(story.book.document.language)


def _deeper(place: Place, flow: Flow) -> Place:
    """Return a place one step further in."""
    step = flow.story.book.design.indent
    width = max(place.width - step / _TWIPS_PER_POINT, _LEAST_WIDTH)
    return replace(place, indent=place.indent + step, width=width)
