"""A tagged PDF read by its author's structure, page by page where that is good enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from converters.document import Block, Box, Note
from converters.findings import Finding, FindingKind
from converters.readers.pdf.annotations.destinations import placed
from converters.readers.pdf.annotations.fields import with_fields
from converters.readers.pdf.annotations.links import address
from converters.readers.pdf.annotations.reading import Annotations
from converters.readers.pdf.figures.pictures import Pictures
from converters.readers.pdf.page import Page, Sheets, contains
from converters.readers.pdf.tags import content
from converters.readers.pdf.tags.blocks import Blocks
from converters.readers.pdf.tags.carrying import carry
from converters.readers.pdf.tags.content import Contents, PageContent, Piece
from converters.readers.pdf.tags.doubts import doubtful_descriptions, unsaid_words
from converters.readers.pdf.tags.figures import FigurePictures
from converters.readers.pdf.tags.joining import joined
from converters.readers.pdf.tags.judge import judged
from converters.readers.pdf.tags.language import language_of
from converters.readers.pdf.tags.notes import Drawn, paired_notes
from converters.readers.pdf.tags.rest import Around, Rest
from converters.readers.pdf.tags.setting import Setting
from converters.readers.pdf.tags.tree import Element, Marked, Thing, leaves, structure_of
from converters.readers.pdf.tags.words import Manner
from converters.readers.pdf.text.characters import letters

if TYPE_CHECKING:
    from pypdf import PdfReader

LINK_EDGE = 2.0  # points that words may stand out from their link's area on each side


@dataclass(frozen=True, slots=True)
class Authored:
    """The pages that are read by their tags, each as blocks in the author's order."""

    pages: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    language: str | None = None


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
        self._rest = Rest(self._sheets, around, root)
        self._findings = self._rest.findings
        self._things: dict[int | None, list[Mapping[str, Any]]] = defaultdict(list)
        for leaf in leaves(root):
            if isinstance(leaf, Thing):
                self._things[leaf.page].append(leaf.value)

    def read(self, numbers: list[int]) -> Authored:
        touched = {leaf.page for leaf in leaves(self._root)}
        pages = {number: self._contents.page(number) for number in numbers if number in touched}
        verdicts = judged(self._root, pages, self._rest.is_running)
        self._say_not_used({n: verdicts[n].reason if n in verdicts else self._unreached(n) for n in numbers})
        good = {number: page for number, page in pages.items() if not verdicts[number].reason}
        if good:
            return self._authored(good)
        # whoever tags nothing but paragraphs may still know what language they are in
        return Authored(findings=tuple(self._findings), language=language_of(self._root, pages))

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
        self._rest.take_running(good)
        language = self._around.language or language_of(self._root, good)
        setting = self._setting(good, language)
        blocks = Blocks(setting)
        by_page: dict[int, list[Block]] = defaultdict(list, {number: [] for number in good})
        for block in blocks.flow(self._root.kids, Manner()):
            by_page[_page_of(block, min(good))].append(block)
        self._findings += [*unsaid_words(setting.unsaid), *doubtful_descriptions(by_page)]
        rest = {number: self._rest.around(number, page, by_page[number]) for number, page in good.items()}
        self._findings += self._rest.left_out()
        whole = joined(by_page, self._around.vocabulary)
        said = {number: [*before, *whole[number], *after] for number, (before, after) in rest.items()}
        return Authored(
            pages={
                n: with_fields(self._with_untagged_fields(n), tuple(blocks)) for n, blocks in said.items()
            },
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


def _width(area: Box) -> float:
    return area.right - area.left + 2 * LINK_EDGE


def _page_of(block: Block, otherwise: int) -> int:
    origin = block.origin
    return origin.page if origin else otherwise
