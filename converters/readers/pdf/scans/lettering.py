"""Whether a picture looks as if it held words: told from how its ink lies, without reading it.

Letters of a line make a low, wide row of strokes with paper above and below it. The test
costs milliseconds where reading costs half a second, so that photographs cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from converters.document import Box
from converters.readers.pdf.figures.pictures import MAX_PIXELS
from converters.readers.pdf.page import contains
from converters.readers.pdf.scans.morphology import dilated, opened

if TYPE_CHECKING:
    import PIL.Image

LARGEST = 900  # pixels either way; a pixel is a point where the picture is no larger than that
AROUND = 8  # pixels within which ink differs from its ground
CONTRAST = 36  # steps of grey between ink and its ground
LIGHT = 112  # the grey from which a ground is light: that around dense bold letters still is
CLOSED = 5  # pixels between the letters and words of a line
LOWEST, HIGHEST = 4, 26  # pixels of a line's height
WIDE = 1.8  # times its height: the narrowest row of letters
SPARSE, DENSE = 0.12, 0.85  # share of a row of letters that is ink
STROKE = 9.0  # pixels from one stroke to the next, on average, at most: letters are narrow
LONGEST = 28  # pixels of a stroke; more is a rule
MOST_PIECES = 40_000  # more is the grain of a photograph
DRAWN_LONGEST = 130  # pixels of a stroke where the picture is drawn at 300 dpi
DARK = 160  # tones of grey below which a rule is ink
THICK = 11  # pixels of what is no rule there
AROUND_RULE = 3  # pixels across that a rule is blotted out with
EVEN = 4  # steps of grey that a paper's tone varies by
PAPER = 0.3  # share of a picture of text that is paper, at least
SOLID = 7  # pixels: what is thicker either way is no stroke
COLOUR = 24  # steps of grey between paper and a coloured thing

_RUN = re.compile(b"\xff+")
_INK = b"\xff"
_GAP = re.compile(b"\xff\x00{1,%d}(?=\xff)" % CLOSED)  # with the ink before it, which is found sooner


@dataclass(frozen=True, slots=True)
class Lettering:
    """What looks like words on a picture, in points from its top left.

    ``rows`` are rows of letters, ``rules`` long lines; ``ink`` is the rest, light on black and
    ``scale`` points to a pixel; ``grey`` is the picture itself as small.
    """

    rows: tuple[Box, ...]
    rules: tuple[Box, ...]
    ink: PIL.Image.Image
    grey: PIL.Image.Image
    scale: float

    @property
    def width(self) -> float:
        """The length of all rows together, in points."""
        return sum(row.right - row.left for row in self.rows)

    def share_in(self, boxes: Iterable[Box]) -> float:
        """Return the share of the ink that lies in ``boxes``, which are in points from the top left."""
        rest = self.ink.copy()
        for box in boxes:
            left, top, right, bottom = (round(side / self.scale) for side in _sides(box))
            rest.paste(0, (left - 1, top - 1, right + 1, bottom + 1))
        total = _inked(self.ink)
        return 1 - _inked(rest) / total if total else 0.0

    def drawn_without(self, boxes: Iterable[Box]) -> float:
        """Return the share of the picture that things of one colour take in which none of ``boxes`` lies."""
        paper = _paper(self.grey)
        coloured = self.grey.point(lambda tone: 255 if abs(tone - paper) > COLOUR else 0)
        solid = opened(coloured, SOLID)
        words = list(boxes)
        things = (_scaled(piece, self.scale) for piece in _pieces(solid))
        bare = [thing for thing in things if not any(contains(thing, word) for word in words)]
        inked = sum(_inked(_cut_out(solid, thing, self.scale)) for thing in bare)
        return inked / (solid.width * solid.height)


def lettering_of(data: bytes, width_points: float) -> Lettering:
    """Return what looks like words on the picture in ``data``, which is so wide on the page.

    Raises:
        OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError: it is no picture, or too large.
    """
    from PIL import Image

    grey = _small(data, width_points)
    if not _has_paper(grey):
        return Lettering((), (), Image.new("L", grey.size), grey, width_points / grey.width)
    ink, rules = _without_rules(_ink(grey))
    scale = width_points / grey.width
    rows = tuple(_scaled(piece, scale) for piece in _pieces(_closed(ink)) if _is_row(piece, ink))
    return Lettering(rows, tuple(_scaled(rule, scale) for rule in rules), ink, grey, scale)


def _small(data: bytes, width_points: float) -> PIL.Image.Image:
    """Return the picture in ``data`` grey, on white where it lets the page through."""
    from PIL import Image

    with Image.open(BytesIO(data)) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        scale = min(1.0, width_points / picture.width, LARGEST / max(picture.size))
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture.draft("L", size)  # a JPEG is decoded no larger than needed
        seen: Image.Image = picture
        if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
            clear = picture.convert("RGBA")
            seen = Image.new("RGBA", clear.size, "white")
            seen.alpha_composite(clear)
        return seen.convert("L").resize(size, Image.Resampling.BOX)


def _paper(grey: PIL.Image.Image) -> int:
    """Return the commonest tone of ``grey``."""
    tones = grey.histogram()
    return tones.index(max(tones))


def _has_paper(grey: PIL.Image.Image) -> bool:
    """Tell whether much of ``grey`` is of one tone, which words stand on: no photograph is."""
    tones, paper = grey.histogram(), _paper(grey)
    return sum(tones[max(paper - EVEN, 0) : paper + EVEN + 1]) >= PAPER * grey.width * grey.height


def _ink(grey: PIL.Image.Image) -> PIL.Image.Image:
    """Return as 255 on 0 what is darker than a light ground, or lighter than a dark one."""
    from PIL import Image, ImageChops, ImageFilter, ImageOps

    framed = ImageOps.expand(grey, AROUND, _paper(grey))  # a rule at the very edge has a ground too
    inner = (AROUND, AROUND, AROUND + grey.width, AROUND + grey.height)
    ground = framed.filter(ImageFilter.BoxBlur(AROUND)).crop(inner)
    darker, lighter = ImageChops.subtract(ground, grey), ImageChops.subtract(grey, ground)
    is_light = ground.point(lambda tone: 255 if tone >= LIGHT else 0)
    return Image.composite(darker, lighter, is_light).point(lambda step: 255 if step > CONTRAST else 0)


# --- rules ----------------------------------------------------------------------------------


def without_rules(grey: PIL.Image.Image) -> PIL.Image.Image:
    """Return ``grey``, a picture drawn to be read, without its thin dark rules: they are read as letters."""
    from PIL import Image, ImageChops

    dark = grey.point(lambda tone: 255 if tone < DARK else 0)
    thin = ImageChops.subtract(dark, opened(dark, THICK))
    rules = ImageChops.subtract(thin, _without_rules(thin, DRAWN_LONGEST)[0])
    paper = Image.new("L", grey.size, 255)
    return Image.composite(paper, grey, dilated(rules, AROUND_RULE))


def _without_rules(ink: PIL.Image.Image, least: int = LONGEST + 1) -> tuple[PIL.Image.Image, tuple[Box, ...]]:
    """Return ``ink`` without the lines of ``least`` pixels and more, and where these are."""
    from PIL import Image, ImageChops

    level_less, level = _parted(ink, least)
    turned, upright = _parted(ink.transpose(Image.Transpose.TRANSPOSE), least)
    rules = (*level, *(Box(each.top, each.left, each.bottom, each.right) for each in upright))
    rest = ImageChops.darker(level_less, turned.transpose(Image.Transpose.TRANSPOSE))
    return rest, rules


def _parted(ink: PIL.Image.Image, least: int) -> tuple[PIL.Image.Image, list[Box]]:
    from PIL import Image

    pixels, width = bytearray(ink.tobytes()), ink.width
    rules: list[Box] = []
    rule = _INK * least
    for y, row in enumerate(_rows(ink)):
        if rule not in row:  # most rows: looking is far quicker than telling their runs
            continue
        for run in _RUN.finditer(row):
            start, end = run.span()
            if end - start >= least:
                rules.append(Box(start, y, end, y + 1))
                pixels[y * width + start : y * width + end] = bytes(end - start)
    return (Image.frombytes("L", ink.size, bytes(pixels)) if rules else ink), rules


def _rows(ink: PIL.Image.Image) -> Iterator[bytes]:
    pixels, width = ink.tobytes(), ink.width
    for at in range(0, len(pixels), width):
        yield pixels[at : at + width]


# --- rows of letters ------------------------------------------------------------------------


def _closed(ink: PIL.Image.Image) -> PIL.Image.Image:
    """Return ``ink`` with the gaps between letters filled, along the line only."""
    from PIL import Image

    rows = (_GAP.sub(lambda gap: _INK * len(gap[0]), row) for row in _rows(ink))
    return Image.frombytes("L", ink.size, b"".join(rows))


def _is_row(piece: Box, ink: PIL.Image.Image) -> bool:
    """Tell whether a piece of ink is low, wide and of many strokes, as letters in a row are."""
    width, height = piece.right - piece.left, piece.bottom - piece.top
    if not (LOWEST <= height <= HIGHEST and width >= WIDE * height):
        return False
    inside = _cut_out(ink, piece, 1.0)
    if not SPARSE <= _inked(inside) / (width * height) <= DENSE:
        return False
    strokes = sum(len(_RUN.findall(row)) for row in _rows(inside)) / height
    return strokes * STROKE >= width


def _pieces(ink: PIL.Image.Image) -> Iterator[Box]:
    """Yield the boxes of what hangs together, in pixels."""
    pieces = _Pieces()
    above: list[tuple[int, int, int]] = []
    for y, row in enumerate(_rows(ink)):
        here: list[tuple[int, int, int]] = []
        first = 0
        for run in _RUN.finditer(row):
            start, end = run.span()
            while first < len(above) and above[first][1] <= start:
                first += 1
            at, touched = first, []
            while at < len(above) and above[at][0] < end:
                touched.append(above[at][2])
                at += 1
            here.append((start, end, pieces.add([start, y, end, y + 1], touched)))
        above = here
        if len(pieces.boxes) > MOST_PIECES:
            return
    yield from pieces.whole()


class _Pieces:
    """Runs of ink, put together with those above that they touch."""

    def __init__(self) -> None:
        self.boxes: list[list[int]] = []
        self._roots: list[int] = []

    def add(self, run: list[int], touched: list[int]) -> int:
        """Return the piece that ``run`` belongs to: a new one, or those it touches made one."""
        if not touched:
            self.boxes.append(run)
            self._roots.append(len(self._roots))
            return len(self._roots) - 1
        keep = self._root(touched[0])
        self._grow(keep, run)
        for place in map(self._root, touched[1:]):
            if place != keep:
                self._grow(keep, self.boxes[place])
                self._roots[place] = keep
        return keep

    def whole(self) -> Iterator[Box]:
        for place, (left, top, right, bottom) in enumerate(self.boxes):
            if self._roots[place] == place:
                yield Box(left, top, right, bottom)

    def _root(self, place: int) -> int:
        while self._roots[place] != place:
            self._roots[place] = self._roots[self._roots[place]]
            place = self._roots[place]
        return place

    def _grow(self, place: int, by: list[int]) -> None:
        box = self.boxes[place]
        box[0] = min(box[0], by[0])
        box[1] = min(box[1], by[1])
        box[2] = max(box[2], by[2])
        box[3] = max(box[3], by[3])


# --- places ---------------------------------------------------------------------------------


def _inked(ink: PIL.Image.Image) -> int:
    return ink.histogram()[255]


def _cut_out(ink: PIL.Image.Image, box: Box, scale: float) -> PIL.Image.Image:
    left, top, right, bottom = (round(side / scale) for side in _sides(box))
    return ink.crop((left, top, right, bottom))


def _scaled(box: Box, scale: float) -> Box:
    return Box(*(side * scale for side in _sides(box)))


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom
