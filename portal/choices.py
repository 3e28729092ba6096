"""What a person may choose: formats and assistive technologies.

Codes are stored with requests, so they are never renamed. Formats that a screen
reader reads best stand first. Sources for the technologies: WebAIM screen reader
surveys 9 and 10 (71 % use more than one), GOV.UK assistive technology survey 2016.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """A format to ask for. ``automatic`` is True where a program makes it within a minute.

    ``media_type`` and ``suffix`` are None where staff choose the kind of file, or send none at all.
    """

    code: str
    name: str
    hint: str
    automatic: bool = False
    media_type: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class Technology:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TechnologyGroup:
    name: str
    technologies: tuple[Technology, ...]


FORMATS = (
    FormatChoice(
        "html",
        "Web page",
        "Opens in any browser. Works well with most screen readers.",
        automatic=True,
        media_type="text/html",
        suffix=".html",
    ),
    FormatChoice(
        "docx",
        "Word document",
        "Headings, lists and tables you can move through.",
        automatic=True,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        suffix=".docx",
    ),
    FormatChoice(
        "large-print",
        "Large print",
        "A PDF in 18 point text, to print or read on screen.",
        automatic=True,
        media_type="application/pdf",
        suffix=".pdf",
    ),
    FormatChoice("audio", "Audio", "The document read aloud. Made by our staff."),
    FormatChoice("braille-paper", "Braille on paper", "Embossed and posted to you. Made by our staff."),
    FormatChoice("bsl", "British Sign Language video", "Made by our staff."),
    FormatChoice("easy-read", "Easy read", "Short words with pictures. Made by our staff."),
    FormatChoice("other", "Another format", "Tell us what you need."),
)

TECHNOLOGIES = (
    TechnologyGroup(
        "Screen readers",
        (
            Technology("jaws", "JAWS"),
            Technology("nvda", "NVDA"),
            Technology("narrator", "Narrator"),
            Technology("voiceover-mac", "VoiceOver on a Mac"),
            Technology("voiceover-ios", "VoiceOver on an iPhone or iPad"),
            Technology("talkback", "TalkBack on Android"),
            Technology("orca", "Orca"),
        ),
    ),
    TechnologyGroup(
        "Magnifiers",
        (
            Technology("zoomtext", "ZoomText or Fusion"),
            Technology("system-magnifier", "The magnifier or zoom in my device"),
        ),
    ),
    TechnologyGroup(
        "Speech and keyboard",
        (
            Technology("dragon", "Dragon"),
            Technology("voice-control", "Voice Control or Voice Access"),
            Technology("keyboard-only", "Keyboard only"),
            Technology("switch", "A switch or eye gaze"),
        ),
    ),
    TechnologyGroup(
        "Reading support and braille",
        (
            Technology("reading-support", "Read&Write, ClaroRead or Immersive Reader"),
            Technology("braille-display", "A braille display"),
        ),
    ),
)

PREFER_NOT_TO_SAY = Technology("prefer-not-to-say", "I prefer not to say")


def format_choice(code: str) -> FormatChoice:
    """Return the choice with this code. Raises KeyError where there is none."""
    return _FORMATS[code]


def is_format(code: str) -> bool:
    """Say whether there is a choice with this code."""
    return code in _FORMATS


def technology_name(code: str) -> str:
    """Return the words for a technology's code. Raises KeyError where there is none."""
    return _TECHNOLOGIES[code].name


_FORMATS = {choice.code: choice for choice in FORMATS}
_TECHNOLOGIES = {
    technology.code: technology
    for technology in (*(t for group in TECHNOLOGIES for t in group.technologies), PREFER_NOT_TO_SAY)
}
