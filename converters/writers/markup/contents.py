"""The contents list and the notes of a page."""

from __future__ import annotations

from collections.abc import Iterator

from converters import document as d
from converters.document import Heading
from converters.writers import words
from converters.writers.markup.blocks import blocks
from converters.writers.markup.context import Context, NotePlace, section_id
from converters.writers.markup.inlines import link_words
from converters.writers.markup.tags import Element, filled, lines, tag
from converters.writers.outline import headings_in, says_something

_FEWEST = 3
"""Headings below the title before a contents list is worth its place."""
_DEEPEST = 3
"""The lowest level of heading in a contents list."""

Entry = tuple[int, Heading]
"""A heading and its place among all headings of the document."""


def contents(context: Context) -> Element | None:
    """Return the contents list, None where the document is too short to need one."""
    entries = list(_entries(context.document))
    if len(entries) < _FEWEST:
        return None
    heading = tag("h2", words.CONTENTS, id="contents", **context.of_words)
    return tag("nav", heading, "\n", _nested(entries, context), aria_labelledby="contents")


def notes(context: Context) -> Element | None:
    """Return the notes with ways back to the text, None without notes. The text has to be written first."""
    if not context.notes:
        return None
    # a heading, though the document prints none: it is how most people who listen find their way
    heading = tag("h2", words.NOTES, id="notes", **context.of_words)
    items = [_note(place, context) for place in context.notes.values()]
    listed = tag("ol", "\n", *lines(items), class_="labelled")
    return tag("section", heading, "\n", listed, role="doc-endnotes", aria_labelledby="notes")


def _entries(document: d.Document) -> Iterator[Entry]:
    """Yield the headings to list: not the only one of level 1, for that is the title."""
    headings = list(enumerate(headings_in(document.blocks), start=1))
    titles = sum(heading.level == 1 for _, heading in headings)
    for number, heading in headings:
        if says_something(heading) and heading.level <= _DEEPEST and not (heading.level == 1 and titles == 1):
            yield number, heading


def _nested(entries: list[Entry], context: Context) -> Element:
    """Return ``entries`` as lists within lists, by level. A skipped level opens one list, not two."""
    top = tag("ul")
    open_lists = [(entries[0][1].level, top)]
    for number, heading in entries:
        while len(open_lists) > 1 and heading.level < open_lists[-1][0]:
            open_lists.pop()
        level, current = open_lists[-1]
        if heading.level > level and len(current):
            inner = tag("ul")
            current[-1].append(inner)
            open_lists.append((heading.level, inner))
            current = inner
        current.append(_entry(number, heading, context))
    return top


def _entry(number: int, heading: Heading, context: Context) -> Element:
    said = link_words(heading.children, context)
    item = tag("li", tag("a", *said, href=f"#{section_id(number)}"))
    item.tail = "\n"
    return item


def _note(place: NotePlace, context: Context) -> Element:
    """Return one note: its label, its text, and a way back to each of its marks."""
    label = place.note.label or str(place.number)
    inside = blocks(place.note.children, context)
    if not inside or inside[0].tag != "p":
        inside.insert(0, tag("p"))
    first = inside[0]
    mark = tag("span", label, class_="label")
    mark.tail = f" {first.text or ''}"
    first.text = None
    first.insert(0, mark)
    last = inside[-1] if inside[-1].tag == "p" else tag("p")
    for back in _ways_back(label, place, context):
        filled(last, " ", back)
    return tag("li", *(inside if last is inside[-1] else [*inside, last]), id=place.id)


def _ways_back(label: str, place: NotePlace, context: Context) -> Iterator[Element]:
    for number, mark in enumerate(place.marks, start=1):
        said = f"Back to note {label} in the text"
        if len(place.marks) > 1:
            said += f", place {number}"
        yield tag("a", said, href=f"#{mark}", role="doc-backlink", **context.of_words)
