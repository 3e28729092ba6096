"""An EPUB book: is laid out as reading systems want it, and says its title, language and accessibility.

Its chapters are XML, say their language, run and fetch nothing; pictures are whole, links lead somewhere.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from converters.checks.pictures import is_whole
from converters.checks.zipped import parts_of

_MIMETYPE = b"application/epub+zip"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_LOADING = ("{*}script", "{*}iframe", "{*}object", "{*}embed", "{*}base", "{*}form")
_ADDRESSES = ("http://", "https://", "mailto:", "tel:")
_BLOCKS = {"p", "ul", "ol", "li", "table", "figure", "section", "div", "blockquote", "pre"} | {
    f"h{level}" for level in range(1, 7)
}
_SAID = {
    "dcterms:modified": "when it was made",
    "schema:accessMode": "how it can be read",
    "schema:accessibilityFeature": "what makes it accessible",
    "schema:accessibilityHazard": "whether it can harm",
    "schema:accessibilitySummary": "how accessible it is, in words",
}

Element = etree._Element
Files = Mapping[str, bytes]


def epub_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with an EPUB book."""
    files = parts_of(data)
    if files is None:
        return ("The file does not open as a book.",)
    if next(iter(files), None) != "mimetype" or files["mimetype"] != _MIMETYPE:
        return ("The file does not begin by saying that it is a book.",)
    name = _package_name(files)
    package = _parsed(files, name)
    if package is None:
        return ("The book has no package document.",)
    return (*_metadata(package), *_manifest(package, name, files), *_documents(package, name, files))


def _package_name(files: Files) -> str:
    container = _parsed(files, "META-INF/container.xml")
    root = None if container is None else container.find(".//{*}rootfile")
    return "" if root is None else root.get("full-path", "")


def _metadata(package: Element) -> Iterator[str]:
    for name in ("identifier", "title", "language"):
        if not (package.findtext(f"{{*}}metadata/{{*}}{name}") or "").strip():
            yield f"The book does not say its {name}."
    named = {one.get("id") for one in package.iterfind("{*}metadata/{*}identifier")}
    if package.get("unique-identifier") not in named:
        yield "The book does not say which identifier is its own."
    said = {meta.get("property") for meta in package.iter("{*}meta") if (meta.text or "").strip()}
    for name, words in _SAID.items():
        if name not in said:
            yield f"The book does not say {words}."


def _manifest(package: Element, name: str, files: Files) -> Iterator[str]:
    listed = {_beside(name, item.get("href", "")) for item in package.iter("{*}item")}
    for missing in sorted(listed - set(files)):
        yield f"The book lists {missing}, which is not in it."
    own = {"mimetype", "META-INF/container.xml", name}
    for unlisted in sorted(set(files) - listed - own):
        yield f"The book has {unlisted}, which it does not list."
    if not any(item.get("properties") == "nav" for item in package.iter("{*}item")):
        yield "The book has no contents list."
    ids = {item.get("id") for item in package.iter("{*}item")}
    read = [chapter.get("idref") for chapter in package.iterfind("{*}spine/{*}itemref")]
    if not read:
        yield "The book has no chapters."
    if not ids.issuperset(read):
        yield "The book reads a chapter that it does not list."
    for item in package.iter("{*}item"):
        picture = _beside(name, item.get("href", ""))
        if (item.get("media-type") or "").startswith("image/") and not is_whole(files.get(picture, b"")):
            yield f"The picture {picture} is broken."


def _documents(package: Element, name: str, files: Files) -> Iterator[str]:
    """Yield what is wrong inside the chapters: each is XML, and every link in one leads somewhere."""
    roots: dict[str, Element | None] = {}
    for item in package.iter("{*}item"):
        if (item.get("media-type") or "").endswith("xml"):
            path = _beside(name, item.get("href", ""))
            roots[path] = _parsed(files, path)
    for path in sorted(path for path, root in roots.items() if root is None):
        yield f"The part {path} of the book is not XML."
    good = {path: root for path, root in roots.items() if root is not None}
    places = {path: set(_attributes(root, "id")) for path, root in good.items()}
    for path, root in good.items():
        yield from _content(path, root, places, files)
    if not any(any(_entries(root)) for root in good.values()):
        yield "The book has no contents list."
    if not any((text or "").strip() for root in good.values() for text in root.itertext()):
        yield "The book has no text."


def _entries(root: Element) -> Iterator[bool]:
    """Yield whether it leads somewhere, for each contents list in a part of the book."""
    for nav in root.iter("{*}nav"):
        if nav.get(_TYPE) == "toc":
            yield nav.find(".//{*}a[@href]") is not None


def _content(path: str, root: Element, places: Mapping[str, set[str]], files: Files) -> Iterator[str]:
    for number, picture in enumerate(root.iter("{*}img"), start=1):
        if picture.get("alt") is None:
            yield f"Picture {number} of {path} has no alt attribute."
    if etree.QName(root).localname == "html":
        yield from _page(path, root)
    for address in sorted(set(_attributes(root, "src", "href"))):
        file, _, place = address.partition("#")
        if address.startswith(_ADDRESSES) and address not in set(_attributes(root, "src")):
            continue
        target = _beside(path, file) if file else path
        if target not in files or (place and place not in places.get(target, ())):
            yield f"A link in {path} leads to {address}, which is not in the book."


def _page(path: str, root: Element) -> Iterator[str]:
    if not (root.get(_XML_LANGUAGE) or "").strip():
        yield f"The part {path} does not say its language."
    if not (root.findtext("{*}head/{*}title") or "").strip():
        yield f"The part {path} has no title."
    if next(root.iter(*_LOADING), None) is not None:
        yield f"The part {path} has elements that load or run something."
    if max(Counter(_attributes(root, "id")).values(), default=1) > 1:
        yield f"Two elements of {path} have the same id."
    for line in root.iter("{*}p"):
        if any(etree.QName(one).localname in _BLOCKS for one in line.iterdescendants(etree.Element)):
            yield f"A paragraph of {path} holds what may not be in one."


def _attributes(root: Element, *names: str) -> Iterator[str]:
    return (value for element in root.iter() for name in names if (value := element.get(name)))


def _parsed(files: Files, name: str) -> Element | None:
    try:
        return etree.fromstring(files[name], _PARSER)
    except (KeyError, etree.XMLSyntaxError, ValueError):
        return None


def _beside(name: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
