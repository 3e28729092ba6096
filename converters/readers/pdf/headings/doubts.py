"""What looks like a heading, and whose neighbours say that it is none.

A heading heads something: it is not the last thing on a page of text, and the line
after it does not go on with its sentence. What stands small over the title is a
masthead, what stands small under it names people. A type that also sets whole
paragraphs makes no headings by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from converters.document import Box
from converters.readers.pdf.headings.levels import look_of
from converters.readers.pdf.page import Page, Region, RegionKind, around, share_width
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.lines import Line, lines_of

TITLE_BLOCK_NAMES = 3  # commas or marks of affiliation in a line of names
TITLE_OVER = 1.3  # times the size of a masthead over a title, at least
LARGER = 1.12  # times the body's size: large type is a heading's, whatever else it sets
LOW = 0.5  # share of the page's height under which a heading at its end is doubted
FOOT = 0.9  # share of the page's height under which what stands last may be its number
CLOSE = 0.5  # line heights between two lines of one sentence
FULL = 0.88  # share of the measure that a line fills which goes on in the next
RUNNING_LINES = 3  # lines of one style that make a paragraph
RUNNING_TIMES = 4  # times more characters of a style in paragraphs than in what looks like headings
ADDRESS_WORDS = 12  # fewer words than this beside an address are no text
PROSE = 80  # characters of a paragraph that a page's text consists of

_NUMBERED = re.compile(
    r"(?:(?:chapter|section|part|appendix|annex|schedule|article|module|unit|lesson|step|activity)\s+)?"
    r"(?:[A-Z]?\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z](?:\.\d{1,2})+|[IVX]{1,5}|[A-Z])[.):]?\s+[A-Z“\"‘]",
)
_UNIT = r"(?:million|billion|thousand|per|percent|times|points?|years?|hours?|min|[a-zµ]{1,3}\b)"
_DOTTED = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\.?\s+(?!{_UNIT})[^\W\d]")
_PART = re.compile(
    r"(?:chapter|section|part|appendix|annex|schedule|article|module|unit|lesson)\s+\w{1,5}$", re.IGNORECASE
)
_MARKS_OF_AFFILIATION = re.compile(r"[∗*†‡§¶¹²³⁴]|(?<=[a-z])\d")
_BETWEEN_NAMES = re.compile(r"\b[A-Z]\.|\band\b|&|[·•|]")
_FULL_NAME = re.compile(r"(?:[A-Z][\w’'-]+\s+(?:[A-Z]\.\s*)+|(?:[A-Z]\.\s*){2,})[A-Z][a-z’'-]+")
_WHEN = re.compile(r"(?:\d{1,2}\.?\s+)?[A-Z][a-z]+\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d")
_ABSTRACT = re.compile(r"abstract|summary|introduction", re.IGNORECASE)
_FIRST_SECTION = re.compile(r"I\.\s+(?:introduction|background|overview|motivation)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\w@\w|\bwww\.|https?:", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:;…][”’\"')\]]*$")

# the end of a run-in heading, and the beginning of the sentence after it on its line
_RUN_IN = re.compile(r"[a-z]{2}[.:]\s+[A-Z][a-z]*(?:\s+\S|$)")

_TEXT = {RegionKind.PARAGRAPH, RegionKind.LIST_ITEM}


@dataclass(frozen=True, slots=True)
class Style:
    """What of a line's look a reader sees beside its size."""

    size: int
    bold: bool
    italic: bool


def is_numbered(text: str) -> bool:
    """Tell whether ``text`` begins with a heading's number and a capital: "2.1 Works", "Part B Harbours".

    After "2.1" the first word may be small: "2.1 mpiexec". Amounts are said in units: "2.1 million".
    """
    return bool(_NUMBERED.match(text) or _DOTTED.match(text))


def with_headings_doubted(pages: Sequence[Page], running: Counter[Style], body: float) -> tuple[Page, ...]:
    """Return ``pages`` without the headings that their neighbours belie.

    ``running`` is what ``running_styles`` counted in all of them, ``body`` the size of the text.
    """
    pages = _without_last_heading(pages, body)
    return _without_running_styles([_doubted(page) for page in pages], running, body)


def running_styles(regions: Sequence[Region], lines: Mapping[int, tuple[Line, ...]]) -> Counter[Style]:
    """Return the characters of each style that sets whole paragraphs, from regions and their lines."""
    running: Counter[Style] = Counter()
    for at, region in enumerate(regions):
        mine = lines[at] if region.kind in _TEXT else ()
        if len(mine) >= RUNNING_LINES and len({_style(line) for line in mine}) == 1:
            running[_style(mine[0])] += len(region.text)
    return running


