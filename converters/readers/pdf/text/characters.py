"""Text that every format may hold: no control characters, no private glyphs, no ligatures.

The one place where characters from a file are made fit for XML (the Char
production of XML 1.0) and for a voice.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}

# Symbol and Wingdings put their glyphs at U+F000 plus the character code.
SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0a8": "▫",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf071": "❑",
    "\uf076": "❖",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0e8": "➔",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
    "\uf02d": "-",
    "\uf0ae": "→",
    "\uf0b0": "°",
    "\uf0b1": "±",
    "\uf0b4": "×",
}

# Letters and digits in the typefaces of formulas: a voice spells them out, or says nothing.
MATHEMATICAL = {
    styled: plain
    for styled in map(chr, range(0x1D400, 0x1D800))
    if (plain := unicodedata.normalize("NFKC", styled)) != styled
}

_TABLE = str.maketrans(LIGATURES | SYMBOLS | MATHEMATICAL)
_MICRO = str.maketrans("µ", "μ")  # one sign, which two readings write in one of two ways
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000\u2028\u2029]+")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\u200b\u2060\u00ad\U000f0000-\U0010ffff]"
)


def legible(text: str) -> str:
    """Return ``text`` without what cannot be written or said, in NFC; white space is left alone."""
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_TABLE)
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def one_line(text: str) -> str:
    """Return ``text`` made legible, with each run of white space as one space and none at the ends."""
    return _SPACES.sub(" ", legible(text)).strip()


@lru_cache(maxsize=8192)  # the same spans are asked for again at every step
def letters(text: str) -> str:
    """Return only the letters and digits of ``text``, in lower case: what two readings must share."""
    return "".join(filter(str.isalnum, folded(text)))


def folded(text: str) -> str:
    """Return ``text`` made legible, for comparing: in lower case, and signs that look the same as one."""
    return legible(text).lower().translate(_MICRO)
