"""A Word file: opens, says its language and title, has text and headings, and keeps the format's rules."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_SIZE = re.compile(rb'<w:sz(?:Cs)? w:val="([0-9]+)"')
_LEAST_HALF_POINTS = 32
"""16 point: UKAAF, Minimum standards for clear and large print."""
_MOST_NAMED = 20


def docx_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a Word file."""
    import docx  # a third of a second, and only this format needs it

    try:
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError):  # lxml's errors are SyntaxErrors
        return ("The file does not open as a Word document.",)
    found = (*_properties(document), *_content(document))
    return found or tuple(_rules(data))


def large_print_docx_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a Word file in large print: no size may be smaller than its least."""
    found = docx_problems(data)
    return found or tuple(_sizes(data))


def _rules(data: bytes) -> Iterator[str]:
    """Name what breaks the schemas and rules of ECMA-376, which Word would "repair" or refuse."""
    from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        result = OpenXmlValidator(max_errors=_MOST_NAMED).validate(file.name)
    for error in result.errors:
        yield f"The file breaks a rule of Word files: {error.description} ({error.part_uri})."


def _sizes(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".xml")):
            sizes = [int(size) for size in _SIZE.findall(archive.read(name))]
            if sizes and min(sizes) < _LEAST_HALF_POINTS:
                yield f"{name} has letters of {min(sizes) / 2:g} point."


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
