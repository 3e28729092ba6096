"""The chapters of a book read aloud: sound, and when in it each element is said."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from converters.tools import espeak, lame
from converters.tools.espeak import SAMPLE_BYTES, Sound
from converters.writers.audio.speech import Utterance, utterances
from converters.writers.epub.book import Book, Chapter
from converters.writers.markup.tags import Element

_AT_ONCE = 2
"""Chapters that are recorded side by side: the sound of an hour takes 160 MB until it is coded."""


@dataclass(frozen=True, slots=True)
class Clip:
    """While ``element`` is shown, the sound from ``start`` to ``end`` is heard, in seconds."""

    element: Element
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Recording:
    """A chapter as MP3, ``seconds`` long. The clips follow one another without a gap."""

    chapter: Chapter
    mp3: bytes
    seconds: float
    clips: tuple[Clip, ...]


def recorded(book: Book, words_per_minute: int) -> tuple[Recording, ...]:
    """Return every chapter of ``book`` that has anything to say.

    Raises:
        ToolMissing, ToolFailed, ToolTimedOut: a program that this needs is missing or stopped.
    """
    said = [(chapter, utterances(chapter, book)) for chapter in book.chapters]
    spoken = [(chapter, parts) for chapter, parts in said if parts]
    voice = espeak.voice_for(book.document.language)

    def record(number: int) -> Recording:
        chapter, parts = spoken[number]
        place = (book.title, number + 1, len(spoken))
        return _recording(chapter, parts, voice, words_per_minute, place)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return tuple(pool.map(record, range(len(spoken))))


def _recording(
    chapter: Chapter, parts: tuple[Utterance, ...], voice: str, speed: int, place: tuple[str, int, int]
) -> Recording:
    sounds = tuple(espeak.spoken(part.ssml, voice, speed) for part in parts)
    rate = sounds[0].rate
    pieces = [sound.samples + _silence(part.pause, rate) for sound, part in zip(sounds, parts, strict=True)]
    whole = Sound(b"".join(pieces), rate)
    album, number, count = place
    coded = lame.mp3(whole, chapter.title, album, number, count)
    return Recording(chapter, coded, whole.seconds, tuple(_clips(parts, pieces, rate)))


def _silence(seconds: float, rate: int) -> bytes:
    return bytes(round(seconds * rate) * SAMPLE_BYTES)


def _clips(parts: tuple[Utterance, ...], pieces: list[bytes], rate: int) -> Iterator[Clip]:
    start = 0.0
    samples = 0
    for part, piece in zip(parts, pieces, strict=True):
        samples += len(piece) // SAMPLE_BYTES
        end = samples / rate
        yield Clip(part.element, start, end)
        start = end
