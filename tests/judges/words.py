"""Are the words of the document those of the file? Each is read back by a reader that is not ours."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any
from unicodedata import name

from lxml import etree, html

from converters import document as d
from converters.document import Block, Document
from converters.walk import children_of, every_inline, inlines_of, with_children
from tests.converters.books import Book
from tests.converters.read_back import structure
from tests.judges.braille import words_not_read_back

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def pieces(document: Document) -> list[str]:
    """Return the texts of a document in order, blanks left out."""
    return [text for text, _ in _all_pieces(document)]


def pieces_of(blocks: tuple[Block, ...]) -> list[str]:
    """Return the texts of ``blocks`` in order, blanks and what stands in tables left out."""
    return [text for text, is_in_table in _pieces(blocks, False) if text and not is_in_table]


def lost_words(document: Document, format: str, data: bytes) -> tuple[str, ...]:
    """Return what of ``document`` is not, or not in its order, in ``data``, a file in ``format``.

    The cells of a table may stand in another order: one that has no room is read out row by row,
    each value after its header.
    """
    if format == "braille":
        return words_not_read_back(document, data)
    if format not in READ_BACK:
        return ()
    if format == "docx":  # Word's own formulas have their words in their parts
        notes = tuple(
            replace(note, children=_with_parts_of_formulas(note.children)) for note in document.notes
        )
        document = replace(document, blocks=_with_parts_of_formulas(document.blocks), notes=notes)
    found = bare(READ_BACK[format](data))
    wanted = [(as_written(text, found), is_in_table) for text, is_in_table in _all_pieces(document)]
    flow = in_order(found, [text for text, is_in_table in wanted if not is_in_table])
    return (*flow, *(text for text, is_in_table in wanted if is_in_table and text not in found))


def as_written(text: str, found: str) -> str:
    """Return ``text`` with the names of characters that are not in the file: no typeface here has them."""
    for character in set(text) - _characters(found):
        text = text.replace(character, bare(f"[{name(character, '?').lower()}]"))
    return text


@lru_cache(maxsize=4)
def _characters(text: str) -> frozenset[str]:
    return frozenset(text)


def in_order(found: str, wanted: list[str]) -> list[str]:
    """Return the texts that do not follow in ``found`` after those before them."""
    missing, at = [], 0
    for text in wanted:
        place = found.find(text, at)
        if place < 0:
            missing.append(text)
        else:
            at = place + len(text)
    return missing


def bare(text: str) -> str:
    """Return ``text`` without blanks and without characters that nobody sees.

    Lam and alef are one shape, whose two letters PDFium turns around with the line; both orders
    count as one. A hyphen at the end of a line is U+0002 to PDFium.
    """
    return (
        re.sub(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+", "", text)
        .replace("\u0644\u0627", "\u0627\u0644")
        .replace("\x02", "-")
    )


def _all_pieces(document: Document) -> list[tuple[str, bool]]:
    flow = (*document.blocks, *(block for note in document.notes for block in note.children))
    return [(text, is_in_table) for text, is_in_table in _pieces(flow, False) if text]


def _pieces(blocks: tuple[Block, ...], is_in_table: bool) -> Iterator[tuple[str, bool]]:
    for block in blocks:
        yield from ((bare(text), is_in_table) for text in _texts(block))
        yield from _pieces(children_of(block), is_in_table or isinstance(block, d.Table))


def _texts(block: Block) -> list[str]:
    match block:
        case d.Equation(text=text, number=number):
            return [text, number]
        case d.CodeBlock(text=text):
            return [text]
        case _:
            inlines = every_inline(inlines_of(block))
            return [one.text for one in inlines if isinstance(one, d.Text | d.Code)]


def _with_parts_of_formulas(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        replace(block, text="".join(_letters_of(block.math)))
        if isinstance(block, d.Equation) and block.math is not None
        else with_children(block, _with_parts_of_formulas)
        for block in blocks
    )


def _letters_of(math: d.Math) -> Iterator[str]:
    """Yield the letters and digits of a formula; of a root, the degree first."""
    yield from filter(str.isalnum, math.text)
    for child in reversed(math.children) if math.name == "mroot" else math.children:
        yield from _letters_of(child)


def _words_of_pdf(data: bytes) -> str:
    return structure(data).text


def _words_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    return "".join(_said_in_word(text) for part in parts for text in part.iter(_TEXT, _FORMULA_TEXT))


def _said_in_word(text: Any) -> str:
    said = text.text or ""
    return said if text.tag == _TEXT else "".join(filter(str.isalnum, said))


def _words_of_html(data: bytes) -> str:
    (body,) = html.document_fromstring(data.decode("utf-8")).iter("body")
    return "".join(_said(body))


def _words_of_epub(data: bytes) -> str:
    return "".join(text for _, chapter in Book(data).chapters() for text in _said(chapter))


def _said(element: Any) -> Iterator[str]:
    """Yield the texts of a page in order, with what stands for its pictures in their places."""
    yield element.get("alt") or element.get("alttext") or element.text or ""
    for child in element if element.get("alttext") is None else ():
        yield from _said(child) if isinstance(child.tag, str) else ()
        yield child.tail or ""


def _words_of_text(data: bytes) -> str:
    return data.decode("utf-8")


READ_BACK: Mapping[str, Callable[[bytes], str]] = {
    "html": _words_of_html,
    "epub": _words_of_epub,
    "audio-epub": _words_of_epub,
    "text": _words_of_text,
    "pdf": _words_of_pdf,
    "large-print": _words_of_pdf,
    "docx": _words_of_docx,
    "large-print-docx": _words_of_docx,
}
"""The text of a file of each format, in the order in which it is heard."""
