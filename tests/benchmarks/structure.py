"""How well structure is recovered: ours and the layout engine alone, side by side in one run.

    python -m tests.benchmarks.structure CORPUS [--half even|odd|both] [--worst 10] [--models FOLDER]

CORPUS holds pdfs/ID.pdf, ground_truth/ID.md, elements/ID.json and the scorers score.py (Markdown
with running heads kept) and roles.py (HTML as delivered); what each measures stands at its top.
Prints the scores of both halves of the corpus, split by even and odd place in the sorted list,
seconds a page and the share of PDFium's plain words that are said, for both, as a Markdown table.
Then how many times as long ours takes: over all documents; over those without recognised pages,
which the layout engine alone leaves unread; and, where FOLDER holds Tesseract's models, over all
with the engine's own recognition turned on for the recognised ones, so that both do the same work.
A document's time is the shortest of the rounds.

"list item" is the figure of roles.py. The corpus's labels often mark a whole list as one element; an
output that says each item, as a listener needs it, cannot match such a label. "items apart" is the
same figure where each label that holds several lines with markers is first split into its items. What
such items themselves would reach is printed.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any

import liteparse

from converters import FindingKind, ReadOptions, WriteOptions, convert
from converters import read as document_of
from converters.writers.markdown import write_markdown

HALVES = ("even", "odd", "both")
ITEMS_APART = "items apart"
SCORES = ("overall", "nid", "teds", "mhs")
ENGINES = ("ours", "liteparse alone")
RECOGNISING = "liteparse with its own recognition"
MODELS = Path("/usr/share/tesseract-ocr/5/tessdata")  # where Debian and Ubuntu keep them
FROM_PICTURES = {  # what says that Tesseract was at work
    FindingKind.PAGE_RECOGNISED,
    FindingKind.PICTURE_RECOGNISED,
    FindingKind.TEXT_IN_PICTURE,
}

_MARKED = re.compile(r"^\s*(?:[·•▪◦●○■□–*-]|[(\[]?(?:\d{1,3}|[ivx]{1,5}|[a-zA-Z])[.)\]])\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one engine made of one document. ``recognised``: some page's words were read from its picture."""

    markdown: str
    html: str
    noticed: str = ""
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """The scores of one engine for one document; ``counts`` are those of roles.py, and of items apart."""

    scores: dict[str, float | None]
    counts: dict[str, tuple[int, ...]]
    seconds: float
    pages: int
    words: tuple[int, int]
    recognised: bool


@dataclass(frozen=True, slots=True)
class Corpus:
    folder: Path
    score: ModuleType
    roles: ModuleType

    @classmethod
    def at(cls, folder: Path) -> Corpus:
        return cls(folder, _module(folder / "score.py"), _module(folder / "roles.py"))

    def names(self, half: str = "both") -> list[str]:
        names = sorted(path.stem for path in (self.folder / "pdfs").glob("*.pdf"))
        return {"even": names[::2], "odd": names[1::2], "both": names}[half]

    def pdf(self, name: str) -> bytes:
        return (self.folder / "pdfs" / f"{name}.pdf").read_bytes()

    def marks(self, name: str, reading: Reading, seconds: float, pages: int, plain: str) -> Marks:
        truth = (self.folder / "ground_truth" / f"{name}.md").read_text(encoding="utf-8")
        elements = self._elements(name)
        return Marks(
            self.score.score_document(truth, reading.markdown),
            self._counts(elements, reading.html),
            seconds,
            pages,
            words_said(reading, plain),
            reading.recognised,
        )

    def _elements(self, name: str) -> list[dict[str, Any]]:
        elements: list[dict[str, Any]] = json.loads(
            (self.folder / "elements" / f"{name}.json").read_text(encoding="utf-8")
        )
        return elements

    def best_list_items(self, names: Iterable[str]) -> float:
        """Return the figure of "list item" for pages that say each item of the labels, and nothing else."""
        counts = []
        for name in names:
            elements = self._elements(name)
            items = (part for each in elements if each["category"] == "List" for part in items_apart(each))
            page = "".join(f"<li>{escape(item['text'])}</li>" for item in items)
            counts.append(self.roles.score_document(elements, f"<main><ul>{page}</ul></main>")["list item"])
        return self.roles.ratio(*map(sum, zip(*counts, strict=True))) or 0.0

    def _counts(self, elements: list[dict[str, Any]], html: str) -> dict[str, tuple[int, ...]]:
        counts: dict[str, tuple[int, ...]] = self.roles.score_document(elements, html)
        apart = [each for element in elements for each in items_apart(element)]
        return {**counts, ITEMS_APART: self.roles.score_document(apart, html)["list item"]}

    def roles_of(self, marks: Sequence[Marks]) -> dict[str, float]:
        """Return the corpus's figure for each role: counts are summed over documents, as roles.py does."""
        figures = {}
        for measure in self.roles.MEASURES:
            totals = [sum(numbers) for numbers in zip(*(mark.counts[measure] for mark in marks), strict=True)]
            figures[measure] = self.roles.ratio(*totals) or 0.0
        items = [sum(numbers) for numbers in zip(*(mark.counts[ITEMS_APART] for mark in marks), strict=True)]
        apart = {ITEMS_APART: self.roles.ratio(*items) or 0.0}
        return {"overall": fmean(figures.values()), **figures, **apart}


