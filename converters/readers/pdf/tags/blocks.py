"""From the author's elements to blocks of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from converters.document import (
    Block,
    Box,
    CodeBlock,
    Equation,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    Note,
    Origin,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from converters.readers.pdf.tags.lists import lists_of
from converters.readers.pdf.tags.notes import note_labels, without_labels, without_mark
from converters.readers.pdf.tags.roles import HEADINGS, INLINE, LEFT_OUT, NOTES, PASSED_THROUGH
from converters.readers.pdf.tags.sayings import Saying, in_its_language, inlines_of, text_of, without_repeats
from converters.readers.pdf.tags.setting import Setting
from converters.readers.pdf.tags.tables import table_of
from converters.readers.pdf.tags.tree import Element, Kid, Marked, Thing, every_element, leaves
from converters.readers.pdf.tags.words import Manner, Words
from converters.readers.pdf.text.characters import legible
from converters.walk import every_block, every_inline, plain_text
from converters.walk import inlines_of as inlines_held_by

_CONTAINERS = PASSED_THROUGH - {"Title"}
_BLOCKS = (
    _CONTAINERS | NOTES | frozenset(HEADINGS) | {"P", "H", "Title", "L", "LI", "Table", "TR", "TOC", "TOCI"}
) | {"Figure", "Formula", "BlockQuote", "Caption", "LBody", "TH", "TD", "THead", "TBody", "TFoot"}


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption on its way to the figure or table beside it."""

    children: Inlines
    origin: Origin | None


Found: TypeAlias = Block | Caption


