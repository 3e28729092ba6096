"""What an author's element is read with: the pages that count, and what was found about them before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from converters.document import Box, Math, Note, Origin
from converters.readers.pdf.page import around
from converters.readers.pdf.tags.content import PageContent, Piece
from converters.readers.pdf.tags.math_tags import said_by_tags
from converters.readers.pdf.tags.notes import Pairs
from converters.readers.pdf.tags.tree import Element, Marked, Thing, leaves
from converters.readers.pdf.text.lines import Vocabulary

Cut = Callable[[int, tuple[Box, ...], tuple[float, ...] | None], tuple[str | None, Box | None]]


@dataclass(frozen=True, slots=True)
class Setting:
    """``pages`` are those that are read by their tags; what lies on others is passed over.

    ``picture`` returns the name and place of the document's image for what a figure draws.
    ``target`` returns where an annotation leads, and ``field_words`` what a form field says.
    ``link_at`` returns where a link leads that lies over a place, whatever the tags say of it.
    ``pairs`` are the notes that the text leads to, and what leads to them.
    """

    pages: Mapping[int, PageContent]
    vocabulary: Vocabulary
    language: str | None
    picture: Cut
    target: Callable[[Thing], str | None]
    field_words: Callable[[Thing], tuple[str, str] | None]
    link_at: Callable[[int, Box], str | None]
    pairs: Pairs = field(default_factory=Pairs)
    notes: list[Note] = field(default_factory=list)
    expanded: set[tuple[str, str]] = field(default_factory=set)
    unsaid: dict[int, list[str]] = field(default_factory=dict)
    """Words that a picture shows and its description stands for, by page."""

    def pieces(self, key: Marked) -> list[Piece]:
        page = self.pages.get(key.page)
        return page.marked.get(key, []) if page else []

    def drawn(self, key: Marked) -> list[Box]:
        page = self.pages.get(key.page)
        return page.drawn.get(key, []) if page else []

    def letters_in(self, element: Element) -> str:
        """Return the characters of ``element`` as drawn."""
        return "".join(
            p.text for leaf in leaves(element) if isinstance(leaf, Marked) for p in self.pieces(leaf)
        )

    def math(self, formula: Element) -> Math | None:
        """Return the MathML that the author gave for ``formula``, in one way or the other."""
        return formula.math or said_by_tags(formula, self.letters_in)

    def origin(self, element: Element) -> Origin | None:
        """Return where ``element`` begins: its page, and the place of its part there."""
        return self.origin_of(leaves(element))

    def origin_of(self, found: Iterable[Marked | Thing]) -> Origin | None:
        page: int | None = None
        boxes: list[Box] = []
        for leaf in found:
            if leaf.page not in self.pages or (page is not None and leaf.page != page):
                continue
            page = leaf.page
            if isinstance(leaf, Marked):
                boxes += [piece.box for piece in self.pieces(leaf) if piece.box] + self.drawn(leaf)
        return Origin(page, around(boxes) if boxes else None, tagged=True) if page else None
