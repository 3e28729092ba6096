"""How well headings are found without the outline, against the outline that the author's program wrote.

    python -m tests.benchmarks.outlines FOLDER [--half even|odd|both] [--pages 40] [--worst 10]

LaTeX and word processors write an outline from the styles of headings: each heading with its depth, word
for word. Every PDF in FOLDER whose outline is sound is cut to its first pages, its outline and tags are
taken away, and what is read is compared. An outline is sound where nearly all its entries are printed on
the pages that they lead to.

The halves are the even and the odd places in the sorted list of files. "found" is the share of the entries
that are headings, "true" the share of headings that are entries, "level" the share of steps between
headings, one deeper, as deep or higher, that are right. What is read before the first entry, a title and a
list of contents, is not counted. Unnumbered headings that the author kept out of the outline count as
inventions: "true" is a lower bound.
"""

from __future__ import annotations

import argparse
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import dropwhile
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject
from rapidfuzz import fuzz, process

from converters import ConversionError, convert
from tests.benchmarks.untagged.author import without_tags
from tests.benchmarks.untagged.marks import SIMILAR, Count, counts, f1
from tests.benchmarks.untagged.structure import Heading, Structure, folded, structure_of

PAGES = 40  # of a book, from its first
FEWEST = 4  # entries that an outline has
PRINTED = 0.9  # share of the entries that stand on their pages
HALVES = {"even": slice(0, None, 2), "odd": slice(1, None, 2), "both": slice(None)}

_NUMBER = re.compile(
    r"(?:(?:chapter|part|section|appendix)\s+)?(?:[a-z]?\d{1,2}(?:\.[a-z\d]{1,2})*|[a-z](?:\.\d{1,2})+"
    r"|[ivx]{1,5}|[a-h])\b[.:)]?\s*[-–—]?\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an outline that leads to ``page``, from 1."""

    page: int
    heading: Heading


def sample(data: bytes, pages: int = PAGES) -> tuple[bytes, tuple[Heading, ...]] | None:
    """Return the first ``pages`` of the PDF ``data`` without outline and tags, and what its outline says.

    None where there is no outline, or it says other words than the pages.
    """
    reader = PdfReader(BytesIO(data))
    entries = [entry for entry in _entries(reader, reader.outline, 1) if entry.page <= pages]
    printed = {page: _letters(reader.pages[page - 1].extract_text()) for page in {e.page for e in entries}}
    there = sum(_letters(entry.heading.text) in printed[entry.page] for entry in entries)
    if len(entries) < FEWEST or there < PRINTED * len(entries):
        return None
    bare = without_tags(_cut(reader, pages))
    return bare, tuple(entry.heading for entry in entries)


def _entries(reader: PdfReader, outline: Sequence[Any], level: int) -> Iterator[Entry]:
    for each in outline:
        if isinstance(each, list):
            yield from _entries(reader, each, level + 1)
        elif (title := _title(str(each.title or ""))) and (page := reader.get_destination_page_number(each)):
            yield Entry(page + 1, Heading(level, title))
        elif title and page == 0:
            yield Entry(1, Heading(level, title))


def _title(text: str) -> str:
    """Return the words of a heading without its number, which outlines often leave out."""
    words = folded(text)
    return _NUMBER.sub("", words, count=1) if _NUMBER.match(words) else words


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _cut(reader: PdfReader, pages: int) -> bytes:
    writer = PdfWriter()
    for page in reader.pages[:pages]:
        writer.add_page(page)
    writer.root_object.pop(NameObject("/Outlines"), None)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def marks(pdf: bytes, wanted: tuple[Heading, ...]) -> tuple[Count, Count]:
    """Return the counts of headings and of levels for ``pdf``, whose outline says ``wanted``."""
    read = structure_of(convert(pdf, ("html",)).files["html"].decode()).headings
    counted = counts(Structure(wanted), Structure(_from_first_entry(read, wanted)))
    return counted["heading"], counted["level"]


def _from_first_entry(read: Sequence[Heading], wanted: Sequence[Heading]) -> tuple[Heading, ...]:
    """Return the headings ``read``, without their numbers, from the first on that is one of ``wanted``."""
    found = [Heading(each.level, _title(each.text)) for each in read]
    texts = [each.text for each in wanted]
    return tuple(
        dropwhile(
            lambda each: not process.extractOne(each.text, texts, scorer=fuzz.ratio, score_cutoff=SIMILAR),
            found,
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--half", choices=HALVES, default="both")
    parser.add_argument("--pages", type=int, default=PAGES, metavar="N")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list our N worst files")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)  # pypdf says what it mends
    found = {}
    for path in sorted(asked.folder.glob("**/*.pdf"))[HALVES[asked.half]]:
        try:
            made = sample(path.read_bytes(), asked.pages)
            if made:
                found[path.name] = marks(*made)
        except ConversionError:
            continue
    print("| files | headings | found | true | F1 | level |\n|---|---|---|---|---|---|")
    print(_row(str(len(found)), *_sums(list(found.values()))))
    for name in sorted(found, key=lambda each: f1(found[each][0]) or 0)[: asked.worst]:
        print(_row(name, *found[name]))


def _sums(every: Sequence[tuple[Count, Count]]) -> tuple[Count, Count]:
    heads, levels = (
        tuple(sum(each[which][part] for each in every) for part in range(3)) for which in range(2)
    )
    return (heads[0], heads[1], heads[2]), (levels[0], levels[1], levels[2])


def _row(name: str, heads: Count, levels: Count) -> str:
    hits, truth, guess = heads
    shares = (hits / max(1, truth), hits / max(1, guess), f1(heads) or 0.0, levels[0] / max(1, levels[1]))
    return f"| {name} | {truth} | {' | '.join(f'{share:.3f}' for share in shares)} |"


if __name__ == "__main__":
    main()
