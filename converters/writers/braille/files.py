"""Braille pages as files: BRF for embossers and notetakers, PEF for everything else."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable

from lxml import etree

from converters.tools.liblouis import BLANK
from converters.writers.braille.pages import Page
from converters.writers.text import language_tag, legal

# North American Braille ASCII Code, the character of each cell from no dot to dots 1 to 6.
_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
_TO_ASCII = {ord(BLANK) + cell: character for cell, character in enumerate(_ASCII)}

_PEF = "http://www.daisy.org/ns/2008/pef"
_DC = "http://purl.org/dc/elements/1.1/"


def brf(pages: Iterable[Page]) -> bytes:
    """Return ``pages`` as BRF: lines end with CR and LF, pages with a form feed."""
    return b"".join(_page(page) + b"\x0c" for page in pages)


def _page(page: Page) -> bytes:
    rows = (row.rstrip(BLANK).translate(_TO_ASCII).encode("ascii") for row in page.rows)
    return b"".join(row + b"\r\n" for row in rows)


def pef(volumes: Iterable[Iterable[Page]], title: str, language: str, width: int, height: int) -> bytes:
    """Return the pages of ``volumes`` as PEF 1.0: a section each, for one side of the paper."""
    root = etree.fromstring(f'<pef xmlns="{_PEF}" version="2008-1"><head/><body/></pef>')
    head, body = root
    size = {"cols": str(width), "rows": str(height), "rowgap": "0", "duplex": "false"}
    whole = hashlib.sha256()
    for volume in volumes:
        section = _add(_add(body, "volume", **size), "section")
        for page in volume:
            made = _add(section, "page")
            for row in page.rows:
                _add(made, "row").text = row.rstrip(BLANK)
                whole.update(row.encode("utf-8"))
    meta = etree.SubElement(head, f"{{{_PEF}}}meta", nsmap={"dc": _DC})
    identifier = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, whole.hexdigest())}"
    for name, value in (
        ("format", "application/x-pef+xml"),
        ("identifier", identifier),
        ("title", legal(title)),
        ("language", language_tag(language) or "und"),
    ):
        etree.SubElement(meta, f"{{{_DC}}}{name}").text = value
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_PEF}}}{name}", attributes)
