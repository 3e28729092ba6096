"""A PDF read from its bytes to a Document: pages, running text, blocks, pictures, title and language."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from converters.document import Block, Document, Figure, Heading, Note, Origin, PageStart
from converters.errors import NotAPdf, UnknownLock
from converters.findings import Finding, FindingKind
from converters.options import ReadOptions
from converters.readers.pdf import catalogue, fonts, layout
from converters.readers.pdf.annotations.destinations import with_destinations
from converters.readers.pdf.annotations.fields import with_fields
from converters.readers.pdf.annotations.links import unkept_links
from converters.readers.pdf.annotations.reading import read_ahead, with_annotations
from converters.readers.pdf.aside import begin
from converters.readers.pdf.blocks import Surroundings, blocks_of_page
from converters.readers.pdf.captions.whole import with_whole_captions
from converters.readers.pdf.figures.painting import Painter
from converters.readers.pdf.figures.pictures import Pictures, is_to_be_drawn
from converters.readers.pdf.figures.placing import with_all_pictures
from converters.readers.pdf.headings.bookmarks import with_bookmarked_headings
from converters.readers.pdf.headings.judging import with_headings_judged
from converters.readers.pdf.leaving_out import named_left_out
from converters.readers.pdf.notes.footnotes import Mark, notes_apart
from converters.readers.pdf.notes.marks import bind_notes, is_unfinished, with_rest
from converters.readers.pdf.page import Page, Picture, Sheets
from converters.readers.pdf.rereading.glyphs import Glyphs, opened
from converters.readers.pdf.rereading.unplaced import with_all_words
from converters.readers.pdf.rereading.words import Reread, is_recognised, reread_sheets
from converters.readers.pdf.running import running_spans
from converters.readers.pdf.scans.inset_pages import texts_on, with_labels_of, with_text_of
from converters.readers.pdf.scans.insets import Insets, inset_findings, read_insets
from converters.readers.pdf.scans.lettered import begin_tests
from converters.readers.pdf.scans.pages import is_garbled, with_scans_read
from converters.readers.pdf.tags.author import Authored, read_tags
from converters.readers.pdf.tags.headings import lacks_headings, with_guessed_headings
from converters.readers.pdf.tags.insets import with_insets_in_tags
from converters.readers.pdf.tags.rest import Around
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.languages import detected, with_passages
from converters.readers.pdf.text.lines import forget_lines, lines_of, vocabulary_of
from converters.readers.pdf.text.order import in_reading_order
from converters.readers.pdf.turning import sheet_of, with_pages_upright
from converters.walk import plain_text

if TYPE_CHECKING:
    from pypdf import PdfReader

USUAL_LANGUAGE = "en-GB"
NO_TITLE = "Untitled document"


def read_pdf(data: bytes, options: ReadOptions) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document in ``data`` and what was noticed on the way.

    A page that cannot be read becomes a PAGE_NOT_READ finding, not an error. A PDF
    whose owner forbids copying is read: access for disabled people is always allowed.

    Raises:
        EmptyFile, TooLarge, NotAPdf, NoPages, PasswordNeeded, UnknownLock: there is nothing to read.
    """
    data = catalogue.pdf_in(data)
    try:
        with opened(data, options.password) as seen:
            return _read(data, seen, options)
    finally:
        forget_lines()


