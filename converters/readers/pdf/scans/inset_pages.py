"""Words read on a picture, laid out as a page of their own: whether they are all of it, and as regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from converters.document import Box
from converters.readers.pdf import layout
from converters.readers.pdf.page import GridCell, Page, Picture, Region, RegionKind, Span, contains
from converters.readers.pdf.rereading.placing import turn
from converters.readers.pdf.scans.lettered import Lettered
from converters.readers.pdf.scans.recognition import DOUBTFUL, SURE, WEAK, Reading, weighed
from converters.readers.pdf.scans.typeset import RecognisedPage, typeset
from converters.readers.pdf.tables.judging import with_tables_judged
from converters.readers.pdf.text.characters import letters
from converters.readers.pdf.text.lines import lines_of
from converters.tools.tesseract import RecognisedWord

FEWEST_WORDS = 8  # of a picture that is text
ALL_INK = 0.75  # share of the ink that lies in words, where there is nothing else to see
BARE = 0.02  # share of a picture that coloured things without words take in a chart or a diagram
PROSE_WORDS = 4  # in a line of sentences
MOSTLY = 0.6  # share of the letters that are in sentences or tables
HIGH = 2.5  # times the height that most words have: a title's, at most
LEADING = 0.6  # heights of a word to the next line, and to the next word
FILLED = 0.22  # share of a picture that words and their white space take at least
GAP = 1.5  # heights of a word between it and the next, where they are two labels


@dataclass(frozen=True, slots=True)
class Inset:
    """What was read on ``picture``. ``page`` has its words and regions where they stand on the whole page.

    ``is_text``: there is nothing else to see on it. ``lines`` are its words, one label or line each.
    """

    picture: Picture
    page: Page
    lines: tuple[str, ...]
    confidence: float
    doubtful: tuple[str, ...]
    is_text: bool


def insets_of(readings: Sequence[tuple[Lettered, Reading]]) -> Iterator[Inset]:
    """Yield what was read on each picture, in the order of ``readings``."""
    if not readings:
        return
    pages = layout.read_sheets(typeset([_printed(*pair) for pair in readings])).pages
    for page in pages:
        found, reading = readings[page.number - 1]
        yield _inset(page, found, reading)


def _printed(found: Lettered, reading: Reading) -> RecognisedPage:
    width, height = _size(found.picture.box)
    return RecognisedPage(reading.words, width, height, _scale(found, reading))


def _inset(page: Page, found: Lettered, reading: Reading) -> Inset:
    scale = _scale(found, reading)
    page = replace(
        page,
        number=found.picture.page,
        spans=tuple(weighed(span, reading, scale) for span in page.spans),
        drawings=found.lettering.rules,
    )
    return Inset(
        found.picture,
        _moved(page, found.picture.box),
        tuple(_labels(reading.words)),
        reading.confidence,
        tuple(word.text for word in reading.words if word.confidence < DOUBTFUL),
        not found.captioned and _is_text(page, found, reading, scale),
    )


def _scale(found: Lettered, reading: Reading) -> float:
    """Return points to a pixel of the picture as it was read."""
    return _size(found.picture.box)[0] / reading.pixels[0]


def _size(box: Box) -> tuple[float, float]:
    return box.right - box.left, box.bottom - box.top


def word_box(word: RecognisedWord, scale: float) -> Box:
    """Return where ``word`` is on its picture, in points; ``scale`` is points to a pixel."""
    return Box(word.left * scale, word.top * scale, word.right * scale, word.bottom * scale)


# --- text, or a figure with words in it -----------------------------------------------------


def _is_text(page: Page, found: Lettered, reading: Reading, scale: float) -> bool:
    """Tell whether a picture shows sentences or a table, and nothing beside them."""
    if len(reading.words) < FEWEST_WORDS or reading.confidence < SURE:
        return False
    boxes = list(_usual([word_box(word, scale) for word in reading.words]))
    if found.lettering.share_in(boxes) < ALL_INK or found.lettering.drawn_without(boxes) > BARE:
        return False
    return _covered(boxes, page) >= FILLED and _in_order(page) >= MOSTLY


def _usual(boxes: list[Box]) -> Iterator[Box]:
    """Yield those of ``boxes`` that are no higher than type: lines of a drawing are read as huge letters."""
    usual = median(box.bottom - box.top for box in boxes)
    return (box for box in boxes if box.bottom - box.top <= HIGH * usual)


def _covered(boxes: Iterable[Box], page: Page) -> float:
    """Return the share of ``page`` that words take with the white space of their lines."""
    around_words = sum(
        (box.right - box.left + LEADING * (box.bottom - box.top)) * (1 + LEADING) * (box.bottom - box.top)
        for box in boxes
    )
    return around_words / (page.width * page.height)


def _in_order(page: Page) -> float:
    """Return the share of the letters on ``page`` that stand in tables or in lines of several words."""
    tables = [each.box for each in with_tables_judged(page).regions if each.kind is RegionKind.TABLE]
    total, ordered = 0, 0
    for line in lines_of(page.spans):
        count = len(letters(line.text))
        is_prose = len(line.text.split()) >= PROSE_WORDS
        total += count
        ordered += count if is_prose or any(contains(table, line.box) for table in tables) else 0
    return ordered / total if total else 0.0


def _labels(words: Iterable[RecognisedWord]) -> Iterator[str]:
    """Yield the sure ones of ``words``, together where they stand close in a line."""
    sure = [word for word in words if word.confidence >= DOUBTFUL]
    for _, line in groupby(sure, key=lambda word: word.line):
        label: list[RecognisedWord] = []
        for word in line:
            if label and word.left - label[-1].right > GAP * (word.bottom - word.top):
                yield " ".join(each.text for each in label)
                label = []
            label.append(word)
        if label:
            yield " ".join(each.text for each in label)


# --- in its place on the page ---------------------------------------------------------------


def texts_on(page: Page, insets: Iterable[Inset]) -> list[Inset]:
    """Return those of ``insets`` that become text when ``page`` is read by its layout.

    Where an author described pictures of the page, all of them stay what they are.
    """
    return [inset for inset in insets if inset.is_text and not page.figures]


def with_text_of(page: Page, insets: Iterable[Inset]) -> Page:
    """Return ``page`` with the words of those ``insets`` that are text, in place of their pictures."""
    for inset in texts_on(page, insets):
        page = _with_text(page, inset)
    return page


def with_labels_of(page: Page, insets: Iterable[Inset]) -> Page:
    """Return ``page`` with the words of the other ``insets`` in their figures, where they are sure enough."""
    sure = (inset for inset in insets if not page.figures and inset.confidence >= WEAK and not inset.is_text)
    labels = {inset.picture.name: inset.lines for inset in sure}
    regions = (
        replace(each, lines=labels[each.picture]) if each.picture in labels else each for each in page.regions
    )
    return replace(page, regions=tuple(regions)) if labels else page


def _with_text(page: Page, inset: Inset) -> Page:
    """Return ``page`` with a picture's words for it; beside it where they are weak, as of a weak scan."""
    at = next((at for at, region in enumerate(page.regions) if region.picture == inset.picture.name), None)
    regions = list(page.regions)
    if at is None:
        at = turn([region.box for region in regions], inset.picture.box)
    elif inset.confidence < WEAK:
        at += 1
    else:
        del regions[at]
    regions[at:at] = inset.page.regions
    return replace(
        page,
        regions=tuple(regions),
        spans=(*page.spans, *inset.page.spans),
        drawings=(*page.drawings, *inset.page.drawings),
    )


def _moved(page: Page, to: Box) -> Page:
    """Return what is on ``page`` where it stands when its corner is that of ``to``."""

    def box(there: Box) -> Box:
        return Box(to.left + there.left, to.top + there.top, to.left + there.right, to.top + there.bottom)

    def span(each: Span) -> Span:
        words = tuple(replace(word, box=box(word.box)) for word in each.words)
        return replace(each, box=box(each.box), words=words)

    def cell(each: GridCell) -> GridCell:
        return replace(each, box=box(each.box)) if each.box else each

    def region(each: Region) -> Region:
        rows = tuple(tuple(map(cell, row)) for row in each.rows)
        return replace(each, box=box(each.box), rows=rows)

    return replace(
        page,
        spans=tuple(map(span, page.spans)),
        regions=tuple(map(region, page.regions)),
        drawings=tuple(map(box, page.drawings)),
    )
