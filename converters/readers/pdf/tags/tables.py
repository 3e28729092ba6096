"""The author's tables: rows, cells with their spans, and for whom each header cell speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from converters.document import Block, Cell, Inlines, Paragraph, Row, Scope, Strong, Table
from converters.readers.pdf.tables.telling import with_heads_told
from converters.readers.pdf.tags.sayings import in_its_language
from converters.readers.pdf.tags.tree import Element, Kid
from converters.readers.pdf.tags.words import Manner

if TYPE_CHECKING:
    from converters.readers.pdf.tags.blocks import Blocks

MAX_SPAN = 1000
_GROUPS = frozenset({"TBody", "TFoot", "Div", "NonStruct", "Sect", "Part", "Art"})
_CELLS = frozenset({"TH", "TD"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell element and the grid place of its first corner."""

    element: Element
    row: int
    column: int


def table_of(element: Element, manner: Manner, blocks: Blocks) -> Iterator[Block]:
    """Yield the table that ``element`` is, and after it what stands in it and in none of its cells."""
    head, body, aside = _parts(element)
    places = _placed([*head, *body])
    spoken = _spoken_of(places)
    rows = tuple(
        row
        for cells in _by_row(places, len(head) + len(body))
        if (row := _row(cells, spoken, manner, blocks))
    )
    asides = blocks.flow(aside, manner)
    if not rows:
        yield from asides
        return
    said = next((block for block in asides if isinstance(block, Paragraph)), None)
    if not _starts_with_caption(aside):
        said = None
    caption: Inlines = in_its_language(said) if said else ()
    header_rows = len(head) or _leading_heads(rows)
    scoped = tuple(_without_gaps(row, at < header_rows) for at, row in enumerate(rows))
    origin = blocks.setting.origin(element)
    table = Table(scoped, min(header_rows, len(rows)), caption, origin=origin)
    named = any(cell.scope for row in scoped for cell in row.cells)
    yield table if named else with_heads_told(table)
    yield from (block for block in asides if block is not said)


def _starts_with_caption(aside: list[Kid]) -> bool:
    return any(isinstance(kid, Element) and kid.role == "Caption" for kid in aside)


def _parts(element: Element) -> tuple[list[Element], list[Element], list[Kid]]:
    """Return the rows of the head, those of the body, and what is in no row."""
    head: list[Element] = []
    body: list[Element] = []
    aside: list[Kid] = []
    loose: list[Kid] = []
    for kid in element.kids:
        role = kid.role if isinstance(kid, Element) else ""
        if not isinstance(kid, Element) or role == "Caption":
            aside.append(kid)
        elif role == "THead":
            head += _parts(kid)[1]
        elif role == "TR":
            body.append(kid)
        elif role in _CELLS:
            loose.append(kid)
        elif role in _GROUPS:
            more = _parts(kid)
            head, body, aside = head + more[0], body + more[1], aside + more[2]
        else:
            aside.append(kid)
    if loose:  # cells without a row stand in one
        body.append(Element("TR", kids=loose, page=element.page))
    return head, body, aside


def _placed(rows: list[Element]) -> list[_Place]:
    """Return each cell where it stands in the grid, by the rules of HTML, which are those of PDF."""
    taken: dict[int, int] = {}
    places: list[_Place] = []
    for at, row in enumerate(rows):
        column = 0
        for kid in _cells_in(row):
            while taken.get(column, 0) > at:
                column += 1
            columns, deep = span(kid, "ColSpan"), span(kid, "RowSpan")
            taken.update(dict.fromkeys(range(column, column + columns), at + deep))
            places.append(_Place(kid, at, column))
            column += columns
    return places


def _cells_in(row: Element) -> list[Element]:
    """Return the cells of a row; anything else in it is read as a data cell, so that nothing is lost."""
    cells = []
    for kid in row.kids:
        if isinstance(kid, Element):
            cells.append(kid if kid.role in _CELLS else Element("TD", kids=[kid], page=row.page))
        else:
            cells.append(Element("TD", kids=[kid], page=row.page))
    return cells


