"""What a caller may ask of a conversion."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from converters.progress import Report, nobody


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
    """How to write. ``point_size`` is the body size of large print, in points.

    ``checked_on`` is the day a person checked the file, for its quality note;
    None while nobody has. ``report`` is told each page; it is no part of what
    is made.
    """

    point_size: float = 18.0
    checked_on: date | None = None
    report: Report = field(default=nobody, compare=False, repr=False)
