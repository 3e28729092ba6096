"""Where blocks come from: the page, and the place on it as a viewer shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from math import ceil
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageChops
from pypdf import PdfWriter, Transformation
from pypdf.generic import RectangleObject
from weasyprint import HTML  # type: ignore[import-untyped]

from converters import convert
from converters.document import Box, Document, Figure, ListBlock, Origin, PageStart, Sheet
from converters.fixes.origins import boxes_as_shown, shown
from tests import pdfs
from tests.converters import tagged as make
from tests.converters.printed import document_of, every, printed
from tests.converters.trees import doc, item, note, p, row, table, td

LONG = "The keeper trims the lamp, writes the hour in the book, and looks out for the evening boat. "
BODY = f"<h1>The lamp</h1><p>{LONG * 3}</p><ul><li>Oil for the lamp</li><li>Wick</li></ul><p>{LONG}</p>"
STYLE = (
    "<style>@page { size: 148mm 210mm; margin: 20mm } ul { list-style-type: none }"
    " body { font-family: 'DejaVu Serif', serif }</style>"
)
SLACK = 3  # points that ink may stand out of the box of its block

Places = list[tuple[int, Box]]


def changed(pdf: bytes, rotate: int = 0, crop: int = 0, turn: int = 0) -> bytes:
    """Return ``pdf`` with its pages rotated by their key, cropped by points, and what is drawn turned."""
    writer = PdfWriter(BytesIO(pdf))
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        if turn:
            move = {90: (0, width), 180: (width, height), 270: (height, 0)}[turn]
            page.add_transformation(Transformation().rotate(-turn).translate(*move))
            width, height = (width, height) if turn == 180 else (height, width)
            page.mediabox = RectangleObject((0, 0, width, height))
        page.cropbox = RectangleObject((crop, 2 * crop, width - crop / 2, height - crop))
        page.rotate(rotate)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def tagged() -> bytes:
    source = f'<html lang="en"><title>Lamps</title>{STYLE}{BODY}</html>'
    pdf: bytes = HTML(string=source).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def in_json(pdf: bytes) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(convert(pdf, ["json"]).files["json"])
    return whole


def blocks_in(pdf: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = in_json(pdf)["document"]["blocks"]
    return found


def ink(pdf: bytes, number: int = 1) -> Image.Image:
    """Return what page ``number`` shows, a pixel for each point, its ink light on black."""
    with pdfium.PdfDocument(pdf) as opened:
        picture: Image.Image = opened[number - 1].render(scale=1).to_pil().convert("L")
    return ImageChops.invert(picture).point(lambda grey: 255 * (grey > 90))


def outside(picture: Image.Image, boxes: list[list[float]]) -> tuple[int, ...] | None:
    """Return the place of ink outside ``boxes``, None where there is none."""
    rest = picture.copy()
    for left, top, right, bottom in boxes:
        edges = (int(left) - SLACK, int(top) - SLACK, int(right) + SLACK, int(bottom) + SLACK)
        rest.paste(0, edges)
    return rest.getbbox()


CHANGES = [
    {},
    {"rotate": 90},
    {"rotate": 180},
    {"rotate": 270},
    {"crop": 20},
    {"crop": 20, "rotate": 90},
    {"turn": 90},
    {"turn": 180},
    {"turn": 270},
    {"turn": 90, "rotate": 90},
    {"turn": 270, "crop": 10},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
@pytest.mark.parametrize("pdf", [printed(STYLE + BODY), tagged()], ids=["plain", "tagged"])
def test_boxes_are_where_a_viewer_shows_what_is_in_them(pdf: bytes, change: dict[str, int]) -> None:
    pdf = changed(pdf, **change)
    picture = ink(pdf)
    start, *found = blocks_in(pdf)
    size = start["sheet"]["width"], start["sheet"]["height"]
    assert tuple(map(ceil, size)) == picture.size
    boxes = [block["origin"]["box"] for block in found]
    assert all(
        picture.crop(tuple(map(round, box))).getbbox() for box in boxes
    )  # each of them shows something
    assert outside(picture, boxes) is None


def test_everything_on_a_page_has_its_place() -> None:
    for pdf in (printed(BODY), pdfs.report(), pdfs.with_footnotes()):
        whole = in_json(pdf)["document"]
        placed = list(origins([*whole["blocks"], *whole["notes"]]))
        assert len(placed) > 5
        assert all(origin and origin["page"] for _, origin in placed)
        assert all(origin["box"] for kind, origin in placed if kind != "page-start")


def origins(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the type and the origin of everything in ``value`` that has one."""
    if isinstance(value, list):
        for part in value:
            yield from origins(part)
    elif isinstance(value, dict):
        if "origin" in value:
            yield value["type"], value["origin"]
        yield from origins(list(value.values()))


