"""Braille read back by liblouis's own programs, with its own table of the characters in BRF files."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width, name, normalize

from converters.document import Block, CodeBlock, Document, Equation, PageStart
from converters.walk import blocks_of, inlines_of, plain_text
from tests.model_words import words_in, words_of

DOT_5 = '"'
DOTS_36 = "-"
MOST_LOST = 0.03
"""Share of words that liblouis itself reads wrongly beside signs of emphasis and the like."""
FEW_LOST = 2
"""So many may be lost in a short text too."""

_DISPLAY = Path("/usr/share/liblouis/tables/en-us-brf.dis")


def can_read_back() -> bool:
    """Say whether liblouis's programs are on this machine."""
    return shutil.which("lou_translate") is not None and _DISPLAY.exists()


def pages_of(data: bytes) -> list[list[str]]:
    """Return the rows of each page of a BRF file."""
    return [page.split("\r\n")[:-1] for page in data.decode("ascii").split("\f")[:-1]]


def text_rows(pages: list[list[str]]) -> list[str]:
    """Return the rows of ``pages`` without their numbers and the marks of printed pages."""
    return [line for page in pages for line in page[1:] if not line.startswith(DOTS_36 * 5)]


def read_back(rows: list[str], grade: int) -> str:
    """Return what the rows of a BRF file say, words cut at the end of a line put together again."""
    joined = ""
    for line in rows:
        joined += line.strip()[:-1] if line.endswith(DOT_5) else f"{line.strip()}\n"
    joined = joined.translate(cells_of_ascii())
    # Dots 2-5 are "cc" between letters only (UEB 10.6); liblouis reads them so before a number too.
    return re.sub(r"cc(?=\d)", ":", _translated("--backward", joined, grade))


def _translated(way: str, text: str, grade: int) -> str:
    command = ["lou_translate", way, f"unicode.dis,en-ueb-g{grade}.ctb"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


@cache
def cells_of_ascii() -> dict[int, str]:
    """Return the cell of each character of a BRF file, as liblouis's own table has them."""
    listed = _DISPLAY.read_text().splitlines()
    rules = [line.split() for line in listed if line.startswith("display ")]
    signs = {character.replace("\\\\", "\\").replace("\\s", " "): dots for _, character, dots in rules}
    return {
        ord(sign): chr(0x2800 + sum(1 << int(dot) - 1 for dot in dots if dot != "0"))
        for sign, dots in signs.items()
    }


def words_not_read_back(document: Document, data: bytes, grade: int = 2) -> tuple[str, ...]:
    """Return how many English words of ``document`` a BRF file does not say, where they are too many.

    The numbers of printed pages are not among the rows of the text. What liblouis itself loses on the
    way to braille and back, such as single letters and names in programs, is none of ours.
    """
    grade = grade if document.language.startswith("en") else 1  # only English is contracted
    text = replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, PageStart)))
    wanted = Counter(word.casefold() for word in words_of(text, marks=False) if word.isascii())
    met = Counter(word.casefold() for word in words_in(read_back(text_rows(pages_of(data)), grade)))
    lost = wanted - met - _spoiled(document, grade)
    if lost.total() <= max(FEW_LOST, MOST_LOST * wanted.total()):
        return ()
    some = ", ".join(list(lost)[:10])
    return (f"{lost.total()} of {wanted.total()} words are not read back, such as {some}",)


def _spoiled(document: Document, grade: int) -> Counter[str]:
    """Return the words of ``document`` that liblouis's own programs do not bring back."""
    said = "\n".join(" ".join(_own_text(block).split()) for block in blocks_of(document))
    named = "".join(map(_named, said))
    braille = _translated("--forward", named.replace("\\", "\\\\"), grade)
    met = _translated("--backward", braille, grade)
    before, after = (Counter(map(str.casefold, words_in(text))) for text in (named, met))
    return before - after


def _named(sign: str) -> str:
    """Return what braille says for ``sign``: of a wide one the plain one, or its name."""
    plain = normalize("NFKD", sign)
    if east_asian_width(sign) not in "WF" or plain.isascii():
        return plain if plain.isascii() else sign
    return f"[{name(sign, '').lower()}]"


def _own_text(block: Block) -> str:
    match block:
        case Equation(text=text) | CodeBlock(text=text):
            return text
        case _:
            return plain_text(inlines_of(block))
