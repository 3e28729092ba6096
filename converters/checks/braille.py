"""Braille files: cells that an embosser can emboss, on pages that fit the paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_ASCII_CELLS = set(" ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_")
_PEF = "{http://www.daisy.org/ns/2008/pef}pef"
_SIX_DOTS = range(0x2800, 0x2840)
_WIDEST = 100
"""Cells of a line of braille on the widest paper that embossers take."""
_LONGEST = 60
"""Lines of a page of braille on the longest."""


def brf_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a BRF file."""
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError:
        return ("The braille is not ASCII.",)
    if not text.endswith("\x0c"):
        return ("The last braille page does not end.",)
    pages = [page.split("\r\n")[:-1] for page in text.split("\x0c")[:-1]]
    cells = (character for page in pages for row in page for character in row)
    strange = sorted(set(cells) - _ASCII_CELLS)
    return (
        *(
            [f"The braille has characters that are no cells: {' '.join(map(repr, strange))}."]
            if strange
            else []
        ),
        *_geometry(pages, _WIDEST, _LONGEST),
        *_numbering(pages, "#", "JABCDEFGHI"),
    )


def pef_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a PEF file."""
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError:
        return ("The braille is not XML.",)
    if root.tag != _PEF:
        return ("The braille is not PEF.",)
    volumes = root.findall("{*}body/{*}volume")
    if not volumes:
        return ("The braille has no volume.",)
    pages = [
        [row.text or "" for row in page.iterfind("{*}row")]
        for volume in volumes
        for page in volume.iterfind("{*}section/{*}page")
    ]
    strange = any(ord(cell) not in _SIX_DOTS for page in pages for row in page for cell in row)
    width, height = (min(_whole(volume.get(name)) for volume in volumes) for name in ("cols", "rows"))
    return (
        *(f"The braille does not say its {name}." for name in _unsaid(root)),
        *(["The braille has characters that are no cells of six dots."] if strange else []),
        *_geometry(pages, width, height),
        *_numbering(pages, "\u283c", "\u281a\u2801\u2803\u2809\u2819\u2811\u280b\u281b\u2813\u280a"),
    )


def _whole(said: str | None) -> int:
    return int(said) if said and said.isdecimal() else 0


def _unsaid(root: etree._Element) -> Iterable[str]:
    names = ("title", "language", "identifier", "format")
    return (name for name in names if not (root.findtext(f"{{*}}head/{{*}}meta/{{*}}{name}") or "").strip())


def _geometry(pages: list[list[str]], width: int, height: int) -> Iterator[str]:
    if not any(row.strip(" \u2800") for page in pages for row in page[1:]):
        yield "The braille has no text."
    for number, page in enumerate(pages, start=1):
        if len(page) > height:
            yield f"Braille page {number} has {len(page)} lines, more than {height}."
        if any(len(row) > width for row in page):
            yield f"Braille page {number} has a line longer than {width} cells."


def _numbering(pages: list[list[str]], sign: str, digits: str) -> Iterator[str]:
    """Look for a braille page that is lost: each has its number at the end of its first line.

    ``sign`` stands before a number, ``digits`` are 0 to 9. Title pages of volumes have an empty first line.
    """
    expected = 1
    for place, page in enumerate(pages, start=1):
        head = page[0].rstrip(" \u2800") if page else ""
        if not head:
            continue
        number = "".join(str(digits.find(cell)) for cell in head.rpartition(sign)[2])
        if number != str(expected):
            yield f"Braille page {place} does not have its number, {expected}."
            return
        expected += 1
