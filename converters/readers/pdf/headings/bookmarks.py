"""Headings by the document's bookmarks: the author's own list of them, in files without tags.

Programs make bookmarks from the styles of headings, so an entry that is printed word for word on its
page is a heading there, and as deep as the entry.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from converters.document import Block, Heading, Paragraph, Strong, Text
from converters.readers.pdf.page import Bookmark, Page
from converters.readers.pdf.text.characters import letters
from converters.walk import plain_text

MAX_LEVEL = 6
FOUND = 0.5  # share of the bookmarks that must be printed on their pages, for the rest to count
FEWEST = 2
LONGEST = 300  # characters of a paragraph that may be a heading

_ENDED = re.compile(r"[.!?:;…][”’\"')\]]*\s*$")

Blocks = tuple[Block, ...]


def with_bookmarked_headings(pages: Iterable[Page], found: Mapping[int, Blocks]) -> dict[int, Blocks]:
    """Return the blocks of pages, by number, with the headings that bookmarks name as deep as they say."""
    entries = {page.number: page.bookmarks for page in pages if page.number in found}
    found = {number: _mended(blocks, entries.get(number, ())) for number, blocks in found.items()}
    matches = {number: _matched(entries[number], found[number]) for number in entries}
    total = sum(map(len, entries.values()))
    hits = sum(map(len, matches.values()))
    if hits < FEWEST or hits < FOUND * total:
        return dict(found)
    levels = _levels(found, matches)
    return {number: _changed(found[number], matches.get(number, {}), levels) for number in found}


def _mended(blocks: Blocks, entries: tuple[Bookmark, ...]) -> Blocks:
    """Return ``blocks`` without headings that only begin as a bookmark does.

    The layout engine makes a heading of any line that begins with the words of a
    bookmark, in the middle of a paragraph too; there it begins with a small letter.
    """
    titles = tuple(letters(entry.title) for entry in entries if letters(entry.title))
    mended: list[Block] = []
    cut = False  # a paragraph was cut here
    for block in blocks:
        false = _only_begins_as(block, titles)
        part = (
            Paragraph(block.children, origin=block.origin) if isinstance(block, Heading) and false else block
        )
        whole = _run_on(mended[-1], part) if mended and (false or cut) else None
        if whole:
            mended[-1] = whole
        else:
            mended.append(part)
        cut = false
    return tuple(mended)


def _only_begins_as(block: Block, titles: tuple[str, ...]) -> bool:
    text = plain_text(block.children) if isinstance(block, Heading) else ""
    return text[:1].islower() and letters(text).startswith(titles) and letters(text) not in titles


def _run_on(before: Block, after: Block) -> Paragraph | None:
    """Return two parts of one paragraph as one, None where they are not."""
    if not isinstance(before, Paragraph) or not isinstance(after, Paragraph):
        return None
    if _ENDED.search(plain_text(before.children)):
        return None
    return replace(before, children=(*before.children, Text(" "), *after.children))


def _matched(entries: tuple[Bookmark, ...], blocks: Blocks) -> dict[int, int]:
    """Return the levels of bookmarks by the places of the blocks that they name."""
    matched: dict[int, int] = {}
    for entry in entries:
        wanted = letters(entry.title)
        for at, block in enumerate(blocks):
            if at not in matched and wanted and _words(block) == wanted:
                matched[at] = min(entry.level, MAX_LEVEL)
                break
    return matched


def _words(block: Block) -> str | None:
    if not isinstance(block, Heading | Paragraph):
        return None
    text = plain_text(block.children)
    return letters(text) if len(text) <= LONGEST else None


def _levels(found: Mapping[int, Blocks], matches: Mapping[int, Mapping[int, int]]) -> dict[int, int]:
    """Return for each level of the layout the one that the bookmarks mostly give to such headings."""
    seen: dict[int, Counter[int]] = defaultdict(Counter)
    for number, matched in matches.items():
        for at, level in matched.items():
            block = found[number][at]
            if isinstance(block, Heading):
                seen[block.level][level] += 1
    return {level: counts.most_common(1)[0][0] for level, counts in seen.items()}


def _changed(blocks: Blocks, matched: Mapping[int, int], levels: Mapping[int, int]) -> Blocks:
    deepest = max(levels.values(), default=0)
    changed: list[Block] = []
    for at, block in enumerate(blocks):
        if at in matched and isinstance(block, Heading | Paragraph):
            inlines = block.children
            if len(inlines) == 1 and isinstance(inlines[0], Strong):
                inlines = inlines[0].children
            changed.append(Heading(matched[at], inlines, origin=block.origin))
        elif isinstance(block, Heading):
            # what looks like a heading that the bookmarks name is its equal, anything else is deeper
            level = levels.get(block.level, deepest + 1)
            changed.append(replace(block, level=min(level, MAX_LEVEL)))
        else:
            changed.append(block)
    return tuple(changed)
