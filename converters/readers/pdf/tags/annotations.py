"""Where annotations lead, and what form fields say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from converters.readers.pdf.destinations import place
from converters.readers.pdf.forms import field_of, words_of
from converters.readers.pdf.links import address
from converters.readers.pdf.tags.tree import Thing

if TYPE_CHECKING:
    from pypdf import PdfReader

Top = Callable[[int, float], float]
"""Turns a height in a page's own space into points from the top of the page as displayed."""

MOST_NESTING = 5  # of a destination that names another


class Annotations:
    """Answers for the annotations of one file."""

    def __init__(self, reader: PdfReader, top: Top) -> None:
        self._reader = reader
        self._top = top
        self._pages = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(reader.pages, 1)
            if page.indirect_reference
        }
        self._names: Mapping[str, Any] | None = None

    def target(self, thing: Thing) -> str | None:
        """Return where a link annotation leads, an absolute address or a place, None where nowhere."""
        value = thing.value
        if _got(value.get("/Subtype")) != "/Link":
            return None
        action = _got(value.get("/A"))
        if not isinstance(action, Mapping):
            return self._place(value.get("/Dest"))
        match _got(action.get("/S")):
            case "/URI":
                return address(str(_got(action.get("/URI")) or ""))
            case "/GoTo":
                return self._place(action.get("/D"))
        return None

    def field_words(self, thing: Thing) -> tuple[str, str] | None:
        """Return the label of a form field and what it holds, None where ``thing`` is none."""
        if _got(thing.value.get("/Subtype")) != "/Widget":
            return None
        field = field_of(thing.value)
        return (field.label, words_of(field)) if field else None

    def _place(self, value: Any, depth: int = 0) -> str | None:
        value = _got(value)
        if isinstance(value, Mapping):
            return self._place(value.get("/D"), depth + 1) if depth < MOST_NESTING else None
        if isinstance(value, str | bytes):
            return self._named(value.decode("latin-1") if isinstance(value, bytes) else str(value))
        if not isinstance(value, list) or not value:
            return None
        page = self._pages.get(getattr(value[0], "idnum", -1))
        if page is None:
            return None
        return place(page, self._height(page, [_got(each) for each in value[1:]]))

    def _named(self, name: str) -> str | None:
        if self._names is None:
            self._names = self._reader.named_destinations
        found = self._names.get(name) or self._names.get(name.lstrip("/"))
        if found is None:
            return None
        page = self._pages.get(getattr(found.get("/Page"), "idnum", -1))
        height = _got(found.get("/Top"))
        if page is None:
            return None
        return place(page, self._top(page, float(height)) if isinstance(height, int | float) else 0.0)

    def _height(self, page: int, view: list[Any]) -> float:
        """Return how far down ``page`` a destination lies: the top where it does not say."""
        at = {"/XYZ": 2, "/FitH": 1, "/FitBH": 1, "/FitR": 4}.get(str(view[0]) if view else "", 0)
        height = view[at] if 0 < at < len(view) else None
        return self._top(page, float(height)) if isinstance(height, int | float) else 0.0


def _got(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
