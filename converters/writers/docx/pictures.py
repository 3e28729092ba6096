"""Pictures, all of them inline: one that floats has no place in the reading order."""

from __future__ import annotations

from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from converters.document import Image
from converters.writers.docx.book import Book, Story
from converters.writers.docx.xml import Element
from converters.writers.text import legal

_POINTS_PER_PIXEL = 72 / 96
_TALLEST = 640.0
"""Points: what A4 leaves between the margins, with room for a caption."""
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg"}
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The name of the extension that says a picture is decorative ([MS-ODRAWXML])."""
_DECORATIVE_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def add_picture(image: Image, alt: str | None, width: float, line: Paragraph, story: Story) -> None:
    """Add a run with a picture, at most ``width`` points wide.

    A picture that nobody has described has no description, so that Word's
    checker says so; it is never called decorative.
    """
    number = next(story.book.drawings)
    part = _part(image, story.book)
    inline = CT_Inline.new_pic_inline(number, story.related(part), part.filename, *_size(image, width))
    for side in "TBLR":
        inline.set(f"dist{side}", "0")  # LibreOffice would leave a gap of its own
    if alt:
        inline.docPr.set("descr", legal(alt))
    elif alt == "":
        inline.docPr.append(_decorative())
    line.add_run()._r.add_drawing(inline)


def _part(image: Image, book: Book) -> ImagePart:
    """Return the part of a picture, once in a file.

    Not by add_picture(): it refuses the JPEGs of many PDFs, which have neither a
    JFIF nor an Exif header, and for each picture it reads all those before it again.
    """
    if image.name not in book.pictures:
        extension = _EXTENSIONS.get(image.media_type, "png")
        name = PackURI(f"/word/media/image{len(book.pictures) + 1}.{extension}")
        book.pictures[image.name] = ImagePart(name, image.media_type, image.data)
    return book.pictures[image.name]


def _size(image: Image, width: float) -> tuple[Length, Length]:
    """Return width and height: as in print, or smaller where there is no room."""
    natural = image.width_points or image.width * _POINTS_PER_PIXEL or 1.0
    ratio = max(image.height, 1) / max(image.width, 1)
    shown = max(1.0, min(natural, width, _TALLEST / ratio))
    return Pt(shown), Pt(max(1.0, shown * ratio))


def _decorative() -> Element:
    return parse_xml(
        f'<a:extLst {nsdecls("a")}><a:ext uri="{_DECORATIVE}">'
        f'<adec:decorative xmlns:adec="{_DECORATIVE_NAMESPACE}" val="1"/></a:ext></a:extLst>'
    )
