"""Blocks as paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from converters import document as d
from converters.document import Block
from converters.walk import plain_text
from converters.writers import words
from converters.writers.docx.book import Story
from converters.writers.docx.numbering import INDENT, LEVELS
from converters.writers.docx.pictures import picture_run
from converters.writers.docx.runs import Look, own_run, run, runs
from converters.writers.docx.tables import table_element
from converters.writers.docx.xml import Element, w
from converters.writers.labels import label_texts
from converters.writers.outline import says_something
from converters.writers.text import is_right_to_left, language_tag, legal, starts_right_to_left

TEXT_WIDTH = 451.0
"""Points between the margins: A4 is 595.3 wide, and each margin is 2.54 cm."""
_TWIPS_PER_POINT = 20
_BELOW_TABLE = 180
"""The space between a table and a paragraph below it, in twentieths of a point."""
_TABLE = w("tbl").tag


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand.

    ``indent`` is in twentieths of a point, ``width`` in points, ``level`` how
    many lists are around. The last three are for the first paragraph alone: whether
    a table stands above it, the list it is an item of, and what stands before
    its words.
    """

    style: str | None = None
    indent: int = 0
    width: float = TEXT_WIDTH
    level: int = 0
    after_table: bool = False
    list_id: int | None = None
    lead: tuple[Element, ...] = ()

    @property
    def has_first(self) -> bool:
        return self.list_id is not None or bool(self.lead)

    def rest(self) -> Place:
        """Return the place of everything after the first paragraph."""
        return replace(self, after_table=False, list_id=None, lead=())


def blocks(nodes: tuple[Block, ...], story: Story, place: Place) -> list[Element]:
    """Return the elements of ``nodes``, ending in a paragraph: Word wants one after every table."""
    made: list[Element] = []
    for node in nodes:
        if not isinstance(node, d.Heading | d.Paragraph) and place.has_first:
            made.append(paragraph([], place, place.style))
            place = place.rest()
        after_table = _ends_in_table(made)
        new = _block(node, story, replace(place, after_table=after_table))
        if after_table and new and new[0].tag == _TABLE:
            made.append(_between_tables())
        made += new
        place = place.rest()
    if not made or _ends_in_table(made):
        made.append(_between_tables() if made else paragraph([], place, place.style))
    return made


def _ends_in_table(made: list[Element]) -> bool:
    return bool(made) and made[-1].tag == _TABLE


def _between_tables() -> Element:
    """Return the empty paragraph without which Word joins two tables, or does not open a cell."""
    return w("p", w("pPr", w("pStyle", val="AfterTable")))


def paragraph(
    inside: list[Element], place: Place, style: str | None, *, rtl: bool = False, keep: bool = False
) -> Element:
    """Return a paragraph; ``keep`` keeps it on one page with what follows."""
    numbering = None
    if place.list_id is not None:
        level = w("ilvl", val=min(place.level, LEVELS) - 1)
        numbering = w("numPr", level, w("numId", val=place.list_id))
    indented = w("ind", left=place.indent, hanging=INDENT if place.list_id is not None else None)
    properties = w(
        "pPr",
        w("pStyle", val=style) if style else None,
        w("keepNext") if keep else None,
        numbering,
        w("bidi") if rtl else None,
        w("spacing", before=_BELOW_TABLE) if place.after_table and not _is_heading(style) else None,
        indented if place.indent else None,
    )
    return w("p", properties if len(properties) else None, *place.lead, *inside)


def _is_heading(style: str | None) -> bool:
    return style is not None and style.startswith("Heading")


def _block(node: Block, story: Story, place: Place) -> list[Element]:
    match node:
        case d.Heading():
            return [_heading(node, story, place)]
        case d.Paragraph(children=children, language=language):
            inside = runs(children, story, Look(language=language_tag(language)))
            return [paragraph(inside, place, place.style, rtl=_is_rtl(children, language, story))]
        case d.ListBlock():
            return _list(node, story, place)
        case d.Table():
            return _table(node, story, place)
        case d.Figure():
            return _figure(node, story, place)
        case d.Quote(children=children):
            inner = replace(place, style="Quote", indent=place.indent + INDENT, width=_narrower(place))
            return blocks(children, story, inner)
        case d.Equation():
            return _equation(node, story, place)
        case d.CodeBlock(text=text):
            return [paragraph([run(text)], place, "Code")]
        case d.PageStart(label=label):
            mark = [own_run(f"Page {label}".strip(), story)]
            return [paragraph(story.book.bookmarked(story.book.page_bookmark(), mark), place, "PrintPage")]
        case _:
            assert_never(node)


