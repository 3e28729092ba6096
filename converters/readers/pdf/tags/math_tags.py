"""Formulas that are said by tags of MathML's own inside the formula's (ISO 32000-2, 14.8.6.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from converters.document import Math
from converters.readers.pdf.tags.mathml import MAX_DEPTH, MAX_ELEMENTS, TOKENS, made, that_says_something
from converters.readers.pdf.tags.tree import Element


def said_by_tags(formula: Element, letters_in: Callable[[Element], str]) -> Math | None:
    """Return the formula that the elements inside ``formula`` make up, None where they are not MathML."""
    inner = [kid for kid in _elements(formula) if kid.role == "math"]
    if len(inner) != 1 or sum(1 for _ in _below(inner[0])) > MAX_ELEMENTS:
        return None
    return that_says_something(_read(inner[0], letters_in, MAX_DEPTH))


def _elements(element: Element) -> list[Element]:
    return [kid for kid in element.kids if isinstance(kid, Element)]


def _below(element: Element) -> Iterator[Element]:
    waiting = [element]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += _elements(one)


def _read(element: Element, letters_in: Callable[[Element], str], depth: int) -> list[Math]:
    if not depth:
        return []
    kids = [one for kid in _elements(element) for one in _read(kid, letters_in, depth - 1)]
    text = element.actual or letters_in(element) if element.role in TOKENS else ""
    return made(element.role, {key: str(value) for key, value in element.attributes.items()}, text, kids)
