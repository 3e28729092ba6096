"""A document as the HTML of its sheets: what changes on paper, and the style sheet with the measure."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache

from converters.document import Document, Paragraph, Text
from converters.findings import Finding
from converters.options import Typeface
from converters.writers.laying_out import Painted
from converters.writers.letters import font_files, width_of_text
from converters.writers.markup.blocks import blocks
from converters.writers.markup.contents import contents, notes
from converters.writers.markup.context import Context, Manner, context_of
from converters.writers.markup.tags import Element, page, tag
from converters.writers.measure import Measure
from converters.writers.outline import listed_headings, title_of, with_title_heading
from converters.writers.paper.engine import set_as_pdf
from converters.writers.paper.reflow import Sheets, for_paper, runs_of_sheets
from converters.writers.stand_ins import every_text, name_in_brackets, stand_in_findings
from converters.writers.style_sheets import style_sheet
from converters.writers.text import is_right_to_left, language_tag, legal

_FAMILIES = {
    Typeface.SANS: "",
    Typeface.ATKINSON_HYPERLEGIBLE: '"Hyperlegible", "Hyperlegible 2", ',
    Typeface.OPENDYSLEXIC: '"Dyslexic", ',
}
_COMMON = frozenset(map(chr, (*range(0x20, 0x180), *range(0x2010, 0x2027), 0x20AC, 0x2122)))
"""Characters of European languages, and their punctuation: every machine has typefaces for them."""
_ITEM_INDENT, _LABEL_PADDING = 2.0, 0.4
"""Units of the letter size, as paper.css has them."""
_LEAST_FOOT, _UNPRINTED = 56.7, 30.0
"""Points: 2 cm at the foot of a sheet, more where the page number would touch what printers leave white."""
_TALL = 4.0
"""A row that takes more than one part in so many of a sheet is not kept whole."""
_PLAIN = '"Liberation Sans", Arial, "DejaVu Sans", sans-serif'


def sheets_as_pdf(document: Document, sheets: Sheets, painted: Painted) -> bytes:
    """Return ``document`` as a tagged PDF; ``painted`` is told each page.

    A character that no typeface on this machine has is written as its Unicode name in
    brackets: PDF/UA-1 (7.21) forbids a letter without a shape, and nobody can read one.
    """
    root = _page(for_paper(with_title_heading(document), sheets), sheets)
    _spell_out(root, without_shape(document, sheets))
    data, missing = set_as_pdf(page(root), painted)
    if not missing:
        return data
    _spell_out(root, missing)
    return set_as_pdf(page(root), painted)[0]


def without_shape_findings(document: Document, sheets: Sheets) -> tuple[Finding, ...]:
    """Return a finding for each page with characters that no typeface on this machine has."""
    missing = without_shape(document, sheets)

    def instead(character: str, language: str | None) -> str | None:
        return _name(character) if character in missing else None

    return stand_in_findings(document, "No typeface here has a shape for", instead)


def without_shape(document: Document, sheets: Sheets) -> frozenset[str]:
    """Return the characters of ``document`` that no typeface on this machine has.

    A page of the rare ones is set to see it. What a mark does
    beside a letter only the text itself shows, so marks are not asked about.
    """
    characters = {character for said in every_text(document) for character in legal(said.text)}
    rare = frozenset(filter(_stands_alone, characters - _COMMON))
    return _without_shape(rare, sheets.measure) if rare else frozenset()


def _stands_alone(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] not in "MZ" and kind not in {"Cc", "Cf", "Cs"}


@lru_cache(maxsize=8)
def _without_shape(characters: frozenset[str], measure: Measure) -> frozenset[str]:
    sample = Document("", "und", (Paragraph((Text(" ".join(sorted(characters))),)),))
    return set_as_pdf(page(_page(sample, Sheets(measure, is_print=False))), _untold)[1] & characters


def _untold(done: int, total: int) -> None:
    """Nobody waits for a page that is not delivered."""


def _page(document: Document, sheets: Sheets) -> Element:
    """Return the HTML that is set as PDF."""
    manner = Manner(
        page_words=lambda label: f"Page {label} of the print",
        labels_as_text=True,
        wide_tables_scroll=False,
        is_grid_filled=True,
        descriptions_shown=sheets.is_print,
    )
    context = context_of(document, manner)
    text = list(_text(document, sheets, context))
    listed = contents(context)
    if listed is not None:
        titles = (index for index, element in enumerate(text) if element.tag == "h1")
        text.insert(next(titles, -1) + 1, listed)
    ending = notes(context)
    main = tag("main", "\n", *text, *([] if ending is None else [ending]))
    _let_tall_rows_part(main, sheets)
    root = tag(
        "html", _head(document, sheets), tag("body", main, class_="print" if sheets.is_print else None)
    )
    root.set("lang", language_tag(document.language) or "und")
    if is_right_to_left(document.language):
        root.set("dir", "rtl")
    return root


def _let_tall_rows_part(main: Element, sheets: Sheets) -> None:
    """Let rows that fill much of a sheet go on on the next one, however their columns share its width.

    One that is kept whole leaves the header of its table no room on the sheet, and goes on without it.
    """
    for row in main.iter("tr"):
        letters = max((len("".join(map(str, cell.itertext()))) for cell in row), default=0)
        if letters * len(row) > sheets.letters / _TALL:
            row.set("class", "tall")


def _text(document: Document, sheets: Sheets, context: Context) -> Iterator[Element]:
    for is_turned, run in runs_of_sheets(document.blocks, sheets, not listed_headings(document)):
        made = blocks(run, context)
        yield from [tag("div", *made, class_="turned")] if is_turned else made


def _head(document: Document, sheets: Sheets) -> Element:
    style = style_sheet("paper")
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
    # What hangs before an item is as wide as its indent, with the space after it.
    label = _ITEM_INDENT - _LABEL_PADDING - width_of_text(" ", measure.typeface)
    foot = max(_LEAST_FOOT, measure.points * measure.line_spacing + _UNPRINTED)
    return (
        f"{faces} html {{ {both} }} "
        f"@page {{ {both} background: {measure.paper}; margin-bottom: {foot:g}pt }} "
        f".label {{ min-width: {label:.2f}em }} "
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
    return name_in_brackets(character) or f"[character u+{ord(character):04x}]"