class Blocks:
    """Turns elements into blocks, in the tree's order."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.words = Words(setting)

    def flow(self, kids: Iterable[Kid], manner: Manner, level: int = 0) -> tuple[Block, ...]:
        """Return ``kids`` as blocks; words that stand in no block of their own become paragraphs.

        ``level`` counts the elements around that have a heading of their own (H).
        """
        return captioned(list(self._found(list(kids), manner, level)))

    def _found(self, kids: list[Kid], manner: Manner, level: int) -> Iterator[Found]:
        level += any(isinstance(kid, Element) and kid.role == "H" for kid in kids)
        among_words = any(self._is_inline(kid) for kid in kids)
        waiting: list[Kid] = []
        for kid in kids:
            if self._is_inline(kid, among_words) or self._is_bound_note(kid, among_words, manner):
                waiting.append(kid)
                continue
            yield from self._paragraph(waiting, manner)
            waiting = []
            if isinstance(kid, Element):
                yield from self._block(kid, self._inside(kid, manner), level)
        yield from self._paragraph(waiting, manner)

    def _is_bound_note(self, kid: Kid, among_words: bool, manner: Manner) -> bool:
        """Tell whether ``kid`` is a note among words, which do not end there; it is put with the notes."""
        if not (among_words and isinstance(kid, Element) and kid.role in NOTES):
            return False
        if id(kid) not in self.setting.pairs.ids:
            return False
        return not list(self._note(kid, self._inside(kid, manner)))

    def _inside(self, element: Element, manner: Manner) -> Manner:
        within = self.words.within(element, manner)
        return within if element.role in INLINE else replace(manner, language=within.language)

    def _is_inline(self, kid: Kid, among_words: bool = False) -> bool:
        """Tell whether ``kid`` is part of a line. NonStruct says nothing: it is what it stands among."""
        if not isinstance(kid, Element):
            return True
        if kid.role == "NonStruct" and among_words:
            return all(self._is_inline(inner, among_words) for inner in kid.kids)
        if kid.role == "Formula" and among_words:
            return not _is_displayed(kid) and bool(kid.alt or kid.actual or self.setting.letters_in(kid))
        if kid.role in LEFT_OUT or kid.role in _BLOCKS:
            return False
        return not any(inner.role in _BLOCKS for inner in every_element(kid) if inner.role != "NonStruct")

    # --- one element --------------------------------------------------------------------------

    def _block(self, element: Element, manner: Manner, level: int) -> Iterator[Found]:
        role = element.role
        if role in LEFT_OUT:
            return
        if element.alt and role not in {"Figure", "Formula", "P", "Title", "H", *HEADINGS}:
            yield Paragraph((Text(element.alt, manner.language),), origin=self.setting.origin(element))
        match role:
            case "Title":
                yield from self._heading(element, manner, 1)
            case "H":
                yield from self._heading(element, manner, min(max(level, 1), 6))
            case _ if role in HEADINGS:
                yield from self._heading(element, manner, HEADINGS[role])
            case "L" | "TOC":
                yield from lists_of(element, manner, self)
            case "Table":
                yield from table_of(element, manner, self)
            case "Figure":
                yield from self._figure(element, manner)
            case "Formula":
                yield from self._formula(element, manner)
            case "BlockQuote":
                if children := self.flow(element.kids, manner, level):
                    yield Quote(children, origin=self.setting.origin(element))
            case "Caption":
                yield from self._caption(element, manner)
            case _ if role in NOTES:
                yield from self._note(element, manner)
            case "P" if element.actual or element.alt or element.expansion:
                yield from self._paragraph([element], manner)
            case "Code":
                lines = [plain_text(inlines_held_by(block)) for block in self.flow(element.kids, manner)]
                if code := "\n".join(lines).strip("\n"):
                    yield CodeBlock(code, origin=self.setting.origin(element))
            case "Link" if manner.target:
                yield from self._pictured_link(element, manner, level)
            case _:
                yield from self._found(element.kids, manner, level)

    def _pictured_link(self, element: Element, manner: Manner, level: int) -> Iterator[Found]:
        """Yield what is in a link that is more than words; where it has none, where it leads to."""
        found = list(self._found(element.kids, manner, level))
        yield from found
        target = str(manner.target)
        blocks = [one for one in found if not isinstance(one, Caption)]
        if target.startswith("#") or any(_leads(block) for block in every_block(blocks)):
            return
        alts = [block.alt for block in every_block(blocks) if isinstance(block, Figure) and block.alt]
        words = Text(alts[0] if alts else target, manner.language)
        yield Paragraph((Link((words,), target),), origin=self.setting.origin(element))

    def _paragraph(self, kids: list[Kid], manner: Manner) -> Iterator[Found]:
        sayings = without_repeats(saying for kid in kids for saying in self.words.of(kid, manner))
        origin = self.setting.origin_of(leaf for kid in kids for leaf in _leaves(kid))
        if len(kids) == 1 and (quoted := self._special(kids[0], sayings, origin)):
            yield quoted
        elif inlines := inlines_of(sayings, self.setting.vocabulary):
            yield paragraph(inlines, origin)

    def _special(self, kid: Kid, sayings: list[Saying], origin: Origin | None) -> Block | None:
        """Return the block that a lone quotation or piece of code is."""
        if not isinstance(kid, Element):
            return None
        if kid.role == "Code":
            lines = "".join(saying.text for saying in sayings).strip("\n")
            return CodeBlock(legible(lines), origin=origin) if "\n" in lines else None
        if kid.role == "Quote" and (inlines := inlines_of(sayings, self.setting.vocabulary)):
            return Quote((paragraph(inlines, origin),), origin=origin)
        return None

    def _heading(self, element: Element, manner: Manner, level: int) -> Iterator[Found]:
        inner = [kid for kid in element.kids if not self._is_inline(kid)]
        said = inner and not element.actual
        plain = [kid for kid in element.kids if self._is_inline(kid)] if said else [element]
        sayings = [saying for kid in plain for saying in self.words.of(kid, manner)]
        inlines = _unstressed(inlines_of(sayings, self.setting.vocabulary))
        origin = self.setting.origin(element)
        blocks = self.flow(inner, manner) if said else ()
        if not inlines and blocks:
            inlines, blocks = _spoken(blocks)
        if plain_text(inlines).strip():
            yield Heading(level, inlines, origin=origin)
        yield from blocks

    def _caption(self, element: Element, manner: Manner) -> Iterator[Found]:
        blocks = self.flow(element.kids, manner)
        parts = [in_its_language(block) for block in blocks if isinstance(block, Paragraph | Heading)]
        inlines: list[Inline] = []
        for part in parts:
            inlines += [Text(" "), *part] if inlines else part
        if inlines:
            yield Caption(tuple(inlines), self.setting.origin(element))
        yield from (block for block in blocks if not isinstance(block, Paragraph | Heading))

    def _note(self, element: Element, manner: Manner) -> Iterator[Found]:
        name = self.setting.pairs.ids.get(id(element))
        if name is None:  # nothing in the text leads to it: it stays where the author put it
            yield from self.flow(element.kids, manner)
            return
        label = self.setting.pairs.labels[id(element)]
        blocks = self.flow(without_labels(element).kids, manner)
        if not note_labels(element):
            blocks = without_mark(blocks, label)
        self.setting.notes.append(Note(name, label, blocks, origin=self.setting.origin(element)))

    # --- pictures -----------------------------------------------------------------------------

    def _figure(self, element: Element, manner: Manner) -> Iterator[Found]:
        origin = self.setting.origin(element)
        alt = element.alt if element.alt is not None else element.actual
        inner = [kid for kid in element.kids if not self._is_inline(kid)]
        plain = [kid for kid in element.kids if self._is_inline(kid)]
        said = list(self._paragraph(plain, manner))
        if origin is None:
            yield from self._unmarked_figure(element, alt)
            return
        name, box = self._picture(element, origin.page)
        captions = list(self._found(inner, manner, 0))
        yield from _figure_with(Figure(name, alt, origin=replace(origin, box=box or origin.box)), captions)
        if alt is None:
            yield from said
        elif words := text_of(s for kid in plain for s in self.words.of(kid, manner)):
            self.setting.unsaid.setdefault(origin.page, []).append(words)

    def _unmarked_figure(self, element: Element, alt: str | None) -> Iterator[Found]:
        """Yield a figure that holds nothing: LibreOffice says only where it is drawn."""
        page, bounds = element.page, bounding_box(element)
        if page is None or page not in self.setting.pages or not (bounds or alt):
            return
        name, box = self.setting.picture(page, (), bounds)
        if name or alt:  # where its picture is nowhere, its words count all the same
            yield Figure(name, alt, origin=Origin(page, box, tagged=True))

    def _picture(self, element: Element, page: int) -> tuple[str | None, Box | None]:
        keys = [leaf for leaf in leaves(element) if isinstance(leaf, Marked) and leaf.page == page]
        drawn = [box for key in keys for box in self.setting.drawn(key)]
        drawn += [piece.box for key in keys for piece in self.setting.pieces(key) if piece.box]
        return self.setting.picture(page, tuple(drawn), bounding_box(element))

    def _formula(self, element: Element, manner: Manner) -> Iterator[Found]:
        origin = self.setting.origin(element)
        number = text_of(s for kid in element.kids if _is_label(kid) for s in self.words.of(kid, manner))
        drawn = [
            saying for kid in element.kids if not _is_label(kid) for saying in self.words.of(kid, manner)
        ]
        text = self.words.formula(element) or element.actual or text_of(drawn)
        name = self._picture(element, origin.page)[0] if origin else None
        if text or name:
            yield Equation(text, name, number, self.setting.math(element), origin=origin)


def _is_label(kid: Kid) -> bool:
    return isinstance(kid, Element) and kid.role == "Lbl"


def _is_displayed(formula: Element) -> bool:
    """Tell whether a formula stands on lines of its own (ISO 32000-2, table 379: Placement)."""
    return formula.attributes.get("Placement") == "/Block"


def _leads(block: Block) -> bool:
    return any(isinstance(inline, Link) for inline in every_inline(inlines_held_by(block)))


def _leaves(kid: Kid) -> Iterator[Marked | Thing]:
    if isinstance(kid, Element):
        yield from leaves(kid)
    else:
        yield kid


def paragraph(inlines: Inlines, origin: Origin | None) -> Paragraph:
    """Return a paragraph, its language its own where all of it shares one."""
    languages = {inline.language if isinstance(inline, Text) else None for inline in inlines}
    language = next(iter(languages)) if len(languages) == 1 else None
    if language:
        inlines = tuple(replace(text, language=None) for text in inlines if isinstance(text, Text))
    return Paragraph(inlines, language, origin=origin)


def bounding_box(element: Element) -> tuple[float, ...] | None:
    """Return the BBox attribute of ``element``, in the page's own space."""
    box = element.attributes.get("BBox")
    try:
        edges = tuple(float(edge) for edge in box or ())
    except (TypeError, ValueError):
        return None
    return edges if len(edges) == 4 else None


