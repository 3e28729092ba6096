"""What a voice says of the elements of a chapter: one utterance for each piece of text a reader would see."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from converters.tools import espeak
from converters.writers import words
from converters.writers.epub.book import Book, Chapter
from converters.writers.markup.tags import Element
from converters.writers.stand_ins import name_of
from converters.writers.text import legal

_BLOCKS = {
    "blockquote", "div", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
    "li", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SIGNS = {"So", "Sm", "Sc", "Sk", "No", "Co"}
"""Categories of characters that mean something by themselves: ticks, signs of formulas, private letters."""
_LETTERS_OF_FORMULAS = frozenset(map(chr, range(0x1D400, 0x1D800)))
"""Mathematical Alphanumeric Symbols."""
_PAUSE, _LONG_PAUSE = 0.35, 0.8
"""Seconds of silence after an utterance, and after a heading or the number of a page."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one language, None for that of the document."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class _Opening:
    """What announces an element; ``says_label`` where it says the label that is printed there too."""

    words: str
    says_label: bool = False


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said while ``element`` is shown, and the silence after it in seconds."""

    element: Element
    runs: tuple[Run, ...]
    pause: float

    @property
    def text(self) -> str:
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def begins_page(self) -> bool:
        return self.element.get("role") == "doc-pagebreak"

    @property
    def ssml(self) -> str:
        """Return the runs as SSML; a run in another language has the voice of that language."""
        return f"<speak>{''.join(map(_ssml, self.runs))}</speak>"


def utterances(chapter: Chapter, book: Book) -> tuple[Utterance, ...]:
    """Return everything that is said of ``chapter``, in order."""
    labels = {place.id: place.note.label or str(place.number) for place in book.context.notes.values()}
    speaker = _Speaker(labels)
    walked = (said for element in chapter.elements for said in speaker.walk(element, None, None))
    sayable = (replace(said, runs=tuple(_sayable(said.runs, book.document.language))) for said in walked)
    return tuple(said for said in sayable if _is_heard(said.runs))


def stand_in(character: str, language: str) -> str | None:
    """Return what the voice of ``language`` says for a sign that it would pass over, "" where it has no name.

    None where it says it, and of punctuation, which it is right to pass over.
    """
    if unicodedata.category(character) not in _SIGNS or character.isascii():
        return None
    return None if espeak.says(character, espeak.voice_for(language)) else name_of(character)


def _sayable(runs: tuple[Run, ...], language: str) -> Iterator[Run]:
    """Yield ``runs`` with names for the signs that the voice would pass over."""
    for run in runs:
        text = ""
        for character in _plain_letters(run.text):
            name = stand_in(character, run.language or language)
            if name is None:
                text += character
            else:
                yield from (Run(text, run.language), Run(f" {name} ", words.LANGUAGE))
                text = ""
        yield Run(text, run.language)


def _plain_letters(text: str) -> str:
    """Return ``text`` with plain letters for those of formulas, which a voice would spell by number."""
    return "".join(
        unicodedata.normalize("NFKC", character) if character in _LETTERS_OF_FORMULAS else character
        for character in text
    )


def _is_heard(runs: tuple[Run, ...]) -> bool:
    return any(character.isalnum() for run in runs for character in run.text)


class _Speaker:
    def __init__(self, labels: Mapping[str, str]) -> None:
        """``labels`` has the label of each note, by the id of its element."""
        self._labels = labels

    def walk(self, element: Element, language: str | None, opening: _Opening | None) -> Iterator[Utterance]:
        """Yield what is said of ``element``; ``opening`` is said before the first of it."""
        language = element.get("lang") or language
        opening = self._opening(element) or opening
        if not any(inner.tag in _BLOCKS for inner in element.iterdescendants()):
            yield from _utterance(element, language, opening)
            return
        for child in element:
            for said in self.walk(child, language, opening):
                yield said
                opening = None

    def _opening(self, element: Element) -> _Opening | None:
        """Return what announces ``element``: what the eye sees at once, the ear has to be told."""
        if element.tag == "figure":
            return _Opening(f"{words.FORMULA if element.get('class') == 'equation' else words.PICTURE}: ")
        label = self._labels.get(element.get("id") or "")
        return _Opening(f"Note {label}: ", says_label=True) if label else None


def _utterance(element: Element, language: str | None, opening: _Opening | None) -> Iterator[Utterance]:
    runs = tuple(_runs(element, language, opening is None or not opening.says_label))
    if not any(
        character.isalnum() or unicodedata.category(character) in _SIGNS
        for run in runs
        for character in run.text
    ):
        return
    if opening:
        runs = (Run(opening.words, words.LANGUAGE), *runs)
    slow = element.tag in _HEADINGS or element.get("role") == "doc-pagebreak"
    yield Utterance(element, runs, _LONG_PAUSE if slow else _PAUSE)


def _runs(element: Element, language: str | None, with_label: bool = True) -> Iterator[Run]:
    if element.text:
        yield Run(element.text, language)
    for child in element:
        if with_label or child.get("class") != "label":
            yield from _inside(child, child.get("lang") or language)
        if child.tail:
            yield Run(child.tail, language)


def _inside(child: Element, language: str | None) -> Iterator[Run]:
    """Yield what is said of an element within a line."""
    match child.get("role"), child.tag:
        case "doc-noteref", _:
            yield Run(f" ({child.get('aria-label') or child.text}) ", words.LANGUAGE)
        case "doc-backlink", _:
            pass
        case _, "br":
            yield Run(", ", language)
        case _, "img":
            pass  # its description stands below it as text
        case _:
            yield from _runs(child, language)


def _ssml(run: Run) -> str:
    said = escape(legal(run.text), quote=False)
    return said if run.language is None else f'<voice xml:lang="{escape(run.language)}">{said}</voice>'
