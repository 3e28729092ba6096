"""The contents list and the notes of a page."""

from __future__ import annotations

from converters import document as d
from converters.document import Heading
from converters.walk import plain_text
from converters.writers import words
from converters.writers.markup.blocks import blocks
from converters.writers.markup.context import Context, NotePlace, section_id
from converters.writers.markup.inlines import link_words
from converters.writers.markup.tags import Child, Element, filled, lines, tag
from converters.writers.outline import headings_in, listed_headings, says_something

_NAMES_OF_NOTES = {"notes", "endnotes", "footnotes", "end notes", "foot notes"}
"""What a document calls the place of its notes, where it prints a heading for them."""

Entry = tuple[int, Heading]
"""A heading and its place among all headings of the document."""


def contents(context: Context) -> Element | None:
    """Return the contents list, None where the document is too short to need one."""
    entries = listed_headings(context.document)
    if not entries:
        return None
    heading = tag("h2", words.CONTENTS, id="contents", **context.of_words)
    listed = _nested(entries, context)
    if context.notes and _printed_heading(context) is None:
        listed.append(_to_notes(context))
    return tag("nav", heading, "\n", listed, aria_labelledby="contents")


def notes(context: Context) -> Element | None:
    """Return the notes with ways back to the text, None without notes. The text has to be written first.

    They are a landmark of their own (DPUB-ARIA 1.1, doc-endnotes), so that a
    listener can jump to them. Its name is the heading that the document prints
    for them, else a plain word of ours: a heading that nobody printed is none.
    """
    if not context.notes:
        return None
    items = [_note(place, context) for place in context.notes.values()]
    listed = tag("ol", "\n", *lines(items), class_="labelled")
    printed = _printed_heading(context)
    named_by = "notes-name" if printed is None else section_id(printed)
    section = tag("section", "\n", id="notes", role="doc-endnotes", aria_labelledby=named_by)
    if printed is None:
        name = tag("p", words.NOTES, id="notes-name", class_="name", **context.of_words)
        section.extend(lines([name]))
    return filled(section, listed)


def _printed_heading(context: Context) -> int | None:
    """Return the number of the heading "Notes" that ends the printed text, None where it has none."""
    ending = next((b for b in reversed(context.document.blocks) if not isinstance(b, d.PageStart)), None)
    if not isinstance(ending, Heading):
        return None
    name = " ".join(plain_text(ending.children).split()).casefold()
    headings = sum(1 for _ in headings_in(context.document.blocks))
    return headings if name in _NAMES_OF_NOTES else None


def _to_notes(context: Context) -> Element:
    entry = tag("li", tag("a", words.NOTES, href="#notes", **context.of_words))
    entry.tail = "\n"
    return entry


def every_heading(context: Context) -> Element:
    """Return all headings as lists within lists, for a book whose contents list stands apart."""
    headings = enumerate(headings_in(context.document.blocks), start=1)
    return _nested([(number, heading) for number, heading in headings if says_something(heading)], context)


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
    """Return one note: its label, which leads back to its mark, and its text."""
    inside = blocks(place.note.children, context)
    if not inside or inside[0].tag != "p":
        inside.insert(0, tag("p"))
    first = inside[0]
    label = tag("span", *_label(place, context), class_="label")
    label.tail = f" {first.text or ''}"
    first.text = None
    first.insert(0, label)
    return tag("li", *inside, id=place.id)


def _label(place: NotePlace, context: Context) -> list[Child]:
    """Return a note's label as the way back to its mark; to further marks lead numbers after it.

    What is seen is the label alone, as printed. What is heard begins with it
    and says where it leads (WCAG 2.5.3, Label in Name).
    """
    label = place.note.label or str(place.number)
    if not place.marks:
        return [label]
    ways: list[Child] = []
    for number, mark in enumerate(place.marks, start=1):
        seen = label if number == 1 else f"({number})"
        heard = f"{seen}, {words.BACK}" if len(place.marks) == 1 else f"{seen}, {words.BACK}, place {number}"
        way = tag("a", seen, href=f"#{mark}", role="doc-backlink", aria_label=heard, **context.of_words)
        ways += [way] if number == 1 else [" ", way]
    return ways
