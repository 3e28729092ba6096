"""Characters that a format has no sign, shape or word for: what stands for them, and on which pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from converters.document import (
    Block,
    Code,
    CodeBlock,
    Document,
    Equation,
    Figure,
    ListBlock,
    PageStart,
    Paragraph,
    Text,
)
from converters.findings import Finding, FindingKind
from converters.walk import children_of, every_inline, inlines_of
from converters.writers.text import legal

StandIn = Callable[[str, str | None], str | None]
"""Returns what stands for a character in a language (None: the document's), None where it does itself."""

_MOST_NAMED = 5
"""Characters that a finding names. Of a page with more, it is the page that needs somebody."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the document on a page, in ``language`` where it is not the document's."""

    page: int | None
    text: str
    language: str | None = None


def name_of(character: str) -> str:
    """Return the Unicode name of ``character`` in small letters, "" where it has none."""
    return unicodedata.name(character, "").lower()


def name_in_brackets(character: str) -> str:
    """Return what is written for ``character``, "" where it has no name."""
    name = name_of(character)
    return f"[{name}]" if name else ""


def stand_in_findings(document: Document, cannot: str, stand_in: StandIn) -> tuple[Finding, ...]:
    """Return a finding for each page with characters that are not written as they are.

    ``cannot`` begins the sentence, such as "Braille has no sign for".
    """
    pages: dict[int | None, dict[str, str]] = {}
    for said in (said for said in every_text(document) if not said.text.isascii()):
        for character in filter(_may_lack, legal(said.text)):
            instead = stand_in(character, said.language)
            if instead is not None:
                pages.setdefault(said.page, {})[character] = instead
    return tuple(
        Finding(FindingKind.CHARACTER_REPLACED, page, detail)
        for page, found in sorted(pages.items(), key=lambda item: item[0] or 0)
        for detail in _details(cannot, found)
    )


def every_text(document: Document) -> Iterator[Said]:
    """Yield everything of ``document`` that an output may say, with the page it stands on."""
    yield from _texts(document.blocks, None, None)
    for note in document.notes:
        page = note.origin.page if note.origin else None
        yield Said(page, note.label)
        yield from _texts(note.children, page, None)


def _may_lack(character: str) -> bool:
    return not character.isascii() and not character.isspace()


def _details(cannot: str, found: dict[str, str]) -> Iterator[str]:
    named = [character for character in found if name_of(character)]
    numbered = [character for character in found if found[character] and not name_of(character)]
    left_out = [character for character in found if not found[character]]
    for characters, one, several in (
        (named, "Its name stands there instead.", "Their names stand there instead."),
        (numbered, "Its number stands there instead.", "Their numbers stand there instead."),
        (left_out, "It is left out.", "They are left out."),
    ):
        if characters:
            yield f"{cannot} {_listed(characters)}. {one if len(characters) == 1 else several}"


def _listed(characters: list[str]) -> str:
    """Return "“snowman” (U+2603)": not the character, which the format of the note may lack as well."""
    told = [_called(character) for character in characters[:_MOST_NAMED]]
    if len(characters) > _MOST_NAMED:
        told.append(f"{len(characters) - _MOST_NAMED} more")
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def _called(character: str) -> str:
    name = name_of(character)
    point = f"U+{ord(character):04X}"
    return f"“{name}” ({point})" if name else f"a character without a name ({point})"


def _texts(blocks: Iterable[Block], page: int | None, language: str | None) -> Iterator[Said]:
    for block in blocks:
        page = block.origin.page if block.origin else page
        yield from _texts_of(block, page, language)
        yield from _texts(children_of(block), page, language)


def _texts_of(block: Block, page: int | None, language: str | None) -> Iterator[Said]:
    """Yield what ``block`` itself says, without the blocks inside it."""
    if isinstance(block, Paragraph):
        language = block.language or language
    for inline in every_inline(inlines_of(block)):
        match inline:
            case Text(text=text, language=own):
                yield Said(page, text, own or language)
            case Code(text=text):
                yield Said(page, text, language)
    for text in _own_texts(block):
        yield Said(page, text, language)


def _own_texts(block: Block) -> tuple[str, ...]:
    match block:
        case ListBlock(items=items):
            return tuple(item.label for item in items if item.label)
        case Figure(alt=alt, words=words):
            return (alt or "", *words)
        case Equation(text=text, number=number):
            return (text, number)
        case CodeBlock(text=text):
            return (text,)
        case PageStart(label=label):
            return (label,)
        case _:
            return ()
