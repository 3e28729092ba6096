"""What a person may choose: formats and assistive technologies.

Codes are stored with requests, so they are never renamed. Formats that a screen
reader reads best stand first. Sources for the technologies: WebAIM screen reader
surveys 9 and 10 (71 % use more than one), GOV.UK assistive technology survey 2016.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from converters import WRITERS, available


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """A format as it is made, stored and handed out.

    ``media_type`` is None where staff choose the kind of file, or send none at all;
    ``suffixes`` are those of the files that will do, none where any will.
    """

    code: str
    name: str
    media_type: str | None = None
    suffixes: tuple[str, ...] = ()

    @property
    def has_program(self) -> bool:
        """Whether there is a program that makes it, on this machine or another."""
        return self.code in WRITERS

    @property
    def automatic(self) -> bool:
        """Whether a program of this machine makes it."""
        return self.code in _made_here()


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the form. ``formats`` are the codes of what may come of it, the usual one first."""

    code: str
    name: str
    hint: str
    formats: tuple[str, ...]

    @property
    def automatic(self) -> bool:
        return any(format_choice(code).automatic for code in self.formats)

    @property
    def by_staff(self) -> bool:
        """Whether a program could make it, but this machine lacks it."""
        return not self.automatic and any(format_choice(code).has_program for code in self.formats)


@dataclass(frozen=True, slots=True)
class Technology:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TechnologyGroup:
    """A kind of technology. Its own code stands for "one of these"; ``technologies`` say which."""

    code: str
    name: str
    hint: str = ""
    technologies: tuple[Technology, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.code, *(technology.code for technology in self.technologies))


def _made(code: str, name: str, *suffixes: str) -> FormatChoice:
    """Return a format that a program makes: the kind of file is the program's."""
    own = f".{WRITERS[code].suffix.rpartition('.')[2]}"
    return FormatChoice(code, name, WRITERS[code].media_type, (own, *suffixes))


FORMATS: Final = (
    _made("html", "Web page", ".htm"),
    _made("docx", "Word document"),
    _made("epub", "EPUB book"),
    _made("text", "Plain text"),
    _made("pdf", "Tagged PDF"),
    _made("large-print", "Large print"),
    _made("large-print-docx", "Large print Word document"),
    _made("braille", "Braille file (BRF)"),
    _made("braille-pef", "Braille file (PEF)"),
    FormatChoice("braille-paper", "Braille on paper"),
    _made("audio", "Audio (MP3)", ".mp3"),
    _made("audio-epub", "Audio with its text (EPUB)"),
    FormatChoice("bsl", "British Sign Language video"),
    FormatChoice("easy-read", "Easy read"),
    FormatChoice("other", "Another format"),
)

TAKES_LONG: Final = frozenset({"audio", "audio-epub"})
"""Formats that a program makes, but seldom within a minute."""

ANOTHER_FORMAT: Final = "other"

OFFERS: Final = (
    Offer("html", "Web page", "Opens in any browser, also on a phone.", ("html",)),
    Offer("docx", "Word document", "Headings, lists and tables you can move through.", ("docx",)),
    Offer("epub", "EPUB book", "For reading apps and e-book readers.", ("epub",)),
    Offer("text", "Plain text", "The words alone, for any device.", ("text",)),
    Offer("pdf", "Tagged PDF", "A PDF that a screen reader can find its way in.", ("pdf",)),
    Offer(
        "large-print",
        "Large print",
        "In the size, letters and colours you choose.",
        ("large-print", "large-print-docx"),
    ),
    Offer(
        "braille",
        "Braille",
        "A file for your device, or paper that we post to you.",
        ("braille", "braille-pef", "braille-paper"),
    ),
    Offer("audio", "Audio", "Read aloud by a computer voice.", ("audio", "audio-epub")),
    Offer("bsl", "British Sign Language video", "Made by our staff.", ("bsl",)),
    Offer("easy-read", "Easy read", "Short words with pictures. Made by our staff.", ("easy-read",)),
    Offer("other", "Another format", "", ("other",)),
)

TECHNOLOGIES: Final = (
    TechnologyGroup(
        "screen-reader",
        "Screen reader",
        "Such as JAWS, NVDA or VoiceOver.",
        (
            Technology("jaws", "JAWS"),
            Technology("nvda", "NVDA"),
            Technology("narrator", "Narrator"),
            Technology("voiceover-mac", "VoiceOver on a Mac"),
            Technology("voiceover-ios", "VoiceOver on an iPhone or iPad"),
            Technology("talkback", "TalkBack on Android"),
            Technology("orca", "Orca"),
            Technology("chromevox", "ChromeVox"),
        ),
    ),
    TechnologyGroup("braille-display", "Braille display"),
    TechnologyGroup(
        "magnifier",
        "Magnifier",
        "A program or a setting that makes the screen larger.",
        (
            Technology("zoomtext", "ZoomText or Fusion"),
            Technology("system-magnifier", "The magnifier or zoom in my device"),
        ),
    ),
    TechnologyGroup(
        "speech-recognition",
        "Speech recognition",
        "You speak, and the device does it.",
        (
            Technology("dragon", "Dragon"),
            Technology("voice-control", "Voice Control or Voice Access"),
        ),
    ),
    TechnologyGroup(
        "keyboard-or-switch",
        "Keyboard or switch",
        "",
        (
            Technology("keyboard-only", "Keyboard only"),
            Technology("switch", "A switch or eye gaze"),
        ),
    ),
    TechnologyGroup("reading-support", "Reading support", "Such as Read&Write or Immersive Reader."),
)

NO_TECHNOLOGY: Final = Technology("none", "None of these")
PREFER_NOT_TO_SAY: Final = Technology("prefer-not-to-say", "I prefer not to say")
TECHNOLOGY_CODES: Final = (
    *(code for group in TECHNOLOGIES for code in group.codes),
    NO_TECHNOLOGY.code,
    PREFER_NOT_TO_SAY.code,
)


def format_choice(code: str) -> FormatChoice:
    """Return the format with this code. Raises KeyError where there is none."""
    return _FORMATS[code]


def is_format(code: str) -> bool:
    """Say whether there is a format with this code."""
    return code in _FORMATS


def technologies_in_words(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return a line for each kind of technology: "Screen reader: JAWS, NVDA"."""
    lines = []
    for group in TECHNOLOGIES:
        named = [technology.name for technology in group.technologies if technology.code in codes]
        if named:
            lines.append(f"{group.name}: {', '.join(named)}")
        elif group.code in codes:
            lines.append(group.name)
    return (*lines, *(answer.name for answer in (NO_TECHNOLOGY, PREFER_NOT_TO_SAY) if answer.code in codes))


@cache
def _made_here() -> frozenset[str]:
    """Return what this machine makes. A program that is installed later is seen after a restart."""
    return frozenset(available())


_FORMATS: Final = {choice.code: choice for choice in FORMATS}
