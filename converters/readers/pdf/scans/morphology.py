"""Mathematical morphology on pictures of two tones, 255 on 0, at a cost that does not grow with the size.

The mean of a square is 255 where all of it is, and more than 0 where any of it is: sums that
run along tell it in a few steps a pixel, where looking through the square takes one for each in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import PIL.Image

_ALL = [0] * 255 + [255]
_ANY = [0] + [255] * 255
LARGEST = 21  # pixels across: in a larger square the rounding of the mean would lose a single pixel


def eroded(picture: PIL.Image.Image, across: int) -> PIL.Image.Image:
    """Return what of ``picture`` is the middle of a whole square, ``across`` pixels wide (an odd number)."""
    return _mean(picture, across).point(_ALL)


def dilated(picture: PIL.Image.Image, across: int) -> PIL.Image.Image:
    """Return ``picture`` with each of its pixels made a square, ``across`` pixels wide (an odd number)."""
    return _mean(picture, across).point(_ANY)


def opened(picture: PIL.Image.Image, across: int) -> PIL.Image.Image:
    """Return ``picture`` without what is thinner than ``across`` pixels (an odd number) either way."""
    return dilated(eroded(picture, across), across)


def _mean(picture: PIL.Image.Image, across: int) -> PIL.Image.Image:
    from PIL import ImageFilter

    if across > LARGEST:
        raise ValueError(f"{across} pixels")
    return picture.filter(ImageFilter.BoxBlur(across // 2))
