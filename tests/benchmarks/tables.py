"""How well tables are recovered: ours and the layout engine alone, on pages whose truth is known.

    python -m tests.benchmarks.tables [--corpus CORPUS] [--seed 1] [--worst 10] [--keep FOLDER]

Prints for each style of table the F1 of its adjacency relations (as the table competition of
ICDAR 2013 counts them: each filled cell with the next filled one to its right and below it, by
their words) and, with a CORPUS that holds score.py, its TEDS. A page without a table scores 1
where none was invented, else 0. ``--keep`` writes the PDFs into a folder, to look at.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from lxml import html

from tests.benchmarks.structure import ENGINES, Corpus, Reading, engine_alone, ours
from tests.benchmarks.table_pages import Sample, samples

Relation = tuple[str, str, str]


def relations(tables: Iterable[str]) -> Counter[Relation]:
    """Return the adjacency relations of ``tables`` (HTML): words, words, and which way."""
    found: Counter[Relation] = Counter()
    for table in tables:
        grid = _grid(html.fromstring(table))
        for (row, column), (_, text) in grid.items():
            for step, way in (((0, 1), "right"), ((1, 0), "below")):
                if other := _next(grid, row, column, step):
                    found[text, other, way] += 1
    return found


def _grid(table: Any) -> dict[tuple[int, int], tuple[tuple[int, int], str]]:
    """Return each place of the grid with its cell's own first place and words."""
    grid: dict[tuple[int, int], tuple[tuple[int, int], str]] = {}
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in grid:
                column += 1
            text = re.sub(r"\s+", "", "".join(cell.itertext())).lower()
            for down in range(int(cell.get("rowspan", 1))):
                for along in range(int(cell.get("colspan", 1))):
                    grid[row + down, column + along] = ((row, column), text)
    return grid


def _next(
    grid: dict[tuple[int, int], tuple[tuple[int, int], str]], row: int, column: int, step: tuple[int, int]
) -> str | None:
    """Return the words of the next filled cell from the cell that starts at ``row`` and ``column``."""
    first, text = grid[row, column]
    if first != (row, column) or not text:
        return None
    while (row, column) in grid:
        there, words = grid[row, column]
        if there != first and words:
            return words
        row, column = row + step[0], column + step[1]
    return None


def f1(truth: tuple[str, ...], guess: tuple[str, ...]) -> float:
    """Return the F1 of the relations of ``guess``; without a true table, 1 where none is guessed."""
    if not truth:
        return float(not guess)
    want, have = relations(truth), relations(guess)
    hits = sum((want & have).values())
    return 2 * hits / max(1, sum(want.values()) + sum(have.values()))


def tables_in(page: str) -> tuple[str, ...]:
    return tuple(re.findall(r"<table\b.*?</table>", page, re.DOTALL))


def _marks(sample: Sample, reading: Reading, corpus: Corpus | None) -> dict[str, float]:
    marks = {"F1": f1(tuple(map(_plain, sample.truth)), tables_in(_plain(reading.html)))}
    if corpus and sample.truth:
        marks["TEDS"] = corpus.score.teds(_plain("\n\n".join(sample.truth)), _plain(reading.markdown)) or 0.0
    return marks


def _plain(text: str) -> str:
    return text.replace("–", "-")  # the engine writes one for the other


# --- what is printed ------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, help="a folder with score.py")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list our N worst pages")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the PDFs there")
    asked = parser.parse_args()
    corpus = Corpus.at(asked.corpus) if asked.corpus else None
    marks: dict[str, dict[str, dict[str, float]]] = {engine: {} for engine in ENGINES}
    for sample in samples(asked.seed):
        if asked.keep:
            (asked.keep / f"{sample.name.replace(' ', '_').replace(':', '')}.pdf").write_bytes(sample.pdf)
        for engine, read in zip(ENGINES, (ours, engine_alone), strict=True):
            marks[engine][sample.name] = _marks(sample, read(sample.pdf), corpus)
    print("\n".join(_table(marks)))
    for name in sorted(marks["ours"], key=lambda n: marks["ours"][n]["F1"])[: asked.worst]:
        print(name, {key: round(value, 3) for key, value in marks["ours"][name].items()})


def _table(marks: dict[str, dict[str, dict[str, float]]]) -> Iterator[str]:
    measures = list(next(iter(marks["ours"].values())))
    columns = [f"{measure}, {engine}" for measure in measures for engine in ENGINES]
    yield f"| style | {' | '.join(columns)} |"
    yield f"|{'---|' * (len(columns) + 1)}"
    styles = defaultdict(list)
    for name in marks["ours"]:
        styles[name.partition(" ")[0]].append(name)
    for style, names in [*styles.items(), ("all", list(marks["ours"]))]:
        means = [_mean(marks[engine], names, measure) for measure in measures for engine in ENGINES]
        yield f"| {style} | {' | '.join(means)} |"


def _mean(marks: dict[str, dict[str, float]], names: list[str], measure: str) -> str:
    known = [marks[name][measure] for name in names if measure in marks[name]]
    return f"{fmean(known):.3f}" if known else "–"


if __name__ == "__main__":
    main()
