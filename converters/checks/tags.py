"""The tags of a PDF: all that a page shows is said, all that is said is shown, and headers are found.

Validators of PDF/UA look at each element; this looks at the tree and the pages together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

_MARKED = re.compile(rb"/MCID (\d+)")
_SETS_FONT = re.compile(rb"/([^\s/]+) [-\d.]+ Tf\b")


@dataclass(slots=True)
class _Told:
    """What the structure tree says: sequences by page, ids of header cells, and what data cells name."""

    sequences: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    ids: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    unnamed_tables: int = 0
    """Tables with header cells over several rows or columns, where no data cell names any."""


def tag_problems(reader: PdfReader) -> Iterator[str]:
    """Yield what is wrong between the structure tree and the pages of a tagged PDF."""
    tree: Any = reader.root_object["/StructTreeRoot"]
    told = _told(tree)
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages, start=1)}  # type: ignore[union-attr]
    if set(told.sequences) - set(numbers):
        yield "The tags of the PDF lead to a page that is not there."
    for key, number in numbers.items():
        yield from _page(reader.pages[number - 1], number, told.sequences.get(key, set()))
    yield from _headers(tree, told)


def _page(page: Any, number: int, told: set[int]) -> Iterator[str]:
    contents = page.get_contents()
    data = contents.get_data() if contents is not None else b""
    shown = {int(one) for one in _MARKED.findall(data)}
    if shown - told:
        yield f"Page {number} shows what the tags do not say."
    if told - shown:
        yield f"The tags say what page {number} does not show."
    if told and "/StructParents" not in page:
        yield f"Page {number} does not lead to its tags."
    fonts = {name[1:].encode() for name in page["/Resources"].get("/Font", {})}
    if set(_SETS_FONT.findall(data)) - fonts:
        yield f"Page {number} has letters without a typeface."


def _headers(tree: Any, told: _Told) -> Iterator[str]:
    names = tree.get("/IDTree", {}).get("/Names", ())
    if told.named - told.ids or told.ids - {str(name) for name in names[::2]}:
        yield "A data cell of the PDF names a header that is not found."
    if told.unnamed_tables:
        yield f"No data cell names its headers in {told.unnamed_tables} tables whose headers span several."


def _told(tree: Any) -> _Told:
    told = _Told()
    waiting: list[tuple[Any, int | None]] = [(tree["/K"], None)] if "/K" in tree else []
    while waiting:
        node, page = waiting.pop()
        made: Any = node.get_object()
        if isinstance(made, list):
            waiting += [(kid, page) for kid in made]
        elif isinstance(made, dict):
            page = made.raw_get("/Pg").idnum if "/Pg" in made else page  # type: ignore[attr-defined]
            key = "/MCID" if "/MCID" in made else "/K"
            waiting += [(made[key], page)] if key in made else []
            _note(made, told)
        elif page is not None:
            told.sequences[page].add(int(made))
    return told


def _note(element: Any, told: _Told) -> None:
    match element.get("/S"):
        case "/TH" if "/ID" in element:
            told.ids.add(str(element["/ID"]))
        case "/TD":
            told.named.update(map(str, _attributes(element).get("/Headers", ())))
        case "/Table":
            cells: list[Any] = list(_cells(element))
            spans = any(_spans(cell) for cell in cells if cell["/S"] == "/TH")
            data = [cell for cell in cells if cell["/S"] == "/TD"]
            told.unnamed_tables += bool(
                spans and data and not any("/Headers" in _attributes(cell) for cell in data)
            )


def _cells(element: DictionaryObject) -> Iterator[Any]:
    """Yield the cells of a table, none of those of a table inside it."""
    for kid in element.get("/K", ()):
        made = kid.get_object()
        if isinstance(made, DictionaryObject):
            if made.get("/S") in ("/TH", "/TD"):
                yield made
            elif made.get("/S") in ("/TR", "/THead", "/TBody"):
                yield from _cells(made)


def _attributes(element: DictionaryObject) -> Any:
    return element["/A"].get_object() if "/A" in element else {}


def _spans(cell: DictionaryObject) -> bool:
    return any(int(_attributes(cell).get(name, 1)) > 1 for name in ("/RowSpan", "/ColSpan"))
