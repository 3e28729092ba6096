"""No word lost: every page read a second time, and what still has no place named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from converters.document import Block, CodeBlock, Equation, Figure, ListBlock
from converters.findings import Finding, FindingKind
from converters.progress import Report, Stage, Step, nobody
from converters.readers.pdf.characters import letters
from converters.readers.pdf.drawings import with_drawings
from converters.readers.pdf.equations import with_equations
from converters.readers.pdf.filling import stray_spans
from converters.readers.pdf.footnotes import Mark, labels_at_foot, raised_marks
from converters.readers.pdf.glyphs import Glyphs
from converters.readers.pdf.page import Page, Picture, Sheets
from converters.readers.pdf.placing import with_lost, with_strays, with_whole_boxes
from converters.readers.pdf.rereading import differs, reread, words_of
from converters.walk import every_block, inlines_of, plain_text

LONG = 5  # letters of a word that are not inside another by chance


@dataclass(frozen=True, slots=True)
class Reread:
    """What PDFium sees, by page: all text, raised marks where there may be notes; and pictures of drawings.

    Pages that were recognised from their picture are in neither.
    """

    texts: dict[int, str] = field(default_factory=dict)
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
            text = said.texts[page.number] = there.text()
            known.add(text)
            if marks := raised_marks(there, labels_at_foot(page)):
                said.marks[page.number] = marks
            if differs(page, text):
                page, lost = reread(page, there.glyphs(), known.words)
                page = with_lost(page, lost)
            page, drawn = with_drawings(page, there)
            page, formulas = with_equations(page, there)
            said.pictures.extend((*drawn, *formulas))
    return with_strays(page, stray_spans(page))


def is_recognised(page: Page) -> bool:
    """Tell whether the words of ``page`` were read from its picture."""
    return any(span.confidence is not None for span in page.spans)


# --- what has no place ----------------------------------------------------------------------


def unsaid(
    pages: tuple[Page, ...],
    blocks: Iterable[Block],
    texts: Mapping[int, str],
    running: Mapping[int, frozenset[int]],
) -> Iterator[Finding]:
    """Yield a finding for each page with words that neither ``blocks`` nor its ``running`` text say."""
    said = _said_by_page(blocks)
    for page in pages:
        if not (text := texts.get(page.number)):
            continue
        left_out = (page.spans[at].text for at in running.get(page.number, ()))
        here = (*said[page.number], *left_out)
        if missing := words_of(text) - words_of(" ".join(here)):
            whole = letters("".join(here))
            if lost := Counter({word: n for word, n in missing.items() if not _is_in(word, whole)}):
                yield Finding(FindingKind.WORDS_NOT_PLACED, page.number, _naming(lost))


def _said_by_page(blocks: Iterable[Block]) -> dict[int, list[str]]:
    said: dict[int, list[str]] = defaultdict(list)
    for block in every_block(blocks):
        page = block.origin.page if block.origin else 0
        said[page].append(plain_text(inlines_of(block)))
        match block:
            case ListBlock(items=items):
                said[page].extend(item.label or "" for item in items)
            case Equation(text=text, number=number):
                said[page] += [text, number]
            case CodeBlock(text=text):
                said[page].append(text)
            case Figure(alt=alt, words=words):
                said[page] += [alt or "", *words]
            case _:
                pass
    return said


def _is_in(word: str, whole: str) -> bool:
    return len(word) >= LONG and letters(word) in whole


def _naming(lost: Counter[str]) -> str:
    named = [f"“{word}” ({times} times)" if times > 1 else f"“{word}”" for word, times in lost.most_common()]
    return "We could not tell where these words belong: " + ", ".join(named) + "."
