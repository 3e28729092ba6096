"""Are the words of the document those of the file? Each is read back by a reader that is not ours."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any
from unicodedata import bidirectional, name, normalize

from lxml import etree, html

from converters import document as d
from converters.document import Block, Document
from converters.walk import children_of, every_inline, inlines_of, with_children
from converters.writers.text import is_right_to_left
from tests.converters.books import Book
from tests.converters.read_back import structure
from tests.judges.braille import words_not_read_back

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


_ALEFS = str.maketrans("", "", "\u0622\u0623\u0625\u0627")
"""They change places with the lam beside them where PDFium turns a line about."""
_SET_ON_PAPER = frozenset({"pdf", "large-print"})
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
    each value after its header. So may, on paper, words that run from right to left, and those among
    them: what is drawn is right, but PDFium, which reads it back, puts such lines in an order of its own.
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
    wanted = [
        (as_written(text, found), is_free) for text, is_free in _all_pieces(document, format in _SET_ON_PAPER)
    ]
    flow = in_order(found, [text for text, is_free in wanted if not is_free])
    anywhere = found.translate(_ALEFS)
    return (*flow, *(text for text, is_free in wanted if is_free and text.translate(_ALEFS) not in anywhere))


def as_written(text: str, found: str) -> str:
    """Return ``text`` with the names of characters that are not in the file: no typeface here has them."""
    for character in set(text) - _characters(found):
        text = text.replace(character, bare(f"[{name(character, '?').lower()}]"))
    return text


@lru_cache(maxsize=4)
def _characters(text: str) -> frozenset[str]:
    return frozenset(text) | frozenset(normalize("NFD", text))


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


def runs_leftwards(text: str) -> bool:
    """Tell whether anything in ``text`` runs from right to left."""
    return any(bidirectional(character) in {"R", "AL", "AN"} for character in text)


def is_said(found: str, parts: list[str]) -> bool:
    """Tell whether ``parts`` follow one another in ``found``, what PDFium read back of one place.

    Where something there runs from right to left, their letters are enough (see ``lost_words``).
    """
    if runs_leftwards(found):
        letters = filter(str.isalnum, normalize("NFD", "".join(parts)))
        return not Counter(letters) - Counter(normalize("NFD", found))
    return not in_order(found, parts)


def _words_each_way(text: str) -> Iterator[str]:
    """Yield the words of ``text``, parted where letters of another direction, or digits, begin."""
    for way, run in groupby(text, key=bidirectional):
        if way in {"R", "AL", "L", "EN"}:
            yield from re.findall(r"\w+", "".join(run))


def bare(text: str) -> str:
    """Return ``text`` without blanks and without characters that nobody sees.

    Lam and alef are one shape, whose two letters PDFium turns around with the line; both orders
    count as one. A hyphen at the end of a line is U+0002 to PDFium.
    """
    seen = re.sub(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+", "", text).replace("\x02", "-")
    return re.sub("\u0644([\u0622\u0623\u0625\u0627])", "\\1\u0644", seen)


def _all_pieces(document: Document, is_on_paper: bool = False) -> list[tuple[str, bool]]:
    """Return the texts in order, and of each whether it may stand elsewhere."""
    flow = (*document.blocks, *(block for note in document.notes for block in note.children))
    if is_on_paper and is_right_to_left(document.language):
        return [(bare(text), True) for text in _words_of_blocks(flow)]
    return [(text, is_free) for text, is_free in _pieces(flow, False, is_on_paper) if text]


def _words_of_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from (word for text in _texts(block) for word in _words_each_way(text))
        yield from _words_of_blocks(children_of(block))


def _pieces(
    blocks: tuple[Block, ...], is_in_table: bool, is_on_paper: bool = False
) -> Iterator[tuple[str, bool]]:
    for block in blocks:
        texts = _texts(block)
        if is_on_paper and any(map(runs_leftwards, texts)):
            yield from ((bare(word), True) for text in texts for word in _words_each_way(text))
        else:
            yield from ((bare(text), is_in_table) for text in texts)
        yield from _pieces(children_of(block), is_in_table or isinstance(block, d.Table), is_on_paper)


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
