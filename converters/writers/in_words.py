"""A document in words alone: tables, pictures, notes and addresses said as a listener can follow them.

What comes out has headings, paragraphs, lists, quotes, lines of code and page
marks only. Text and braille are written from it; audio takes its tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from converters import document as d
from converters.document import Block, Document, Inlines, Paragraph, Text
from converters.walk import with_children
from converters.writers import words
from converters.writers.addresses import with_addresses
from converters.writers.grid import PlacedRows, placed_rows, says_something, width_of
from converters.writers.linear import linear
from converters.writers.outline import with_title_heading
from converters.writers.text import legal, one_line
from converters.writers.words import own


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands before and after words that are ours and not the document's."""

    before: str = "["
    after: str = "]"


def in_words(document: Document, marks: Marks) -> Document:
    """Return ``document`` in words alone, with its title as a heading and its notes at its end."""
    whole = tables_in_words(with_title_heading(document))
    said = _Words(whole, marks)
    return replace(whole, blocks=(*said.blocks(whole.blocks), *said.notes()), notes=(), images=())


def tables_in_words(document: Document) -> Document:
    """Return ``document`` with every table announced, and then read out row by row."""

    def said(nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        made: list[Block] = []
        for node in nodes:
            if isinstance(node, d.Table):
                made += said(table_in_words(node, document.language))
            else:
                made.append(with_children(node, said))
        return tuple(made)

    notes = tuple(replace(note, children=said(note.children)) for note in document.notes)
    return replace(document, blocks=said(document.blocks), notes=notes)


def table_in_words(table: d.Table, language: str) -> tuple[Block, ...]:
    """Return ``table`` as its caption, its size and the names of its columns, and then its rows.

    One column without a header is no table to a listener: its cells are said one after the other.
    """
    rows = placed_rows(table)
    caption = (Paragraph(table.caption),) if table.caption else ()
    if not any(cell.is_header for row in rows for cell in row) and width_of(rows) <= 1:
        return (*caption, *(block for row in rows for cell in row for block in cell.cell.children))
    head = rows[: table.header_rows] if table.header_rows < len(rows) else ()
    size = f"Table with {_count(width_of(rows), 'column')} and {_count(len(rows) - len(head), 'row')}."
    said = linear(replace(table, caption=()), language)
    return (
        *caption,
        Paragraph((own(size, language),)),
        *_columns(head, language),
        *map(_without_strong, said),
    )


def _columns(head: PlacedRows, language: str) -> tuple[Block, ...]:
    names = [one_line(cell.cell.children) for row in head for cell in row if says_something(cell.cell)]
    if not names:
        return ()
    return (Paragraph((own("Columns: ", language), Text(f"{'; '.join(names)}."))),)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _without_strong(block: Block) -> Block:
    """Return ``block`` without the stress that shows the eye what a header is; the ear hears a colon."""

    def plain(nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(_without_strong, nodes))

    match block:
        case Paragraph(children=children):
            flat = (
                inline
                for child in children
                for inline in (child.children if isinstance(child, d.Strong) else (child,))
            )
            return replace(block, children=tuple(flat))
        case _:
            return with_children(block, plain)


class _Words:
    """The blocks of one document, each said in words."""

    def __init__(self, document: Document, marks: Marks) -> None:
        self._document = document
        self._language = document.language
        self._marks = marks
        self._labels = {
            note.id: note.label.strip() or str(number) for number, note in enumerate(document.notes, 1)
        }

    def blocks(self, nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(made for node in nodes for made in self._block(node))

    def notes(self) -> tuple[Block, ...]:
        """Return the notes of the document with a heading, so that a listener can tell where they begin."""
        if not self._document.notes:
            return ()
        heading = d.Heading(2, (own(words.NOTES, self._language),))
        return (heading, *(made for note in self._document.notes for made in self._note(note)))

    def _note(self, note: d.Note) -> tuple[Block, ...]:
        label = (own(self._called(note.id), self._language), Text(" "))
        match self.blocks(note.children):
            case (Paragraph(children=children, language=language), *rest):
                return (Paragraph((*label, *children), language), *rest)
            case blocks:
                return (Paragraph(label), *blocks)

    def _called(self, note_id: str) -> str:
        return f"{self._marks.before}note {self._labels[note_id]}{self._marks.after}"

    def _block(self, node: Block) -> Iterable[Block]:
        match node:
            case d.Heading(children=children) | Paragraph(children=children):
                return (replace(node, children=self._inlines(children)),)
            case d.Figure(caption=caption):
                return (*self._picture(node), *([Paragraph(self._inlines(caption))] if caption else []))
            case d.Equation(text=text, number=number):
                said = Paragraph((Text(text),)) if text.strip() else self._remark(words.FORMULA_NOT_WRITTEN)
                return (replace(said, children=(*said.children, Text(f" {number}"))) if number else said,)
            case _:
                return (with_children(node, self.blocks),)

    def _picture(self, figure: d.Figure) -> tuple[Block, ...]:
        match figure.alt:
            case "":  # decoration says nothing
                return ()
            case None:
                return (self._remark(f"{words.PICTURE}: {words.NOT_DESCRIBED}"),)
            case alt:
                opening = own(f"{self._marks.before}{words.PICTURE}: ", self._language)
                return (Paragraph((opening, Text(alt), Text(self._marks.after))),)

    def _remark(self, said: str) -> Paragraph:
        return Paragraph((own(f"{self._marks.before}{said}{self._marks.after}", self._language),))

    def _inlines(self, nodes: Inlines) -> Inlines:
        return tuple(made for node in with_addresses(nodes) for made in self._inline(node))

    def _inline(self, node: d.Inline) -> Inlines:
        match node:
            case d.NoteMark(note=note):
                said = self._labels.get(note)
                return () if said is None else (Text(" "), own(self._called(note), self._language))
            case d.Link(children=children):
                return tuple(made for child in children for made in self._inline(child))
            case d.Strong(children=children) | d.Emphasis(children=children) | d.Quotation(children=children):
                return (
                    replace(node, children=tuple(made for child in children for made in self._inline(child))),
                )
            case _:
                return (node,)


def lines_of(nodes: Inlines) -> tuple[Inlines, ...]:
    """Return the lines of a paragraph: a break inside stressed words is only a space."""
    lines: list[list[d.Inline]] = [[]]
    for node in nodes:
        if isinstance(node, d.LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    return tuple(map(tuple, lines))


def page_words(mark: d.PageStart) -> str:
    """Return what to say where a printed page begins."""
    return " ".join(legal(f"Page {mark.label}").split())
