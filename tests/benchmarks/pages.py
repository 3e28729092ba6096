"""How cost grows with pages: ours and the layout engine alone, on documents of 10, 100 and 500 pages.

    python -m tests.benchmarks.pages [--pages 10 100 500] [--rounds 2]

The documents are printed here, with tags and without: each page has headings, text, a list and a
table, every third a picture. Each reading is a process of its own, which has read a small document before, so
that what is loaded once is no cost of a page. Prints a Markdown table of seconds a page, the
shortest of the rounds, and of the most memory that a process took. Asked for: seconds a page that
stay the same, and 500 pages under 1 GB.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import liteparse

from converters import convert
from tests import pdfs

SIZES = (10, 100, 500)
LONGEST_SECONDS = 900.0
MEGABYTE = 1024  # of what the system counts, kilobytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What one reading took."""

    seconds: float
    megabytes: float


# --- one reading, in a process of its own ----------------------------------------------------


def ours(data: bytes) -> None:
    convert(data, ("html",))


def engine_alone(data: bytes) -> None:
    liteparse.LiteParse(
        output_format="markdown",
        quiet=True,
        ocr_enabled=False,
        extract_blocks=True,
        extract_images=True,
        extract_text_metadata=True,
    ).parse(data)


ENGINES: dict[str, Callable[[bytes], None]] = {"ours": ours, "liteparse alone": engine_alone}


def _read_here(engine: str, file: Path) -> None:
    """Print what it costs to read ``file``: this process does nothing else."""
    data = file.read_bytes()
    ENGINES[engine](pdfs.simple())
    begun = time.perf_counter()
    ENGINES[engine](data)
    seconds = time.perf_counter() - begun
    print(json.dumps([seconds, _most_megabytes()]))


def _most_megabytes() -> float:
    """Return the most memory that this program took. What ``getrusage`` says counts the parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / MEGABYTE


def _cost(engine: str, file: Path) -> Cost:
    command = [sys.executable, "-m", "tests.benchmarks.pages", "--read", str(file), "--engine", engine]
    ended = subprocess.run(command, capture_output=True, check=True, timeout=LONGEST_SECONDS)
    return Cost(*json.loads(ended.stdout))


# --- what is printed --------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--read", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--engine", choices=ENGINES, default="ours", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        _read_here(asked.engine, asked.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        for line in _table(Path(folder), asked):
            print(line, flush=True)


def _table(folder: Path, asked: Any) -> Iterator[str]:
    yield "| pages | tags | ours, s/page | liteparse alone, s/page | times | ours, MB | liteparse alone, MB |"
    yield "|---|---|---|---|---|---|---|"
    for pages in asked.pages:
        for tagged in (False, True):
            file = folder / f"{pages}-{tagged}.pdf"
            file.write_bytes(pdfs.long_report(pages, tagged))
            # they take turns, so that the machine treats both alike
            rounds = [{engine: _cost(engine, file) for engine in ENGINES} for _ in range(asked.rounds)]
            mine, alone = (min((r[e] for r in rounds), key=lambda c: c.seconds) for e in ENGINES)
            yield (
                f"| {pages} | {'yes' if tagged else 'no'} | {mine.seconds / pages:.4f} "
                f"| {alone.seconds / pages:.4f} | {mine.seconds / alone.seconds:.1f} "
                f"| {mine.megabytes:.0f} | {alone.megabytes:.0f} |"
            )


if __name__ == "__main__":
    main()
