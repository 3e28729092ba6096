"""Whether a file that staff made is of the format it is meant for. Looks at its bytes, not at its name."""

from __future__ import annotations

import mimetypes
import zipfile
from collections.abc import Callable
from typing import BinaryIO, Final

from portal.choices import FormatChoice

_START: Final = 1024  # bytes: a PDF may have a few before its mark, a web page a comment
_WORD_PART: Final = "word/document.xml"
_EPUB_MARK: Final = b"application/epub+zip"
_PEF: Final = b"http://www.daisy.org/ns/2008/pef"
_UNKNOWN: Final = "application/octet-stream"
_WORD: Final = frozenset({"docx", "large-print-docx"})
_PDF: Final = frozenset({"pdf", "large-print"})
_EPUB: Final = frozenset({"epub", "audio-epub"})


def problem_of(choice: FormatChoice, stream: BinaryIO) -> str | None:
    """Return what is wrong with a file for ``choice`` and what to do; None where it will do.

    Formats that staff make in their own way (video, easy read, another) take any
    file that is not empty.
    """
    if not stream.read(1):
        return "This file is empty. Save it again on your computer, then choose it again."
    stream.seek(0)
    wanted, fits = _judged(choice.code, stream)
    stream.seek(0)
    return None if fits else f"This file is not {wanted}. Save your work as {wanted}, then choose it again."


def _judged(code: str, stream: BinaryIO) -> tuple[str, bool]:
    """Return what a file has to be, with "a" before it, and whether it is."""
    match code:
        case "html":
            return "a web page (.html)", _is_web_page(stream.read(_START))
        case _ if code in _WORD:
            return "a Word document (.docx)", _holds(stream, lambda name: name == _WORD_PART)
        case _ if code in _PDF:
            return "a PDF", b"%PDF-" in stream.read(_START)
        case _ if code in _EPUB:
            return "an EPUB book (.epub)", _is_epub(stream)
        case "text":
            return "plain text in UTF-8 (.txt)", _is_text(stream)
        case "braille":
            return "a BRF file", _is_braille(stream)
        case "braille-pef":
            return "a PEF file", _PEF in stream.read(_START)
        case "audio":
            return "an MP3 file, or a zip file of MP3 files", _is_audio(stream)
        case _:
            return "", True


def media_type_of(choice: FormatChoice, name: str) -> str:
    """Return the media type of a file that ``problem_of`` had nothing against: audio may be one MP3 file."""
    if choice.code == "audio" and name.lower().endswith(".mp3"):
        return "audio/mpeg"
    return choice.media_type or mimetypes.guess_type(name)[0] or _UNKNOWN


def _is_web_page(start: bytes) -> bool:
    """A web page may stand in UTF-8 only, as ours do: UTF-16 has NUL bytes."""
    return b"\0" not in start and any(mark in start.lower() for mark in (b"<!doctype html", b"<html"))


def _is_epub(stream: BinaryIO) -> bool:
    """An EPUB says its media type in its first entry, which is not compressed (OCF 3.3, 4.2.2)."""
    return stream.read(4) == b"PK\x03\x04" and _EPUB_MARK in stream.read(_START)


def _is_text(stream: BinaryIO) -> bool:
    try:
        return b"\0" not in (content := stream.read()) and bool(content.decode("utf-8-sig").strip())
    except UnicodeDecodeError:
        return False


def _is_braille(stream: BinaryIO) -> bool:
    """BRF is North American Braille ASCII: the characters from space to tilde, in lines and pages."""
    content = stream.read()
    return all(32 <= byte < 127 or byte in b"\r\n\f\x1a" for byte in set(content))


def _is_audio(stream: BinaryIO) -> bool:
    """An MP3 begins with its ID3 mark or with a frame: eleven bits that are all set."""
    start = stream.read(4)
    if start.startswith(b"ID3") or (start[:1] == b"\xff" and start[1:2] >= b"\xe0"):
        return True
    stream.seek(0)
    return _holds(stream, lambda name: name.lower().endswith(".mp3"))


def _holds(stream: BinaryIO, wanted: Callable[[str], bool]) -> bool:
    """Return whether ``stream`` is a zip file, whole, with a file whose name is ``wanted``."""
    try:
        with zipfile.ZipFile(stream) as package:
            return any(map(wanted, package.namelist()))
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
