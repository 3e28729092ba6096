"""Blocks as HTML elements."""

from __future__ import annotations

from typing import assert_never

from converters import document as d
from converters.document import Block
from converters.writers import words
from converters.writers.markup.context import Context, direction_attributes, section_id
from converters.writers.markup.formulas import formula
from converters.writers.markup.inlines import inlines
from converters.writers.markup.lists import list_element
from converters.writers.markup.tables import table_element
from converters.writers.markup.tags import Child, Element, lines, tag
from converters.writers.outline import says_something
from converters.writers.text import legal

_PIXELS_PER_POINT = 96 / 72
_SMALL_PIXELS = 150
"""Narrower pictures are signs and logos: nothing is gained by spreading them over the page."""


def blocks(nodes: tuple[Block, ...], context: Context) -> list[Element]:
    """Return the elements of ``nodes``, one for each block, a line each."""
    return lines([block(node, context) for node in nodes])


def block(node: Block, context: Context) -> Element:
    """Return one block as one element."""
    match node:
        case d.Heading(level=level, children=children):
            number = next(context.counters.sections)
            name = f"h{min(max(level, 1), 6)}" if says_something(node) else "p"
            attributes = direction_attributes(children, None, context)
            return tag(name, *inlines(children, context), id=section_id(number), **attributes)
        case d.Paragraph(children=children, language=language):
            return tag("p", *inlines(children, context), **direction_attributes(children, language, context))
        case d.ListBlock():
            return list_element(node, context, flow)
        case d.Table():
            return table_element(node, context, flow)
        case d.Figure():
            return _figure(node, context)
        case d.Quote(children=children):
            return tag("blockquote", "\n", *blocks(children, context))
        case d.Equation():
            return _equation(node, context)
        case d.CodeBlock(text=text):
            return tag("pre", tag("code", text))
        case d.PageStart(label=label):
            return _page_start(label, context)
        case _:
            assert_never(node)


def flow(nodes: tuple[Block, ...], context: Context) -> list[Child]:
    """Return the content of a cell or an item: a lone first paragraph needs no element of its own."""
    match nodes:
        case (d.Paragraph(children=children, language=None),):
            return inlines(children, context)
        case (d.Paragraph(children=children, language=None), *rest) if (
            all(isinstance(node, d.ListBlock) for node in rest) and not context.manner.labels_as_text
        ):
            return [*inlines(children, context), "\n", *blocks(tuple(rest), context)]
        case _:
            return list(blocks(nodes, context))


def picture(name: str | None, alt: str, context: Context) -> Element | None:
    """Return a picture, None where the document has no such picture."""
    image = context.images.get(name) if name is not None else None
    if image is None:
        return None
    width, height = _shown_size(image)
    source = context.manner.picture_address(image)
    small = "small" if width < _SMALL_PIXELS else None
    return tag("img", src=source, alt=alt, width=str(width), height=str(height), class_=small)


def _shown_size(image: d.Image) -> tuple[int, int]:
    """Return the size on screen in CSS pixels: as large as in print, else one for one."""
    width = max(image.width, 1)
    shown = width if image.width_points is None else max(1, round(image.width_points * _PIXELS_PER_POINT))
    return shown, max(1, round(shown * max(image.height, 1) / width))


def _figure(node: d.Figure, context: Context) -> Element:
    children: list[Child | None]
    match node.alt:
        case None:  # nobody has written it: that is not the same as decorative
            children = [picture(node.image, words.PICTURE, context), _remark(words.NOT_DESCRIBED, context)]
        case "":
            children = [None if context.manner.descriptions_shown else picture(node.image, "", context)]
        case alt:
            shown = picture(node.image, alt, context)
            children = [shown, tag("p", alt) if shown is None or context.manner.descriptions_shown else None]
    caption = tag("figcaption", *inlines(node.caption, context)) if node.caption else None
    if node.words:  # the caption says what they are about: it is heard before them
        lead = tag("span", words.IN_PICTURE, **context.of_words)
        children = [caption, *children, tag("p", lead, f" {', '.join(node.words)}")]
    else:
        children.append(caption)
    return tag("figure", *(child for child in children if child is not None))


def _equation(node: d.Equation, context: Context) -> Element:
    number = [tag("figcaption", node.number)] if node.number else []
    if node.math is not None and context.manner.formulas_as_mathml:
        return tag("figure", formula(node.math, node.text, context), *number, class_="equation")
    shown = picture(node.image, words.FORMULA, context)
    said = tag("p", node.text) if node.text.strip() else _remark(words.FORMULA_NOT_WRITTEN, context)
    return tag("figure", *([] if shown is None else [shown]), said, *number, class_="equation")


def _remark(text: str, context: Context) -> Element:
    return tag("p", text, class_="remark", **context.of_words)


def _page_start(label: str, context: Context) -> Element:
    said = context.manner.page_words(label.strip()).strip()
    mark = tag("p", said, class_="page-start", **context.of_words)
    mark.set("id", f"page-{next(context.counters.pages)}")
    mark.set("role", "doc-pagebreak")
    mark.set("aria-label", legal(said))
    return mark
