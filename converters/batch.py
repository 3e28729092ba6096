"""Many files converted, one by one or in processes of their own, each ending in an Outcome."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from converters.convert import convert
from converters.errors import (
    ConversionError,
    Crashed,
    FileMissing,
    FileNotReadable,
    NotSaved,
    TooComplex,
    TooLarge,
)
from converters.facts import facts
from converters.formats import WRITERS
from converters.options import ReadOptions, WriteOptions
from converters.progress import Stage, Step, nobody
from converters.readers.pdf.catalogue import MAX_BYTES
from converters.tools.processes import run_apart


@dataclass(frozen=True, slots=True)
class Job:
    """A file to convert to ``formats`` in folder ``out``; no formats: only its facts are asked.

    ``progress``: print a line for each page, for a program that waits.
    """

    path: Path
    out: Path
    formats: tuple[str, ...]
    read: ReadOptions
    write: WriteOptions
    progress: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """One line for the person who called: which file, which format if only that one, what and what to do."""

    path: Path
    code: str
    message: str
    format: str | None = None

    @property
    def line(self) -> str:
        of = f"{self.format}: " if self.format else ""
        return f"{self.path}: {self.code}: {of}{' '.join(self.message.split())}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: what to print, and what failed."""

    printed: str | None = None
    failures: tuple[Failure, ...] = ()


def run_jobs(jobs: Sequence[Job], processes: int) -> Iterator[Outcome]:
    """Yield the outcome of every job: in order from one process, as they end from several."""
    if processes == 1 or len(jobs) <= 1:
        yield from map(run_job, jobs)
        return
    for job, outcome in run_apart(run_job, jobs, min(processes, len(jobs))):
        yield outcome or _failed(job, Crashed("its process stopped"))


def run_job(job: Job) -> Outcome:
    """Return what came of ``job``. No fault of the file ends in an exception."""
    try:
        data = _bytes_of(job.path)
        if not job.formats:
            found = {"file": str(job.path), **asdict(facts(data, job.read.password))}
            return Outcome(json.dumps(found, ensure_ascii=False))
        return _convert(job, data)
    except ConversionError as error:
        return _failed(job, error)
    except (MemoryError, RecursionError) as error:
        return _failed(job, TooComplex(repr(error)))


def _convert(job: Job, data: bytes) -> Outcome:
    report = _tell if job.progress else nobody

    def keep(name: str, made: bytes) -> None:
        try:
            _save(job.out / f"{job.path.stem}{WRITERS[name].suffix}", made)
        except OSError as error:
            raise NotSaved(repr(error)) from error
        report(Step(Stage.SAVED, 0, 0, name))

    failures = convert(data, job.formats, job.read, job.write, report, keep).failures
    return Outcome(
        failures=tuple(_failure(job, failures[name], name) for name in job.formats if name in failures)
    )


def _tell(step: Step) -> None:
    sys.stdout.write(f"{json.dumps(asdict(step))}\n")
    sys.stdout.flush()


def _failed(job: Job, error: ConversionError) -> Outcome:
    return Outcome(failures=(_failure(job, error, None),))


def _failure(job: Job, error: ConversionError, name: str | None) -> Failure:
    return Failure(job.path, error.code, str(error), name)


# --- files --------------------------------------------------------------------------------


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TooLarge(f"{path.stat().st_size} bytes")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(repr(error)) from error
    except OSError as error:
        raise FileNotReadable(repr(error)) from error


def _save(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
