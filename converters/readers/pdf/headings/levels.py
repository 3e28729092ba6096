"""How deep each heading is: by size, weight, capitals and number, the same over the whole document.

Typographers set headings of one depth alike: the larger is above the smaller, then the bold
above the light, capitals above small letters, upright above italic. Between light capitals and
bold small letters there is no custom: what comes first in the document is above. A number says
more than the type: "2.3.1" is one deeper than "2.3", whatever both are set in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from converters.readers.pdf.page import Page, Region, RegionKind

DEEPEST = 6
ALIKE = 0.94  # times a size: what is larger than this is set in the same size, as a reader sees it
MOSTLY = 0.5  # share of the characters

_NUMBER = re.compile(r"(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2})*(?![\d%])")


@dataclass(frozen=True, slots=True)
class Look:
    """How a heading is set; ``depth`` is what its number says, "2.3" two, None where it has none."""

    size: float
    bold: bool
    capitals: bool
    italic: bool
    depth: int | None


Place: TypeAlias = tuple[int, int]  # of a page, and of a region on it


class Key(NamedTuple):
    """A look among those of a document; the smaller is higher. ``first``: where it stands first."""

    step: int
    plainness: int
    first: Place
    light: bool
    small_letters: bool
    italic: bool


def levelled(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return ``pages`` with headings as deep as their type in the document and their numbers say."""
    pages = tuple(pages)
    looks = {
        (at, place): look_of(region, page)
        for at, page in enumerate(pages)
        for place, region in enumerate(page.regions)
        if region.kind is RegionKind.HEADING
    }
    levels = _levels(looks)
    return tuple(replace(page, regions=_with_levels(page, at, levels)) for at, page in enumerate(pages))


def look_of(region: Region, page: Page) -> Look:
    """Return how ``region`` is set, from the spans in it."""
    spans = page.spans_in(region.box)
    total = max(1, sum(len(span.text) for span in spans))
    number = _NUMBER.match(region.text.strip())
    return Look(
        max((span.size for span in spans), default=region.box.bottom - region.box.top),
        sum(len(span.text) for span in spans if span.bold) > MOSTLY * total,
        region.text.isupper(),
        sum(len(span.text) for span in spans if span.italic) > MOSTLY * total,
        number[0].count(".") + 1 if number else None,
    )


def _with_levels(page: Page, at: int, levels: Mapping[Place, int]) -> tuple[Region, ...]:
    return tuple(
        replace(region, level=levels[at, place]) if (at, place) in levels else region
        for place, region in enumerate(page.regions)
    )


def _levels(looks: Mapping[Place, Look]) -> dict[Place, int]:
    steps = _steps(look.size for look in looks.values())
    first: dict[tuple[int, bool, bool], Place] = {}
    for place, look in sorted(looks.items(), key=lambda each: each[0]):
        first.setdefault((steps[look.size], look.bold, look.capitals), place)
    keys = {place: _key(look, steps, first) for place, look in looks.items()}
    depths: dict[Key, set[int]] = defaultdict(set)
    for place, look in looks.items():
        if look.depth:
            depths[keys[place]].add(look.depth)
    levels = _levels_of_keys(sorted(set(keys.values())), depths)
    found = {}
    for place, look in looks.items():
        key = keys[place]
        within = look.depth - min(depths[key]) if look.depth else 0
        found[place] = min(levels[key] + within, DEEPEST)
    return found


def _steps(sizes: Iterable[float]) -> dict[float, int]:
    """Return the place of each of ``sizes`` among those that a reader can tell apart, the largest first."""
    steps: dict[float, int] = {}
    first, step = 0.0, -1
    for size in sorted(set(sizes), reverse=True):
        if step < 0 or size <= ALIKE * first:
            first, step = size, step + 1
        steps[size] = step
    return steps


def _key(look: Look, steps: Mapping[float, int], first: Mapping[tuple[int, bool, bool], Place]) -> Key:
    step = steps[look.size]
    plainness = 2 - look.bold - look.capitals
    place = first[step, look.bold, look.capitals]
    return Key(step, plainness, place, not look.bold, not look.capitals, look.italic)


def _levels_of_keys(keys: list[Key], depths: Mapping[Key, set[int]]) -> dict[Key, int]:
    """Return the level of each of ``keys``, highest first: one below the last, or what its numbers say."""
    levels: dict[Key, int] = {}
    by_depth: dict[int, int] = {}
    for at, key in enumerate(keys):
        top = min(depths.get(key, ()), default=0)
        last = max(levels.values(), default=0)
        if top in by_depth:
            level = by_depth[top]
        elif top - 1 in by_depth:
            level = by_depth[top - 1] + 1
        elif top == 1 and at and _is_as_heavy(keys[at - 1], key) and keys[at - 1] not in depths:
            level = last  # "ABSTRACT" over "1 Introduction": what is counted from one is not below it
        else:
            level = last + 1
        levels[key] = level
        for depth in depths.get(key, ()):
            by_depth.setdefault(depth, level + depth - top)
    return levels


def _is_as_heavy(key: Key, other: Key) -> bool:
    return (key.step, key.light) == (other.step, other.light)
