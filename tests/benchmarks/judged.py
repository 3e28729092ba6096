"""Every judge over every format of every PDF in a folder.

    python -m tests.benchmarks.judged FOLDER [--format pdf,docx] [--without Ace] [--most 9] [--pages 10]
        [--kept FILE]

Each PDF is read once and written in each format; our own check at delivery, what compares a file with its
document and the independent judges of tests/judges/table.py say what is wrong. Audio is left out unless asked
for, as it takes minutes. A judge that is not on this machine is named, and one that gives no answer has a
fault. With --kept, what was found of each PDF is kept in a file, and not looked for again in the next run.
With --pages, all of a PDF is read, and only what stands on its first pages is written and judged.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import converters
from converters.document import Document, NoteMark, PageStart
from converters.walk import every_block, every_inline, inlines_of
from tests.judges.judge import Judge
from tests.judges.table import JUDGES, SPOKEN, comparisons

_JUDGES = {**JUDGES, **SPOKEN}
_USUAL = [name for name in converters.WRITERS if name not in SPOKEN and name != "json"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``judge`` found in a file in ``format``, in so many seconds; "" is for a PDF that is not read."""

    format: str
    judge: str
    problems: tuple[str, ...]
    seconds: float = 0.0


def main() -> int:
    """Print a line for each fault, then how many files each judge took; return 1 where one was bad."""
    asked = _asked()
    kept = _kept(asked.kept)
    verdicts: list[Verdict] = []
    paths = sorted(asked.folder.rglob("*.pdf"))[: asked.most]
    for number, path in enumerate(paths, start=1):
        name = str(path.relative_to(asked.folder))
        print(f"{number} of {len(paths)}: {name}", file=sys.stderr, flush=True)
        found = kept.get(name) or list(_judged(path, asked))
        if asked.kept and name not in kept:
            _keep(asked.kept, name, found)
        for one in found:
            for problem in one.problems:
                print(f"{name}\t{one.format}\t{one.judge}\t{problem}", flush=True)
        verdicts += found
    _print_table(verdicts)
    return 1 if any(one.problems for one in verdicts if one.format) else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Judge what is made of the PDFs in a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", type=lambda value: value.split(","), default=_USUAL)
    parser.add_argument(
        "--without", type=lambda value: value.split(","), default=[], help="judges to leave out"
    )
    parser.add_argument("--most", type=int, help="look at no more files than this")
    parser.add_argument("--pages", type=int, help="judge no more pages of each file than this")
    parser.add_argument("--kept", type=Path, help="a file of what was found, to go on from")
    return parser.parse_args()


def _kept(path: Path | None) -> dict[str, list[Verdict]]:
    if path is None or not path.exists():
        return {}
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {
        line["file"]: [Verdict(**{**one, "problems": tuple(one["problems"])}) for one in line["verdicts"]]
        for line in lines
    }


def _keep(path: Path, name: str, found: list[Verdict]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"file": name, "verdicts": [asdict(one) for one in found]}) + "\n")


def _print_table(verdicts: list[Verdict]) -> None:
    rows: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for one in verdicts:
        rows[one.format, one.judge].append(one)
    for (name, judge), found in rows.items():
        good, seconds = sum(not one.problems for one in found), sum(one.seconds for one in found) / len(found)
        print(f"{name or 'PDF':18} {judge:18} {good} of {len(found)} files good, {seconds:.1f} s each")


def _judged(path: Path, asked: argparse.Namespace) -> Iterator[Verdict]:
    """Yield what each judge says of one PDF in each format."""
    begun = time.perf_counter()
    try:
        document, findings = converters.read(path.read_bytes())
    except converters.ConversionError as error:
        yield Verdict("", "read", (error.code,), time.perf_counter() - begun)
        return
    yield Verdict("", "read", (), time.perf_counter() - begun)
    document = document if asked.pages is None else _opening(document, asked.pages)
    for name in asked.format:
        begun = time.perf_counter()
        try:
            data = converters.write(document, findings, name)
        except converters.ConversionError as error:
            yield Verdict(name, "written", (repr(error),), time.perf_counter() - begun)
            continue
        yield Verdict(name, "written", (), time.perf_counter() - begun)
        yield from _verdicts(name, document, data, asked.without)


def _opening(document: Document, pages: int) -> Document:
    """Return what stands on the first ``pages`` pages, with the notes that it leads to."""
    starts = [at for at, block in enumerate(document.blocks) if isinstance(block, PageStart)]
    if len(starts) <= pages:
        return document
    blocks = document.blocks[: starts[pages]]
    inlines = (one for block in every_block(blocks) for one in every_inline(inlines_of(block)))
    marked = {one.note for one in inlines if isinstance(one, NoteMark)}
    return replace(document, blocks=blocks, notes=tuple(one for one in document.notes if one.id in marked))


def _verdicts(name: str, document: Document, data: bytes, without: list[str]) -> Iterator[Verdict]:
    asked: list[tuple[str, Callable[[], tuple[str, ...]]]] = [
        ("our own check", partial(converters.check, name, data))
    ]
    asked += [(one.name, partial(one.problems, document, data)) for one in comparisons(name)]
    asked += [(one.name, partial(one.problems, data)) for one in _present(name)]
    for judge, ask in asked:
        if judge not in without:
            begun = time.perf_counter()
            found = _answer(ask)
            yield Verdict(name, judge, found, time.perf_counter() - begun)


def _answer(ask: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    try:
        return ask()
    except Exception as error:  # one judge that stops must not end the others
        return (f"gave no answer: {error!r}"[:200],)


def _present(name: str) -> tuple[Judge, ...]:
    return tuple(judge for judge in _JUDGES.get(name, ()) if judge.is_there())


if __name__ == "__main__":
    for format_name, judges in _JUDGES.items():
        for absent in (judge for judge in judges if not judge.is_there()):
            print(f"{format_name}: {absent.name} is not on this machine", file=sys.stderr)
    sys.exit(main())
