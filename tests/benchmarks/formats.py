"""What each format costs: seconds and peak memory for documents of 10, 100 and 500 pages.

    python -m tests.benchmarks.formats [--pages 10,100,500] [--only html,docx]

Every figure is of a process of its own that makes one file, after one of a single page, so that loading
libraries is not in it. Formats come from the registry; what is spoken stands last, as it takes an hour:
Ctrl-C leaves it out. Beside them stand reading a PDF of as many pages, LibreOffice making a tagged PDF
from our Word file, and WeasyPrint setting the very source of each of our PDFs without anything of ours
around it. Memory is the most that was resident, the interpreter included. Seconds are by the clock for a
file that is written and checked, and in brackets of a processor, for writing and for our own check: those,
others at work on the machine change less. The last lines say what ours adds to WeasyPrint, the least of a
few runs of each.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from converters import WRITERS, ToolError, WriteOptions, check, read, write
from converters.document import Block, Document
from converters.findings import Finding, FindingKind
from tests import pdfs
from tests.converters.trees import bullets, doc, figure, h, mark, note, p, page, png, rh, row, table, th

PAGES = (10, 100, 500)
SENTENCE = "The harbour was dredged in spring and the ferries ran to time on most days of the week. "
TAGGED = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)
LIBREOFFICE = "LibreOffice from our Word file"
UNTOUCHED = "WeasyPrint alone on the source of "
READING = "reading a PDF"
SPOKEN = ("audio", "audio-epub")
SECONDS = 7200.0
SHORT, RUNS_OF_SHORT = 10, 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took, by the clock and of a processor; ``said`` where it could not do it."""

    seconds: float = 0.0
    of_processor: float = 0.0
    of_check: float = 0.0
    megabytes: float = 0.0
    said: str = ""

    @property
    def all_of_processor(self) -> float:
        return self.of_processor + self.of_check

    def __str__(self) -> str:
        if self.said:
            return self.said
        check = f" + {self.of_check:.1f}" if self.of_check else ""
        return f"{self.seconds:.1f} s ({self.of_processor:.1f}{check}), {self.megabytes:.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=_numbers, default=PAGES)
    parser.add_argument("--only", type=lambda names: tuple(names.split(",")), default=())
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(_in_child(asked.child[0], int(asked.child[1]))))
        return
    rows = [name for name in _rows() if not asked.only or name in asked.only]
    costs = {(name, pages): Cost(said="not measured") for name in rows for pages in asked.pages}
    with suppress(KeyboardInterrupt):  # what is measured by then is worth having
        for name, pages in costs:
            costs[name, pages] = _cost(name, pages)
    _print_table([f"{pages} pages" for pages in asked.pages], rows, asked.pages, costs)
    _print_added(rows, asked.pages, costs)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


def _rows() -> list[str]:
    set_as_pdf = [name for name, writer in WRITERS.items() if writer.media_type == "application/pdf"]
    written = [name for name in WRITERS if name not in SPOKEN]
    return [READING, *written, *(UNTOUCHED + name for name in set_as_pdf), LIBREOFFICE, *SPOKEN]


def _cost(name: str, pages: int) -> Cost:
    """Return what ``name`` costs: of short documents, which noise changes most, the least of a few runs."""
    print(f"{name}, {pages} pages: ", end="", flush=True, file=sys.stderr)
    times = RUNS_OF_SHORT if pages <= SHORT else 1
    cost = min((_run(name, pages) for _ in range(times)), key=lambda one: one.all_of_processor)
    print(cost, file=sys.stderr)
    return cost


def _run(name: str, pages: int) -> Cost:
    command = [sys.executable, "-m", "tests.benchmarks.formats", "--child", name, str(pages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode:
        return Cost(said=f"failed: {(done.stderr.splitlines() or ['without a word'])[-1]}")
    return Cost(**json.loads(done.stdout))


def _print_table(
    heads: list[str], rows: list[str], pages: tuple[int, ...], costs: dict[tuple[str, int], Cost]
) -> None:
    print(f"| | {' | '.join(heads)} |")
    print(f"|---|{'---|' * len(heads)}")
    for name in rows:
        print(f"| {name} | {' | '.join(str(costs[name, count]) for count in pages)} |")


def _print_added(rows: list[str], pages: tuple[int, ...], costs: dict[tuple[str, int], Cost]) -> None:
    for name in rows:
        if (alone := UNTOUCHED + name) not in rows:
            continue
        pairs = [
            (costs[name, count], costs[alone, count].of_processor)
            for count in pages
            if not costs[name, count].said
        ]
        written = _shares((ours.of_processor, theirs) for ours, theirs in pairs)
        checked = _shares((ours.all_of_processor, theirs) for ours, theirs in pairs)
        print(f"\n{name}, of a processor, over WeasyPrint alone: {written} written; {checked} with our check")


def _shares(pairs: Iterable[tuple[float, float]]) -> str:
    return ", ".join(f"{ours / theirs - 1:+.0%}" for ours, theirs in pairs if theirs)


# --- in a process of its own ----------------------------------------------------------------


def _in_child(name: str, pages: int) -> dict[str, Any]:
    """Return the cost of one file as plain values. Whatever must be there before is made untimed."""
    try:
        if name != LIBREOFFICE:  # that starts anew for every file
            _work(name, 1)()
        work = _work(name, pages)
        begun, used = time.perf_counter(), _of_processor()
        of_check = work()
        seconds, of_processor = time.perf_counter() - begun, _of_processor() - used
    except ToolError as error:
        return {"said": f"not on this machine ({error.code})"}
    own = () if name == LIBREOFFICE else (resource.RUSAGE_SELF,)
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_CHILDREN, *own))
    return {
        "seconds": seconds,
        "of_processor": of_processor - of_check,
        "of_check": of_check,
        "megabytes": most / 1024,
    }


