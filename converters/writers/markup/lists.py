"""Lists as HTML: counted by the browser where it can say what was printed, else with their labels as text."""

from __future__ import annotations

from collections.abc import Callable

from converters import document as d
from converters.document import Numbering
from converters.walk import text_of
from converters.writers.labels import Count, count_of, is_bulleted, label_texts
from converters.writers.markup.context import Context
from converters.writers.markup.tags import Child, Element, filled, lines, tag

Flow = Callable[[tuple[d.Block, ...], Context], list[Child]]

_SHORT_ITEM = 300
"""An item of this many letters or fewer is not cut between two pages (UKAAF: single items stay whole)."""
_INLINE = {"a", "br", "code", "em", "q", "span", "strong", "sup"}
_TYPES = {
    Numbering.DECIMAL: "1",
    Numbering.LOWER_ALPHA: "a",
    Numbering.UPPER_ALPHA: "A",
    Numbering.LOWER_ROMAN: "i",
    Numbering.UPPER_ROMAN: "I",
}


def list_element(node: d.ListBlock, context: Context, flow: Flow) -> Element:
    """Return a list; ``flow`` writes what is inside an item."""
    count = count_of(node)
    if context.manner.labels_as_text or not (count or is_bulleted(node)):
        return _labelled(node, context, flow)
    if count is None:
        return tag("ul", "\n", *lines([tag("li", *flow(item.children, context)) for item in node.items]))
    return _counted(node, count, context, flow)


def _counted(node: d.ListBlock, count: Count, context: Context, flow: Flow) -> Element:
    numbering = node.numbering or Numbering.DECIMAL
    first = count.numbers[0] if count.numbers else node.start
    ordered = tag(
        "ol",
        "\n",
        type=None if numbering is Numbering.DECIMAL else _TYPES[numbering],
        start=None if first == 1 else str(first),
        class_=_form(count, numbering),
    )
    items = []
    for index, (item, number) in enumerate(zip(node.items, count.numbers, strict=True)):
        follows = index == 0 or number == count.numbers[index - 1] + 1
        items.append(tag("li", *flow(item.children, context), value=None if follows else str(number)))
    return filled(ordered, *lines(items))


def _form(count: Count, numbering: Numbering) -> str | None:
    """Return the class that names the counter style for "(a)" or "a)", None for "a."."""
    if count.before:
        return f"between-{numbering}"
    return f"before-{numbering}" if count.after == ")" else None


def _labelled(node: d.ListBlock, context: Context, flow: Flow) -> Element:
    """Return a list whose items begin with their labels as text."""
    items = [
        tag("li", *_led_by(label, flow(item.children, context)), class_=_look(item, context))
        for item, label in zip(node.items, label_texts(node), strict=True)
    ]
    if node.numbering is None:
        return tag("ul", "\n", *lines(items), class_="labelled")
    kind = None if node.numbering is Numbering.DECIMAL else _TYPES[node.numbering]
    return tag("ol", "\n", *lines(items), class_="labelled", type=kind)


def _look(item: d.ListItem, context: Context) -> str | None:
    letters = sum(len(text_of(block)) for block in item.children)
    return "short" if context.manner.labels_as_text and letters <= _SHORT_ITEM else None


def _led_by(text: str, content: list[Child]) -> list[Child]:
    """Return the content of an item with its label at the start of its first line."""
    label = tag("span", text, class_="label")
    first = content[0] if content else ""
    if isinstance(first, str) or first.tag in _INLINE:
        return [label, " ", *content]
    if first.tag != "p" or first.get("class"):
        return [tag("p", label), *content]
    label.tail = f" {first.text or ''}"
    first.text = None
    first.insert(0, label)
    return content
