"""The structure tree of a PDF, before it is written: one node for each element of the page.

Roles are the standard structure types of ISO 32000-1, 14.8.4, in the places that PDF/UA-1
(ISO 14289-1, 7.2 to 7.9) and its judges allow them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from converters.writers.markup.tags import Element


@dataclass(frozen=True, slots=True)
class Content:
    """A marked sequence of a page: the page from 0, and the sequence's number on it."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's place on a page, as the engine made it."""

    page: int
    made: Any


@dataclass(slots=True, eq=False)
class Node:
    """A structure element. ``box`` is where a picture stands, in points from the bottom left."""

    role: str
    element: Element | None = None
    parent: Node | None = None
    language: str | None = None
    kids: list[Kid] = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None

    def child(
        self, role: str, element: Element | None, language: str | None, *, at: int | None = None
    ) -> Node:
        """Return a new node inside this one, ``at`` a place among its kids or at their end."""
        made = Node(role, element, self, language)
        self.kids.insert(len(self.kids) if at is None else at, made)
        return made

    def attribute(self, name: str) -> str | None:
        return None if self.element is None else self.element.get(name)

    def nearest(self, *roles: str) -> Node | None:
        """Return this node or the nearest one around it that has one of ``roles``."""
        node: Node | None = self
        while node is not None and node.role not in roles:
            node = node.parent
        return node

    def says_nothing(self) -> bool:
        """Say whether there is nothing here to tag. Rows and cells stay: they hold the grid together."""
        return self.role not in {"TR", "TH", "TD"} and all(
            isinstance(kid, Node) and kid.says_nothing() for kid in self.kids
        )


Kid: TypeAlias = Node | Content | Annotation

_BY_NAME = {
    "p": "P",
    "section": "Sect",
    "nav": "Sect",
    "blockquote": "BlockQuote",
    "pre": "P",
    "code": "Code",
    "q": "Quote",
    "figure": "Div",
    "figcaption": "Caption",
    "img": "Figure",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}


def roles_of(element: Element, parent: Node) -> tuple[str, ...]:
    """Return the roles of ``element`` inside ``parent``, outermost first; none where it only has looks."""
    match element.tag:
        case "ul" | "ol":
            return _list_roles(parent)
        case "li":
            return ({"TOC": "TOCI", "L": "LI"}.get(parent.role, "Note"),)
        case "a":
            return ("Reference", "Link") if parent.role == "TOCI" else ("Link",)
        case "sup":
            return ("Reference",)
        case "span":
            return ("Lbl",) if element.get("class") == "label" else _where_language_changes(element)
        case "figure" if element.get("class") == "equation":
            return ("Formula",)
        case "img" if parent.role == "Formula":
            return ()
        case name:
            return (_BY_NAME[name],) if name in _BY_NAME else _where_language_changes(element)


def _list_roles(parent: Node) -> tuple[str, ...]:
    """Return the roles of a list: a contents list, the notes (each a Note by itself), or a plain list."""
    if parent.attribute("role") == "doc-endnotes":
        return ()
    is_contents = parent.role == "TOCI" or (parent.element is not None and parent.element.tag == "nav")
    return ("TOC",) if is_contents else ("L",)


def _where_language_changes(element: Element) -> tuple[str, ...]:
    return ("Span",) if element.get("lang") else ()


def node_of(element: Element, parent: Node) -> Node:
    """Return a new node for ``element``, or ``parent`` where it has no role of its own."""
    for role in roles_of(element, parent):
        parent = _place(role, element, parent)
    return parent


def _place(role: str, element: Element, parent: Node) -> Node:
    language = element.get("lang")
    if role == "Lbl":
        holder = parent.nearest("LI", "Note")
        if holder is not None:
            return holder.child(role, element, language, at=0)
    if role == "THead":  # the engine sets it with the first rows that leave room for it
        return parent.child(role, element, language, at=_after_caption(parent))
    return inside(parent).child(role, element, language)


def _after_caption(table: Node) -> int:
    return sum(isinstance(kid, Node) and kid.role == "Caption" for kid in table.kids[:1])


def inside(node: Node) -> Node:
    """Return where the content of ``node`` goes: into the body of a list item, else into itself."""
    if node.role != "LI":
        return node
    bodies = (kid for kid in node.kids if isinstance(kid, Node) and kid.role == "LBody")
    return next(bodies, None) or node.child("LBody", None, None)


def every_node(node: Node) -> Iterator[Node]:
    """Yield ``node`` and all inside it that says something, each before what it holds."""
    yield node
    for kid in node.kids:
        if isinstance(kid, Node) and not kid.says_nothing():
            yield from every_node(kid)
