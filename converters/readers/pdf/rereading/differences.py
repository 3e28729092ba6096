"""How two readings of a page differ: the layout engine's spans, and the text that PDFium gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from converters.readers.pdf.page import Page
from converters.readers.pdf.rereading.glyphs import CUT
from converters.readers.pdf.text.characters import folded

FEW = 20  # words that are missing from a page: their lines are read again, and not all of it

_WORD = re.compile(r"\w+")
_CUTS = re.compile(rf"-?[{CUT}](?:\r?\n)?")
_LINE = re.compile(r"[^\n]+\n?")
_GLUED = re.compile(r"[^\W\d_][.:;!?][^\W_]")  # sentences without a space between, but also addresses


def words_of(text: str) -> Counter[str]:
    """Return the words of ``text`` in lower case, those that a line end cut as whole ones."""
    return Counter(_WORD.findall(folded(_without_cuts(text, ""))))


def _without_cuts(text: str, between: str) -> str:
    """Return ``text`` with ``between`` in the place of what cuts its words at line ends."""
    return _CUTS.sub(between, text) if any(cut in text for cut in CUT) else text


@dataclass(frozen=True, slots=True)
class Difference:
    """How two readings of a page differ: ``missing`` words, and words ``otherwise`` spaced or written."""

    missing: Counter[str]
    otherwise: bool


def difference(page: Page, text: str) -> Difference | None:
    """Return what ``text``, as PDFium reads it, has that the spans of ``page`` have not, None for nothing."""
    engine = " ".join(span.text for span in page.spans)
    wanted, found = _halves(text), _halves(engine)
    missing = wanted - found
    otherwise = len(_GLUED.findall(engine)) > len(_GLUED.findall(text)) or any(
        is_tex(span.text) for span in page.spans
    )
    if not (missing or otherwise):
        return None
    return Difference(missing, otherwise or bool(found - wanted))


def _halves(text: str) -> Counter[str]:
    """Return the words of ``text``, one that a line end cut as two: it is in two spans."""
    return Counter(_WORD.findall(folded(_without_cuts(text, " "))))


def places_to_reread(different: Difference, said: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of ``said``, a page's characters, that hold what is ``different``.

    That is all where words are spaced otherwise or many are missing, else the lines that say these.
    """
    if different.otherwise or different.missing.total() > FEW:
        yield 0, len(said)
        return
    for line in _LINE.finditer(said):
        if _halves(line[0]) & different.missing:
            yield line.span()


def is_tex(text: str) -> bool:
    """Tell whether the engine wrote a formula of the page as TeX."""
    return "$" in text and ("\\" in text or "_{" in text or "^{" in text)
