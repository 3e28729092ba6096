"""A reader of EPUB books that is not ours: zipfile and the standard library's own XML parser."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
_WITHIN_WORDS = {"a", "code", "em", "q", "span", "strong"}
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


class Book:
    """An open book: its files by name, its package document, and its chapters in reading order."""

    def __init__(self, data: bytes) -> None:
        archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = archive.namelist()
        self.files = {name: archive.read(name) for name in self.names}
        container = ElementTree.fromstring(self.files["META-INF/container.xml"])
        root = container.find(f".//{_CONTAINER}rootfile")
        assert root is not None
        self.package_name = root.get("full-path", "")
        self.package = self.parsed(self.package_name)
        self.items = {item.get("id"): item for item in self.package.iter(f"{OPF}item")}

    def parsed(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.files[name])

    def path(self, item_id: str | None) -> str:
        return self.beside(self.package_name, self.items[item_id].get("href", ""))

    def beside(self, name: str, address: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), address.partition("#")[0]))

    def chapters(self) -> Iterator[tuple[str, ElementTree.Element]]:
        for reference in self.package.iter(f"{OPF}itemref"):
            name = self.path(reference.get("idref"))
            yield name, self.parsed(name)

    def nav(self, kind: str) -> ElementTree.Element | None:
        (item,) = (item for item in self.items.values() if item.get("properties") == "nav")
        root = self.parsed(self.path(item.get("id")))
        return next((nav for nav in root.iter(f"{XHTML}nav") if nav.get(TYPE) == kind), None)

    def meta(self, name: str) -> list[str]:
        metas = self.package.iter(f"{OPF}meta")
        return [meta.text or "" for meta in metas if meta.get("property") == name]

    def leads_somewhere(self, name: str, address: str) -> bool:
        """Tell whether ``address``, as found in ``name``, is a file of the book and a place in it."""
        file, _, place = address.partition("#")
        target = self.beside(name, file) if file else name
        if target not in self.files:
            return False
        return not place or any(element.get("id") == place for element in self.parsed(target).iter())

    def text(self) -> str:
        """Return what a reader meets, with a space between blocks; what is shown is its description."""
        bodies = (chapter.find(f"{XHTML}body") for _, chapter in self.chapters())
        return " ".join("".join(_said(body)) for body in bodies if body is not None)


def _said(element: ElementTree.Element) -> Iterator[str]:
    gap = "" if element.tag.removeprefix(XHTML) in _WITHIN_WORDS else " "
    yield gap + (element.get("alt") or element.get("alttext") or "")
    yield element.text or ""
    for child in element if element.get("alttext") is None else ():
        yield from _said(child)
        yield child.tail or ""
    yield gap
