"""Which formats of a request are made at once, which in jobs of their own, and the time they may take. Pure.

Measured for 100 pages, on two busy cores: web page, EPUB, text and braille under a second each, Word
2.5 s, PDF 11 s, large print 12 s, audio 170 s.
"""

from __future__ import annotations

from typing import Final

from portal.choices import TAKES_LONG

# What is quickest first: whoever waits has something to read while the rest is made.
ORDER: Final = (
    *("html", "text", "epub", "docx", "large-print-docx", "braille", "braille-pef"),
    *("large-print", "pdf", "audio", "audio-epub"),
)
LATER_WHEN_LONG: Final = frozenset({"large-print", "pdf"})
LONG_PAGES: Final = 50

SECONDS: Final = 300.0
SECONDS_A_PAGE: Final = 2.0
SECONDS_A_PAGE_LATER: Final = 10.0


def at_once(formats: tuple[str, ...], pages: int) -> tuple[str, ...]:
    """Return those of ``formats`` that the first minute has room for, the quickest first."""
    return tuple(code for code in ORDER if code in formats and not _is_later(code, pages))


def later(formats: tuple[str, ...], pages: int) -> tuple[str, ...]:
    """Return the rest, the quickest first."""
    return tuple(code for code in ORDER if code in formats and _is_later(code, pages))


def seconds_for(pages: int) -> float:
    """Return the wall time that the formats made at once may take together, in seconds."""
    return SECONDS + SECONDS_A_PAGE * pages


def seconds_for_later(pages: int) -> float:
    """Return the wall time that a format made later may take, in seconds."""
    return SECONDS + SECONDS_A_PAGE_LATER * pages


def _is_later(code: str, pages: int) -> bool:
    return code in TAKES_LONG or (code in LATER_WHEN_LONG and pages > LONG_PAGES)
