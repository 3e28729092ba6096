"""Make the sample PDFs: lay out the report twice, and photograph one of them."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from liteparse import LiteParse
from PIL import Image
from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.urls import (  # type: ignore[import-untyped]
    FatalURLFetchingError,
    URLFetcher,
    URLFetcherResponse,
)

from portal.samples import Sample
from portal.samples.chart import draw_chart

SOURCES = ("report.html", "report.css", "chart.py", "make.py")
VERSION_FILE = "version"

SCAN_DPI = 150
SCAN_JPEG_QUALITY = 60
TILTED_PAGE = 2  # from 1
TILT = 0.8  # degrees, anticlockwise
PAPER = 244  # grey, 255 is white
SCANNED_AT = time.struct_time((2026, 9, 17, 12, 0, 0, 3, 260, 0))  # the day the report was agreed


def fill(folder: Path, samples: tuple[Sample, ...]) -> tuple[Sample, ...]:
    """Return ``samples`` with their paths in ``folder``; make those not there or of another version."""
    folder.mkdir(parents=True, exist_ok=True)
    current = version()
    kept = _version_in(folder) == current
    made = tuple(Sample(s.name, s.title, s.what, folder / s.path) for s in samples)
    for sample in made:
        if not (kept and sample.path.is_file()):
            _write(sample.path, MAKERS[sample.name]())
    if not kept:
        _write(folder / VERSION_FILE, current.encode())  # last: an unfinished folder is made again
    return made


def version() -> str:
    """Return what changes whenever the report or the way it is made does."""
    return sha256(b"".join(_source(name) for name in SOURCES)).hexdigest()[:16]


def tagged() -> bytes:
    """Return the report as PDF/UA-1: title, language, tags, alt text, bookmarks."""
    pdf: bytes = _report().write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def untagged() -> bytes:
    """Return the same pages without title, language, tags or bookmarks."""
    document = _report().render(stylesheets=[CSS(string="* { bookmark-level: none }")])
    document.metadata.title = None
    document.metadata.description = None
    document.metadata.lang = None
    pdf: bytes = document.write_pdf()
    return pdf


def scan() -> bytes:
    """Return the untagged pages as grey JPEG pictures, ``TILTED_PAGE`` askew, without a word of text."""
    pages = [_scanned(page, image) for page, image in enumerate(_pictures(untagged()), start=1)]
    out = BytesIO()
    pages[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=SCAN_DPI,
        quality=SCAN_JPEG_QUALITY,
        creationDate=SCANNED_AT,
        modDate=SCANNED_AT,
    )
    return out.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {"tagged": tagged, "untagged": untagged, "scan": scan}


class _OnlyOurOwn(URLFetcher):  # type: ignore[misc]
    """Gives WeasyPrint the style and the picture the report names, and nothing from anywhere else."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        match url:
            case "sample:report.css":
                return URLFetcherResponse(url, _source("report.css"), {"Content-Type": "text/css"})
            case "sample:chart.png":
                return URLFetcherResponse(url, draw_chart(), {"Content-Type": "image/png"})
            case _:
                raise FatalURLFetchingError(url)  # any other error would leave a hole and say nothing


def _report() -> HTML:
    return HTML(string=_source("report.html").decode(), url_fetcher=_OnlyOurOwn())


def _source(name: str) -> bytes:
    return files("portal.samples").joinpath(name).read_bytes()


def _pictures(pdf: bytes) -> list[Image.Image]:
    with tempfile.TemporaryDirectory() as folder:  # liteparse draws pages only of files
        path = Path(folder) / "pages.pdf"
        path.write_bytes(pdf)
        shots = LiteParse(dpi=SCAN_DPI, ocr_enabled=False, quiet=True).screenshot(path)
    return [Image.open(BytesIO(shot.image_bytes)) for shot in shots]


def _scanned(page: int, image: Image.Image) -> Image.Image:
    grey = image.convert("L")
    if page == TILTED_PAGE:
        grey = grey.rotate(TILT, Image.Resampling.BICUBIC, fillcolor=255)
    return grey.point(lambda light: light * PAPER // 255)


def _version_in(folder: Path) -> str:
    try:
        return (folder / VERSION_FILE).read_text()
    except FileNotFoundError:
        return ""


def _write(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` at once: a reader sees the old file or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).chmod(0o644)  # mkstemp's own is for the maker alone
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