def items_apart(element: dict[str, Any]) -> list[dict[str, Any]]:
    """Return ``element``, split before each line that has a marker where it is labelled a list."""
    starts = [match.start() for match in _MARKED.finditer(element["text"])]
    if element["category"] != "List" or len(starts) < 2:
        return [element]
    places = sorted({0, *starts})
    parts = zip(places, [*places[1:], None], strict=True)
    return [{**element, "text": element["text"][start:end].strip()} for start, end in parts]


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location(f"corpus_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- the two engines ------------------------------------------------------------------------


def ours(data: bytes) -> Reading:
    made = convert(data, ("html",))
    noticed = " ".join(finding.detail for finding in made.findings)
    recognised = any(finding.kind in FROM_PICTURES for finding in made.findings)
    kept, _ = document_of(data, ReadOptions(keep_running_heads=True))
    text = write_markdown(kept, (), WriteOptions()).decode()  # without the note, which is no part of it
    return Reading(text, made.files["html"].decode(), noticed, recognised)


def engine_alone(data: bytes) -> Reading:
    kept = _parser(keep_headers_footers=True).parse(data)
    cut = _parser(keep_headers_footers=False).parse(data)
    blocks = [block for page in cut.pages for block in page.blocks or []]
    return Reading(kept.text, f"<main>{''.join(map(_html, blocks))}</main>")


def seconds_of_ours(data: bytes) -> float:
    begun = time.perf_counter()
    convert(data, ("html",))
    return time.perf_counter() - begun


def seconds_of_engine(data: bytes) -> float:
    begun = time.perf_counter()
    _parser(keep_headers_footers=True).parse(data)
    return time.perf_counter() - begun


def seconds_of_recognising(data: bytes, models: Path) -> float:
    begun = time.perf_counter()
    _parser(keep_headers_footers=True, models=models).parse(data)
    return time.perf_counter() - begun


def _parser(keep_headers_footers: bool, models: Path | None = None) -> liteparse.LiteParse:
    return liteparse.LiteParse(
        output_format="markdown",
        quiet=True,
        ocr_enabled=models is not None,
        tessdata_path=str(models) if models else None,
        extract_blocks=True,
        extract_links=True,
        extract_images=True,
        extract_text_metadata=True,
        keep_headers_footers=keep_headers_footers,
    )


def _plain(data: bytes) -> tuple[int, str]:
    """Return the number of pages, and PDFium's text as the engine passes it on."""
    pages = _parser(keep_headers_footers=True).parse(data).pages
    return len(pages), " ".join(item.text for page in pages for item in page.text_items)


def _html(block: liteparse.LayoutBlock) -> str:
    if block.kind == "table":
        rows = [row for row in [block.header, *(block.rows or [])] if row]
        cells = ("".join(f"<td>{escape(cell.text)}</td>" for cell in row) for row in rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    tag = {"heading": f"h{block.level or 1}", "list_item": "li"}.get(block.kind, "p")
    words = block.text or "\n".join(block.lines or [])
    return f"<{tag}>{escape(words)}</{tag}>"


# --- words ----------------------------------------------------------------------------------


def words_said(reading: Reading, plain: str) -> tuple[int, int]:
    """Return how many words of ``plain`` the HTML says or a finding names, and how many there are."""
    have = Counter(_words(unescape(re.sub(r"<[^>]+>", " ", f"{reading.html} {reading.noticed}"))))
    want = Counter(_words(plain))
    return sum((want & have).values()), sum(want.values())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


# --- what is printed ------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--half", choices=HALVES, default="both")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list our N worst documents")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="times that each is timed")
    parser.add_argument("--models", type=Path, default=MODELS, metavar="FOLDER", help="of Tesseract")
    asked = parser.parse_args()
    corpus = Corpus.at(asked.corpus)
    marks = _all_marks(corpus, asked.half, asked.rounds)
    if asked.models.is_dir():
        marks[RECOGNISING] = dict(_recognising(corpus, marks, asked.models, asked.rounds))
    halves = HALVES if asked.half == "both" else (asked.half,)
    for half in halves:
        print(f"\n{half}: {len(corpus.names(half))} documents\n")
        print("\n".join(_table(corpus, half, marks)))
    for name in sorted(marks["ours"], key=lambda n: marks["ours"][n].scores["overall"] or 0)[: asked.worst]:
        print(name, {key: value and round(value, 3) for key, value in marks["ours"][name].scores.items()})


def _all_marks(corpus: Corpus, half: str, rounds: int) -> dict[str, dict[str, Marks]]:
    """Return the marks by engine and document."""
    engines: dict[str, Callable[[bytes], Reading]] = dict(zip(ENGINES, (ours, engine_alone), strict=True))
    marks: dict[str, dict[str, Marks]] = {engine: {} for engine in engines}
    seconds = _all_seconds(corpus, half, rounds)
    for name in corpus.names(half):
        data = corpus.pdf(name)
        pages, plain = _plain(data)
        for engine, read in engines.items():
            marks[engine][name] = corpus.marks(name, read(data), seconds[engine][name], pages, plain)
    return marks


def _recognising(
    corpus: Corpus, marks: dict[str, dict[str, Marks]], models: Path, rounds: int
) -> Iterator[tuple[str, Marks]]:
    """Yield the engine's marks with its time when it recognises too, where we have recognised something."""
    mine, alone = (marks[engine] for engine in ENGINES)
    for name, found in alone.items():
        if not mine[name].recognised:
            yield name, found
            continue
        data = corpus.pdf(name)
        best = min(seconds_of_recognising(data, models) for _ in range(rounds))
        yield name, replace(found, seconds=best)


def _all_seconds(corpus: Corpus, half: str, rounds: int) -> dict[str, dict[str, float]]:
    """Return the shortest time of each document by engine; they take turns, and are treated alike.

    A round goes through all documents, so that none is read again while it is in memory.
    """
    engines = dict(zip(ENGINES, (seconds_of_ours, seconds_of_engine), strict=True))
    best: dict[str, dict[str, float]] = {engine: {} for engine in engines}
    for timed in engines.values():  # what is loaded once is not a cost of a page
        timed(corpus.pdf(corpus.names(half)[0]))
    for _ in range(rounds):
        for name in corpus.names(half):
            data = corpus.pdf(name)
            for engine, timed in engines.items():
                best[engine][name] = min(timed(data), best[engine].get(name, float("inf")))
    return best


def _table(corpus: Corpus, half: str, marks: dict[str, dict[str, Marks]]) -> Iterator[str]:
    rows = {engine: _row(corpus, [marks[engine][name] for name in corpus.names(half)]) for engine in ENGINES}
    columns = list(next(iter(rows.values())))
    yield f"| {' | '.join(['engine', *columns])} |"
    yield f"|{'---|' * (len(columns) + 1)}"
    for engine, row in rows.items():
        yield f"| {' | '.join([engine, *row.values()])} |"
    names = corpus.names(half)
    yield f"\nlist item: the labels' own items would reach {corpus.best_list_items(names):.3f}"
    plain = [name for name in names if not marks[ENGINES[0]][name].recognised]
    yield f"\n{ENGINES[0]} takes {_times(names, marks):.2f} times as long as {ENGINES[1]}"
    if len(plain) < len(names):
        left = f"without the {len(names) - len(plain)} with recognised pages"
        yield f"{ENGINES[0]} takes {_times(plain, marks):.2f} times as long, {left}"
    if len(plain) < len(names) and RECOGNISING in marks:
        read = [name for name in names if name not in plain]
        yield f"{ENGINES[0]} takes {_times(names, marks, RECOGNISING):.2f} times as long as {RECOGNISING}"
        mine, other = (sum(marks[e][name].seconds for name in read) for e in (ENGINES[0], RECOGNISING))
        yield f"of the recognised ones, {mine / len(read):.2f} s each against {other / len(read):.2f} s"


def _times(names: list[str], marks: dict[str, dict[str, Marks]], other: str = ENGINES[1]) -> float:
    ours_took, engine_took = (sum(marks[e][name].seconds for name in names) for e in (ENGINES[0], other))
    return ours_took / engine_took if engine_took else 0.0


def _row(corpus: Corpus, marks: Sequence[Marks]) -> dict[str, str]:
    row: dict[str, Any] = {name: _mean([mark.scores[name] for mark in marks]) for name in SCORES}
    row |= {"roles" if name == "overall" else name: value for name, value in corpus.roles_of(marks).items()}
    said, there = map(sum, zip(*(mark.words for mark in marks), strict=True))
    row["words"] = said / there if there else 1.0
    per_page = sum(mark.seconds for mark in marks) / sum(mark.pages for mark in marks)
    return {name: f"{value:.3f}" for name, value in row.items()} | {"s/page": f"{per_page:.4f}"}


def _mean(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return fmean(known) if known else 0.0


if __name__ == "__main__":
    main()
