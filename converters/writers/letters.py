"""How wide words are, in units of the letter size: for columns that must not cut a word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from converters.options import Typeface

# Helvetica-Bold, and so Arial and Liberation Sans, from the space to the tilde, in thousandths:
# Adobe's metrics of the core 14 fonts. Bold, because headers are.
_HELVETICA_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 "
    "556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 "
    "667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 "
    "611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
_FILES = {
    Typeface.ATKINSON_HYPERLEGIBLE: (
        "atkinson-hyperlegible-latin-{weight}-normal.woff2",
        "atkinson-hyperlegible-latin-ext-{weight}-normal.woff2",
    ),
    Typeface.OPENDYSLEXIC: ("opendyslexic-latin-{weight}-normal.woff2",),
}
_LINE_END = re.compile(r"\s+|(?<=\w-)(?=\w)")
_UNKNOWN, _EAST_ASIAN = 0.75, 1.0
_FIRST_EAST_ASIAN = 0x2E80


def font_files(typeface: Typeface, weight: int) -> tuple[bytes, ...]:
    """Return the font files (WOFF 2) we bring for a typeface, weight 400 or 700; none for the plain sans."""
    folder = files("converters.writers") / "fonts"
    return tuple((folder / name.format(weight=weight)).read_bytes() for name in _FILES.get(typeface, ()))


def width_of_text(text: str, typeface: Typeface) -> float:
    """Return how wide ``text`` is in bold letters, in units of the letter size, a little over the truth."""
    known = _widths(typeface)
    return sum(known.get(character) or _width_unknown(character) for character in text)


def longest_word(text: str, typeface: Typeface) -> float:
    """Return the width of the widest part of ``text`` that no line end may cut (Unicode UAX 14, class HY)."""
    return max((width_of_text(word, typeface) for word in _LINE_END.split(text)), default=0.0)


def _width_unknown(character: str) -> float:
    return _UNKNOWN if ord(character) < _FIRST_EAST_ASIAN else _EAST_ASIAN


@cache
def _widths(typeface: Typeface) -> Mapping[str, float]:
    if typeface not in _FILES:
        return {chr(32 + index): int(width) / 1000 for index, width in enumerate(_HELVETICA_BOLD.split())}
    from io import BytesIO

    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # comes with WeasyPrint

    font = TTFont(BytesIO(font_files(typeface, 700)[0]))
    size = font["head"].unitsPerEm
    return {chr(point): font["hmtx"][name][0] / size for point, name in font.getBestCmap().items()}
