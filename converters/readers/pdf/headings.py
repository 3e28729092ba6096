"""Which regions are headings: judged over the whole document, by what typographers do.

A heading stands out from the text by size, weight, capitals or a number; it is
short, on lines of its own, begins with a capital and does not end as a sentence
does. What the engine takes for one is doubted where it is set as the body is,
says figures rather than words, names people in a title block, or stands among
the entries of a contents page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from converters.readers.pdf.characters import one_line
from converters.readers.pdf.itemising import with_items_apart
from converters.readers.pdf.judging import with_tables_judged
from converters.readers.pdf.lines import Line, lines_by_region, lines_of
from converters.readers.pdf.page import Page, Region, RegionKind, around
from converters.readers.pdf.wording import same_words

LARGER = 1.12  # times the body's size: a difference that a reader sees
MUCH_LARGER = 1.3
SMALLER = 0.9
MOSTLY = 0.5  # share of the characters
WHOLLY = 0.9
MAX_WORDS = 25  # of a heading
MAX_LINES = 4
CONTENTS_SHARE = 0.4  # of a page's lines end in a page number: a contents page
CONTENTS_LINES = 5
TITLE_BLOCK_NAMES = 3  # commas or marks of affiliation in a line of names
LEADING = 0.8  # line heights between the lines of one heading

_NUMBERED = re.compile(
    r"(?:(?:chapter|section|part|appendix|annex|schedule|article|module|unit|lesson|step|activity)\s+)?"
    r"(?:[A-Z]?\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z](?:\.\d{1,2})+|[IVX]{1,5}|[A-Z])[.):]?\s+[A-Z“\"‘]",
)
_DEPTH = re.compile(r"(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2})*")
_CAPTION = re.compile(
    r"(?:table|figure|fig\.?|chart|graph|box|exhibit|source)\s*:?\s*(?:[A-Z.]*\d|:)", re.IGNORECASE
)
_ENDS_IN_NUMBER = re.compile(r"(?:\s|\.{2,}|…)\s*(?:\d{1,4}|[ivxlc]{1,6})$")
_SENTENCE_END = re.compile(r"[.,;][”’\"')\]]*$")
_MARKS_OF_AFFILIATION = re.compile(r"[∗*†‡§¶¹²³⁴]|(?<=[a-z])\d")
_ABSTRACT = re.compile(r"abstract|summary|introduction", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Type:
    """How the body of a document is set. ``bold``: most of it is, so that weight says nothing."""

    size: float
    bold: bool


def with_headings_judged(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Return ``pages`` with their regions parted into headings and text anew."""
    body = _body_type(pages)
    judged = [_judged(with_tables_judged(page), body) for page in pages]
    return tuple(map(with_items_apart, _levelled(judged)))


def _body_type(pages: tuple[Page, ...]) -> Type:
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    for page in pages:
        for span in page.spans:
            sizes[round(span.size * 2) / 2] += len(span.text)
            bold[span.bold] += len(span.text)
    return Type(sizes.most_common(1)[0][0] if sizes else 11.0, bold[True] > bold[False])


# --- one page -----------------------------------------------------------------------------


def _judged(page: Page, body: Type) -> Page:
    lines = lines_by_region(page)
    contents = _is_contents(page)
    regions: list[Region] = []
    for at, region in enumerate(page.regions):
        if region.kind is RegionKind.HEADING:
            regions += _heading_parts(region, lines[at], body, contents)
        elif region.kind is RegionKind.PARAGRAPH:
            regions += _paragraph_parts(region, lines[at], body, contents)
        else:
            regions.append(region)
    return replace(page, regions=tuple(_merged(_without_names(regions, page, body), page)))


def _is_contents(page: Page) -> bool:
    """Tell whether ``page`` lists what stands on other pages: many of its lines end in a number."""
    lines = [one_line(line.text) for line in lines_of(page.spans)]
    ends = sum(
        bool(_ENDS_IN_NUMBER.search(text)) and len(text) > 8 and not is_figures(text) for text in lines
    )
    return ends >= CONTENTS_LINES and ends >= CONTENTS_SHARE * len(lines)


def is_figures(text: str) -> bool:
    """Tell whether ``text`` holds fewer letters than other signs, as the labels of an axis do."""
    count = sum(map(str.isalpha, text))
    return count < 3 or count < MOSTLY * len(re.sub(r"\s", "", text))


# --- what the engine takes for a heading --------------------------------------------------------


def _heading_parts(region: Region, lines: tuple[Line, ...], body: Type, contents: bool) -> Iterator[Region]:
    if not lines or not same_words(lines, f"{region.marker or ''} {region.text}"):
        yield region if not is_figures(region.text) else replace(region, kind=RegionKind.PARAGRAPH)
        return
    for _, group in groupby(lines, key=_style):
        part = tuple(group)
        fits = not _is_no_heading(part, body) and not (contents and not _stands_out(part, body, MUCH_LARGER))
        yield _region(RegionKind.HEADING if fits else RegionKind.PARAGRAPH, part, region.level)


def _style(line: Line) -> tuple[bool, int]:
    return _bold_share([line]) > MOSTLY, round(line.size)


def _bold_share(lines: tuple[Line, ...] | list[Line]) -> float:
    spans = [span for line in lines for span in line.spans]
    return sum(len(span.text) for span in spans if span.bold) / max(1, sum(len(span.text) for span in spans))