def _doubted(page: Page) -> Page:
    if not _heads(page):
        return page
    page = _as_text(page, _mastheads(page))
    false = {*_named_people(page), *_last_on_page(page), *_heads_of_columns(page)}
    return _as_text(page, false | {at for at in _heads(page) if _goes_on(page, at)})


def _as_text(page: Page, false: set[int]) -> Page:
    if not false:
        return page
    regions = (
        replace(region, kind=RegionKind.PARAGRAPH) if at in false else region
        for at, region in enumerate(page.regions)
    )
    return replace(page, regions=tuple(regions))


def _heads(page: Page) -> list[int]:
    return [at for at, region in enumerate(page.regions) if region.kind is RegionKind.HEADING]


# --- around the title -----------------------------------------------------------------------


def _mastheads(page: Page) -> set[int]:
    """Return the headings over the first large one of ``page``, no text between: whose paper it is."""
    told = [
        at for at, region in enumerate(page.regions) if region.kind is RegionKind.HEADING or _is_prose(region)
    ]
    heads = list(takewhile(lambda at: page.regions[at].kind is RegionKind.HEADING, told[:4]))
    sizes = [look_of(page.regions[at], page).size for at in heads]
    found: set[int] = set()
    for above, title, one, other in zip(heads, heads[1:], sizes, sizes[1:], strict=False):
        region = page.regions[above]
        under = page.regions[title].box.top >= region.box.bottom - 2
        if _is_part(region.text) or other < TITLE_OVER * one or not under:
            break
        found.add(above)
    return found


def _is_part(text: str) -> bool:
    text = one_line(text)
    return is_numbered(text) or bool(_PART.match(text))


def _named_people(page: Page) -> set[int]:
    """Return what names the authors under a paper's title, before its abstract."""
    heads = _heads(page)
    abstract = next((at for at in heads if _ABSTRACT.fullmatch(page.regions[at].text.strip())), None)
    found = {at for at in heads if _is_names(page.regions[at].text)}
    if page.number != 1 or not heads:
        return found
    text = next((at for at in range(heads[0], len(page.regions)) if _is_prose(page.regions[at])), None)
    title = _title(page, [at for at in heads if abstract is None or at < abstract] or heads)
    for at in heads:
        words = page.regions[at].text
        if at == title:
            continue
        if abstract is not None and at < abstract and not is_numbered(words):
            found.add(at)
        named = _is_capitalised(words) and _names_some(words)
        if text is not None and at < text and (named or _WHEN.fullmatch(one_line(words))):
            found.add(at)
    return found


def _title(page: Page, heads: list[int]) -> int:
    """Return which of ``heads`` is the title: the first, or one much larger than all before it."""
    title = heads[0]
    for at in heads[1:]:
        if look_of(page.regions[at], page).size >= TITLE_OVER * look_of(page.regions[title], page).size:
            title = at
    return title


def _names_some(words: str) -> bool:
    return bool(_BETWEEN_NAMES.search(words)) and not _FIRST_SECTION.match(words)


def _is_prose(region: Region) -> bool:
    return (
        region.kind is RegionKind.PARAGRAPH and len(region.text) > PROSE and bool(_ENDED.search(region.text))
    )


def _is_names(text: str) -> bool:
    if _FULL_NAME.fullmatch(one_line(text)):
        return True
    marks = len(_MARKS_OF_AFFILIATION.findall(text))
    return _is_capitalised(text) and text.count(",") + marks >= TITLE_BLOCK_NAMES


