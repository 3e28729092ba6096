"""A PDF read from its bytes to a Document: pages, running text, blocks, pictures, title and language."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from converters.document import Block, Document, Figure, Heading, Note, Origin, PageStart, Paragraph, Text
from converters.errors import NotAPdf, UnknownLock
from converters.findings import Finding, FindingKind
from converters.options import ReadOptions
from converters.readers.pdf import catalogue, fonts, layout, scans
from converters.readers.pdf.blocks import Surroundings, blocks_of_page
from converters.readers.pdf.characters import one_line
from converters.readers.pdf.footnotes import Mark, notes_apart
from converters.readers.pdf.headings import with_headings_judged
from converters.readers.pdf.lines import lines_of, vocabulary_of
from converters.readers.pdf.links import unkept_links
from converters.readers.pdf.note_marks import bind_notes
from converters.readers.pdf.page import Page, Sheets
from converters.readers.pdf.pictures import Pictures
from converters.readers.pdf.running import running_spans
from converters.readers.pdf.turning import with_pages_upright
from converters.readers.pdf.words import Reread, reread_sheets, unsaid
from converters.walk import plain_text

USUAL_LANGUAGE = "en-GB"
NO_TITLE = "Untitled document"


def read_pdf(data: bytes, options: ReadOptions) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document in ``data`` and what was noticed on the way.

    A page that cannot be read becomes a PAGE_NOT_READ finding, not an error. A PDF
    whose owner forbids copying is read: access for disabled people is always allowed.

    Raises:
        EmptyFile, TooLarge, NotAPdf, NoPages, PasswordNeeded, UnknownLock: there is nothing to read.
    """
    sheets, data = _opened(catalogue.pdf_in(data), options.password)
    catalogue.check_pages(sheets.total)
    if not sheets.pages:
        raise NotAPdf("no page could be read")
    stated = catalogue.catalogue_of(data, options.password)
    language = catalogue.bcp47(options.language) or stated.language
    sheets, recognised = scans.with_scans_read(sheets, data, options, language or USUAL_LANGUAGE)
    sheets, said = reread_sheets(sheets, data, options.password)
    blocks, notes, pictures, noticed = _body(sheets, options, said)
    title = one_line(options.title or "") or stated.title
    document = Document(
        title=title or _first_heading(blocks) or NO_TITLE,
        language=language or USUAL_LANGUAGE,
        blocks=blocks,
        images=pictures.images,
        notes=notes,
    )
    guesses = _guesses(document, title, language)
    return document, (*guesses, *_failed(sheets), *recognised, *noticed, *pictures.findings)


def _opened(data: bytes, password: str | None) -> tuple[Sheets, bytes]:
    """Return the pages of ``data``, and ``data`` without a lock that the layout engine cannot open."""
    try:
        sheets = layout.read_sheets(data, password)
    except UnknownLock:
        data = catalogue.unlocked(data, password)
        sheets = layout.read_sheets(data, password)
    if fonts.has_tall_type(sheets) and (lower := fonts.with_usual_heights(data, password)):
        sheets, data = layout.read_sheets(lower, password), lower
    return with_pages_upright(sheets, data, password), data


def _body(
    sheets: Sheets, options: ReadOptions, said: Reread
) -> tuple[tuple[Block, ...], tuple[Note, ...], Pictures, tuple[Finding, ...]]:
    vocabulary = vocabulary_of(sheets.pages)
    sheets = replace(sheets, pages=with_headings_judged(sheets.pages))
    running = running_spans(sheets.pages)
    pictures = Pictures(sheets.pictures)
    blocks: list[Block] = []
    notes: list[Note] = []
    failed = deque(sheets.failed)
    for page in sheets.pages:
        while failed and failed[0] < page.number:
            blocks.append(_page_start(failed.popleft(), None))
        around = Surroundings(vocabulary, running[page.number], options.keep_running_heads)
        found, bound = _with_notes(page, around, said.marks.get(page.number, ()), {note.id for note in notes})
        notes += bound
        blocks += [_page_start(page.number, page.label), *pictures.bound(_described(page, found))]
    blocks += [_page_start(number, None) for number in failed]
    left_out = () if options.keep_running_heads else _left_out(sheets.pages, running)
    unkept = chain.from_iterable(map(unkept_links, sheets.pages))
    unplaced = unsaid(sheets.pages, (*blocks, *_words_of(notes)), said.texts, running)
    return tuple(blocks), tuple(notes), pictures, (*left_out, *unkept, *unplaced)


