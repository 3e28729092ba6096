"""What lies on the pages besides what is drawn: links, form fields, and the places of bookmarks.

pypdf reads them, since the layout engine knows neither where links inside a document lead
nor what its bookmarks are. All is put on our own page types, for tagged and untagged pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from converters.document import Box
from converters.readers.pdf.annotations.destinations import place
from converters.readers.pdf.annotations.forms import field_of, words_of
from converters.readers.pdf.annotations.links import address
from converters.readers.pdf.page import Bookmark, FieldArea, LinkArea, Page, Sheets
from converters.readers.pdf.text.characters import one_line

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_NESTING = 5  # of a destination that names another
MOST_BOOKMARKS = 20_000
MAX_TITLE = 300  # characters


class Annotations:
    """Answers for the annotations and bookmarks of one file.

    ``turned`` says by page by how many degrees clockwise it was found turned, and set upright.
    """

    def __init__(self, reader: PdfReader, turned: Mapping[int, int] | None = None) -> None:
        self._reader = reader
        self._turned = turned or {}
        self._pages = list(reader.pages)
        self._numbers = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(self._pages, 1)
            if page.indirect_reference
        }
        self._names: Mapping[str, Any] | None = None

    def target(self, value: Mapping[str, Any]) -> str | None:
        """Return where a link annotation leads, an absolute address or a place, None where nowhere."""
        if got(value.get("/Subtype")) != "/Link":
            return None
        action = got(value.get("/A"))
        if not isinstance(action, Mapping):
            return self._place(value.get("/Dest"))
        match got(action.get("/S")):
            case "/URI":
                return address(str(got(action.get("/URI")) or ""))
            case "/GoTo":
                return self._place(action.get("/D")) or self._place(action.get("/SD"))
        return None

    def field_words(self, value: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return the label of a form field and what it holds, None where ``value`` is none."""
        if got(value.get("/Subtype")) != "/Widget":
            return None
        field = field_of(value)
        return (field.label, words_of(field)) if field else None

    def on_page(self, number: int) -> Iterator[LinkArea | FieldArea]:
        """Yield the links inside the document and the form fields of page ``number``, in their order."""
        annotations = got(self._pages[number - 1].get("/Annots"))
        for annotation in map(got, annotations if isinstance(annotations, list) else []):
            if not isinstance(annotation, Mapping) or (box := self.box(number, annotation)) is None:
                continue
            target = self.target(annotation)
            if target and target.startswith("#"):
                yield LinkArea(target, (box,))
            elif words := self.field_words(annotation):
                yield FieldArea(*words, box)

    def bookmarks(self) -> Iterator[tuple[int, Bookmark]]:
        """Yield the bookmarks of the document with their pages, in their order."""
        waiting: list[tuple[Any, int]] = [(entry, 1) for entry in reversed(self._reader.outline)]
        for _ in range(MOST_BOOKMARKS):
            if not waiting:
                return
            entry, level = waiting.pop()
            if isinstance(entry, list):
                waiting.extend((inner, level + 1) for inner in reversed(entry))
                continue
            page = self._numbers.get(getattr(entry.get("/Page"), "idnum", -1)) or self._number(entry)
            title = one_line(str(entry.title or ""))[:MAX_TITLE]
            if page and title:
                height = got(entry.get("/Top"))
                top = self._top(page, height) if isinstance(height, int | float) else None
                yield page, Bookmark(title, level, top)

    # --- places -----------------------------------------------------------------------------

    def _number(self, entry: Any) -> int | None:
        page = got(entry.get("/Page"))
        return page + 1 if isinstance(page, int) and 0 <= page < len(self._pages) else None

    def _place(self, value: Any, depth: int = 0) -> str | None:
        value = got(value)
        if isinstance(value, Mapping):
            return self._place(value.get("/D"), depth + 1) if depth < MOST_NESTING else None
        if isinstance(value, str | bytes):
            return self._named(value.decode("latin-1") if isinstance(value, bytes) else str(value))
        if not isinstance(value, list) or not value:
            return None
        page = self._numbers.get(getattr(value[0], "idnum", -1))
        if page is None:
            return self._place_of_element(got(value[0]))
        return place(page, self._height(page, [got(each) for each in value[1:]]))

    def _place_of_element(self, element: Any) -> str | None:
        """Return the page of a structure element that PDF 2.0 lets a link lead to (ISO 32000-2, 12.3.2.3)."""
        if not isinstance(element, Mapping) or "/Pg" not in element:
            return None
        page = self._numbers.get(getattr(element.raw_get("/Pg"), "idnum", -1))  # type: ignore[attr-defined]
        return place(page) if page else None

    def _named(self, name: str) -> str | None:
        if self._names is None:
            self._names = self._reader.named_destinations
        found = self._names.get(name) or self._names.get(name.lstrip("/"))
        if found is None:
            return None
        page = self._numbers.get(getattr(found.raw_get("/Page"), "idnum", -1))
        height = got(found.get("/Top"))
        if page is None:
            return None
        return place(page, self._top(page, height) if isinstance(height, int | float) else 0.0)

    def _height(self, page: int, view: list[Any]) -> float:
        """Return how far down ``page`` a destination lies: the top where it does not say."""
        at = {"/XYZ": 2, "/FitH": 1, "/FitBH": 1, "/FitR": 4}.get(str(view[0]) if view else "", 0)
        height = view[at] if 0 < at < len(view) else None
        left = view[1] if at in (2, 4) else None
        if isinstance(height, int | float):
            return self._top(page, height, left if isinstance(left, int | float) else None)
        return 0.0

    def _top(self, page: int, height: float, left: float | None = None) -> float:
        edge = float(self._pages[page - 1].cropbox.left if left is None else left)
        return self._displayed(page, (edge, float(height)) * 2).top

    def box(self, page: int, annotation: Mapping[str, Any]) -> Box | None:
        """Return where an annotation lies on its page, None where it does not say."""
        edges = [got(edge) for edge in got(annotation.get("/Rect")) or []]
        if len(edges) != 4 or not all(isinstance(edge, int | float) for edge in edges):
            return None
        return self._displayed(page, tuple(map(float, edges)))

    def _displayed(self, number: int, edges: tuple[float, ...]) -> Box:
        page = self._pages[number - 1]
        return _displayed(page, edges, ((page.rotation or 0) - self._turned.get(number, 0)) % 360)


