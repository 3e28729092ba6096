"""Where a table without a drawn grid may stand: between rules of one width, or around words that align."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean, median

from converters.document import Box
from converters.readers.pdf.page import Page, Region, RegionKind, around, contains, meet
from converters.readers.pdf.tables.rules import CELL_GAP, Rule, rules_of
from converters.readers.pdf.text.gutters import sides_of
from converters.readers.pdf.text.segments import Segment, Strip, is_numeric, strips_of

SAME_END = 5.0  # points between the ends of rules that belong to one table
ON_LINE = 1.5  # points between the heights of the parts of one rule
PAPER_EDGE = 3.0  # points from the top or the foot of the page, where no table has a rule
NARROWEST = 60.0  # points across a table
TABULAR = 0.4  # share of the lines between two rules that stand in several columns
PROSE = 60  # characters of a line's part, on average: more is text in columns
RUNNING = 150  # characters of a paragraph: two lines of text
FILLING = 0.8  # share of the width between two rules that a paragraph of text fills
LINE = 40  # characters of a line of text beside a table
SPACED = 1.2  # words after the last figure of a line, on average: text set with wide spaces
INDENT = 30.0  # points between the beginnings of a table's lines; what stands further out is no part
CLEAR = 0.9  # type sizes between two columns where nothing but white says that they are two
FEWEST = 3  # lines in a row that make a table without rules
FAR = 2.2  # type sizes between such lines, at most

NOTE = re.compile(
    r"(?:table|tab\.|figure|fig\.|chart|exhibit)\s?[\dIVX]+\b|(?:source|notes?)s?\s?:", re.IGNORECASE
)
CAPTION = re.compile(
    r"(?:table|tab\.|figure|fig\.|chart|exhibit|source|notes?)\b[\s:]*[\dA-Z]?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the page that may be a table; ``rules`` run across it, from the top."""

    box: Box
    rules: tuple[Rule, ...] = ()


def zones_of(page: Page, rules: tuple[Rule, ...]) -> Iterator[Box]:
    """Yield the parts of ``page`` to look at, those between ``rules`` across it first."""
    found = list(_between_rules(page, rules))
    yield from found
    for box in (*_runs_of_figures(page), *_engines_tables(page)):
        if not any(meet(other, box) for other in found):
            yield box


def zone_in(box: Box, rules: tuple[Rule, ...]) -> Zone:
    """Return ``box`` with those of ``rules`` that run across it."""
    return Zone(box, tuple(rule for rule in rules if _in(rule, box)))


def across(page: Page) -> tuple[Rule, ...]:
    """Return the level rules of ``page`` from the top, those drawn cell by cell as one."""
    heights: list[list[Rule]] = []
    level = (rule for rule in rules_of(page.drawings) if not rule.upright and not _is_edge(rule, page))
    for rule in sorted(level, key=lambda rule: rule.at):
        if heights and rule.at - heights[-1][0].at <= ON_LINE:
            heights[-1].append(rule)
        else:
            heights.append([rule])
    return tuple(rule for level in heights for rule in _merged(level))


def _is_edge(rule: Rule, page: Page) -> bool:
    """Tell whether ``rule`` is an end of the paper, as the ground that a page is painted on has it."""
    return rule.at < PAPER_EDGE or rule.at > page.height - PAPER_EDGE


def _merged(level: list[Rule]) -> list[Rule]:
    merged: list[Rule] = []
    for rule in sorted(level, key=lambda rule: rule.start):
        if merged and rule.start <= merged[-1].end + CELL_GAP:
            merged[-1] = replace(merged[-1], end=max(merged[-1].end, rule.end))
        else:
            merged.append(rule)
    return merged


def _in(rule: Rule, box: Box) -> bool:
    return (
        box.top - 3 <= rule.at <= box.bottom + 3 and min(rule.end, box.right) - max(rule.start, box.left) > 4
    )


# --- between rules ------------------------------------------------------------------------


def _between_rules(page: Page, rules: tuple[Rule, ...]) -> Iterator[Box]:
    taken: list[Box] = []
    for group in _of_one_width(rules):
        for first, last in _stretches(page, group):
            box = Box(group[0].start, first, group[0].end, last)
            if not any(meet(box, other) for other in taken):
                taken.append(box)
                yield box


