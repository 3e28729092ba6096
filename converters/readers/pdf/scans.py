"""Pages that are pictures of text: which they are, and reading them with Tesseract's models."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from converters.document import Box
from converters.findings import Finding, FindingKind
from converters.options import ReadOptions
from converters.readers.pdf import layout
from converters.readers.pdf.characters import letters
from converters.readers.pdf.page import Page, Picture, Region, RegionKind, Sheets

GARBLED = 0.3  # share of a page's characters that stand for no known one
FEW_LETTERS = 20  # a page number and a stamp, but no text
USUAL_FOLDERS = ("/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata")
FALLBACK = "eng"

_UNMAPPED = re.compile("[\x00-\x08\x0e-\x1f\x80-\x9f\ufffd\ue000-\uefff\uf100-\uf8ff]")

# ISO 639-1 to the names of Tesseract's models.
MODELS = {
    "cs": "ces",
    "cy": "cym",
    "da": "dan",
    "de": "deu",
    "el": "ell",
    "en": "eng",
    "es": "spa",
    "fi": "fin",
    "fr": "fra",
    "ga": "gle",
    "gd": "gla",
    "hu": "hun",
    "it": "ita",
    "la": "lat",
    "nb": "nor",
    "nl": "nld",
    "no": "nor",
    "pl": "pol",
    "pt": "por",
    "ro": "ron",
    "ru": "rus",
    "sv": "swe",
    "tr": "tur",
    "uk": "ukr",
}


@dataclass(frozen=True, slots=True)
class Models:
    """A folder of Tesseract's models and the one to read with."""

    folder: str
    model: str


def needs_recognition(page: Page) -> bool:
    """Tell whether a reader may see words on ``page`` that its characters do not give."""
    few = _readable(page) < FEW_LETTERS
    return page.textless or is_garbled(page) or (page.pictured and few)


def is_garbled(page: Page) -> bool:
    """Tell whether too many characters of ``page`` stand for no known one."""
    unmapped = sum(len(_UNMAPPED.findall(span.text)) for span in page.spans)
    return page.garbled or unmapped > GARBLED * (_readable(page) + unmapped)


def _readable(page: Page) -> int:
    return sum(len(letters(span.text)) for span in page.spans)


def models_for(language: str, named: str | None = None) -> Models | None:
    """Return the installed model for ``language`` (BCP 47), else English, None where there is neither.

    They are looked for in the folder ``named``, then in the usual ones.
    """
    wanted = MODELS.get(language.partition("-")[0].lower(), FALLBACK)
    for model in (wanted, FALLBACK):
        for folder in _folders(named):
            if (folder / f"{model}.traineddata").is_file():
                return Models(str(folder), model)
    return None


def _folders(named: str | None) -> list[Path]:
    folders = [Path(named), Path(named) / "tessdata"] if named else []
    for usual in map(Path, USUAL_FOLDERS):
        folders += [usual, *sorted(usual.glob("*/tessdata"), reverse=True)]
    return folders


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
    if models is None:
        missing = "This page has no text. To read it, install Tesseract's English model (tesseract-ocr-eng)."
        return _as_pictures(sheets, tuple(doubtful), missing, data, options.password)
    numbers = tuple(doubtful)
    read = layout.recognise_sheets(data, options.password, numbers, models.folder, models.model)
    good = {page.number: page for page in read.pages if _says_more(page, doubtful[page.number])}
    merged = replace(sheets, pages=tuple(good.get(page.number, page) for page in sheets.pages))
    lost = tuple(n for n, page in doubtful.items() if n not in good and (page.pictured or is_garbled(page)))
    empty = "This page has no text that we could read."
    merged, pictured = _as_pictures(merged, lost, empty, data, options.password)
    return merged, (*map(_recognised, good.values()), *pictured)


def _says_more(read: Page, before: Page) -> bool:
    """Tell whether recognising gave words that the page's own characters did not."""
    return _readable(read) > (0 if is_garbled(before) else _readable(before))


def _recognised(page: Page) -> Finding:
    sure = [span.confidence for span in page.spans if span.confidence is not None]
    share = f", {fmean(sure):.0%} sure on average" if sure else ""
    return Finding(
        FindingKind.PAGE_RECOGNISED,
        page.number,
        f"This page is a picture of text. A program read it{share}. Words and numbers may be wrong.",
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
