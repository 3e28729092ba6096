"""Running the converters in a process of their own, with limits, so that a hostile file harms nobody else."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

CONVERTERS = (sys.executable, "-m", "converters")
MEMORY_BYTES = 4 << 30
FILE_BYTES = 1 << 30
OPEN_FILES = 256
PATIENCE = 10  # added to a process's niceness: what takes long gives way to what somebody waits for
KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "TESSDATA_PREFIX", "FONTCONFIG_FILE")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file, or one format of it, was not made: a stored code, and words for the person."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Finished:
    """How a run ended. ``failures`` has one for each line of the command's error contract."""

    output: str
    failures: tuple[Failure, ...]


Heard = Callable[[str], None]


def run_converters(
    arguments: tuple[str, ...],
    seconds: float,
    program: tuple[str, ...] = CONVERTERS,
    heard: Heard | None = None,
    patiently: bool = False,
) -> Finished:
    """Run ``python -m converters`` with ``arguments`` and return how it ended. A bad file is no exception.

    After ``seconds`` of wall time the process and everything it started are
    killed. ``heard`` is given each line of output as it is printed, in another thread.
    ``patiently``: others go first where the machine is busy.
    """
    process = subprocess.Popen(
        [*program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env={name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ},
        process_group=0,
    )
    _limit(process.pid, seconds)
    if patiently:
        with contextlib.suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, process.pid, PATIENCE)
    output, errors = _Drained(process.stdout, heard), _Drained(process.stderr)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return Finished("", (Failure("tool-timed-out", "The conversion took too long and was stopped."),))
    finally:
        _kill(process)
        output.join()
        errors.join()
    return Finished(output.text, _failures(process.returncode, errors.text))


class _Drained(threading.Thread):
    """Reads a pipe until nobody writes to it any more, so that no writer ever waits for us."""

    def __init__(self, pipe: IO[str] | None, heard: Heard | None = None) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self._heard = heard
        self._lines: list[str] = []
        self.start()

    @property
    def text(self) -> str:
        return "".join(self._lines)

    def run(self) -> None:
        with self._pipe or contextlib.nullcontext() as lines:
            for line in lines or ():
                self._lines.append(line)
                if self._heard:
                    self._heard(line)


def _limit(pid: int, seconds: float) -> None:
    """Bound memory, CPU time and written bytes. The process starts the interpreter meanwhile: no file yet."""
    with contextlib.suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.prlimit(pid, resource.RLIMIT_CPU, (int(seconds) * 2, int(seconds) * 2))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def _kill(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _failures(code: int, errors: str) -> tuple[Failure, ...]:
    """Read the lines ``FILE: code: words``. A process that died without one is a failure too."""
    lines = (line.split(": ", 2) for line in errors.splitlines())
    told = tuple(Failure(parts[1], parts[2]) for parts in lines if len(parts) == 3)
    if code not in (0, 1) or (code == 1 and not told):
        return (*told, Failure("tool-failed", "The conversion stopped with an error."))
    return told if code == 1 else ()
