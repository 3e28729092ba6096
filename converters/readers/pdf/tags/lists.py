"""The author's lists: items with their labels, counted as the author says and the labels show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from converters.document import (
    Block,
    Emphasis,
    Inline,
    Link,
    ListBlock,
    ListItem,
    Numbering,
    Paragraph,
    Strong,
    Text,
)
from converters.readers.pdf.annotations.destinations import titled, with_inlines
from converters.readers.pdf.lists.markers import counts_of, list_of
from converters.readers.pdf.tags.sayings import text_of
from converters.readers.pdf.tags.tree import Element, Kid, every_element
from converters.readers.pdf.tags.words import Manner
from converters.walk import every_inline, plain_text

if TYPE_CHECKING:
    from converters.readers.pdf.tags.blocks import Blocks

NUMBERINGS = {
    "Decimal": Numbering.DECIMAL,
    "UpperRoman": Numbering.UPPER_ROMAN,
    "LowerRoman": Numbering.LOWER_ROMAN,
    "UpperAlpha": Numbering.UPPER_ALPHA,
    "LowerAlpha": Numbering.LOWER_ALPHA,
}
_PASSED = frozenset({"Div", "NonStruct", "Sect", "Part", "Art", "Aside"})
_ITEMS = frozenset({"LI", "TOCI"})
_LISTS = frozenset({"L", "TOC"})

# A marker that was drawn as the first characters of the item and not tagged as its label.
_UNTAGGED = re.compile(r"([•●○◦▪■□▫‣⁃·–—*\uf0b7-]|[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)\]])\s+(?=\S)")
_LEADERS = re.compile(r"\s*(?:\.\s?|…\s?|_){4,}\s*")  # dots between an entry and its page


def lists_of(element: Element, manner: Manner, blocks: Blocks) -> Iterator[Block]:
    """Yield the list that ``element`` (L or TOC) is, after what stands in it and in none of its items."""
    items: list[ListItem] = []
    for kid in _kids(element):
        role = kid.role if isinstance(kid, Element) else ""
        if role in _ITEMS and isinstance(kid, Element):
            items.extend(_item(kid, manner, blocks))
        elif role in _LISTS and items and isinstance(kid, Element):
            # a list beside the items, not inside one, belongs to the item before it
            items[-1] = replace(items[-1], children=(*items[-1].children, *lists_of(kid, manner, blocks)))
        elif found := blocks.flow([kid], manner):
            if items and role != "Caption":
                items[-1] = replace(items[-1], children=(*items[-1].children, *found))
            else:
                yield from found
    if items:
        yield _counted(element, _labelled(items), blocks)


def _kids(element: Element) -> Iterator[Kid]:
    """Yield what is in a list, groups of items opened."""
    for kid in element.kids:
        if (
            isinstance(kid, Element)
            and kid.role in _PASSED
            and any(isinstance(inner, Element) and inner.role in _ITEMS for inner in kid.kids)
        ):
            yield from kid.kids
        else:
            yield kid


def _item(element: Element, manner: Manner, blocks: Blocks) -> Iterator[ListItem]:
    labels = [
        kid
        for kid in element.kids
        if isinstance(kid, Element) and kid.role == "Lbl" and not _is_pictured(kid)
    ]
    rest = [kid for kid in element.kids if kid not in labels]
    label = text_of(saying for kid in labels for saying in blocks.words.of(kid, manner)) or None
    inside = blocks.words.within(element, manner)
    opened = [inner for kid in rest for inner in _opened(kid)]
    children = blocks.flow(opened, inside)
    if element.role == "TOCI":
        children = tuple(_linked(_without_leaders(child)) for child in children)
    if children or label:
        yield ListItem(children, label, origin=blocks.setting.origin(element))


def _linked(block: Block) -> Block:
    """Return an entry of a contents list as a link to the heading that it names, unless it leads anywhere."""
    if not isinstance(block, Paragraph) or any(isinstance(x, Link) for x in every_inline(block.children)):
        return block
    target = titled(plain_text(block.children))
    return replace(block, children=(Link(block.children, target),)) if target else block


def _is_pictured(label: Element) -> bool:
    """Tell whether a label is a described picture, which is then part of what the item says."""
    return any(inner.role == "Figure" for inner in every_element(label))


def _opened(kid: Kid) -> list[Kid]:
    """Return what is in the body of an item, unless the body says something of itself."""
    if isinstance(kid, Element) and kid.role == "LBody" and not (kid.language or kid.alt or kid.actual):
        return kid.kids
    return [kid]


def _labelled(items: list[ListItem]) -> list[ListItem]:
    """Return ``items`` with labels that every one of them begins with, where none was tagged."""
    if any(item.label for item in items):
        return items
    found = [_UNTAGGED.match(_start(item)) for item in items]
    # a lone item may begin with "A." for other reasons; a bullet is one wherever it stands
    if not all(found) or (len(items) < 2 and any(match and match[1][-1:] in ".)]" for match in found)):
        return items
    return [_parted(item, match) for item, match in zip(items, found, strict=True) if match]


def _start(item: ListItem) -> str:
    first = item.children[0] if item.children else None
    inline = first.children[0] if isinstance(first, Paragraph) and first.children else None
    return inline.text if isinstance(inline, Text) else ""


def _parted(item: ListItem, match: re.Match[str]) -> ListItem:
    first = item.children[0]
    assert isinstance(first, Paragraph)  # noqa: S101 - _start found the match in one
    text = first.children[0]
    assert isinstance(text, Text)  # noqa: S101 - and in its first inline
    rest = replace(text, text=text.text[match.end() :])
    inner = replace(first, children=(rest, *first.children[1:]))
    return replace(item, children=(inner, *item.children[1:]), label=match[1])


def _counted(element: Element, items: list[ListItem], blocks: Blocks) -> ListBlock:
    """Return the list, counted in the style that the author names, else in that of the printed labels."""
    by_labels = replace(list_of(items), origin=blocks.setting.origin(element))
    name = _name(element.attributes.get("ListNumbering"))
    stated = NUMBERINGS.get(name)
    if name == "Ordered" and not any(item.label for item in items):  # PDF 2.0: in some order, however shown
        stated = Numbering.DECIMAL
    if stated is None:
        return by_labels
    ways = [number for style, number in counts_of(items[0].label) if style is stated]
    return replace(by_labels, numbering=stated, start=ways[0] if ways else 1)


def _name(value: Any) -> str:
    return str(value or "").lstrip("/")


def _without_leaders(block: Block) -> Block:
    return with_inlines(block, lambda inlines: tuple(map(_led, inlines)))


def _led(inline: Inline) -> Inline:
    match inline:
        case Text(text=text):
            return replace(inline, text=_LEADERS.sub(" ", text))
        case Link(children=children) | Strong(children=children) | Emphasis(children=children):
            return replace(inline, children=tuple(map(_led, children)))
        case _:
            return inline
