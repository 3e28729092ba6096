"""Which format suits which technology, and why in one line. Suggested, never forced.

Sources: WebAIM screen reader survey 9 (Word before PDF, more than 5 to 1); GOV.UK, Publishing accessible
documents (HTML first); UKAAF, Minimum standards for clear and large print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``formats`` (codes of offers) suit whoever uses one of ``technologies``; ``words`` say why."""

    technologies: tuple[str, ...]
    formats: tuple[str, ...]
    words: str


SUGGESTIONS: Final = (
    Suggestion(
        ("screen-reader", "jaws", "nvda", "narrator", "voiceover-mac", "orca", "chromevox"),
        ("html", "docx"),
        "With a screen reader, a web page or a Word document reads best: "
        "you can move through its headings and tables.",
    ),
    Suggestion(
        ("voiceover-ios", "talkback"),
        ("html", "epub"),
        "On a phone or tablet, a web page or an EPUB book reads best: it fits the screen.",
    ),
    Suggestion(
        ("braille-display",),
        ("html", "docx", "braille"),
        "With a braille display, a web page or a Word document reads best: "
        "your screen reader turns it into the braille you are used to.",
    ),
    Suggestion(
        ("magnifier", "zoomtext", "system-magnifier"),
        ("html", "large-print"),
        "With a magnifier, a web page reads best: you set the size, and the lines still fit the screen.",
    ),
    Suggestion(
        ("speech-recognition", "dragon", "voice-control"),
        ("html",),
        "With speech recognition, a web page works best: every link has a name that you can say.",
    ),
    Suggestion(
        ("keyboard-or-switch", "keyboard-only", "switch"),
        ("html",),
        "With a keyboard or a switch, a web page works best: a list of contents leads you to each part.",
    ),
    Suggestion(
        ("reading-support",),
        ("docx", "html"),
        "With reading support, a Word document or a web page reads best: "
        "you can change the letters, the spacing and the colours.",
    ),
)


def suggested(technologies: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """Return what suits whoever uses ``technologies``, in the order of the form."""
    return tuple(each for each in SUGGESTIONS if set(each.technologies) & set(technologies))


def missed(technologies: tuple[str, ...], formats: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """Return what suits these technologies while none of it is among ``formats`` (codes of offers)."""
    return tuple(each for each in suggested(technologies) if not set(each.formats) & set(formats))
