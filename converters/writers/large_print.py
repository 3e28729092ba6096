"""Large print: a PDF set anew in large letters, never a magnified picture of the original.

Source of the rules: UKAAF, Minimum standards for clear and large print (2012, 2019);
RNIB, clear print guidelines. At least 16 point, ideally 18; one size for everything
small; sans serif; left aligned; no italics, underline or blocks of capitals; words
never split; A4; original page numbers kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from typing import cast

from converters import document as d
from converters.document import Block, Document, Inlines
from converters.findings import Finding
from converters.options import WriteOptions
from converters.walk import plain_text, with_children
from converters.writers.grid import placed_rows, width_of
from converters.writers.laying_out import pages_told
from converters.writers.linear import linear
from converters.writers.links import web_address
from converters.writers.markup.blocks import blocks
from converters.writers.markup.contents import contents, notes
from converters.writers.markup.context import Manner, context_of
from converters.writers.markup.tags import Element, page, tag
from converters.writers.outline import title_of, with_title_heading
from converters.writers.text import is_right_to_left, language_tag, one_line

SMALLEST_POINTS = 16.0
LARGEST_POINTS = 36.0

_PAGE_WIDTH = 482.0
"""Points between the margins: A4 is 595.3 wide, and each margin is 2 cm."""
_LETTER_WIDTH = 0.58
"""Width of a letter in a sans serif, bold ones and capitals included, in units of the letter size."""
_CELL_EDGES = 0.8
"""Padding and border of a cell, left and right together, in units of the letter size."""
_READABLE_LETTERS = 12
"""A column narrower than this many letters, where its text is longer, is not read but spelled out."""

_PAPER = Manner(
    page_words=lambda label: f"Page {label} of the print",
    labels_as_text=True,
    plain_links=True,
    wide_tables_scroll=False,
    empty_headers_stay=True,
    descriptions_shown=True,
)


def write_large_print(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a tagged PDF (PDF/UA-1) with every letter at least ``options.point_size`` large.

    The findings are not part of it.

    Raises:
        ValueError: ``options.point_size`` is not between 16 and 36.
    """
    points = options.point_size
    if not SMALLEST_POINTS <= points <= LARGEST_POINTS:
        raise ValueError(f"large print is {SMALLEST_POINTS:g} to {LARGEST_POINTS:g} point, not {points:g}")
    source = _page(for_paper(with_title_heading(document), points), points)
    with pages_told(options.report, "large-print"):
        return _pdf(source)


def for_paper(document: Document, points: float) -> Document:
    """Return ``document`` with wide tables read out row by row and addresses written beside their links."""
    paper = _Paper(document.language, points)
    return replace(
        document,
        blocks=paper.blocks(document.blocks),
        notes=tuple(replace(note, children=paper.blocks(note.children)) for note in document.notes),
    )


class _Paper:
    """What changes in the blocks of one document when they go on paper."""

    def __init__(self, language: str, points: float) -> None:
        self._language = language
        self._points = points

    def blocks(self, nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(made for node in nodes for made in self._block(node))

    def _block(self, node: Block) -> Iterable[Block]:
        match node:
            case d.Table() if not fits(node, self._points):
                return self.blocks(linear(node, self._language))
            case d.Heading(children=children):
                return (replace(node, children=_with_addresses(children)),)
            case d.Paragraph(children=children):
                return (replace(node, children=_with_addresses(children)),)
            case d.Figure(caption=caption):
                return (replace(node, caption=_with_addresses(caption)),)
            case d.Table(caption=caption):
                return (with_children(replace(node, caption=_with_addresses(caption)), self.blocks),)
            case _:
                return (with_children(node, self.blocks),)


def fits(table: d.Table, points: float) -> bool:
    """Say whether the columns of ``table`` can be read beside one another at this letter size.

    Every column needs room for its longest word, and longer texts for a few
    words a line. A table within a cell never fits.
    """
    rows = placed_rows(table)
    needed = [0.0] * width_of(rows)
    for cell in (cell for row in rows for cell in row):
        if any(isinstance(block, d.Table) for block in cell.cell.children):
            return False
        if cell.columns == 1:
            needed[cell.column] = max(needed[cell.column], _letters_needed(cell.cell))
    letters = sum(max(1.0, column) * _LETTER_WIDTH + _CELL_EDGES for column in needed)
    return letters * points <= _PAGE_WIDTH


def _letters_needed(cell: d.Cell) -> float:
    text = one_line(cell.children)
    longest = max((_width(word) for word in text.split()), default=0.0)
    return max(longest, min(_width(text), _READABLE_LETTERS))


def _width(text: str) -> float:
    """Return the width of ``text`` in letters; those of East Asian scripts are nearly two."""
    return sum(1.0 if ord(character) < 0x2E80 else 1.8 for character in text)


def _with_addresses(nodes: Inlines) -> Inlines:
    """Return ``nodes`` with the address after the words of each link, where they do not say it already."""
    return tuple(made for node in nodes for made in _with_address(node))


def _with_address(node: d.Inline) -> Inlines:
    match node:
        case d.Strong(children=children):
            return (d.Strong(_with_addresses(children)),)
        case d.Emphasis(children=children):
            return (d.Emphasis(_with_addresses(children)),)
        case d.Quotation(children=children):
            return (d.Quotation(_with_addresses(children)),)
        case d.Link(children=children, target=target):
            if web_address(target) is None or _spoken(target) in _spoken(plain_text(children)):
                return (node,)
            return (node, d.Text(f" ({target.strip().removeprefix('mailto:').removeprefix('tel:')})"))
        case _:
            return (node,)


def _spoken(address: str) -> str:
    """Return the part of an address that people say."""
    bare = address.strip().casefold()
    for prefix in ("mailto:", "tel:", "https://", "http://", "www."):
        bare = bare.removeprefix(prefix)
    return bare.rstrip("/")


def _page(document: Document, points: float) -> bytes:
    """Return the HTML that is set as PDF."""
    context = context_of(document, _PAPER)
    text = blocks(document.blocks, context)
    listed = contents(context)
    if listed is not None:
        titles = (index for index, element in enumerate(text) if element.tag == "h1")
        text.insert(next(titles, -1) + 1, listed)
    ending = notes(context)
    main = tag("main", "\n", *text, *([] if ending is None else [ending]))
    root = tag("html", _head(document, points), tag("body", main))
    root.set("lang", language_tag(document.language) or "und")
    if is_right_to_left(document.language):
        root.set("dir", "rtl")
    return page(root)


def _head(document: Document, points: float) -> Element:
    style = (files("converters.writers") / "styles" / "large_print.css").read_text(encoding="utf-8")
    size = f"html {{ font-size: {points:g}pt }} @page {{ font-size: {points:g}pt }}"
    return tag(
        "head", tag("meta", charset="utf-8"), tag("title", title_of(document)), tag("style", style, size)
    )


def _pdf(source: bytes) -> bytes:
    # Half a second to import, and only this format needs it.
    from weasyprint import HTML  # type: ignore[import-untyped]
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

    pictures_inside = URLFetcher(allowed_protocols={"data"})
    html = HTML(string=source.decode("utf-8"), url_fetcher=pictures_inside)
    return cast(bytes, html.write_pdf(pdf_variant="pdf/ua-1"))
