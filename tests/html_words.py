"""The words of a web page as somebody hears them, read back with lxml: nothing of the writer is used.

What the page says of itself is left out: the contents list, the way past it, remarks, names we gave.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import html

from tests.model_words import words_in

OURS = {"skip", "remark", "name"}
"""Classes of what the page says of itself."""
SAID_OF_PICTURES = {"Picture", "Formula"}
"""What stands for a description that nobody has written."""
INLINE = {"a", "br", "code", "em", "q", "span", "strong"}


def words_of_page(data: bytes) -> list[str]:
    """Return the words of the main part of a web page in the order they are read."""
    (main,) = html.document_fromstring(data.decode("utf-8")).iter("main")
    return words_in("".join(_said(main)))


def _said(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag == "nav" or OURS & set(element.classes):
        return
    apart = "" if element.tag in INLINE else " "
    yield apart
    yield from _of_itself(element)
    if element.tag == "math":  # heard as its alternative says
        return
    backs = 0
    for child in element:
        backs += child.get("role") == "doc-backlink"
        if not (
            child.get("role") == "doc-backlink" and backs > 1
        ):  # a second way back is no word of the note
            yield from _said(child)
        yield child.tail or ""
    yield apart


def _of_itself(element: Any) -> Iterator[str]:
    text = element.text or ""
    match element.tag:
        case "img":
            yield "" if element.get("alt") in SAID_OF_PICTURES else f" {element.get('alt')} "
        case "math":
            yield f" {element.get('alttext')} "
        case "br":
            yield " "
        case "li" if element.getparent().tag == "ol" and "labelled" not in element.getparent().classes:
            yield f" {_marker(element)} {text}"
        case _ if element.get("role") == "doc-pagebreak":
            yield text.removeprefix("Page ")
        case _:
            yield text


def _marker(item: Any) -> str:
    """Return the number that a browser puts before an item (HTML, the ol element: ordinal values)."""
    listed = item.getparent()
    number = int(listed.get("start", 1))
    for place, other in enumerate(listed.findall("li")):
        number = int(other.get("value", number + 1 if place else number))
        if other is item:
            break
    return _written(number, listed.get("type", "1"))


def _written(number: int, type_: str) -> str:
    lower = {"a": _letters, "i": _numeral}.get(type_.lower(), str)(number)
    return lower.upper() if type_.isupper() else lower


def _letters(number: int) -> str:
    return (_letters((number - 1) // 26) if number > 26 else "") + chr(ord("a") + (number - 1) % 26)


def _numeral(number: int) -> str:
    """Return the Roman numeral of ``number`` by the table of its four digits."""
    tables = ("ivx", "xlc", "cdm", "m")
    digits = f"{number:04d}"[::-1]
    forms = ("", "0", "00", "000", "01", "1", "10", "100", "1000", "02")
    return "".join(
        "".join(table[int(mark)] for mark in forms[int(digit)])
        for table, digit in reversed(list(zip(tables, digits, strict=True)))
    )
