"""Typefaces inside a Word file, for readers whose machine does not have them (ECMA-376 part 1, 17.8.1).

Their licence (SIL OFL 1.1) allows it. A font file is stored with its first 32 bytes mixed with a
key that stands beside its name; that hides nothing, and is how the format wants it.
"""

from __future__ import annotations

import io
from functools import cache
from uuid import NAMESPACE_URL, uuid5

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml import etree

from converters.options import Typeface
from converters.writers.docx.design import Design
from converters.writers.docx.xml import w
from converters.writers.letters import font_files

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_MIXED = 32
"""Bytes at the start of a font file that are mixed with its key."""


def embed_fonts(document: WordDocument, design: Design) -> None:
    """Put the typeface of ``design`` into the file, where we bring it, and list it in the font table."""
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(f"<w:fonts {nsdecls('w', 'r')}/>")
    font = w("font", name=design.font)
    fonts.append(font)
    typeface = design.measure.typeface
    weights = (("embedRegular", 400), ("embedBold", 700)) if font_files(typeface, 400) else ()
    for name, weight in weights:
        data, key = _font(typeface, weight), uuid5(NAMESPACE_URL, f"{typeface}-{weight}")
        file = PackURI(f"/word/fonts/{typeface}-{weight}.odttf")
        part = Part(file, _CONTENT_TYPE, _mixed(data, key.bytes), table.package)
        made = w(name, fontKey=f"{{{key}}}".upper())
        made.set(qn("r:id"), table.relate_to(part, RELATIONSHIP_TYPE.FONT))
        font.append(made)
    table._blob = etree.tostring(fonts, encoding="UTF-8", xml_declaration=True, standalone=True)


def _mixed(data: bytes, key: bytes) -> bytes:
    """Return a font file as it is stored: each byte at its start, exclusive or, with the key from its end."""
    backwards = key[::-1] * (_MIXED // len(key))
    return bytes(one ^ other for one, other in zip(data, backwards, strict=False)) + data[_MIXED:]


@cache
def _font(typeface: Typeface, weight: int) -> bytes:
    """Return a font file that Word reads (OpenType, unpacked). Letters past the first file's are left out."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # comes with WeasyPrint

    font = TTFont(io.BytesIO(font_files(typeface, weight)[0]), recalcTimestamp=False)
    font.flavor = None
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
