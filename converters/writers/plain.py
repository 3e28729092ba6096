"""Plain text that a listener can follow: everything in words, with marks that a screen reader says."""

from __future__ import annotations

import textwrap
from typing import assert_never

from converters import document as d
from converters.document import Block, Document, Inlines
from converters.findings import Finding
from converters.options import WriteOptions
from converters.walk import plain_text
from converters.writers.in_words import Marks, in_words, lines_of, page_words
from converters.writers.labels import label_texts
from converters.writers.text import legal

_MARKS = Marks()
_UNDERLINES = {1: "=", 2: "-"}
_NARROWEST = 20
"""Characters that are left of a line for text, however deep a list is nested."""


def write_text(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as plain text in UTF-8. ``findings`` change nothing here.

    With ``options.text_width`` lines have at most so many characters, single
    words and lines of code aside; without, a paragraph is a line.
    """
    said = in_words(document, _MARKS)
    text = _joined([_block(block, options.text_width) for block in said.blocks])
    return (legal(text) + "\n").encode("utf-8")


def _block(block: Block, width: int | None) -> str:
    match block:
        case d.Heading(level=level, children=children):
            return _heading(level, children, width)
        case d.Paragraph(children=children):
            return "\n".join(_wrapped(_line(line), width) for line in lines_of(children))
        case d.ListBlock():
            return _list(block, width)
        case d.Quote(children=children):
            return _joined(
                [_own("Quotation"), *(_block(child, width) for child in children), _own("End of quotation")]
            )
        case d.CodeBlock(text=text):
            return text
        case d.PageStart():
            return _own(page_words(block))
        case d.Table() | d.Figure() | d.Equation():
            raise AssertionError("in_words leaves no tables, pictures or formulas")
        case _:
            assert_never(block)


def _heading(level: int, children: Inlines, width: int | None) -> str:
    text = _line(children)
    if not text:
        return ""
    underline = _UNDERLINES.get(level)
    if underline is None:
        return _wrapped(f"{'#' * level} {text}", width)
    lines = _wrapped(text, width)
    return f"{lines}\n{underline * max(map(len, lines.splitlines()))}"


def _list(block: d.ListBlock, width: int | None) -> str:
    """Return a list whose items begin with their labels; what belongs to an item is indented below it."""
    return "\n".join(
        _item(label, item.children, width)
        for item, label in zip(block.items, label_texts(block), strict=True)
    )


def _item(label: str, children: tuple[Block, ...], width: int | None) -> str:
    indent = " " * (len(label) + 1)
    left = None if width is None else max(_NARROWEST, width - len(indent))
    inside = "\n".join(filter(None, (_block(child, left) for child in children)))
    return f"{label} {textwrap.indent(inside, indent).removeprefix(indent)}".rstrip()


def _wrapped(text: str, width: int | None) -> str:
    if width is None:
        return text
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def _line(children: Inlines) -> str:
    return " ".join(plain_text(children).split())


def _own(words: str) -> str:
    return f"{_MARKS.before}{words}{_MARKS.after}"


def _joined(parts: list[str]) -> str:
    return "\n\n".join(filter(None, parts))
