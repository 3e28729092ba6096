"""From the spans of a region to inlines: emphasis, links, and spaces where words end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from converters.document import Box, Emphasis, Inline, Inlines, Link, Strong, Text
from converters.readers.pdf.page import LinkArea, Span, Word, contains, meet
from converters.readers.pdf.text.characters import legible, letters, one_line
from converters.readers.pdf.text.lines import Line, Vocabulary, gap_between, line_end
from converters.readers.pdf.text.linked import links_joined

WHOLE = 0.6  # share of a word's width that a link covers which is meant for all of it
SIGN_WIDTH = 0.5  # times the width of a letter: a point or a comma
SLACK = 1.0  # points between a link and what it covers
MARKS = frozenset("*∗†‡§¶#")  # signs that lead to a note

_EMPHASIS_MARKS = re.compile(r"(?<!\\)(\*{1,3}|~~|`)(?=\S)(.+?)(?<=\S)\1")
_MAY_BE_MARKED = re.compile(r"[*~`]")
_LINK_MARK = re.compile(r"\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*\)")
_PART = re.compile(r"[^\W\d_]+|\d+|[\W_]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look and lead alike."""

    text: str
    bold: bool = False
    italic: bool = False
    target: str | None = None

    def like(self, other: Run) -> bool:
        return (self.bold, self.italic, self.target) == (other.bold, other.italic, other.target)

    def saying(self, text: str) -> Run:
        """Return ``text`` looking and leading as this run does."""
        return Run(text, self.bold, self.italic, self.target)


def plain(marked: str) -> str:
    """Return the words of the engine's own text, which marks emphasis and links as Markdown does."""
    text = _LINK_MARK.sub(r"\1", marked) if "](" in marked else marked
    if _MAY_BE_MARKED.search(text):
        for _ in range(2):  # bold around italic
            text = _EMPHASIS_MARKS.sub(r"\2", text)
    return one_line(text)


def same_words(lines: Iterable[Line], marked: str) -> bool:
    """Tell whether ``lines`` hold the letters of the engine's text in its order."""
    return letters("".join(line.text for line in lines)) == letters(plain(marked))


def runs_of(lines: tuple[Line, ...], links: tuple[LinkArea, ...], vocabulary: Vocabulary) -> list[Run]:
    """Return the runs of ``lines`` in order, line ends resolved."""
    runs: list[Run] = []
    for number, line in enumerate(lines):
        here = list(_line_runs(line, links))
        if number + 1 < len(lines) and here:
            text, between = line_end(here[-1].text, lines[number + 1].text.lstrip(), vocabulary)
            here[-1] = here[-1].saying(text + between)
        runs.extend(here)
    return runs


def _line_runs(line: Line, links: tuple[LinkArea, ...]) -> Iterator[Run]:
    last = None
    for span in line.spans:
        yield Run(gap_between(last, span), span.bold, span.italic)
        last = span
        for text, target in _linked(span, links):
            yield Run(legible(text), span.bold, span.italic, target)


def _linked(span: Span, links: tuple[LinkArea, ...]) -> Iterator[tuple[str, str | None]]:
    """Yield the pieces of a span's text with the address each leads to, None where it leads nowhere."""
    near = [link for link in links if any(_meet(box, span) for box in link.boxes)]
    if not near:
        yield span.text, None
        return
    here = 0
    for word in span.words:
        if (found := span.text.find(word.text, here)) < 0:
            continue
        yield span.text[here:found], None
        here = found
        for text, target in _linked_parts(word, near):
            said = _unpunctuated(text, target)
            yield said, target
            here += len(said)
            if said != text:
                yield text[len(said) :], None
                here += len(text) - len(said)
    yield span.text[here:], None


