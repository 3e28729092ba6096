"""Which language a text is in, where nobody says: of a document, and of passages in another one.

Detection is py3langid's: naive Bayes over byte n-grams, its profiles inside the wheel, the same answer
each time. Its model takes half a second to load, so what is plainly English is told by its small words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from converters.document import Block, Inlines, Paragraph, Text
from converters.findings import Finding, FindingKind
from converters.walk import every_block, every_inline, inlines_of, plain_text, with_children

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

SURE = 0.9  # probability at which a document's language counts as known
CLEAR = 0.95  # the same for a passage that is said to be in another language than the rest
ENOUGH_WORDS = 20  # in a passage; names and titles of fewer words mislead
ENOUGH_IDEOGRAPHS = 40
SAMPLE = 6000  # characters of a document to judge by
PASSAGE = 1500  # characters of a passage to judge by
PLAINLY_ENGLISH = 0.03, 0.1  # shares of words that only English has, and of these with those it shares
RUNNING = 0.6  # share of words without a capital: fewer are names, titles and references
NO_LANGUAGE = "zxx"

# The commonest English words: those that no other language has among its own, and those that some have.
_ENGLISH = frozenset(
    {"the", "and", "that", "with", "this", "are", "from", "which", "not", "it", "their", "has", "been"}
    | {"they", "you", "were", "would", "should"}
)
_SHARED = frozenset(
    {"of", "to", "in", "for", "or", "as", "by", "on", "be", "at", "is", "was", "an", "no", "more", "may"}
    | {"we", "have"}
)
_WORD = re.compile(r"[^\W\d_]+")
_IDEOGRAPH = re.compile("[\u2e80-\U0010ffff]")


def detected(blocks: Iterable[Block]) -> str | None:
    """Return the language that the prose of ``blocks`` is in (ISO 639), None where that is not clear."""
    sample: list[str] = []
    size = 0
    for block in every_block(blocks):
        text = plain_text(block.children) if isinstance(block, Paragraph) else ""
        if _is_prose(text):
            sample.append(text)
            size += len(text)
        if size > SAMPLE:
            break
    text = " ".join(sample)
    if not text or _plainly_english(text):
        return "en" if text else None
    return _language_of(text, SURE)


def with_passages(blocks: tuple[Block, ...], language: str) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Return ``blocks`` with each paragraph that is clearly in another language than ``language`` marked.

    There is one finding for each language, with the first page that has it.
    """
    own = _primary(language)
    first: dict[str, int | None] = {}

    def marked(inner: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(with_children(_marked(block, own, first), marked) for block in inner)

    changed = marked(blocks)
    found = (_finding(other, page) for other, page in first.items())
    return (changed, tuple(found)) if first else (blocks, ())


def _marked(block: Block, own: str, first: dict[str, int | None]) -> Block:
    if not isinstance(block, Paragraph) or block.language or _says_language(inlines_of(block)):
        return block
    text = plain_text(block.children)[:PASSAGE]
    if not _is_prose(text) or (own == "en" and _plainly_english(text)):
        return block
    other = _language_of(text, CLEAR)
    if other is None or _same(other, own):
        return block
    first.setdefault(other, block.origin.page if block.origin else None)
    return replace(block, language=other)


def _is_prose(text: str) -> bool:
    """Tell whether ``text`` is long enough to judge, and more than names. Chinese has no spaces."""
    if len(_IDEOGRAPH.findall(text)) >= ENOUGH_IDEOGRAPHS:
        return True
    words = _WORD.findall(text)
    return len(words) >= ENOUGH_WORDS and sum(not word[0].isupper() for word in words) >= RUNNING * len(words)


def _says_language(inlines: Inlines) -> bool:
    return any(isinstance(inline, Text) and inline.language for inline in every_inline(inlines))


def _finding(language: str, page: int | None) -> Finding:
    detail = f"Part of the text is in another language ({language}). We took this from its words."
    return Finding(FindingKind.LANGUAGE_DETECTED, page, detail)


def _plainly_english(text: str) -> bool:
    words = _WORD.findall(text.lower())
    own = sum(map(_ENGLISH.__contains__, words))
    both = own + sum(map(_SHARED.__contains__, words))
    least_own, least_both = PLAINLY_ENGLISH
    return own > least_own * len(words) and both > least_both * len(words)


def _language_of(text: str, sure: float) -> str | None:
    # capitals throughout mislead a model of running text
    language, probability = _identifier().classify(text.lower() if text.isupper() else text)
    usable = probability >= sure and language != NO_LANGUAGE
    return str(language) if usable else None


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _same(one: str, other: str) -> bool:
    norwegian = {"no", "nb", "nn"}
    return one == other or {one, other} <= norwegian


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
