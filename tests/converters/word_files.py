"""Word files as the tests read them: the parts of the package, and what Word would make of them."""

from __future__ import annotations

import io
import re
import zipfile

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import nsmap
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from converters.document import Document
from converters.options import WriteOptions
from converters.writers.docx import write_docx

NAMESPACES = nsmap | {"adec": "http://schemas.microsoft.com/office/drawing/2017/decorative"}
W = f"{{{NAMESPACES['w']}}}"


def written(document: Document) -> bytes:
    return write_docx(document, (), WriteOptions())


def read(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(written(document)))


def part(document: Document, name: str = "document") -> etree._Element:
    """Return the root of a part of the written file."""
    with zipfile.ZipFile(io.BytesIO(written(document))) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def found(root: etree._Element, path: str) -> list[etree._Element]:
    return root.findall(path, NAMESPACES)


def values(root: etree._Element, path: str, attribute: str = "val") -> list[str | None]:
    return [element.get(f"{W}{attribute}") for element in found(root, path)]


def words(root: etree._Element) -> str:
    return "".join(text.text or "" for text in root.iter(f"{W}t"))


def styled(document: Document) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph outside tables."""
    return [(style_of(one), one.text) for one in read(document).paragraphs]


def style_of(paragraph: WordParagraph) -> str:
    assert paragraph.style is not None
    return str(paragraph.style.name)


def counted(document: Document) -> list[tuple[str, str]]:
    """Return what Word puts before each item of a list, worked out from the numbering part, and the item."""
    numbering = part(document, "numbering")
    numbers: dict[tuple[str, str], int] = {}
    items = []
    for paragraph in found(part(document), ".//w:p"):
        list_ids, levels = values(paragraph, ".//w:numId"), values(paragraph, ".//w:ilvl")
        if list_ids and levels and list_ids[0] and levels[0]:
            label = _label(numbering, list_ids[0], levels[0], numbers)
            items.append((label, words(paragraph)))
    return items


def _label(numbering: etree._Element, list_id: str, level: str, numbers: dict[tuple[str, str], int]) -> str:
    lists = {one.get(f"{W}numId"): one for one in found(numbering, "w:num")}
    definitions = {one.get(f"{W}abstractNumId"): one for one in found(numbering, "w:abstractNum")}
    definition = definitions[values(lists[list_id], "w:abstractNumId")[0]]
    (style,) = values(definition, f"w:lvl[@w:ilvl='{level}']/w:numFmt")
    (text,) = values(definition, f"w:lvl[@w:ilvl='{level}']/w:lvlText")
    starts = values(lists[list_id], f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride")
    first = int(starts[0] or 0) if starts else 1
    number = numbers[list_id, level] = numbers.get((list_id, level), first - 1) + 1
    return re.sub(
        "%[1-9]", {"decimal": str(number), "lowerLetter": chr(96 + number)}.get(style or "", "?"), text or ""
    )
