"""The quality note: what a converted file holds and what is doubtful, in words a person can act on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from converters.document import Document, Figure, Heading, PageStart, Table
from converters.findings import Finding, FindingKind
from converters.walk import blocks_of, pages_of, text_of

AUTOMATIC: Final = "Made automatically, not yet checked by a person."

_SAID_ELSEWHERE: Final = {FindingKind.IMAGE_WITHOUT_DESCRIPTION, FindingKind.PAGE_RECOGNISED}
_NOT_DOUBTFUL: Final = {
    FindingKind.RUNNING_TEXT_LEFT_OUT,
    FindingKind.ARTIFACT_LEFT_OUT,
    FindingKind.IMAGE_LEFT_OUT,
    FindingKind.LANGUAGE_DETECTED,
    FindingKind.TAGS_NOT_USED,
}
"""What was decided on good grounds. Staff see these too; a reader has nothing to do about them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to look, and why. ``page`` counts the sheets from 1, None for the whole document.

    ``label`` is what is printed on the sheet, None where that is its count too.
    """

    page: int | None
    words: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """What a document holds and what is doubtful. The same for every format made of it.

    ``pictures`` are those that mean something, ``undescribed`` the page of each
    that nobody has described; ``recognised`` are pages that a program read from
    their picture, with how sure it was.
    """

    pages: int
    headings: int
    tables: int
    tables_with_headers: int
    pictures: int
    undescribed: tuple[int | None, ...]
    recognised: tuple[Place, ...]
    doubts: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Everything a person should look at, by page; what is about the whole document stands first."""
        found = (*self.recognised, *self.doubts)
        return tuple(dict.fromkeys(sorted(found, key=lambda place: place.page or 0)))


def quality_of(document: Document, findings: Iterable[Finding]) -> Quality:
    """Return what there is to say of ``document``, with what its conversion noticed."""
    blocks, findings = list(blocks_of(document)), tuple(findings)
    tables = [block for block in blocks if isinstance(block, Table)]
    pictures = [block for block in blocks if isinstance(block, Figure) and block.alt != ""]
    not_said = _SAID_ELSEWHERE | _NOT_DOUBTFUL
    return Quality(
        pages=_pages(document, findings),
        headings=sum(isinstance(block, Heading) and bool(text_of(block).strip()) for block in blocks),
        tables=len(tables),
        tables_with_headers=sum(map(_has_headers, tables)),
        pictures=len(pictures),
        undescribed=tuple(
            picture.origin.page if picture.origin else None for picture in pictures if picture.alt is None
        ),
        recognised=_places(document, (f for f in findings if f.kind is FindingKind.PAGE_RECOGNISED)),
        doubts=_places(document, (f for f in findings if f.kind not in not_said)),
    )


def status(checked_on: date | None) -> str:
    """Return whether a person has checked the file, and when, as a sentence."""
    return AUTOMATIC if checked_on is None else f"Checked by a person on {_day(checked_on)}."


def sentences(quality: Quality) -> tuple[str, ...]:
    """Return what the document holds and lacks, a sentence each. What to look at is in ``places``."""
    return tuple(filter(None, (_holds(quality), _headers(quality), _pictures(quality), _recognised(quality))))


def said(place: Place) -> str:
    """Return a place in words: "Page 3: …", or what is said of the whole document."""
    if place.page is None:
        return place.words
    printed = f" (printed as “{place.label}”)" if place.label else ""
    return f"Page {place.page}{printed}: {place.words}"


# --- kept and read back ---------------------------------------------------------------------


def as_data(quality: Quality) -> dict[str, Any]:
    """Return ``quality`` as plain values, for JSON."""
    return asdict(quality)


def from_data(data: Mapping[str, Any]) -> Quality:
    """Return the quality that ``as_data`` made ``data`` of. Raises KeyError or TypeError for other data."""
    names = ("pages", "headings", "tables", "tables_with_headers", "pictures")
    return Quality(
        **{name: int(data[name]) for name in names},
        undescribed=tuple(data["undescribed"]),
        recognised=tuple(Place(**place) for place in data["recognised"]),
        doubts=tuple(Place(**place) for place in data["doubts"]),
    )


# --- counted --------------------------------------------------------------------------------


def _pages(document: Document, findings: tuple[Finding, ...]) -> int:
    """Return how many pages the document has: those that start in it, also where one was not read."""
    return max([pages_of(document), *(finding.page for finding in findings if finding.page)])


def _has_headers(table: Table) -> bool:
    return any(cell.scope for row in table.rows for cell in row.cells)


def _places(document: Document, findings: Iterable[Finding]) -> tuple[Place, ...]:
    starts = (block for block in document.blocks if isinstance(block, PageStart))
    printed = {start.origin.page: start.label for start in starts if start.origin}
    labels = {number: label for number, label in printed.items() if label != str(number)}
    return tuple(Place(f.page, f.detail, labels.get(f.page) if f.page else None) for f in findings)


# --- in words -------------------------------------------------------------------------------


def _holds(quality: Quality) -> str:
    counted = (
        (quality.pages, "page"),
        (quality.headings, "heading"),
        (quality.tables, "table"),
        (quality.pictures, "picture"),
    )
    return f"It has {_listed([_plural(count, what) for count, what in counted])}."


def _headers(quality: Quality) -> str | None:
    lacking = quality.tables - quality.tables_with_headers
    if not quality.tables:
        return None
    if not lacking:
        return "Every table has header cells."
    if quality.tables == 1:
        return "The table has no header cells."
    return f"{lacking} of the {quality.tables} tables {'has' if lacking == 1 else 'have'} no header cells."


def _pictures(quality: Quality) -> str | None:
    if not quality.pictures:
        return None
    lacking = len(quality.undescribed)
    if not lacking:
        return "Every picture has a description."
    pages = _pages_named(page for page in quality.undescribed if page)
    what = f"{_plural(lacking, 'picture')} {'has' if lacking == 1 else 'have'} no description"
    return f"{what}: {pages}." if pages else f"{what}."


def _recognised(quality: Quality) -> str | None:
    if not quality.recognised:
        return None
    pages = _pages_named(place.page for place in quality.recognised if place.page)
    count = _plural(len(quality.recognised), "page")
    return f"A program read {count} from pictures of text: {pages}. Words and numbers may be wrong there."


def _pages_named(numbers: Iterable[int]) -> str:
    """Return "page 3" or "pages 1, 4 to 7 and 9"."""
    ordered = sorted(set(numbers))
    runs: list[list[int]] = []
    for number in ordered:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = [part for run in runs for part in _run(run)]
    return f"page{'' if len(ordered) == 1 else 's'} {_listed(named)}" if named else ""


def _run(run: list[int]) -> list[str]:
    return [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run]


def _plural(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _day(value: date) -> str:
    """Return "Friday 27 November 2026"."""
    return f"{value:%A} {value.day} {value:%B %Y}"
