"""Fields: what Word works out by itself, with what they say until it does (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

from converters.writers.docx.xml import Element, w


def field(instruction: str, said: str) -> list[Element]:
    """Return the runs of a field that now says ``said``."""
    return [*field_start(instruction), w("r", _text("t", said)), field_end()]


def field_start(instruction: str) -> list[Element]:
    """Return the runs that open a field. What follows is what it says until ``field_end``."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", _text("instrText", f" {instruction} ")),
        w("r", w("fldChar", fldCharType="separate")),
    ]


def field_end() -> Element:
    return w("r", w("fldChar", fldCharType="end"))


def _text(name: str, words: str) -> Element:
    made = w(name)
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
