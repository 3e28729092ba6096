"""A web page: is whole, says its language and title, describes its pictures, runs and fetches nothing.

Every id that something refers to is there, every link has words, every header cell says what it heads.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree, html

from converters.checks.pictures import is_whole

_LOADING = {"script", "iframe", "object", "embed", "link", "base", "form"}
_FETCHING = ("@import", "url(")
_ADDRESSES = ("http://", "https://", "mailto:", "tel:", "#")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The form of a language tag (BCP 47)."""
_STRANGE = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_REFERRING = ("aria-labelledby", "aria-describedby", "headers")


def html_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a web page."""
    try:
        page = html.document_fromstring(data.decode("utf-8"))
    except UnicodeDecodeError:
        return ("The page is not UTF-8.",)
    except etree.LxmlError:
        return ("The page does not parse.",)
    parts = (_head, _structure, _pictures, _loading, _addresses, _references, _names, _levels, _tables)
    return (*(problem for part in parts for problem in part(page)), *_wholeness(data))


def _wholeness(data: bytes) -> Iterator[str]:
    if data[:100].lstrip()[:15].lower() != b"<!doctype html>":
        yield "The page does not begin as HTML does, with its document type."
    if not data[-100:].rstrip().lower().endswith(b"</html>"):
        yield "The page does not end: something of it is lost."
    if len(data.translate(None, _STRANGE)) < len(data):
        yield "The page has characters that no page may have."


def _head(page: html.HtmlElement) -> Iterator[str]:
    if not page.get("lang"):
        yield "The page does not say its language."
    if not (page.findtext(".//title") or "").strip():
        yield "The page has no title."
    if page.find(".//meta[@charset]") is None:
        yield "The page does not say how its letters are coded."
    if page.find(".//meta[@name='viewport']") is None:
        yield "The page does not fit itself to a narrow screen."
    if not any((style.text or "").strip() for style in page.iter("style")):
        yield "The page has no style."
    for language in sorted({str(value) for value in page.xpath("//@lang") if value}):
        if not _LANGUAGE.fullmatch(language):
            yield f"“{language}” is no language."


def _structure(page: html.HtmlElement) -> Iterator[str]:
    mains = page.findall(".//main")
    if len(mains) != 1:
        yield f"The page has {len(mains)} main parts, not 1."
    elif not mains[0].text_content().strip():
        yield "The page has no text."
    if page.find(".//h1") is None:
        yield "The page has no heading of level 1."


def _pictures(page: html.HtmlElement) -> Iterator[str]:
    for number, picture in enumerate(page.iter("img"), start=1):
        if picture.get("alt") is None:
            yield f"Picture {number} has no alt attribute."
        kind, _, coded = (picture.get("src") or "").partition(";base64,")
        if not kind.startswith("data:image/"):
            yield f"Picture {number} is not inside the page."
        elif not _is_whole(coded):
            yield f"Picture {number} is broken."


def _is_whole(coded: str) -> bool:
    try:
        return is_whole(a2b_base64(coded, strict_mode=True))
    except ValueError:
        return False


def _loading(page: html.HtmlElement) -> Iterator[str]:
    found = sorted({str(element.tag) for element in page.iter(*_LOADING)})
    if found:
        yield f"The page has elements that load or run something: {', '.join(found)}."
    if page.xpath("//@*[starts-with(name(), 'on')]"):
        yield "Something on the page runs when it is touched."
    styles = [(style.text or "").lower() for style in page.iter("style")]
    if any(sign in style for style in styles for sign in _FETCHING):
        yield "The style of the page loads something."


def _addresses(page: html.HtmlElement) -> Iterator[str]:
    ids = [str(value) for value in page.xpath("//@id")]
    if len(ids) != len(set(ids)):
        yield "Two elements of the page have the same id."
    known = set(ids)
    for link in page.iter("a"):
        target = link.get("href") or ""
        if target and not target.startswith(_ADDRESSES):
            yield f"A link leads to {target}, which a page may not open."
        if target.startswith("#") and target[1:] not in known:
            yield f"A link leads to {target}, which is not on the page."


def _references(page: html.HtmlElement) -> Iterator[str]:
    """Look for ids that a name or a cell refers to and that are not there."""
    known = {str(value) for value in page.xpath("//@id")}
    for attribute in _REFERRING:
        named = {name for value in page.xpath(f"//@{attribute}") for name in str(value).split()}
        if lost := sorted(named - known):
            yield f"{attribute} leads to {', '.join(lost)}, which is not on the page."


def _names(page: html.HtmlElement) -> Iterator[str]:
    """Look for links and headings that have nothing to say when they are heard."""
    for link in page.iter("a"):
        if link.get("href") is not None and not _has_name(link):
            yield f"A link to {link.get('href')} has no words."
    for heading in page.iter(*_HEADINGS):
        if not _has_name(heading):
            yield f"A heading of level {str(heading.tag)[1]} has no words."


def _levels(page: html.HtmlElement) -> Iterator[str]:
    levels = [int(str(heading.tag)[1]) for heading in page.iter(*_HEADINGS)]
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"A heading of level {below} follows one of level {above}."


def _has_name(element: html.HtmlElement) -> bool:
    said = [
        element.text_content(),
        element.get("aria-label", ""),
        *(i.get("alt", "") for i in element.iter("img")),
    ]
    return any(text.strip() for text in said)


def _tables(page: html.HtmlElement) -> Iterator[str]:
    for number, table in enumerate(page.iter("table"), start=1):
        if any(not cell.get("scope") for cell in table.iter("th")):
            yield f"A header cell of table {number} does not say what it heads."
        if not all(_has_name(cell) for cell in table.iter("th")):
            yield f"A header cell of table {number} has no words."
