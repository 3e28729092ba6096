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
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_MICRO, _MU = "µ", "μ"  # one sign, which two readings write in one of two ways
_NEVER = (  # as parts of a set of characters
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\u200b\u2060\u00ad\U000f0000-\U0010ffff"
)
_UNWANTED = re.compile(f"[{_NEVER}]")
# What the table changes or is never kept, some more among it: most text has none, and is soon looked through.
_DOUBTFUL = re.compile(f"[{_NEVER}{''.join(LIGATURES)}\U0001d400-\U0001d7ff]")


def legible(text: str) -> str:
    """Return ``text`` without what cannot be written or said, in NFC; white space is left alone."""
    if text.isascii() and text.isprintable():
        return text
    if _DOUBTFUL.search(text):
        text = _UNWANTED.sub("", text.translate(_TABLE))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return ``text`` made legible, with each run of white space as one space and none at the ends."""
    return " ".join(legible(text).split())


@lru_cache(maxsize=8192)  # the same spans are asked for again at every step
def letters(text: str) -> str:
    """Return only the letters and digits of ``text``, in lower case: what two readings must share."""
    if text.isascii():  # most is, and a table in C is ten times as fast as looking at each
        return text.encode().translate(None, _NO_LETTERS).decode().lower()
    return "".join([one for one in folded(text) if one.isalnum()])


def folded(text: str) -> str:
    """Return ``text`` made legible, for comparing: in lower case, and signs that look the same as one."""
    return legible(text).lower().replace(_MICRO, _MU)
