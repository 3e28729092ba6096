"""What an element says in a line of text: its own characters, what stands for them, and what is added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from converters.readers.pdf.annotations.links import address
from converters.readers.pdf.tags.content import Piece
from converters.readers.pdf.tags.formula_words import in_line
from converters.readers.pdf.tags.roles import NOTES
from converters.readers.pdf.tags.sayings import Saying, text_of
from converters.readers.pdf.tags.setting import Setting
from converters.readers.pdf.tags.tree import Element, Kid, Marked, Thing
from converters.readers.pdf.text.characters import letters

_TEX = re.compile(r"\\[A-Za-z]")
ALIKE = 0.9  # share of their pairs of letters that two texts have in common


@dataclass(frozen=True, slots=True)
class Manner:
    """How the words of an element are said: as the elements around it say."""

    language: str | None = None
    bold: bool = False
    italic: bool = False
    code: bool = False
    target: str | None = None

    def saying(self, text: str) -> Saying:
        return Saying(text, self.bold, self.italic, self.code, self.target, self.language)


class Words:
    """Turns what lies inside an element into sayings."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def of(self, kid: Kid, manner: Manner) -> Iterator[Saying]:
        """Yield what ``kid`` says."""
        match kid:
            case Marked():
                yield from self._marked(kid, manner)
            case Thing():
                if found := self._setting.field_words(kid):
                    label, words = found
                    if label:
                        yield replace(manner.saying(f" {label}: "), repeats=True)
                    yield manner.saying(f" {words} ")
            case Element():
                yield from self._element(kid, manner)

    def _element(self, element: Element, manner: Manner) -> Iterator[Saying]:
        if element.role in NOTES and id(element) in self._setting.pairs.ids:
            note = self._setting.pairs.marks.get(id(element))
            if note:  # where it stands is its mark
                yield Saying("", note=note)
            return
        if note := self._setting.pairs.marks.get(id(element)):
            yield Saying("", note=note)
            return
        manner = self.within(element, manner)
        inner = [saying for kid in element.kids for saying in self.of(kid, manner)]
        text = text_of(inner)
        if element.actual is not None and self._stands_for(element.actual, text):
            inner = [manner.saying(element.actual + _ending(inner))]
        if element.alt and element.role not in {"Figure", "Formula"} and _is_reading_of(element.alt, inner):
            inner = [manner.saying(element.alt + _ending(inner))]
        if element.role == "Formula" and (said := self.formula(element)):
            inner = [manner.saying(said + _ending(inner))]
        if element.role == "Link" and not any(saying.target for saying in inner):
            inner = _leading_to_itself(inner, text)
        if element.role == "Quote":
            inner = [replace(saying, quotation=saying.quotation or id(element)) for saying in inner]
        yield from inner
        yield from self._added(element, text, manner)

    def formula(self, element: Element) -> str:
        """Return what is said for a formula: the author's words, else its MathML; TeX is no words."""
        math = self._setting.math(element)
        given = element.alt or element.actual or ""
        return in_line(math) if math and (not given or _TEX.search(given)) else element.alt or ""

    def within(self, element: Element, manner: Manner) -> Manner:
        """Return how what lies inside ``element`` is said."""
        target = next(filter(None, map(self._setting.target, self._things(element))), None)
        stressed = element.role in {"Strong", "Em", "Code"}
        if not (stressed or element.language or (target and not manner.target)):
            return manner
        return replace(
            manner,
            language=self._language(element, manner),
            bold=manner.bold or element.role == "Strong",
            italic=manner.italic or element.role == "Em",
            code=manner.code or element.role == "Code",
            target=manner.target or target,
        )

    def _language(self, element: Element, manner: Manner) -> str | None:
        if element.language is None:
            return manner.language
        return None if element.language == self._setting.language else element.language

    def _things(self, element: Element) -> list[Thing]:
        return [kid for kid in element.kids if isinstance(kid, Thing)]

    def _stands_for(self, actual: str, text: str) -> bool:
        """Tell whether ``actual`` may take the place of ``text``: silence only of what has no words."""
        return bool(actual) or not letters(text)

    def _added(self, element: Element, text: str, manner: Manner) -> Iterator[Saying]:
        """Yield an alternative text that says what the words do not, and an expansion the first time."""
        described = element.role in {"Figure", "Formula"} or not letters(text)
        if element.alt and not described and not _are_alike(element.alt, text):
            yield manner.saying(f" ({element.alt})")
        if element.expansion and (text, element.expansion) not in self._setting.expanded:
            self._setting.expanded.add((text, element.expansion))
            yield manner.saying(f" ({element.expansion})")

    def _manner_of(self, piece: Piece, page: int, manner: Manner) -> Manner:
        """Return how ``piece`` is said: by its type, the link over it, and its own language."""
        target = self._setting.link_at(page, piece.box) if piece.box and not manner.target else None
        language = manner.language
        if piece.language:
            language = None if piece.language == self._setting.language else piece.language
        if not (piece.bold or piece.italic or target or language != manner.language):
            return manner
        return replace(
            manner,
            bold=manner.bold or piece.bold,
            italic=manner.italic or piece.italic,
            target=manner.target or target,
            language=language,
        )

    def _marked(self, key: Marked, manner: Manner) -> Iterator[Saying]:
        """Yield the characters of marked content; a sequence with words of its own says these once."""
        said: set[int] = set()
        for at, piece in enumerate(self._setting.pieces(key)):
            if note := self._setting.pairs.raised.get((key, at)):
                yield Saying("", note=note)
                continue
            here = self._manner_of(piece, key.page, manner)
            if piece.sequence and piece.actual is not None:
                if piece.sequence not in said:
                    said.add(piece.sequence)
                    yield here.saying(piece.actual)
                if piece.text[-1:].isspace():
                    yield here.saying(piece.text[-1])
                continue
            yield here.saying(piece.text)
            if (
                piece.sequence
                and piece.expansion
                and (piece.text, piece.expansion) not in self._setting.expanded
            ):
                self._setting.expanded.add((piece.text, piece.expansion))
                yield here.saying(f" ({piece.expansion})")


def _is_reading_of(alt: str, sayings: list[Saying]) -> bool:
    """Tell whether ``alt`` says all that ``sayings`` say, as where letters are written out ("F D A")."""
    text = text_of(sayings)
    leads = any(saying.target or saying.note for saying in sayings)
    return not letters(text) or (not leads and _are_alike(alt, text))


def _are_alike(one: str, other: str) -> bool:
    """Tell by their pairs of letters whether two texts are the same but for spaces, marks and slips."""
    pairs = [Counter(map("".join, pairwise(letters(text)))) for text in (one, other)]
    shared = sum((pairs[0] & pairs[1]).values())
    return letters(one) == letters(other) or 2 * shared > ALIKE * sum(map(Counter.total, pairs))


def _leading_to_itself(said: list[Saying], text: str) -> list[Saying]:
    """Return ``said`` as a link to the address that its ``text`` is, where the file gives no other."""
    target = address(text) if len(text.split()) == 1 else None
    return [replace(saying, target=target) for saying in said] if target else said


def _ending(sayings: list[Saying]) -> str:
    """Return the space or line end that ``sayings`` end with."""
    last = sayings[-1].text if sayings else ""
    return "\n" if last.endswith("\n") else " " if last.endswith(" ") else ""
