"""Every file says of itself what it is: made automatically, or checked by a person on a day."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping

from lxml import etree, html

from converters.quality import AUTOMATIC

_CHECKED = "Checked by a person on"
_SAID = tuple(re.sub(r"\s", "", words) for words in (AUTOMATIC, _CHECKED))
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def note_problems(format: str, data: bytes) -> tuple[str, ...]:
    """Return that ``data``, a good file in ``format``, does not carry its quality note.

    Braille and sound say it too, but not in letters that could be looked for.
    """
    texts = _TEXTS.get(format)
    said = ""
    for text in texts(data) if texts else ():
        said = re.sub(r"\s", "", text) + said
        if any(words in said for words in _SAID):
            return ()
    return ("The file does not say whether a person has checked it.",) if texts else ()


def _plain(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8")


def _web_page(data: bytes) -> Iterator[str]:
    """Yield the foot, which holds the note; the rest is far larger, and has just been looked at."""
    foot = data[max(data.rfind(b"<footer"), 0) :]
    yield "".join(map(str, html.document_fromstring(foot.decode("utf-8")).itertext()))


def _pdf(data: bytes) -> Iterator[str]:
    """Yield the pages from the last on: the note is the last section, and may begin a few pages before."""
    from pypdf import PdfReader

    for page in reversed(PdfReader(io.BytesIO(data)).pages):
        yield page.extract_text()


def _parts(ending: str) -> Callable[[bytes], Iterator[str]]:
    """Return what yields the texts of the parts of a zip file whose names end so, from the last on."""

    def texts(data: bytes) -> Iterator[str]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in reversed(archive.namelist()):
                if name.endswith(ending):
                    yield "".join(map(str, etree.fromstring(archive.read(name), _PARSER).itertext()))

    return texts


def _json(data: bytes) -> Iterator[str]:
    whole = json.loads(data)
    yield AUTOMATIC if "quality" in whole and "checked_on" in whole else ""


_TEXTS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "html": _web_page,
    "docx": _parts("word/document.xml"),
    "pdf": _pdf,
    "large-print": _pdf,
    "large-print-docx": _parts("word/document.xml"),
    "epub": _parts(".xhtml"),
    "audio-epub": _parts(".xhtml"),
    "text": _plain,
    "markdown": _plain,
    "json": _json,
}
