"""The contents list: a real one that Word can bring up to date, filled with links to the headings."""

from __future__ import annotations

from docx.shared import Pt

from converters.document import Document, Heading, PageStart
from converters.walk import blocks_of, plain_text
from converters.writers import words
from converters.writers.docx.blocks import Flow, Place, add_paragraph
from converters.writers.docx.fields import field_end, field_start
from converters.writers.docx.runs import add_own_run, add_run
from converters.writers.docx.xml import w
from converters.writers.outline import listed_headings

_BELOW = 18.0
"""Points between the list and the text, beside text of 12 point."""


def add_contents(flow: Flow) -> None:
    """Add the contents list, if there is one.

    Its page numbers are fields. Only Word knows the pages of the file, and to have it work them out on
    opening would make it ask the reader first, so until it is printed or the list brought up to date
    each says the printed page, "Page 12", as it is marked in the text. At the foot stands a bare number.
    """
    book = flow.story.book
    headings = [heading for _, heading in listed_headings(book.document)]
    if not headings:
        return
    add_own_run(words.CONTENTS, add_paragraph(flow, Place(), "TOCHeading"), flow.story)
    highest = min(heading.level for heading in headings)
    labels = _printed_pages(book.document)
    lines = [add_paragraph(flow, Place(), f"TOC{heading.level - highest + 1}") for heading in headings]
    for heading, line in zip(headings, lines, strict=True):
        link = w("hyperlink", anchor=book.bookmark_of(heading), history=1)
        link.append(add_run(" ".join(plain_text(heading.children).split()), line)._r)
        link.append(w("r", w("tab")))
        link.extend(field_start(f"PAGEREF {book.bookmark_of(heading)} \\h"))
        if label := labels.get(id(heading)):
            link.append(add_own_run(f"Page {label}", line, flow.story)._r)
        link.append(field_end())
        line._p.append(link)
    lines[-1].paragraph_format.space_after = Pt(book.design.space(_BELOW))
    first, last = lines[0]._p, lines[-1]._p
    at = next(index for index, child in enumerate(first) if child.tag.endswith("}hyperlink"))
    first[at:at] = field_start(
        f'TOC \\o "{highest}-{max(heading.level for heading in headings)}" \\h \\z \\u'
    )
    last.append(field_end())


def _printed_pages(document: Document) -> dict[int, str]:
    """Return the label of the printed page that each heading stands on, by the heading itself."""
    labels: dict[int, str] = {}
    label = ""
    for block in blocks_of(document):
        if isinstance(block, PageStart):
            label = block.label.strip()
        elif isinstance(block, Heading):
            labels[id(block)] = label
    return labels
