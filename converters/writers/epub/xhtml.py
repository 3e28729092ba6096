"""The elements of a web page as a document of XHTML, the only form of HTML in an EPUB."""

from __future__ import annotations

from lxml import etree

from converters.writers.markup.tags import Element
from converters.writers.text import is_right_to_left, language_tag, legal

XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
OPS = "http://www.idpf.org/2007/ops"
KIND = "data-type"
"""The attribute that says EPUB's own word for an element that has no such role."""
XML = "http://www.w3.org/XML/1998/namespace"

_TYPES = {
    "doc-backlink": "backlink",
    "doc-endnotes": "endnotes",
    "doc-noteref": "noteref",
    "doc-pagebreak": "pagebreak",
}
"""EPUB's own word for a role, which reading systems know where they do not know roles."""


def content_document(title: str, language: str, style: str, elements: list[Element]) -> bytes:
    """Return a content document with ``elements`` as its body; ``style`` is the address of a style sheet."""
    root = etree.fromstring(f'<html xmlns="{XHTML}" xmlns:epub="{OPS}"/>')
    _set_language(root, language_tag(language) or "und")
    if is_right_to_left(language):
        root.set("dir", "rtl")
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = legal(title)
    etree.SubElement(head, f"{{{XHTML}}}link", rel="stylesheet", type="text/css", href=style)
    body = etree.SubElement(root, f"{{{XHTML}}}body")
    body.text = "\n"
    for element in elements:
        _grow(body, element)
    written = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return written + b"\n"


def _grow(parent: Element, source: Element, namespace: str = XHTML) -> None:
    """Add a copy of ``source``, which is in no namespace, to ``parent``."""
    namespace = MATHML if source.tag == "math" else namespace
    copy = etree.SubElement(parent, f"{{{namespace}}}{source.tag}", nsmap={None: namespace})  # type: ignore[dict-item]
    copy.text, copy.tail = source.text, source.tail
    for name, value in source.attrib.items():
        if name != KIND:
            copy.set(str(name), str(value))
    if language := source.get("lang"):
        _set_language(copy, language)
    if kind := source.get(KIND) or _TYPES.get(source.get("role") or ""):
        copy.set(f"{{{OPS}}}type", kind)
    for child in source:
        _grow(copy, child, namespace)


def _set_language(element: Element, language: str) -> None:
    element.set("lang", language)
    element.set(f"{{{XML}}}lang", language)