def _unstressed(inlines: Inlines) -> Inlines:
    """Return a heading's inlines without the weight that headings have anyway."""
    plain: list[Inline] = []
    for inline in inlines:
        plain += inline.children if isinstance(inline, Strong) else (inline,)
    merged: list[Inline] = []
    for inline in plain:
        last = merged[-1] if merged else None
        if isinstance(last, Text) and isinstance(inline, Text) and last.language == inline.language:
            merged[-1] = replace(last, text=last.text + inline.text)
        else:
            merged.append(inline)
    return tuple(merged)


def _spoken(blocks: tuple[Block, ...]) -> tuple[Inlines, tuple[Block, ...]]:
    """Return what the pictures or paragraphs of a heading say, and the blocks less what was said."""
    rest: list[Block] = []
    inlines: list[Inline] = []
    for block in blocks:
        said: Inlines = ()
        if isinstance(block, Figure) and block.alt:
            said = (Text(block.alt),)
            rest.append(replace(block, alt=""))  # heard as the heading itself
        elif isinstance(block, Paragraph):
            said = _unstressed(in_its_language(block))
        else:
            rest.append(block)
        inlines += [Text(" "), *said] if inlines and said else said
    return tuple(inlines), tuple(rest)


def _figure_with(figure: Figure, found: list[Found]) -> Iterator[Found]:
    for one in found:
        if isinstance(one, Caption) and not figure.caption:
            figure = replace(figure, caption=one.children)
    yield figure
    yield from (one for one in found if not (isinstance(one, Caption) and one.children == figure.caption))


def captioned(found: list[Found]) -> tuple[Block, ...]:
    """Return blocks with each caption bound to the figure or table beside it, else as a paragraph."""
    blocks: list[Found] = list(found)
    for at, one in enumerate(blocks):
        if not isinstance(one, Caption):
            continue
        for near in (at - 1, at + 1):
            other = blocks[near] if 0 <= near < len(blocks) else None
            if isinstance(other, Figure | Table) and not other.caption:
                blocks[near] = replace(other, caption=one.children)
                blocks[at] = Caption((), None)
                break
        else:
            blocks[at] = paragraph(one.children, one.origin)
    return tuple(block for block in blocks if not isinstance(block, Caption))
