"""The footnotes part, which python-docx does not make: a part with text, as it makes for comments."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.parts.story import StoryPart

from converters.writers.docx.xml import Element, w


def add_footnotes_part(document: WordDocument) -> StoryPart:
    """Return a new footnotes part. Word wants the two separators in it, whether there are notes or not."""
    element = parse_xml(f"<w:footnotes {nsdecls('w', 'r', 'wp', 'a', 'pic')}/>")
    element.append(_separator("separator", -1))
    element.append(_separator("continuationSeparator", 0))
    package = document.part.package
    assert package is not None  # noqa: S101 - a document just opened is in its package
    part = StoryPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, element, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _separator(kind: str, number: int) -> Element:
    return w("footnote", w("p", w("r", w(kind))), type=kind, id=number)
