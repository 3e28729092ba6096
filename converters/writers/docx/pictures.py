"""Pictures, all of them inline: one that floats has no place in the reading order."""

from __future__ import annotations

from converters.document import Image
from converters.writers.docx.book import Story
from converters.writers.docx.xml import NAMESPACES, Element, element, related, w

_EMU_PER_POINT = 12700
_POINTS_PER_PIXEL = 72 / 96
_TALLEST = 640.0
"""Points: what A4 leaves between the margins, with room for a caption."""
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The name of the extension that says a picture is decorative ([MS-ODRAWXML])."""


def picture_run(image: Image, alt: str | None, width: float, story: Story) -> Element:
    """Return a run with a picture, at most ``width`` points wide.

    A picture that nobody has described has no description, so that Word's
    checker says so; it is never called decorative.
    """
    number = next(story.book.drawings)
    related_file = story.relationships.to("image", story.book.file_of(image))
    size = {key: round(value * _EMU_PER_POINT) for key, value in _size(image, width).items()}
    properties = element(
        "wp:docPr",
        _decorative() if alt == "" else None,
        id=number,
        name=f"Picture {number}",
        descr=alt or None,
    )
    inline = element(
        "wp:inline",
        element("wp:extent", **size),
        properties,
        element("wp:cNvGraphicFramePr", element("a:graphicFrameLocks", noChangeAspect=1)),
        element(
            "a:graphic", element("a:graphicData", _pic(number, related_file, size), uri=NAMESPACES["pic"])
        ),
        distT=0,
        distB=0,
        distL=0,
        distR=0,
    )
    return w("r", w("drawing", inline))


def _size(image: Image, width: float) -> dict[str, float]:
    """Return the size in points: as in print, or smaller where there is no room."""
    natural = image.width_points or image.width * _POINTS_PER_PIXEL or 1.0
    ratio = max(image.height, 1) / max(image.width, 1)
    shown = max(1.0, min(natural, width, _TALLEST / ratio))
    return {"cx": shown, "cy": max(1.0, shown * ratio)}


def _decorative() -> Element:
    return element("a:extLst", element("a:ext", element("adec:decorative", val=1), uri=_DECORATIVE))


def _graphic(number: int, related_file: str, size: dict[str, int]) -> Element:
    data = element("a:graphicData", _pic(number, related_file, size), uri=NAMESPACES["pic"])
    return element("a:graphic", data)


def _pic(number: int, related_file: str, size: dict[str, int]) -> Element:
    return element(
        "pic:pic",
        element(
            "pic:nvPicPr", element("pic:cNvPr", id=number, name=f"Picture {number}"), element("pic:cNvPicPr")
        ),
        element(
            "pic:blipFill",
            related(element("a:blip"), "embed", related_file),
            element("a:stretch", element("a:fillRect")),
        ),
        element(
            "pic:spPr",
            element("a:xfrm", element("a:off", x=0, y=0), element("a:ext", **size)),
            element("a:prstGeom", element("a:avLst"), prst="rect"),
        ),
    )
