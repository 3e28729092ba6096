"""A caption's label brought to its front, and what stands in another column taken away from it.

The label of a caption ("Diagram 2") may stand in a cell of its own, left of its title and
about the middle of the title's lines: it is read first, wherever the engine put it. A
caption stands over or under what it names, in one column: lines that share no part of its
width are a column's text, not the caption's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from converters.caption_words import FIGURE_WORDS, TABLE_WORDS
from converters.readers.pdf.page import Page, Region, RegionKind, around
from converters.readers.pdf.text.characters import letters
from converters.readers.pdf.text.lines import Line, lines_by_region
from converters.readers.pdf.text.wording import plain

LONGEST_TITLE = 300  # characters of a caption whose label stands beside it

_NUMBERED = rf"(?i:{TABLE_WORDS}|{FIGURE_WORDS})\s*(?:[A-Z]{{1,2}}[.-]?)?(?:\d+|[IVX]+)(?:[.\-–]\d+)*[a-z]?"
_LABEL = re.compile(rf"{_NUMBERED}(?=\s*[.:|–—-]|\s+[A-Z(“\"]|\s*$)")
_LABEL_ALONE = re.compile(rf"{_NUMBERED}\s*[.:]?")
_ANYWHERE = re.compile(_NUMBERED)
_TEXT = {RegionKind.PARAGRAPH, RegionKind.HEADING}


def is_label(text: str) -> bool:
    """Tell whether ``text`` begins as a caption does: "Figure 27. Ships", "Map 3"."""
    return bool(_LABEL.match(plain(text)))


def is_label_alone(text: str) -> bool:
    """Tell whether ``text`` is a caption's label and nothing else: "Figure 4.2"."""
    return bool(_LABEL_ALONE.fullmatch(text.strip()))


def with_captions_apart(page: Page) -> Page:
    """Return ``page`` with each caption's label before its title, and no other column's lines in it."""
    if not any(region.kind in _TEXT and _may_hold_label(region) for region in page.regions):
        return page
    lines = lines_by_region(page)
    regions = (part for at, region in enumerate(page.regions) for part in _parts(region, lines[at]))
    return replace(page, regions=tuple(regions))


def _may_hold_label(region: Region) -> bool:
    short = len(region.text) <= LONGEST_TITLE
    return is_label(region.text) or (short and bool(_ANYWHERE.search(region.text)))


def _parts(region: Region, lines: tuple[Line, ...]) -> Iterator[Region]:
    if region.kind not in _TEXT or len(lines) < 2 or not _may_hold_label(region):
        yield region
    elif is_label(region.text):
        yield from _by_columns(region, lines)
    else:
        yield _label_first(region, lines)


def _label_first(region: Region, lines: tuple[Line, ...]) -> Region:
    """Return ``region`` as a caption where one of its lines is a label that stands left of all others."""
    labels = [line for line in lines if is_label_alone(line.text)]
    if len(labels) != 1:
        return region
    (label,) = labels
    title = [line for line in lines if line is not label]
    beside = all(line.box.left >= label.box.right for line in title)
    box = around([line.box for line in title])
    if not beside or not box.top < (label.box.top + label.box.bottom) / 2 < box.bottom:
        return region
    text = " ".join(line.text for line in (label, *title))
    same = sorted(letters(text)) == sorted(letters(plain(region.text)))
    return Region(RegionKind.PARAGRAPH, region.box, text) if same else region


def _by_columns(region: Region, lines: tuple[Line, ...]) -> Iterator[Region]:
    """Yield the caption ``region``, after it or before it what stands in another column.

    Text that begins with a small letter goes on from before the caption, and is read before it.
    """
    first = next((line for line in lines if is_label(line.text)), None)
    if first is None or is_label_alone(first.text):  # a title may hang beside and under its label
        yield region
        return
    mine = [line for line in lines if _share_width(first, line)]
    other = [line for line in lines if not _share_width(first, line)]
    caption, text = (" ".join(line.text for line in part) for part in (mine, other))
    reach = around([line.box for line in mine])
    apart = all(line.box.left > reach.right or line.box.right < reach.left for line in other)
    if not other or not apart or letters(caption + text) != letters(plain(region.text)):
        yield region
        return
    parts = [
        Region(RegionKind.PARAGRAPH, around([line.box for line in part]), said)
        for part, said in ((mine, caption), (other, text))
    ]
    yield from reversed(parts) if text[:1].islower() else parts


def _share_width(one: Line, other: Line) -> bool:
    return min(one.box.right, other.box.right) > max(one.box.left, other.box.left)
