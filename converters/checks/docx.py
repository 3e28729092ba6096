"""A Word file: opens, says its language and title, has text and headings, and keeps the rules.

Those are the format's own (ECMA-376) and what of Word's Accessibility Checker a machine can see.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from converters.checks.pictures import is_whole

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_SIZE = re.compile(rb'<w:sz(?:Cs)? w:val="([0-9]+)"')
_LEAST_HALF_POINTS = 32
"""16 point: UKAAF, Minimum standards for clear and large print."""
_MOST_NAMED = 20
_HEADING = re.compile("Heading([1-6])")
_DRAWING = f"{_W}drawing"
_ADDRESSES = ("http://", "https://", "mailto:", "tel:")


def docx_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a Word file."""
    import docx  # a third of a second, and only this format needs it

    try:
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError):  # lxml's errors are SyntaxErrors
        return ("The file does not open as a Word document.",)
    found = (*_properties(document), *_content(document), *_headings(document))
    found += (*_tables(document), *_links(document), *_pictures(data))
    return found or tuple(_rules(data))


def large_print_docx_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a Word file in large print: no size may be smaller than its least."""
    found = docx_problems(data)
    return found or (*_small(data), *_splitting(data))


def _rules(data: bytes) -> Iterator[str]:
    """Name what breaks the schemas and rules of ECMA-376, which Word would "repair" or refuse."""
    from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        result = OpenXmlValidator(max_errors=_MOST_NAMED).validate(file.name)
    for error in result.errors:
        yield f"The file breaks a rule of Word files: {error.description} ({error.part_uri})."


def _small(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".xml")):
            sizes = [int(size) for size in _SIZE.findall(archive.read(name))]
            if sizes and min(sizes) < _LEAST_HALF_POINTS:
                yield f"{name} has letters of {min(sizes) / 2:g} point."


def _splitting(data: bytes) -> Iterator[str]:
    """Words are never split, nor letters slanted or underlined (UKAAF)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        settings = etree.fromstring(archive.read("word/settings.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
    hyphens = settings.find(f"{_W}autoHyphenation")
    if hyphens is not None and hyphens.get(f"{_W}val") not in ("0", "false"):
        yield "The words of the file may be split."
    if styles.find(f".//{_W}i") is not None:
        yield "The file has slanted letters."


def _properties(document: Document) -> Iterator[str]:
    if not document.core_properties.title.strip():
        yield "The file has no title."
    languages = document.styles.element.findall(f"{_W}docDefaults//{_W}lang")
    if not any(language.get(f"{_W}val") for language in languages):
        yield "The file does not say its language."


def _content(document: Document) -> Iterator[str]:
    body = document.element.body
    if not any((text.text or "").strip() for text in body.iter(f"{_W}t")):
        yield "The file has no text."
    headings = (p for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1")
    if not any(heading.text.strip() for heading in headings):
        yield "The file has no heading of level 1."
    if any(True for _ in body.iter("{*}anchor")):
        yield "A picture floats, so it has no place in the reading order."


def _headings(document: Document) -> Iterator[str]:
    """Look for headings without words, and for levels that are left out."""
    levels = []
    for line in document.element.body.iter(f"{_W}p"):
        style = line.find(f"{_W}pPr/{_W}pStyle")
        name = _HEADING.fullmatch("" if style is None else style.get(f"{_W}val", ""))
        if name is None:
            continue
        levels.append(int(name[1]))
        if not any(_says_something(part) for part in line.iter(f"{_W}t", _DRAWING)):
            yield f"A heading of level {levels[-1]} has no words."
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"A heading of level {below} follows one of level {above}."


def _says_something(part: etree._Element) -> bool:
    return part.tag == _DRAWING or bool((part.text or "").strip())


def _tables(document: Document) -> Iterator[str]:
    for number, table in enumerate(document.element.body.iter(f"{_W}tbl"), start=1):
        heads = [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in table.iterchildren(f"{_W}tr")]
        if heads != sorted(heads, reverse=True):
            yield f"The header of table {number} does not stand in its first rows."


def _links(document: Document) -> Iterator[str]:
    """Look for links without words or a place to lead to, and for addresses that a file may not open."""
    names = {mark.get(f"{_W}name") for mark in document.element.body.iter(f"{_W}bookmarkStart")}
    for link in document.element.body.iter(f"{_W}hyperlink"):
        anchor = link.get(f"{_W}anchor")
        if anchor is not None and anchor not in names:
            yield f"A link leads to {anchor}, which is not in the file."
        if not any(_says_something(part) for part in link.iter(f"{_W}t", f"{_W}footnoteReference")):
            yield "A link has no words."
    for relation in document.part.rels.values():
        if relation.is_external and not relation.target_ref.startswith(_ADDRESSES):
            yield f"A link leads to {relation.target_ref}, which a file may not open."


def _pictures(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(name for name in archive.namelist() if name.startswith("word/media/")):
            if not is_whole(archive.read(name)):
                yield f"The picture {name} is broken."
