"""Ways in which a file of each format may be damaged between its writer and a person, or by its writer."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

Change = Callable[[bytes], bytes]


def sub(pattern: bytes, new: bytes, count: int = 0) -> Change:
    """Return what replaces ``pattern``; a file that does not have it cannot be damaged so."""

    def change(data: bytes) -> bytes:
        made, found = re.subn(pattern, new, data, count=count, flags=re.DOTALL)
        assert found, pattern
        return made

    return change


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def part(pattern: str, change: Change) -> Change:
    """Return what changes the parts of a zip file whose names have ``pattern``."""
    return _rezipped(lambda name, data: change(data) if re.search(pattern, name) else data)


def lost(pattern: str) -> Change:
    return _rezipped(lambda name, data: None if re.search(pattern, name) else data)


def _rezipped(change: Callable[[str, bytes], bytes | None]) -> Change:
    def made(data: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
            for name in old.namelist():
                changed = change(name, old.read(name))
                if changed is not None:
                    new.writestr(name, changed)
        assert len(buffer.getvalue()) != len(data)
        return buffer.getvalue()

    return made


def in_pdf(change: Callable[[PdfWriter], object]) -> Change:
    def made(data: bytes) -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(data))
        change(writer)
        buffer = io.BytesIO()
        writer.write(buffer)
        return buffer.getvalue()

    return made


def _elements(role: str, change: Callable[[DictionaryObject], object]) -> Change:
    def each(writer: PdfWriter) -> None:
        found = [
            one for one in writer._objects if isinstance(one, DictionaryObject) and one.get("/S") == role
        ]
        assert found, role
        for one in found:
            change(one)

    return in_pdf(each)


def _without(role: str, key: str) -> Change:
    return _elements(role, lambda one: one.pop(key, None))


def _called(role: str, other: str) -> Change:
    return _elements(role, lambda one: one.__setitem__(NameObject("/S"), NameObject(other)))


def _catalog(*keys: str) -> Change:
    def drop(writer: PdfWriter) -> None:
        place: Any = writer.root_object
        for key in keys[:-1]:
            place = place[key]
        del place[keys[-1]]

    return in_pdf(drop)


def _pages(key: str) -> Change:
    return in_pdf(lambda writer: [page.pop(key, None) for page in writer.pages])


def _resources(page: Any) -> Any:
    return page["/Resources"]


def _shown(pattern: bytes, new: bytes, count: int = 0) -> Change:
    """Return what changes the painting of each page."""

    def each(writer: PdfWriter) -> None:
        for page in writer.pages:
            contents = page.get_contents()
            assert contents is not None
            stream = StreamObject()
            stream.set_data(re.sub(pattern, new, contents.get_data(), count=count))
            page[NameObject("/Contents")] = writer._add_object(stream)

    return in_pdf(each)


_HTML: Mapping[str, Change] = {
    "the end lost": sub(rb"</main>.*", b""),
    "headings lost": sub(rb"<h[1-6].*?</h[1-6]>", b""),
    "a level left out": sub(rb"<h2", b"<h5"),
    "text lost": sub(rb"(<main[^>]*>).*</main>", rb"\1</main>"),
    "a picture cut": sub(rb'(src="data:image/png;base64,[^"]{60})[^"]*', rb"\1"),
    "a picture of no letters": sub(rb'(src="data:image/png;base64,)', rb"\1!!!!"),
    "a picture elsewhere": sub(rb'src="data:[^"]*', rb'src="https://example.org/a.png'),
    "descriptions lost": sub(rb' alt="[^"]*"', b""),
    "the code of letters lost": sub(rb"<meta charset[^>]*>", b""),
    "wider than a telephone": sub(rb'<meta name="viewport"[^>]*>', b""),
    "styles lost": sub(rb"<style>.*?</style>", b""),
    "header cells without words": sub(rb"(<th[^>]*>)[^<]*", rb"\1"),
    "header cells for nobody": sub(rb' scope="[^"]*"', b""),
    "another coding": lambda data: data.decode().encode("utf-16"),
    "characters of no page": sub(rb"<p>", b"<p>\x01"),
    "a language of no form": sub(rb'<html lang="[^"]*"', b'<html lang="plain English"'),
    "ids lost": sub(rb' id="[^"]*"', b""),
    "a script": sub(rb"<main", b"<script>1</script><main"),
    "an address that runs": sub(rb'href="https?:[^"]*', b'href="javascript:x'),
    "no word on who made it": sub(rb"Made automatically", b"Made"),
}
_DOCX: Mapping[str, Change] = {
    "the text lost": lost("word/document.xml"),
    "styles lost": lost("word/styles.xml"),
    "numbers of lists lost": lost("word/numbering.xml"),
    "notes lost": lost("word/footnotes.xml"),
    "pictures lost": lost("word/media/"),
    "what leads to parts lost": lost("document.xml.rels"),
    "kinds of parts lost": lost("Content_Types"),
    "not well formed": part("word/document.xml", sub(rb"</w:p>", b"", 1)),
    "a style that is not there": part("word/document.xml", sub(rb'w:val="Heading1"', b'w:val="HeadingX"')),
    "an element of no schema": part("word/document.xml", sub(rb"<w:tblHeader/>", b"<w:tblHeaderX/>")),
    "a list that is not there": part("word/document.xml", sub(rb'numId w:val="\d+"', b'numId w:val="999"')),
    "places of links lost": part("word/document.xml", sub(rb'(bookmarkStart [^>]*w:name=")', rb"\1x")),
    "a head below rows": part("word/document.xml", sub(rb"<w:tblHeader/>", b"", 1)),
    "a level left out": part("word/document.xml", sub(rb'w:val="Heading2"', b'w:val="Heading5"')),
    "a heading without words": part(
        "word/document.xml", sub(rb'(w:val="Heading2"/>.*?)<w:t[ >].*?</w:t>', rb"\1", 1)
    ),
    "a picture cut": part("word/media/", half),
    "a picture of another kind": part("word/media/", lambda _: b"GIF89a"),
    "an address on this machine": part(r"document.xml.rels", sub(rb'Target="https:', b'Target="file:')),
    "the language lost": part("word/styles.xml", sub(rb"<w:lang [^>]*/>", b"")),
    "the title lost": part("docProps/core.xml", sub(rb"<dc:title>.*?</dc:title>", b"")),
    "no word on who made it": part("word/document.xml", sub(rb"Made automatically", b"Made")),
}
_LARGE_DOCX: Mapping[str, Change] = {
    "small letters": part("word/styles.xml", sub(rb'w:sz w:val="36"', b'w:sz w:val="20"')),
    "words may be split": part("settings", sub(rb'autoHyphenation w:val="0"', b'autoHyphenation w:val="1"')),
    "slanted letters": part("word/styles.xml", sub(rb"<w:b/>", b"<w:b/><w:i/>", 1)),
}
_EPUB: Mapping[str, Change] = {
    "what it is not first": lost("mimetype"),
    "the way in lost": lost("container.xml"),
    "the contents list lost": lost("nav.xhtml"),
    "a chapter lost": lost("chapter-002.xhtml"),
    "styles lost": lost(r"\.css"),
    "pictures lost": lost(r"\.png"),
    "a picture cut": part(r"\.png", half),
    "a chapter not well formed": part("chapter-002", sub(rb"</p>", b"", 1)),
    "the language lost": part("opf", sub(rb"<dc:language>.*?</dc:language>", b"")),
    "the title lost": part("opf", sub(rb"<dc:title.*?</dc:title>", b"")),
    "the day lost": part("opf", sub(rb'<meta property="dcterms:modified">.*?</meta>', b"")),
    "its own name lost": part("opf", sub(rb'unique-identifier="[^"]*"', b'unique-identifier="x"')),
    "a chapter that is not listed": part("opf", sub(rb'idref="[^"]*"', b'idref="gone"', 1)),
    "how it can be read lost": part("opf", sub(rb'<meta property="schema:accessMode">.*?</meta>', b"")),
    "ids twice": part("chapter-002", sub(rb"<p>", b'<p id="same">')),
    "the language of a chapter lost": part("chapter-002", sub(rb' xml:lang="[^"]*"', b"")),
    "a chapter without a title": part("chapter-002", sub(rb"<title>.*?</title>", b"<title/>")),
    "descriptions lost": part("chapter", lambda data: re.sub(rb' alt="[^"]*"', b"", data)),
    "a script": part("chapter-002", sub(rb"<p>", b"<script>1</script><p>", 1)),
    "a picture elsewhere": part("chapter-003", sub(rb'src="[^"]*"', b'src="https://example.org/a"', 1)),
    "an entry that leads nowhere": part("nav", sub(rb"chapter-002.xhtml", b"chapter-999.xhtml")),
    "a list in a paragraph": part("chapter-002", sub(rb"<p>", b"<p><ul/></p><p>", 1)),
    "no word on who made it": part("xhtml", lambda data: data.replace(b"Made automatically", b"Made")),
}
_PDF: Mapping[str, Change] = {
    "tags lost": _catalog("/StructTreeRoot"),
    "not said to be tagged": _catalog("/MarkInfo"),
    "the language lost": _catalog("/Lang"),
    "what it keeps to lost": _catalog("/Metadata"),
    "how it opens lost": _catalog("/ViewerPreferences"),
    "everything said lost": _catalog("/StructTreeRoot", "/K"),
    "the way back to tags lost": _catalog("/StructTreeRoot", "/ParentTree"),
    "ids lost": _catalog("/StructTreeRoot", "/IDTree"),
    "ids of notes lost": _without("/Note", "/ID"),
    "descriptions lost": _without("/Figure", "/Alt"),
    "header cells of data cells lost": _without("/TD", "/A"),
    "for whom headers speak lost": _without("/TH", "/A"),
    "rows called lines": _called("/TR", "/P"),
    "a level left out": _called("/H2", "/H5"),
    "a part of no kind": _called("/LBody", "/Foo"),
    "a page lost": in_pdf(lambda writer: writer.remove_page(0)),
    "pages do not lead to tags": _pages("/StructParents"),
    "the order of links lost": _pages("/Tabs"),
    "typefaces lost": in_pdf(lambda writer: [_resources(page).pop("/Font", None) for page in writer.pages]),
    "text that nobody tagged": _shown(rb"/\w+\s*<<\s*/MCID \d+\s*>>\s*BDC", b"/Span BMC", 3),
    "everything a decoration": _shown(rb"/\w+\s*<<\s*/MCID \d+\s*>>\s*BDC", b"/Artifact BMC"),
    "locked": in_pdf(lambda writer: writer.encrypt("secret")),
}
_TEXT: Mapping[str, Change] = {
    "cut": half,
    "the last line cut": lambda data: data[:-1],
    "another coding": lambda data: data.decode().encode("utf-16"),
    "letters of another coding": lambda data: data.decode().encode("latin-1", "replace") + b"\xe9",
    "blank": lambda data: b" " * len(data),
    "zeros": lambda data: b"\0" * len(data),
    "characters of no text": sub(rb" ", b"\x07", 1),
    "no word on who made it": sub(rb"Made automatically", b"Made"),
}
_BRAILLE: Mapping[str, Change] = {
    "cut": half,
    "lines run on": sub(rb"\r\n", b"", 4),
    "ends of lines of another kind": sub(rb"\r\n", b"\n"),
    "small letters": lambda data: data.lower(),
    "pages run on": sub(rb"\x0c", b"", 2),
    "a sign of no cell": sub(rb",", b"`", 1),
    "a tabulator": sub(rb" ", b"\t", 1),
    "blank": sub(rb"[^\r\n\x0c]", b" "),
    "a page lost": sub(rb"\A.*?\x0c", b"", 1),
    "numbers of pages lost": sub(rb"#[A-J]+\r\n", b"\r\n"),
    "letters beyond ASCII": lambda data: data + "é\x0c".encode(),
}
_PEF: Mapping[str, Change] = {
    "cut": half,
    "the title lost": sub(rb"<dc:title>.*?</dc:title>", b""),
    "the language lost": sub(rb"<dc:language>.*?</dc:language>", b""),
    "cells of eight dots": sub("⠁".encode(), "⣿".encode(), 1),
    "letters": sub("⠁".encode(), b"a", 1),
    "a row too long": sub(rb"<row>", f"<row>{'⠁' * 60}".encode(), 1),
    "volumes lost": sub(rb"<volume.*</volume>", b""),
    "a page lost": sub(rb"<page>.*?</page>", b"", 1),
    "its width lost": sub(rb' cols="\d+"', b""),
    "a width in words": sub(rb' cols="\d+"', b' cols="many"'),
    "rows lost": sub(rb"<row>[^<]*</row>", b"<row/>"),
    "another kind of file": sub(rb"ns/2008/pef", b"ns/2008/other"),
}
_JSON: Mapping[str, Change] = {
    "cut": half,
    "a list": lambda data: b"[]",
    "a number": lambda data: b"1",
    "the document lost": sub(rb'"document":', b'"other":'),
    "blocks lost": sub(rb'"blocks":', b'"other":', 1),
    "the note lost": sub(rb'"quality":', b'"other":'),
}
DAMAGE: Mapping[str, Mapping[str, Change]] = {
    "html": _HTML,
    "docx": _DOCX,
    "large-print-docx": {**_DOCX, **_LARGE_DOCX},
    "pdf": _PDF,
    "large-print": _PDF,
    "epub": _EPUB,
    "text": _TEXT,
    "markdown": _TEXT,
    "braille": _BRAILLE,
    "braille-pef": _PEF,
    "json": _JSON,
}
CUT: Mapping[str, Change] = {"cut in half": half, "only zeros": lambda data: b"\0" * len(data)}
"""What may happen to a file of any format."""
