"""The letters that head the parts of an index or a glossary: "A", over the entries that begin with it.

A letter by itself says too little to be a heading anywhere else: here several stand in the order of the
alphabet, each in a type that stands out, and what follows most of them begins with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from converters.readers.pdf.page import Page, Region, RegionKind
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line, lines_by_region

FEWEST = 3  # letters of an index
BEGUN = 0.5  # share of the letters that what follows begins with
ORDERED = 0.8  # share of the steps from one letter to the next that go up
LARGER = 1.12  # times the size of the text

_KINDS = {RegionKind.PARAGRAPH, RegionKind.HEADING, RegionKind.CODE, RegionKind.LIST_ITEM}
_SIGNS = re.compile(r"^[\W_]+")


def with_initials(pages: Sequence[Page], body: float) -> tuple[Page, ...]:
    """Return ``pages``, whose text is ``body`` points high, with the letters of an index as headings."""
    found = [(number, at, letter) for number, page in enumerate(pages) for at, letter in _letters(page, body)]
    letters = [letter for _, _, letter in found]
    steps = [one < other for one, other in pairwise(letters)]
    begun = sum(_begins(pages[number], at, letter) for number, at, letter in found)
    if len(set(letters)) < FEWEST or sum(steps) < ORDERED * len(steps) or begun < BEGUN * len(found):
        return tuple(pages)
    places = {(number, at) for number, at, _ in found}
    return tuple(
        replace(
            page,
            regions=tuple(
                replace(region, kind=RegionKind.HEADING) if (number, at) in places else region
                for at, region in enumerate(page.regions)
            ),
        )
        for number, page in enumerate(pages)
    )


def _letters(page: Page, body: float) -> Iterator[tuple[int, str]]:
    """Yield the places of the regions of ``page`` that are a capital which stands out, and the capital."""
    if not any(_is_letter(region) for region in page.regions):
        return
    lines = lines_by_region(page)
    for at, region in enumerate(page.regions):
        if _is_letter(region) and len(lines[at]) == 1 and _stands_out(lines[at][0], body):
            yield at, _said(region)


def _is_letter(region: Region) -> bool:
    text = _said(region)
    return region.kind in (RegionKind.PARAGRAPH, RegionKind.HEADING) and len(text) == 1 and text.isupper()


def _said(region: Region) -> str:
    return one_line(region.text).strip("*")  # the engine marks bold words so


def _stands_out(line: Line, body: float) -> bool:
    return all(span.bold for span in line.spans) or line.size >= LARGER * body


def _begins(page: Page, at: int, letter: str) -> bool:
    after = next((region for region in page.regions[at + 1 :] if region.kind in _KINDS), None)
    said = " ".join((after.text, *after.lines)) if after else ""
    return _SIGNS.sub("", one_line(said))[:1].upper() == letter
