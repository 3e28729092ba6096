"""Places in a page's own space as points from the top left of the page set upright."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as api  # type: ignore[import-untyped]

from converters.document import Box

FINE = 1000  # device units in a point, so that places keep their fractions
FAR = 1000  # units of the page's own space between the points that tell its scale

Point = tuple[float, float]


class Space:
    """Turns places in a page's own space into points from the top left of the page set upright.

    As displayed, its text is turned by ``turned`` degrees clockwise. ``size`` is the width and
    height of the upright page.
    """

    def __init__(self, page: Any, turned: int) -> None:
        width, height = page.get_size()
        self.size: Point = (height, width) if turned in (90, 270) else (width, height)
        device = tuple(round(side * FINE) for side in self.size)
        quarters = -turned // 90 % 4

        def shown(x: int, y: int) -> Point:
            across, down = ctypes.c_int(), ctypes.c_int()
            api.FPDF_PageToDevice(page, 0, 0, *device, quarters, x, y, across, down)
            return across.value / FINE, down.value / FINE

        # the rest is arithmetic: asking PDFium for each place took a third of the time of a tagged page
        self._origin = shown(0, 0)
        self._along_x = _step(self._origin, shown(FAR, 0))
        self._along_y = _step(self._origin, shown(0, FAR))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle of the page's own space as a box."""
        (x1, y1), (x2, y2) = self._point(left, bottom), self._point(right, top)
        return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def _point(self, x: float, y: float) -> Point:
        (x0, y0), (ax, ay), (bx, by) = self._origin, self._along_x, self._along_y
        return x0 + x * ax + y * bx, y0 + x * ay + y * by


def _step(start: Point, end: Point) -> Point:
    return (end[0] - start[0]) / FAR, (end[1] - start[1]) / FAR