def span(element: Element, name: str) -> int:
    """Return how many columns or rows a cell covers, 1 where it does not say a number that can be."""
    value = element.attributes.get(name)
    return min(int(value), MAX_SPAN) if isinstance(value, int) and value > 1 else 1


def _by_row(places: list[_Place], count: int) -> Iterator[list[_Place]]:
    rows: list[list[_Place]] = [[] for _ in range(count)]
    for place in places:
        rows[place.row].append(place)
    yield from rows


def _spoken_of(places: list[_Place]) -> dict[str, set[Scope]]:
    """Return by the id of a header cell how the data cells that name it stand to it."""
    headers = {place.element.id: place for place in places if place.element.id}
    spoken: dict[str, set[Scope]] = {}
    for place in places:
        named = place.element.attributes.get("Headers")
        for name in map(_identifier, named if isinstance(named, list) else []):
            header = headers.get(name)
            if header and place.element.role == "TD":
                scope = Scope.ROW if header.row == place.row else Scope.COLUMN
                spoken.setdefault(name, set()).add(scope)
    return spoken


def _identifier(value: Any) -> str:
    value = value.get_object() if hasattr(value, "get_object") else value
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _row(cells: list[_Place], spoken: dict[str, set[Scope]], manner: Manner, blocks: Blocks) -> Row | None:
    """Return a row, None where its page is not read by its tags."""
    known = [place for place in cells if blocks.setting.origin(place.element)]
    if cells and not known and not _on_known_page(cells, blocks):
        return None
    heads = [place.element.role == "TH" for place in cells]
    scopes = [_scope(place, all(heads), spoken) for place in cells]
    return Row(
        tuple(_cell(place.element, scope, manner, blocks) for place, scope in zip(cells, scopes, strict=True))
    )


def _on_known_page(cells: list[_Place], blocks: Blocks) -> bool:
    return any(place.element.page in blocks.setting.pages for place in cells)


def _scope(place: _Place, among_heads: bool, spoken: dict[str, set[Scope]]) -> Scope | None:
    """Return for whom a header cell speaks: as stated, as the data cells name it, else by its place."""
    element = place.element
    if element.role != "TH":
        return None
    stated = str(element.attributes.get("Scope") or "").lstrip("/")
    if stated in {"Column", "Row"}:
        return Scope.COLUMN if stated == "Column" else Scope.ROW
    named = spoken.get(element.id or "", set())
    if len(named) == 1:
        return next(iter(named))
    if among_heads or place.row == 0:
        return Scope.COLUMN
    return Scope.ROW


def _cell(element: Element, scope: Scope | None, manner: Manner, blocks: Blocks) -> Cell:
    children = blocks.flow(element.kids, blocks.words.within(element, manner))
    if element.actual and not any(isinstance(kid, Element) for kid in element.kids):
        children = blocks.flow([replace(element, role="Span")], manner)
    if scope is not None:
        children = tuple(map(_unbold, children))
    return Cell(
        children,
        scope,
        span(element, "ColSpan"),
        span(element, "RowSpan"),
        origin=blocks.setting.origin(element),
    )


def _unbold(block: Block) -> Block:
    """Return the words of a header cell without the weight that it has anyway."""
    if isinstance(block, Paragraph) and len(block.children) == 1 and isinstance(block.children[0], Strong):
        return replace(block, children=block.children[0].children)
    return block


def _leading_heads(rows: tuple[Row, ...]) -> int:
    """Return how many rows at the top are header cells of columns and nothing else; not all of them."""
    count = 0
    while count < len(rows) - 1 and _is_head(rows[count]):
        count += 1
    return count


def _is_head(row: Row) -> bool:
    said = [cell for cell in row.cells if cell.children]
    return bool(said) and all(cell.scope is Scope.COLUMN for cell in said)


def _without_gaps(row: Row, in_head: bool) -> Row:
    """Return ``row`` with the header cells of a head speaking for columns, whoever left them without."""
    if not in_head or any(cell.scope for cell in row.cells):
        return row
    cells = tuple(replace(cell, scope=Scope.COLUMN if cell.children else None) for cell in row.cells)
    return Row(cells)
