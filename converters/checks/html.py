"""A web page: parses, says its language and title, describes its pictures, runs and fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

_LOADING = {"script", "iframe", "object", "embed", "link", "base", "form"}


def html_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a web page."""
    try:
        page = html.document_fromstring(data.decode("utf-8"))
    except UnicodeDecodeError:
        return ("The page is not UTF-8.",)
    except etree.LxmlError:
        return ("The page does not parse.",)
    return (*_head(page), *_structure(page), *_pictures(page), *_loading(page), *_addresses(page))


def _head(page: html.HtmlElement) -> Iterator[str]:
    if not page.get("lang"):
        yield "The page does not say its language."
    if not (page.findtext(".//title") or "").strip():
        yield "The page has no title."


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
        if not (picture.get("src") or "").startswith("data:image/"):
            yield f"Picture {number} is not inside the page."


def _loading(page: html.HtmlElement) -> Iterator[str]:
    found = sorted({str(element.tag) for element in page.iter(*_LOADING)})
    if found:
        yield f"The page has elements that load or run something: {', '.join(found)}."


def _addresses(page: html.HtmlElement) -> Iterator[str]:
    ids = [str(value) for value in page.xpath("//@id")]
    if len(ids) != len(set(ids)):
        yield "Two elements of the page have the same id."
    known = set(ids)
    for link in page.iter("a"):
        target = link.get("href") or ""
        if target.startswith("#") and target[1:] not in known:
            yield f"A link leads to {target}, which is not on the page."