def _heading(node: d.Heading, story: Story, place: Place) -> Element:
    bookmark = story.book.bookmarks.get(node.id) if node.id else None
    inside = story.book.bookmarked(bookmark, runs(node.children, story))
    style = f"Heading{min(max(node.level, 1), 6)}" if says_something(node) else place.style
    return paragraph(inside, place, style, rtl=_is_rtl(node.children, None, story))


def _list(node: d.ListBlock, story: Story, place: Place) -> list[Element]:
    level = min(place.level + 1, LEVELS)
    inner = replace(
        place,
        level=level,
        indent=place.indent + INDENT,
        width=_narrower(place),
        style=place.style or "ListParagraph",
    )
    labels = label_texts(node)
    made: list[Element] = []
    for item, marked in zip(node.items, story.book.lists.items(node, labels, level - 1), strict=True):
        lead = () if marked.label is None else (run(f"{marked.label}\t"),)
        made += blocks(item.children, story, replace(inner, list_id=marked.list_id, lead=lead))
        inner = inner.rest()
    return made


def _table(node: d.Table, story: Story, place: Place) -> list[Element]:
    def cell(content: tuple[Block, ...], width: float, is_header: bool) -> list[Element]:
        return blocks(content, story, Place("TableHeading" if is_header else "TableText", width=width))

    caption = _caption(node.caption, story, place, keep=True)
    rtl = is_right_to_left(story.book.document.language)
    made = table_element(node, place.indent, place.width, rtl, cell)
    return caption if made is None else [*caption, made]


def _figure(node: d.Figure, story: Story, place: Place) -> list[Element]:
    image = story.book.images.get(node.image) if node.image is not None else None
    made: list[Element] = []
    if image is not None:
        shown = picture_run(image, node.alt, place.width, story)
        made.append(paragraph([shown], place, "Picture", keep=node.alt is None or bool(node.caption)))
    if node.alt is None:  # nobody has written it: that is not the same as decorative
        made.append(
            paragraph([own_run(words.NOT_DESCRIBED, story)], place, "Remark", keep=bool(node.caption))
        )
    elif image is None and node.alt:
        made.append(paragraph([run(node.alt)], place, place.style))
    return [*made, *_caption(node.caption, story, place)]


def _caption(caption: d.Inlines, story: Story, place: Place, *, keep: bool = False) -> list[Element]:
    if not caption:
        return []
    return [paragraph(runs(caption, story), place, "Caption", rtl=_is_rtl(caption, None, story), keep=keep)]


def _equation(node: d.Equation, story: Story, place: Place) -> list[Element]:
    image = story.book.images.get(node.image) if node.image is not None else None
    made: list[Element] = []
    if image is not None:
        shown = picture_run(image, words.FORMULA, place.width, story)
        made.append(paragraph([shown], place, "Picture", keep=True))
    if node.text.strip():
        return [*made, paragraph([run(node.text)], place, "Equation")]
    return [*made, paragraph([own_run(words.FORMULA_NOT_WRITTEN, story)], place, "Remark")]


def _is_rtl(nodes: d.Inlines, language: str | None, story: Story) -> bool:
    """Say whether a paragraph runs from right to left: by its language if marked, else by its own letters."""
    if language_tag(language):
        return is_right_to_left(language)
    text = legal(plain_text(nodes))
    if any(character.isalpha() for character in text):
        return starts_right_to_left(text)
    return is_right_to_left(story.book.document.language)


def _narrower(place: Place) -> float:
    return max(place.width - INDENT / _TWIPS_PER_POINT, 36.0)
