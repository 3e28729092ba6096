"""What a document lacks and only a person can give: noticed, never invented."""

from __future__ import annotations

from collections.abc import Iterator

from converters.document import Block, Cell, Document, Equation, Figure, Heading, Origin, Table
from converters.findings import Finding, FindingKind
from converters.walk import blocks_of


def notice_gaps(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` as it is, and a finding for everything it lacks."""
    return document, tuple(_gaps(document))


def _gaps(document: Document) -> Iterator[Finding]:
    blocks = list(blocks_of(document))
    if not any(isinstance(block, Heading) for block in blocks):
        yield Finding(FindingKind.NO_HEADINGS, None, "We found no headings in this document.")
    yield from _pictures(blocks)
    for block in blocks:
        if isinstance(block, Table) and not any(cell.scope for cell in _cells(block)):
            detail = "We could not tell which cells of this table are headings."
            yield Finding(FindingKind.TABLE_WITHOUT_HEADERS, _page(block.origin), detail)


def _pictures(blocks: list[Block]) -> Iterator[Finding]:
    """Yield one finding for each page that has pictures nobody has described."""
    waiting: dict[int | None, int] = {}
    for block in blocks:
        if _is_undescribed(block):
            page = _page(block.origin)
            waiting[page] = waiting.get(page, 0) + 1
    for page, count in waiting.items():
        what = "A picture on this page has" if count == 1 else f"{count} pictures on this page have"
        yield Finding(FindingKind.IMAGE_WITHOUT_DESCRIPTION, page, f"{what} no description.")


def _is_undescribed(block: Block) -> bool:
    match block:
        case Figure(alt=alt):
            return alt is None
        case Equation(text=text):  # a formula that is drawn has no words of its own
            return not text.strip()
        case _:
            return False


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        yield from row.cells


def _page(origin: Origin | None) -> int | None:
    return origin.page if origin else None
