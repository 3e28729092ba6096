"""The contents list: a real one that Word can bring up to date, filled with links to the headings."""

from __future__ import annotations

from converters import document as d
from converters.document import Document
from converters.walk import plain_text
from converters.writers import words
from converters.writers.docx.blocks import Flow, Place, add_paragraph
from converters.writers.docx.fields import field_end, field_start
from converters.writers.docx.runs import add_own_run, add_run
from converters.writers.docx.xml import w
from converters.writers.outline import headings_in, says_something

_FEWEST = 3
"""Headings below the title before a contents list is worth its place."""
_DEEPEST = 3


def listed_headings(document: Document) -> list[d.Heading]:
    """Return the headings to list, none where they are few; the only one of level 1 is the title."""
    headings = [heading for heading in headings_in(document.blocks) if says_something(heading)]
    titles = sum(heading.level == 1 for heading in headings)
    listed = [
        heading
        for heading in headings
        if heading.level <= _DEEPEST and not (heading.level == 1 and titles == 1)
    ]
    return listed if len(listed) >= _FEWEST else []


def add_contents(flow: Flow) -> None:
    """Add the contents list, if there is one.

    It has no page numbers: only a layout engine knows them, and a wrong one is worse than none.
    """
    book = flow.story.book
    headings = listed_headings(book.document)
    if not headings:
        return
    add_own_run(words.CONTENTS, add_paragraph(flow, Place(), "TOCHeading"), flow.story)
    highest = min(heading.level for heading in headings)
    lines = [add_paragraph(flow, Place(), f"TOC{heading.level - highest + 1}") for heading in headings]
    for heading, line in zip(headings, lines, strict=True):
        link = w("hyperlink", anchor=book.bookmark_of(heading), history=1)
        link.append(add_run(" ".join(plain_text(heading.children).split()), line)._r)
        line._p.append(link)
    first, last = lines[0]._p, lines[-1]._p
    at = next(index for index, child in enumerate(first) if child.tag.endswith("}hyperlink"))
    first[at:at] = field_start(f'TOC \\o "{highest}-{_DEEPEST}" \\n \\h \\z \\u')
    last.append(field_end())
