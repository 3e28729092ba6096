"""From the characters that an element holds to inlines: line ends, spaces, emphasis, links and languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from converters.document import (
    Code,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    NoteMark,
    Paragraph,
    Quotation,
    Strong,
    Text,
)
from converters.readers.pdf.text.characters import legible, letters
from converters.readers.pdf.text.lines import Vocabulary, line_end
from converters.readers.pdf.text.linked import links_joined

_OPENING, _CLOSING = '“‘«„"', '”’»"'
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Saying:
    """Characters that are said, look and lead alike; with ``note`` the mark of that note instead."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    target: str | None = None
    language: str | None = None
    note: str | None = None
    quotation: int = 0
    """The same number, not 0, for all that one quotation says."""
    repeats: bool = False
    """Dropped where the words before it say the same."""

    @property
    def plain(self) -> bool:
        looks = self.bold or self.italic or self.code or self.target
        return not (looks or self.language or self.note or self.quotation)

    def like(self, other: Saying) -> bool:
        return self.note is None and self._manner == other._manner

    @property
    def _manner(self) -> tuple[object, ...]:
        looks = self.bold, self.italic, self.code
        return *looks, self.target, self.language, self.note, self.quotation, self.repeats


def inlines_of(sayings: Iterable[Saying], vocabulary: Vocabulary) -> Inlines:
    """Return ``sayings`` as inlines: lines joined, spaces single, none at the ends."""
    return links_joined(tuple(_quoted(_merged(_spaced(_joined_lines(sayings, vocabulary))))))


def without_repeats(sayings: Iterable[Saying]) -> list[Saying]:
    """Return ``sayings`` without labels that the words before them give already."""
    kept: list[Saying] = []
    for saying in sayings:
        before = letters("".join(each.text for each in kept)) if saying.repeats else ""
        if not saying.repeats or letters(saying.text) not in before:
            kept.append(replace(saying, repeats=False))
    return kept


def text_of(sayings: Iterable[Saying]) -> str:
    """Return the words of ``sayings`` on one line."""
    return _SPACES.sub(" ", "".join(legible(saying.text) for saying in sayings)).strip()


def in_its_language(block: Paragraph | Heading) -> Inlines:
    """Return what ``block`` says, each text with the language that all of it shares."""
    language = block.language if isinstance(block, Paragraph) else None
    if language is None:
        return block.children
    # a paragraph with a language of its own holds nothing but texts
    texts = (inline for inline in block.children if isinstance(inline, Text))
    return tuple(replace(text, language=language) for text in texts)


def _joined_lines(sayings: Iterable[Saying], vocabulary: Vocabulary) -> list[Saying]:
    """Return ``sayings`` without line ends: a space or nothing stands for each."""
    joined: list[Saying] = []
    ended = False
    for saying in sayings:
        if saying.note:
            joined.append(saying)
            continue
        for number, line in enumerate(saying.text.split("\n")):
            ended = ended or number > 0
            if line and ended and joined and not joined[-1].note:
                text, between = line_end(joined[-1].text.rstrip(), line.lstrip(), vocabulary)
                joined[-1] = replace(joined[-1], text=legible(text) + between)
            if line:
                # a soft hyphen at the end counts until the next line is known
                joined.append(replace(saying, text=line if line.endswith("\u00ad") else legible(line)))
                ended = False
    return joined


def _spaced(sayings: list[Saying]) -> list[Saying]:
    """Return ``sayings`` with the spaces between two of them outside emphasis and links."""
    spaced: list[Saying] = []
    for saying in sayings:
        if saying.note:
            spaced.append(saying)
            continue
        text = _SPACES.sub(" ", legible(saying.text))
        if text.startswith(" ") or (spaced and spaced[-1].note and text[:1].isalnum()):
            _add_space(spaced)
        if core := text.strip():
            spaced.append(replace(saying, text=core))
            if text.endswith(" "):
                _add_space(spaced)
    if spaced and spaced[-1].text.endswith(" "):
        spaced[-1] = replace(spaced[-1], text=spaced[-1].text.rstrip())
    return [saying for saying in spaced if saying.text or saying.note]


def _add_space(spaced: list[Saying]) -> None:
    if not spaced or spaced[-1].text.endswith(" "):
        return
    last = spaced[-1]
    if last.plain:
        spaced[-1] = replace(last, text=last.text + " ")
    else:
        spaced.append(Saying(" "))


def _merged(sayings: list[Saying]) -> list[Saying]:
    """Return ``sayings`` with neighbours that are alike as one, over a space that stands between them."""
    merged: list[Saying] = []
    for saying in sayings:
        if len(merged) > 1 and merged[-1] == Saying(" ") and merged[-2].like(saying) and not saying.plain:
            merged.pop()
            merged[-1] = replace(merged[-1], text=f"{merged[-1].text} {saying.text}")
        elif merged and (merged[-1].like(saying) or (merged[-1] == Saying(" ") and saying.plain)):
            merged[-1] = replace(saying, text=merged[-1].text + saying.text)
        else:
            merged.append(saying)
    return merged


def _quoted(sayings: list[Saying]) -> Iterator[Inline]:
    """Yield the inlines of ``sayings``, those of one quotation together, its printed marks left out."""
    place = 0
    while place < len(sayings):
        number, start = sayings[place].quotation, place
        place += 1
        while number and any(saying.quotation == number for saying in sayings[place:]):
            place += 1
        inner = [replace(saying, quotation=0) for saying in sayings[start:place]]
        yield Quotation(tuple(map(_inline, _unmarked(inner)))) if number else _inline(inner[0])


def _unmarked(sayings: list[Saying]) -> list[Saying]:
    first, last = sayings[0], sayings[-1]
    sayings[0] = replace(first, text=first.text.lstrip(_OPENING))
    sayings[-1] = replace(sayings[-1], text=sayings[-1].text.rstrip(_CLOSING))
    return [saying for saying in sayings if saying.text or saying.note] or [last]


def _inline(saying: Saying) -> Inline:
    if saying.note:
        return NoteMark(saying.note)
    inline: Inline = Code(saying.text) if saying.code else Text(saying.text, saying.language)
    if saying.italic:
        inline = Emphasis((inline,))
    if saying.bold:
        inline = Strong((inline,))
    return Link((inline,), saying.target) if saying.target else inline
