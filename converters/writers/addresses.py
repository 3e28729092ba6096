"""Addresses beside the words that lead to them, where nothing can be followed."""

from __future__ import annotations

from itertools import zip_longest

from converters import document as d
from converters.document import Inlines
from converters.walk import plain_text
from converters.writers.links import web_address


def with_addresses(nodes: Inlines) -> Inlines:
    """Return ``nodes`` with the address after the words of each link, where they do not say it already.

    A link that ends within a word was misplaced on its page: there it stays
    unsaid, so that the word can be read.
    """
    return tuple(
        made
        for node, after in zip_longest(nodes, nodes[1:])
        for made in ((node,) if _within_word(node, after) else _with_address(node))
    )


def _within_word(node: d.Inline, after: d.Inline | None) -> bool:
    ends, goes_on = plain_text((node,))[-1:], plain_text((after,))[:1] if after else ""
    return isinstance(node, d.Link) and ends.isalnum() and goes_on.isalnum()


def _with_address(node: d.Inline) -> Inlines:
    match node:
        case d.Strong(children=children):
            return (d.Strong(with_addresses(children)),)
        case d.Emphasis(children=children):
            return (d.Emphasis(with_addresses(children)),)
        case d.Quotation(children=children):
            return (d.Quotation(with_addresses(children)),)
        case d.Link(children=children, target=target):
            if web_address(target) is None or _spoken(target) in _spoken(plain_text(children)):
                return (node,)
            return (node, d.Text(f" ({target.strip().removeprefix('mailto:').removeprefix('tel:')})"))
        case _:
            return (node,)


def _spoken(address: str) -> str:
    """Return the part of an address that people say."""
    bare = address.strip().casefold()
    for prefix in ("mailto:", "tel:", "https://", "http://", "www."):
        bare = bare.removeprefix(prefix)
    return bare.rstrip("/")
