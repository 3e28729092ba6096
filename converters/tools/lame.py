"""LAME: sound as MP3."""

from __future__ import annotations

from converters.errors import ToolFailed
from converters.tools.espeak import Sound
from converters.tools.program import Program

PROGRAM = Program("lame", seconds=300)  # for one chapter; an hour of speech takes ten
QUICK = "7"  # of 9: what finer steps would gain is not in this voice
KILOBITS = 32  # a second: as good as this voice gets, and small enough for mail

_LONGEST_TAG = 100


def mp3(sound: Sound, title: str, album: str, track: int, tracks: int) -> bytes:
    """Return ``sound`` as MP3 of constant bit rate, which says its title and place on a player.

    Raises:
        ToolMissing, ToolFailed, ToolTimedOut: there is nothing to return.
    """
    # Without its own header (-t), which says a length that it cannot know while it streams.
    form = ["-r", "-s", str(sound.rate / 1000), "--bitwidth", "16", "--signed", "--little-endian", "-m", "m"]
    size = ["--cbr", "-b", str(KILOBITS), "-q", QUICK, "-t", "--quiet"]
    says = ["--id3v2-only", "--id3v2-utf16", "--tt", title[:_LONGEST_TAG], "--tl", album[:_LONGEST_TAG]]
    place = ["--tn", f"{track}/{tracks}", "-", "-"]
    coded = PROGRAM.run(*form, *size, *says, *place, given=sound.samples)
    if not coded:
        raise ToolFailed(f"{PROGRAM.name}: no sound")
    return coded