def _of_one_width(rules: Iterable[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.start - rule.end):
        if rule.end - rule.start < NARROWEST:
            break
        same = (
            group
            for group in groups
            if abs(group[0].start - rule.start) <= SAME_END and abs(group[0].end - rule.end) <= SAME_END
        )
        if (group := next(same, None)) is not None:
            group.append(rule)
        else:
            groups.append([rule])
    return [sorted(group, key=lambda rule: rule.at) for group in groups if len(group) > 1]


def _stretches(page: Page, group: list[Rule]) -> Iterator[tuple[float, float]]:
    """Yield from where to where rules of one width have lines in columns between them."""
    first: float | None = None
    for above, below in pairwise(group):
        band = Box(above.start, above.at, above.end, below.at)
        strips = () if _has_running_text(page, band) else strips_in(page, band)
        if _is_tabular(strips, first is not None) or (first is not None and _is_label(strips)):
            first = above.at if first is None else first
            last = below.at
        elif strips or _has_running_text(page, band):
            if first is not None:
                yield first, last
            first = None
    if first is not None:
        yield first, last


def _has_running_text(page: Page, band: Box) -> bool:
    """Tell whether a paragraph of text fills lines between two rules: no table has one between its rows."""
    return any(
        region.kind is RegionKind.PARAGRAPH
        and len(region.text) >= RUNNING
        and contains(band, region.box)
        and region.box.right - region.box.left >= FILLING * (band.right - band.left)
        for region in page.regions
    )


def strips_in(page: Page, box: Box, apart: float | None = None) -> tuple[Strip, ...]:
    spans = page.spans_in(box, 0.0)
    return strips_of(spans) if apart is None else strips_of(spans, apart)


def _is_tabular(strips: Sequence[Strip], going_on: bool) -> bool:
    """Tell whether ``strips`` stand in columns; inside a table a row of wrapped cells may be mostly one."""
    several = [strip for strip in strips if len(strip.segments) > 1]
    if not several or any(NOTE.match(strip.segments[0].text) for strip in strips):
        return False
    parts = [segment for strip in several for segment in strip.segments]
    if going_on:
        return fmean(len(part.text) for part in parts) <= LINE
    return len(several) >= TABULAR * len(strips) and not is_prose(parts)


def is_prose(segments: Sequence[Segment]) -> bool:
    return fmean(len(segment.text) for segment in segments) > PROSE


def _is_label(strips: Sequence[Strip]) -> bool:
    return len(strips) == 1 and len(strips[0].segments) == 1 and not CAPTION.match(strips[0].segments[0].text)


# --- without rules --------------------------------------------------------------------------


def _engines_tables(page: Page) -> Iterator[Box]:
    for region in page.regions:
        if region.kind is RegionKind.TABLE and not region.ruled:
            yield around([region.box, *(other.box for other in page.regions if _is_part(other, region))])


def _is_part(other: Region, table: Region) -> bool:
    """Tell whether ``other`` is text that the engine read apart from the ``table`` around it."""
    return (
        other.kind is RegionKind.PARAGRAPH and contains(table.box, other.box) and meet(other.box, table.box)
    )


def _runs_of_figures(page: Page) -> Iterator[Box]:
    """Yield the places of lines in a row that each say figures in columns, one of words before them."""
    if sum(is_numeric(span.text) for span in page.spans) < FEWEST:
        return
    for strips in sides_of(page, CLEAR):
        yield from _runs(strips)


def _runs(strips: Iterable[Strip]) -> Iterator[Box]:
    run: list[Strip] = []
    for strip in strips:
        part = _beside_text(strip)
        if run and strip.box.top - run[-1].box.bottom > FAR * strip.segments[0].spans[0].size:
            yield from _whole(run)
            run = []
        if part and _says_figures(part):
            run.append(part)
        elif run and part and len(part.segments) > 1:
            yield from _whole(run)
            run = []
    yield from _whole(run)


def _beside_text(strip: Strip) -> Strip | None:
    """Return the longest part of ``strip`` that has no line of text in it."""
    runs: list[tuple[Segment, ...]] = [()]
    for segment in strip.segments:
        if len(segment.text) > LINE:
            runs.append(())
        else:
            runs[-1] += (segment,)
    longest = max(runs, key=len)
    return Strip(longest, around([part.box for part in longest])) if longest else None


def _says_figures(strip: Strip) -> bool:
    figures = [segment for segment in strip.segments[1:] if is_numeric(segment.text)]
    words = not is_numeric(strip.segments[0].text)
    return words and bool(figures) and 2 * len(figures) >= len(strip.segments) - 1


def _whole(run: list[Strip]) -> Iterator[Box]:
    """Yield the place of a ``run`` of lines, if it is long enough, without text that stands beside it."""
    if len(run) < FEWEST:
        return
    usual = median(strip.box.left for strip in run)
    ends = [max(at for at, part in enumerate(strip.segments) if is_numeric(part.text)) for strip in run]
    after = fmean(len(strip.segments) - end - 1 for strip, end in zip(run, ends, strict=True))
    yield around(
        [
            part.box
            for strip, end in zip(run, ends, strict=True)
            for part in (strip.segments[: end + 1] if after >= SPACED else strip.segments)
            if part.box.left > usual - INDENT
        ]
    )