def _read(data: bytes, seen: Glyphs | None, options: ReadOptions) -> tuple[Document, tuple[Finding, ...]]:
    stating = begin(_reader_and_facts, data, options.password)
    whole, (sheets, data) = data, _opened(data, options.password)
    catalogue.check_pages(sheets.total)
    if not sheets.pages:
        raise NotAPdf("no page could be read")
    facts = stating.result() if data is whole else _reader_and_facts(data, options.password)
    reader, stated = facts
    language = catalogue.bcp47(options.language) or stated.language
    garbled = {page.number for page in sheets.pages if is_garbled(page)}
    sheets, recognised = with_scans_read(sheets, data, options, language or USUAL_LANGUAGE)
    embedded, tests = sheets.pictures, begin_tests(sheets) if seen else {}
    sheets, said = reread_sheets(sheets, seen, options.report)
    by_eye = garbled | {page.number for page in sheets.pages if is_recognised(page)}
    painter = Painter(seen, sheets.turned)
    if not stated.tagged:  # there the tags tell which pictures are shown
        painter.begin(_to_be_drawn(sheets))
    shown = replace(sheets, pictures=embedded)
    insets = read_insets(shown, tests, seen, options, language or USUAL_LANGUAGE)
    sheets = _laid_out_with(insets, sheets)
    vocabulary = vocabulary_of(sheets.pages)
    sheets = with_annotations(sheets, reader)
    pictures = Pictures(sheets.pictures, painter.drawn)
    running = running_spans(sheets.pages)
    around = Around(vocabulary, running, options.keep_running_heads, language)
    authored = read_tags(reader, data, options.password, sheets, around, pictures, by_eye)
    authored, in_flow = _said_with(insets, authored, sheets, around)
    blocks, notes, noticed = _body(sheets, around, authored, pictures, said)
    blocks, notes = with_destinations(blocks, notes)
    title = one_line(options.title or "") or stated.title
    language = language or authored.language
    found = None if language else detected(blocks)
    language = language or _usual(found)
    blocks, foreign = with_passages(blocks, language or USUAL_LANGUAGE)
    document = Document(
        title=title or _first_heading(blocks) or NO_TITLE,
        language=language or USUAL_LANGUAGE,
        blocks=blocks,
        images=pictures.images,
        notes=notes,
    )
    guesses = _guesses(document, title, language, found)
    return document, (
        *guesses,
        *foreign,
        *_failed(sheets),
        *recognised,
        *inset_findings(insets, in_flow),
        *noticed,
        *pictures.findings,
    )


def _reader_and_facts(data: bytes, password: str | None) -> tuple[PdfReader | None, catalogue.Catalogue]:
    reader, stated = catalogue.reader_and_facts(data, password)
    read_ahead(reader)
    return reader, stated


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


def _to_be_drawn(sheets: Sheets) -> Iterator[Picture]:
    """Yield the pictures that the regions of ``sheets`` show and that have to be drawn for it."""
    shown = {region.picture for page in sheets.pages for region in page.regions}
    return (each for each in sheets.pictures if each.name in shown and is_to_be_drawn(each))


def _laid_out_with(insets: Insets, sheets: Sheets) -> Sheets:
    """Return ``sheets`` with their regions judged, in reading order, and with what was read on pictures."""
    read = insets.by_page
    text = {
        inset.picture.name for page in sheets.pages for inset in texts_on(page, read.get(page.number, ()))
    }
    pages = tuple(with_text_of(page, read.get(page.number, ())) for page in sheets.pages)
    judged = map(with_whole_captions, with_headings_judged(pages, sheets.pictures))
    pictured = with_all_pictures(judged, (each for each in sheets.pictures if each.name not in text))
    labelled = (with_labels_of(page, read.get(page.number, ())) for page in pictured)
    return replace(sheets, pages=tuple(map(in_reading_order, labelled)))


def _said_with(
    insets: Insets, authored: Authored, sheets: Sheets, around: Around
) -> tuple[Authored, set[str]]:
    """Return the tagged pages with what was read on pictures, and which of all pictures are text now."""
    surroundings = Surroundings(around.vocabulary, frozenset())
    tagged, said = with_insets_in_tags(
        authored.pages, insets.by_page, lambda page: blocks_of_page(page, surroundings)
    )
    for page in sheets.pages:
        if page.number not in tagged:
            said |= {inset.picture.name for inset in texts_on(page, insets.by_page.get(page.number, ()))}
    return replace(authored, pages=tagged), said


def _body(
    sheets: Sheets, around: Around, authored: Authored, pictures: Pictures, said: Reread
) -> tuple[tuple[Block, ...], tuple[Note, ...], tuple[Finding, ...]]:
    by_layout = tuple(page for page in sheets.pages if page.number not in authored.pages)
    laid_out, notes = _laid_out(by_layout, around, authored, said)
    laid_out = {page.number: pictures.bound(with_fields(page, laid_out[page.number])) for page in by_layout}
    laid_out, unplaced = with_all_words(by_layout, laid_out, notes, said.words, around.running)
    tagged, guessed = _with_headings(sheets.pages, around, authored)
    blocks: list[Block] = []
    failed = deque(sheets.failed)
    for page in sheets.pages:
        while failed and failed[0] < page.number:
            blocks.append(_page_start(failed.popleft()))
        blocks.append(_page_start(page.number, page))
        blocks += tagged[page.number] if page.number in tagged else laid_out[page.number]
    blocks += [_page_start(number) for number in failed]
    gone = () if around.keep_running else _left_out(by_layout, around.running)
    unkept = chain.from_iterable(map(unkept_links, sheets.pages))
    return tuple(blocks), notes, (*gone, *unkept, *unplaced, *authored.findings, *guessed)


