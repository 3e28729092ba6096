"""Requests' references: short, and hard to mistake on paper, on screen or over the phone.

A reference is no secret; it opens nothing by itself.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Final

# No vowels (nor Y), so no words. Of every group that is easily mistaken, at most one stays:
#   by eye    0 O Q D · 1 I L · 2 Z · 5 S · 8 B · 6 G · U V · 9 q
#   by ear    B C D E G P T V 3 (they rhyme): T · A J K 8: K · M N: M · F S X 6: X · 5 9: 9 · I Y R: R
# 11 symbols, 8 places: 214 million references.
ALPHABET: Final = "2479HKMRTWX"

LENGTH: Final = 8  # symbols, without the dash

_SPELLING: Final = {
    "H": "Hotel",
    "K": "Kilo",
    "M": "Mike",
    "R": "Romeo",
    "T": "Tango",
    "W": "Whiskey",
    "X": "X-ray",
}  # the international radiotelephony alphabet (ICAO, NATO)

_UNFORTUNATE: Final = ("KKK", "W4T", "W47")  # what the alphabet can still spell

_SEPARATORS: Final = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212_.,]+")


def new_reference(choose: Callable[[str], str] = secrets.choice) -> str:
    """Return a reference such as "K7MX-4RTW". ``choose`` picks one symbol of a string."""
    while True:
        symbols = "".join(choose(ALPHABET) for _ in range(LENGTH))
        if not any(word in symbols for word in _UNFORTUNATE):
            return _with_dash(symbols)


def read_reference(text: str) -> str:
    """Return the reference a person typed, in its one written form.

    Case, spaces, dashes and full stops do not matter.

    Raises:
        ValueError: ``text`` is no reference; the message is for the person.
    """
    symbols = _SEPARATORS.sub("", text).upper()
    if len(symbols) != LENGTH or not set(symbols) <= set(ALPHABET):
        raise ValueError(
            "This is not a reference we gave out. A reference has 8 letters and numbers, such as K7MX-4RTW. "
            "Look at it again and type it as it stands."
        )
    return _with_dash(symbols)


def spoken(reference: str) -> str:
    """Return a reference as one says it: "K for Kilo, 7, M for Mike"; ValueError as read_reference."""
    symbols = read_reference(reference).replace("-", "")
    return ", ".join(f"{s} for {_SPELLING[s]}" if s in _SPELLING else s for s in symbols)


def _with_dash(symbols: str) -> str:
    return f"{symbols[: LENGTH // 2]}-{symbols[LENGTH // 2 :]}"
