"""The empty Word document that every file starts from, and the way back to bytes.

It is python-docx's own template without what we do not want to hand out: its
hundred and sixty styles, a thumbnail, and the names and dates of whoever made it.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships
from docx.oxml.ns import qn

from converters.writers.docx.design import Design
from converters.writers.docx.fonts import embed_fonts
from converters.writers.docx.sections import set_page
from converters.writers.docx.styles import define_styles
from converters.writers.docx.xml import w
from converters.writers.letters import font_files

_PARTS = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
}
_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}


def empty_document(design: Design) -> WordDocument:
    """Return a new document with our styles and nothing in it."""
    return docx.Document(io.BytesIO(_template(design)))


def saved(document: WordDocument) -> bytes:
    """Return the file. Its entries all bear the first date there is, so that equal files are equal bytes."""
    buffer, dateless = io.BytesIO(), io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive, zipfile.ZipFile(dateless, "w") as copy:
        for name in archive.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            is_packed_already = name.startswith("word/media/")
            entry.compress_type = zipfile.ZIP_STORED if is_packed_already else zipfile.ZIP_DEFLATED
            copy.writestr(entry, archive.read(name))
    return dateless.getvalue()


@lru_cache(maxsize=8)
def _template(design: Design) -> bytes:
    document = docx.Document()
    package = document.part.package
    assert package is not None  # noqa: S101 - a document just opened is in its package
    _drop_others(package.rels)
    _drop_others(document.part.rels)
    for style in list(document.styles):
        if style.name not in _STYLES:
            style.delete()
    define_styles(document.styles, design)
    document.part.numbering_part.element.clear()
    document.core_properties._element.clear()  # no dates, no names
    embed_fonts(document, design)
    _set_settings(document, design)
    set_page(document.sections[0], design)
    if design.paper:
        document.element.insert(0, w("background", color=design.paper))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _drop_others(relationships: Relationships) -> None:
    """Forget the parts we do not keep: a part that nothing leads to is not saved."""
    for key in [key for key, one in relationships.items() if one.reltype not in _PARTS]:
        del relationships[key]


def _set_settings(document: WordDocument, design: Design) -> None:
    """Set how Word treats the file: as of its newest kind, and with the two separators of footnotes."""
    compatible = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word")
    compatible.set(qn("w:val"), "15")
    document.settings.element[:] = [
        w("zoom", percent=100),
        *([w("displayBackgroundShape")] if design.paper else []),
        *([w("embedTrueTypeFonts")] if font_files(design.measure.typeface, 400) else []),
        *([w("mirrorMargins")] if design.measure.both_sides else []),
        w("defaultTabStop", val=567),
        w("autoHyphenation", val=0),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),
        w("compat", compatible),
    ]
