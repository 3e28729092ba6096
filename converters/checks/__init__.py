"""Is what we made good enough to send? Each is read again, with other eyes than its writer's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from converters.checks.audio import audio_book_problems, tracks_problems
from converters.checks.braille import brf_problems, pef_problems
from converters.checks.docx import docx_problems, large_print_docx_problems
from converters.checks.epub import epub_problems
from converters.checks.html import html_problems
from converters.checks.note import note_problems as note_problems
from converters.checks.pdf import large_print_problems, pdf_problems
from converters.checks.plain import json_problems, text_problems

_CHECKS: Mapping[str, Callable[[bytes], tuple[str, ...]]] = {
    "html": html_problems,
    "docx": docx_problems,
    "pdf": pdf_problems,
    "large-print": large_print_problems,
    "large-print-docx": large_print_docx_problems,
    "epub": epub_problems,
    "audio": tracks_problems,
    "audio-epub": audio_book_problems,
    "braille": brf_problems,
    "braille-pef": pef_problems,
    "text": text_problems,
    "markdown": text_problems,
    "json": json_problems,
}


class UnknownFormat(ValueError):
    """There is no check for a format of this name."""


def problems(format: str, data: bytes) -> tuple[str, ...]:
    """Return what is wrong with ``data`` as a file in ``format``, in plain words; none means it may go.

    Raises:
        UnknownFormat: there is no check for ``format``.
    """
    if format not in _CHECKS:
        raise UnknownFormat(f"no check for the format {format!r}")
    if not data:
        return ("The file is empty.",)
    return _CHECKS[format](data)
