"""The document model: what every reader returns and every writer takes.

A tree of frozen values. Reading order is tuple order. Nothing here is visual:
no fonts, no positions but the origin, which is kept out of equality.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Box(NamedTuple):
    """A rectangle on a page, in points (1/72 inch), origin at the top left.

    A page is read with thousands of them: a named tuple is made in a quarter of the time of a dataclass.
    """

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was found: the sheet, counted from 1, and the place on it.

    ``tagged``: what it is was said by the author's tags, not read from the layout.
    """

    page: int
    box: Box | None = None
    tagged: bool = False


def _origin() -> Origin | None:
    return field(default=None, compare=False, kw_only=True)


# --- inline -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, in the language around them unless ``language`` (BCP 47) says another."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of somebody else in a line, without their marks: those are the writers' to set."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to ``target``: an absolute address, or ``#id`` of a heading or note."""

    children: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place in the text that a note belongs to; ``note`` is the note's id."""

    note: str


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


Inline: TypeAlias = Text | Strong | Emphasis | Quotation | Link | NoteMark | Code | LineBreak
Inlines: TypeAlias = tuple[Inline, ...]


# --- blocks -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` runs from 1 to 6. ``id`` is set where something links to it."""

    level: int
    children: Inlines
    id: str | None = None
    origin: Origin | None = _origin()


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: Inlines
    language: str | None = None
    origin: Origin | None = _origin()


class Numbering(StrEnum):
    """How the items of an ordered list are counted. Values are those of CSS list-style-type."""

    DECIMAL = "decimal"
    LOWER_ALPHA = "lower-alpha"
    UPPER_ALPHA = "upper-alpha"
    LOWER_ROMAN = "lower-roman"
    UPPER_ROMAN = "upper-roman"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item. ``label`` is the marker as printed ("(a)", "•"), None where nobody printed one."""

    children: tuple[Block, ...]
    label: str | None = None
    origin: Origin | None = _origin()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; ``numbering`` is None for an unordered one. ``start`` is the first item's number."""

    items: tuple[ListItem, ...]
    numbering: Numbering | None = None
    start: int = 1
    origin: Origin | None = _origin()


class Scope(StrEnum):
    """Which data cells a header cell speaks for. Values are those of HTML's scope attribute."""

    COLUMN = "col"
    ROW = "row"
    COLUMN_GROUP = "colgroup"
    ROW_GROUP = "rowgroup"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``scope`` is None for data. It covers ``columns`` by ``rows`` grid places."""

    children: tuple[Block, ...]
    scope: Scope | None = None
    columns: int = 1
    rows: int = 1
    origin: Origin | None = _origin()


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first ``header_rows`` rows are its head and repeat where it is cut.

    As in HTML, a grid place covered by a cell that spans from above or from the
    left has no cell of its own.
    """

    rows: tuple[Row, ...]
    header_rows: int = 0
    caption: Inlines = ()
    origin: Origin | None = _origin()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption. ``image`` names one of the document's images, if there is one.

    ``words`` are the labels that stand in it as text, such as those of a chart's axes.
    ``alt`` is None where nobody has written it yet and "" where the picture is
    decorative. These are different promises and never merge.
    """

    image: str | None
    alt: str | None = None
    caption: Inlines = ()
    words: tuple[str, ...] = ()
    origin: Origin | None = _origin()


@dataclass(frozen=True, slots=True)
class Quote:
    children: tuple[Block, ...]
    origin: Origin | None = _origin()


@dataclass(frozen=True, slots=True)
class Math:
    """An element of presentation MathML with its ``children``; a token ("mi", "mn", "mo", …) has ``text``.

    ``attributes`` are names with their values, sorted. Each element has as many children as MathML wants.
    """

    name: str
    children: tuple[Math, ...] = ()
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Equation:
    """A displayed formula: its text as far as it was recovered, its picture, and its ``number`` ("(4.1)").

    ``math`` is the element "math" where the author gave MathML; ``text`` then says the same in a line.
    """

    text: str
    image: str | None = None
    number: str = ""
    math: Math | None = None
    origin: Origin | None = _origin()


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines whose breaks and spaces matter."""

    text: str
    origin: Origin | None = _origin()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a viewer shows it, in points.

    ``turned``: by so many degrees clockwise its text stands turned there, and the boxes of
    what is on it are those of the page set upright, until ``fixes.origins`` turns them back.
    """

    width: float
    height: float
    turned: int = 0


@dataclass(frozen=True, slots=True)
class PageStart:
    """Here a printed page begins. ``label`` is the number a reader of the print would say."""

    label: str
    sheet: Sheet | None = field(default=None, compare=False, kw_only=True)
    origin: Origin | None = _origin()


Block: TypeAlias = Heading | Paragraph | ListBlock | Table | Figure | Quote | Equation | CodeBlock | PageStart


# --- the document -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote. ``label`` is its mark as printed ("1", "*")."""

    id: str
    label: str
    children: tuple[Block, ...]
    origin: Origin | None = _origin()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as PNG or JPEG: ``width`` and ``height`` in pixels, ``width_points`` its width in print."""

    name: str
    media_type: str
    data: bytes = field(repr=False)
    width: int
    height: int
    width_points: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``language`` is BCP 47 ("en-GB"); images are found by name."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    images: tuple[Image, ...] = ()
    notes: tuple[Note, ...] = ()

    def image(self, name: str) -> Image:
        """Return the image called ``name``. Raises KeyError where there is none."""
        for image in self.images:
            if image.name == name:
                return image
        raise KeyError(name)
