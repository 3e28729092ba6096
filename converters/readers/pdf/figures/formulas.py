"""Formulas set apart from the text, found by their signs, their place and their numbers.

A formula that stands on lines of its own is set in from the margin or carries a number
in brackets at the end, or the start, of its line. It is made of signs and single letters,
often in a font made for formulas; hardly a word is in it. Formulas within a line stay text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from converters.document import Box
from converters.readers.pdf.figures.pieces import Piece, pieces_of
from converters.readers.pdf.page import Page, RegionKind, Span, around, contains

WORDY = 0.35  # share of a formula's characters that are in words, at most
MATHS = 0.25  # share that are in fonts for formulas, where its signs alone do not tell
MOSTLY = 0.6  # share of such that needs no sign
FAR = 4.0  # type sizes between a formula and the text whose edges it is set in from
SET_IN = 12.0  # points by which an unnumbered formula stands in from the text's edges
APART = 1.5  # type sizes between a formula and its number, at least
GAP = 4.0  # type sizes between two parts of a formula in its line
REACH = 1.1  # type sizes between a line of a formula and its limits, or its next line
TINY = 6  # characters of a limit
DRAWN = 40.0  # points from a number to a formula that is drawn as shapes

_NUMBER = re.compile(r"\(\s?(?:[A-Z]\.?)?\d{1,3}(?:[.\-–]\d{1,3}){0,3}[a-z]?′?\s?\)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAMES = re.compile(  # of functions, set upright in formulas
    r"a?(?:rc)?(?:sin|cos|tan|cot|sec|csc)h?|log|exp|max|min|lim|sup|inf|det|dim|ker|arg|mod|gcd|rank|sgn|sign"
    r"|diag|var|cov|erf|span|argmax|argmin",
    re.IGNORECASE,
)
_RELATION = re.compile(r"[=<>≤≥≠≈≡∼∝≅≃⇒⇔→↦∈⊂⊆≪≫]|:=")
_STRONG = re.compile(r"[∑∏∫√∂∇∞∈∉⊂⊆∪∩∀∃≤≥≠≈≡∝⊗⊕†‖ℝℂℕℤα-ωΓΔΘΛΞΠΣΦΨΩ𝐀-𝟿]")
_SIGN = re.compile(r"[=<>≤≥≠≈≡∼∝+−×÷·∗⋅∑∏∫√∂∇∞∈∉⊂⊆∪∩→⇒↦|‖±/^α-ωΓΔΘΛΞΠΣΦΨΩ]")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula set apart: where it is, the spans it is made of, and the span of its number."""

    box: Box
    spans: tuple[Span, ...]
    number: Span | None = None

    @property
    def ids(self) -> frozenset[int]:
        """Return the identities of its spans and of its number's."""
        return frozenset(map(id, (*self.spans, *([self.number] if self.number else []))))


def may_have_some(page: Page) -> bool:
    """Tell whether it is worth looking at the lines of ``page``."""
    return any(
        span.maths or _NUMBER.fullmatch(span.text[-12:].strip()) or _STRONG.search(span.text)
        for span in page.spans
    )


def formulas_of(page: Page) -> list[Formula]:
    """Return the formulas of ``page`` that are set apart, from top to bottom."""
    tables = [region.box for region in page.regions if region.kind in {RegionKind.TABLE, RegionKind.FIGURE}]
    free = [span for span in page.spans if not any(contains(box, span.box, 0) for box in tables)]
    pieces = [piece for piece in pieces_of(free) if not piece.turned]
    found: list[Formula] = []
    said: set[int] = set()
    for at in sorted(range(len(pieces)), key=lambda at: not _is_number(pieces[at])):
        if id(pieces[at].spans[0]) in said:
            continue
        formula = _numbered(at, pieces, page) or _unnumbered(at, pieces)
        if formula and not said & formula.ids:
            found.append(formula)
            said |= formula.ids
    return sorted(found, key=lambda formula: formula.box.top)


def _is_number(piece: Piece) -> bool:
    return len(piece.spans) == 1 and bool(_NUMBER.fullmatch(piece.text.strip()))


def is_formula(piece: Piece) -> bool:
    """Tell whether the words of ``piece`` are a formula, or a part of one."""
    text = re.sub(r"\s", "", piece.text)
    words = [word for word in _WORD.findall(piece.text) if not _NAMES.fullmatch(word)]
    if not text or sum(map(len, words)) > WORDY * len(text):
        return False
    maths = sum(len(span.text) for span in piece.spans if span.maths)
    return bool(_SIGN.search(text)) or maths >= MATHS * len(text)


def _numbered(at: int, pieces: Sequence[Piece], page: Page) -> Formula | None:
    """Return the formula whose number the piece at ``at`` is, None where it is none."""
    mark = pieces[at]
    if not _is_number(mark):
        return None
    row = [other for other in pieces if other is not mark and _share_row(other.box, mark.box)]
    beside = _beside(mark, row)
    if not beside:
        return _drawn(mark, row, page)
    if not is_formula(_as_one(beside)):
        return None
    parts = _with_limits(beside, [other for other in pieces if other is not mark])
    spans = tuple(span for part in parts for span in part.spans)
    return Formula(around([part.box for part in parts]), spans, mark.spans[0])


