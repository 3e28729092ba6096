"""Is everything said aloud, and for as long as the file says? Lengths are those of LAME's decoder."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from tests.converters.books import XHTML, Book
from tests.judges.judge import Judge
from tests.model_words import words_in

SMIL = "{http://www.w3.org/ns/SMIL}"
_SLACK = 1.0
"""Seconds: playlists say whole ones."""
_HERTZ, _SAMPLE_BYTES = 22050, 2
_MOST_WORDS = 6.0
"""Words that a voice at the usual speed says in a second: with more, some are left out."""


def can_decode() -> bool:
    return shutil.which("lame") is not None


def decoded_seconds(mp3: bytes) -> float:
    """Return how long ``mp3`` plays, by LAME's decoder, which is not its coder."""
    with tempfile.TemporaryDirectory() as folder:
        sound, samples = Path(folder, "a.mp3"), Path(folder, "a.raw")
        sound.write_bytes(mp3)
        command = ["lame", "--quiet", "--decode", "-t", str(sound), str(samples)]
        subprocess.run(command, check=True, capture_output=True)
        return samples.stat().st_size / _SAMPLE_BYTES / _HERTZ


def tracks(data: bytes) -> tuple[str, ...]:
    """Return the chapters that do not play as long as the playlist of a zip of MP3 files says."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        playlist = archive.read("playlist.m3u8").decode("utf-8").splitlines()
        stated = {
            name: int(says.removeprefix("#EXTINF:").partition(",")[0])
            for says, name in zip(playlist[2::2], playlist[3::2], strict=True)
        }
        plays = {name: decoded_seconds(archive.read(name)) for name in stated}
    return tuple(
        f"{name} plays {plays[name]:.1f} seconds, not {seconds}"
        for name, seconds in stated.items()
        if abs(plays[name] - seconds) > _SLACK
    )


def spoken_book(data: bytes) -> tuple[str, ...]:
    """Return what of an EPUB that is read aloud is shown and not said, or not in its time."""
    book = Book(data)
    return tuple(problem for name, chapter in book.chapters() for problem in _chapter(book, name, chapter))


def _chapter(book: Book, name: str, chapter: Element) -> Iterator[str]:
    overlay = name.replace(".xhtml", ".smil")
    body = chapter.find(f"{XHTML}body")
    assert body is not None
    shown = list(_words(body))
    if overlay not in book.names:
        if shown:
            yield f"{name} has words and no voice: {' '.join(shown[:8])}"
        return
    ids = {text.get("src", "").partition("#")[2] for text in book.parsed(overlay).iter(f"{SMIL}text")}
    said = [word for one in body.iter() if one.get("id") in ids for word in _words(one)]
    if said != shown:
        yield f"{name} shows {len(shown)} words, {len(said)} of them in elements that are said"
    yield from _sound(book, overlay, len(said))


def _words(element: Element) -> Iterator[str]:
    """Yield the words inside ``element``; a line to write on is none."""
    found = (word for text in element.itertext() for word in words_in(text))
    return (word for word in found if any(map(str.isalnum, word)))


def _sound(book: Book, overlay: str, words: int) -> Iterator[str]:
    clips = list(book.parsed(overlay).iter(f"{SMIL}audio"))
    ends = [clip.get("clipEnd", "") for clip in clips]
    if [clip.get("clipBegin") for clip in clips] != ["0.000s", *ends[:-1]]:
        yield f"the clips of {overlay} do not follow one another"
    plays = decoded_seconds(book.files[overlay.replace(".smil", ".mp3")])
    stated = float(ends[-1].removesuffix("s"))
    if abs(plays - stated) > _SLACK:
        yield f"the sound of {overlay} plays {plays:.1f} seconds, not {stated:.1f}"
    if words > _MOST_WORDS * plays:
        yield f"{overlay}: {words} words in {plays:.1f} seconds"


AUDIO_JUDGES = (Judge("lengths", tracks, can_decode),)
SPOKEN_BOOK_JUDGES = (Judge("all is said", spoken_book, can_decode),)
