"""A document as the HTML of its sheets: what changes on paper, and the style sheet with the measure."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files

from converters import document as d
from converters.document import Block, Document, Inlines
from converters.options import Typeface
from converters.walk import plain_text, with_children
from converters.writers.fitting import fits
from converters.writers.letters import font_files
from converters.writers.linear import linear
from converters.writers.links import web_address
from converters.writers.markup.blocks import blocks
from converters.writers.markup.contents import contents, notes
from converters.writers.markup.context import Manner, context_of
from converters.writers.markup.tags import Element, page, tag
from converters.writers.measure import Measure
from converters.writers.outline import title_of, with_title_heading
from converters.writers.paper.engine import set_as_pdf
from converters.writers.text import is_right_to_left, language_tag

_UPRIGHT, _TURNED = 482.0, 728.0
"""Points between the margins: A4 is 595.3 by 841.9, and each margin is 2 cm."""
_CELL_EDGES = 0.8
"""Padding and border of a cell, left and right together, in units of the letter size."""
_FAMILIES = {
    Typeface.SANS: "",
    Typeface.ATKINSON_HYPERLEGIBLE: '"Hyperlegible", "Hyperlegible 2", ',
    Typeface.OPENDYSLEXIC: '"Dyslexic", ',
}
_PLAIN = '"Liberation Sans", Arial, "DejaVu Sans", sans-serif'


@dataclass(frozen=True, slots=True)
class Sheets:
    """How a document goes on paper. ``is_print``: for people who hold it, and cannot follow a link."""

    measure: Measure
    is_print: bool


def sheets_as_pdf(document: Document, sheets: Sheets) -> bytes:
    """Return ``document`` as a tagged PDF.

    A character that no typeface on this machine has is written as its Unicode name in
    brackets: PDF/UA-1 (7.21) forbids a letter without a shape, and nobody can read one.
    """
    root = _page(for_paper(with_title_heading(document), sheets), sheets)
    data, missing = set_as_pdf(page(root))
    if not missing:
        return data
    _spell_out(root, missing)
    return set_as_pdf(page(root))[0]


def for_paper(document: Document, sheets: Sheets) -> Document:
    """Return ``document`` with tables that are too wide read out row by row.

    In print, addresses are written beside their links.
    """
    paper = _Paper(document.language, sheets)
    return replace(
        document,
        blocks=paper.flow(document.blocks),
        notes=tuple(replace(note, children=paper.inner(note.children)) for note in document.notes),
    )


def must_turn(table: d.Table, measure: Measure) -> bool:
    """Say whether ``table`` has no room on an upright sheet."""
    return not fits(table, measure.points, measure.typeface, _UPRIGHT, _CELL_EDGES)


class _Paper:
    """What changes in the blocks of one document when they go on paper."""

    def __init__(self, language: str, sheets: Sheets) -> None:
        self._language = language
        self._sheets = sheets

    def flow(self, nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks of the flow itself, where a table may stand on a turned sheet."""
        return tuple(made for node in nodes for made in self._block(node, _TURNED))

    def inner(self, nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(made for node in nodes for made in self._block(node, _UPRIGHT))

    def _block(self, node: Block, width: float) -> Iterable[Block]:
        match node:
            case d.Table() if not self._fits(node, width):
                return self.inner(linear(node, self._language))
            case d.Heading(children=children):
                return (replace(node, children=self._words(children)),)
            case d.Paragraph(children=children):
                return (replace(node, children=self._words(children)),)
            case d.Figure(caption=caption):
                return (replace(node, caption=self._words(caption)),)
            case d.Table(caption=caption):
                return (with_children(replace(node, caption=self._words(caption)), self.inner),)
            case _:
                return (with_children(node, self.inner),)

    def _fits(self, table: d.Table, width: float) -> bool:
        measure = self._sheets.measure
        return fits(table, measure.points, measure.typeface, width, _CELL_EDGES)

    def _words(self, nodes: Inlines) -> Inlines:
        return with_addresses(nodes) if self._sheets.is_print else nodes


def with_addresses(nodes: Inlines) -> Inlines:
    """Return ``nodes`` with the address after the words of each link, where they do not say it already."""
    return tuple(made for node in nodes for made in _with_address(node))


def _with_address(node: d.Inline) -> Inlines:
    match node:
        case d.Strong(children=children):
            return (d.Strong(with_addresses(children)),)
        case d.Emphasis(children=children):
            return (d.Emphasis(with_addresses(children)),)
        case d.Quotation(children=children):
            return (d.Quotation(with_addresses(children)),)
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


def _page(document: Document, sheets: Sheets) -> Element:
    """Return the HTML that is set as PDF."""
    manner = Manner(
        page_words=lambda label: f"Page {label} of the print",
        labels_as_text=True,
        wide_tables_scroll=False,
        empty_headers_stay=True,
        descriptions_shown=sheets.is_print,
        is_turned=lambda table: must_turn(table, sheets.measure),
    )
    context = context_of(document, manner)
    text = blocks(document.blocks, context)
    listed = contents(context)
    if listed is not None:
        titles = (index for index, element in enumerate(text) if element.tag == "h1")
        text.insert(next(titles, -1) + 1, listed)
    ending = notes(context)
    main = tag("main", "\n", *text, *([] if ending is None else [ending]))
    root = tag(
        "html", _head(document, sheets), tag("body", main, class_="print" if sheets.is_print else None)
    )
    root.set("lang", language_tag(document.language) or "und")
    if is_right_to_left(document.language):
        root.set("dir", "rtl")
    return root


def _head(document: Document, sheets: Sheets) -> Element:
    style = (files("converters.writers") / "styles" / "paper.css").read_text(encoding="utf-8")
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", title_of(document)),
        tag("style", style, _measured(sheets.measure)),
    )


def _measured(measure: Measure) -> str:
    """Return the rules that depend on the measure."""
    family = f"{_FAMILIES[measure.typeface]}{_PLAIN}"
    both = (
        f"font-family: {family}; font-size: {measure.points:g}pt; "
        f"line-height: {measure.line_spacing:g}; color: {measure.ink};"
    )
    faces = "".join(_faces(measure.typeface, weight) for weight in (400, 700))
    sides = (
        "@page :left { margin-right: 2.5cm; margin-left: 1.5cm } "
        "@page :right { margin-left: 2.5cm; margin-right: 1.5cm }"
    )
    return (
        f"{faces} html {{ {both} }} @page {{ {both} background: {measure.paper} }} "
        f"{sides if measure.both_sides else ''}"
    )


def _faces(typeface: Typeface, weight: int) -> str:
    names = [name.strip(' "') for name in _FAMILIES[typeface].split(",") if name.strip()]
    return "".join(
        f'@font-face {{ font-family: "{name}"; font-weight: {weight}; '
        f"src: url(data:font/woff2;base64,{b64encode(data).decode('ascii')}) }}"
        for name, data in zip(names, font_files(typeface, weight), strict=True)
    )


def _spell_out(root: Element, missing: frozenset[str]) -> None:
    """Put the names of ``missing`` characters in their places, in texts and in descriptions."""
    said = str.maketrans({character: _name(character) for character in missing})
    for element in root.iter():
        element.text = element.text.translate(said) if element.text else element.text
        element.tail = element.tail.translate(said) if element.tail else element.tail
        if alt := element.get("alt"):
            element.set("alt", alt.translate(said))


def _name(character: str) -> str:
    return f"[{unicodedata.name(character, f'character U+{ord(character):04X}').lower()}]"
