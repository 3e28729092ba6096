"""Links beside each other that lead to one place, as one: each heard is a thing to go to (WCAG 2.4.4)."""

from __future__ import annotations

from converters.document import Inline, Inlines, Link, Text


def links_joined(inlines: Inlines) -> Inlines:
    """Return ``inlines``, neighbouring links to one place as one, with the space between (technique H2).

    Programs link the number, the title and the page of an entry of a contents list each by itself.
    """
    joined: list[Inline] = []
    for inline in inlines:
        space = joined[-1:] if len(joined) > 1 and _is_space(joined[-1]) else []
        before = joined[-1 - len(space)] if joined else None
        if isinstance(inline, Link) and isinstance(before, Link) and before.target == inline.target:
            children = _texts_joined((*before.children, *space, *inline.children))
            joined[len(joined) - len(space) - 1 :] = [Link(children, inline.target)]
        else:
            joined.append(inline)
    return tuple(joined)


def _is_space(inline: Inline) -> bool:
    return isinstance(inline, Text) and inline.text.isspace()


def _texts_joined(inlines: Inlines) -> Inlines:
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(last, Text) and isinstance(inline, Text) and last.language == inline.language:
            joined[-1] = Text(last.text + inline.text, last.language)
        else:
            joined.append(inline)
    return tuple(joined)
