"""Where links lead: only to addresses that are safe to follow from any format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converters.findings import Finding, FindingKind
from converters.readers.pdf.annotations.destinations import is_place
from converters.readers.pdf.page import LinkArea, Page
from converters.readers.pdf.text.characters import one_line

SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?=.)", re.IGNORECASE)
_BARE_HOST = re.compile(r"www\.[^\s/]+\.[a-z]{2,}", re.IGNORECASE)
_BARE_MAIL = re.compile(r"[^\s@/:]+@[^\s@/]+\.[a-z]{2,}", re.IGNORECASE)


def address(target: str) -> str | None:
    """Return ``target`` as an absolute address or a place, None where it is neither or may do harm."""
    if is_place(target):
        return target
    target = one_line(target).replace(" ", "%20")
    if scheme := _SCHEME.match(target):
        return target if scheme[1].lower() in SCHEMES else None
    if _BARE_HOST.match(target):
        return f"https://{target}"
    return f"mailto:{target}" if _BARE_MAIL.fullmatch(target) else None


def unkept_links(page: Page) -> Iterator[Finding]:
    """Yield a finding for each link of ``page`` whose address is not kept; its words are."""
    for target in dict.fromkeys(link.target for link in page.links if not address(link.target)):
        detail = f"A link to “{one_line(target)}” was left out: it is not a web or mail address."
        yield Finding(FindingKind.LINK_LEFT_OUT, page.number, detail)


def links_of(page: Page) -> tuple[LinkArea, ...]:
    """Return the links of ``page`` that are kept."""
    kept = ((address(link.target), link.boxes) for link in page.links)
    return tuple(LinkArea(target, boxes) for target, boxes in kept if target)
