"""How a Word file looks: clear print of 12 point for the screen, or large print to a person's measure."""

from __future__ import annotations

from dataclasses import dataclass

from converters.options import Typeface
from converters.writers.measure import Measure
from converters.writers.paper.reflow import Sheets

MARGIN = 1440
"""Twentieths of a point: 2.54 cm."""
UPRIGHT, TURNED = 451.0, 697.0
"""Points between the margins: A4 is 595.3 by 841.9."""
CELL_PADDING = 11.0
"""Points, left and right together, as the style of tables sets them."""

_FONTS = {
    Typeface.SANS: "Arial",
    Typeface.ATKINSON_HYPERLEGIBLE: "Atkinson Hyperlegible",
    Typeface.OPENDYSLEXIC: "OpenDyslexic",
}
_NATURAL_LINE = 1.15
"""The height of a line of Arial, in units of the letter size: what Word calls one line."""
_BASE = 12.0
"""The size in points that sizes and spaces of the styles are given for."""


@dataclass(frozen=True, slots=True)
class Design:
    """The measure, and whether it is print: then no italics, underlines, raised marks or soft colours."""

    measure: Measure
    is_print: bool = False

    @property
    def sheets(self) -> Sheets:
        return Sheets(self.measure, self.is_print, UPRIGHT, TURNED, CELL_PADDING / self.measure.points)

    @property
    def font(self) -> str:
        return _FONTS[self.measure.typeface]

    @property
    def line(self) -> float:
        """The distance of lines in units of Word's single line."""
        return round(self.measure.line_spacing / _NATURAL_LINE, 2)

    @property
    def indent(self) -> int:
        """How much deeper each level of a list stands, in twentieths of a point: 1 cm beside 12 point."""
        return round(567 * self.measure.points / _BASE)

    def space(self, points: float) -> float:
        """Return a space given for 12 point in the size of this design."""
        return round(points * self.measure.points / _BASE, 1)

    def size(self, points: float) -> float:
        """Return a size given for 12 point; in print, headings stand out less, as they fill lines soon."""
        ratio = points / _BASE
        if self.is_print:
            ratio = 1 + (ratio - 1) * 0.6
        return round(self.measure.points * ratio * 2) / 2

    def colour(self, usual: str) -> str:
        """Return a colour of the text: in print always the ink."""
        return self.ink if self.is_print else usual

    @property
    def ink(self) -> str:
        return self.measure.ink.lstrip("#").upper()

    @property
    def paper(self) -> str | None:
        """The colour of the paper, None where it is white."""
        colour = self.measure.paper.lstrip("#").upper()
        return None if colour == "FFFFFF" else colour


CLEAR = Design(Measure(points=12.0, line_spacing=1.45))
