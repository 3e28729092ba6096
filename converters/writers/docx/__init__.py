"""Word: real styles, lists, tables and footnotes, built with python-docx.

Much of what makes a document accessible has no name in its interface: lists that
count, footnotes, descriptions, languages, header rows. Those are elements
that we put where its own objects keep theirs; xml.w makes them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from converters import document as d
from converters.document import Document
from converters.findings import Finding
from converters.options import WriteOptions
from converters.progress import Pages
from converters.walk import pages_of, with_children
from converters.writers import words
from converters.writers.docx.blocks import Flow, Place, add_blocks, add_paragraph, flow_into
from converters.writers.docx.book import Book, Footnote, Story, book_of
from converters.writers.docx.contents import add_contents
from converters.writers.docx.design import CLEAR, TURNED, UPRIGHT, Design
from converters.writers.docx.footnotes import add_footnotes_part
from converters.writers.docx.runs import RAISED, add_own_run, add_run
from converters.writers.docx.sections import end_section, number_pages, turn
from converters.writers.docx.tables import MOST_COLUMNS
from converters.writers.docx.template import empty_document, saved
from converters.writers.docx.xml import Element, inside, w
from converters.writers.grid import placed_rows, width_of
from converters.writers.linear import linear
from converters.writers.measure import large_print_measure
from converters.writers.outline import listed_headings, title_of, with_title_heading
from converters.writers.paper.reflow import for_paper, runs_of_sheets
from converters.writers.text import is_right_to_left, language_tag, legal

_LONGEST_TITLE = 255
"""Characters in a core property, as Word has them."""


def write_docx(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a Word file (ECMA-376, transitional). The findings are not part of it."""
    pages = Pages(options.report, "docx", pages_of(document))
    return _written(_with_possible_tables(with_title_heading(document)), CLEAR, pages)


def write_large_print_docx(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a Word file in large print: the same measure and rules as of its PDF.

    Raises:
        ValueError: what ``options`` ask for is not large print, or cannot be read.
    """
    design = Design(large_print_measure(options), is_print=True)
    pages = Pages(options.report, "large-print-docx", pages_of(document))
    on_paper = for_paper(with_title_heading(document), design.sheets)
    return _written(_with_possible_tables(on_paper), design, pages)


def _written(document: Document, design: Design, pages: Pages) -> bytes:
    book = book_of(document, design, pages)
    made = empty_document(design)
    _set_properties(made, document)
    number_pages(made)
    with flow_into(made.element.body, Story(book, made.part)) as flow:
        _add_sheets(flow, made.sections[0]._sectPr)
    below = Story(book, add_footnotes_part(made), is_footnotes=True)
    for footnote in book.footnotes.values():
        _add_footnote(footnote, below)
    book.lists.write(made.part.numbering_part.element)
    return saved(made)


def _add_sheets(flow: Flow, last: Element) -> None:
    """Add the text, the contents list after its title, and the notes that nothing leads to.

    Tables that are too wide for an upright sheet stand in sections of their own, on turned sheets.
    """
    book = flow.story.book
    has_contents = bool(listed_headings(book.document))
    opening, rest = _opening(book.document.blocks) if has_contents else ((), book.document.blocks)
    if opening:
        add_blocks(opening, flow, Place())
    add_contents(flow)
    runs = runs_of_sheets(rest, book.design.sheets, not has_contents)
    for index, (is_turned, run) in enumerate(runs):
        if index or (is_turned and flow.count):
            end_section(flow.last, last, is_turned=index > 0 and runs[index - 1][0])
        add_blocks(run, flow, Place(width=TURNED if is_turned else UPRIGHT))
    _add_unmarked_notes(flow)
    if runs and runs[-1][0]:
        turn(last)


def _opening(nodes: tuple[d.Block, ...]) -> tuple[tuple[d.Block, ...], tuple[d.Block, ...]]:
    """Part the title, with a page mark before it, from the rest."""
    for index, node in enumerate(nodes):
        if isinstance(node, d.Heading) and node.level == 1:
            return nodes[: index + 1], nodes[index + 1 :]
        if not isinstance(node, d.PageStart):
            break
    return (), nodes


def _with_possible_tables(document: Document) -> Document:
    """Return ``document`` with tables that Word cannot open, for their many columns, read out row by row."""

    def possible(nodes: tuple[d.Block, ...]) -> tuple[d.Block, ...]:
        made: list[d.Block] = []
        for node in nodes:
            if isinstance(node, d.Table) and width_of(placed_rows(node)) > MOST_COLUMNS:
                made += possible(linear(node, document.language))
            else:
                made.append(with_children(node, possible))
        return tuple(made)

    notes = tuple(replace(note, children=possible(note.children)) for note in document.notes)
    return replace(document, blocks=possible(document.blocks), notes=notes)


def _set_properties(made: WordDocument, document: Document) -> None:
    """Set title, language and direction, and no dates or names: we were not there when it was written."""
    language = language_tag(document.language) or "und"
    made.core_properties.title = legal(title_of(document))[:_LONGEST_TITLE]
    made.core_properties.language = language
    defaults = inside(made.styles.element, "rPrDefault")
    inside(defaults, "rPr").append(w("lang", val=language, eastAsia=language, bidi=language))
    if is_right_to_left(document.language):
        made.sections[0]._sectPr.append(w("bidi"))


def _add_unmarked_notes(flow: Flow) -> None:
    """Add the notes that nothing in the text leads to, after the text: a footnote needs a mark."""
    book = flow.story.book
    left = [note for note in book.document.notes if note.id not in book.footnotes]
    if left:
        add_own_run(words.NOTES, add_paragraph(flow, Place(), "Heading2"), flow.story)
    for note in left:
        add_blocks(note.children, flow, Place(lead=partial(_add_label, note, book)))


def _add_label(note: d.Note, book: Book, line: Paragraph) -> None:
    with book.bookmark(book.bookmarks[note.id], line):
        add_run(f"{book.said_label(note.id)} ", line)


def _add_footnote(footnote: Footnote, story: Story) -> None:
    made = w("footnote", id=footnote.number)
    story.part.element.append(made)
    place = Place("FootnoteText", width=UPRIGHT, lead=partial(_add_footnote_mark, footnote))
    with flow_into(made, story) as flow:
        add_blocks(footnote.note.children, flow, place)


def _add_footnote_mark(footnote: Footnote, line: Paragraph) -> None:
    """Add the mark that a note begins with: a label that was printed stands in the note too.

    Word wants it so (ECMA-376, part 1, 17.11.14). LibreOffice 7.4 writes the same, and then shows such
    a label twice, also in Word files of its own.
    """
    mark = add_run(footnote.label or "", line, RAISED)
    if footnote.label is None:
        mark._r.append(w("footnoteRef"))
    add_run(" ", line)
