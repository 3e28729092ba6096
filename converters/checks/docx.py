"""A Word file: opens, says its language and title, has text and headings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a Word file."""
    import docx  # a third of a second, and only this format needs it

    try:
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError):  # lxml's errors are SyntaxErrors
        return ("The file does not open as a Word document.",)
    return (*_properties(document), *_content(document))


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
