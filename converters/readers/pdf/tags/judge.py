"""Whether the author's tags are good enough to read a page by: coverage, plausible roles, order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from converters.document import Box
from converters.readers.pdf.characters import letters
from converters.readers.pdf.tags.content import PageContent, Piece
from converters.readers.pdf.tags.roles import HEADINGS, LEFT_OUT
from converters.readers.pdf.tags.tree import Element, Marked, leaves, left_out

COVERED = 0.9  # share of a page's letters that the tree must reach
HIDDEN = 0.5  # share of a page's letters that may be marked as no part of the text
MANY_LETTERS = 400  # fewer may well be one paragraph, all heading, or a page of furniture
ALL_HEADINGS = 0.6  # share of a page's letters in headings that no author means
ENOUGH_STEPS = 6  # from one line of an element to the next, to judge an order by
BACKWARDS = 0.5  # share of such steps that go up the page
UNSTRUCTURED_PAGES = 3  # pages of nothing but paragraphs: tags that a program made, not an author

_STRUCTURE = frozenset(HEADINGS) | {"H", "L", "LI", "Table", "TR", "TOC", "TOCI", "Title"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` says for a person why the tags of a page are not used, None where they are."""

    reason: str | None = None


@dataclass(slots=True)
class _Reach:
    """What the tree reaches on one page."""

    claims: Counter[Marked] = field(default_factory=Counter)
    headed: set[Marked] = field(default_factory=set)
    holders: set[int] = field(default_factory=set)
    steps: int = 0
    backwards: int = 0


def judged(
    root: Element, pages: Mapping[int, PageContent], is_running: Callable[[int, Piece], bool]
) -> dict[int, Verdict]:
    """Return for each of ``pages`` whether the tags in ``root`` are good enough to read it by.

    Running text, which ``is_running`` tells by page and piece, need not be reached.
    """
    reaches = {number: _Reach() for number in pages}
    roles: set[str] = set()
    _walk(root, pages, reaches, roles)
    if len(pages) >= UNSTRUCTURED_PAGES and not roles & _STRUCTURE:
        return dict.fromkeys(pages, Verdict("they hold nothing but paragraphs"))
    hidden = left_out(root)
    verdicts: dict[int, Verdict] = {}
    for number, content in pages.items():
        missed = _missed(content, reaches[number], hidden)
        count = _letters(piece for piece in missed if not is_running(number, piece))
        verdicts[number] = Verdict(_fault(content, reaches[number], hidden, count))
    return verdicts


def _missed(content: PageContent, reach: _Reach, out: set[Marked]) -> list[Piece]:
    """Return what is drawn and neither reached by the tree nor marked as no part of the text."""
    keys = [key for key in content.marked if key not in reach.claims and key not in out]
    return [*content.loose, *(piece for key in keys for piece in content.marked[key])]


def _walk(
    root: Element, pages: Mapping[int, PageContent], reaches: dict[int, _Reach], roles: set[str]
) -> None:
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, headed = waiting.pop()
        if element.role in LEFT_OUT:
            continue
        roles.add(element.role)
        headed = headed or element.role in HEADINGS or element.role == "H"
        mine = [kid for kid in element.kids if isinstance(kid, Marked) and kid.page in reaches]
        for kid in mine:
            reach = reaches[kid.page]
            reach.claims[kid] += 1
            reach.holders.add(id(element))
            if headed:
                reach.headed.add(kid)
        _count_steps(mine, pages, reaches)
        waiting.extend((kid, headed) for kid in reversed(element.kids) if isinstance(kid, Element))


def _count_steps(mine: list[Marked], pages: Mapping[int, PageContent], reaches: dict[int, _Reach]) -> None:
    """Count the steps from line to line inside one element, and those that go up the page.

    Lines of one paragraph go down, and up again only where a column ends.
    """
    boxes = [(kid.page, piece.box) for kid in mine for piece in _pieces(pages, kid) if piece.box]
    for (page, above), (other, below) in pairwise(boxes):
        if page == other and (step := _step(above, below)):
            reaches[page].steps += 1
            reaches[page].backwards += step < 0


def _step(first: Box, second: Box) -> int:
    """Return 1 where ``second`` stands a line lower than ``first``, -1 where higher, 0 where beside it."""
    if second.top >= first.bottom:
        return 1
    return -1 if second.bottom <= first.top else 0


def _pieces(pages: Mapping[int, PageContent], key: Marked) -> list[Piece]:
    return pages[key.page].marked.get(key, [])


def _fault(content: PageContent, reach: _Reach, out: set[Marked], missed: int) -> str | None:
    held = {key: _letters(pieces) for key, pieces in content.marked.items() if key not in out}
    reached = sum(count for key, count in held.items() if key in reach.claims)
    hidden = _letters(content.artifacts) + sum(_letters(content.marked.get(key, ())) for key in out)
    total = reached + missed
    if not total:
        return "the text is marked as no part of the document" if hidden > MANY_LETTERS else None
    if reached < COVERED * total and missed > _FURNITURE:
        return f"they reach only {round(100 * reached / total)} % of its text"
    if hidden > HIDDEN * (total + hidden) and hidden > MANY_LETTERS:
        return "they mark most of its text as no part of the document"
    return _implausible(held, reach, reached)


_FURNITURE = 80  # letters of a running head and a page number that an author left unmarked


def _implausible(held: Mapping[Marked, int], reach: _Reach, reached: int) -> str | None:
    if sum(held.get(key, 0) for key, times in reach.claims.items() if times > 1) > 0.1 * reached:
        return "they say parts of its text twice"
    headed = sum(held.get(key, 0) for key in reach.headed)
    if reached > MANY_LETTERS and headed > ALL_HEADINGS * reached:
        return "they make nearly all of its text a heading"
    if reached > 4 * MANY_LETTERS and len(reach.holders) == 1:
        return "they put all of its text into one element"
    if reach.steps >= ENOUGH_STEPS and reach.backwards > BACKWARDS * reach.steps:
        return "their order goes against that of the lines"
    return None


def _letters(pieces: Iterable[Piece]) -> int:
    return sum(len(letters(piece.text)) for piece in pieces)


def reached_by(root: Element) -> set[Marked]:
    """Return the marked content that the tree reaches."""
    return {leaf for leaf in leaves(root) if isinstance(leaf, Marked)}
