"""Elements of WordprocessingML and of the drawings inside it."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from converters.writers.text import legal

Element: TypeAlias = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
_DOCUMENT_NAMESPACES = {prefix: NAMESPACES[prefix] for prefix in ("w", "r", "wp", "a", "pic")}


def element(name: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """Return the element "prefix:name"; attributes without a prefix have no namespace. None is left out."""
    made = etree.Element(_qualified(name))
    for key, value in attributes.items():
        if value is not None:
            made.set(key, legal(str(value)))
    made.extend([child for child in children if child is not None])
    return made


def w(name: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """Return the WordprocessingML element ``name``; its attributes are in that namespace too."""
    made = element(f"w:{name}", *children)
    for key, value in attributes.items():
        if value is not None:
            made.set(_qualified(f"w:{key.rstrip('_')}"), legal(str(value)))
    return made


def root(name: str, *children: Element) -> Element:
    """Return the root element of a part, which declares every namespace that the part may need."""
    made = etree.Element(_qualified(name), nsmap=_DOCUMENT_NAMESPACES)
    made.extend(children)
    return made


def related(made: Element, key: str, relationship: str) -> Element:
    """Return ``made`` with its attribute r:``key`` naming a relationship of its part."""
    made.set(_qualified(f"r:{key}"), relationship)
    return made


def serialized(made: Element) -> bytes:
    """Return a part as UTF-8."""
    etree.cleanup_namespaces(made, keep_ns_prefixes=["w", "r"])
    return etree.tostring(made, encoding="UTF-8", xml_declaration=True, standalone=True)


def _qualified(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
