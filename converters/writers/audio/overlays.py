"""A book whose text follows the voice: EPUB media overlays (EPUB 3.3, section 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from converters.writers.audio.recording import Clip, Recording
from converters.writers.epub.book import Book
from converters.writers.epub.container import Resource, packed
from converters.writers.epub.metadata import Property, metadata_of
from converters.writers.epub.navigation import navigation
from converters.writers.epub.package import package
from converters.writers.epub.xhtml import OPS

_SMIL = "http://www.w3.org/ns/SMIL"
_ACTIVE = "spoken"
"""The class that a reading system gives to what is being said; the style sheet shows it."""


def spoken_book(book: Book, recordings: tuple[Recording, ...]) -> bytes:
    """Return ``book`` as an EPUB in which ``recordings`` speak its elements."""
    _name_elements(recordings)
    overlays = {each.chapter.file: _overlay_name(each) for each in recordings}
    chapters = tuple(replace(each, overlay=overlays.get(each.file)) for each in book.chapters)
    book = replace(book, chapters=chapters)
    heard = tuple(resource for each in recordings for resource in _heard(each))
    resources = (navigation(book), *book.chapter_files(), *book.companions(), *heard)
    metadata = (*metadata_of(book, spoken=True), *_lengths(recordings))
    return packed(package(book, metadata, resources), resources)


def _name_elements(recordings: Iterable[Recording]) -> None:
    """Give an id to everything that is spoken and has none."""
    number = 0
    for clip in (clip for each in recordings for clip in each.clips):
        if not clip.element.get("id"):
            number += 1
            clip.element.set("id", f"said-{number}")


def _heard(recording: Recording) -> tuple[Resource, Resource]:
    return (
        Resource(_overlay_name(recording), "application/smil+xml", _overlay(recording)),
        Resource(_sound_name(recording), "audio/mpeg", recording.kept.read),
    )


def _overlay(recording: Recording) -> bytes:
    root = etree.fromstring(f'<smil xmlns="{_SMIL}" xmlns:epub="{OPS}" version="3.0"/>')
    body = _add(root, "body")
    sequence = _add(body, "seq", id="chapter")
    sequence.set(f"{{{OPS}}}textref", recording.chapter.file)
    for number, clip in enumerate(recording.clips, start=1):
        _add_clip(sequence, number, clip, recording)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _add_clip(sequence: etree._Element, number: int, clip: Clip, recording: Recording) -> None:
    pair = _add(sequence, "par", id=f"clip-{number}")
    if clip.element.get("role") == "doc-pagebreak":
        pair.set(f"{{{OPS}}}type", "pagebreak")  # readers may choose not to hear page numbers
    _add(pair, "text", src=f"{recording.chapter.file}#{clip.element.get('id')}")
    times = {"clipBegin": f"{clip.start:.3f}s", "clipEnd": f"{clip.end:.3f}s"}
    _add(pair, "audio", src=_sound_name(recording), **times)


def _lengths(recordings: tuple[Recording, ...]) -> Iterator[Property]:
    for each in recordings:
        overlay = Resource(_overlay_name(each), "", b"")
        yield Property("media:duration", f"{_milliseconds(each):.3f}s", refines=overlay.id)
    yield Property("media:duration", f"{sum(map(_milliseconds, recordings)):.3f}s")
    yield Property("media:active-class", _ACTIVE)
    yield Property("media:narrator", "A computer voice (eSpeak NG)")


def _milliseconds(recording: Recording) -> float:
    """Return the length in seconds as it is written: the whole is the sum of its written parts."""
    return round(recording.seconds, 3)


def _overlay_name(recording: Recording) -> str:
    return recording.chapter.file.replace(".xhtml", ".smil")


def _sound_name(recording: Recording) -> str:
    return recording.chapter.file.replace(".xhtml", ".mp3")


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_SMIL}}}{name}", attributes)
