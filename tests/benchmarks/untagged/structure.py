"""What a page says of itself: its headings, items, tables, captions and figures, from HTML.

The model documents are HTML, and so is what we deliver: both are read here alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

HEADINGS = tuple(f"h{level}" for level in range(1, 7))

_NOTES = ".//*[@role='doc-endnotes' or @role='doc-footnote' or starts-with(@id, 'note-')]"
_MARK_OF_ITEM = re.compile(r"^\s*(?:[·•▪◦●○■□–\-*✓➢]|[(\[]?[0-9ivxlcA-Za-z]{1,4}[.)\]])\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its filled cells: ``html`` is kept for what stands beside and below what."""

    text: str
    html: str
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """``words`` is everything that is read out. ``running`` is what must not be in it."""

    headings: tuple[Heading, ...] = ()
    items: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    captions: tuple[str, ...] = ()
    figures: int = 0
    words: str = ""
    running: tuple[str, ...] = ()


def structure_of(page: str, running: tuple[str, ...] = ()) -> Structure:
    """Return what the <main> of ``page``, or all of it, holds. Notes are no list."""
    tree: Any = lxml_html.fromstring(page)
    (main, *_) = tree.xpath("//main") or [tree]
    for drop in main.xpath(".//script|.//style|.//nav|.//*[@role='doc-pagebreak']"):
        drop.drop_tree()
    words = folded(" ".join(main.itertext()))
    for notes in main.xpath(_NOTES):
        if notes.getparent() is not None:
            notes.drop_tree()
    return Structure(
        tuple(_headings(main)),
        tuple(text for node in main.iter("li") if (text := item_text(_own_text(node)))),
        tuple(map(_table, main.iter("table"))),
        tuple(filter(None, (folded(_all_text(node)) for node in main.iter("figcaption", "caption")))),
        len(main.xpath(".//figure[not(@class='equation')]")),
        words,
        running,
    )


def _headings(main: Any) -> Iterator[Heading]:
    for node in main.iter(*HEADINGS):
        if text := folded(_all_text(node)):
            yield Heading(int(node.tag[1]), text)


def _table(node: Any) -> Table:
    heads = tuple(filter(None, (folded(_all_text(cell)) for cell in node.iter("th"))))
    cells = " ".join(_all_text(cell) for cell in node.iter("td", "th"))
    return Table(folded(cells), lxml_html.tostring(node, encoding="unicode", with_tail=False), heads)


def _all_text(node: Any) -> str:
    return " ".join(node.itertext())


def _own_text(node: Any) -> str:
    """Return the words of the item ``node`` without those of the lists in it."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in ("ul", "ol", "table"):
            parts.append(_own_text(child))
        parts.append(child.tail or "")
    return " ".join(parts)


def item_text(text: str) -> str:
    """Return the words of an item without its marker."""
    return folded(_MARK_OF_ITEM.sub("", text))


def folded(text: str) -> str:
    """Return ``text`` in small letters on one line, without hyphens that only a line's end needs."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip().lower()
