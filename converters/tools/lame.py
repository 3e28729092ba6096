"""LAME: sound as MP3."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from threading import Timer
from typing import IO

from converters.errors import ToolFailed, ToolTimedOut
from converters.tools.espeak import Sound
from converters.tools.program import Program

PROGRAM = Program("lame", seconds=60)  # for one piece of sound; an hour of speech takes half a minute
QUICK = "7"  # of 9: what finer steps would gain is not in this voice
KILOBITS = 32  # a second: as good as this voice gets, and small enough for mail

_LONGEST_TAG = 100


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player shows: ``track`` of ``tracks`` is the place in the album."""

    title: str
    album: str
    track: int
    tracks: int


def mp3(sounds: Iterable[Sound], tags: Tags) -> bytes:
    """Return ``sounds``, one after the other and all of one rate, as MP3 of constant bit rate.

    They are asked for as the program takes them: what it has taken is not kept.

    Raises:
        ToolMissing, ToolFailed, ToolTimedOut: there is nothing to return.
        ValueError: there is no sound at all.
    """
    rest = iter(sounds)
    first = next(rest, None)
    if first is None:
        raise ValueError("no sound")
    with tempfile.TemporaryFile() as made, tempfile.TemporaryFile() as said:
        with _started(_command(first.rate, tags), made, said) as program:
            _feed(program, chain([first], rest))
        coded = _read(made)
        if program.returncode or not coded:
            raise ToolFailed(f"{PROGRAM.name}: {_read(said).decode(errors='replace')[-400:]}")
        return coded


def _command(rate: int, tags: Tags) -> list[str]:
    # Without its own header (-t), which says a length that it cannot know while it streams.
    form = ["-r", "-s", str(rate / 1000), "--bitwidth", "16", "--signed", "--little-endian", "-m", "m"]
    size = ["--cbr", "-b", str(KILOBITS), "-q", QUICK, "-t", "--quiet"]
    says = ["--id3v2-only", "--id3v2-utf16", "--tt", tags.title[:_LONGEST_TAG], "--tl"]
    place = [tags.album[:_LONGEST_TAG], "--tn", f"{tags.track}/{tags.tracks}"]
    return [PROGRAM.path, *form, *size, *says, *place, "-", "-"]


@contextmanager
def _started(command: list[str], made: IO[bytes], said: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Yield the program; it has ended when this has, whatever goes wrong meanwhile."""
    try:
        program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=made, stderr=said, env=PROGRAM.surroundings
        )
    except OSError as error:
        raise ToolFailed(f"{PROGRAM.name}: {error}") from error
    with program:
        try:
            yield program
        except BaseException:
            program.kill()
            raise
        finally:
            with suppress(BrokenPipeError):  # closing hands over what is left, and it may have ended
                _entrance(program).close()


def _feed(program: subprocess.Popen[bytes], sounds: Iterable[Sound]) -> None:
    """Give the program all of ``sounds``; one that has ended by itself takes no more."""
    with suppress(BrokenPipeError):
        for sound in sounds:
            with _in_time(program):
                _entrance(program).write(sound.samples)
        with _in_time(program):
            _entrance(program).close()
            program.wait()


def _entrance(program: subprocess.Popen[bytes]) -> IO[bytes]:
    assert program.stdin is not None  # noqa: S101 - it was started with one
    return program.stdin


@contextmanager
def _in_time(program: subprocess.Popen[bytes]) -> Iterator[None]:
    """End the program, and say so, when it is not done with a piece in time."""
    late = False

    def end() -> None:
        nonlocal late
        late = True
        program.kill()

    watch = Timer(PROGRAM.seconds, end)
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        if late:
            raise ToolTimedOut(PROGRAM.name)


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
