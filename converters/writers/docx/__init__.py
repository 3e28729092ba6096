"""Word: real styles, lists, tables and footnotes, written as WordprocessingML.

The parts are built here and not with python-docx: almost nothing that makes a
document accessible (lists that count, footnotes, descriptions, languages, header
rows) has a name in its interface. It is what the tests read the result with.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from lxml import etree

from converters import document as d
from converters.document import Document
from converters.findings import Finding
from converters.options import WriteOptions
from converters.walk import with_children
from converters.writers import words
from converters.writers.docx.blocks import TEXT_WIDTH, Place, blocks, paragraph
from converters.writers.docx.book import Footnote, Story, book_of
from converters.writers.docx.package import packed
from converters.writers.docx.runs import Look, own_run, run
from converters.writers.docx.tables import MOST_COLUMNS
from converters.writers.docx.xml import Element, root, serialized, w
from converters.writers.grid import placed_rows, width_of
from converters.writers.linear import linear
from converters.writers.outline import title_of, with_title_heading
from converters.writers.text import is_right_to_left, language_tag, legal

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"


def write_docx(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a Word file (ECMA-376, transitional). The findings are not part of it."""
    book = book_of(_with_possible_tables(with_title_heading(document)))
    main, below = Story(book), Story(book, is_footnotes=True)
    parts = {
        "docProps/core.xml": _core_properties(document),
        "word/document.xml": _document(main),
        "word/footnotes.xml": _footnotes(below),
        "word/styles.xml": _styles(document),
        "word/settings.xml": _data("docx_settings.xml"),
        "word/numbering.xml": book.lists.part(),
        "word/fontTable.xml": _data("docx_fonts.xml"),
        "word/theme.xml": _data("docx_theme.xml"),
    }
    for part in ("styles", "settings", "numbering", "footnotes", "fontTable", "theme"):
        main.relationships.to(part, f"{part}.xml")
    media = {f"word/{file}": book.images[name].data for name, file in book.media.items()}
    relationships = {"word/document.xml": main.relationships, "word/footnotes.xml": below.relationships}
    return packed(parts | media, relationships)


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


def _document(story: Story) -> bytes:
    book = story.book
    text = blocks(book.document.blocks, story, Place())
    section = w(
        "sectPr",
        w("pgSz", w=11906, h=16838),
        w("pgMar", top=1440, right=1440, bottom=1440, left=1440, header=708, footer=708, gutter=0),
        w("bidi") if is_right_to_left(book.document.language) else None,
    )
    return serialized(root("w:document", w("body", *text, *_unmarked_notes(story), section)))


def _unmarked_notes(story: Story) -> list[Element]:
    """Return the notes that nothing in the text leads to, after the text: a footnote needs a mark."""
    book = story.book
    left = [note for note in book.document.notes if note.id not in book.footnotes]
    if not left:
        return []
    made = [paragraph([own_run(words.NOTES, story)], Place(), "Heading2")]
    for note in left:
        label = [run(f"{book.said_label(note.id)} ")]
        lead = tuple(book.bookmarked(book.bookmarks[note.id], label))
        made += blocks(note.children, story, Place(lead=lead))
    return made


def _footnotes(story: Story) -> bytes:
    """Return the footnotes part. Word wants the two separators in it, whether there are notes or not."""
    separators = [
        w("footnote", w("p", w("r", w("separator"))), type="separator", id=-1),
        w("footnote", w("p", w("r", w("continuationSeparator"))), type="continuationSeparator", id=0),
    ]
    made = [_footnote(footnote, story) for footnote in story.book.footnotes.values()]
    return serialized(root("w:footnotes", *separators, *made))


def _footnote(footnote: Footnote, story: Story) -> Element:
    raised = Look(style="FootnoteReference")
    mark = run("", raised, w("footnoteRef")) if footnote.label is None else run(footnote.label, raised)
    place = Place("FootnoteText", width=TEXT_WIDTH, lead=(mark, run(" ")))
    return w("footnote", *blocks(footnote.note.children, story, place), id=footnote.number)


def _core_properties(document: Document) -> bytes:
    """Return title and language, and no dates or names: we were not there when it was written."""
    made = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
    etree.SubElement(made, f"{{{_DC}}}title").text = legal(title_of(document))
    etree.SubElement(made, f"{{{_DC}}}language").text = language_tag(document.language) or "und"
    return etree.tostring(made, encoding="UTF-8", xml_declaration=True, standalone=True)


def _styles(document: Document) -> bytes:
    """Return our styles, with the language and direction of the document as what everything starts from."""
    made = etree.fromstring(_data("docx_styles.xml"))
    language = language_tag(document.language) or "und"
    for properties in made.iter("{*}rPrDefault"):
        properties[0].append(w("lang", val=language, eastAsia=language, bidi=language))
    return serialized(made)


def _data(name: str) -> bytes:
    return (files("converters.writers") / "styles" / name).read_bytes()
