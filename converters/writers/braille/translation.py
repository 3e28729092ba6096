"""Text as braille cells: which table, which grade, and what no table has a sign for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import assert_never

from converters import document as d
from converters.document import Inlines
from converters.tools.liblouis import BLANK, BOLD, ITALIC, translated
from converters.writers.in_words import Marks
from converters.writers.stand_ins import name_in_brackets
from converters.writers.text import legal

TRANSCRIBER_MARKS = Marks("\u2808\u2828\u2823", "\u2808\u2828\u281c")
"""Around words that the transcriber added (UEB 3.27): dots 4, 46, 126 and 4, 46, 345."""

CONTRACTED = 2

_UEB = ("en-ueb-g1.ctb", "en-ueb-g2.ctb")
_TABLES = {"cy": ("cy-cy-g1.utb", "cy-cy-g2.ctb")}
"""Uncontracted and contracted, by language. UEB has signs for the letters of all Latin languages."""
_OTHER_SCRIPTS = {
    "ar": "ar-ar-g1.utb",
    "el": "el.ctb",
    "fa": "fa-ir-g1.utb",
    "gu": "gu-in-g1.utb",
    "he": "he-IL.utb",
    "hi": "hi-in-g1.utb",
    "ru": "ru-litbrl-detailed.utb",
    "ur": "ur-pk-g1.utb",
}
"""Languages whose letters UEB has no signs for are in their own braille (UEB 13.2)."""
_PLAIN = 0
_SIX_DOTS = range(0x2800, 0x2840)

Piece = tuple[str, str, int]
"""Characters, the table to translate them by, and how they stand out."""


class Translation:
    """How the text of one document becomes cells. ``grade`` is 1 (uncontracted) or 2 (contracted)."""

    def __init__(self, language: str, grade: int) -> None:
        self._language = _primary(language)
        self._uncontracted, contracted = _TABLES.get(self._language, _UEB)
        # Contractions are those of a language: no other is written with them (UEB 13.2).
        contracts = grade == CONTRACTED and self._language in {*_TABLES, "en"}
        own = contracted if contracts else self._uncontracted
        self._table = _OTHER_SCRIPTS.get(self._language, own)

    def cells(self, nodes: Inlines, language: str | None = None) -> str:
        """Return ``nodes``, which are in ``language``, as Unicode braille, one blank cell between words."""
        pieces = self._pieces(nodes, self._table_for(language), _PLAIN)
        parts = [
            _translated(list(of_table), table) for table, of_table in groupby(pieces, lambda piece: piece[1])
        ]
        return _spaced("".join(parts))

    def exact(self, text: str) -> str:
        """Return ``text`` with its spaces as they are: page numbers, lines of code."""
        return _translated([(legal(text), self._table, _PLAIN)], self._table)

    def stand_in(self, character: str, language: str | None = None) -> str | None:
        """Return what stands for a character that braille has no sign for, "" where it is left out.

        None where it has one.
        """
        composed = unicodedata.normalize("NFC", character)
        has_signs = (_plain(part, self._table_for(language)) is not None for part in composed)
        return None if all(has_signs) else name_in_brackets(character)

    def _table_for(self, language: str | None) -> str:
        primary = _primary(language or self._language)
        if primary == self._language:
            return self._table
        return _OTHER_SCRIPTS.get(primary, self._uncontracted)

    def _pieces(self, nodes: Inlines, table: str, form: int) -> Iterator[Piece]:
        for node in nodes:
            match node:
                case d.Text(text=text, language=language):
                    yield _collapsed(text), self._table_for(language) if language else table, form
                case d.Code(text=text):
                    yield _collapsed(text), table, form
                case d.Strong(children=children):
                    yield from self._pieces(children, table, form | BOLD)
                case d.Emphasis(children=children):
                    yield from self._pieces(children, table, form | ITALIC)
                case d.Quotation(children=children):
                    yield "“", table, form
                    yield from self._pieces(children, table, form)
                    yield "”", table, form
                case d.Link(children=children):
                    yield from self._pieces(children, table, form)
                case d.LineBreak():
                    yield " ", table, form
                case d.NoteMark():
                    pass
                case _:
                    assert_never(node)


def _translated(pieces: list[Piece], table: str) -> str:
    """Return pieces of one table as cells. They are translated together: contractions look around them."""
    said = [(_sayable(text, table), form) for text, _, form in pieces]
    forms = [form for text, form in said for _ in text]
    return translated("".join(text for text, _ in said), table, forms)


def _sayable(text: str, table: str) -> str:
    """Return ``text`` with the names of characters in place of those that ``table`` has no sign for."""
    composed = unicodedata.normalize("NFC", legal(text))
    return "".join(
        character if character.isascii() else _sign_or_name(character, table) for character in composed
    )


def _sign_or_name(character: str, table: str) -> str:
    plain = _plain(character, table)
    return name_in_brackets(character) if plain is None else plain


@cache
def _plain(character: str, table: str) -> str | None:
    """Return ``character``, or the plainer ones it is made of, None where ``table`` has no signs for them."""
    if _has_sign(character, table):
        return character
    plain = unicodedata.normalize("NFKD", character)
    has_signs = plain != character and all(part.isascii() or _has_sign(part, table) for part in plain)
    return plain if has_signs else None


def _has_sign(character: str, table: str) -> bool:
    cells = translated(character, table)
    return bool(cells) and all(ord(cell) in _SIX_DOTS for cell in cells)


def _collapsed(text: str) -> str:
    """Return ``text`` with one space for each run of white space, at its ends too."""
    middle = " ".join(text.split())
    if not middle:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{middle}{' ' * text[-1].isspace()}"


def _spaced(cells: str) -> str:
    return BLANK.join(filter(None, cells.split(BLANK)))


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
