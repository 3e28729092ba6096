"""The package document: what the publication is, its files, and their order (EPUB 3.3, section 5)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable

from lxml import etree

from converters.writers.epub.book import Book
from converters.writers.epub.container import Resource
from converters.writers.epub.metadata import Property
from converters.writers.markup.tags import Element
from converters.writers.text import is_right_to_left, language_tag, legal

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_XML = "http://www.w3.org/XML/1998/namespace"
_MODIFIED = "1980-01-01T00:00:00Z"
"""The date that a publication must state. We have no clock; it is that of the files in the zip."""


def package(book: Book, metadata: Iterable[Property], resources: Iterable[Resource]) -> bytes:
    """Return the package document; of ``resources``, those that are read are in reading order."""
    listed = tuple(resources)
    root = etree.fromstring(f'<package xmlns="{_OPF}"/>')
    root.set("version", "3.0")
    root.set("unique-identifier", "id")
    root.set(f"{{{_XML}}}lang", language_tag(book.document.language) or "und")
    _add_metadata(root, book, metadata, listed)
    manifest = _add(root, "manifest")
    for resource in listed:
        _add_item(manifest, resource)
    spine = _add(root, "spine")
    if is_right_to_left(book.document.language):
        spine.set("page-progression-direction", "rtl")
    for resource in listed:
        if resource.is_read:
            _add(spine, "itemref", idref=resource.id)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _add_metadata(
    root: Element, book: Book, properties: Iterable[Property], resources: tuple[Resource, ...]
) -> None:
    metadata = etree.SubElement(root, f"{{{_OPF}}}metadata", nsmap={"dc": _DC})
    _add_core(metadata, "identifier", _identifier(resources), id="id")
    _add_core(metadata, "title", book.title)
    _add_core(metadata, "language", language_tag(book.document.language) or "und")
    _add_meta(metadata, Property("dcterms:modified", _MODIFIED))
    if book.pages():
        source = f"{book.title} (PDF)"
        _add_core(metadata, "source", source)
        _add_meta(metadata, Property("pageBreakSource", source))
    for property in properties:
        _add_meta(metadata, property)


def _identifier(resources: tuple[Resource, ...]) -> str:
    """Return a name that is this content's alone: the same content, the same name."""
    content = hashlib.sha256()
    for resource in resources:
        content.update(resource.name.encode("utf-8") + b"\0" + hashlib.sha256(resource.content).digest())
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, content.hexdigest())}"


def _add_item(manifest: Element, resource: Resource) -> None:
    item = _add(manifest, "item", id=resource.id, href=resource.name)
    item.set("media-type", resource.media_type)
    if resource.properties:
        item.set("properties", resource.properties)
    if resource.overlay:
        item.set("media-overlay", Resource(resource.overlay, "", b"").id)


def _add_core(metadata: Element, name: str, value: str, **attributes: str) -> None:
    etree.SubElement(metadata, f"{{{_DC}}}{name}", attributes).text = legal(value)


def _add_meta(metadata: Element, property: Property) -> None:
    meta = _add(metadata, "meta", property=property.name)
    meta.text = legal(property.value)
    if property.refines:
        meta.set("refines", f"#{property.refines}")


def _add(parent: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{_OPF}}}{name}", attributes)