def test_json_names_what_was_noticed_and_where() -> None:
    found = in_json(pdfs.garbage_text())["findings"]
    assert {"type", "kind", "page", "detail"} == set(found[0])
    assert any(finding["page"] == 1 for finding in found)


def test_a_box_on_a_turned_page_goes_round_with_it() -> None:
    box = Box(10, 20, 40, 30)  # on a page 100 wide and 200 high
    assert shown(box, Sheet(200, 100, 90)) == Box(170, 10, 180, 40)
    assert shown(box, Sheet(100, 200, 180)) == Box(60, 170, 90, 180)
    assert shown(box, Sheet(200, 100, 270)) == Box(20, 60, 30, 90)
    assert shown(box, Sheet(100, 200)) == box


def turned_document() -> Document:
    here = Origin(1, Box(10, 20, 40, 30))
    grid = table(row(td("1")))
    grid = replace(grid, rows=(replace(grid.rows[0], cells=(replace(td("1"), origin=here),)),), origin=here)
    items = ListBlock((replace(item(replace(p("One"), origin=here)), origin=here),), origin=here)
    start = PageStart("1", sheet=Sheet(100, 200, 180), origin=Origin(1))
    kept = replace(p("There"), origin=Origin(2, Box(10, 20, 40, 30)))
    said = replace(note("n", "1", replace(p("Noted"), origin=here)), origin=here)
    return doc(start, grid, items, kept, notes=(said,))


def test_items_cells_and_notes_are_turned_too_and_only_once() -> None:
    document, _ = boxes_as_shown(turned_document())
    found = in_plain(document)
    known = [(kind, origin) for kind, origin in origins(found) if origin]
    boxes = [origin["box"] for _, origin in known if origin["page"] == 1 and origin["box"]]
    assert boxes == [[60, 170, 90, 180]] * 7
    assert [origin["box"] for _, origin in known if origin["page"] == 2] == [[10, 20, 40, 30]]
    assert in_plain(boxes_as_shown(document)[0]) == found


def in_plain(document: Document) -> list[Any]:
    from converters.writers.json import _plain

    whole = _plain(document)
    return [whole["blocks"], whole["notes"]]


def test_a_table_that_goes_on_on_a_turned_page_is_one() -> None:
    pdf = changed(pdfs.table_over_pages(2), turn=90)
    tables = [block for block in blocks_in(pdf) if block["type"] == "table"]
    assert len(tables) == 1
    assert len(tables[0]["rows"]) > 30


def test_a_running_number_on_a_turned_page_that_is_tagged_is_left_out() -> None:
    pages = "".join(f"<h1 style='break-before: page'>Part {n}</h1><p>{LONG * 3}</p>" for n in range(4))
    document = document_of(changed(pdfs._laid_out(pages, "Parts", True), turn=90))
    said = [str(block) for block in document.blocks if not isinstance(block, PageStart)]
    assert len(said) == 8


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_picture_on_a_turned_page_that_is_tagged_is_cut_out_upright(turn: int) -> None:
    figure = make.e("Figure", make.Drawing(100, 60), Alt="A block")
    document = document_of(changed(make.tagged(make.e("P", LONG), figure), turn=turn))
    (found,) = every(document, Figure)
    assert isinstance(found, Figure)
    with Image.open(BytesIO(document.image(str(found.image)).data)) as picture:
        assert picture.width > 1.5 * picture.height
        dark = picture.convert("L").histogram()[:40]
        assert sum(dark) > 0.8 * picture.width * picture.height  # all but its margin
