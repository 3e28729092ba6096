"""Small tagged PDFs made element by element, for what no printing program can be made to write."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, TypeAlias

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

WIDTH, HEIGHT = 595, 842
LEFT, TOP, LEADING = 72, 770, 20  # points


@dataclass(frozen=True)
class Link:
    """A link annotation on the page, to an address or to a height on a page (counted from 1)."""

    to: str | tuple[int, int]


@dataclass(frozen=True)
class Field:
    """A form field: ``keys`` are those of its dictionary, without their strokes."""

    keys: dict[str, Any]


@dataclass(frozen=True)
class Drawing:
    """A filled rectangle, ``width`` by ``height`` points."""

    width: int = 100
    height: int = 60


@dataclass(frozen=True)
class Raised:
    """Small characters above the end of the line before, as the mark of a footnote stands."""

    text: str


@dataclass(frozen=True)
class Element:
    """One structure element. A ``str`` among ``kids`` is a line of text, ``page`` where they are drawn."""

    role: str
    kids: tuple[Kid, ...]
    keys: dict[str, Any] = field(default_factory=dict)
    page: int | None = None
    upwards: bool = False


Kid: TypeAlias = "Element | str | Raised | Link | Field | Drawing"


def e(role: str, *kids: Kid, page: int | None = None, upwards: bool = False, **keys: Any) -> Element:
    """Return an element; ``keys`` go into its dictionary: ``Alt="…"``, ``A={"Scope": "/Row"}``.

    With ``upwards`` its lines are tagged in the order opposite to that in which they stand.
    """
    return Element(role, kids, keys, page, upwards)


def tagged(*elements: Element, outside: str = "", artifact: str = "", **catalogue: Any) -> bytes:
    """Return a PDF with ``elements`` in its tree, its text drawn in the tree's order, a line for each.

    ``outside`` is text on the first page that no tag marks, ``artifact`` text marked as none.
    ``catalogue`` are keys of the catalogue (``Lang``) or of the tree (``RoleMap``, ``ClassMap``).
    """
    maker = _Maker(1 + max((_last_page(element) for element in elements), default=1))
    return maker.made(elements, outside, artifact, catalogue)


def _last_page(element: Element) -> int:
    inner = [_last_page(kid) for kid in element.kids if isinstance(kid, Element)]
    return max([(element.page or 1) - 1, *inner])


class _Maker:
    def __init__(self, pages: int) -> None:
        self.writer = PdfWriter()
        self.pages = [self.writer.add_blank_page(WIDTH, HEIGHT) for _ in range(pages)]
        self.content = [b""] * pages
        self.counts = [0] * pages
        self.heights = [TOP] * pages

    def made(self, elements: tuple[Element, ...], outside: str, artifact: str, keys: dict[str, Any]) -> bytes:
        tree = self.writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")}))
        kids = ArrayObject(self.element(element, tree, 0) for element in elements)
        held = tree.get_object()
        assert isinstance(held, DictionaryObject)
        held[NameObject("/K")] = kids
        if outside:
            self.content[0] += self.text(0, outside)
        if artifact:
            self.content[0] += b"/Artifact BMC " + self.text(0, artifact) + b"EMC\n"
        root = self.writer.root_object
        root[NameObject("/StructTreeRoot")] = tree
        root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        for key, value in keys.items():
            (root if key in {"Lang", "AcroForm"} else held)[NameObject(f"/{key}")] = plain(value)
        self.finish()
        out = BytesIO()
        self.writer.write(out)
        return out.getvalue()

    def finish(self) -> None:
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        for page, content in zip(self.pages, self.content, strict=True):
            stream = StreamObject()
            stream.set_data(content)
            page[NameObject("/Contents")] = self.writer._add_object(stream)
            page[NameObject("/Resources")] = plain({"Font": {"F1": {k[1:]: v for k, v in font.items()}}})

    def element(self, element: Element, parent: IndirectObject, page: int) -> IndirectObject:
        page = page if element.page is None else element.page - 1
        own = DictionaryObject({NameObject("/S"): NameObject(f"/{element.role}"), NameObject("/P"): parent})
        reference = self.writer._add_object(own)
        if page_reference := self.pages[page].indirect_reference:
            own[NameObject("/Pg")] = page_reference
        for key, value in element.keys.items():
            own[NameObject(f"/{key}")] = plain(value)
        kids = [self.kid(kid, reference, page) for kid in element.kids]
        own[NameObject("/K")] = ArrayObject(reversed(kids) if element.upwards else kids)
        return reference

    def kid(self, kid: Kid, parent: IndirectObject, page: int) -> Any:
        match kid:
            case Element():
                return self.element(kid, parent, page)
            case Link():
                return self.object_reference(self.link(kid, page))
            case Field():
                widget = {"Type": "/Annot", "Subtype": "/Widget", "Rect": [72, 100, 200, 120], **kid.keys}
                return self.object_reference(self.annotation(plain(widget), page))
            case Drawing():
                self.heights[page] -= kid.height
                return self.marked(page, b"72 %d %d %d re f " % (self.heights[page], kid.width, kid.height))
            case Raised(text):
                at = LEFT + 250, self.heights[page] + 5
                return self.marked(page, b"BT /F1 7 Tf %d %d Td <%b> Tj ET " % (*at, encoded(text)))
            case str():
                return self.marked(page, self.text(page, kid))

    def marked(self, page: int, drawing: bytes) -> NumberObject:
        number = self.counts[page]
        self.counts[page] += 1
        self.content[page] += b"/Span << /MCID %d >> BDC %b EMC\n" % (number, drawing)
        return NumberObject(number)

    def text(self, page: int, text: str) -> bytes:
        self.heights[page] -= LEADING
        return b"BT /F1 12 Tf %d %d Td <%b> Tj ET " % (LEFT, self.heights[page], encoded(text))

    def link(self, link: Link, page: int) -> IndirectObject:
        own: dict[str, Any] = {"Type": "/Annot", "Subtype": "/Link", "Rect": [72, 100, 200, 120]}
        if isinstance(link.to, str):
            own["A"] = {"S": "/URI", "URI": link.to}
        annotation = plain(own)
        if not isinstance(link.to, str):
            to, height = link.to
            target = [self.pages[to - 1].indirect_reference, NameObject("/XYZ"), NumberObject(0)]
            annotation[NameObject("/Dest")] = ArrayObject([*target, NumberObject(height), NumberObject(0)])
        return self.annotation(annotation, page)

    def annotation(self, annotation: Any, page: int) -> IndirectObject:
        reference = self.writer._add_object(annotation)
        known = self.pages[page].setdefault(NameObject("/Annots"), ArrayObject())
        assert isinstance(known, ArrayObject)
        known.append(reference)
        return reference

    def object_reference(self, reference: IndirectObject) -> DictionaryObject:
        return DictionaryObject({NameObject("/Type"): NameObject("/OBJR"), NameObject("/Obj"): reference})


def encoded(text: str) -> bytes:
    return text.encode("cp1252").hex().encode()


def plain(value: Any) -> Any:
    """Return a Python value as a PDF object; text that begins with a stroke is a name."""
    match value:
        case dict():
            return DictionaryObject({NameObject(f"/{key}"): plain(each) for key, each in value.items()})
        case list():
            return ArrayObject(map(plain, value))
        case int():
            return NumberObject(value)
        case float():
            return FloatObject(value)
        case str() if value.startswith("/"):
            return NameObject(value)
        case str():
            return TextStringObject(value)
    return value
