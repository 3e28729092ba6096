"""Characters, language tags and writing direction: what every output format asks of a text."""

from __future__ import annotations

import re
import unicodedata

from converters.document import Block
from converters.walk import text_of

# XML 1.0 (fifth edition), production 2, without the control characters and
# noncharacters that it discourages and that HTML forbids.
_ILLEGAL = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    "|[" + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)) + "]"
)
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "syr", "ug", "ur", "yi"}
_RIGHT_TO_LEFT_SCRIPTS = {"arab", "hebr", "syrc", "thaa", "nkoo"}


def legal(text: str) -> str:
    """Return ``text`` without the characters that neither XML nor HTML can carry."""
    if text.isascii() and text.replace("\n", "").isprintable():  # most are, and a picture in base64 is long
        return text
    return _ILLEGAL.sub("", text)


def language_tag(language: str | None) -> str | None:
    """Return ``language`` where it has the form of a BCP 47 tag, else None."""
    if language is not None and _LANGUAGE_TAG.fullmatch(language):
        return language
    return None


def is_right_to_left(language: str | None) -> bool:
    """Say whether text in ``language`` runs from right to left: by its script if named, else by itself."""
    subtags = (language or "").lower().split("-")
    scripts = [subtag for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return scripts[0] in _RIGHT_TO_LEFT_SCRIPTS
    return subtags[0] in _RIGHT_TO_LEFT


def starts_right_to_left(text: str) -> bool:
    """Say whether the first letter with a direction runs from right to left (Unicode UAX 9, rule P2)."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return False
            case "R" | "AL":
                return True
    return False


def one_line(blocks: tuple[Block, ...]) -> str:
    """Return the words of ``blocks`` on one line."""
    return " ".join(" ".join(map(text_of, blocks)).split())
