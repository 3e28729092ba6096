"""Markdown (CommonMark with pipe tables): one file of text, pictures as their descriptions."""

from __future__ import annotations

import re
from html import escape
from typing import assert_never

from converters.document import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Equation,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    NoteMark,
    PageStart,
    Paragraph,
    Quotation,
    Quote,
    Strong,
    Table,
    Text,
)
from converters.findings import Finding
from converters.options import WriteOptions
from converters.walk import children_of, plain_text, text_of
from converters.writers.words import IN_PICTURE

_MARKS = re.compile(r"([\\`*\[\]|]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|~(?=~))")
_LINE_START = re.compile(r"^(\d{1,9})([.)])(?=\s)|^([#>+-])(?=\s)|^(#{2,6})(?=\s)")
_FENCE = re.compile(r"`{3,}")


def write_markdown(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return ``document`` as UTF-8 Markdown. ``findings`` and ``options`` change nothing here.

    The quality note is a section at its end: a comment would be met by nobody who has it rendered.
    """
    blocks = document.blocks
    if blocks and isinstance(blocks[0], PageStart):
        blocks = blocks[1:]  # where the file begins, so does its first page
    parts = [*map(_block, blocks), *map(_note, document.notes)]
    return ("\n\n".join(filter(None, parts)) + "\n").encode("utf-8")


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, children=children):
            return f"{'#' * level} {_inlines(children)}"
        case Paragraph(children=children):
            return _paragraph(_inlines(children))
        case ListBlock():
            return _list(block)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Quote(children=children):
            return _prefixed("\n\n".join(map(_block, children)), "> ", "> ")
        case Equation(text=text, number=number):
            return _paragraph(_escaped(f"{text} {number}".strip()))
        case CodeBlock(text=text):
            fence = "`" * max(3, *(len(run) + 1 for run in _FENCE.findall(text)), 3)
            return f"{fence}\n{text}\n{fence}"
        case PageStart(label=label):
            return f"[Page {_escaped(label)}]"
        case _:
            assert_never(block)


def _paragraph(text: str) -> str:
    return _LINE_START.sub(_escape_start, text)


def _escape_start(match: re.Match[str]) -> str:
    number, dot, mark, marks = match.groups()
    return f"{number}\\{dot}" if number else f"\\{mark or marks}"


def _figure(figure: Figure) -> str:
    """Return the picture's name and description, then its caption. The picture itself is not in the file."""
    picture = f"![{_escaped(figure.alt or '')}]({figure.image or ''})" if figure.alt != "" else ""
    said = "\n".join([IN_PICTURE, *map(_escaped, figure.words)]) if figure.words else ""
    return "\n\n".join(filter(None, [picture, _inlines(figure.caption), said]))


def _note(note: Note) -> str:
    body = "\n\n".join(map(_block, note.children))
    return f"[^{note.id}]: " + _prefixed(body, "", "    ")


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        (first if at == 0 else rest) + line if line else rest.rstrip() for at, line in enumerate(lines)
    )


# --- lists --------------------------------------------------------------------------------


def _list(block: ListBlock) -> str:
    return "\n".join(_item(item, _marker(block, at)) for at, item in enumerate(block.items))


def _marker(block: ListBlock, at: int) -> str:
    """Return the marker as printed where Markdown has no counting of its own for it."""
    label = block.items[at].label
    if block.numbering is None:
        return "-"
    return label if label and re.fullmatch(r"[\w.()]+", label) else f"{block.start + at}."


def _item(item: ListItem, marker: str) -> str:
    tight = "\n".join(map(_block, item.children))
    return _prefixed(tight, f"{marker} ", " " * (len(marker) + 1))


# --- tables -------------------------------------------------------------------------------


def _table(table: Table) -> str:
    body = _pipes(table) if _fits_pipes(table) else _html(table)
    return "\n\n".join(filter(None, [_inlines(table.caption), body]))


def _fits_pipes(table: Table) -> bool:
    """Tell whether a pipe table can say everything: one head row at most, no spans, words only."""
    cells = [cell for row in table.rows for cell in row.cells]
    simple = all(cell.columns == cell.rows == 1 and _is_line(cell) for cell in cells)
    return simple and table.header_rows <= 1 and len({len(row.cells) for row in table.rows}) == 1


def _is_line(cell: Cell) -> bool:
    return not cell.children or (len(cell.children) == 1 and isinstance(cell.children[0], Paragraph))


def _pipes(table: Table) -> str:
    rows = [[_cell_text(cell) for cell in row.cells] for row in table.rows]
    if not table.header_rows:
        rows.insert(0, [""] * len(rows[0]))
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell_text(cell: Cell) -> str:
    return " ".join(map(_block_line, cell.children))


def _block_line(block: Block) -> str:
    match block:
        case Paragraph(children=children):
            line = _inlines(_on_one_line(children))
            return line.replace("\\|", "|").replace("|", "\\|")  # a bar in an address would end the cell
        case _:
            return _escaped(_words(block))


def _on_one_line(nodes: Inlines) -> Inlines:
    """Return ``nodes`` without emphasis, which only widens a cell, and with spaces for breaks."""
    made: list[Inline] = []
    for node in nodes:
        match node:
            case Strong(children=children) | Emphasis(children=children):
                made += _on_one_line(children)
            case LineBreak():
                made.append(Text(" "))
            case _:
                made.append(node)
    return tuple(made)


def _words(block: Block) -> str:
    """Return the words of ``block`` with the descriptions of its pictures and the marks of its notes."""
    match block:
        case Figure(alt=alt, caption=caption):
            return " ".join(filter(None, [alt, _with_marks(caption)]))
        case Paragraph(children=children) | Heading(children=children):
            return _with_marks(children)
        case Table(caption=caption):
            return " ".join(filter(None, [_with_marks(caption), *map(_words, children_of(block))]))
        case ListBlock() | Quote():
            return " ".join(filter(None, map(_words, children_of(block))))
        case _:
            return text_of(block)


def _with_marks(nodes: Inlines) -> str:
    return "".join(f"[^{node.note}]" if isinstance(node, NoteMark) else plain_text((node,)) for node in nodes)


def _html(table: Table) -> str:
    rows = "".join(f"<tr>{''.join(map(_html_cell, row.cells))}</tr>" for row in table.rows)
    return f"<table>{rows}</table>"


def _html_cell(cell: Cell) -> str:
    tag = "th" if cell.scope else "td"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.columns), ("rowspan", cell.rows))
        if count > 1
    )
    scope = f' scope="{cell.scope}"' if cell.scope else ""
    return f"<{tag}{scope}{spans}>{escape(' '.join(map(_words, cell.children)), quote=False)}</{tag}>"


# --- inlines ------------------------------------------------------------------------------


def _inlines(inlines: Inlines) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text=text):
            return _escaped(text)
        case Strong(children=children):
            return f"**{_inlines(children)}**"
        case Emphasis(children=children):
            return f"*{_inlines(children)}*"
        case Quotation(children=children):
            return f"“{_inlines(children)}”"
        case Link(children=children, target=target):
            return f"[{_inlines(children)}]({_destination(target)})"
        case NoteMark(note=note):
            return f"[^{note}]"
        case Code(text=text):
            return f"`` {text} ``" if "`" in text else f"`{text}`"
        case LineBreak():
            return "\\\n"
        case _:
            assert_never(inline)


def _destination(target: str) -> str:
    return f"<{target}>" if re.search(r"[()\s]", target) else target


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
