"""What the command line accepts, and how it answers: files, exit codes, one line for each failure."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from converters.batch import Failure, Job, Outcome, run_jobs
from converters.formats import WRITERS
from converters.options import ReadOptions, Typeface, WriteOptions
from converters.writers.measure import large_print_measure

DONE, SOME_FAILED, WRONG_CALL = 0, 1, 2
MIN_WIDTH = 20
MIN_CELLS, MIN_LINES = 20, 5
MIN_SPEED, MAX_SPEED = 80, 450


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert what ``arguments`` ask for and return the exit code: 0 all, 1 not all, 2 a wrong call."""
    parser = _parser()
    try:
        asked = parser.parse_args(arguments)
        _check(parser, asked)
    except SystemExit as stop:  # argparse has said what is wrong
        return DONE if stop.code in (0, None) else WRONG_CALL
    failed = False
    for outcome in _outcomes(asked):
        if outcome.printed:
            sys.stdout.write(f"{outcome.printed}\n")
        failed |= bool(outcome.failures)
        for failure in outcome.failures:
            _say(failure)
    return SOME_FAILED if failed else DONE


def _parser() -> argparse.ArgumentParser:
    names = ",".join(WRITERS)
    parser = argparse.ArgumentParser(
        prog="python -m converters", description="Convert PDFs to formats that more people can read."
    )
    add = parser.add_argument
    add("files", nargs="+", type=Path, metavar="FILE", help="a PDF")
    add("--to", type=_formats, metavar="FORMATS", help=f"formats with commas between them: {names}")
    add("--out", type=Path, metavar="DIR", help="the folder for the results, made where it is missing")
    add("--facts", action="store_true", help="convert nothing; print a line of JSON for each file")
    add("--progress", action="store_true", help="print a line of JSON for each page, as it is done")
    add("--jobs", type=_count, default=1, metavar="N", help="how many processes work at once (1)")
    add("--password", help="opens locked PDFs")
    add("--title", help="the title, instead of the file's own")
    add("--language", help="the language, such as en-GB, instead of the file's own")
    _add_measure(parser)
    add("--checked-on", type=_day, metavar="DAY", help="the day a person checked the result: 2026-11-27")
    add("--text-width", type=_width, metavar="N", help="characters in a line of text (no limit)")
    add("--braille-grade", type=int, choices=(1, 2), default=2, help="2 is contracted braille (2)")
    add(
        "--braille-size",
        type=_cells,
        default=(40, 25),
        metavar="CxL",
        help="cells by lines of a page (40x25)",
    )
    add("--words-per-minute", type=_speed, default=160, metavar="N", help="speed of the voice (160)")
    add("--tessdata", metavar="DIR", help="the folder of Tesseract's models, if not in a usual place")
    add("--keep-running-heads", action="store_true", help="leave running heads and feet in the text")
    return parser


def _formats(value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in WRITERS]
    if unknown or not names:
        raise argparse.ArgumentTypeError(
            f"no format {', '.join(unknown) or value!r}; there are {', '.join(WRITERS)}"
        )
    return names


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of processes")
    return int(value)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a day such as 2026-11-27") from None


def _width(value: str) -> int:
    if not value.isdecimal() or int(value) < MIN_WIDTH:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of characters, {MIN_WIDTH} or more")
    return int(value)


def _cells(value: str) -> tuple[int, int]:
    cells, _, lines = value.partition("x")
    if not (cells.isdecimal() and lines.isdecimal() and int(cells) >= MIN_CELLS and int(lines) >= MIN_LINES):
        raise argparse.ArgumentTypeError(
            f"{value!r} is not a size such as 40x25, {MIN_CELLS} cells and {MIN_LINES} lines or more"
        )
    return int(cells), int(lines)


def _speed(value: str) -> int:
    if not value.isdecimal() or not MIN_SPEED <= int(value) <= MAX_SPEED:
        raise argparse.ArgumentTypeError(f"{value!r} is not a speed from {MIN_SPEED} to {MAX_SPEED} words")
    return int(value)


def _add_measure(parser: argparse.ArgumentParser) -> None:
    """Add what a person may ask of large print."""
    usual = WriteOptions()
    add = parser.add_argument_group("large print").add_argument
    add("--point-size", type=float, default=usual.point_size, metavar="N", help="size, 16 to 36 (18)")
    add("--line-spacing", type=float, default=usual.line_spacing, metavar="N", help="1.2 to 2 (1.5)")
    add("--typeface", choices=[str(one) for one in Typeface], default=str(usual.typeface), help="(sans)")
    add("--ink", default=usual.ink, metavar="#RRGGBB", help="colour of the letters (#000000)")
    add("--paper", default=usual.paper, metavar="#RRGGBB", help="colour behind them (#ffffff)")
    add("--both-sides", action="store_true", help="leave room for binding on both sides of a sheet")


def _measured(asked: argparse.Namespace) -> WriteOptions:
    cells, lines = asked.braille_size
    return WriteOptions(
        point_size=asked.point_size,
        line_spacing=asked.line_spacing,
        typeface=Typeface(asked.typeface),
        ink=asked.ink,
        paper=asked.paper,
        both_sides=asked.both_sides,
        text_width=asked.text_width,
        braille_grade=asked.braille_grade,
        braille_cells=cells,
        braille_lines=lines,
        words_per_minute=asked.words_per_minute,
        checked_on=asked.checked_on,
    )


def _check(parser: argparse.ArgumentParser, asked: argparse.Namespace) -> None:
    """Stop with exit code 2 where the arguments do not go together."""
    if asked.facts:
        return
    if not asked.to or not asked.out:
        parser.error("say which formats with --to, and where to put them with --out")
    try:
        large_print_measure(_measured(asked))
    except ValueError as error:
        parser.error(str(error))
    if asked.out.exists() and not asked.out.is_dir():
        parser.error(f"--out {asked.out}: this is a file, not a folder")
    stems = Counter(path.stem for path in asked.files)
    for stem in (stem for stem, count in stems.items() if count > 1):
        same = ", ".join(str(path) for path in asked.files if path.stem == stem)
        parser.error(f"these files would be written over each other, rename one of them: {same}")


def _outcomes(asked: argparse.Namespace) -> Iterator[Outcome]:
    read = ReadOptions(
        password=asked.password,
        title=asked.title,
        language=asked.language,
        keep_running_heads=asked.keep_running_heads,
        tessdata=asked.tessdata,
    )
    write = _measured(asked)
    formats = () if asked.facts else asked.to
    jobs = [Job(path, asked.out, formats, read, write, asked.progress) for path in asked.files]
    with _bar(len(jobs)) as bar:
        for outcome in run_jobs(jobs, asked.jobs):
            if bar is not None:
                bar.update()
            yield outcome


def _bar(total: int) -> AbstractContextManager[Any]:
    if not sys.stderr.isatty():
        return nullcontext()
    from tqdm import tqdm

    return tqdm(total=total, unit="file", leave=False)


def _say(failure: Failure) -> None:
    if sys.stderr.isatty():
        from tqdm import tqdm

        tqdm.write(failure.line, file=sys.stderr)
    else:
        sys.stderr.write(f"{failure.line}\n")
