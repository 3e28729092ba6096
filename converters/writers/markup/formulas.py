"""Formulas as MathML."""

from __future__ import annotations

from converters.document import Math
from converters.writers import words
from converters.writers.markup.context import Context
from converters.writers.markup.tags import Element, tag

_LONG = 30
"""Characters of a formula in a line, more than which it may be wider than a narrow screen."""


def formula(math: Math, text: str, context: Context) -> Element:
    """Return a formula on lines of its own; ``text`` says the same to whoever has no MathML.

    Formulas are not broken over lines: on a screen a long one scrolls by itself, as wide tables do.
    """
    made = tag("math", *map(_element, math.children), display="block", alttext=text)
    if len(text) <= _LONG or not context.manner.wide_tables_scroll:
        return made
    return tag("div", made, class_="table", role="group", tabindex="0", aria_label=words.FORMULA)


def _element(math: Math) -> Element:
    element = tag(math.name, math.text, *map(_element, math.children))
    for name, value in math.attributes:
        element.set(name, value)
    return element
