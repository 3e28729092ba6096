"""Audio: every file plays as long as it says, and every piece of text has its place in the sound."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from itertools import pairwise

from lxml import etree

from converters.checks.epub import epub_problems
from converters.checks.mpeg import seconds_of
from converters.checks.zipped import parts_of

_SLACK = 1.0
"""Seconds by which a length may be wrong: playlists say whole seconds, and MP3 has whole frames."""

Files = Mapping[str, bytes]


def tracks_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a zip file of MP3 chapters."""
    files = parts_of(data)
    if files is None:
        return ("The file does not open as a zip file.",)
    playlist = files.get("playlist.m3u8", b"").decode("utf-8", "replace").splitlines()
    listed = dict(zip(playlist[3::2], playlist[2::2], strict=False))
    chapters = {name for name in files if name.endswith(".mp3")}
    if not chapters:
        return ("The file has no chapters.",)
    if chapters != set(listed):
        return ("The playlist does not list the chapters.",)
    return tuple(problem for name, says in listed.items() for problem in _track(name, says, files[name]))


def audio_book_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with an EPUB book that is read aloud."""
    problems = epub_problems(data)
    if problems:
        return problems
    files: Files = parts_of(data) or {}
    overlays = [name for name in files if name.endswith(".smil")]
    if not overlays:
        return ("The book has no voice.",)
    return tuple(problem for name in overlays for problem in _overlay(name, files))


def _track(name: str, says: str, data: bytes) -> Iterator[str]:
    stated = says.removeprefix("#EXTINF:").partition(",")[0]
    try:
        seconds = seconds_of(data)
    except ValueError:
        yield f"The chapter {name} is not MP3."
        return
    if not stated.isdecimal() or abs(int(stated) - seconds) > _SLACK:
        yield f"The chapter {name} is {seconds:.0f} seconds long, not {stated}."


def _overlay(name: str, files: Files) -> Iterator[str]:
    """Yield what is wrong with one overlay: its clips follow one another to the end of the sound."""
    clips = [element.attrib for element in etree.fromstring(files[name]).iter("{*}audio")]
    sounds = {posixpath.join(posixpath.dirname(name), str(clip["src"])) for clip in clips}
    if len(sounds) != 1:
        yield f"The overlay {name} does not have one sound file."
        return
    try:
        seconds = seconds_of(files[sounds.pop()])
    except ValueError:
        yield f"The sound of {name} is not MP3."
        return
    times = [(_seconds(str(clip["clipBegin"])), _seconds(str(clip["clipEnd"]))) for clip in clips]
    if any(end <= start for start, end in times):
        yield f"The overlay {name} has a clip without sound."
    if times[0][0] > 0 or any(one[1] != other[0] for one, other in pairwise(times)):
        yield f"The overlay {name} leaves out some of the sound."
    if abs(times[-1][1] - seconds) > _SLACK:
        yield f"The overlay {name} ends at {times[-1][1]:.0f} seconds, the sound at {seconds:.0f}."


def _seconds(clock: str) -> float:
    return float(clock.removesuffix("s"))
