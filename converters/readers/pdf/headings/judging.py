"""Which regions are headings: judged over the whole document, by what typographers do.

A heading stands out from the text by size, weight, capitals or a number; it is
short, on lines of its own, begins with a capital and does not end as a sentence
does. What the engine takes for one is doubted where it is set as the body is,
says figures rather than words, names people in a title block, or stands among
the entries of a contents page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from converters.caption_words import FIGURE_WORDS, TABLE_WORDS
from converters.document import Box
from converters.readers.pdf.headings.doubts import Style, is_numbered, running_styles, with_headings_doubted
from converters.readers.pdf.headings.initials import with_initials
from converters.readers.pdf.headings.levels import levelled
from converters.readers.pdf.headings.merging import merged
from converters.readers.pdf.headings.numbered import (
    Plain,
    heading_of,
    numbered_headings,
    with_headings_apart,
    with_headings_kept,
)
from converters.readers.pdf.headings.series import lettered_headings
from converters.readers.pdf.headings.standing import Around, stands_apart, surroundings_of
from converters.readers.pdf.lists.hanging import with_markers_beside_words
from converters.readers.pdf.lists.itemising import with_items_apart
from converters.readers.pdf.lists.outdents import with_outdents_apart
from converters.readers.pdf.page import Page, Picture, Region, RegionKind, around
from converters.readers.pdf.tables.judging import with_tables_judged
from converters.readers.pdf.text.characters import one_line
from converters.readers.pdf.text.contents import is_entry, with_contents
from converters.readers.pdf.text.index_pages import with_index
from converters.readers.pdf.text.lines import Line, lines_by_region, lines_of
from converters.readers.pdf.text.paragraphs import with_paragraphs_whole
from converters.readers.pdf.text.wording import plain, same_words

LARGER = 1.12  # times the body's size: a difference that a reader sees
MUCH_LARGER = 1.3
SMALLER = 0.9
MOSTLY = 0.5  # share of the characters
WHOLLY = 0.9
MAX_WORDS = 25  # of a title
MAX_WORDS_MIDDLE = 18  # of a heading not much larger than the text
MAX_WORDS_SMALL = 8  # of one that begins with a small letter
MAX_LINES = 4
CONTENTS_SHARE = 0.4  # of a page's lines end in a page number: a contents page
CONTENTS_LINES = 5
SET_OFF = 1.35  # times the pitch of the lines: white space that a reader sees
SHORT = 0.7  # share of the measure that a heading set off by white space takes at most
MAX_SPACED_WORDS = 9
APART = 0.15  # type sizes between a line and the heading under it
STOOD_OFF = 0.6  # type sizes between the end of a sentence and what begins anew under it
MOST_OF_SENTENCE = 8  # words of a heading as large as the text that ends as a sentence does

_CAPTION = re.compile(rf"(?:{TABLE_WORDS}|{FIGURE_WORDS}|source)\s*:?\s*(?:[A-Z.]*\d|:)", re.IGNORECASE)
_ANY_END = re.compile(r"[.,;:!?…-][”’\"')\]]*$")
_ENDED = re.compile(r"[.!?:…][”’\"')\]]*$")
_DATE = re.compile(r"\b(?:19|20)\d\d$|^(?:dear|yours)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.,;][”’\"')\]]*$")
# an address, or the signs of a program: "@", "www.", "a_b", "::", "{"
_NO_WORDS = re.compile(r"\w@\w|\bwww\.|https?:|\w_\w|[{}=<>\\]|::|^:|;$")

# who wrote what follows, and what somebody said: words drawn out of a story
_SAID = re.compile(r"By\s+(?:[A-Z][\w.’'-]*[\s,&]*(?:and\s+)?){1,6}$|[“\"‘].*[.!?…,][”\"’]$")


@dataclass(frozen=True, slots=True)
class Type:
    """How the body of a document is set. ``bold``: most of it is, so that weight says nothing."""

    size: float
    bold: bool
    colour: str


def with_headings_judged(pages: tuple[Page, ...], pictures: Iterable[Picture] = ()) -> tuple[Page, ...]:
    """Return ``pages``, which show ``pictures``, with their regions parted into headings and text anew."""
    shown: dict[int, list[Box]] = defaultdict(list)
    for picture in pictures:
        shown[picture.page].append(picture.box)
    body = _body_type(pages)
    running: Counter[Style] = Counter()
    judged = []
    text = Plain(body.size, body.bold)
    seen = [
        with_outdents_apart(with_headings_kept(page, text, _with_index_or_tables))
        for page in map(with_contents, pages)
    ]
    lettered = lettered_headings(seen, text)
    for whole in seen:
        heads = (*numbered_headings(whole, text), *lettered.get(whole.number, ()))
        page = with_headings_apart(whole, heads)
        lines = lines_by_region(page)
        running += running_styles(page.regions, lines)
        sure = frozenset(line.box for line in heads)
        judged.append(_judged(page, lines, body, shown[page.number], sure))
    levels = levelled(with_initials(with_headings_doubted(judged, running, body.size), body.size))
    marked = map(with_markers_beside_words, levels)
    return tuple(with_paragraphs_whole(with_items_apart(page)) for page in marked)


def _with_index_or_tables(page: Page) -> Page:
    """Return ``page`` with its index, or else with its tables: an index has none."""
    indexed = with_index(page)
    return with_tables_judged(page) if indexed is page else indexed


def _body_type(pages: tuple[Page, ...]) -> Type:
    looks: Counter[tuple[float, bool, str]] = Counter()
    for page in pages:
        for span in page.spans:
            looks[span.size, span.bold, span.colour] += len(span.text)
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    colours: Counter[str] = Counter()
    for (size, heavy, colour), count in looks.items():
        sizes[round(size * 2) / 2] += count
        bold[heavy] += count
        colours[colour] += count
    usual = sizes.most_common(1)[0][0] if sizes else 11.0
    return Type(usual, bold[True] > bold[False], colours.most_common(1)[0][0] if colours else "")


# --- one page -----------------------------------------------------------------------------


def _judged(
    page: Page,
    lines: Mapping[int, tuple[Line, ...]],
    body: Type,
    pictures: Sequence[Box],
    sure: frozenset[Box],
) -> Page:
    contents = _is_contents(page)
    regions: list[Region] = []
    for at, region in enumerate(page.regions):
        if len(lines[at]) == 1 and lines[at][0].box in sure:
            regions.append(heading_of(lines[at][0]))
        elif region.kind is RegionKind.HEADING:
            regions += _heading_parts(region, lines[at], body, contents)
        elif region.kind is RegionKind.PARAGRAPH:
            beside = surroundings_of(page.regions, at, lines, pictures)
            regions += _paragraph_parts(region, lines[at], body, contents, beside)
        elif not contents and _is_numbered_heading(page.regions, at, lines[at], body):
            regions.append(_region(RegionKind.HEADING, lines[at], 2))
        else:
            regions.append(region)
    return replace(page, regions=tuple(merged(regions, page)))


def _is_contents(page: Page) -> bool:
    """Tell whether ``page`` lists what stands on other pages: many of its lines end in a number set off."""
    if any(region.leads for region in page.regions):
        return True
    lines = lines_of(page.spans)
    ends = sum(is_entry(line) and not is_figures(line.text) for line in lines)
    return ends >= CONTENTS_LINES and ends >= CONTENTS_SHARE * len(lines)


def is_figures(text: str) -> bool:
    """Tell whether ``text`` holds fewer letters than other signs, as the labels of an axis do."""
    count = sum(map(str.isalpha, text))
    return count < 3 or count < MOSTLY * len(re.sub(r"\s", "", text))


# --- what the engine takes for a heading --------------------------------------------------------


def _heading_parts(region: Region, lines: tuple[Line, ...], body: Type, contents: bool) -> Iterator[Region]:
    if not lines or not same_words(lines, f"{region.marker or ''} {region.text}"):
        said = plain(region.text)
        false = _is_no_heading(lines, body, said) if lines else is_figures(said) or _NO_WORDS.search(said)
        yield replace(region, kind=RegionKind.PARAGRAPH) if false else region
        return
    for _, group in groupby(lines, key=_style):
        part = tuple(group)
        fits = not _is_no_heading(part, body) and not (contents and not _stands_out(part, body, MUCH_LARGER))
        yield _region(RegionKind.HEADING if fits else RegionKind.PARAGRAPH, part, region.level)


def _style(line: Line) -> tuple[bool, int, bool]:
    return _bold_share([line]) > MOSTLY, round(line.size), line.text.isupper()


def _look(line: Line) -> tuple[object, ...]:
    """Return all of the style of ``line``: also its slant and its colour."""
    longest = max(line.spans, key=lambda span: len(span.text))
    return *_style(line), longest.italic, longest.colour


def _bold_share(lines: tuple[Line, ...] | list[Line]) -> float:
    spans = [span for line in lines for span in line.spans]
    return sum(len(span.text) for span in spans if span.bold) / max(1, sum(len(span.text) for span in spans))


def _is_no_heading(lines: tuple[Line, ...], body: Type, said: str | None = None) -> bool:
    """Tell whether ``lines``, which say ``said`` if not what is in them, are no heading by themselves."""
    text = said or _text(lines)
    size = max(line.size for line in lines)
    if (
        is_figures(text)
        or _CAPTION.match(text)
        or _SAID.match(text)
        or _NO_WORDS.search(text)
        or sum(is_numbered(line.text) for line in lines) > 1  # the lines of a list
        or not _short(lines, text, body)
    ):
        return True
    if size >= LARGER * body.size or is_numbered(text):
        return len(text.split()) > 10 and bool(_SENTENCE_END.search(text)) and size < MUCH_LARGER * body.size
    if len(text.split()) > MOST_OF_SENTENCE and _SENTENCE_END.search(text):
        return True
    plain = body.bold or _bold_share(lines) < MOSTLY
    return size < SMALLER * body.size or (plain and not text.isupper()) or text[:1].islower()


def _short(lines: tuple[Line, ...], text: str, body: Type) -> bool:
    most = MAX_WORDS_SMALL if text[:1].islower() else MAX_WORDS_MIDDLE
    most = MAX_WORDS if _stands_out(lines, body, MUCH_LARGER) else most
    return len(lines) <= MAX_LINES and len(text.split()) <= most


def _text(lines: tuple[Line, ...]) -> str:
    return one_line(" ".join(line.text for line in lines))


def _region(kind: RegionKind, lines: tuple[Line, ...], level: int = 1) -> Region:
    text = " ".join(line.text for line in lines)
    return Region(kind, around([line.box for line in lines]), text, level=level)


# --- what the engine takes for text -------------------------------------------------------------


def _paragraph_parts(
    region: Region, lines: tuple[Line, ...], body: Type, contents: bool, beside: Around
) -> Iterator[Region]:
    """Yield ``region``, its lines apart that are set as headings are."""
    if contents or not lines or any(span.rotation for line in lines for span in line.spans):
        yield region
        return
    parts = _parts(lines, body, beside)
    if not any(heading for heading, _ in parts) or not same_words(lines, region.text):
        yield region
        return
    for heading, part in parts:
        yield _region(RegionKind.HEADING if heading else RegionKind.PARAGRAPH, part, 2 if heading else 1)


def _parts(lines: tuple[Line, ...], body: Type, beside: Around) -> list[tuple[bool, tuple[Line, ...]]]:
    """Return ``lines`` as runs of them, with True where a run is set as a heading."""
    groups = _groups(lines)
    if (
        not beside.shown_over
        and (len(groups) == 1 or len(groups[0]) == 1)
        and _is_spaced_heading(lines, body)
    ):
        return [(True, lines[:1]), (False, lines[1:])]
    parts: list[tuple[bool, tuple[Line, ...]]] = []
    for at, group in enumerate(groups):
        rest = tuple(line for other in groups[at + 1 :] for line in other)
        above = parts[-1][1][-1] if parts else None
        heading = _is_set_as_heading(group, rest, body, beside) or stands_apart(
            group, above, rest, beside, body.colour
        )
        heading = heading and (not parts or _begins_anew(parts[-1], group))
        if parts and not heading and not parts[-1][0]:
            parts[-1] = (False, (*parts[-1][1], *group))
        else:
            parts.append((heading, group))
    return parts


def _groups(lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    """Return ``lines`` as runs of one look; what stands off under the end of a sentence begins another."""
    groups: list[tuple[Line, ...]] = [(lines[0],)]
    for above, line in pairwise(lines):
        off = line.box.top - above.box.bottom > STOOD_OFF * line.size
        if _look(line) != _look(above) or (off and _ENDED.search(above.text.strip())):
            groups.append((line,))
        else:
            groups[-1] = (*groups[-1], line)
    return groups


def _begins_anew(above: tuple[bool, tuple[Line, ...]], head: tuple[Line, ...]) -> bool:
    """Tell whether ``head`` begins something new under ``above``: this has ended, and stands off."""
    heading, lines = above
    gap = head[0].box.top - lines[-1].box.bottom
    return heading or (bool(_ENDED.search(lines[-1].text.strip())) and gap > APART * head[0].size)


def _is_set_as_heading(head: tuple[Line, ...], rest: tuple[Line, ...], body: Type, beside: Around) -> bool:
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
    bold = _bold_share(head) >= WHOLLY and not body.bold
    if _stands_out(head, body, MUCH_LARGER):
        below = rest or beside.below
        over = bool(below) and _stands_out(head, replace(body, size=below[0].size), MUCH_LARGER)
        return bold or over or (len(text.split()) > 1 and not rest)
    return bold and bool(rest) and _bold_share(rest) < 0.2 and len(head) <= 2 and len(text.split()) <= 12


def _is_numbered_heading(regions: tuple[Region, ...], at: int, lines: tuple[Line, ...], body: Type) -> bool:
    """Tell whether the list item at ``at`` is a numbered heading: it stands out, and heads a paragraph.

    An item stands among other items, in the type of the text.
    """
    region = regions[at]
    around_it = (*regions[max(0, at - 1) : at], *regions[at + 1 : at + 2])
    if region.kind is not RegionKind.LIST_ITEM or not lines or len(lines) > 2:
        return False
    if any(other.kind is RegionKind.LIST_ITEM for other in around_it) or at + 1 >= len(regions):
        return False
    text = _text(lines)
    bold = _bold_share(lines) >= WHOLLY and not body.bold
    stands_out = bold or _stands_out(lines, body, LARGER)
    return stands_out and is_numbered(text) and not _is_no_heading(lines, body) and not _ENDED.search(text)


def _is_spaced_heading(lines: tuple[Line, ...], body: Type) -> bool:
    """Tell whether the first of ``lines`` is set off as a heading by white space, in the type of the text.

    It is short where the others fill their measure, stands further from them than they
    do from one another, and is no sentence.
    """
    if len(lines) < 3 or body.size * SMALLER > lines[0].size:
        return False
    head, rest = lines[0], lines[1:]
    text = _text((head,))
    measure = max(line.box.right for line in rest) - min(line.box.left for line in lines)
    pitch = median(below.box.bottom - above.box.bottom for above, below in pairwise(rest))
    off = rest[0].box.bottom - head.box.bottom > SET_OFF * pitch
    short = head.box.right - head.box.left < SHORT * measure and len(text.split()) <= MAX_SPACED_WORDS
    capital = text[:1].isupper() and not is_figures(text) and _text(rest)[:1].isupper()
    said = not _ANY_END.search(text) and not _DATE.search(text)
    said = said and not _CAPTION.match(text) and not _SAID.match(text)
    return off and short and capital and said and not _NO_WORDS.search(text)


def _stands_out(lines: tuple[Line, ...], body: Type, times: float) -> bool:
    return min(line.size for line in lines) >= times * body.size
