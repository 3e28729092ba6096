"""No word lost: every page read a second time, and what the engine lost put back into it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from converters.progress import Report, Stage, Step, nobody
from converters.readers.pdf.figures.drawings import with_drawings
from converters.readers.pdf.figures.equations import with_equations
from converters.readers.pdf.notes.footnotes import Mark, labels_at_foot, raised_marks
from converters.readers.pdf.page import Page, Picture, Sheets
from converters.readers.pdf.rereading.differences import Difference, difference, places_to_reread, words_of
from converters.readers.pdf.rereading.glyphs import REST, GlyphPage, Glyphs
from converters.readers.pdf.rereading.placing import with_lost, with_strays, with_whole_boxes
from converters.readers.pdf.rereading.spans import reread
from converters.readers.pdf.text.filling import stray_spans


@dataclass(frozen=True, slots=True)
class Reread:
    """What PDFium sees, by page: all words, raised marks where there may be notes; and pictures of drawings.

    Pages that were recognised from their picture are in neither.
    """

    words: dict[int, Counter[str]] = field(default_factory=dict)
    marks: dict[int, tuple[Mark, ...]] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)


def reread_sheets(sheets: Sheets, glyphs: Glyphs | None, report: Report = nobody) -> tuple[Sheets, Reread]:
    """Return ``sheets`` with what the engine lost put in its place, and what PDFium reads, if it can."""
    said = Reread()
    known = _Known(sheets.pages)
    pages = []
    for done, page in enumerate(sheets.pages):
        report(Step(Stage.READING, done, len(sheets.pages)))
        pages.append(_whole(page, glyphs, known, said))
    return replace(sheets, pages=tuple(pages), pictures=(*sheets.pictures, *said.pictures)), said


class _Known:
    """The words that both readings of a document have, as far as it was read."""

    def __init__(self, pages: tuple[Page, ...]) -> None:
        self._engine = frozenset(
            word for page in pages for span in page.spans for word in span.text.lower().split()
        )
        self.words: set[str] = set()

    def add(self, text: str) -> None:
        self.words |= self._engine & set(text.lower().split())


def _whole(page: Page, glyphs: Glyphs | None, known: _Known, said: Reread) -> Page:
    page = with_whole_boxes(page)
    if glyphs and not is_recognised(page):
        with glyphs.page(page.number, page.turned) as there:
            text = there.text()
            said.words[page.number] = words_of(text)
            known.add(text)
            if marks := raised_marks(there, labels_at_foot(page)):
                said.marks[page.number] = marks
            if different := difference(page, text):
                page, others = _reread(page, there, different, known)
                said.words[page.number] -= others
            page, drawn = with_drawings(page)
            page, formulas = with_equations(page)
            said.pictures.extend((*drawn, *formulas))
    return with_strays(page, stray_spans(page))


def _reread(page: Page, there: GlyphPage, different: Difference, known: _Known) -> tuple[Page, Counter[str]]:
    """Return ``page`` set right, and the words that it does not show: off its edges, or drawn twice."""
    said = there.characters()
    places = tuple(places_to_reread(different, said))
    glyphs = tuple(glyph for start, end in places for glyph in there.glyphs(start, end))
    page, lost = reread(page, glyphs, known.words)
    hidden = words_of("".join(said[start:end] for start, end in places).replace(REST, ""))
    hidden -= words_of("".join(glyph.text for glyph in glyphs))
    return with_lost(page, lost.spans), hidden + words_of(" ".join(lost.twice))


def is_recognised(page: Page) -> bool:
    """Tell whether the words of ``page`` were read from its picture."""
    return any(span.confidence is not None for span in page.spans)
