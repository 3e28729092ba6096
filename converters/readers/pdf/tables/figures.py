"""What a cell says, told by its characters: an amount, a year or words."""

from __future__ import annotations

import re

from converters.readers.pdf.text.segments import is_numeric

YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?")

_FIGURES = re.compile(
    r"[-+–−—(]?[£$€¥]?\s*[\d.,\s]*\d[\d.,\s]*[%)*†‡a-z]?\)?|[-–—.*✓✔×xn/a]{1,3}", re.IGNORECASE
)


def is_figures(text: str) -> bool:
    """Tell whether ``text`` is an amount, a share or a mark rather than words."""
    return bool(_FIGURES.fullmatch(text.strip()))


def is_data(text: str) -> bool:
    return is_figures(text) or is_numeric(text)