def _of_processor() -> float:
    """Return the seconds that this process and the programs it has run took of a processor."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _work(name: str, pages: int) -> Callable[[], float]:
    """Return what makes the file, and returns the seconds of a processor that its check took."""
    if name == READING:
        data = pdfs.long_report(pages)
        return lambda: _unchecked(lambda: read(data))
    document = harbour(pages)
    if name == LIBREOFFICE:
        return _libreoffice(write(document, NOTICED, "docx"))
    if name.startswith(UNTOUCHED):
        return _weasyprint(_source(document, name.removeprefix(UNTOUCHED)))
    return lambda: _delivered(document, name)


def _unchecked(work: Callable[[], object]) -> float:
    work()
    return 0.0


def _delivered(document: Document, name: str) -> float:
    """Make a file as it is delivered: written, and checked."""
    made = write(document, NOTICED, name)
    used = _of_processor()
    if found := check(name, made):
        raise AssertionError(found)
    return _of_processor() - used


def _libreoffice(word: bytes) -> Callable[[], float]:
    program = shutil.which("soffice")
    if program is None:
        raise ToolError("soffice")
    folder = Path(tempfile.mkdtemp(prefix="formats-"))
    (folder / "a.docx").write_bytes(word)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [program, home, "--headless", "--convert-to", TAGGED, "--outdir", str(folder), "a.docx"]

    def run() -> float:
        subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=True)
        made = (folder / "a.pdf").exists()
        shutil.rmtree(folder)
        if not made:
            raise AssertionError("LibreOffice made no PDF")
        return 0.0

    return run


class _Seen(Exception):
    """Carries the source out of the writer."""


def _source(document: Document, name: str) -> str:
    """Return the HTML that the writer of ``name`` hands to WeasyPrint."""
    import weasyprint  # type: ignore[import-untyped]

    def seen(self: object, *_: object, string: str = "", **__: object) -> None:
        raise _Seen(string)

    made = weasyprint.HTML.__init__
    weasyprint.HTML.__init__ = seen
    try:
        WRITERS[name].write(document, NOTICED, WriteOptions())
    except _Seen as caught:
        return cast(str, caught.args[0])
    finally:
        weasyprint.HTML.__init__ = made
    raise AssertionError(f"{name} does not ask WeasyPrint")


def _weasyprint(source: str) -> Callable[[], float]:
    from weasyprint import HTML

    return lambda: _unchecked(lambda: HTML(string=source).write_pdf(pdf_variant="pdf/ua-1"))


# --- the document ---------------------------------------------------------------------------

NOTICED = (Finding(FindingKind.TITLE_GUESSED, None, "The file gives no title. We took “Harbour”."),)


def harbour(pages: int) -> Document:
    """Return a report of ``pages`` printed pages: text, a list, a table, notes, a picture on every fifth."""
    blocks: list[Block] = [h(1, "Harbour")]
    for number in range(1, pages + 1):
        blocks += _page(number)
    notes = tuple(note(f"n{n}", str(n), f"Source {n}. {SENTENCE}") for n in range(1, pages + 1))
    return doc(*blocks, title="Harbour", images=(png("chart", 600, 300, 300.0),), notes=notes)


def _page(number: int) -> list[Block]:
    quays = [row(rh(f"Quay {quay}"), *(str(quay * month) for month in range(1, 5))) for quay in range(1, 7)]
    return [
        page(str(number)),
        h(2, f"Chapter {number}"),
        *(p(SENTENCE * 4) for _ in range(3)),
        p(SENTENCE * 2, mark(f"n{number}")),
        bullets(*(f"{SENTENCE}Berth {berth}." for berth in range(4))),
        table(
            row(th("Quay"), *(th(month) for month in ("June", "July", "August", "May"))),
            *quays,
            header_rows=1,
            caption=f"Table {number}. Ships",
        ),
        *([figure("chart", f"Ships at the quays in year {number}", "Ships")] if number % 5 == 0 else []),
    ]


if __name__ == "__main__":
    main()