def _linked_parts(word: Word, near: list[LinkArea]) -> list[tuple[str, str | None]]:
    """Return ``word`` with where it leads, or its parts where a link covers but some: a mark after it.

    The figure of a note stands so close to the word before it that the engine takes them for one.
    """
    level = [(box, link.target) for link in near for box in link.boxes if _is_level(box, word.box)]
    whole = next((target for box, target in level if contains(box, word.box)), None)
    if not level or any(_covers(box, word.box) for box, _ in level):
        return [(word.text, whole)]
    parts = [(text, _target_at(middle, text, level)) for text, middle in _parts_of(word)]
    said = any(target for text, target in parts if text.isalnum() or text in MARKS)
    return parts if said else [(word.text, whole)]


def _is_level(box: Box, word: Box) -> bool:
    """Tell whether ``box`` covers a part of ``word``, on its line."""
    return meet(box, word) and box.top - SLACK <= (word.top + word.bottom) / 2 <= box.bottom + SLACK


def _covers(box: Box, word: Box) -> bool:
    """Tell whether ``box`` covers so much of ``word`` that all of it is meant."""
    return min(box.right, word.right) - max(box.left, word.left) >= WHOLE * (word.right - word.left)


def _parts_of(word: Word) -> Iterator[tuple[str, float]]:
    """Yield the letters, figures and signs of ``word``, each with where on the line its middle must be."""
    parts = _PART.findall(word.text)
    wide = [len(part) if part.isalnum() else SIGN_WIDTH for part in parts]
    left, scale = word.box.left, (word.box.right - word.box.left) / max(sum(wide), 1)
    for part, width in zip(parts, wide, strict=True):
        yield part, left + width * scale / 2
        left += width * scale


def _target_at(across: float, text: str, boxes: list[tuple[Box, str]]) -> str | None:
    slack = SLACK if text.isalnum() else 0.0  # a bracket beside a link is no part of it
    return next((to for box, to in boxes if box.left - slack <= across <= box.right + slack), None)


def _unpunctuated(word: str, target: str | None) -> str:
    """Return a linked word without the sentence's own mark after it."""
    if target is None or target.endswith(word[-1]):
        return word
    return word.rstrip(".,;:") or word


def _meet(box: Box, span: Span) -> bool:
    other = span.box
    across = box.left < other.right and other.left < box.right
    return across and box.top < other.bottom and other.top < box.bottom


# --- to inlines ---------------------------------------------------------------------------


def inlines_from(runs: Iterable[Run]) -> Inlines:
    """Return ``runs`` as inlines: neighbours alike are one, spaces single, none at the ends."""
    return links_joined(tuple(_inline(run) for run in _tidy(_merged(runs))))


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = merged[-1] if merged else None
        if last and (last.like(run) or run.text.isspace()):
            merged[-1] = last.saying(last.text + run.text)
        elif last and last.text.isspace():
            merged[-1] = run.saying(last.text + run.text)
        else:
            merged.append(run)
    return _bridged(merged)


def _bridged(runs: list[Run]) -> list[Run]:
    """Join neighbours that differ only because a space between them led nowhere."""
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].like(run):
            merged[-1] = merged[-1].saying(merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged


def _tidy(runs: list[Run]) -> list[Run]:
    """Return ``runs`` with single spaces, and the space between two of them outside emphasis and links."""
    tidy: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        if tidy and text.startswith(" "):
            _add_space(tidy)
        if core := text.strip():
            tidy.append(run.saying(core))
            if text.endswith(" "):
                _add_space(tidy)
    if tidy and tidy[-1].text.isspace():
        tidy.pop()
    if tidy:
        tidy[-1] = tidy[-1].saying(tidy[-1].text.rstrip())
    return _bridged(tidy)


def _add_space(tidy: list[Run]) -> None:
    last = tidy[-1]
    if last.text.endswith(" "):
        return
    if last.bold or last.italic or last.target:
        tidy.append(Run(" "))
    else:
        tidy[-1] = last.saying(last.text + " ")


def _inline(run: Run) -> Inline:
    inline: Inline = Text(run.text)
    if run.italic:
        inline = Emphasis((inline,))
    if run.bold:
        inline = Strong((inline,))
    return Link((inline,), run.target) if run.target else inline
