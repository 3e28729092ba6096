"""Whether the author's tags are good enough to read a page by: coverage, plausible roles, order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from converters.document import Box
from converters.readers.pdf.page import around as merged
from converters.readers.pdf.tags.content import PageContent, Piece
from converters.readers.pdf.tags.roles import HEADINGS, LEFT_OUT
from converters.readers.pdf.tags.tree import Element, Marked, leaves, left_out
from converters.readers.pdf.text.characters import letters

COVERED = 0.9  # share of a page's letters that the tree must reach
HIDDEN = 0.5  # share of a page's letters that may be marked as no part of the text
MANY_LETTERS = 400  # fewer may well be one paragraph, all heading, or a page of furniture
FULL_PAGE = 1200  # fewer may well be a diagram with words in it
ALL_HEADINGS = 0.6  # share of a page's letters in headings that no author means
ALL_PICTURED = 0.8  # the same in figures, from programs that take a page for a picture
A_WORD = 3  # letters; fewer are bullets, leaders and page numbers
MOST_HIDDEN = 200  # pieces of decoration that are looked at on a page
WORD_SPACE = 1.2  # times the height of the letters of a word, from it to the next
IN_LINE = 0.5  # share of the taller one's height that two words of one line have in common
ENOUGH_STEPS = 6  # from one line of an element to the next, to judge an order by
BACKWARDS = 0.5  # share of such steps that go up the page
UPWARDS = 0.4  # share of steps from one paragraph to the next that go up in the same column
UNSTRUCTURED_PAGES = 3  # pages of nothing but paragraphs: tags that a program made, not an author

_STRUCTURE = frozenset(HEADINGS) | {"H", "L", "LI", "Table", "TR", "TOC", "TOCI", "Title"}
_PLAIN = frozenset({"Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "P", "Span", "NonStruct"})
_HEADED = frozenset(HEADINGS) | {"H"}
_STEPPED = frozenset(HEADINGS) | {"H", "P", "LI", "TOCI", "Title", "Caption", "BlockQuote"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` says for a person why the tags of a page are not used, None where they are."""

    reason: str | None = None


@dataclass(slots=True)
class _Reach:
    """What the tree reaches on one page."""

    claims: Counter[Marked] = field(default_factory=Counter)
    headed: set[Marked] = field(default_factory=set)
    pictured: set[Marked] = field(default_factory=set)
    holders: set[int] = field(default_factory=set)
    steps: int = 0
    backwards: int = 0
    last: Box | None = None
    """The place of the paragraph before, outside tables and figures."""
    downs: int = 0
    ups: int = 0


@dataclass(slots=True)
class _Seen:
    """What the whole tree holds: its roles, and whether anything is said by more than them."""

    roles: set[str] = field(default_factory=set)
    words: bool = False


def judged(
    root: Element, pages: Mapping[int, PageContent], is_running: Callable[[int, Piece], bool]
) -> dict[int, Verdict]:
    """Return for each of ``pages`` whether the tags in ``root`` are good enough to read it by.

    Running text, which ``is_running`` tells by page and piece, need not be reached.
    """
    reaches = {number: _Reach() for number in pages}
    seen = _walk(root, pages, reaches)
    if _is_unstructured(seen, pages):
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


def _is_unstructured(seen: _Seen, pages: Mapping[int, PageContent]) -> bool:
    """Tell whether a program made the tags: nothing but paragraphs over pages, or over one full of them.

    On a page or two an author may mean just that, where the tags say anything else at all.
    """
    if len(pages) >= UNSTRUCTURED_PAGES:
        return not seen.roles & _STRUCTURE
    total = sum(_letters(pieces) for page in pages.values() for pieces in page.marked.values())
    return seen.roles <= _PLAIN and not seen.words and total > MANY_LETTERS * max(1, len(pages))


def _walk(root: Element, pages: Mapping[int, PageContent], reaches: dict[int, _Reach]) -> _Seen:
    """Note in ``reaches`` what the tree reaches, and return what it holds."""
    seen = _Seen()
    waiting: list[tuple[Element, frozenset[str]]] = [(root, frozenset())]
    while waiting:
        element, around = waiting.pop()
        if element.role in LEFT_OUT:
            continue
        seen.roles.add(element.role)
        seen.words = seen.words or bool(element.alt or element.actual or element.expansion or element.refers)
        mine = [kid for kid in element.kids if isinstance(kid, Marked) and kid.page in reaches]
        inside = around | {element.role}
        for kid in mine:
            _note(kid, element, reaches[kid.page], inside)
        _count_steps(mine, pages, reaches)
        if element.role in _STEPPED and not around & (_STEPPED | {"Table", "Figure"}):
            _count_ups(element, pages, reaches)
        waiting.extend((kid, inside) for kid in reversed(element.kids) if isinstance(kid, Element))
    return seen


