"""What the tree does not reach on a page: running text, decoration, and text that the author forgot."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from converters.document import Block, Box, Origin, Paragraph
from converters.findings import Finding, FindingKind
from converters.readers.pdf.leaving_out import named_left_out
from converters.readers.pdf.page import Page, contains
from converters.readers.pdf.tags.content import PageContent, Piece
from converters.readers.pdf.tags.judge import reached_by
from converters.readers.pdf.tags.roles import PASSED_THROUGH
from converters.readers.pdf.tags.sayings import Saying, inlines_of
from converters.readers.pdf.tags.tree import Element, Marked, every_element, leaves, left_out
from converters.readers.pdf.text.characters import letters, one_line
from converters.readers.pdf.text.lines import Vocabulary

FEWEST_PAGES = 3  # that say the same, for it to be a running head
MAX_DETAIL = 200  # characters of left-out text that a finding quotes

_PAGE_NUMBER = re.compile(
    r"[-–—(\[\s]*(?:\w+\.?\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:\w{1,4}|/)\s*\d{1,4})?[-–—)\]\s]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Around:
    """What pages are read with: running spans by page, and whether running text is kept."""

    vocabulary: Vocabulary
    running: Mapping[int, frozenset[int]]
    keep_running: bool
    language: str | None


class Rest:
    """Adds what the tree leaves out to the blocks of pages, and names what stays out."""

    def __init__(self, sheets: Mapping[int, Page], around: Around, root: Element):
        self._sheets = sheets
        self._around = around
        self._root = root
        self._out = left_out(root)
        self._reached = reached_by(root)
        self.findings: list[Finding] = []
        self._gone: dict[FindingKind, list[tuple[int, str]]] = defaultdict(list)

    def take_running(self, pages: Mapping[int, PageContent]) -> None:
        """Take paragraphs of the tree that are running heads or feet out of it: they are read as the rest is.

        Programs that know no artifacts tag them on each page, in the middle of sentences. Where
        they stand is not enough to tell, since notes stand there too: they say the same, but for numbers.
        """
        groups = [element for element in every_element(self._root) if element.role in PASSED_THROUGH]
        found: dict[str, list[tuple[Element, int]]] = defaultdict(list)
        for kid in (kid for group in groups for kid in group.kids):
            if isinstance(kid, Element) and (said := self._running_text(kid, pages)):
                found[said[0]].append((kid, said[1]))
        same = [each for each in found.values() if len({page for _, page in each}) >= FEWEST_PAGES]
        taken = {id(element) for each in same for element, _ in each}
        for group in groups if taken else ():
            group.kids = [kid for kid in group.kids if id(kid) not in taken]
        self._reached = reached_by(self._root)

    def _running_text(self, element: Element, pages: Mapping[int, PageContent]) -> tuple[str, int] | None:
        """Return what a paragraph where running text stands says but for numbers, and its page."""
        if element.role != "P" or element.alt or element.actual:
            return None
        held = [leaf for leaf in leaves(element) if isinstance(leaf, Marked) and leaf.page in pages]
        pieces = [(leaf.page, piece) for leaf in held for piece in pages[leaf.page].marked.get(leaf, ())]
        said = [(page, piece) for page, piece in pieces if letters(piece.text)]
        if not said or not all(self.is_running(page, piece) for page, piece in said):
            return None
        text = letters("".join(piece.text for _, piece in said))
        return "".join(one for one in text if not one.isdigit()), said[0][0]

    def around(self, number: int, page: PageContent, blocks: list[Block]) -> tuple[list[Block], list[Block]]:
        """Return what stands before and after ``blocks`` of the page, running text only where it is kept."""
        missed = [key for key in page.marked if key not in self._reached and key not in self._out]
        unreached = [*page.loose, *(piece for key in missed for piece in page.marked[key])]
        running, rest = self._parted(number, unreached, blocks)
        dropped = [*page.artifacts, *(p for key in page.marked if key in self._out for p in page.marked[key])]
        hidden = [piece for piece in dropped if letters(piece.text) and not self._is_label(number, piece)]
        strays = list(self._paragraphs(number, rest))
        if strays:
            detail = f"The tags leave out text of this page. It follows the rest: “{_quoted(rest)}”."
            self.findings.append(Finding(FindingKind.TEXT_OUTSIDE_TAGS, number, detail))
        if self._around.keep_running:
            kept = list(self._paragraphs(number, [*running, *hidden]))
            middle = self._sheets[number].height / 2
            above = [block for block in kept if _top(block) < middle]
            below = [block for block in kept if _top(block) >= middle]
            return above, [*strays, *below]
        self._keep_left_out(number, running, hidden)
        return [], strays

    def is_running(self, number: int, piece: Piece) -> bool:
        """Tell whether ``piece`` is running text, as the layout of all pages shows it."""
        boxes = self._running_boxes(number)
        return piece.box is not None and any(contains(box, piece.box) for box in boxes)

    def _running_boxes(self, number: int) -> list[Box]:
        spans = self._sheets[number].spans
        return [spans[at].box for at in self._around.running.get(number, frozenset())]

    def _parted(
        self, number: int, pieces: list[Piece], blocks: list[Block]
    ) -> tuple[list[Piece], list[Piece]]:
        """Return which of ``pieces`` are running text, and the others that say something."""
        places = [block.origin.box for block in blocks if block.origin and block.origin.box]
        boxes = self._running_boxes(number)
        running: list[Piece] = []
        rest: list[Piece] = []
        for line in _lines(pieces):
            text, place = one_line("".join(piece.text for piece in line)), line[0].box
            is_running = place is not None and (
                any(contains(box, place) for box in boxes)
                or (_PAGE_NUMBER.fullmatch(text) and _is_outside(place, places))
            )
            (running if is_running else rest).extend(line if text else ())
        return running, rest

    def _is_label(self, number: int, piece: Piece) -> bool:
        """Tell whether ``piece`` is the page's number, which the start of the page says already."""
        return one_line(piece.text) in {self._sheets[number].label, str(number)}

    def _paragraphs(self, number: int, pieces: Iterable[Piece]) -> Iterator[Block]:
        """Yield ``pieces`` as paragraphs, one for each line."""
        for line in _lines(pieces):
            inlines = inlines_of((Saying(p.text, p.bold, p.italic) for p in line), self._around.vocabulary)
            boxes = [p.box for p in line if p.box]
            if inlines:
                yield Paragraph(inlines, origin=Origin(number, boxes[0] if boxes else None, tagged=True))

    def left_out(self) -> Iterator[Finding]:
        """Yield findings that name what was left out of the pages so far."""
        for kind, lines in self._gone.items():
            yield from named_left_out(kind, lines)

    def _keep_left_out(self, number: int, running: list[Piece], hidden: list[Piece]) -> None:
        for kind, pieces in (
            (FindingKind.RUNNING_TEXT_LEFT_OUT, running),
            (FindingKind.ARTIFACT_LEFT_OUT, hidden),
        ):
            texts = ("".join(piece.text for piece in line) for line in _lines(pieces))
            self._gone[kind].extend((number, text) for text in texts)


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield ``pieces`` by the lines that they stand in."""
    line: list[Piece] = []
    for piece in pieces:
        line.append(piece)
        if piece.text.endswith("\n"):
            yield line
            line = []
    if line:
        yield line


def _is_outside(box: Box, places: list[Box]) -> bool:
    """Tell whether ``box`` lies above or below everything that the tags reach, as a page number does."""
    if not places:
        return False
    return box.bottom <= min(place.top for place in places) or box.top >= max(
        place.bottom for place in places
    )


def _top(block: Block) -> float:
    box: Box | None = block.origin.box if block.origin else None
    return box.top if box else 0.0


def _quoted(pieces: list[Piece]) -> str:
    text = one_line("".join(piece.text for piece in pieces))
    return text if len(text) <= MAX_DETAIL else f"{text[:MAX_DETAIL]}…"