def _is_no_heading(lines: tuple[Line, ...], body: Type) -> bool:
    text = _text(lines)
    size = max(line.size for line in lines)
    if is_figures(text) or _CAPTION.match(text) or not _short(lines, text):
        return True
    if size >= LARGER * body.size or _NUMBERED.match(text):
        return len(text.split()) > 10 and bool(_SENTENCE_END.search(text)) and size < MUCH_LARGER * body.size
    plain = body.bold or _bold_share(lines) < MOSTLY
    return size < SMALLER * body.size or (plain and not text.isupper()) or text[:1].islower()


def _short(lines: tuple[Line, ...], text: str) -> bool:
    return len(lines) <= MAX_LINES and len(text.split()) <= MAX_WORDS


def _text(lines: tuple[Line, ...]) -> str:
    return one_line(" ".join(line.text for line in lines))


def _region(kind: RegionKind, lines: tuple[Line, ...], level: int = 1) -> Region:
    text = " ".join(line.text for line in lines)
    return Region(kind, around([line.box for line in lines]), text, level=level)


# --- what the engine takes for text -------------------------------------------------------------


def _paragraph_parts(region: Region, lines: tuple[Line, ...], body: Type, contents: bool) -> Iterator[Region]:
    """Yield ``region``, its first lines apart where they are set as a heading is."""
    if contents or not lines or any(span.rotation for line in lines for span in line.spans):
        yield region
        return
    count = 0
    while count < len(lines) and _style(lines[count]) == _style(lines[0]):
        count += 1
    head, rest = lines[:count], lines[count:]
    if not _is_set_as_heading(head, rest, body) or not same_words(lines, region.text):
        yield region
        return
    yield _region(RegionKind.HEADING, head, 2)
    if rest:
        yield _region(RegionKind.PARAGRAPH, rest)


def _is_set_as_heading(head: tuple[Line, ...], rest: tuple[Line, ...], body: Type) -> bool:
    text = _text(head)
    if (
        _is_no_heading(head, body)
        or _SENTENCE_END.search(text)
        or not text[:1].isalnum()
        or text[:1].islower()
    ):
        return False
    if text.endswith("-") or _text(rest)[:1].islower():  # bold words that a sentence begins with
        return False
    if _stands_out(head, body, MUCH_LARGER):
        return len(text.split()) > 1 and not rest
    bold = _bold_share(head) >= WHOLLY and not body.bold
    return bold and bool(rest) and _bold_share(rest) < 0.2 and len(head) <= 2 and len(text.split()) <= 12


def _stands_out(lines: tuple[Line, ...], body: Type, times: float) -> bool:
    return min(line.size for line in lines) >= times * body.size


# --- over several regions -----------------------------------------------------------------------


def _without_names(regions: list[Region], page: Page, body: Type) -> list[Region]:
    """Return ``regions`` with the authors under a paper's title, before its abstract, as text."""
    heads = [at for at, region in enumerate(regions) if region.kind is RegionKind.HEADING]
    abstract = next((at for at in heads if _ABSTRACT.fullmatch(regions[at].text.strip())), None)
    result = list(regions)
    for at in heads:
        under_title = abstract is not None and heads[0] < at < abstract and page.number == 1
        if (under_title and not _NUMBERED.match(regions[at].text)) or _is_names(regions[at].text):
            result[at] = replace(regions[at], kind=RegionKind.PARAGRAPH)
    return result


def _is_names(text: str) -> bool:
    marks = len(_MARKS_OF_AFFILIATION.findall(text))
    words = re.findall(r"[^\W\d_]+", text)
    named = all(word[:1].isupper() or word == "and" for word in words)
    return named and text.count(",") + marks >= TITLE_BLOCK_NAMES


def _merged(regions: list[Region], page: Page) -> list[Region]:
    """Return ``regions`` with the lines of one heading, read as several, as one."""
    merged: list[Region] = []
    for region in regions:
        if merged and _is_one_heading(merged[-1], region, page):
            last = merged[-1]
            merged[-1] = replace(last, box=around([last.box, region.box]), text=f"{last.text} {region.text}")
        else:
            merged.append(region)
    return merged


def _is_one_heading(above: Region, below: Region, page: Page) -> bool:
    if above.kind is not RegionKind.HEADING or below.kind is not RegionKind.HEADING:
        return False
    one, other = _size(above, page), _size(below, page)
    near = -0.5 * one < below.box.top - above.box.bottom < (LEADING - 0.3) * one
    same = (
        abs(one - other) < 0.05 * one
        and not _NUMBERED.match(below.text)
        and one_line(below.text)[:1] not in "•-"
    )
    across = min(above.box.right, below.box.right) > max(above.box.left, below.box.left)
    return near and same and across and not above.text.rstrip().endswith((".", "?", ":", "!"))


def _size(region: Region, page: Page) -> float:
    sizes = [span.size for span in page.spans_in(region.box)]
    return max(sizes, default=region.box.bottom - region.box.top)


# --- levels -----------------------------------------------------------------------------------


def _levelled(pages: list[Page]) -> Iterator[Page]:
    """Yield ``pages`` with headings as deep as their size in the document and their numbers say."""
    sizes = sorted(
        {
            _step(_size(region, page))
            for page in pages
            for region in page.regions
            if region.kind is RegionKind.HEADING
        },
        reverse=True,
    )
    for page in pages:
        yield replace(page, regions=tuple(_with_level(region, page, sizes) for region in page.regions))


def _step(size: float) -> float:
    return round(size)


def _with_level(region: Region, page: Page, sizes: list[float]) -> Region:
    if region.kind is not RegionKind.HEADING:
        return region
    level = sizes.index(_step(_size(region, page))) + 1
    number = _DEPTH.match(region.text.strip())
    if number and "." in number[0].rstrip("."):
        level = max(level, number[0].count(".") + 1)
    return replace(region, level=min(level, 6))
