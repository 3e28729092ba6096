"""Pages read from their pictures: turned upright, made straight, recognised, and laid out as any page is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from statistics import fmean
from typing import TYPE_CHECKING

from converters.document import Box
from converters.errors import ToolError
from converters.options import ReadOptions
from converters.progress import Stage, Step
from converters.readers.pdf import layout
from converters.readers.pdf.page import Page, Region, RegionKind, Span, contains
from converters.readers.pdf.rereading.glyphs import Glyphs, opened
from converters.readers.pdf.scans.models import Models
from converters.readers.pdf.scans.straight import straightened
from converters.readers.pdf.scans.typeset import RecognisedPage, typeset
from converters.tools import tesseract
from converters.tools.tesseract import RecognisedWord

if TYPE_CHECKING:
    import PIL.Image

AT_ONCE = 2  # pages read side by side
BATCH = 8  # pages whose pictures are in memory together
SURE = 0.65  # mean confidence from which a page is taken to be upright
READ = 0.55  # mean confidence below which nothing was read: the page is a picture, or handwriting
WEAK = 0.75  # mean confidence below which the page's picture is kept beside its words
DOUBTFUL = 0.6  # confidence below which a word is named
NOISE = 0.3  # confidence below which a single character is none
MOST_OF_PAGE = 0.6  # share of the page that a picture of all of it covers
DPI = 300
FEW = 60  # characters on a page that is perhaps not columns of text but a drawing with words in it
LONG = 3  # characters of a word that is wider than it is tall
QUICK = 1  # of 9: the picture goes no further than to the next program


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read on a picture, of a page or on one, that stood turned by ``turned`` degrees clockwise."""

    words: tuple[RecognisedWord, ...]
    turned: int
    pixels: tuple[int, int]

    @property
    def confidence(self) -> float:
        """The mean over the characters."""
        total = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / total if total else 0.0

    @property
    def level(self) -> bool:
        """Whether lines run across: the program reads lines that run up or down too, as they stand."""
        long = [word for word in self.words if len(word.text) >= LONG]
        across = sum(word.right - word.left > word.bottom - word.top for word in long)
        return 2 * across >= len(long)

    @property
    def weight(self) -> float:
        """How much was read with some certainty, by which two ways of turning the page are compared."""
        sure = (word.confidence * len(word.text) for word in self.words if word.confidence > DOUBTFUL)
        return sum(sure) if self.level else 0.0


def recognised_pages(
    doubtful: Mapping[int, Page], data: bytes, options: ReadOptions, models: Models
) -> Iterator[Page]:
    """Yield those of ``doubtful`` on whose pictures there are words, with these as their text."""
    numbers = list(doubtful)
    for start in range(0, len(numbers), BATCH):
        readings = _readings(numbers, start, data, options, models)
        if readings:
            yield from _laid_out(readings, doubtful)


def _readings(
    numbers: list[int], start: int, data: bytes, options: ReadOptions, models: Models
) -> dict[int, Reading]:
    """Return what is on the pages of one batch of ``numbers``, which begins at ``start``."""
    batch = numbers[start : start + BATCH]
    with opened(data, options.password) as glyphs:
        pictures = {number: _grey(glyphs, number) for number in batch} if glyphs else {}
    found: dict[int, Reading] = {}
    options.report(Step(Stage.RECOGNISING, start, len(numbers)))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        read = pool.map(lambda number: _read(pictures[number], models), pictures)
        for done, (number, reading) in enumerate(zip(pictures, read, strict=True), start=start + 1):
            options.report(Step(Stage.RECOGNISING, done, len(numbers)))
            if reading:
                found[number] = reading
    return found


def _grey(glyphs: Glyphs, number: int) -> PIL.Image.Image:
    return glyphs.picture(number).convert("L")


