"""Braille, for embossers and for displays: BRF and PEF.

Sources: The Rules of Unified English Braille (ICEB, 2013), through liblouis; the
layout of BANA's Braille Formats (2016), which UKAAF's guidance agrees with: headings
centred or in cell 5 and 7, paragraphs in cell 3 with runovers in cell 1, lists by
levels of two cells, a line of dots 3-6 where a printed page begins. As usual in
the UK, the first line has the number of the printed page at its left and that of the
braille page at its right.
"""

from __future__ import annotations

from converters.document import Document
from converters.findings import Finding
from converters.options import WriteOptions
from converters.progress import Pages
from converters.walk import pages_of
from converters.writers.braille.files import brf, pef
from converters.writers.braille.layout import layout
from converters.writers.braille.pages import Page, volumes_of
from converters.writers.braille.translation import TRANSCRIBER_MARKS, Translation
from converters.writers.braille.volumes import bound
from converters.writers.in_words import in_words
from converters.writers.outline import title_of
from converters.writers.stand_ins import stand_in_findings


def write_brf(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a BRF file: ASCII, a character a cell, a form feed after each page.

    Raises:
        ToolMissing: liblouis is not installed.
    """
    return brf(page for volume in _volumes(document, options, "braille") for page in volume)


def write_pef(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as a PEF file: Unicode braille in XML. Raises what ``write_brf`` does."""
    title, language = title_of(document), document.language
    volumes = _volumes(document, options, "braille-pef")
    return pef(volumes, title, language, options.braille_cells, options.braille_lines)


def without_sign(document: Document, options: WriteOptions) -> tuple[Finding, ...]:
    """Return a finding for each page with characters without a braille sign. Raises as the writers do."""
    translation = Translation(document.language, options.braille_grade)
    return stand_in_findings(document, "Braille has no sign for", translation.stand_in)


def _volumes(document: Document, options: WriteOptions, name: str) -> tuple[tuple[Page, ...], ...]:
    translation = Translation(document.language, options.braille_grade)
    printed = Pages(options.report, name, pages_of(document))
    passages = layout(in_words(document, TRANSCRIBER_MARKS), translation, printed)
    width, height = options.braille_cells, options.braille_lines
    volumes = volumes_of(passages, translation, width, height)
    return bound(volumes, title_of(document), translation, width, height)
