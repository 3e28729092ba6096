"""Pictures on pages that have text, and hold more of it: read in their place (WCAG 1.4.5, images of text).

A picture of paragraphs or of a table becomes what it shows. One that is more than its
words (a chart, a diagram, a screen) stays a figure, and its words are the figure's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converters.document import Box
from converters.errors import ToolError
from converters.findings import Finding, FindingKind
from converters.options import ReadOptions
from converters.progress import Stage, Step
from converters.readers.pdf.page import Picture, Sheets, contains
from converters.readers.pdf.rereading.glyphs import Glyphs
from converters.readers.pdf.scans.inset_pages import Inset, insets_of, word_box
from converters.readers.pdf.scans.lettered import Lettered, Tests, lettered_pictures
from converters.readers.pdf.scans.lettering import Lettering, without_rules
from converters.readers.pdf.scans.models import Models, models_for
from converters.readers.pdf.scans.recognition import AT_ONCE, BATCH, READ, Reading, words_on
from converters.readers.pdf.text.characters import one_line
from converters.tools import tesseract
from converters.tools.tesseract import RecognisedWord

if TYPE_CHECKING:
    import PIL.Image

MOST_READ = 200  # pictures of one document
COLUMNS = 0.7  # share of the ink that is letters where a picture may be columns of text; else they are labels
REACHED = 0.8  # share of the rows of letters in which a word was read
MOST_NAMED = 30  # doubtful words that a finding names
LONGEST = 600  # characters of a picture's words that a finding quotes


@dataclass(frozen=True, slots=True)
class Insets:
    """What was read on a document's pictures, by page; those ``unread``, each with the reason in words."""

    by_page: Mapping[int, tuple[Inset, ...]] = field(default_factory=dict)
    unread: tuple[tuple[Picture, str], ...] = ()


def read_insets(
    sheets: Sheets, tests: Tests, seen: Glyphs | None, options: ReadOptions, language: str
) -> Insets:
    """Return what the pictures of ``sheets`` say that, by their ``tests``, look as if they held words."""
    found = list(lettered_pictures(sheets, tests)) if seen else []
    if seen is None or not found:
        return Insets()
    models = models_for(language, options.tessdata)
    if models is None or not tesseract.PROGRAM.is_installed:
        what = "Tesseract (tesseract-ocr)" if models else "Tesseract's English model (tesseract-ocr-eng)"
        return Insets(unread=tuple((each.picture, f"To read it, install {what}.") for each in found))
    readings = list(_readings(found[:MOST_READ], seen, models, options))
    by_page: dict[int, tuple[Inset, ...]] = {}
    for inset in insets_of([pair for pair in readings if _is_read(pair[1])]):
        number = inset.picture.page
        by_page[number] = (*by_page.get(number, ()), inset)
    failed = ((each.picture, "We could not read it.") for each, got in readings if not _is_read(got))
    limit = f"We read at most {MOST_READ} pictures of a document."
    return Insets(by_page, (*failed, *((each.picture, limit) for each in found[MOST_READ:])))


def _is_read(reading: Reading) -> bool:
    return bool(reading.words) and reading.confidence >= READ


# --- reading --------------------------------------------------------------------------------


def _readings(
    found: Sequence[Lettered], seen: Glyphs, models: Models, options: ReadOptions
) -> Iterator[tuple[Lettered, Reading]]:
    options.report(Step(Stage.RECOGNISING, 0, len(found)))
    for start in range(0, len(found), BATCH):
        batch = found[start : start + BATCH]
        drawn = [seen.picture(each.picture.page, each.picture.box, each.page.turned) for each in batch]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            read = pool.map(_reading, batch, drawn, [models] * len(batch))
            for done, pair in enumerate(zip(batch, read, strict=True), start=start + 1):
                options.report(Step(Stage.RECOGNISING, done, len(found)))
                yield pair


def _reading(found: Lettered, drawn: PIL.Image.Image, models: Models) -> Reading:
    """Return the words on ``drawn``, as columns of text, else wherever they are; none where reading fails."""
    grey = without_rules(drawn.convert("L"))
    scale = (found.picture.box.right - found.picture.box.left) / grey.width

    def read(scattered: bool) -> Reading:
        return Reading(_unsaid(words_on(grey, models, scattered), found, scale), 0, grey.size)

    try:
        if found.lettering.share_in(found.lettering.rows) < COLUMNS:
            return read(scattered=True)
        reading = read(scattered=False)
        if _reached(reading, found.lettering, scale) < REACHED:
            return max(reading, read(scattered=True), key=lambda each: each.weight)
        return reading
    except ToolError:
        return Reading((), 0, grey.size)


def _reached(reading: Reading, lettering: Lettering, scale: float) -> float:
    """Return the share of the rows of letters in which a word was read."""
    boxes = [word_box(word, scale) for word in reading.words]
    reached = sum(any(contains(row, box) or contains(box, row) for box in boxes) for row in lettering.rows)
    return reached / len(lettering.rows)


def _unsaid(words: Iterable[RecognisedWord], found: Lettered, scale: float) -> tuple[RecognisedWord, ...]:
    """Return ``words`` without those that are set as text over the picture: they are said already."""
    return tuple(
        word for word in words if not found.page.spans_in(_moved(word_box(word, scale), found.picture.box))
    )


def _moved(box: Box, by: Box) -> Box:
    return Box(by.left + box.left, by.top + box.top, by.left + box.right, by.top + box.bottom)


# --- what is said about it ------------------------------------------------------------------


def inset_findings(insets: Insets, in_flow: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each picture with words; those named ``in_flow`` were put into the text."""
    flowing = set(in_flow)
    for number, found in insets.by_page.items():
        for inset in found:
            yield _placed(inset, number) if inset.picture.name in flowing else _kept(inset, number)
    for picture, why in insets.unread:
        detail = f"A picture on this page seems to hold text, which was not read. {why}"
        yield Finding(FindingKind.TEXT_IN_PICTURE, picture.page, detail)


def _placed(inset: Inset, number: int) -> Finding:
    named = ", ".join(f"“{one_line(word)}”" for word in inset.doubtful[:MOST_NAMED])
    more = " and others" if len(inset.doubtful) > MOST_NAMED else ""
    look = f" Look at {named}{more}." if named else ""
    detail = (
        f"A picture on this page is text. A program read it, {inset.confidence:.0%} sure on average, "
        f"and it is said in its place. Words and numbers may be wrong.{look}"
    )
    return Finding(FindingKind.PICTURE_RECOGNISED, number, detail)


def _kept(inset: Inset, number: int) -> Finding:
    text = one_line(", ".join(inset.lines))
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    detail = (
        f"A picture on this page shows words. A program read them, {inset.confidence:.0%} sure on average: "
        f"“{text}”. Look whether its description says them."
    )
    return Finding(FindingKind.TEXT_IN_PICTURE, number, detail)
