"""The sheets of a Word file: sections that stand upright or turned, with page numbers at their foot."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Twips

from converters.writers.docx.design import MARGIN, Design
from converters.writers.docx.fields import field
from converters.writers.docx.xml import Element, w

_SHORT, _LONG = 11906, 16838
"""A4, in twentieths of a point."""
_BINDING = 284
"""Twentieths of a point, 0.5 cm: what the inner margin gains and the outer loses on both sides of a sheet."""


def set_page(section: Section, design: Design) -> None:
    """Set a section to upright A4."""
    section.page_width, section.page_height = Twips(_SHORT), Twips(_LONG)
    section.top_margin = section.bottom_margin = Twips(MARGIN)
    shift = _BINDING if design.measure.both_sides else 0
    section.left_margin, section.right_margin = Twips(MARGIN + shift), Twips(MARGIN - shift)
    section.header_distance = section.footer_distance = Twips(708)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:
        section._sectPr.remove(grid)


def number_pages(document: WordDocument) -> None:
    """Put the number of the page at the foot of every page, always in the same place."""
    line = document.sections[0].footer.paragraphs[0]
    line._p.style = "Footer"
    line._p.extend(field("PAGE", "1"))


def end_section(paragraph: Element, last: Element, is_turned: bool) -> None:
    """End a section with ``paragraph``; ``last`` holds the settings of the document's last section."""
    settings = deepcopy(last)
    if is_turned:
        turn(settings)
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = w("pPr")
        paragraph.insert(0, properties)
    # In the order of the schema (CT_PPr): before a change mark, of which we make none.
    properties.append(settings)


def turn(settings: Element) -> None:
    """Turn the sheets of a section on their side. The binding stays at their long edge, now the top."""
    size = settings.find(qn("w:pgSz"))
    assert size is not None  # noqa: S101 - set_page has set it
    for name, value in _turned():
        size.set(qn(f"w:{name}"), str(value))


def _turned() -> Iterable[tuple[str, int | str]]:
    return (("w", _LONG), ("h", _SHORT), ("orient", "landscape"))
