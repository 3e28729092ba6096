"""What a book says of its own accessibility, so that a reader knows before opening it.

Source: EPUB Accessibility 1.1, section 2, and the vocabulary of schema.org that it names.
Only what is true of this book is said. No conformance to WCAG is claimed: that
takes a person who has looked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters.document import Document, Equation, Figure
from converters.walk import blocks_of
from converters.writers.epub.book import Book


@dataclass(frozen=True, slots=True)
class Property:
    """One ``meta`` of the package document; ``refines`` is the id of what it speaks of."""

    name: str
    value: str
    refines: str | None = None


def metadata_of(book: Book, spoken: bool = False) -> tuple[Property, ...]:
    """Return the accessibility metadata of ``book``; ``spoken`` says that a voice reads all of it aloud."""
    return tuple(_metadata(book, spoken))


def _metadata(book: Book, spoken: bool) -> Iterator[Property]:
    left = undescribed(book.document)
    modes = ["textual", *(["auditory"] if spoken else []), *(["visual"] if book.pictures else [])]
    for mode in modes:
        yield Property("schema:accessMode", mode)
    for sufficient in _sufficient(modes, left):
        yield Property("schema:accessModeSufficient", sufficient)
    for feature in _features(book, spoken, left):
        yield Property("schema:accessibilityFeature", feature)
    for hazard in _hazards(spoken):
        yield Property("schema:accessibilityHazard", hazard)
    yield Property("schema:accessibilitySummary", _summary(book, spoken, left))


def undescribed(document: Document) -> int:
    """Return how many pictures and formulas nobody has put into words."""
    return sum(
        (isinstance(block, Figure) and block.alt is None)
        or (isinstance(block, Equation) and not block.text.strip())
        for block in blocks_of(document)
    )


def _sufficient(modes: list[str], left: int) -> Iterator[str]:
    """Yield the ways to get all that is in the book. Words alone do where they describe every picture."""
    if "visual" in modes:
        yield "textual,visual"
    if not left or "visual" not in modes:
        yield "textual"
        if "auditory" in modes:
            yield "auditory"


def _features(book: Book, spoken: bool, left: int) -> Iterator[str]:
    yield from ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability")
    if book.pages():
        yield from ("pageBreakMarkers", "pageNavigation")
    if book.pictures and not left:
        yield "alternativeText"
    if any(chapter.has_mathml for chapter in book.chapters):
        yield "MathML"
    if spoken:
        yield "synchronizedAudioText"


def _hazards(spoken: bool) -> Iterator[str]:
    """Yield that nothing flashes, moves or sounds: pictures stand still, the only sound is a voice."""
    if spoken:
        yield from ("noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard")
    else:
        yield "none"


def _summary(book: Book, spoken: bool, left: int) -> str:
    said = ["Made automatically from a PDF, with headings, a contents list and a reading order."]
    if book.pages():
        said.append("The page numbers of the print are kept.")
    if spoken:
        said.append("A computer voice reads all of it aloud, and the text follows the voice.")
    if left:
        said.append(f"Pictures or formulas that nobody has described in words yet: {left}.")
    return " ".join(said)
