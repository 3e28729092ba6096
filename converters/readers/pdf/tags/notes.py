"""Which notes the text leads to: each reference paired with its note, by what names it or by its mark.

Few programs tag a footnote as the standards show it, with a label and a Reference. Word and
LibreOffice make a Link of the mark and leave the note's own mark among its words; others tag the
note alone, or all notes of a document as one. A printed mark is raised and small, and says the same in the
text and at the head of its note: that is how people find it, and it is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from converters.document import Block, Box, Emphasis, Inlines, Link, Paragraph, Strong, Text
from converters.readers.pdf.tags.content import Piece
from converters.readers.pdf.tags.roles import CONTENTS, LEFT_OUT, NOTES
from converters.readers.pdf.tags.tree import Element, Kid, Marked, Thing, every_element, leaves
from converters.readers.pdf.text.characters import one_line
from converters.walk import plain_text

LONGEST_MARK = 8  # characters; a longer reference leads to something else than a note
RAISED = 0.15  # share of its neighbour's height by which a mark stands higher

_MARK = r"\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[*†‡§¶#]{1,4}"
_IS_MARK = re.compile(_MARK)
_STARTS_WITH_MARK = re.compile(rf"\s*([\[(]?(?:{_MARK})[\]).:]?)\s")

MarkedPiece = tuple[Marked, int]  # a piece of marked content, by its place there


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is known of the pages: the pieces of marked content, and where an annotation leads.

    ``target`` gives the page and the height on it, None where it leads nowhere inside the document.
    """

    pieces: Callable[[Marked], list[Piece]]
    target: Callable[[Thing], tuple[int, float] | None]

    def letters_in(self, element: Element) -> str:
        return "".join(
            p.text for leaf in leaves(element) if isinstance(leaf, Marked) for p in self.pieces(leaf)
        )


@dataclass(frozen=True, slots=True)
class Pairs:
    """``ids`` names the notes, ``labels`` their marks as printed, ``marks`` the note of each reference.

    All are by ``id`` of their elements; ``raised`` is the note of a mark that no element holds.
    """

    ids: Mapping[int, str] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict)
    marks: Mapping[int, str] = field(default_factory=dict)
    raised: Mapping[MarkedPiece, str] = field(default_factory=dict)


def paired_notes(root: Element, drawn: Drawn) -> Pairs:
    """Return the notes in ``root`` that something in the text leads to, and what does.

    A Note that holds several notes, one below the other, becomes as many in ``root``.
    """
    _part_notes(root, drawn)
    pairing = _Pairing(root, drawn)
    pairing.by_references()
    pairing.by_links()
    pairing.by_raised_marks()
    pairing.by_places()
    return pairing.pairs()


def note_labels(element: Element) -> list[Element]:
    """Return the mark that a note begins with, where the author tagged it."""
    return [kid for kid in every_element(element) if kid.role == "Lbl"][:1]


def without_labels(element: Element) -> Element:
    """Return ``element`` without the label that it begins with, at whatever depth."""
    labels = note_labels(element)
    if not labels:
        return element
    kids = [
        without_labels(kid) if isinstance(kid, Element) and labels[0] in every_element(kid) else kid
        for kid in element.kids
        if kid is not labels[0]
    ]
    return replace(element, kids=kids)


