"""The language of a tagged document whose catalogue states none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from converters.readers.pdf.tags.content import PageContent
from converters.readers.pdf.tags.roles import LEFT_OUT
from converters.readers.pdf.tags.tree import Element, Kid, Marked
from converters.readers.pdf.text.characters import letters

MOST = 0.6  # share of the letters that state one language, for the document to be in it


def language_of(root: Element, pages: Mapping[int, PageContent]) -> str | None:
    """Return the language that the outermost element states, else the one stated for most of the text.

    Word and Google Docs state it for each paragraph or line; said of each of them, it would
    be heard as a change of language at each.
    """
    outermost = [root, *(kid for kid in root.kids if isinstance(kid, Element) and len(root.kids) == 1)]
    stated = next((element.language for element in outermost if element.language), None)
    return stated or _of_most(root, pages)


def _of_most(root: Element, pages: Mapping[int, PageContent]) -> str | None:
    counts: Counter[str | None] = Counter()
    waiting: list[tuple[Kid, str | None]] = [(root, None)]
    while waiting:
        kid, language = waiting.pop()
        if isinstance(kid, Marked) and kid.page in pages:
            for piece in pages[kid.page].marked.get(kid, []):
                counts[piece.language or language] += len(letters(piece.text))
        elif isinstance(kid, Element) and kid.role not in LEFT_OUT:
            waiting.extend((inner, kid.language or language) for inner in kid.kids)
    (most, count), *_ = counts.most_common(1) or [(None, 0)]
    return most if count >= MOST * counts.total() else None