def _displayed(page: Any, edges: tuple[float, ...], rotation: int) -> Box:
    """Return a rectangle in the page's own space as a box on the page as we read it: cropped and turned."""
    crop = page.cropbox
    left, bottom, width, height = map(float, (crop.left, crop.bottom, crop.width, crop.height))
    corners = []
    for x, y in (edges[:2], edges[2:]):
        across, up = x - left, y - bottom
        match rotation:
            case 90:
                corners.append((up, across))
            case 180:
                corners.append((width - across, up))
            case 270:
                corners.append((height - up, width - across))
            case _:
                corners.append((across, height - up))
    (x1, y1), (x2, y2) = corners
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def with_annotations(sheets: Sheets, reader: PdfReader | None) -> Sheets:
    """Return ``sheets`` with the links inside the document, the form fields and the bookmarks on its pages.

    Whatever of them a damaged file does not give is left out: pages can be read without.
    """
    annotated = any(page.annotated for page in sheets.pages)
    try:
        if reader is None or not (annotated or "/Outlines" in reader.root_object):
            return sheets  # and its pages, of which pypdf would read each, stay closed
        annotations = Annotations(reader, sheets.turned)
        bookmarks = _by_page(annotations)
        return replace(sheets, pages=tuple(_with(page, annotations, bookmarks) for page in sheets.pages))
    except (MemoryError, RecursionError):
        raise
    except Exception:  # pypdf raises what it likes on what nobody needs in order to read the pages
        return sheets


def read_ahead(reader: PdfReader | None) -> None:
    """Have ``reader`` read what lies on its pages: it keeps that for when it is asked for."""
    with suppress(Exception):  # it will be met again by whoever needs it
        for page in reader.pages if reader else ():
            for annotation in got(page.get("/Annots")) or []:
                for value in got(annotation).values():
                    got(value)


def _by_page(annotations: Annotations) -> dict[int, list[Bookmark]]:
    found: dict[int, list[Bookmark]] = {}
    try:
        for page, bookmark in annotations.bookmarks():
            found.setdefault(page, []).append(bookmark)
    except Exception:  # a torn outline must not cost the links
        return {}
    return found


def _with(page: Page, annotations: Annotations, bookmarks: Mapping[int, list[Bookmark]]) -> Page:
    found = list(annotations.on_page(page.number)) if page.annotated else []
    links = tuple(each for each in found if isinstance(each, LinkArea))
    fields = tuple(each for each in found if isinstance(each, FieldArea))
    mine = tuple(bookmarks.get(page.number, ()))
    if not (links or fields or mine):
        return page
    return replace(page, links=page.links + links, fields=fields, bookmarks=mine)


def got(value: Any) -> Any:
    """Return what a reference stands for, anything else as it is."""
    return value.get_object() if hasattr(value, "get_object") else value
