"""Are all words still there? Our words against the plain text of PDFium, on folders of PDFs.

    python -m tests.benchmarks.words FOLDER… [--worst 20] [--half 0|1]

A word of PDFium's counts as kept where it is in the document or is named in a
finding, as often as PDFium has it. Pages that were read from their picture, because
their own characters are not what a reader sees, are left out, and so are files that
cannot be read at all; both are counted. Asked for: 99.5 % over all folders.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from converters import ConversionError, Document, Finding, FindingKind, read
from converters.document import Block, CodeBlock, Equation, Figure, ListBlock, NoteMark, PageStart
from converters.walk import blocks_of, every_inline, inlines_of, plain_text

LEFT_OUT = {FindingKind.RUNNING_TEXT_LEFT_OUT, FindingKind.ARTIFACT_LEFT_OUT}
FROM_PICTURES = {FindingKind.PAGE_RECOGNISED, FindingKind.PAGE_WITHOUT_TEXT, FindingKind.PAGE_NOT_READ}

SAME_PLACE = 0.2  # points, less than the narrowest letter of the smallest type

_WORD = re.compile(r"\w+")
_CUT = re.compile(r"(?<=\w)[-\u00ad]?[\x02\ufffe](?:\r?\n)?(?=\w)")
_NAMED = re.compile(r"“([^”]*)”(?: \((\d+) times\))?")
_LEFT_OUT = re.compile(r"“([^“”]*)”(?: to “([^“”]*)”)?(?: \((\d+) times\))?")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Recall:
    """How many of a file's words were kept, and which were not."""

    name: str
    words: int
    kept: int
    lost: Counter[str]
    named: int
    skipped_pages: int = 0

    @property
    def accounted(self) -> float:
        """The share that is in the document or named."""
        return (self.kept + self.named) / self.words if self.words else 1.0

    @property
    def share(self) -> float:
        return self.kept / self.words if self.words else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--worst", type=int, default=15, help="files to name")
    parser.add_argument(
        "--half", type=int, choices=(0, 1), help="only files whose sorted place is even or odd"
    )
    options = parser.parse_args()
    everything: list[Recall] = []
    for folder in options.folders:
        files = sorted(folder.glob("*.pdf"))[options.half :: 2] if options.half is not None else None
        found = list(_measured(files or sorted(folder.glob("*.pdf"))))
        _print(str(folder), found)
        everything += found
    _print("all together", everything)
    for one in sorted(everything, key=lambda one: one.share)[: options.worst]:
        lost = " ".join(word for word, _ in one.lost.most_common(12))
        print(f"{one.share:8.2%} {one.accounted:8.2%} of {one.words:6}  {one.name}  {lost}")


def _print(name: str, found: list[Recall]) -> None:
    words, kept = sum(one.words for one in found), sum(one.kept for one in found)
    named = sum(one.named for one in found)
    pages = sum(one.skipped_pages for one in found)
    print(
        f"{kept / max(words, 1):8.3%} kept, {(kept + named) / max(words, 1):8.3%} kept or named,"
        f" of {words:6} words, {len(found)} files, {pages} pages read from pictures  {name}"
    )


def _measured(files: Iterable[Path]) -> Iterator[Recall]:
    for file in files:
        data = file.read_bytes()
        try:
            document, findings = read(data)
            yield recall(file.name, data, document, findings)
        except (ConversionError, pypdfium2.PdfiumError) as error:
            print(f"not read: {file.name}: {type(error).__name__}")


def recall(name: str, data: bytes, document: Document, findings: tuple[Finding, ...]) -> Recall:
    """Return how much of what PDFium reads in ``data`` is in ``document`` and ``findings``."""
    skipped = {finding.page for finding in findings if finding.kind in FROM_PICTURES}
    wanted = words(" ".join(_texts(data, skipped)))
    lost = wanted - words(" ".join(_said(document, findings)))
    named = lost & _named(findings)
    total = wanted.total()
    return Recall(name, total, total - lost.total(), lost, named.total(), len(skipped))


def _named(findings: tuple[Finding, ...]) -> Counter[str]:
    """Return the words that findings say have no place in the document."""
    named: Counter[str] = Counter()
    for finding in findings:
        if finding.kind is FindingKind.WORDS_NOT_PLACED:
            for word, times in _NAMED.findall(finding.detail):
                for part in words(word):
                    named[part] += int(times or 1)
    return named


def words(text: str) -> Counter[str]:
    """Return the words of ``text``: those that a line end cut are whole, case and ligatures do not count."""
    text = unicodedata.normalize("NFKC", _CUT.sub("", text)).replace("\u00ad", "")
    return Counter(_WORD.findall(text.casefold()))


def _texts(data: bytes, skipped: set[int | None]) -> Iterator[str]:
    pdf = pypdfium2.PdfDocument(data)
    for number, page in enumerate(pdf, 1):
        if number not in skipped:
            yield "".join(_seen(page))
    pdf.close()


def _seen(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Yield the characters of ``page`` in PDFium's order, without those that lie off it or under their likes.

    A character drawn twice in one place, as for boldness, is one to a reader; those of a ligature,
    which follow one another in one box, are several.
    """
    text = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    there: set[tuple[str, int, int]] = set()
    last = None
    for place in range(text.count_chars()):
        one = chr(pypdfium2.raw.FPDFText_GetUnicode(text, place))
        box = text.get_charbox(place)
        if one.isspace() or not any(box):  # what PDFium made up has no place of its own
            yield one
            continue
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        across, up = round(x / SAME_PLACE), round(y / SAME_PLACE)
        near = {(one, across + i, up + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
        if left <= x <= right and bottom <= y <= top and (box == last or not near & there):
            there.add((one, across, up))
            yield one
        last = box


def _said(document: Document, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield all text that the document or a finding says."""
    labels = {note.id: note.label for note in document.notes}
    yield from labels.values()
    for block in blocks_of(document):
        yield plain_text(inlines_of(block))
        yield from _beside(block)
        marks = (inline for inline in every_inline(inlines_of(block)) if isinstance(inline, NoteMark))
        yield from (labels[mark.note] for mark in marks)
    for finding in findings:
        if finding.kind in LEFT_OUT:
            for first, last, times in _LEFT_OUT.findall(finding.detail):
                yield from _between(first, last, int(times)) if last else [first] * int(times or 1)
        elif finding.kind is FindingKind.TEXT_IN_PICTURE:
            yield finding.detail


def _between(first: str, last: str, times: int) -> Iterator[str]:
    """Yield the ``times`` texts from ``first`` to ``last``: one number in them goes up evenly."""
    ends = zip(_DIGITS.finditer(first), _DIGITS.findall(last), strict=True)
    place, start, end = next((m.span(), int(m[0]), int(new)) for m, new in ends if m[0] != new)
    for number in range(start, end + 1, (end - start) // (times - 1)):
        yield f"{first[: place[0]]}{number}{first[place[1] :]}"


def _beside(block: Block) -> Iterator[str]:
    """Yield what ``block`` says besides inlines and blocks."""
    match block:
        case ListBlock(items=items):
            yield from (item.label or "" for item in items)
        case PageStart(label=label):
            yield label
        case Figure(alt=alt, words=labels):
            yield from [alt or "", *labels]
        case Equation(text=text, number=number):
            yield from [text, number]
        case CodeBlock(text=text):
            yield text


if __name__ == "__main__":
    main()
