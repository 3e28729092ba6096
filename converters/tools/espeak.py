"""espeak-ng: text spoken by a computer voice, as sound."""

from __future__ import annotations

import os
import re
import struct
import subprocess
from dataclasses import dataclass
from functools import cache
from shutil import which

from converters.errors import ToolFailed, ToolMissing, ToolTimedOut

PROGRAM = "espeak-ng"
SECONDS = 120  # for one paragraph; an hour of speech takes half a minute
FALLBACK = "en-gb"
SAMPLE_BYTES = 2

_STANDS_FOR = re.compile(r"\(([a-z-]+) \d+\)")
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": os.defpath}


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of signed 16-bit samples, little end first, ``rate`` of them a second."""

    samples: bytes
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / SAMPLE_BYTES / self.rate


def is_installed() -> bool:
    """Tell whether the program is there to be started."""
    return which(PROGRAM) is not None


def spoken(ssml: str, voice: str, words_per_minute: int) -> Sound:
    """Return what ``ssml`` (SSML 1.1) sounds like in ``voice``.

    Raises:
        ToolMissing, ToolFailed, ToolTimedOut: there is nothing to return.
    """
    data = _run("-v", voice, "-s", str(words_per_minute), "-b", "1", "-m", "--stdin", "--stdout", given=ssml)
    start = data.find(b"data")
    if not data.startswith(b"RIFF") or start < 0:
        raise ToolFailed(f"{PROGRAM}: no sound")
    (rate,) = struct.unpack_from("<I", data, 24)
    return Sound(data[start + 8 :], rate)


def voice_for(language: str) -> str:
    """Return the voice for a language (BCP 47), that of English where there is none."""
    wanted = language.lower()
    known = _voices()
    return next((voice for voice in (wanted, wanted.partition("-")[0]) if voice in known), FALLBACK)


@cache
def _voices() -> frozenset[str]:
    """Return the names that the program knows voices by: their own, and in brackets those they stand for."""
    rows = _run("--voices").decode("utf-8", "replace").splitlines()[1:]
    own = (row.split()[1] for row in rows if len(row.split()) > 1)
    return frozenset((*own, *(name for row in rows for name in _STANDS_FOR.findall(row))))


def _run(*arguments: str, given: str = "") -> bytes:
    program = which(PROGRAM)
    if program is None:
        raise ToolMissing(PROGRAM)
    try:
        ended = subprocess.run(
            [program, *arguments],
            input=given.encode("utf-8"),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=_ENVIRONMENT,
        )
    except subprocess.TimeoutExpired as error:
        raise ToolTimedOut(PROGRAM) from error
    except OSError as error:
        raise ToolFailed(f"{PROGRAM}: {error}") from error
    if ended.returncode:
        raise ToolFailed(f"{PROGRAM}: {ended.stderr.decode(errors='replace')[-400:]}")
    return ended.stdout
