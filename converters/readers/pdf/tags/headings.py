"""Headings that the author's tags forgot: what the layout shows as one, where the tags name none at all.

Slides and reports from word processors are often tagged as plain paragraphs throughout. Who hears them
cannot move about in them; so a paragraph that its type sets apart as a heading is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from converters.document import Block, Heading, Paragraph, Strong
from converters.findings import Finding, FindingKind
from converters.readers.pdf.text.characters import letters
from converters.walk import every_block, plain_text

FEWEST_PAGES = 2

Blocks = tuple[Block, ...]


def lacks_headings(pages: Mapping[int, Blocks]) -> bool:
    """Tell whether tagged ``pages`` are long enough to want headings and have none."""
    blocks = (block for page in pages.values() for block in every_block(page))
    return len(pages) >= FEWEST_PAGES and not any(isinstance(block, Heading) for block in blocks)


def with_guessed_headings(
    pages: Mapping[int, Blocks], laid_out: Mapping[int, Blocks]
) -> tuple[dict[int, Blocks], tuple[Finding, ...]]:
    """Return tagged ``pages`` with the headings that the layout of the same pages shows, and a finding."""
    changed = {number: tuple(_changed(blocks, laid_out.get(number, ()))) for number, blocks in pages.items()}
    count = sum(isinstance(block, Heading) for blocks in changed.values() for block in blocks)
    if not count:
        return dict(pages), ()
    detail = f"The tags of this document name no headings. We took {count} from how it looks."
    return changed, (Finding(FindingKind.HEADINGS_GUESSED, None, detail),)


def _changed(blocks: Blocks, laid_out: Blocks) -> Iterator[Block]:
    shown = [block for block in laid_out if isinstance(block, Heading)]
    levels = {letters(plain_text(heading.children)): heading.level for heading in shown}
    for block in blocks:
        text = letters(plain_text(block.children)) if isinstance(block, Paragraph) else ""
        if isinstance(block, Paragraph) and text and text in levels:
            inlines = block.children
            if len(inlines) == 1 and isinstance(inlines[0], Strong):
                inlines = inlines[0].children
            origin = replace(block.origin, tagged=False) if block.origin else None
            yield Heading(levels[text], inlines, origin=origin)
        else:
            yield block
