"""What a PDF says to whoever listens: its structure read with pypdf, its letters with PDFium."""

from __future__ import annotations

import io
from collections.abc import Iterator
from ctypes import byref, c_ulong, c_ushort
from dataclasses import dataclass, field
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from pypdf import PdfReader
from pypdf.generic import ArrayObject
from pypdfium2 import raw


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element with everything inside it, in reading order."""

    role: str
    lang: str | None = None
    alt: str | None = None
    id: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: tuple[Element | str | Annotation, ...] = ()

    @property
    def text(self) -> str:
        """Return the words inside, at any depth."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def elements(self) -> tuple[Element, ...]:
        return tuple(kid for kid in self.kids if isinstance(kid, Element))

    def every(self, *roles: str) -> list[Element]:
        """Return the elements of these roles at any depth, in reading order."""
        found = [self] if self.role in roles else []
        return found + [one for kid in self.elements for one in kid.every(*roles)]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link as a reader of the structure meets it."""

    contents: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """``said`` by page and number of its marked sequence; ``furniture`` is the text of artifacts, by page."""

    said: dict[tuple[int, int], str]
    furniture: tuple[str, ...]
    untagged: str


def structure(data: bytes) -> Element:
    """Return the structure tree of a PDF, with the words that its marked sequences paint."""
    reader = PdfReader(io.BytesIO(data))
    pages = {page.indirect_reference.idnum: index for index, page in enumerate(reader.pages)}  # type: ignore
    tree: Any = reader.root_object["/StructTreeRoot"]
    said = spoken(data).said
    (root,) = _kids(tree["/K"], None, pages, said)
    assert isinstance(root, Element)
    return root


def spoken(data: bytes) -> Spoken:
    """Return the text that PDFium finds, by how it is marked."""
    said: dict[tuple[int, int], str] = {}
    furniture, untagged = [], ""
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            artifacts = ""
            for text, marks, sequence in _texts(page):
                if "Artifact" in marks:
                    artifacts += text
                elif sequence >= 0:
                    said[number, sequence] = said.get((number, sequence), "") + text
                else:
                    untagged += text
            furniture.append(artifacts)
    return Spoken(said, tuple(furniture), untagged)


def words_read_back(data: bytes) -> list[str]:
    """Return the words of the text in the order of the structure tree."""
    return structure(data).text.split()


def _texts(page: Any) -> Iterator[tuple[str, set[str], int]]:
    letters = page.get_textpage()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        size = raw.FPDFTextObj_GetText(one.raw, letters.raw, None, 0)
        buffer = (c_ushort * (size // 2))()
        raw.FPDFTextObj_GetText(one.raw, letters.raw, buffer, size)
        text = bytes(buffer).decode("utf-16-le").rstrip("\0")
        yield text, set(_marks(one)), raw.FPDFPageObj_GetMarkedContentID(one.raw)


def _marks(one: Any) -> Iterator[str]:
    for index in range(raw.FPDFPageObj_CountMarks(one.raw)):
        mark = raw.FPDFPageObj_GetMark(one.raw, index)
        buffer = (c_ushort * 64)()
        length = c_ulong()
        raw.FPDFPageObjMark_GetName(mark, buffer, 128, byref(length))
        yield bytes(buffer)[: length.value].decode("utf-16-le").rstrip("\0")


def _kids(
    node: Any, page: int | None, pages: dict[int, int], said: dict[tuple[int, int], str]
) -> Iterator[Element | str | Annotation]:
    made: Any = node.get_object()
    if isinstance(made, ArrayObject):
        for kid in made:
            yield from _kids(kid, page, pages, said)
    elif isinstance(made, int):
        assert page is not None
        yield said.get((page, int(made)), "")
    elif "/S" in made:
        yield _element(made, pages, said)
    elif made["/Type"] == "/MCR":
        yield said.get((pages[made.raw_get("/Pg").idnum], int(made["/MCID"])), "")
    else:
        yield Annotation(str(made["/Obj"].get("/Contents", "")))


def _element(node: Any, pages: dict[int, int], said: dict[tuple[int, int], str]) -> Element:
    page = pages[node.raw_get("/Pg").idnum] if "/Pg" in node else None
    attributes = dict(node["/A"].get_object()) if "/A" in node else {}
    return Element(
        role=str(node["/S"])[1:],
        lang=_string(node, "/Lang"),
        alt=_string(node, "/Alt"),
        id=_string(node, "/ID"),
        attributes={key[1:]: value for key, value in attributes.items()},
        kids=tuple(_kids(node.get("/K", ArrayObject()), page, pages, said)),
    )


def _string(node: Any, key: str) -> str | None:
    return str(node[key]) if key in node else None
