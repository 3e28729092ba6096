"""What an author says of a whole block, carried to the words in it.

Alternative and actual texts, expansions and languages may stand on any structure element (ISO 32000-2,
14.9): on a cell, an item, a row, a heading around a paragraph. What is read later asks only
elements that make words or blocks of their own for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from converters.readers.pdf.tags.roles import HEADINGS, INLINE, NOTES, PASSED_THROUGH
from converters.readers.pdf.tags.tree import Element, Kid, every_element, leaves
from converters.readers.pdf.text.characters import one_line

_ROWS = frozenset({"TR", "THead", "TBody", "TFoot"})
_TITLES = frozenset(HEADINGS) | {"H", "Title"}
_PARTS = frozenset({"LI", "LBody", "TOCI", "TH", "TD", "Caption", "BlockQuote"}) | NOTES
_GROUPS = PASSED_THROUGH - _TITLES
_LISTED = frozenset({"Table", "L", "TOC"})
_WHOLE = _LISTED | {"Figure", "Formula"}  # more than words: never replaced by some
_IN_LINE = INLINE | {"NonStruct"}


def carry(root: Element) -> None:
    """Move what is said of blocks in ``root`` to what says words."""
    for element in every_element(root):
        if element.role in _ROWS:
            _to_cells(element)
        elif element.role in _LISTED:
            _to_front(element)
        elif element.role in _PARTS | _GROUPS | _TITLES | {"P"}:
            _inwards(element)


def _to_cells(row: Element) -> None:
    for kid in row.kids:
        if isinstance(kid, Element) and kid.language is None:
            kid.language = row.language


def _to_front(element: Element) -> None:
    """Let a list or table say before it what is said of it: its summary, and what is said of its rows."""
    rows = [inner.alt or inner.actual for inner in every_element(element) if inner.role in _ROWS]
    summary = element.attributes.get("Summary")
    words = [element.alt or element.actual, one_line(summary) if isinstance(summary, str) else None, *rows]
    element.alt = " ".join(filter(None, words)) or None


def _inwards(element: Element) -> None:
    if element.actual is None and element.alt is None and element.expansion is None:
        return
    if _is_words(element):
        if element.role not in _TITLES | {"P"}:  # these say it themselves
            element.kids = [_taken(element, element.kids)]
    elif (element.actual or element.role in _TITLES) and not _holds_more_than_words(element):
        element.kids = [_taken(element, list(leaves(element)))]
    elif (sole := _sole_kid(element)) and element.role not in _GROUPS and _says_nothing(sole):
        sole.alt, sole.actual, sole.expansion = element.alt, element.actual, element.expansion
        element.alt = element.actual = element.expansion = None
    else:
        _before(element)


def _taken(element: Element, kids: list[Kid]) -> Element:
    """Return a span of ``kids`` that says what ``element`` said."""
    span = Element(
        "Span",
        kids,
        alt=element.alt,
        actual=element.actual,
        expansion=element.expansion,
        page=element.page,
    )
    element.alt = element.actual = element.expansion = None
    return span


def _before(element: Element) -> None:
    """Say the author's words before the blocks inside, as a paragraph of their own."""
    words = element.alt or element.actual
    if not words:
        return
    if element.role in _GROUPS:  # said before a group as they are
        element.alt = words
        return
    body = next((kid for kid in _elements(element) if kid.role == "LBody"), element)
    body.kids = [Element("P", alt=words, page=element.page), *body.kids]
    element.alt = element.actual = None


def _is_words(element: Element) -> bool:
    return all(inner.role in _IN_LINE for inner in every_element(element) if inner is not element)


def _holds_more_than_words(element: Element) -> bool:
    return any(inner.role in _WHOLE for inner in every_element(element))


def _sole_kid(element: Element) -> Element | None:
    kids = element.kids
    return kids[0] if len(kids) == 1 and isinstance(kids[0], Element) else None


def _says_nothing(element: Element) -> bool:
    return element.alt is None and element.actual is None and element.expansion is None


def _elements(element: Element) -> Iterator[Element]:
    return (kid for kid in element.kids if isinstance(kid, Element))
