"""Does a tagged PDF say its document right? What validators of PDF/UA cannot see, for any document.

Header cells are found as ISO 32000-2, 14.8.5.7.3 says: those that a cell names, or else those met on
the way to the left and up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters import document as d
from converters.document import Document
from converters.walk import blocks_of, children_of, every_inline, inlines_of
from converters.writers.grid import filled, headers_by_place, placed_rows, without_empty_rows
from converters.writers.text import language_tag
from converters.writers.words import language_of_words
from tests.converters.read_back import Annotation, Element, spoken, structure
from tests.judges.words import as_written, bare, is_said, pieces_of


def heard_problems(document: Document, data: bytes) -> tuple[str, ...]:
    """Return what a listener to the PDF ``data`` is told wrongly about ``document``."""
    root = structure(data)
    return (
        *_sheets(data),
        *_tables(document, root),
        *_languages(document, root),
        *_notes(document, root),
        *_links(root),
    )


# --- sheets ---------------------------------------------------------------------------------


def _sheets(data: bytes) -> Iterator[str]:
    """Page numbers are artifacts, and nothing else is left untagged."""
    heard = spoken(data)
    if said := heard.untagged.strip():
        yield f"Not tagged: {said[:80]}"
    for number, text in enumerate(heard.furniture, start=1):
        if str(number) not in text:
            yield f"The number of page {number} is no artifact: {text[:80]!r}"


# --- tables ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    cell: Element
    row: int
    column: int
    rows: int
    columns: int


def _tables(document: Document, root: Element) -> Iterator[str]:
    """Each table of the file is one of the document, in its order, whole, and with its header cells."""
    found = bare(root.text)
    ours = iter([block for block in blocks_of(document) if isinstance(block, d.Table)])
    for number, table in enumerate(root.every("Table"), start=1):
        said = [bare(cell.text) for cell in table.every("TH", "TD")]
        same = next((one for one in ours if _is_said(list(_cells(one)), said, found)), None)
        if same is None:
            yield f"Table {number} is no table of the document, or a part of one: {said[:4]}"
            return
        yield from _headers(number, same, table, found)


def _cells(table: d.Table) -> Iterator[d.Cell]:
    """Yield the cells, those of a table within a cell after it."""
    for row in filled(placed_rows(without_empty_rows(table))):
        for cell in row:
            yield cell.cell
            for inner in _inside(cell.cell.children):
                yield from _cells(inner)


def _inside(blocks: tuple[d.Block, ...]) -> Iterator[d.Table]:
    for block in blocks:
        if isinstance(block, d.Table):
            yield block
        else:
            yield from _inside(children_of(block))


def _is_said(cells: list[d.Cell], said: list[str], found: str) -> bool:
    """Say whether each of ``cells`` has its words in ``said``, which may tell of pictures and pages too."""
    wanted = ([as_written(text, found) for text in pieces_of(cell.children)] for cell in cells)
    return len(cells) == len(said) and all(
        is_said(text, parts) for text, parts in zip(said, wanted, strict=True)
    )


def _headers(number: int, ours: d.Table, table: Element, found: str) -> Iterator[str]:
    placed = placed_rows(without_empty_rows(ours))
    cells = {
        (cell.row, cell.column): [as_written(text, found) for text in pieces_of(cell.cell.children)]
        for row in placed
        for cell in row
    }
    grid = _grid(table)
    names = {one.id: one for one in table.every("TH") if one.id}
    for place, headers in headers_by_place(placed).items():
        wanted = [parts for header in headers if (parts := cells[header.row, header.column])]
        at = grid.get(place)
        told = [text for one in _told(at, grid, names) if (text := bare(one.text))] if at else []
        if cells[place] and not _same_headers(wanted, told):
            said, meant = "".join(cells[place])[:30], sorted(map("".join, wanted))
            yield f"Table {number}, cell {said!r}: headers {sorted(told)}, not {meant}"


def _same_headers(wanted: list[list[str]], told: list[str]) -> bool:
    """Say whether the headers are the same, in any order; in print, addresses stand beside their links."""
    return len(wanted) == len(told) and all(any(is_said(text, parts) for text in told) for parts in wanted)


def _grid(table: Element) -> dict[tuple[int, int], _Place]:
    grid: dict[tuple[int, int], _Place] = {}
    for row, made in enumerate(_own(table, "TR")):
        column = 0
        for cell in (one for one in made.elements if one.role in {"TH", "TD"}):
            while (row, column) in grid:
                column += 1
            rows, columns = (int(cell.attributes.get(name, 1)) for name in ("RowSpan", "ColSpan"))
            place = _Place(cell, row, column, rows, columns)
            covered = ((row + down, column + along) for down in range(rows) for along in range(columns))
            grid.update(dict.fromkeys(covered, place))
    return grid


def _own(element: Element, role: str) -> list[Element]:
    """Return the elements of ``role`` that do not belong to a table further in."""
    found = []
    for one in element.elements:
        if one.role == role:
            found.append(one)
        elif one.role in {"THead", "TBody", "TFoot"}:
            found += _own(one, role)
    return found


def _told(at: _Place, grid: dict[tuple[int, int], _Place], names: dict[str, Element]) -> list[Element]:
    if named := at.cell.attributes.get("Headers"):
        return [names[str(one)] for one in named]
    rows = range(at.row, at.row + at.rows)
    columns = range(at.column, at.column + at.columns)
    left = [_on_the_way([(row, column) for column in range(at.column - 1, -1, -1)], grid) for row in rows]
    up = [_on_the_way([(row, column) for row in range(at.row - 1, -1, -1)], grid) for column in columns]
    return [
        *(one for way in left for one in way if one.attributes.get("Scope") in ("/Row", "/Both")),
        *(one for way in up for one in way if one.attributes.get("Scope") in ("/Column", "/Both")),
    ]


def _on_the_way(places: list[tuple[int, int]], grid: dict[tuple[int, int], _Place]) -> list[Element]:
    """Return the header cells from a cell to the edge, up to a data cell that follows a header cell."""
    met: list[Element] = []
    for place in places:
        cell = grid[place].cell if place in grid else None
        if cell is not None and cell.role == "TH":
            met.append(cell)
        elif met:
            break
    return met


# --- languages ------------------------------------------------------------------------------


def _languages(document: Document, root: Element) -> Iterator[str]:
    """Every passage is said in its own language. What stands in tables may stand in another order."""
    runs = [(bare(text), language) for text, language in _heard(root, None)]
    found = "".join(text for text, _ in runs)
    spoken_in = [language for text, language in runs for _ in text]
    at = 0
    for text, language in _passages(document.blocks, document.language):
        wanted = as_written(bare(text), found)
        place = found.find(wanted, at)
        if place < 0 or not wanted:
            continue  # that words are lost is for others to say
        at = place + len(wanted)
        told = {one or document.language for one in spoken_in[place:at]}
        if {language_tag(one) for one in told} != {language_tag(language)}:
            yield f"{text[:40]!r} is said in {sorted(told)}, not in {language}"


def _heard(element: Element, language: str | None) -> Iterator[tuple[str, str | None]]:
    language = element.lang or language
    for kid in element.kids:
        match kid:
            case str():
                yield kid, language
            case Element():
                yield from _heard(kid, language)


def _passages(blocks: tuple[d.Block, ...], language: str) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, d.Table):
            continue
        if isinstance(block, d.PageStart):
            yield f"Page {block.label}", language_of_words(language) or language
        around = (block.language if isinstance(block, d.Paragraph) else None) or language
        for inline in every_inline(inlines_of(block)):
            if isinstance(inline, d.Text):
                yield inline.text, inline.language or around
        yield from _passages(children_of(block), around)


# --- notes and links ------------------------------------------------------------------------


def _notes(document: Document, root: Element) -> Iterator[str]:
    made = root.every("Note")
    if len(made) != len(document.notes):
        yield f"{len(made)} notes are tagged, of {len(document.notes)}"
    if len({one.id for one in made}) != len(made):
        yield "Two notes have the same id"
    for one in made:
        if not one.every("Lbl"):
            yield f"A note has no label: {one.text[:40]!r}"
    for one in root.every("Reference"):
        if not one.every("Link"):
            yield f"A mark of a note leads nowhere: {one.text[:40]!r}"


def _links(root: Element) -> Iterator[str]:
    for link in root.every("Link"):
        for kid in (kid for kid in link.kids if isinstance(kid, Annotation)):
            said = bare(kid.contents)
            if not said or ("://" in said and said not in bare(link.text)):
                yield f"A link is described as {kid.contents!r}, its words are {link.text[:40]!r}"