def without_mark(blocks: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    """Return the ``blocks`` of a note without the ``mark`` that its words begin with."""
    match blocks:
        case (Paragraph(children=children) as first, *rest) if mark:
            return (replace(first, children=_begun_after(children, mark)), *rest)
        case _:
            return blocks


def _begun_after(inlines: Inlines, mark: str) -> Inlines:
    """Return ``inlines`` from behind ``mark``, whatever stands around its characters."""
    if not mark or not inlines:
        return _lstripped(inlines)
    first, rest = inlines[0], inlines[1:]
    said = plain_text((first,)).lstrip(" [(")
    if mark.startswith(said):  # a mark of its own, or in several pieces
        return _begun_after(rest, mark[len(said) :])
    if isinstance(first, Text) and said.startswith(mark):
        return _lstripped((replace(first, text=said[len(mark) :]), *rest))
    if isinstance(first, Strong | Emphasis | Link):
        return (replace(first, children=_begun_after(first.children, mark)), *rest)
    return inlines


def _lstripped(inlines: Inlines) -> Inlines:
    match inlines:
        case (Text(text=text) as first, *rest):
            left = text.lstrip(" ]).:")
            return (replace(first, text=left), *rest) if left else tuple(rest)
        case _:
            return inlines


# --- several notes in one -------------------------------------------------------------------


def _part_notes(root: Element, drawn: Drawn) -> None:
    for element in every_element(root):
        element.kids = [part for kid in element.kids for part in _parts(kid, drawn)]


def _parts(kid: Kid, drawn: Drawn) -> list[Kid]:
    """Return ``kid``, or the notes that it holds: paragraphs whose marks count on from one to the next."""
    if not isinstance(kid, Element) or kid.role not in NOTES or len(kid.kids) < 2:
        return [kid]
    if not all(isinstance(inner, Element) for inner in kid.kids):
        return [kid]
    marks = [_mark_at_start(drawn.letters_in(inner)) for inner in kid.kids if isinstance(inner, Element)]
    counts = [int(mark) for mark in marks if mark.isdigit()]
    if not marks[0].isdigit() or len(counts) < 2 or any(b != a + 1 for a, b in pairwise(counts)):
        return [kid]
    notes: list[Kid] = []
    for inner, mark in zip(kid.kids, marks, strict=True):
        if mark.isdigit():
            notes.append(Element(kid.role, language=kid.language, page=kid.page))
        last = notes[-1]
        assert isinstance(last, Element)  # noqa: S101 - the first inner one made it
        last.kids.append(inner)
    return notes


# --- pairing --------------------------------------------------------------------------------


class _Pairing:
    def __init__(self, root: Element, drawn: Drawn) -> None:
        self._root = root
        self._drawn = drawn
        elements = list(every_element(root))
        self._notes = [e for e in elements if e.role in NOTES and drawn.letters_in(e).strip()]
        self._ids = {id(note): f"note-{number}" for number, note in enumerate(self._notes, 1)}
        self._labels = {id(note): self._label(note) for note in self._notes}
        self._apart = {
            id(inner)
            for element in elements
            if element.role in NOTES or element.role in CONTENTS
            for inner in every_element(element)
        }
        self._marks: dict[int, str] = {}
        self._raised: dict[MarkedPiece, str] = {}
        self._used: set[int] = set()

    def pairs(self) -> Pairs:
        ids = {note: name for note, name in self._ids.items() if note in self._used}
        return Pairs(ids, self._labels, self._marks, self._raised)

    def by_references(self) -> None:
        named = {note.reference: note for note in self._notes if note.reference is not None}
        for reference in self._in_text("Reference"):
            note = next((named[number] for number in reference.refers if number in named), None)
            self._pair(reference, note or self._next(_mark(self._drawn.letters_in(reference))))

    def by_links(self) -> None:
        """Pair links that are marks and lead to a note: to its page and its mark, or to its place."""
        for link in self._in_text("Link"):
            mark = _mark(self._drawn.letters_in(link))
            if not _IS_MARK.fullmatch(mark):
                continue
            targets = [self._drawn.target(kid) for kid in link.kids if isinstance(kid, Thing)]
            for page, top in filter(None, targets):
                there = [note for note in self._notes if self._page(note) == page]
                same = [note for note in there if _mark(self._labels[id(note)]) == mark]
                at_it = [note for note in there if self._holds(note, page, top)]
                self._pair(link, next(iter((*same, *at_it)), None))

    def by_raised_marks(self) -> None:
        """Pair the notes that nothing leads to yet with raised characters that say their mark."""
        waiting = [note for note in self._notes if id(note) not in self._used and self._labels[id(note)]]
        if not waiting:
            return
        for place, mark, page in self._raised_pieces():
            same = [
                note
                for note in waiting
                if _mark(self._labels[id(note)]) == mark and (self._page(note) or 0) >= page
            ]
            if same:
                self._raised[place] = self._ids[id(same[0])]
                self._used.add(id(same[0]))
                waiting.remove(same[0])

    def by_places(self) -> None:
        """Let a note that stands in a paragraph behind its words, and nothing leads to, be its own mark."""
        for element in every_element(self._root):
            if element.role != "P" or id(element) in self._apart:
                continue
            for kid in element.kids[1:]:
                is_note = isinstance(kid, Element) and id(kid) in self._ids
                if is_note and id(kid) not in self._used and isinstance(kid, Element):
                    self._pair(kid, kid)

    def _in_text(self, role: str) -> Iterator[Element]:
        """Yield the elements of ``role`` that lie in no note, no contents list and no pair."""
        inside: set[int] = set()
        for element in every_element(self._root):
            if id(element) in self._marks:
                inside |= {id(inner) for inner in every_element(element)}
            if element.role == role and id(element) not in self._apart and id(element) not in inside:
                yield element

    def _pair(self, reference: Element, note: Element | None) -> None:
        if note is not None:
            self._marks[id(reference)] = self._ids[id(note)]
            self._used.add(id(note))

    def _next(self, mark: str) -> Element | None:
        """Return the next note with this mark, or one that an earlier reference led to already."""
        if not mark or len(mark) > LONGEST_MARK:
            return None
        same = [note for note in self._notes if _mark(self._labels[id(note)]) == mark]
        return next((note for note in same if id(note) not in self._used), same[-1] if same else None)

    def _label(self, note: Element) -> str:
        for label in note_labels(note):
            return one_line(self._drawn.letters_in(label))
        return _mark_at_start(self._drawn.letters_in(note))

    def _page(self, note: Element) -> int | None:
        return next((leaf.page for leaf in leaves(note) if isinstance(leaf, Marked)), None)

    def _holds(self, note: Element, page: int, top: float) -> bool:
        boxes = [piece.box for piece in self._pieces(note, page) if piece.box]
        if not boxes:
            return False
        line = boxes[0].bottom - boxes[0].top
        return min(b.top for b in boxes) - 2 * line <= top <= max(b.bottom for b in boxes)

    def _pieces(self, element: Element, page: int) -> Iterator[Piece]:
        for leaf in leaves(element):
            if isinstance(leaf, Marked) and leaf.page == page:
                yield from self._drawn.pieces(leaf)

    def _raised_pieces(self) -> Iterator[tuple[MarkedPiece, str, int]]:
        """Yield raised pieces that are marks: where they are, what they say, and their pages."""
        before: Box | None = None
        for leaf in self._text_leaves():
            for at, piece in enumerate(self._drawn.pieces(leaf)):
                mark = _mark(piece.text)
                if before and piece.box and _IS_MARK.fullmatch(mark) and _is_raised(piece.box, before):
                    yield (leaf, at), mark, leaf.page
                elif piece.box:
                    before = piece.box

    def _text_leaves(self) -> Iterator[Marked]:
        """Yield the marked content outside notes and contents lists, in the tree's order."""
        waiting: list[Kid] = [self._root]
        while waiting:
            kid = waiting.pop()
            if isinstance(kid, Marked):
                yield kid
            elif isinstance(kid, Element) and kid.role not in LEFT_OUT and id(kid) not in self._apart:
                waiting.extend(reversed(kid.kids))


def _is_raised(mark: Box, text: Box) -> bool:
    """Tell whether ``mark`` stands in the line of ``text``, but higher."""
    height = text.bottom - text.top
    return text.top < mark.bottom < text.bottom - RAISED * height


def _mark_at_start(text: str) -> str:
    match = _STARTS_WITH_MARK.match(text)
    return match[1].strip("[]().:") if match else ""


def _mark(text: str) -> str:
    return one_line(text).strip("[]().: ")
