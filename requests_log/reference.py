"""References and codes: short, and hard to mistake on paper, on screen or over the phone.

A reference names a request; it is no secret, and opens nothing by itself. A needs code is
a secret: whoever has it can fetch, renew and end what is remembered under it.
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
CODE_LENGTH: Final = 12  # 3 million million codes, so that with a slowed-down guesser none is found
GROUP: Final = 4  # symbols between two dashes

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
    return _new(LENGTH, choose)


def new_needs_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """Return a code such as "K7MX-4RTW-29HK". ``choose`` picks one symbol of a string."""
    return _new(CODE_LENGTH, choose)


def read_reference(text: str) -> str:
    """Return the reference a person typed, in its one written form.

    Case, spaces, dashes and full stops do not matter.

    Raises:
        ValueError: ``text`` is no reference; the message is for the person.
    """
    return _read(
        text,
        LENGTH,
        "This is not a reference we gave out. A reference has 8 letters and numbers, such as K7MX-4RTW. "
        "Look at it again and type it as it stands.",
    )


def read_needs_code(text: str) -> str:
    """Return the needs code a person typed, in its one written form, as read_reference does.

    Raises:
        ValueError: ``text`` is no code; the message is for the person.
    """
    return _read(
        text,
        CODE_LENGTH,
        "This is not a code we gave out. A code has 12 letters and numbers, such as K7MX-4RTW-29HK. "
        "Look at it again and type it as it stands",
    )


def spoken(reference: str) -> str:
    """Return a reference as one says it: "K for Kilo, 7, M for Mike"; ValueError as read_reference."""
    return _said(read_reference(reference))


def spoken_code(code: str) -> str:
    """Return a needs code as one says it; ValueError as read_needs_code."""
    return _said(read_needs_code(code))


def _new(length: int, choose: Callable[[str], str]) -> str:
    while True:
        symbols = "".join(choose(ALPHABET) for _ in range(length))
        if not any(word in symbols for word in _UNFORTUNATE):
            return _with_dashes(symbols)


def _read(text: str, length: int, wrong: str) -> str:
    symbols = _SEPARATORS.sub("", text).upper()
    if len(symbols) != length or not set(symbols) <= set(ALPHABET):
        raise ValueError(wrong)
    return _with_dashes(symbols)


def _said(written: str) -> str:
    symbols = written.replace("-", "")
    return ", ".join(f"{s} for {_SPELLING[s]}" if s in _SPELLING else s for s in symbols)


def _with_dashes(symbols: str) -> str:
    return "-".join(symbols[at : at + GROUP] for at in range(0, len(symbols), GROUP))
