"""What the letters on a page say, where their shapes alone do not tell.

The engine gives each shape the text that it first stood for. In Thai, Hindi and other scripts one sign is
several shapes, and one shape a part of several signs, so that a reader would find other letters than were
written. Such a line says itself what it says (ISO 32000-1, 14.9.4, replacement text).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from typing import Any

_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_COMPOSED = re.compile("[\u0300-\u036f\u0900-\u1fff\ua800-\uabff\U00010a00-\U00011fff]")
"""Combining marks, and the scripts of South and South East Asia."""
_FONT = re.compile(rb"/(\S+) \S+ Tf")
_SHAPES = re.compile(rb"<([0-9a-f]*)>")
_DIGITS = 4
"""Of the number of a shape; fonts of bitmaps have two."""


def say_what_is_painted(stream: Any, marks: Mapping[Any, Any], fonts: Mapping[Any, Any]) -> None:
    """Write into the marked sequences of ``stream`` what they say, where their shapes say otherwise.

    ``marks`` are the sequences by the box they were painted for.
    """
    texts = {made["mcid"]: getattr(box, "text", "") for box, made in marks.items()}
    doubtful = {number: text for number, text in texts.items() if _may_be_composed(text)}
    if not doubtful:
        return
    named = {font.hash: font for font in fonts.values()}
    for sequence, painted in _sequences(stream.stream, named, doubtful):
        text = doubtful[sequence["MCID"]]
        if _seen(painted) != _seen(text):
            sequence["ActualText"] = _string(text)


def _may_be_composed(text: str) -> bool:
    """Tell whether ``text`` has signs of several shapes.

    Lines that run leftwards are left: readers turn them about, and would turn what they say of themselves.
    """
    return bool(_COMPOSED.search(text)) and not any(
        unicodedata.bidirectional(character) in {"R", "AL", "AN"} for character in text
    )


def _sequences(
    steps: list[Any], fonts: Mapping[str, Any], wanted: Container[int]
) -> Iterator[tuple[Any, str]]:
    """Yield those marked sequences that are ``wanted``, each as its dictionary, with what its shapes say."""
    sequence, said, font = None, "", None
    for step in steps:
        if isinstance(step, dict):
            sequence, said = (step, "") if step.get("MCID") in wanted else (None, "")
        elif step == b"EMC" and sequence is not None:
            yield sequence, said
            sequence = None
        elif found := _FONT.search(step if isinstance(step, bytes) else b""):
            font = fonts.get(found[1].decode())
        elif sequence is not None and font is not None and step.endswith(b"TJ"):
            said += _said(step, font)


def _said(step: bytes, font: Any) -> str:
    digits = 2 if font.bitmap else _DIGITS
    shapes = b"".join(_SHAPES.findall(step))
    numbers = (int(shapes[at : at + digits], 16) for at in range(0, len(shapes), digits))
    return "".join(font.to_unicode.get(number, "") for number in numbers)


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)


def _string(text: str) -> Any:
    import pydyf  # type: ignore[import-untyped]  # comes with WeasyPrint

    return pydyf.String(text)
