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
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from converters.document import Box
from converters.readers.pdf.headings.doubts import Style, is_numbered, running_styles, with_headings_doubted
from converters.readers.pdf.headings.initials import with_initials
from converters.readers.pdf.headings.levels import levelled
from converters.readers.pdf.headings.merging import merged
from converters.readers.pdf.headings.numbered import (
    heading_of,
    numbered_headings,
    with_headings_apart,
    with_headings_kept,
)
from converters.readers.pdf.headings.series import lettered_headings
from converters.readers.pdf.headings.standing import Around, stands_apart, surroundings_of
from converters.readers.pdf.headings.wording import (
    CAPTION,
    LARGER,
    MOSTLY,
    MUCH_LARGER,
    NO_WORDS,
    SAID,
    SENTENCE_END,
    SMALLER,
    WHOLLY,
    Type,
    bold_share,
    is_no_heading,
    lacks_letters,
    stands_out,
    text_of,
)
from converters.readers.pdf.lists.hanging import with_markers_beside_words
from converters.readers.pdf.lists.itemising import with_items_apart
from converters.readers.pdf.lists.outdents import with_outdents_apart
from converters.readers.pdf.page import Page, Picture, Region, RegionKind, around
from converters.readers.pdf.tables.judging import with_tables_judged
from converters.readers.pdf.text.contents import is_entry, with_contents
from converters.readers.pdf.text.index_pages import with_index
from converters.readers.pdf.text.lines import Line, lines_by_region, lines_of
from converters.readers.pdf.text.paragraphs import with_paragraphs_whole
from converters.readers.pdf.text.wording import plain, same_words

TITLE = 1.5  # times the body's size: a name may begin with a small letter
CONTENTS_SHARE = 0.4  # of a page's lines end in a page number: a contents page
CONTENTS_LINES = 5
SET_OFF = 1.35  # times the pitch of the lines: white space that a reader sees
SHORT = 0.7  # share of the measure that a heading set off by white space takes at most
MAX_SPACED_WORDS = 9
APART = 0.15  # type sizes between a line and the heading under it
STOOD_OFF = 0.6  # type sizes between the end of a sentence and what begins anew under it

_ANY_END = re.compile(r"[.,;:!?…-][”’\"')\]]*$")
_ENDED = re.compile(r"[.!?:…][”’\"')\]]*$")
_PAGE_AT_END = re.compile(r"\s\d{1,4}\s*$")
_DATE = re.compile(r"\b(?:19|20)\d\d$|^(?:dear|yours)\b", re.IGNORECASE)


def with_headings_judged(pages: tuple[Page, ...], pictures: Iterable[Picture] = ()) -> tuple[Page, ...]:
    """Return ``pages``, which show ``pictures``, with their regions parted into headings and text anew."""
    shown: dict[int, list[Box]] = defaultdict(list)
    for picture in pictures:
        shown[picture.page].append(picture.box)
    body = _body_type(pages)
    running: Counter[Style] = Counter()
    judged = []
    seen = [
        with_outdents_apart(with_headings_kept(page, body, _with_index_or_tables))
        for page in map(with_contents, pages)
    ]
    lettered = lettered_headings(seen, body)
    for whole in seen:
        heads = (*numbered_headings(whole, body), *lettered.get(whole.number, ()))
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
    listed = _contents(page)
    regions: list[Region] = []
    for at, region in enumerate(page.regions):
        contents = at in listed or (bool(listed) and bool(_PAGE_AT_END.search(region.text)))
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


def _contents(page: Page) -> range:
    """Return the places of the regions of ``page`` that list what stands on other pages.

    Without known entries that is all of it, where many of its lines end in a number set off.
    """
    leads = [at for at, region in enumerate(page.regions) if region.leads]
    if leads:
        return range(leads[0] - 1, leads[-1] + 1)  # the first may be under the name of its part
    lines = lines_of(page.spans)
    ends = sum(is_entry(line) and not lacks_letters(line.text) for line in lines)
    many = ends >= CONTENTS_LINES and ends >= CONTENTS_SHARE * len(lines)
    return range(len(page.regions) if many else 0)


# --- what the engine takes for a heading --------------------------------------------------------


def _heading_parts(region: Region, lines: tuple[Line, ...], body: Type, contents: bool) -> Iterator[Region]:
    if not lines or not same_words(lines, f"{region.marker or ''} {region.text}"):
        said = plain(region.text)
        false = is_no_heading(lines, body, said) if lines else lacks_letters(said) or NO_WORDS.search(said)
        yield replace(region, kind=RegionKind.PARAGRAPH) if false else region
        return
    for _, group in groupby(lines, key=_style):
        part = tuple(group)
        fits = not is_no_heading(part, body) and not (contents and not stands_out(part, body, MUCH_LARGER))
        yield _region(RegionKind.HEADING if fits else RegionKind.PARAGRAPH, part, region.level)


def _style(line: Line) -> tuple[bool, int, bool]:
    return bold_share([line]) > MOSTLY, round(line.size), line.text.isupper()


def _look(line: Line) -> tuple[object, ...]:
    """Return all of the style of ``line``: also its slant and its colour."""
    longest = max(line.spans, key=lambda span: len(span.text))
    return *_style(line), longest.italic, longest.colour


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
    text = text_of(head)
    if (
        is_no_heading(head, body)
        or SENTENCE_END.search(text)
        or not text[:1].isalnum()
        or (text[:1].islower() and not stands_out(head, body, TITLE))
    ):
        return False
    if text.endswith("-") or text_of(rest)[:1].islower():  # bold words that a sentence begins with
        return False
    bold = bold_share(head) >= WHOLLY and not body.bold
    if stands_out(head, body, MUCH_LARGER):
        below = rest or beside.below
        over = bool(below) and stands_out(head, replace(body, size=below[0].size), MUCH_LARGER)
        return bold or over or (len(text.split()) > 1 and not rest)
    return bold and bool(rest) and bold_share(rest) < 0.2 and len(head) <= 2 and len(text.split()) <= 12


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
    text = text_of(lines)
    bold = bold_share(lines) >= WHOLLY and not body.bold
    apart = bold or stands_out(lines, body, LARGER)
    return apart and is_numbered(text) and not is_no_heading(lines, body) and not _ENDED.search(text)


def _is_spaced_heading(lines: tuple[Line, ...], body: Type) -> bool:
    """Tell whether the first of ``lines`` is set off as a heading by white space, in the type of the text.

    It is short where the others fill their measure, stands further from them than they
    do from one another, and is no sentence.
    """
    if len(lines) < 3 or body.size * SMALLER > lines[0].size:
        return False
    head, rest = lines[0], lines[1:]
    text = text_of((head,))
    measure = max(line.box.right for line in rest) - min(line.box.left for line in lines)
    pitch = median(below.box.bottom - above.box.bottom for above, below in pairwise(rest))
    off = rest[0].box.bottom - head.box.bottom > SET_OFF * pitch
    short = head.box.right - head.box.left < SHORT * measure and len(text.split()) <= MAX_SPACED_WORDS
    capital = text[:1].isupper() and not lacks_letters(text) and text_of(rest)[:1].isupper()
    said = not _ANY_END.search(text) and not _DATE.search(text)
    said = said and not CAPTION.match(text) and not SAID.match(text)
    return off and short and capital and said and not NO_WORDS.search(text)
