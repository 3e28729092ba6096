"""From the engine's boxes to our structure tree, page by page as they are painted.

WeasyPrint's own tree makes new elements for each page, so that a table over three pages is
three tables; it loses languages, ties cells to wrong headers under row spans, and tags page
numbers as text. Its boxes know which HTML element they come from, so we build the tree
from the elements: one node each, however many pages it is cut over. This module and
engine.py are the only ones that know the engine's own objects; its version is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from converters.writers.markup.tags import Element
from converters.writers.paper.nodes import Annotation, Content, Node, inside, node_of

_POINTS_PER_PIXEL = 0.75
_ROOTS = {"html", "body", "main"}


class Tagger:
    """The structure tree of one document while its pages are painted, in their order."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.annotations: list[tuple[Annotation, Node]] = []
        self.needless: list[Any] = []
        """Links inside links, which the engine makes of every element in one, and those in artifacts."""
        self.counts: list[int] = []
        """How many marked sequences each page has."""
        self._nodes: dict[Element, Node] = {}
        self._heads: dict[Element, int] = {}
        self._page = 0
        self._height = 0.0
        self._marks: dict[Any, Any] = {}

    def add_page(self, page_box: Any, marks: dict[Any, Any]) -> set[int]:
        """Add a painted page; return the sequences on it that are artifacts.

        ``marks`` are the marked sequences by the box they were painted for.
        """
        self._page = len(self.counts)
        self._height = page_box.margin_height()
        self._marks = marks
        self.counts.append(len(marks))
        furniture: set[int] = set()
        for box in page_box.children:
            if _is_margin(box):
                furniture.update(self._sequences(box))
            else:
                self._add(box, self.root, None, furniture)
        return furniture

    def _add(self, box: Any, parent: Node, link: Any, furniture: set[int]) -> None:
        """Add ``box`` and what is inside it; ``link`` is the link it stands in."""
        box = getattr(box, "_box", box)  # what takes the place of a box out of the flow
        if self._is_repeated_head(box) or _is_decoration(box):
            furniture.update(self._sequences(box))
            self.needless.extend(_links(box))
            return
        node = self._node(box, parent)
        link = self._linked(box, node, link)
        if box in self._marks:
            self._add_content(box, node)
        for child in _children(box):
            self._add(child, node, link, furniture)

    def _add_content(self, box: Any, node: Node) -> None:
        inside(node).kids.append(Content(self._page, self._marks[box]["mcid"]))
        if node.role in {"Figure", "Formula"} and hasattr(box, "replacement"):
            left, top = box.content_box_x(), box.content_box_y()
            sides = (left, self._height - top - box.height, left + box.width, self._height - top)
            node.box = tuple(round(side * _POINTS_PER_PIXEL, 2) for side in sides)

    def _node(self, box: Any, parent: Node) -> Node:
        """Return the node of the element that ``box`` comes from, the same on every page."""
        element = box.element
        if element is None or element.tag in _ROOTS:
            return parent
        if element not in self._nodes:
            self._nodes[element] = node_of(element, parent)
        return self._nodes[element]

    def _linked(self, box: Any, node: Node, link: Any) -> Any:
        """Note the link that starts at ``box``; return the link that its content stands in."""
        made = getattr(box, "link_annotation", None)
        if not made:
            return link
        if link is not None:
            self.needless.append(made)
            return link
        annotation = Annotation(self._page, made)
        node.kids.append(annotation)
        self.annotations.append((annotation, node))
        return made

    def _is_repeated_head(self, box: Any) -> bool:
        """Say whether ``box`` is the head of a table, set again where the table goes on."""
        if not getattr(box, "is_header", False) or box.element is None:
            return False
        return self._heads.setdefault(box.element, self._page) != self._page

    def _sequences(self, box: Any) -> Iterator[int]:
        box = getattr(box, "_box", box)
        if box in self._marks:
            yield self._marks[box]["mcid"]
        for child in _children(box):
            yield from self._sequences(child)


def _links(box: Any) -> Iterator[Any]:
    """Yield the links in ``box``, at any depth."""
    box = getattr(box, "_box", box)
    if made := getattr(box, "link_annotation", None):
        yield made
    for child in _children(box):
        yield from _links(child)


def _children(box: Any) -> Iterator[Any]:
    return iter(getattr(box, "children", ()))


def _is_decoration(box: Any) -> bool:
    """Say whether ``box`` is a picture whose description says that it says nothing."""
    return box.element is not None and box.element.tag == "img" and box.element.get("alt") == ""


def _is_margin(box: Any) -> bool:
    return hasattr(box, "at_keyword")