def _read(picture: PIL.Image.Image, models: Models) -> Reading | None:
    """Return what is on ``picture``, whichever way up it is, None where nothing is or it fails."""
    try:
        best = _upright(picture, 0, models)
        if best.confidence < SURE or not best.level:
            tries = (_upright(picture, turned, models) for turned in (90, 270, 180))
            best = max((best, *tries), key=lambda reading: reading.weight)
    except ToolError:
        return None
    return best if best.confidence >= READ else None


def _upright(picture: PIL.Image.Image, turned: int, models: Models) -> Reading:
    level = straightened(picture.rotate(turned, expand=True) if turned else picture)
    reading = Reading(words_on(level, models), turned, level.size)
    if sum(len(word.text) for word in reading.words) < FEW:
        anywhere = replace(reading, words=words_on(level, models, scattered=True))
        reading = max((reading, anywhere), key=lambda each: each.weight)
    return reading


def words_on(picture: PIL.Image.Image, models: Models, scattered: bool = False) -> tuple[RecognisedWord, ...]:
    """Return the words on ``picture``, drawn at ``DPI``. Raises ToolError where there is none."""
    out = BytesIO()
    picture.save(out, "PNG", compress_level=QUICK)
    words = tesseract.recognised(out.getvalue(), models.folder, models.model, DPI, scattered)
    return tuple(word for word in words if not _is_speck(word))


def _is_speck(word: RecognisedWord) -> bool:
    """Tell whether ``word`` is a speck, a rule or part of a picture rather than a word read badly."""
    return word.confidence < NOISE and sum(map(str.isalnum, word.text)) < 2


# --- the words as pages ---------------------------------------------------------------------


def _laid_out(readings: dict[int, Reading], doubtful: Mapping[int, Page]) -> Iterator[Page]:
    printed = [_printed(reading, doubtful[number]) for number, reading in readings.items()]
    sheets = layout.read_sheets(typeset(printed))
    for page in sheets.pages:
        number = list(readings)[page.number - 1]
        yield _as_before(page, doubtful[number], readings[number], printed[page.number - 1].scale)


def _printed(reading: Reading, page: Page) -> RecognisedPage:
    sideways = reading.turned in (90, 270)
    width, height = (page.height, page.width) if sideways else (page.width, page.height)
    return RecognisedPage(reading.words, width, height, width / reading.pixels[0])


def _as_before(page: Page, before: Page, reading: Reading, scale: float) -> Page:
    """Return ``page`` as the one it was read from: its number, its label, its links and its pictures."""
    upright = not reading.turned
    weak = reading.confidence < WEAK or sum(len(word.text) for word in reading.words) < FEW
    pictures = [region for region in before.regions if upright and _is_shown(region, before, weak)]
    return replace(
        page,
        number=before.number,
        label=before.label,
        spans=tuple(weighed(span, reading, scale) for span in page.spans),
        regions=(*page.regions, *pictures),
        links=before.links if upright else (),
        figures=before.figures,
        turned=reading.turned,
        pictured=before.pictured,
    )


def _is_shown(region: Region, page: Page, weak: bool) -> bool:
    """Tell whether ``region`` is a picture on the page, or of it where words tell little."""
    box = region.box
    area = (box.right - box.left) * (box.bottom - box.top)
    return region.kind is RegionKind.FIGURE and (weak or area < MOST_OF_PAGE * page.width * page.height)


def weighed(span: Span, reading: Reading, scale: float) -> Span:
    """Return ``span`` with how sure its words are; ``scale`` is points to a pixel of the reading."""
    mine = [word for word in reading.words if contains(span.box, _box(word, scale), 2.0)]
    sure = fmean(word.confidence for word in mine) if mine else reading.confidence
    doubtful = tuple(word.text for word in mine if word.confidence < DOUBTFUL)
    return replace(span, confidence=sure, doubtful=doubtful)


def _box(word: RecognisedWord, scale: float) -> Box:
    return Box(word.left * scale, word.top * scale, word.right * scale, word.bottom * scale)
