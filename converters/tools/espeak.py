"""espeak-ng: text spoken by a computer voice, as sound."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cache

from converters.errors import ToolFailed
from converters.tools.program import Program

PROGRAM = Program("espeak-ng", seconds=120)  # for one paragraph; an hour of speech takes half a minute
FALLBACK = "en-gb"
SAMPLE_BYTES = 2

_STANDS_FOR = re.compile(r"\(([a-z-]+) \d+\)")


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of signed 16-bit samples, little end first, ``rate`` of them a second."""

    samples: bytes
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / SAMPLE_BYTES / self.rate


def spoken(ssml: str, voice: str, words_per_minute: int) -> Sound:
    """Return what ``ssml`` (SSML 1.1) sounds like in ``voice``.

    Raises:
        ToolMissing, ToolFailed, ToolTimedOut: there is nothing to return.
    """
    asked = ("-v", voice, "-s", str(words_per_minute), "-b", "1", "-m", "--stdin", "--stdout")
    data = PROGRAM.run(*asked, given=ssml.encode())
    start = data.find(b"data")
    if not data.startswith(b"RIFF") or start < 0:
        raise ToolFailed(f"{PROGRAM.name}: no sound")
    (rate,) = struct.unpack_from("<I", data, 24)
    return Sound(data[start + 8 :], rate)


@cache
def says(character: str, voice: str) -> bool:
    """Tell whether ``voice`` makes any sound of ``character``. Raises as ``spoken``."""
    asked = ("-v", voice, "-q", "-x", "-b", "1", "--stdin")
    return bool(PROGRAM.run(*asked, given=f"{character}\n".encode()).strip())


def voice_for(language: str) -> str:
    """Return the voice for a language (BCP 47), that of English where there is none."""
    wanted = language.lower()
    known = _voices()
    return next((voice for voice in (wanted, wanted.partition("-")[0]) if voice in known), FALLBACK)


@cache
def _voices() -> frozenset[str]:
    """Return the names that the program knows voices by: their own, and in brackets those they stand for."""
    rows = PROGRAM.run("--voices").decode("utf-8", "replace").splitlines()[1:]
    own = (row.split()[1] for row in rows if len(row.split()) > 1)
    return frozenset((*own, *(name for row in rows for name in _STANDS_FOR.findall(row))))
