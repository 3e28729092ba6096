"""The contents list: a real one that Word can bring up to date, filled with links to the headings."""

from __future__ import annotations

from converters.walk import plain_text
from converters.writers import words
from converters.writers.docx.blocks import Flow, Place, add_paragraph
from converters.writers.docx.fields import field_end, field_start
from converters.writers.docx.runs import add_own_run, add_run
from converters.writers.docx.xml import w
from converters.writers.outline import listed_headings


def add_contents(flow: Flow) -> None:
    """Add the contents list, if there is one.

    It has no page numbers: only a layout engine knows them, and a wrong one is worse than none.
    """
    book = flow.story.book
    headings = [heading for _, heading in listed_headings(book.document)]
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
    first[at:at] = field_start(
        f'TOC \\o "{highest}-{max(heading.level for heading in headings)}" \\n \\h \\z \\u'
    )
    last.append(field_end())
