"""LAME: sound as MP3."""

from __future__ import annotations

import os
import subprocess
from shutil import which

from converters.errors import ToolFailed, ToolMissing, ToolTimedOut
from converters.tools.espeak import Sound

PROGRAM = "lame"
SECONDS = 300  # for one chapter; an hour of speech takes ten
QUICK = "7"  # of 9: what finer steps would gain is not in this voice
KILOBITS = 32  # a second: as good as this voice gets, and small enough for mail

_LONGEST_TAG = 100


def is_installed() -> bool:
    """Tell whether the program is there to be started."""
    return which(PROGRAM) is not None


def mp3(sound: Sound, title: str, album: str, track: int, tracks: int) -> bytes:
    """Return ``sound`` as MP3 of constant bit rate, which says its title and place on a player.

    Raises:
        ToolMissing, ToolFailed, ToolTimedOut: there is nothing to return.
    """
    program = which(PROGRAM)
    if program is None:
        raise ToolMissing(PROGRAM)
    # Without its own header (-t), which says a length that it cannot know while it streams.
    form = ["-r", "-s", str(sound.rate / 1000), "--bitwidth", "16", "--signed", "--little-endian", "-m", "m"]
    size = ["--cbr", "-b", str(KILOBITS), "-q", QUICK, "-t", "--quiet"]
    says = ["--id3v2-only", "--id3v2-utf16", "--tt", title[:_LONGEST_TAG], "--tl", album[:_LONGEST_TAG]]
    command = [program, *form, *size, *says, "--tn", f"{track}/{tracks}", "-", "-"]
    environment = {"LC_ALL": "C.UTF-8", "PATH": os.defpath}
    try:
        ended = subprocess.run(
            command,
            input=sound.samples,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise ToolTimedOut(PROGRAM) from error
    except OSError as error:
        raise ToolFailed(f"{PROGRAM}: {error}") from error
    if ended.returncode or not ended.stdout:
        raise ToolFailed(f"{PROGRAM}: {ended.stderr.decode(errors='replace')[-400:]}")
    return ended.stdout
