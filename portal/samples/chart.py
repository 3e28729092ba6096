"""The report's picture, drawn in code so that no font or file of the machine can change it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

STATIONS = {2019: 4, 2020: 5, 2021: 6, 2022: 7, 2023: 9, 2024: 11, 2025: 13, 2026: 15}
"""Step-free stations at the end of each year; the picture's alt text in report.html says the same."""

SIZE = (1400, 560)  # pixels; about 220 an inch when printed
FLOOR, CEILING = 490, 70  # pixels from the top: where 0 stands, and where MOST does
MOST = 16
INK, BAR, RULE = "#1b1b1b", "#2b6f86", "#c9c9c9"


def draw_chart() -> bytes:
    """Return the bar chart as PNG."""
    image = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(30)  # comes with Pillow
    _draw_scale(draw, font)
    for place, (year, count) in enumerate(STATIONS.items()):
        _draw_bar(draw, font, place, year, count)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_scale(draw: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> None:
    draw.text((10, 8), "Stations", INK, font)
    for count in range(0, MOST + 1, 4):
        y = _height(count)
        draw.line((80, y, SIZE[0] - 10, y), INK if count == 0 else RULE, 3)
        draw.text((62, y), str(count), INK, font, anchor="rm")


def _draw_bar(
    draw: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    place: int,
    year: int,
    count: int,
) -> None:
    left = 115 + place * 160
    middle = left + 50
    draw.rectangle((left, _height(count), left + 100, FLOOR - 2), BAR)
    draw.text((middle, _height(count) + 14), str(count), "white", font, anchor="mt")
    draw.text((middle, FLOOR + 40), str(year), INK, font, anchor="ms")


def _height(count: int) -> int:
    return FLOOR - round((FLOOR - CEILING) * count / MOST)