def _laid_out(
    pages: tuple[Page, ...], around: Around, authored: Authored, said: Reread
) -> tuple[Mapping[int, tuple[Block, ...]], tuple[Note, ...]]:
    """Return the blocks of ``pages`` by their layout, and all notes in the order of their pages."""
    found: dict[int, tuple[Block, ...]] = {}
    notes: tuple[Note, ...] = ()
    for page in pages:
        marks = said.marks.get(page.number, ())
        taken = {note.id for note in (*authored.notes, *notes)}
        unfinished = is_unfinished(notes, page.number)
        blocks, bound = _with_notes(page, _surroundings(page, around), marks, taken, unfinished)
        found[page.number] = _described(page, blocks)
        notes = with_rest(notes, bound)
    every = sorted((*authored.notes, *notes), key=lambda note: note.origin.page if note.origin else 0)
    return with_bookmarked_headings(pages, found), tuple(every)


def _surroundings(page: Page, around: Around) -> Surroundings:
    return Surroundings(around.vocabulary, around.running[page.number], around.keep_running)


def _with_headings(
    pages: tuple[Page, ...], around: Around, authored: Authored
) -> tuple[Mapping[int, tuple[Block, ...]], tuple[Finding, ...]]:
    """Return the tagged pages; where their tags name no heading at all, with those that the layout shows."""
    if not lacks_headings(authored.pages):
        return authored.pages, ()
    mine = tuple(page for page in pages if page.number in authored.pages)
    shown = {page.number: blocks_of_page(page, _surroundings(page, around)) for page in mine}
    return with_guessed_headings(authored.pages, with_bookmarked_headings(mine, shown))


def _with_notes(
    page: Page, around: Surroundings, marks: tuple[Mark, ...], taken: set[str], unfinished: bool
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Return the blocks of ``page`` and its notes, with other ids than those ``taken``."""
    if not marks and not unfinished:
        return blocks_of_page(page, around), ()
    rest, found = notes_apart(page, marks, around.running, around.vocabulary, unfinished)
    outside = {id(page.spans[at]) for at in around.running}
    running = frozenset(at for at, span in enumerate(rest.spans) if id(span) in outside)
    return bind_notes(blocks_of_page(rest, replace(around, running=running)), found, taken)


def _page_start(number: int, page: Page | None = None) -> PageStart:
    """Return the start of page ``number``; ``page`` is None where it could not be read."""
    label = one_line(page.label or "") if page else ""
    return PageStart(label or str(number), sheet=sheet_of(page) if page else None, origin=Origin(number))


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
        replace(block, alt=next(waiting)) if isinstance(block, Figure) else block for block in blocks
    )


# --- what is said about it --------------------------------------------------------------------


def _first_heading(blocks: Iterable[Block]) -> str | None:
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings:
        return None
    biggest = min(headings, key=lambda heading: heading.level)
    return plain_text(biggest.children)[: catalogue.MAX_TITLE] or None


def _usual(language: str | None) -> str | None:
    """Return a detected language as we usually write it: which English it is, words do not tell."""
    return USUAL_LANGUAGE if language and USUAL_LANGUAGE.startswith(f"{language}-") else language


def _guesses(
    document: Document, title: str | None, language: str | None, found: str | None
) -> Iterator[Finding]:
    if not title:
        detail = f"The file gives no title. We took “{document.title}”."
        yield Finding(FindingKind.TITLE_GUESSED, None, detail)
    if found:
        detail = f"The file does not say which language it is in. From its words we took {document.language}."
        yield Finding(FindingKind.LANGUAGE_DETECTED, None, detail)
    elif not language:
        detail = f"The file does not say which language it is in. We took {document.language}."
        yield Finding(FindingKind.LANGUAGE_ASSUMED, None, detail)


def _failed(sheets: Sheets) -> Iterator[Finding]:
    for number in sheets.failed:
        yield Finding(FindingKind.PAGE_NOT_READ, number, "This page is damaged and could not be read.")


def _left_out(pages: tuple[Page, ...], running: Mapping[int, frozenset[int]]) -> tuple[Finding, ...]:
    lines = (
        (page.number, line.text)
        for page in pages
        for line in lines_of(page.spans[at] for at in sorted(running[page.number]))
    )
    return named_left_out(FindingKind.RUNNING_TEXT_LEFT_OUT, lines)
