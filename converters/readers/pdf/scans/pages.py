"""Pages that are pictures of text: which they are, and reading them with Tesseract's models."""

from __future__ import annotations

import re
from dataclasses import replace
from statistics import fmean

from converters.document import Box
from converters.findings import Finding, FindingKind
from converters.options import ReadOptions
from converters.readers.pdf import layout
from converters.readers.pdf.page import Page, Picture, Region, RegionKind, Sheets
from converters.readers.pdf.scans.models import Models, models_for
from converters.readers.pdf.scans.recognition import recognised_pages
from converters.readers.pdf.text.characters import letters, one_line
from converters.tools import tesseract

GARBLED = 0.3  # share of a page's characters that stand for no known one
FEW_LETTERS = 20  # a page number and a stamp, but no text
MOST_NAMED = 30  # doubtful words that a finding names

_UNMAPPED = re.compile("[\x00-\x08\x0e-\x1f\x80-\x9f\ufffd\ue000-\uefff\uf100-\uf8ff]")


def needs_recognition(page: Page) -> bool:
    """Tell whether a reader may see words on ``page`` that its characters do not give."""
    few = _readable(page) < FEW_LETTERS
    return page.textless or is_garbled(page) or (page.pictured and few)


def is_garbled(page: Page) -> bool:
    """Tell whether too many characters of ``page`` stand for no known one."""
    unmapped = len(_UNMAPPED.findall("".join(span.text for span in page.spans)))
    return page.garbled or unmapped > GARBLED * (_readable(page) + unmapped)


def _readable(page: Page) -> int:
    return len(letters("".join(span.text for span in page.spans)))


def with_scans_read(
    sheets: Sheets, data: bytes, options: ReadOptions, language: str
) -> tuple[Sheets, tuple[Finding, ...]]:
    """Return ``sheets`` with the pages that hold no text recognised, as far as they can be.

    A page that cannot be recognised stays as a picture of itself.
    """
    doubtful = {page.number: page for page in sheets.pages if needs_recognition(page)}
    if not doubtful:
        return sheets, ()
    models = models_for(language, options.tessdata)
    if models is None or not tesseract.PROGRAM.is_installed:
        return _as_pictures(sheets, tuple(doubtful), _missing(models), data, options.password)
    read = {page.number: page for page in recognised_pages(doubtful, data, options, models)}
    good = {n: page for n, page in read.items() if _says_more(page, doubtful[n])}
    merged = replace(sheets, pages=tuple(good.get(page.number, page) for page in sheets.pages))
    lost = tuple(n for n, page in doubtful.items() if n not in good and (page.pictured or is_garbled(page)))
    empty = "This page has no text that we could read."
    merged, pictured = _as_pictures(merged, lost, empty, data, options.password)
    return merged, (*map(_recognised, good.values()), *pictured)


def _missing(models: Models | None) -> str:
    what = "Tesseract (tesseract-ocr)" if models else "Tesseract's English model (tesseract-ocr-eng)"
    return f"This page has no text. To read it, install {what}."


def _says_more(read: Page, before: Page) -> bool:
    """Tell whether recognising gave words that the page's own characters did not."""
    return _readable(read) > (0 if is_garbled(before) else _readable(before))


def _recognised(page: Page) -> Finding:
    sure = [span.confidence for span in page.spans if span.confidence is not None]
    share = f", {fmean(sure):.0%} sure on average" if sure else ""
    doubtful = [word for span in page.spans for word in span.doubtful]
    named = ", ".join(f"“{one_line(word)}”" for word in doubtful[:MOST_NAMED])
    look = f" Look at {named}{' and others' if len(doubtful) > MOST_NAMED else ''}." if named else ""
    return Finding(
        FindingKind.PAGE_RECOGNISED,
        page.number,
        f"This page is a picture of text. A program read it{share}. Words and numbers may be wrong.{look}",
    )


def _as_pictures(
    sheets: Sheets, numbers: tuple[int, ...], detail: str, data: bytes, password: str | None
) -> tuple[Sheets, tuple[Finding, ...]]:
    shots = layout.page_pictures(data, password, numbers) if numbers else {}
    pages, pictures = [], list(sheets.pictures)
    for page in sheets.pages:
        if page.number in shots:
            whole = Box(0, 0, page.width, page.height)
            name = f"page-{page.number}"
            pictures.append(Picture(name, page.number, whole, shots[page.number]))
            pages.append(replace(page, regions=_with_picture(page, whole, name)))
        else:
            pages.append(page)
    findings = tuple(Finding(FindingKind.PAGE_WITHOUT_TEXT, number, detail) for number in numbers)
    return replace(sheets, pages=tuple(pages), pictures=tuple(pictures)), findings


def _with_picture(page: Page, whole: Box, name: str) -> tuple[Region, ...]:
    """Return the regions of ``page`` with a picture of all of it in place of its parts."""
    kept = tuple(region for region in page.regions if region.kind is not RegionKind.FIGURE)
    return (Region(RegionKind.FIGURE, whole, picture=name), *kept)
