"""Tesseract: the words on a picture, each with its place and how sure the program is of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from converters.tools.program import Program

SCATTERED = "11"  # the page segmentation mode for words anywhere; else for columns of text
SAUVOLA = 2  # black or white by the surroundings: sees words on grey boxes, but boxes as words too
LONGEST = 100  # characters of a word; more is a rule or a border
NO_WORD = -1.0  # confidence that stands for lines and blocks

# For one picture; a dense page of A4 at 300 dpi takes three seconds. One thread:
# pages are read side by side, and a spare core is for others.
PROGRAM = Program("tesseract", seconds=60, environment={"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"})


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word in pixels from the top left; ``line`` tells words of one line from others. Confidence 0 to 1."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, int, int]


def recognised(
    picture: bytes, models: str, model: str, dpi: int, scattered: bool = False
) -> tuple[RecognisedWord, ...]:
    """Return the words on ``picture`` (PNG) in reading order; ``scattered``: words in drawings too.

    ``models`` is the folder of Tesseract's models and ``model`` the name of one ("eng").

    Raises:
        ToolMissing, ToolFailed, ToolTimedOut: there is nothing to return.
    """
    asked = ["stdin", "stdout", "--tessdata-dir", models, "-l", model, "--dpi", str(dpi)]
    if scattered:
        asked += ["--psm", SCATTERED, "-c", f"thresholding_method={SAUVOLA}"]
    asked.append("tsv")
    return tuple(_words(PROGRAM.run(*asked, given=picture).decode("utf-8", errors="replace")))


def _words(table: str) -> Iterator[RecognisedWord]:
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()[:LONGEST]
        confidence = float(row.get("conf") or NO_WORD)
        if not text or confidence < 0:
            continue
        left, top = int(row["left"]), int(row["top"])
        yield RecognisedWord(
            text=text,
            left=left,
            top=top,
            right=left + int(row["width"]),
            bottom=top + int(row["height"]),
            confidence=confidence / 100,
            line=(int(row["block_num"]), int(row["par_num"]), int(row["line_num"])),
        )
