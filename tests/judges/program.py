"""A judge that is a program of another language: started once, and asked file by file.

Starting Java or a browser takes seconds, judging a short file takes tenths of one. The program reads the
path of a file on each line of its input and answers with one line; it ends when its input does.
"""

from __future__ import annotations

import atexit
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

SECONDS = 600.0
"""The longest that one file may take: one of five hundred pages, on a machine that is busy with others."""
SECONDS_TO_END = 10.0

_BESIDE = Path(__file__).parent


class Program:
    """``command`` is asked for when the program is first needed. One that gives no answer is started anew."""

    def __init__(
        self,
        command: Callable[[], list[str]],
        suffix: str,
        environment: Mapping[str, str] | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._command = command
        self._suffix = suffix
        self._environment = environment or {}
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def answer(self, data: bytes) -> str:
        """Return what the program says of a file that holds ``data``.

        Raises:
            TimeoutError: it said nothing in time.
            EOFError: it ended without an answer.
        """
        with tempfile.NamedTemporaryFile(suffix=self._suffix) as file:
            file.write(data)
            file.flush()
            return self._asked(file.name)

    def _asked(self, path: str) -> str:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{path}\n".encode())
        process.stdin.flush()
        if not select.select([process.stdout], [], [], self._seconds)[0]:
            self._end()
            raise TimeoutError(f"no answer in {self._seconds:.0f} seconds")
        line = process.stdout.readline()
        if not line:
            self._end()
            raise EOFError("the program ended without an answer")
        return line.decode("utf-8").rstrip("\n")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                self._command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **self._environment},
            )
            atexit.register(self._end)
        return self._process

    def _end(self) -> None:
        """End the program: by itself, so that it ends its own browser; by force where it does not."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        for ask in (process.stdin.close, process.terminate, process.kill):
            try:
                ask()
                process.wait(SECONDS_TO_END)
                return
            except (OSError, subprocess.TimeoutExpired):
                continue


def has_java() -> bool:
    """Say whether Java is here with its compiler: each program is compiled as it starts."""
    return shutil.which("java") is not None and shutil.which("javac") is not None


def java(source: str, *jars: Path, options: tuple[str, ...] = (), about: tuple[str, ...] = ()) -> list[str]:
    """Return the command that runs ``source``, a Java file beside this one, told ``about``."""
    # What they keep for later, they keep in the home of the user.
    home = tempfile.TemporaryDirectory(prefix="judge-")
    atexit.register(home.cleanup)
    path = ":".join(map(str, jars))
    return ["java", *options, f"-Duser.home={home.name}", "-cp", path, str(_BESIDE / source), *about]
