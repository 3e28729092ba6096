"""The structure tree as our own values: roles resolved, attributes gathered, references turned into pages.

Nothing here trusts the file: a tree may be thousands deep, go in circles or name pages that are not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from converters.document import Math
from converters.readers.pdf.catalogue import bcp47
from converters.readers.pdf.tags.mathml import given_with
from converters.readers.pdf.tags.roles import HEADINGS, LEFT_OUT, Roles, heading_by_name
from converters.readers.pdf.text.characters import one_line

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_ELEMENTS = 400_000
MAX_DEPTH = 100  # a real tree is some 20 deep


class Marked(NamedTuple):  # looked up so often that a quick hash tells
    """Marked content ``number`` of ``page``; ``inner``: numbered in a form XObject, not in the page."""

    page: int
    number: int
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """An annotation or picture that an element refers to: ``value`` is its dictionary as pypdf gives it."""

    page: int | None
    value: Mapping[str, Any] = field(repr=False)


@dataclass(slots=True)
class Element:
    """One structure element. ``role`` is a standard type where one is known.

    ``alt``, ``actual`` and ``expansion`` are the author's words, None where none were
    written; ``language`` is BCP 47. ``attributes`` are those of all owners and classes,
    ``math`` the MathML that stands with a formula.
    """

    role: str
    kids: list[Kid] = field(default_factory=list)
    alt: str | None = None
    actual: str | None = None
    expansion: str | None = None
    language: str | None = None
    id: str | None = None
    reference: int | None = None
    refers: tuple[int, ...] = ()
    attributes: dict[str, Any] = field(default_factory=dict)
    page: int | None = None
    math: Math | None = None


Kid: TypeAlias = Element | Marked | Thing


def structure_of(reader: PdfReader) -> Element | None:
    """Return the root of the structure tree, None where there is none.

    Raises whatever pypdf raises for a damaged file.
    """
    tree = _got(reader.root_object.get("/StructTreeRoot"))
    if not isinstance(tree, Mapping) or "/K" not in tree:
        return None
    return _Reading(reader, tree).root()


class _Reading:
    """One pass over the tree, with what every step of it needs."""

    def __init__(self, reader: PdfReader, tree: Mapping[str, Any]) -> None:
        self._tree = tree
        self._roles = Roles(tree)
        self._classes = _got(tree.get("/ClassMap"))
        self._pages = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(reader.pages, 1)
            if page.indirect_reference
        }
        self._seen: set[int] = set()
        self._count = 0
        self._named: list[tuple[Element, str]] = []  # paragraphs whose names say that they are headings
        self._headed = False

    def root(self) -> Element:
        root = Element("Document")
        waiting: list[tuple[Element, Any, int]] = [(root, self._tree.get("/K"), 0)]
        while waiting:  # a loop, not recursion: see the module
            parent, kids, depth = waiting.pop()
            for kid in _listed(kids):
                if (found := self._kid(kid, parent)) is None:
                    continue
                parent.kids.append(found)
                if isinstance(found, Element) and depth < MAX_DEPTH:
                    waiting.append((found, _got(kid).get("/K"), depth + 1))
        self._head_by_names()
        return root

    def _head_by_names(self) -> None:
        """Make headings of paragraphs that are named so, where the author's map makes all of them paragraphs.

        InDesign maps each style to P until somebody says otherwise.
        """
        if not self._headed:
            for element, role in self._named:
                element.role = role

    def _kid(self, kid: Any, parent: Element) -> Kid | None:
        number = getattr(kid, "idnum", None)
        value = _got(kid)
        if isinstance(value, int):
            return Marked(parent.page, int(value)) if parent.page and value >= 0 else None
        if not isinstance(value, Mapping):
            return None
        kind = value.get("/Type")
        if kind == "/MCR":
            return self._marked(value, parent)
        if kind == "/OBJR":
            thing = _got(value.get("/Obj"))
            return Thing(self._page(value, parent), thing) if isinstance(thing, Mapping) else None
        return self._element(value, number, parent)

    def _marked(self, value: Mapping[str, Any], parent: Element) -> Marked | None:
        page, number = self._page(value, parent), _got(value.get("/MCID"))
        if page is None or not isinstance(number, int):
            return None
        return Marked(page, int(number), inner="/Stm" in value)

    def _element(self, value: Mapping[str, Any], number: int | None, parent: Element) -> Element | None:
        if number is not None and number in self._seen:
            return None
        self._count += 1
        name = _got(value.get("/S"))
        if self._count > MAX_ELEMENTS or not isinstance(name, str):
            return None
        if number is not None:
            self._seen.add(number)
        namespace = _got(value.get("/NS"))
        role = self._roles.standard(name.lstrip("/"), namespace if isinstance(namespace, Mapping) else None)
        element = Element(
            role=role,
            alt=_words(value.get("/Alt")),
            actual=_words(value.get("/ActualText")),
            expansion=_words(value.get("/E")),
            language=bcp47(_words(value.get("/Lang"))),
            id=_identifier(value.get("/ID")),
            reference=number,
            refers=tuple(ref.idnum for ref in _listed(value.get("/Ref")) if hasattr(ref, "idnum")),
            attributes=self._attributes(value),
            page=self._page(value, parent),
            math=given_with(value) if role == "Formula" else None,
        )
        self._headed = self._headed or role in HEADINGS or role in {"H", "Title"}
        if role == "P" and (heading := heading_by_name(name.lstrip("/"))):
            self._named.append((element, heading))
        return element

    def _page(self, value: Mapping[str, Any], parent: Element) -> int | None:
        raw = value.raw_get("/Pg") if "/Pg" in value else None  # type: ignore[attr-defined]
        return self._pages.get(getattr(raw, "idnum", -1)) or parent.page

    def _attributes(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the attributes of an element: those of its classes, and over them its own."""
        gathered: dict[str, Any] = {}
        classes = self._classes if isinstance(self._classes, Mapping) else {}
        for name in _listed(value.get("/C")):
            for attributes in _listed(classes.get(_got(name)) if isinstance(_got(name), str) else None):
                gathered |= _attribute_values(attributes)
        for attributes in _listed(value.get("/A")):
            gathered |= _attribute_values(attributes)
        return gathered


