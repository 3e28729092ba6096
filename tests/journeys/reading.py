"""The picture in ARCHITECTURE of one page going through the steps of reading.

python -m tests.journeys.reading [FILE PAGE]
"""

from __future__ import annotations

import json
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from playwright.sync_api import sync_playwright

from converters import convert
from converters.document import Box
from converters.readers.pdf import layout
from converters.readers.pdf.page import Page, contains
from portal.samples import make_samples
from tests.journeys.pictures import FOLDER
from tests.journeys.service import chromium

SCALE = 1.1  # pixels a point
SAMPLE_PAGE = 2

STYLE = """
body { margin: 0; padding: 12px; display: inline-flex; gap: 14px; background: #fff;
       font: 15px/1.35 "DejaVu Sans", sans-serif; color: #111 }
figure { margin: 0 } figcaption { width: 640px; margin-bottom: 6px; font-weight: bold }
svg, iframe { border: 1px solid #555; display: block }
iframe { width: 640px }
text { font: bold 8px "DejaVu Sans", sans-serif; fill: #fff }
"""
COLOURS = {
    "heading": "#a3161a",
    "paragraph": "#0b5394",
    "list-block": "#38761d",
    "item": "#38761d",
    "list-item": "#38761d",
    "table": "#7a3e00",
    "figure": "#6a1b9a",
    "note": "#00695c",
    "left out": "#555555",
}
PLAIN = "#333333"


def main() -> None:
    data, number = _asked(sys.argv[1:])
    made = convert(data, ("json", "html"))
    page = layout.read_sheets(data).pages[number - 1]
    shown = _drawn(data, number)
    panels = (
        _panel("1. The page as printed", page, shown, ""),
        _panel("2. Words and regions that the layout engine names", page, shown, "".join(_regions(page))),
        _panel("3. Blocks of our document, judged and joined", page, shown, "".join(_blocks(made, page))),
        _delivered(made.files["html"].decode(), page, number),
    )
    _take("<!doctype html><meta charset=utf-8><style>" + STYLE + "</style>" + "".join(panels))


def _asked(arguments: list[str]) -> tuple[bytes, int]:
    if arguments:
        return Path(arguments[0]).read_bytes(), int(arguments[1])
    with tempfile.TemporaryDirectory() as folder:
        untagged = next(sample for sample in make_samples(Path(folder)) if sample.name == "untagged")
        return untagged.path.read_bytes(), SAMPLE_PAGE


def _drawn(data: bytes, number: int) -> str:
    with BytesIO() as out:
        pypdfium2.PdfDocument(data)[number - 1].render(scale=2 * SCALE).to_pil().save(out, "PNG")
        return b64encode(out.getvalue()).decode("ascii")


def _panel(title: str, page: Page, shown: str, marks: str) -> str:
    size = f'width="{page.width * SCALE}" height="{page.height * SCALE}"'
    picture = f'<image href="data:image/png;base64,{shown}" width="{page.width}" height="{page.height}"/>'
    view = f'viewBox="0 0 {page.width} {page.height}"'
    return f"<figure><figcaption>{title}</figcaption><svg {size} {view}>{picture}{marks}</svg></figure>"


def _regions(page: Page) -> Iterator[str]:
    for span in page.spans:
        yield _mark(span.box, "", PLAIN)
    for region in page.regions:
        yield _mark(region.box, region.kind.value, COLOURS.get(region.kind.value, PLAIN))


def _blocks(made: Any, page: Page) -> Iterator[str]:
    document = json.loads(made.files["json"])["document"]
    taken = []
    for block in _on_page((*document["blocks"], *document["notes"]), page.number):
        name = str(block["type"])
        label = f"{name} {block['level']}" if name == "heading" else name
        taken.append(Box(*block["origin"]["box"]))
        yield _mark(taken[-1], label, COLOURS.get(name, PLAIN))
    for span in page.spans:
        if not any(contains(box, span.box) for box in taken):
            yield _mark(span.box, "left out, and named", COLOURS["left out"])


def _on_page(values: Iterable[Any], number: int) -> Iterator[dict[str, Any]]:
    for value in values:
        if isinstance(value, dict):
            origin = value.get("origin") or {}
            if origin.get("page") == number and origin.get("box"):
                yield value
            elif "children" in value or "items" in value:
                yield from _on_page((*value.get("children", ()), *value.get("items", ())), number)


def _mark(box: Box, label: str, colour: str) -> str:
    width, height = box.right - box.left, box.bottom - box.top
    shape = (
        f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{colour}" fill-opacity=".07" stroke="{colour}" stroke-width="{1.4 if label else 0.3}"/>'
    )
    if not label:
        return shape
    plate = f'<rect x="{box.left:.1f}" y="{box.top - 10:.1f}" width="{6 + 5.4 * len(label):.1f}" height="10"'
    words = f'<text x="{box.left + 3:.1f}" y="{box.top - 2.2:.1f}">{escape(label)}</text>'
    return f'{shape}{plate} fill="{colour}"/>{words}'


def _delivered(page: str, sheet: Page, number: int) -> str:
    title = "4. What is delivered: HTML, read in this order"
    height = sheet.height * SCALE
    frame = f'<iframe id="delivered" style="height:{height}px" srcdoc="{escape(page)}"></iframe>'
    return f'<figure data-page="{number}"><figcaption>{title}</figcaption>{frame}</figure>'


def _take(page: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        shot = browser.new_page(viewport={"width": 2800, "height": 1000})
        shot.set_content(page)
        number = shot.locator("figure[data-page]").get_attribute("data-page")
        starts = shot.frame_locator("#delivered").locator("[role=doc-pagebreak]")
        starts.nth(int(number or 1) - 1).evaluate("start => start.scrollIntoView()")
        shot.wait_for_timeout(300)
        shot.locator("body").screenshot(path=FOLDER / "reading.png")
        browser.close()


if __name__ == "__main__":
    main()
