"""The layout engine, liteparse, behind our own page types. No other module knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from converters.document import Box
from converters.errors import NoPages, NotAPdf, PasswordNeeded, UnknownLock
from converters.readers.pdf.page import (
    GridCell,
    LinkArea,
    Page,
    Picture,
    Region,
    RegionKind,
    Sheets,
    Span,
    TaggedFigure,
    Word,
)
from converters.readers.pdf.tables.rules import rules_of
from converters.readers.pdf.text.parting import Uprights, parted

if TYPE_CHECKING:  # the engine is 34 MB of native code: it is loaded when a PDF is read, not before
    import liteparse as engine

KINDS = {
    "heading": RegionKind.HEADING,
    "paragraph": RegionKind.PARAGRAPH,
    "list_item": RegionKind.LIST_ITEM,
    "table": RegionKind.TABLE,
    "grid_fallback": RegionKind.LINES,
    "code": RegionKind.CODE,
    "figure": RegionKind.FIGURE,
}  # "rule", a drawn line between blocks, says nothing to a reader

# The last ways are those of TeX's own typefaces (cmbx, cmti) and of one maker of journals (Adv….B, Adv….I).
BOLD_NAME = re.compile(
    r"bold|black|heavy|demi(?!r)|-bd\b|-medi\b|,b"
    r"|(?<![a-z])(?:cm|cmss|sf|ec)bx|(?<![a-z])cmb\d|(?<![a-z])adv\w+\.b",
    re.IGNORECASE,
)
ITALIC_NAME = re.compile(
    r"ital|obliq|slanted|-it\b|(?<![a-z])(?:cm|sf|ec)(?:bx)?(?:ti|sl)\d|(?<![a-z])adv\w+\.b?i\b",
    re.IGNORECASE,
)
MATHS_NAME = re.compile(r"^(?:[A-Z]{6}\+)?(?:cm(?:sy|mi|ex|r)|ms[ab]m|symbol|wingdings)", re.IGNORECASE)
FORMULA_NAME = re.compile(  # fonts made for formulas: of TeX, Word, OpenType Math and Mathematical Pi
    r"^(?:[A-Z]{6}\+)?(?:cm(?:sy|mi|ex)|ms[ab]m|eu[sf]m|(?:lm|stix|xits|tex|latin).*math|.*cambria-?math"
    r"|.*mathematicalpi|mt(?:extra|mi|sy)|rmtmi|pxmi|txsy|txmi|symbol|asana)",
    re.IGNORECASE,
)
BOLD_WEIGHT = 700
# says more than a weight guessed; the last are TeX's typefaces that are not bold: roman, typewriter, sans
REGULAR_NAME = re.compile(
    r"regular|roman|book|light|thin|(?<![a-z])(?:cm|sf|ec|tc|la)(?:rm|tt|st|ss|sl|ti|si|it|cc)\d",
    re.IGNORECASE,
)
PICTURE_DPI = 150.0
FEW_CHARACTERS = 100  # on a page that may hold more in pictures
BUGGY = 0.02  # share of characters in fonts that do not say which they are
CLEAR = "00"  # the opacity that a colour begins with
PICTURED = 0.4  # share of the page that pictures cover on a page of pictures


def read_sheets(data: bytes, password: str | None = None) -> Sheets:
    """Return every page of the PDF in ``data`` with the text that it holds itself.

    Raises:
        NotAPdf, NoPages, PasswordNeeded, UnknownLock: there is nothing to read.
    """
    result = _parse(data, password, ocr_enabled=False)
    return _sheets(result, _signs_of(result, data, password))


def _signs_of(result: engine.ParseResult, data: bytes, password: str | None) -> dict[int, dict[str, bool]]:
    """Return what the engine says against the text of pages of ``result``, where that is in doubt.

    Asking for every page would cost a fifth of the whole reading.
    """
    doubtful = [page.page_num for page in result.pages if _is_doubtful(page)]
    if not doubtful:
        return {}
    looked = _engine(password, include_complexity=True, ocr_enabled=False, target_pages=_listed(doubtful))
    return {page.page_num: _signs(page.complexity) for page in looked.parse(data).pages if page.complexity}


def _is_doubtful(page: engine.ParsedPage) -> bool:
    total = sum(len(item.text) for item in page.text_items)
    buggy = sum(len(item.text) for item in page.text_items if item.font_is_buggy)
    return total < FEW_CHARACTERS or buggy > BUGGY * total


def _listed(pages: Iterable[int]) -> str:
    return ",".join(map(str, pages))


def page_pictures(data: bytes, password: str | None, pages: tuple[int, ...]) -> dict[int, bytes]:
    """Return a PNG of each of ``pages`` by page number, as a sighted reader sees it."""
    result = _parse(
        data,
        password,
        ocr_enabled=False,
        extract_screenshots=True,
        dpi=PICTURE_DPI,
        target_pages=_listed(pages),
    )
    return {shot.page_num: shot.image_bytes for shot in result.screenshots}


def upright_sheets(data: bytes, password: str | None, turned: Mapping[int, int]) -> Sheets:
    """Return the pages in ``turned``, which says by how many degrees clockwise each is, set upright."""
    result = _parse(
        data,
        password,
        ocr_enabled=False,
        target_pages=_listed(turned),
        page_orientation_corrections=list(turned.items()),
    )
    sheets = _sheets(result, {})
    return replace(sheets, pages=tuple(replace(page, turned=turned[page.number]) for page in sheets.pages))


def page_count(data: bytes, password: str | None = None) -> int:
    """Return the number of pages, from a reading of the first. Raises as ``read_sheets`` does."""
    total: int = _parse(data, password, ocr_enabled=False, max_pages=1).total_pages
    return total


def _engine(password: str | None, **options: Any) -> engine.LiteParse:
    import liteparse

    return liteparse.LiteParse(
        output_format="markdown", quiet=True, password=password, continue_on_page_error=True, **options
    )


def _parse(data: bytes, password: str | None, **options: Any) -> engine.ParseResult:
    import liteparse

    parser = _engine(
        password,
        keep_headers_footers=True,  # what is left out of the flow is ours to say, and to name
        extract_blocks=True,
        extract_images=True,
        extract_annotations=True,
        extract_structure_tree=True,
        extract_text_metadata=True,
        emit_word_boxes=True,
        extract_vector_graphics=True,
        **options,
    )
    try:
        result = parser.parse(data)
    except liteparse.ParseError as error:
        raise _refusal(str(error)) from error
    if not result.total_pages:
        raise NoPages
    return result


def _refusal(message: str) -> Exception:
    if "password" in message:
        return PasswordNeeded(message)
    if "security handler" in message:
        return UnknownLock(message)
    return NotAPdf(message)


# --- from the engine's values to ours -----------------------------------------------------


def _sheets(result: engine.ParseResult, signs: Mapping[int, dict[str, bool]]) -> Sheets:
    failed = {error.page_num for error in result.page_errors}
    weighed = _weights_tell(result)
    return Sheets(
        pages=tuple(
            _page(page, signs.get(page.page_num, {}), weighed)
            for page in result.pages
            if page.page_num not in failed
        ),
        pictures=tuple(
            Picture(image.id, image.page, _box(image.bbox), image.bytes, image.duplicate_of)
            for image in result.images
        ),
        failed=tuple(sorted(failed)),
        total=result.total_pages,
    )


def _weights_tell(result: engine.ParseResult) -> bool:
    """Tell whether most of the text is lighter than bold: else weights are guesses, and the names count."""
    heavy, total = 0, 0
    for page in result.pages:
        for item in page.text_items:
            total += len(item.text)
            heavy += len(item.text) if _is_heavy(item.font_name or "", item.font_weight) else 0
    return heavy <= total / 2


def _page(page: engine.ParsedPage, signs: dict[str, bool], weighed: bool) -> Page:
    links = tuple(_links(page.annotations or []))
    drawings = tuple(_drawings(page.vector_graphics))
    return Page(
        number=page.page_num,
        width=page.width,
        height=page.height,
        label=page.page_label,
        spans=tuple(_spans(page, drawings, weighed)),
        regions=tuple(_regions(page.blocks or [])),
        links=links,
        fields=(),
        bookmarks=(),
        figures=tuple(_tagged_figures(page.structure_tree.roots if page.structure_tree else [])),
        drawings=drawings,
        annotated=bool(page.annotations),
        curves=tuple(_curves(page.vector_graphics)),
        **signs,
    )


def _is_linked(page: engine.ParsedPage) -> bool:
    """Tell whether ``page`` has links; the engine does not say where those inside the document lead."""
    return any(annotation.subtype == "link" for annotation in page.annotations or [])


def _signs(complexity: engine.PageComplexityStats) -> dict[str, bool]:
    reasons = set(complexity.reasons)
    # "garbled" alone is wrong too often; with "no-text" no item is usable
    garbled = {"garbled", "no-text"} <= reasons
    shown = complexity.full_page_image or complexity.image_block_count > 0
    covered = complexity.full_page_image or complexity.image_coverage >= PICTURED
    return {
        "pictured": covered or bool({"scanned", "vector-text"} & reasons),
        "garbled": garbled,
        "textless": shown and bool({"scanned", "no-text"} & reasons),
    }


def _box(rect: Any) -> Box:
    return Box(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)


def _drawings(graphics: engine.VectorGraphics | None) -> Iterator[Box]:
    if graphics is None:
        return
    for line in graphics.lines:
        if _is_seen(line):
            left, right = sorted((line.x1, line.x2))
            top, bottom = sorted((line.y1, line.y2))
            yield Box(left, top, right, bottom)
    for shape in graphics.shapes:
        if not shape.has_curve and _is_seen(shape):
            yield _bounds(shape)


def _curves(graphics: engine.VectorGraphics | None) -> Iterator[Box]:
    for shape in graphics.shapes if graphics else ():
        if shape.has_curve and _is_seen(shape):
            yield _bounds(shape)


def _bounds(shape: engine.VectorShape) -> Box:
    left, top, width, height = shape.bbox
    return Box(left, top, left + width, top + height)


def _is_seen(drawn: engine.VectorShape | engine.VectorLine) -> bool:
    """Tell whether ink shows ``drawn``: slides set text on grounds whose colour (ARGB) is clear."""
    return drawn.stroke or not (drawn.fill and (drawn.fill_color or "").startswith(CLEAR))


def _spans(page: engine.ParsedPage, drawings: tuple[Box, ...], weighed: bool) -> Iterator[Span]:
    uprights, with_words = Uprights(rules_of(drawings)), _is_linked(page)
    for item in page.text_items:
        if not item.text.strip():
            continue
        crossed = uprights.cross(_box(item))
        words = tuple(Word(word.text, _box(word)) for word in item.words) if crossed or with_words else ()
        span = _span(item, words if with_words else (), weighed)
        yield from parted(span, words, uprights) if crossed else (span,)


def _span(item: engine.TextItem, words: tuple[Word, ...], weighed: bool) -> Span:
    name = item.font_name or ""
    bold, italic = _named_style(name)
    return Span(
        text=item.text,
        box=_box(item),
        size=item.font_height or item.font_size or item.height,
        bold=bold or (weighed and _is_heavy(name, item.font_weight)),
        italic=italic,
        rotation=item.rotation,
        maths=bool(FORMULA_NAME.match(name))
        or (not name and "$" in item.text),  # formulas have several fonts
        tagged=item.mcid is not None,
        confidence=item.confidence,
        colour=item.fill_color or "",
        words=words,
    )


@lru_cache(maxsize=1024)  # a file has few typefaces, and many pieces of text in each
def _named_style(name: str) -> tuple[bool, bool]:
    """Return whether the typeface called ``name`` is bold, and whether it is italic."""
    return bool(BOLD_NAME.search(name)), bool(ITALIC_NAME.search(name)) and not MATHS_NAME.match(name)


@lru_cache(maxsize=4096)
def _is_heavy(name: str, weight: float | None) -> bool:
    """Tell whether a typeface whose ``name`` does not say so is bold by its ``weight``."""
    if (weight or 0) < BOLD_WEIGHT or BOLD_NAME.search(name):
        return False
    return not (MATHS_NAME.match(name) or REGULAR_NAME.search(name))


def _regions(blocks: list[engine.LayoutBlock]) -> Iterator[Region]:
    for block in blocks:
        if (kind := KINDS.get(block.kind)) and block.bbox:
            head = [block.header] if block.header and any(cell.text.strip() for cell in block.header) else []
            yield Region(
                kind=kind,
                box=_box(block.bbox),
                text=block.text or "",
                level=block.level or 1,
                marker=block.marker,
                lines=tuple(block.lines or ()),
                rows=tuple(tuple(map(_cell, row)) for row in [*head, *(block.rows or [])]),
                headed=bool(head),
                picture=block.id,
            )


def _cell(cell: engine.LayoutCell) -> GridCell:
    return GridCell(cell.text, _box(cell.bbox) if cell.bbox else None)


def _links(annotations: list[engine.DocumentAnnotation]) -> Iterator[LinkArea]:
    for annotation in annotations:
        if annotation.subtype == "link" and annotation.uri:
            rects = annotation.quadpoint_rects or ([annotation.rect] if annotation.rect else [])
            yield LinkArea(annotation.uri, tuple(map(_box, rects)))


def _tagged_figures(elements: list[engine.StructureTreeElement]) -> Iterator[TaggedFigure]:
    waiting = list(reversed(elements))
    while waiting:  # a loop, not recursion: a hostile tree may be thousands deep
        element = waiting.pop()
        if element.type == "Figure" and element.alt_text:
            yield TaggedFigure(element.alt_text)
        else:
            waiting.extend(reversed(element.children))
