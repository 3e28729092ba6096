"""Hard and broken files, each read in a process of its own: what comes of it, in what time and memory.

    python -m tests.benchmarks.bad_input FOLDER… [--worst 5]

A file ends well in a document, or in a ConversionError with a code and advice; anything else, and
what passes a limit, is a fault, named with what the process said last. Asked for: none, within 60 s
and 2 GB, which is the most that our process or a program it starts takes. Prints a Markdown table
of the folders, and the worst files.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters import ConversionError, convert

MOST_SECONDS, MOST_MEGABYTES = 60.0, 2048.0
PATIENCE = 3  # times the limit, after which a file hangs
MEGABYTE = 1024  # of what the system counts, kilobytes
SAID = 300  # characters of what a process says last


@dataclass(frozen=True, slots=True)
class Ending:
    """What came of one file: "document", the code of an error, or "fault" with its ``reason``."""

    file: Path
    seconds: float
    megabytes: float
    came: str
    reason: str = ""

    @property
    def is_good(self) -> bool:
        return not self.reason and self.seconds <= MOST_SECONDS and self.megabytes <= MOST_MEGABYTES


# --- one file, in a process of its own --------------------------------------------------------


def _read_here(file: Path) -> None:
    """Print what came of ``file``, and the most megabytes that this process or one it started took."""
    try:
        convert(file.read_bytes(), ("html",))
        came, advice = "document", ""
    except ConversionError as error:
        came, advice = error.code, error.advice
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps([came, advice, most / MEGABYTE]))


def ending_of(file: Path) -> Ending:
    """Return how the conversion of ``file`` to a web page ends."""
    command = [sys.executable, "-m", "tests.benchmarks.bad_input", "--read", str(file)]
    begun = time.perf_counter()
    try:
        ended = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE * MOST_SECONDS)
    except subprocess.TimeoutExpired:
        return Ending(file, PATIENCE * MOST_SECONDS, 0, "fault", "It hangs.")
    seconds = time.perf_counter() - begun
    said = ended.stderr.decode(errors="replace")
    if ended.returncode:
        return Ending(file, seconds, 0, "fault", f"It ended with {ended.returncode}: {said[-SAID:]}")
    came, advice, megabytes = json.loads(ended.stdout.splitlines()[-1])
    if "Traceback" in said:
        return Ending(file, seconds, megabytes, "fault", said[-SAID:])
    unadvised = came != "document" and not advice
    return Ending(file, seconds, megabytes, came, "It says no advice." if unadvised else "")


# --- what is printed --------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument(
        "--worst", type=int, default=5, metavar="N", help="files to name by time and by memory"
    )
    parser.add_argument("--read", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        _read_here(asked.read)
        return 0
    endings = {folder: [ending_of(file) for file in sorted(folder.glob("*.pdf"))] for folder in asked.folders}
    every = [ending for found in endings.values() for ending in found]
    print("\n".join(_lines(endings, every, asked.worst)))
    return 0 if all(ending.is_good for ending in every) else 1


def _lines(endings: dict[Path, list[Ending]], every: Sequence[Ending], worst: int) -> Iterator[str]:
    yield "| folder | files | documents | refused with advice | faults | longest, s | most memory, MB |"
    yield "|---|---|---|---|---|---|---|"
    for folder, found in endings.items():
        yield _row(folder.name, found)
    codes = Counter(ending.came for ending in every if ending.came not in ("document", "fault"))
    yield f"\nrefused: {', '.join(f'{code} {count}' for code, count in codes.most_common()) or 'none'}\n"
    for ending in sorted(every, key=lambda each: -each.seconds)[:worst]:
        yield f"{ending.seconds:6.1f} s {ending.megabytes:6.0f} MB  {ending.file.name}"
    for ending in sorted(every, key=lambda each: -each.megabytes)[:worst]:
        yield f"{ending.megabytes:6.0f} MB {ending.seconds:6.1f} s  {ending.file.name}"
    for ending in every:
        if not ending.is_good:
            yield f"FAULT {ending.file.name}: {ending.reason or 'past a limit'}"


def _row(name: str, found: Sequence[Ending]) -> str:
    faults = sum(not ending.is_good for ending in found)
    documents = sum(ending.came == "document" for ending in found)
    refused = len(found) - documents - sum(ending.came == "fault" for ending in found)
    longest = max((ending.seconds for ending in found), default=0.0)
    most = max((ending.megabytes for ending in found), default=0.0)
    return f"| {name} | {len(found)} | {documents} | {refused} | {faults} | {longest:.1f} | {most:.0f} |"


if __name__ == "__main__":
    sys.exit(main())
