"""What a caller may ask of a conversion."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from converters.progress import Report, nobody


class Typeface(StrEnum):
    """The letters of large print. Values are stored with requests, so they are never renamed."""

    SANS = "sans"
    ATKINSON_HYPERLEGIBLE = "atkinson-hyperlegible"
    OPENDYSLEXIC = "opendyslexic"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read. ``title`` and ``language`` (BCP 47) override what the file says of itself.

    ``tessdata`` is the folder of Tesseract's models, None for the usual places.
    ``report`` is told each page; it is no part of what is made.
    """

    password: str | None = None
    title: str | None = None
    language: str | None = None
    keep_running_heads: bool = False
    tessdata: str | None = None
    report: Report = field(default=nobody, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How to write: the measure of large print, as the person asked for it, and what the file says of itself.

    ``point_size`` is its body size, 16 to 36 points; ``line_spacing`` the distance of lines in
    units of that, 1.2 to 2; ``ink`` and ``paper`` are colours as #rrggbb, at least 7 to 1 apart;
    ``both_sides`` leaves room for binding on the inner side of each sheet.
    ``text_width`` is the length of a line of text, in characters; None for a line a paragraph.
    ``braille_grade`` is 1 (uncontracted) or 2 (contracted); a braille page has ``braille_cells``
    by ``braille_lines``. ``words_per_minute`` is the speed of the voice of audio.
    ``checked_on`` is the day a person checked the file, for its quality note; None while
    nobody has. ``report`` is told each page; it is no part of what is made.
    """

    point_size: float = 18.0
    line_spacing: float = 1.5
    typeface: Typeface = Typeface.SANS
    ink: str = "#000000"
    paper: str = "#ffffff"
    both_sides: bool = False
    text_width: int | None = None
    braille_grade: int = 2
    braille_cells: int = 40
    braille_lines: int = 25
    words_per_minute: int = 160
    checked_on: date | None = None
    report: Report = field(default=nobody, compare=False, repr=False)
