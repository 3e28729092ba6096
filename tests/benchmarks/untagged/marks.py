"""How much of one structure is in another: hits, what there is, and what was guessed, role by role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from rapidfuzz import fuzz

from tests.benchmarks.tables import relations
from tests.benchmarks.untagged.structure import Heading, Structure

SIMILAR = 80  # per cent, of two texts that are taken for the same
ROLES = ("heading", "level", "list item", "table", "cells", "header cells", "caption", "figure", "running")

Count: TypeAlias = tuple[int, int, int]  # hits, in the truth, guessed


def counts(truth: Structure, guess: Structure) -> dict[str, Count]:
    """Return the counts of each of ``ROLES``. Inventions count as guessed, so they lower the figure.

    "level": of two headings that follow one another and were both found, whether the second is deeper, as
    deep or higher than the first. "cells": which filled cell stands beside and below which. "running":
    heads and feet that are not read out.
    """
    pairs = _pairs([each.text for each in truth.headings], [each.text for each in guess.headings])
    tables = _pairs([each.text for each in truth.tables], [each.text for each in guess.tables])
    want, have = (relations(each.html for each in side.tables) for side in (truth, guess))
    heads, guessed = (
        Counter(text for table in side.tables for text in table.heads) for side in (truth, guess)
    )
    return {
        "heading": (len(pairs), len(truth.headings), len(guess.headings)),
        "level": _levels(truth.headings, guess.headings, pairs),
        "list item": _found(truth.items, guess.items),
        "table": (len(tables), len(truth.tables), len(guess.tables)),
        "cells": (sum((want & have).values()), sum(want.values()), sum(have.values())),
        "header cells": (sum((heads & guessed).values()), sum(heads.values()), sum(guessed.values())),
        "caption": _found(truth.captions, guess.captions),
        "figure": (min(truth.figures, guess.figures), truth.figures, guess.figures),
        "running": _left_out(truth.running, guess.words),
    }


def f1(count: Count) -> float | None:
    """Return the F1 of ``count``, None where there was nothing to find and nothing was guessed."""
    hits, truth, guess = count
    return 2 * hits / (truth + guess) if truth + guess else None


def added(all_counts: Sequence[Mapping[str, Count]]) -> dict[str, Count]:
    """Return the sums over documents, role by role."""
    sums: dict[str, Count] = {}
    for role in ROLES:
        there = [each[role] for each in all_counts if role in each]
        hits, truth, guess = (sum(count[part] for count in there) for part in range(3))
        sums[role] = (hits, truth, guess)
    return sums


def _found(truth: Sequence[str], guess: Sequence[str]) -> Count:
    return len(_pairs(truth, guess)), len(truth), len(guess)


def _pairs(truth: Sequence[str], guess: Sequence[str]) -> dict[int, int]:
    """Return which of ``guess`` each of ``truth`` is, the most alike first, each used once.

    Of texts as much alike, as in "Description" said thrice, the nearest in order.
    """
    alike = sorted(
        (
            (-ratio, abs(at - to), at, to)
            for at, one in enumerate(truth)
            for to, other in enumerate(guess)
            if (ratio := fuzz.ratio(one, other, score_cutoff=SIMILAR)) >= SIMILAR
        ),
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, to in alike:
        if at not in found and to not in taken:
            found[at] = to
            taken.add(to)
    return found


def _levels(truth: Sequence[Heading], guess: Sequence[Heading], pairs: Mapping[int, int]) -> Count:
    both = sorted(pairs.items())
    steps = [
        (_way(truth[one].level, truth[other].level), _way(guess[to].level, guess[after].level))
        for (one, to), (other, after) in pairwise(both)
    ]
    return sum(want == have for want, have in steps), len(steps), len(steps)


def _way(level: int, after: int) -> int:
    return (after > level) - (after < level)


def _left_out(running: Sequence[str], words: str) -> Count:
    heard = sum(bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words)) for text in running)
    return len(running) - heard, len(running), len(running)
