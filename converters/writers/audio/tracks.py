"""Chapters as MP3 files with a playlist, in one zip file: for any player."""

from __future__ import annotations

import io
import re
import zipfile

from converters.writers.audio.recording import Recording

PLAYLIST = "playlist.m3u8"

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
_LONGEST_NAME = 60
_NOT_FOR_NAMES = re.compile(r"[^\w,()-]+")


def tracks(recordings: tuple[Recording, ...], title: str) -> bytes:
    """Return ``recordings`` as a zip file. Names begin with numbers: players sort by them."""
    names = [_name(number, each.chapter.title) for number, each in enumerate(recordings, start=1)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, each in zip(names, recordings, strict=True):
            _add(archive, name, each.mp3)
        _add(archive, PLAYLIST, _playlist(recordings, names, title))
    return buffer.getvalue()


def _playlist(recordings: tuple[Recording, ...], names: list[str], title: str) -> bytes:
    """Return an extended M3U playlist in UTF-8: for each file its length in seconds and its title."""
    lines = ["#EXTM3U", f"#PLAYLIST:{title}"]
    for name, each in zip(names, recordings, strict=True):
        lines += [f"#EXTINF:{round(each.seconds)},{each.chapter.title}", name]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _name(number: int, title: str) -> str:
    words = _NOT_FOR_NAMES.sub(" ", title).strip()[:_LONGEST_NAME].strip()
    return f"{number:03} {words}.mp3" if words else f"{number:03}.mp3"


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=_FIRST_MOMENT)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
