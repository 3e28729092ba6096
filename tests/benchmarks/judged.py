"""Every judge over every format of every PDF in a folder.

    python -m tests.benchmarks.judged FOLDER [--format pdf,docx] [--without LibreOffice] [--most 100]

Each PDF is read once and written in each format; our own check at delivery and the independent
judges of tests/judges/table.py say what is wrong. A judge that is not on this machine is named.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import converters
from converters.checks import problems
from tests.judges.judge import Judge
from tests.judges.table import JUDGES
from tests.judges.words import lost_words


def main() -> int:
    """Print a line for each fault, then how many files each judge took; return 1 where one was bad."""
    asked = _asked()
    passed: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for path in sorted(asked.folder.rglob("*.pdf"))[: asked.most]:
        for name, judge, found in _judged(path, asked.format, asked.without):
            seen[name, judge] += 1
            passed[name, judge] += not found
            for problem in found:
                print(f"{path.name}\t{name}\t{judge}\t{problem}", flush=True)
    for name, judge in seen:
        print(f"{name:18} {judge:18} {passed[name, judge]} of {seen[name, judge]} files good")
    return 0 if passed == seen else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Judge what is made of the PDFs in a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", type=lambda value: value.split(","), default=list(JUDGES))
    parser.add_argument(
        "--without", type=lambda value: value.split(","), default=[], help="judges to leave out"
    )
    parser.add_argument("--most", type=int, help="look at no more files than this")
    return parser.parse_args()


def _judged(path: Path, formats: list[str], without: list[str]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the format, the judge and what it found, for one PDF. One that cannot be read is passed over."""
    try:
        document, findings = converters.read(path.read_bytes())
    except converters.ConversionError as error:
        print(f"{path.name}\tnot read\t{error.code}", flush=True)
        return
    for name in formats:
        try:
            data = converters.write(document, findings, name)
        except converters.ConversionError as error:
            yield name, "written", (repr(error),)
            continue
        yield name, "our own check", problems(name, data)
        yield name, "words", lost_words(document, name, data)
        for judge in _present(name, without):
            yield name, judge.name, judge.problems(data)


def _present(name: str, without: list[str]) -> tuple[Judge, ...]:
    judges = (judge for judge in JUDGES.get(name, ()) if judge.name not in without)
    return tuple(judge for judge in judges if judge.is_there())


if __name__ == "__main__":
    for format_name, judges in JUDGES.items():
        for absent in (judge for judge in judges if not judge.is_there()):
            print(f"{format_name}: {absent.name} is not on this machine", file=sys.stderr)
    sys.exit(main())