def _is_capitalised(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", re.sub("[´`¨]", "", text))  # accents that stand by themselves
    return all(word[:1].isupper() or word == "and" for word in words)


# --- before and after -------------------------------------------------------------------------


def _last_on_page(page: Page) -> set[int]:
    """Return the headings that nothing follows in the lower half of a page of text.

    A heading is kept with the lines under it, or goes to the next page with them.
    """
    heads = _heads(page)
    if not any(_is_prose(region) for region in page.regions):
        return set()
    return {
        at
        for at in heads
        if page.regions[at].box.top > LOW * page.height
        and not is_numbered(page.regions[at].text)
        and all(not _heads_it(page.regions[at].box, region) for region in page.regions[at + 1 :])
    }


def _without_last_heading(pages: Sequence[Page], body: float) -> Sequence[Page]:
    """Return ``pages`` without a heading, no larger than the text, that ends all of them: who signed it."""
    if len(pages) < 2 or not any(_is_prose(region) for page in pages for region in page.regions):
        return pages
    last = pages[-1]
    said = [
        at
        for at, region in enumerate(last.regions)
        if region.text.strip() and region.box.top < FOOT * last.height
    ]
    if not said or last.regions[said[-1]].kind is not RegionKind.HEADING:
        return pages
    large = look_of(last.regions[said[-1]], last).size >= LARGER * body
    return pages if large else (*pages[:-1], _as_text(last, {said[-1]}))


def _heads_of_columns(page: Page) -> set[int]:
    """Return the headings that stand beside one another right over a table, within its width.

    They head its columns: a heading stands on a line of its own.
    """
    heads = _heads(page)
    tables = [region.box for region in page.regions if region.kind is RegionKind.TABLE]
    over = [at for at in heads if any(_is_right_over(page.regions[at].box, table) for table in tables)]
    return {at for at in over if any(_are_beside(page.regions[at].box, page.regions[o].box) for o in over)}


def _is_right_over(box: Box, table: Box) -> bool:
    within = table.left - 2 <= box.left and box.right <= table.right + 2
    return within and abs(table.top - box.bottom) < box.bottom - box.top


def _are_beside(one: Box, other: Box) -> bool:
    level = min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5 * (one.bottom - one.top)
    return level and (one.right <= other.left or other.right <= one.left)


def _heads_it(box: Box, region: Region) -> bool:
    """Tell whether ``region``, read later, may be what a heading at ``box`` heads: beside or under it.

    A line with an address is not: a call to write or to visit stands over that.
    """
    if len(region.text.split()) < ADDRESS_WORDS and _ADDRESS.search(region.text):
        return False
    return region.kind is not RegionKind.HEADING and (
        region.box.bottom > box.bottom or region.box.left > box.right
    )


def _goes_on(page: Page, at: int) -> bool:
    """Tell whether the text under the heading at ``at`` goes on with its sentence.

    It does so in the heading's own type, or after a heading run in with its paragraph,
    whose line holds the end of the one and the beginning of the other.
    """
    under = _next_in_column(page, at)
    if under is None:
        return False
    above, below = (lines_of(page.spans_in(region.box)) for region in (page.regions[at], under))
    if (
        not above
        or not below
        or not (_style(above[-1]) == _style(below[0]) or _is_run_in(above[-1], below[0]))
        or _ENDED.search(above[-1].text.strip())
    ):
        return False
    gap = below[0].box.top - above[-1].box.bottom
    if not -above[-1].size < gap < CLOSE * above[-1].size:
        return False
    measure = around([line.box for line in (*above, *below)])
    filled = above[-1].box.right - measure.left >= FULL * (measure.right - measure.left)
    return filled or below[0].text.strip()[:1].islower()


def _next_in_column(page: Page, at: int) -> Region | None:
    """Return the text read next after the heading at ``at``, past what stands in a margin beside it."""
    box = page.regions[at].box
    for region in page.regions[at + 1 : at + 3]:
        if share_width(region.box, box):
            return region if region.kind in _TEXT else None
    return None


def _is_run_in(head: Line, below: Line) -> bool:
    return bool(_RUN_IN.search(head.text)) and below.text.strip()[:1].islower()


# --- over the document ------------------------------------------------------------------------


def _style(line: Line) -> Style:
    total = sum(len(span.text) for span in line.spans)
    bold = sum(len(span.text) for span in line.spans if span.bold)
    italic = sum(len(span.text) for span in line.spans if span.italic)
    return Style(round(line.size), 2 * bold > total, 2 * italic > total)


def _without_running_styles(pages: list[Page], running: Counter[Style], body: float) -> tuple[Page, ...]:
    doubtful: dict[tuple[int, int], Style] = {}
    total: Counter[Style] = Counter()
    for number, page in enumerate(pages):
        for at in _heads(page):
            region, look = page.regions[at], look_of(page.regions[at], page)
            style = Style(round(look.size), look.bold, look.italic)
            total[style] += len(region.text)
            plainly = not look.bold and not look.italic  # white space made it one, not its type
            if look.size < LARGER * body and not (plainly or look.capitals or is_numbered(region.text)):
                doubtful[number, at] = style
    false = {place for place, style in doubtful.items() if running[style] > RUNNING_TIMES * total[style]}
    return tuple(
        _as_text(page, {at for here, at in false if here == number}) for number, page in enumerate(pages)
    )
