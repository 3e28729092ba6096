"""The chapters of a book read aloud: sound, and when in it each element is said."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from converters.progress import Pages
from converters.tools import espeak, lame
from converters.tools.espeak import SAMPLE_BYTES, Sound
from converters.tools.lame import Tags
from converters.writers.audio.shelf import Kept, Shelf
from converters.writers.audio.speech import Utterance, utterances
from converters.writers.epub.book import Book, Chapter
from converters.writers.markup.tags import Element

_AT_ONCE = 2
"""Chapters that are recorded side by side."""


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
    kept: Kept
    seconds: float
    clips: tuple[Clip, ...]

    @property
    def mp3(self) -> bytes:
        return self.kept.read()


def recorded(book: Book, words_per_minute: int, pages: Pages) -> tuple[Recording, ...]:
    """Return every chapter of ``book`` that has anything to say; ``pages`` tells how far it is.

    Raises:
        ToolMissing, ToolFailed, ToolTimedOut: a program that this needs is missing or stopped.
    """
    said = [(chapter, utterances(chapter, book)) for chapter in book.chapters]
    spoken = [(chapter, parts) for chapter, parts in said if parts]
    voice = espeak.voice_for(book.document.language)
    shelf = Shelf()

    def record(number: int) -> Recording:
        chapter, parts = spoken[number]
        tags = Tags(chapter.title, book.title, number + 1, len(spoken))
        return _recording(chapter, tags, _Reading(parts, voice, words_per_minute, pages), shelf)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return tuple(pool.map(record, range(len(spoken))))


def _recording(chapter: Chapter, tags: Tags, reading: _Reading, shelf: Shelf) -> Recording:
    kept = shelf.keep(lame.mp3(reading.sounds(), tags))
    return Recording(chapter, kept, reading.seconds, tuple(reading.clips))


class _Reading:
    """The utterances of a chapter, spoken one after the other, and when each was said."""

    def __init__(self, parts: tuple[Utterance, ...], voice: str, speed: int, pages: Pages) -> None:
        self._parts = parts
        self._voice = voice
        self._speed = speed
        self._pages = pages
        self.clips: list[Clip] = []
        self.seconds = 0.0

    def sounds(self) -> Iterator[Sound]:
        """Yield the sound of each utterance with the silence after it."""
        samples = 0
        for part in self._parts:
            if part.begins_page:
                self._pages.begin()
            spoken = espeak.spoken(part.ssml, self._voice, self._speed)
            sound = Sound(spoken.samples + _silence(part.pause, spoken.rate), spoken.rate)
            samples += len(sound.samples) // SAMPLE_BYTES
            start, self.seconds = self.seconds, samples / sound.rate
            self.clips.append(Clip(part.element, start, self.seconds))
            yield sound


def _silence(seconds: float, rate: int) -> bytes:
    return bytes(round(seconds * rate) * SAMPLE_BYTES)
