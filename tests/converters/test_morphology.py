"""Squares moved over pictures of two tones: the quick way finds what looking at each pixel would."""

from __future__ import annotations

from random import Random

import pytest
from PIL import Image, ImageChops, ImageFilter

from converters.readers.pdf.scans.morphology import LARGEST, dilated, eroded, opened

SIDES = [3, 7, 11, LARGEST]


def dots(tone: int, ground: int, many: int = 60) -> Image.Image:
    picture, chance = Image.new("L", (90, 70), ground), Random(7)
    for _ in range(many):
        picture.putpixel((chance.randrange(90), chance.randrange(70)), tone)
    return picture


@pytest.mark.parametrize("across", SIDES)
def test_a_single_pixel_counts_in_a_square_of_any_size(across: int) -> None:
    lone, hole = dots(255, 0, 1), dots(0, 255, 1)
    assert not ImageChops.difference(
        dilated(lone, across), lone.filter(ImageFilter.MaxFilter(across))
    ).getbbox()
    assert not ImageChops.difference(
        eroded(hole, across), hole.filter(ImageFilter.MinFilter(across))
    ).getbbox()


@pytest.mark.parametrize("across", SIDES)
def test_what_is_thinner_than_the_square_goes_and_the_rest_stays_as_it_is(across: int) -> None:
    picture = dots(0, 255)
    looked_at = picture.filter(ImageFilter.MinFilter(across)).filter(ImageFilter.MaxFilter(across))
    assert not ImageChops.difference(opened(picture, across), looked_at).getbbox()


def test_a_square_in_which_a_pixel_would_be_lost_is_refused() -> None:
    with pytest.raises(ValueError, match="23"):
        dilated(dots(255, 0), LARGEST + 2)
