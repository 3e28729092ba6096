"""Every judge over every format of every PDF in a folder.

    python -m tests.benchmarks.judged FOLDER [--format pdf,docx] [--without LibreOffice] [--most 100]

Each PDF is read once and written in each format; our own check at delivery, a reader of the words and
the independent judges of tests/judges/table.py say what is wrong; audio is left out unless asked for, as it
takes minutes. A judge that is not on this machine is named, and one that gives no answer has a fault.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import converters
from converters.checks import problems
from tests.judges.epub import EPUB_JUDGES
from tests.judges.judge import Judge
from tests.judges.table import JUDGES
from tests.judges.words import READ_BACK, lost_words

_JUDGES = {**JUDGES, "audio-epub": EPUB_JUDGES}
_USUAL = [name for name in converters.WRITERS if not name.startswith("audio") and name != "json"]


def main() -> int:
    """Print a line for each fault, then how many files each judge took; return 1 where one was bad."""
    asked = _asked()
    passed: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    paths = sorted(asked.folder.rglob("*.pdf"))[: asked.most]
    for number, path in enumerate(paths, start=1):
        print(f"{number} of {len(paths)}: {path.name}", file=sys.stderr, flush=True)
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
    parser.add_argument("--format", type=lambda value: value.split(","), default=_USUAL)
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
        if name in READ_BACK or name == "braille":
            yield name, "words", lost_words(document, name, data)
        for judge in _present(name, without):
            yield name, judge.name, _answer(judge, data)


def _answer(judge: Judge, data: bytes) -> tuple[str, ...]:
    try:
        return judge.problems(data)
    except Exception as error:  # one judge that stops must not end the others
        return (f"gave no answer: {error!r}"[:200],)


def _present(name: str, without: list[str]) -> tuple[Judge, ...]:
    judges = (judge for judge in _JUDGES.get(name, ()) if judge.name not in without)
    return tuple(judge for judge in judges if judge.is_there())


if __name__ == "__main__":
    for format_name, judges in JUDGES.items():
        for absent in (judge for judge in judges if not judge.is_there()):
            print(f"{format_name}: {absent.name} is not on this machine", file=sys.stderr)
    sys.exit(main())
