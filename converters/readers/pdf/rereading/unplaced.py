"""The last look at a page: words of it that no block says are put where they stand, or named.

Whatever step before lost them (a table whose cells leave some out, a region cut in
two), the page still has them as spans with places. Their paragraphs go between the
blocks as a reader's eye would meet them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from converters.document import Block, CodeBlock, Equation, Figure, ListBlock, Note, Origin, Paragraph, Text
from converters.findings import Finding, FindingKind
from converters.readers.pdf.notes.marks import marked_words
from converters.readers.pdf.page import Page, Span, around
from converters.readers.pdf.rereading.differences import words_of
from converters.readers.pdf.rereading.placing import MAX_LINES, paragraphs_of, turn
from converters.readers.pdf.text.characters import letters, one_line
from converters.readers.pdf.text.lines import lines_of
from converters.walk import every_block, inlines_of, plain_text

LONG = 5  # letters of a word that are not inside another by chance
MOSTLY = 0.5  # share of a span's words that must be lost for the span to be

Running = frozenset[int]  # places in Page.spans


def with_all_words(
    pages: Iterable[Page],
    blocks: Mapping[int, tuple[Block, ...]],
    notes: Iterable[Note],
    words: Mapping[int, Counter[str]],
    running: Mapping[int, Running],
) -> tuple[Mapping[int, tuple[Block, ...]], tuple[Finding, ...]]:
    """Return ``blocks``, which are by page, with those ``words`` that neither they nor ``notes`` say.

    ``words`` are what PDFium reads, by page. A word that has no span, and so no place, is named in a finding.
    """
    beside: dict[int, list[str]] = {}
    for note in notes:
        beside.setdefault(note.origin.page if note.origin else 0, []).extend(_words_of(note))
    whole, findings = dict(blocks), []
    for page in pages:
        if there_are := words.get(page.number):
            outside = running.get(page.number, frozenset())
            said = [*beside.get(page.number, ()), *(page.spans[at].text for at in outside)]
            whole[page.number], lost = _whole(page, whole[page.number], said, there_are, outside)
            if lost:
                findings.append(Finding(FindingKind.WORDS_NOT_PLACED, page.number, _naming(lost)))
    return whole, tuple(findings)


def _words_of(note: Note) -> Iterator[str]:
    """Yield what ``note`` says, its label twice: at the foot of the page and in the text.

    At the foot it may run on into the first word: "1See".
    """
    words = [said for block in every_block(note.children) for said in _said(block)]
    yield from words
    yield f"{note.label} {note.label} {note.label}{' '.join(words).lstrip().partition(' ')[0]}"


def _whole(
    page: Page, blocks: tuple[Block, ...], beside: list[str], words: Counter[str], outside: Running
) -> tuple[tuple[Block, ...], Counter[str]]:
    """Return ``blocks`` with those ``words`` that they and ``beside`` miss, and the words without a place."""
    said = [*(each for block in every_block(blocks) for each in _said(block)), *beside]
    missing = words - words_of(" ".join(said))
    if missing:
        whole = letters("".join(said))
        missing = Counter({word: n for word, n in missing.items() if not _is_in(word, whole)})
    if not missing:
        return blocks, missing
    strays, lost = _strays(page, blocks, missing, outside)
    return _with(page, blocks, strays), lost


def _is_in(word: str, whole: str) -> bool:
    return len(word) >= LONG and letters(word) in whole


def _said(block: Block) -> Iterator[str]:
    """Yield what ``block`` itself says, without the blocks inside it."""
    yield plain_text(inlines_of(block))
    yield marked_words(inlines_of(block))
    match block:
        case ListBlock(items=items):
            yield from (item.label or "" for item in items)
        case Equation(text=text, number=number):
            yield from (text, number)
        case CodeBlock(text=text):
            yield text
        case Figure(alt=alt, words=words):
            yield from (alt or "", *words)
        case _:
            pass


def _naming(lost: Counter[str]) -> str:
    named = [f"“{word}” ({times} times)" if times > 1 else f"“{word}”" for word, times in lost.most_common()]
    return "We could not tell where these words belong: " + ", ".join(named) + "."


# --- which spans nobody says ----------------------------------------------------------------


def _strays(
    page: Page, blocks: Sequence[Block], missing: Counter[str], outside: Running
) -> tuple[list[Span], Counter[str]]:
    """Return the spans of ``page`` that say what is ``missing``, and what is missing after that."""
    strays, left = [], Counter(missing)
    for at in _unmatched(page, blocks):
        words = words_of(page.spans[at].text)
        if at in outside or (words & left).total() <= MOSTLY * words.total():
            continue
        strays.append(page.spans[at])
        left -= words
    return strays, left


def _unmatched(page: Page, blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the places of the spans whose words the block around them does not say, each as often."""
    leaves = [
        (block.origin.box, words_of(" ".join(_said(block))))
        for block in every_block(blocks)
        if block.origin and block.origin.box
    ]
    for at, home in enumerate(page.homes(box for box, _ in leaves)):
        words = words_of(page.spans[at].text)
        if not words:
            continue
        found = words & leaves[home][1] if home is not None else Counter()
        if home is not None:
            leaves[home][1].subtract(found)
        if found.total() < MOSTLY * words.total():
            yield at


# --- put where they stand -------------------------------------------------------------------


def _with(page: Page, blocks: Sequence[Block], strays: list[Span]) -> tuple[Block, ...]:
    placed = list(blocks)
    for lines in paragraphs_of(lines_of(strays)[:MAX_LINES]):
        box = around([line.box for line in lines])
        # each was missing as a word, or words, of its own: none runs on into the next
        words = Text(one_line(" ".join(span.text for line in lines for span in line.spans)))
        place = turn([block.origin.box if block.origin else None for block in placed], box)
        placed.insert(place, Paragraph((words,), origin=Origin(page.number, box)))
    return tuple(placed)
