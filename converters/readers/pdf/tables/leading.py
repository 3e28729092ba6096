"""A table at the top of its page, read before what stands under it."""

from __future__ import annotations

from dataclasses import replace

from converters.readers.pdf.page import Page, Region, RegionKind, share_width

TOP = 45.0  # points of text above a table that begins its page: a running head, its caption
SLACK = 2.0  # points


def with_first_tables_first(page: Page) -> Page:
    """Return ``page`` with a table at its top before the text below it.

    The engine reads a text that it cannot tell from the table's rows before them; on the next
    page of a table that goes on, the rest would then not be joined to it.
    """
    table = next((region for region in page.regions if _begins(region, page)), None)
    if table is None:
        return page
    place = next(at for at, region in enumerate(page.regions) if region is table)
    before, after = page.regions[:place], page.regions[place + 1 :]
    under = [region for region in before if _is_under(region, table)]
    if not under:
        return page
    moved = {id(region) for region in under}
    kept = (region for region in before if id(region) not in moved)
    return replace(page, regions=(*kept, table, *under, *after))


def _begins(region: Region, page: Page) -> bool:
    """Tell whether ``region`` is a table with no more than a head and a caption above it."""
    if region.kind is not RegionKind.TABLE:
        return False
    above = (other.box for other in page.regions if other.box.bottom <= region.box.top + SLACK)
    return sum(box.bottom - box.top for box in above) <= TOP


def _is_under(region: Region, table: Region) -> bool:
    return region.box.top >= table.box.bottom - SLACK and share_width(region.box, table.box)