def _attribute_values(value: Any) -> dict[str, Any]:
    value = _got(value)  # a number here is a revision of the attributes before it
    if not isinstance(value, Mapping):
        return {}
    return {str(key).lstrip("/"): _got(each) for key, each in value.items() if key != "/O"}


def _listed(value: Any) -> list[Any]:
    """Return the members of an array, or the one value in its place, references kept."""
    if value is None:
        return []
    resolved = _got(value)
    if isinstance(resolved, list):
        return list(resolved)
    return [value]


def _words(value: Any) -> str | None:
    value = _got(value)
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return None
    words = one_line(value)
    return None if value and not words else words  # nothing that can be said is not "say nothing"


def _identifier(value: Any) -> str | None:
    value = _got(value)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return str(value) if isinstance(value, str) else None


def _got(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def every_element(root: Element) -> Iterator[Element]:
    """Yield ``root`` and every element inside it in the tree's order, artifacts and their like left out."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.role in LEFT_OUT:
            continue
        yield element
        waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


def leaves(root: Element) -> Iterator[Marked | Thing]:
    """Yield what the elements refer to, in the tree's order, artifacts and their like left out."""
    waiting: list[Kid] = [root]
    while waiting:
        kid = waiting.pop()
        if not isinstance(kid, Element):
            yield kid
        elif kid.role not in LEFT_OUT:
            waiting.extend(reversed(kid.kids))


def left_out(root: Element) -> set[Marked]:
    """Return the marked content that the tree itself calls no part of the text."""
    found: set[Marked] = set()
    waiting: list[tuple[Kid, bool]] = [(root, False)]
    while waiting:
        kid, outside = waiting.pop()
        if isinstance(kid, Element):
            waiting.extend((inner, outside or kid.role in LEFT_OUT) for inner in kid.kids)
        elif outside and isinstance(kid, Marked):
            found.add(kid)
    return found
