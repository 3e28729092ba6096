"""What is read from small tagged PDFs, for tests of the author's tags."""

from __future__ import annotations

from converters import Document
from converters.document import Block, Heading, PageStart
from converters.walk import plain_text
from tests.converters.printed import document_of, every
from tests.converters.tagged import Element, e, tagged

BODY = e("P", "The harbour took ships all year.")


def blocks(*elements: Element, **keys: object) -> list[Block]:
    """Return the blocks of a document of ``elements``, without the starts of pages."""
    found = document_of(tagged(*elements, **({"Lang": "en-GB"} | keys)))  # type: ignore[arg-type]
    return [block for block in found.blocks if not isinstance(block, PageStart)]


def block(*elements: Element, **keys: object) -> Block:
    first, *_ = blocks(*elements, **keys)
    return first


def levels(document: Document) -> list[tuple[int, str]]:
    return [(h.level, plain_text(h.children)) for h in every(document, Heading) if isinstance(h, Heading)]


LONG = "The keeper trims the lamp and writes the hour in the book. " * 2
