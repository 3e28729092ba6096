"""Whether a file that staff made is of the format it is meant for. Looks at its bytes, not at its name."""

from __future__ import annotations

import mimetypes
import zipfile
from typing import BinaryIO, Final

from portal.choices import FormatChoice

_START: Final = 1024  # bytes: a PDF may have a few before its mark, a web page a comment
_WORD_PART: Final = "word/document.xml"
_UNKNOWN: Final = "application/octet-stream"


def problem_of(choice: FormatChoice, stream: BinaryIO) -> str | None:
    """Return what is wrong with a file for ``choice`` and what to do; None where it will do.

    Formats that staff make in their own way (audio, video, braille) take any
    file that is not empty.
    """
    start = stream.read(_START)
    stream.seek(0)
    if not start:
        return "This file is empty. Save it again on your computer, then choose it again."
    match choice.code:
        case "html" if not _is_web_page(start):
            return "This file is not a web page. Save your work as a web page (.html), then choose it again."
        case "docx" if not _is_word(stream):
            return (
                "This file is not a Word document. "
                "Save your work as a Word document (.docx), then choose it again."
            )
        case "large-print" if b"%PDF-" not in start:
            return "This file is not a PDF. Save your work as a PDF, then choose it again."
        case _:
            return None


def media_type_of(choice: FormatChoice, name: str) -> str:
    """Return the media type of a file that ``problem_of`` had nothing against."""
    return choice.media_type or mimetypes.guess_type(name)[0] or _UNKNOWN


def _is_web_page(start: bytes) -> bool:
    """A web page may stand in UTF-8 only, as ours do: UTF-16 has NUL bytes."""
    return b"\0" not in start and any(mark in start.lower() for mark in (b"<!doctype html", b"<html"))


def _is_word(stream: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(stream) as package:
            return _WORD_PART in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    finally:
        stream.seek(0)
