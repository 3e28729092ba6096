"""Large print to a person's own measure, checked: size, spacing, typeface, colours.

Sources: UKAAF, Minimum standards for clear and large print (2012, 2019): at least 16 point;
RNIB: letters over 28 point are seldom asked for; WCAG 2.2, 1.4.6 and 1.4.12: contrast of
7 to 1, and lines 1.5 apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from converters.options import Typeface, WriteOptions

SMALLEST_POINTS, LARGEST_POINTS = 16.0, 36.0
TIGHTEST_LINES, WIDEST_LINES = 1.2, 2.0
LEAST_CONTRAST = 7.0

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Measure:
    """Body size in points, the distance of lines in units of it, letters, colours, sides of the sheet."""

    points: float
    line_spacing: float = 1.5
    typeface: Typeface = Typeface.SANS
    ink: str = "#000000"
    paper: str = "#ffffff"
    both_sides: bool = False


def large_print_measure(options: WriteOptions) -> Measure:
    """Return the measure that ``options`` ask for.

    Raises:
        ValueError: it is not large print, or cannot be read: which of them, in plain words.
    """
    points, spacing = options.point_size, options.line_spacing
    if not SMALLEST_POINTS <= points <= LARGEST_POINTS:
        raise ValueError(f"large print is {SMALLEST_POINTS:g} to {LARGEST_POINTS:g} point, not {points:g}")
    if not TIGHTEST_LINES <= spacing <= WIDEST_LINES:
        raise ValueError(f"lines stand {TIGHTEST_LINES:g} to {WIDEST_LINES:g} apart, not {spacing:g}")
    ratio = contrast(options.ink, options.paper)
    if ratio < LEAST_CONTRAST:
        raise ValueError(f"{options.ink} on {options.paper} has a contrast of {ratio:.1f}, not 7 or more")
    return Measure(
        points, spacing, Typeface(options.typeface), options.ink, options.paper, options.both_sides
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio).

    Raises:
        ValueError: one of them is not a colour as #rrggbb.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour such as #000000")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
