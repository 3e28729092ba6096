"""A tagged PDF read by its author's structure, page by page where that is good enough."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from converters.document import Block, Box, Figure, Note, Origin, Paragraph
from converters.findings import Finding, FindingKind
from converters.readers.pdf.annotations import Annotations
from converters.readers.pdf.characters import letters, one_line
from converters.readers.pdf.destinations import placed
from converters.readers.pdf.fields import with_fields
from converters.readers.pdf.leaving_out import named_left_out
from converters.readers.pdf.lines import Vocabulary
from converters.readers.pdf.links import address
from converters.readers.pdf.page import Page, Sheets, contains
from converters.readers.pdf.pictures import Pictures
from converters.readers.pdf.tags import content
from converters.readers.pdf.tags.blocks import Blocks
from converters.readers.pdf.tags.carrying import carry
from converters.readers.pdf.tags.content import Contents, PageContent, Piece
from converters.readers.pdf.tags.figures import FigurePictures
from converters.readers.pdf.tags.judge import judged, reached_by
from converters.readers.pdf.tags.notes import Drawn, paired_notes
from converters.readers.pdf.tags.sayings import Saying, inlines_of
from converters.readers.pdf.tags.setting import Setting
from converters.readers.pdf.tags.tree import Element, Marked, Thing, leaves, left_out, structure_of
from converters.readers.pdf.tags.words import Manner
from converters.walk import every_block

_PAGE_NUMBER = re.compile(
    r"[-–—(\[\s]*(?:\w+\.?\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:\w{1,4}|/)\s*\d{1,4})?[-–—)\]\s]*",
    re.IGNORECASE,
)

if TYPE_CHECKING:
    from pypdf import PdfReader

_NO_DESCRIPTION = re.compile(
    r"(?:[A-Za-z]:\\|file:|https?:).*|\S*\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|eps|ai)"
    r"|(?:image|picture|graphic|figure|photo|logo|chart|shape|diagram|object)[\s_-]*\d*",
    re.IGNORECASE,
)

LINK_EDGE = 2.0  # points that words may stand out from their link's area on each side
MAX_DETAIL = 200  # characters of left-out text that a finding quotes


@dataclass(frozen=True, slots=True)
class Authored:
    """The pages that are read by their tags, each as blocks in the author's order."""

    pages: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What pages are read with: running spans by page, and whether running text is kept."""

    vocabulary: Vocabulary
    running: Mapping[int, frozenset[int]]
    keep_running: bool
    language: str | None


def read_tags(
    reader: PdfReader | None,
    data: bytes,
    password: str | None,
    sheets: Sheets,
    around: Around,
    pictures: Pictures,
    skip: Collection[int],
) -> Authored:
    """Return the pages of a tagged PDF that its tags give; of an untagged or torn one, none.

    Pages in ``skip`` are passed over: what a reader sees there is not in their characters.
    """
    try:
        root = structure_of(reader) if reader else None
        if reader is None or root is None:
            return Authored()
        carry(root)
        with content.opened(data, password, sheets.turned) as contents:
            annotations = Annotations(reader, sheets.turned)
            numbers = [page.number for page in sheets.pages if page.number not in skip]
            return _Author(root, contents, annotations, sheets, around, pictures).read(numbers)
    except (MemoryError, RecursionError):
        raise
    except pdfium.PdfiumError:
        return Authored()
    except Exception as error:
        # a torn tree must not stop a document whose pages can be read: pypdf raises what it likes
        detail = f"The tags of this document could not be read ({type(error).__name__})."
        return Authored(findings=(Finding(FindingKind.TAGS_NOT_USED, None, detail),))


class _Author:
    """One reading of a tagged PDF."""

    def __init__(
        self,
        root: Element,
        contents: Contents,
        annotations: Annotations,
        sheets: Sheets,
        around: Around,
        pictures: Pictures,
    ) -> None:
        self._root = root
        self._contents = contents
        self._annotations = annotations
        self._sheets = {page.number: page for page in sheets.pages}
        self._around = around
        self._pictures = FigurePictures(sheets, pictures, contents)
        self._findings: list[Finding] = []
        self._gone: dict[FindingKind, list[tuple[int, str]]] = defaultdict(list)
        self._things: dict[int | None, list[Mapping[str, Any]]] = defaultdict(list)
        for leaf in leaves(root):
            if isinstance(leaf, Thing):
                self._things[leaf.page].append(leaf.value)

    def read(self, numbers: list[int]) -> Authored:
        touched = {leaf.page for leaf in leaves(self._root)}
        pages = {number: self._contents.page(number) for number in numbers if number in touched}
        verdicts = judged(self._root, pages, self._is_running)
        self._say_not_used({n: verdicts[n].reason if n in verdicts else self._unreached(n) for n in numbers})
        good = {number: page for number, page in pages.items() if not verdicts[number].reason}
        return self._authored(good) if good else Authored(findings=tuple(self._findings))

    def _say_not_used(self, reasons: Mapping[int, str | None]) -> None:
        """Say why tags are not used: once where it is so of every page, else page by page."""
        same = set(reasons.values())
        if len(same) == 1 and len(reasons) > 1 and (reason := next(iter(same))):
            detail = f"The tags of this document are not used: {reason}. It was read by its layout."
            self._findings.append(Finding(FindingKind.TAGS_NOT_USED, None, detail))
            return
        for number, reason in reasons.items():
            if reason:
                detail = f"The tags of this page are not used: {reason}. It was read by its layout."
                self._findings.append(Finding(FindingKind.TAGS_NOT_USED, number, detail))

    def _unreached(self, number: int) -> str | None:
        text = any(letters(span.text) for span in self._sheets[number].spans)
        return "they do not reach it" if text else None

    def _authored(self, good: dict[int, PageContent]) -> Authored:
        language = self._around.language or _language_of(self._root)
        setting = self._setting(good, language)
        blocks = Blocks(setting)
        by_page: dict[int, list[Block]] = defaultdict(list, {number: [] for number in good})
        for block in blocks.flow(self._root.kids, Manner()):
            by_page[_page_of(block, min(good))].append(block)
        self._say_unsaid(setting)
        self._say_doubtful(by_page)
        reached, out = reached_by(self._root), left_out(self._root)
        for number, page in good.items():
            said = self._with_rest(number, page, by_page[number], reached, out)
            by_page[number] = list(with_fields(self._with_untagged_fields(number), tuple(said)))
        for kind, lines in self._gone.items():
            self._findings += named_left_out(kind, lines)
        return Authored(
            pages={number: tuple(found) for number, found in by_page.items()},
            notes=tuple(setting.notes),
            findings=tuple(self._findings),
            language=language,
        )

    def _setting(self, good: dict[int, PageContent], language: str | None) -> Setting:
        def pieces(key: Marked) -> list[Piece]:
            return good[key.page].marked.get(key, []) if key.page in good else []

        def field_words(thing: Thing) -> tuple[str, str] | None:
            return self._annotations.field_words(thing.value) if thing.page in good else None

        def target(thing: Thing) -> str | None:
            return self._annotations.target(thing.value)

        def place_in(thing: Thing) -> tuple[int, float] | None:
            return placed(target(thing) or "")

        return Setting(
            pages=good,
            vocabulary=self._around.vocabulary,
            language=language,
            picture=self._pictures.picture,
            target=target,
            field_words=field_words,
            link_at=self._link_at,
            pairs=paired_notes(self._root, Drawn(pieces, place_in)),
        )

    def _with_untagged_fields(self, number: int) -> Page:
        """Return page ``number`` with only the form fields that the tree does not reach."""
        sheet = self._sheets[number]
        if not sheet.fields:
            return sheet
        tagged = {self._annotations.box(number, value) for value in self._things[number]}
        return replace(sheet, fields=tuple(field for field in sheet.fields if field.box not in tagged))

    def _link_at(self, number: int, box: Box) -> str | None:
        """Return where a link leads that covers all of ``box``: many are tagged without their annotation."""
        for link in self._sheets[number].links:
            if any(contains(area, box) and box.right - box.left <= _width(area) for area in link.boxes):
                return address(link.target)
        return None

    # --- what the tree does not reach -----------------------------------------------------------

    def _with_rest(
        self, number: int, page: PageContent, blocks: list[Block], reached: set[Marked], out: set[Marked]
    ) -> list[Block]:
        """Return ``blocks`` and what the tree leaves out of the page, running text only where it is kept."""
        missed = [key for key in page.marked if key not in reached and key not in out]
        unreached = [*page.loose, *(piece for key in missed for piece in page.marked[key])]
        running, rest = self._parted(number, unreached, blocks)
        dropped = [*page.artifacts, *(p for key in page.marked if key in out for p in page.marked[key])]
        hidden = [piece for piece in dropped if letters(piece.text) and not self._is_label(number, piece)]
        strays = list(self._paragraphs(number, rest))
        if strays:
            detail = f"The tags leave out text of this page. It follows the rest: “{_quoted(rest)}”."
            self._findings.append(Finding(FindingKind.TEXT_OUTSIDE_TAGS, number, detail))
        if self._around.keep_running:
            kept = list(self._paragraphs(number, [*running, *hidden]))
            middle = self._sheets[number].height / 2
            above = [block for block in kept if _top(block) < middle]
            below = [block for block in kept if _top(block) >= middle]
            return [*above, *blocks, *strays, *below]
        self._name_left_out(number, running, hidden)
        return [*blocks, *strays]

    def _is_running(self, number: int, piece: Piece) -> bool:
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

    def _name_left_out(self, number: int, running: list[Piece], hidden: list[Piece]) -> None:
        for kind, pieces in (
            (FindingKind.RUNNING_TEXT_LEFT_OUT, running),
            (FindingKind.ARTIFACT_LEFT_OUT, hidden),
        ):
            texts = ("".join(piece.text for piece in line) for line in _lines(pieces))
            self._gone[kind].extend((number, text) for text in texts)

    def _say_unsaid(self, setting: Setting) -> None:
        """Name the words in pictures that a description stands for."""
        for number, words in sorted(setting.unsaid.items()):
            text = one_line(" ".join(words))
            detail = f"A picture on this page shows words that its description stands for: “{text}”."
            self._findings.append(Finding(FindingKind.TEXT_IN_PICTURE, number, detail))

    def _say_doubtful(self, by_page: Mapping[int, list[Block]]) -> None:
        """Say which descriptions are empty, or are a program's and not an author's."""
        for number, blocks in sorted(by_page.items()):
            alts = [block.alt for block in every_block(blocks) if isinstance(block, Figure)]
            if empty := alts.count(""):
                which = "a picture" if empty == 1 else f"{empty} pictures"
                detail = f"The author left the description of {which} on this page empty, as of decoration."
                self._findings.append(Finding(FindingKind.DESCRIPTION_EMPTY, number, detail))
            for alt in dict.fromkeys(alt for alt in alts if alt and not _describes(alt)):
                detail = f"The description of a picture on this page does not describe it: “{alt}”."
                self._findings.append(Finding(FindingKind.DESCRIPTION_DOUBTFUL, number, detail))


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


def _width(area: Box) -> float:
    return area.right - area.left + 2 * LINK_EDGE


def _is_outside(box: Box, places: list[Box]) -> bool:
    """Tell whether ``box`` lies above or below everything that the tags reach, as a page number does."""
    if not places:
        return False
    return box.bottom <= min(place.top for place in places) or box.top >= max(
        place.bottom for place in places
    )


def _describes(alt: str) -> bool:
    """Tell whether ``alt`` is more than a program's name for a picture: a file, or a kind and a number."""
    return not _NO_DESCRIPTION.fullmatch(alt)


def _language_of(root: Element) -> str | None:
    """Return the language of the outermost element that states one for most of the document."""
    for element in [root, *(kid for kid in root.kids if isinstance(kid, Element) and len(root.kids) == 1)]:
        if element.language:
            return element.language
    return None


def _page_of(block: Block, otherwise: int) -> int:
    origin = block.origin
    return origin.page if origin else otherwise


def _top(block: Block) -> float:
    box: Box | None = block.origin.box if block.origin else None
    return box.top if box else 0.0


def _quoted(pieces: list[Piece]) -> str:
    text = one_line("".join(piece.text for piece in pieces))
    return text if len(text) <= MAX_DETAIL else f"{text[:MAX_DETAIL]}…"
