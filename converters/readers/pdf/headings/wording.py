"""What a heading may say: too many words, a sentence, a caption, figures or an address are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converters.caption_words import FIGURE_WORDS, TABLE_WORDS
from converters.readers.pdf.headings.doubts import is_numbered
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line

LARGER = 1.12  # times the body's size: a difference that a reader sees
MUCH_LARGER = 1.3
SMALLER = 0.9
WHOLLY = 0.9  # share of the characters
MOSTLY = 0.5  # share of the characters
MAX_WORDS = 25  # of a title
MAX_WORDS_MIDDLE = 18  # of a heading not much larger than the text
MAX_WORDS_SMALL = 8  # of one that begins with a small letter
CHARACTERS = 2  # of a word in Chinese or Japanese, on average
MAX_LINES = 4
MOST_OF_SENTENCE = 8  # words of a heading as large as the text that ends as a sentence does

CAPTION = re.compile(rf"(?:{TABLE_WORDS}|{FIGURE_WORDS}|source)\s*:?\s*(?:[A-Z.]*\d|:)", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.,;][”’\"')\]]*$")
# an address, or the signs of a program: "@", "www.", "a_b", "::", "{"
NO_WORDS = re.compile(r"\w@\w|\bwww\.|https?:|\w_\w|[{}=<>\\]|::|^:|;$")

# who wrote what follows, and what somebody said: words drawn out of a story
SAID = re.compile(r"By\s+(?:[A-Z][\w.’'-]*[\s,&]*(?:and\s+)?){1,6}$|[“\"‘].*[.!?…,][”\"’]$")

_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Type:
    """How the body of a document is set. ``bold``: most of it is, so that weight says nothing."""

    size: float
    bold: bool
    colour: str


def lacks_letters(text: str) -> bool:
    """Tell whether ``text`` holds fewer letters than other signs, as the labels of an axis do."""
    count = sum(map(str.isalpha, text))
    return count < 3 or count < MOSTLY * len(re.sub(r"\s", "", text))


def bold_share(lines: tuple[Line, ...] | list[Line]) -> float:
    spans = [span for line in lines for span in line.spans]
    return sum(len(span.text) for span in spans if span.bold) / max(1, sum(len(span.text) for span in spans))


def is_no_heading(lines: tuple[Line, ...], body: Type, said: str | None = None) -> bool:
    """Tell whether ``lines``, which say ``said`` if not what is in them, are no heading by themselves."""
    text = said or text_of(lines)
    size = max(line.size for line in lines)
    if (
        lacks_letters(text)
        or CAPTION.match(text)
        or SAID.match(text)
        or NO_WORDS.search(text)
        or sum(is_numbered(line.text) for line in lines) > 1  # the lines of a list
        or not _short(lines, text, body)
    ):
        return True
    if size >= LARGER * body.size or is_numbered(text):
        return len(text.split()) > 10 and bool(SENTENCE_END.search(text)) and size < MUCH_LARGER * body.size
    if len(text.split()) > MOST_OF_SENTENCE and SENTENCE_END.search(text):
        return True
    plain = body.bold or bold_share(lines) < MOSTLY
    return size < SMALLER * body.size or (plain and not text.isupper()) or text[:1].islower()


def _short(lines: tuple[Line, ...], text: str, body: Type) -> bool:
    most = MAX_WORDS_SMALL if text[:1].islower() else MAX_WORDS_MIDDLE
    most = MAX_WORDS if stands_out(lines, body, MUCH_LARGER) else most
    together = len(_SPACELESS.findall(text)) / CHARACTERS  # words of scripts that put no space between
    return len(lines) <= MAX_LINES and len(text.split()) + together <= most


def text_of(lines: tuple[Line, ...]) -> str:
    return one_line(" ".join(line.text for line in lines))


def stands_out(lines: tuple[Line, ...], body: Type, times: float) -> bool:
    return min(line.size for line in lines) >= times * body.size