def _with_notes(
    page: Page, around: Surroundings, marks: tuple[Mark, ...], taken: set[str]
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Return the blocks of ``page`` and its notes, with other ids than those ``taken``."""
    if not marks:
        return blocks_of_page(page, around), ()
    rest, found = notes_apart(page, marks, around.running, around.vocabulary)
    outside = {id(page.spans[at]) for at in around.running}
    running = frozenset(at for at, span in enumerate(rest.spans) if id(span) in outside)
    return bind_notes(blocks_of_page(rest, replace(around, running=running)), found, taken)


def _words_of(notes: list[Note]) -> Iterator[Block]:
    """Yield what ``notes`` say, each label twice: at the foot of the page and in the text."""
    for note in notes:
        yield from note.children
        yield Paragraph((Text(f"{note.label} {note.label}"),), origin=note.origin)


def _page_start(number: int, label: str | None) -> PageStart:
    return PageStart(one_line(label or "") or str(number), origin=Origin(number))


def _described(page: Page, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return ``blocks`` with the author's own descriptions of the page's pictures.

    Where the tags and the pictures do not pair off, the descriptions follow the
    page as figures of their own, so that none is lost or given to another picture.
    """
    alts = [one_line(figure.alt) for figure in page.figures if one_line(figure.alt)]
    figures = [block for block in blocks if isinstance(block, Figure)]
    if len(alts) != len(figures):
        extra = tuple(Figure(None, alt, origin=Origin(page.number)) for alt in alts)
        return (*blocks, *extra)
    waiting = iter(alts)
    return tuple(
        Figure(block.image, next(waiting), block.caption, origin=block.origin)
        if isinstance(block, Figure)
        else block
        for block in blocks
    )


# --- what is said about it --------------------------------------------------------------------


def _first_heading(blocks: Iterable[Block]) -> str | None:
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings:
        return None
    biggest = min(headings, key=lambda heading: heading.level)
    return plain_text(biggest.children)[: catalogue.MAX_TITLE] or None


def _guesses(document: Document, title: str | None, language: str | None) -> Iterator[Finding]:
    if not title:
        detail = f"The file gives no title. We took “{document.title}”."
        yield Finding(FindingKind.TITLE_GUESSED, None, detail)
    if not language:
        detail = f"The file does not say which language it is in. We took {document.language}."
        yield Finding(FindingKind.LANGUAGE_ASSUMED, None, detail)


def _failed(sheets: Sheets) -> Iterator[Finding]:
    for number in sheets.failed:
        yield Finding(FindingKind.PAGE_NOT_READ, number, "This page is damaged and could not be read.")


def _left_out(pages: tuple[Page, ...], running: dict[int, frozenset[int]]) -> tuple[Finding, ...]:
    """Return one finding for each distinct running text, with the first page that has it."""
    first: dict[str, int] = {}
    times: dict[str, int] = defaultdict(int)
    for page in pages:
        for line in lines_of(page.spans[i] for i in sorted(running[page.number])):
            text = one_line(line.text)
            first.setdefault(text, page.number)
            times[text] += 1
    return tuple(
        Finding(
            FindingKind.RUNNING_TEXT_LEFT_OUT,
            number,
            f"Left out as a running head, foot or page number: “{text}”{_on(times[text])}.",
        )
        for text, number in first.items()
    )


def _on(times: int) -> str:
    return f" ({times} times)" if times > 1 else ""