def _beside(mark: Piece, row: list[Piece]) -> list[Piece]:
    """Return what stands in the line of a number: before it, as far as its column goes, or else after it."""
    before = sorted(
        (each for each in row if each.box.right <= mark.box.left), key=lambda each: -each.box.right
    )
    after = sorted((each for each in row if each.box.left >= mark.box.right), key=lambda each: each.box.left)
    for side in (before, after):
        if side and _is_apart(side[0], mark) and not _is_text(side[0]):
            chain = [side[0]]
            for other in side[1:]:
                if _gap(other.box, around([each.box for each in chain])) > GAP * mark.size or _is_text(other):
                    break
                chain.append(other)
            return chain
    return []


def _is_text(piece: Piece) -> bool:
    return piece.prose and not is_formula(piece)


def _gap(one: Box, other: Box) -> float:
    return max(one.left - other.right, other.left - one.right)


def _as_one(parts: list[Piece]) -> Piece:
    ordered = sorted(parts, key=lambda part: part.box.left)
    spans = tuple(span for part in ordered for span in part.spans)
    text = " ".join(part.text for part in ordered)
    return replace(parts[0], spans=spans, box=around([part.box for part in parts]), text=text)


def _is_apart(formula: Piece, number: Piece) -> bool:
    return _gap(formula.box, number.box) > APART * number.size


def _share_row(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.3 * min(one.bottom - one.top, other.bottom - other.top)


def _unnumbered(at: int, pieces: Sequence[Piece]) -> Formula | None:
    """Return the formula at ``at`` that has no number but stands in from the text on both sides."""
    first = pieces[at]
    if not is_formula(first) or not _shows_itself(first):
        return None
    row = [other for other in pieces if other is not first and _share_row(other.box, first.box)]
    if any(_in_column(other.box, first.box) and not is_formula(other) for other in row):
        return None
    edges = _edges(first, pieces)
    if edges is None or first.box.left - edges[0] < SET_IN or edges[1] - first.box.right < SET_IN:
        return None
    parts = _with_limits(
        [first, *(other for other in row if is_formula(other) and edges[0] < other.box.left < edges[1])],
        pieces,
    )
    spans = tuple(span for part in parts for span in part.spans)
    return Formula(around([part.box for part in parts]), spans)


def _shows_itself(piece: Piece) -> bool:
    """Tell whether ``piece`` is a formula by more than a plain sign, such as a price or a score has."""
    share = sum(len(span.text) for span in piece.spans if span.maths) / len(piece.text)
    signs = bool(_STRONG.search(piece.text)) or share >= MATHS
    said = _RELATION if share < MOSTLY else _SIGN
    return len(piece.text) > TINY and signs and bool(said.search(piece.text))


def _in_column(other: Box, box: Box) -> bool:
    """Tell whether ``other`` stands so near to ``box`` in its line that both are of one column."""
    return max(other.left - box.right, box.left - other.right) < 3 * (box.bottom - box.top)


def _edges(formula: Piece, pieces: Sequence[Piece]) -> tuple[float, float] | None:
    """Return the left and the right edge of the text over and under ``formula``, None where there is none."""
    near = [
        other.box
        for other in pieces
        if other.prose
        and min(other.box.right, formula.box.right) > max(other.box.left, formula.box.left)
        and max(other.box.top - formula.box.bottom, formula.box.top - other.box.bottom) < FAR * formula.size
    ]
    return (min(box.left for box in near), max(box.right for box in near)) if near else None


def _with_limits(parts: list[Piece], pieces: Sequence[Piece]) -> list[Piece]:
    """Return ``parts`` with the limits over and under them, and the next lines of the formula."""
    parts = list(parts)
    for _ in range(8):
        whole = around([part.box for part in parts])
        size = max(part.size for part in parts)
        more = [other for other in pieces if other not in parts and _belongs(other, whole, size)]
        if not more:
            break
        parts += more
    return sorted(parts, key=pieces.index)


def _belongs(other: Piece, whole: Box, size: float) -> bool:
    across = min(other.box.right, whole.right + size) - max(other.box.left, whole.left - size)
    gap = max(other.box.top - whole.bottom, whole.top - other.box.bottom)
    if across <= 0 or gap > REACH * size or _is_number(other):
        return False
    if len(other.text) <= TINY and not other.prose:
        return gap < 0.6 * size
    return is_formula(other) and not _RELATION.fullmatch(other.text.strip()) and gap < 0.3 * size


# --- formulas that are drawn ----------------------------------------------------------------


def _drawn(mark: Piece, row: list[Piece], page: Page) -> Formula | None:
    """Return the shapes or the picture in the line of a number that stands alone."""
    if any(_in_column(other.box, mark.box) or other.prose for other in row):
        return None
    for region in page.regions:
        if region.kind is RegionKind.FIGURE and _is_in_line(region.box, mark):
            return Formula(region.box, (), mark.spans[0])
    shapes = [box for box in page.curves if _is_in_line(box, mark)]
    return Formula(around(shapes), (), mark.spans[0]) if len(shapes) > 1 else None


def _is_in_line(box: Box, mark: Piece) -> bool:
    middle = (mark.box.top + mark.box.bottom) / 2
    low = box.bottom - box.top < DRAWN * 2
    return low and box.top - DRAWN / 2 < middle < box.bottom + DRAWN / 2 and not contains(mark.box, box)
