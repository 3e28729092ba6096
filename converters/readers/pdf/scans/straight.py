"""Pictures of pages made straight: how far the lines of a scan lean, and turning them back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import PIL.Image

FARTHEST = 6.0  # degrees that a sheet lies askew in a scanner
COARSE, FINE = 1.0, 0.2  # degrees from one try to the next
LEAST = 0.3  # degrees; less does no harm
LOOKED_AT = 500  # pixels across: enough to see lines, few enough to be quick


def straightened(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Return the grey ``picture`` with its lines of text level."""
    lean = lean_of(picture)
    if abs(lean) < LEAST:
        return picture
    from PIL import Image

    return picture.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)


def lean_of(picture: PIL.Image.Image) -> float:
    """Return by how many degrees anticlockwise ``picture`` is to be turned for its lines to be level.

    Level lines of text make rows of ink and rows of none: the angle is the one at
    which the rows of the picture differ most (projection profile).
    """
    small = _ink(picture)
    rough = _best(
        small, [COARSE * step for step in range(-int(FARTHEST / COARSE), int(FARTHEST / COARSE) + 1)]
    )
    return _best(small, [rough + FINE * step for step in range(-4, 5)])


def _ink(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Return ``picture`` small, its ink light on black."""
    from PIL import Image, ImageOps

    width = min(LOOKED_AT, picture.width)
    height = max(1, round(picture.height * width / picture.width))
    small = picture.convert("L").resize((width, height), Image.Resampling.BOX)
    return ImageOps.invert(small)


def _best(ink: PIL.Image.Image, angles: list[float]) -> float:
    return max(angles, key=lambda angle: (_contrast(ink, angle), -abs(angle)))


def _contrast(ink: PIL.Image.Image, angle: float) -> float:
    from PIL import Image

    turned = ink.rotate(angle, Image.Resampling.BILINEAR)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))