def _note(key: Marked, holder: Element, reach: _Reach, inside: frozenset[str]) -> None:
    reach.claims[key] += 1
    reach.holders.add(id(holder))
    if inside & _HEADED:
        reach.headed.add(key)
    if "Figure" in inside:
        reach.pictured.add(key)


def _count_ups(element: Element, pages: Mapping[int, PageContent], reaches: dict[int, _Reach]) -> None:
    """Count the step from the paragraph before to ``element``, down the page or up in the same column.

    Up into another column is how columns are read, and beside one another stand cells.
    """
    found = [leaf for leaf in leaves(element) if isinstance(leaf, Marked) and leaf.page in reaches]
    boxes = [piece.box for leaf in found for piece in _pieces(pages, leaf) if piece.box]
    if not boxes or len({leaf.page for leaf in found}) > 1:
        return
    reach, here = reaches[found[0].page], merged(boxes)
    if reach.last and (step := _step(reach.last, here)):
        in_column = min(reach.last.right, here.right) > max(reach.last.left, here.left)
        reach.downs += step > 0
        reach.ups += step < 0 and in_column
    reach.last = here


def _count_steps(mine: list[Marked], pages: Mapping[int, PageContent], reaches: dict[int, _Reach]) -> None:
    """Count the steps from line to line inside one element, and those that go up the page.

    Lines of one paragraph go down, and up again only where a column ends. Text that is
    set upright on its side goes up the page word by word, and says nothing of the order.
    """
    pieces = [(kid.page, piece) for kid in mine for piece in _pieces(pages, kid)]
    boxes = [(page, piece.box) for page, piece in pieces if piece.box]
    if _is_turned(piece for _, piece in pieces):
        return
    for (page, above), (other, below) in pairwise(boxes):
        if page == other and (step := _step(above, below)):
            reaches[page].steps += 1
            reaches[page].backwards += step < 0


def _is_turned(pieces: Iterable[Piece]) -> bool:
    """Tell whether most words of ``pieces`` are higher than they are wide, as those of a turned line are."""
    words = [(piece, piece.box) for piece in pieces if piece.box and len(letters(piece.text)) >= A_WORD]
    turned = [piece for piece, box in words if box.bottom - box.top > box.right - box.left]
    return 2 * _letters(turned) > _letters(piece for piece, _ in words)


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
    if _hide_words_of_lines(content):
        return "they mark words of its lines as no part of the document"
    return _implausible(held, reach, reached)


def _hide_words_of_lines(content: PageContent) -> bool:
    """Tell whether text that is marked as decoration goes on a line of words that are none."""
    words = (piece for piece in content.artifacts if sum(map(str.isalpha, piece.text)) >= A_WORD)
    hidden = [piece.box for piece in words if piece.box]
    shown = [piece.box for pieces in content.marked.values() for piece in pieces if piece.box]
    for box in hidden[:MOST_HIDDEN]:
        line = [other for other in shown if _shares_line(box, other)]
        near = WORD_SPACE * (box.bottom - box.top)
        follows = any(-near <= box.left - other.right <= near for other in line)
        rest = [other for other in line if other.left >= box.right - near]
        if follows and (not rest or any(other.left - box.right <= near for other in rest)):
            return True
    return False


def _shares_line(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= IN_LINE * max(one.bottom - one.top, other.bottom - other.top)


_FURNITURE = 80  # letters of a running head and a page number that an author left unmarked


def _implausible(held: Mapping[Marked, int], reach: _Reach, reached: int) -> str | None:
    if sum(held.get(key, 0) for key, times in reach.claims.items() if times > 1) > 0.1 * reached:
        return "they say parts of its text twice"
    headed = sum(held.get(key, 0) for key in reach.headed)
    if reached > MANY_LETTERS and headed > ALL_HEADINGS * reached:
        return "they make nearly all of its text a heading"
    pictured = sum(held.get(key, 0) for key in reach.pictured)
    if reached > FULL_PAGE and pictured > ALL_PICTURED * reached:
        return "they make nearly all of its text a picture"
    if reached > 4 * MANY_LETTERS and len(reach.holders) == 1:
        return "they put all of its text into one element"
    if reach.steps >= ENOUGH_STEPS and reach.backwards > BACKWARDS * reach.steps:
        return "their order goes against that of the lines"
    if reach.downs + reach.ups >= ENOUGH_STEPS and reach.ups > UPWARDS * (reach.downs + reach.ups):
        return "their order goes up the page"
    return None


def _letters(pieces: Iterable[Piece]) -> int:
    return sum(len(letters(piece.text)) for piece in pieces)


def reached_by(root: Element) -> set[Marked]:
    """Return the marked content that the tree reaches."""
    return {leaf for leaf in leaves(root) if isinstance(leaf, Marked)}
