"""The structure tree of a PDF as the benchmark of tags counts it, with nothing of the reader under test."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as api  # type: ignore[import-untyped]
from pypdf import PdfReader
from pypdf.errors import PdfReadError

SYNONYMS = {"FENote": "Note"}
MOST_CHARACTERS = 5000  # of one text object
TEXTS = {"/Alt": "alternative text", "/ActualText": "actual text", "/E": "expansion"}

Content = tuple[int, int]  # a page from 0, and the number of marked content on it


@dataclass(slots=True)
class Tagged:
    """One structure element: ``texts`` its author wrote for it by their kind, ``targets`` of its links.

    ``replaced``: it or something in it has an actual text. ``language``: what it states, where that is
    another than what is around it.
    """

    role: str
    texts: dict[str, str]
    attributes: dict[str, Any]
    language: str | None
    targets: list[str] = field(default_factory=list)
    content: list[Content] = field(default_factory=list)
    replaced: bool = False


def tagged_elements(data: bytes, known: frozenset[str]) -> Iterator[Tagged]:
    """Yield the structure elements that hold anything, in the tree's order; ``known`` roles stay."""
    try:
        reader = PdfReader(BytesIO(data))
        tree = got(reader.root_object.get("/StructTreeRoot"))
        pages = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    except Exception:  # locked, torn, or no PDF: nothing that anybody tagged
        return
    if not isinstance(tree, dict):
        return
    walk = _Walk(tree, pages, known)
    language = str(got(reader.root_object.get("/Lang")) or "") or None
    for kid in listed(tree.get("/K")):
        yield from walk.elements(kid, None, language, 0)


class _Walk:
    def __init__(self, tree: dict[str, Any], pages: dict[int, int], known: frozenset[str]) -> None:
        self._roles = got(tree.get("/RoleMap")) or {}
        self._classes = got(tree.get("/ClassMap")) or {}
        self._pages = pages
        self._known = known

    def elements(self, kid: Any, page: int | None, language: str | None, depth: int) -> list[Tagged]:
        """Return what ``kid`` is and holds, each parent first; nothing where it holds nothing."""
        value = got(kid)
        if not isinstance(value, dict) or "/S" not in value or depth > 60:
            return []
        role = self._resolved(str(value["/S"]))
        if role == "Artifact":
            return []
        page = self._page(value, page)
        own = str(got(value.get("/Lang")) or "") or language
        texts = {
            what: said for key, what in TEXTS.items() if (said := folded(str(got(value.get(key)) or "")))
        }
        element = Tagged(
            SYNONYMS.get(role, role), texts, self._attributes(value), own if own != language else None
        )
        element.replaced = "actual text" in texts
        inner: list[Tagged] = []
        holds = False
        for each in listed(value.get("/K")):
            if self._leaf(got(each), page, element):
                holds = True
            else:
                inner += (below := self.elements(each, page, own, depth + 1))
                labelled = element.role == "LI" and below and below[0].role == "Lbl"
                element.content += below[0].content if below and not labelled else []  # a list counts itself
                element.replaced |= bool(below) and below[0].replaced
        return [element, *inner] if holds or inner else []

    def _leaf(self, value: Any, page: int | None, element: Tagged) -> bool:
        """Tell whether ``value`` is content, and note it in ``element``."""
        if isinstance(value, int):
            element.content += [(page, int(value))] if page is not None else []
            return True
        if not isinstance(value, dict):
            return False
        if value.get("/Type") == "/MCR":
            page = self._page(value, page)
            number = got(value.get("/MCID"))
            inner = "/Stm" in value
            element.content += [(page, int(number))] if page is not None and not inner else []
            return True
        if value.get("/Type") == "/OBJR":
            action = got((got(value.get("/Obj")) or {}).get("/A")) or {}
            target = str(got(action.get("/URI")) or "")
            element.targets += [target] if target.startswith("http") else []
            return True
        return False

    def _page(self, value: Any, page: int | None) -> int | None:
        raw = value.raw_get("/Pg") if "/Pg" in value else None
        return self._pages.get(getattr(raw, "idnum", -1), page)

    def _attributes(self, value: Any) -> dict[str, Any]:
        named = (self._classes.get(got(name)) for name in listed(value.get("/C")))
        owners = [*(got(each) for one in named for each in listed(one)), *map(got, listed(value.get("/A")))]
        return {str(key): got(each) for one in owners if isinstance(one, dict) for key, each in one.items()}

    def _resolved(self, name: str) -> str:
        for _ in range(10):
            if name[1:] in self._known or name not in self._roles:
                break
            name = str(got(self._roles[name]))
        return name[1:]


def words_by_content(data: bytes) -> dict[Content, str]:
    """Return what the text objects of each marked content say, in the order in which they are drawn."""
    said: dict[Content, list[str]] = defaultdict(list)
    with pdfium.PdfDocument(data) as document:
        for number in range(len(document)):
            try:
                page = document[number]
            except pdfium.PdfiumError:  # a torn page
                continue
            text = page.get_textpage()
            for item in page.get_objects(filter=[api.FPDF_PAGEOBJ_TEXT]):
                key = number, api.FPDFPageObj_GetMarkedContentID(item.raw)
                said[key].append(_text_of(item, text))
    return {key: "".join(parts) for key, parts in said.items()}


def _text_of(item: Any, text: Any) -> str:
    buffer = (ctypes.c_ushort * MOST_CHARACTERS)()
    length = api.FPDFTextObj_GetText(item.raw, text.raw, buffer, 2 * MOST_CHARACTERS)
    return bytes(buffer)[: max(0, length - 2)].decode("utf-16-le", "ignore")


def folded(text: str) -> str:
    """Return ``text`` on one line, without control characters; read right where two characters make one."""
    paired = text.encode("utf-16-le", "ignore").decode("latin-1")
    if paired.isascii() and not text.isascii() and "\0" not in paired.rstrip("\0\r\n"):
        text = paired
    text = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def listed(value: Any) -> list[Any]:
    value = got(value)
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def got(value: Any) -> Any:
    """Return what ``value`` refers to, None where the file is torn there."""
    with suppress(PdfReadError):
        return _got(value)
    return None


def _got(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
