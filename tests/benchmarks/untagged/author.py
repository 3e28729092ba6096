"""Tagged PDFs: what their authors say of them, and the same files as if nobody had tagged them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from tests.benchmarks.tag_tree import Content, Tagged, tagged_elements, words_by_content
from tests.benchmarks.untagged.structure import (
    Heading,
    Structure,
    Table,
    folded,
    item_text,
)

KNOWN = frozenset(
    {
        "H",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "Caption",
        "Figure",
        "P",
        "Span",
    }
    | {f"H{level}" for level in range(1, 7)}
    | {
        "Document",
        "Part",
        "Sect",
        "Div",
        "Art",
        "Link",
        "Note",
        "FENote",
        "TOC",
        "TOCI",
        "Formula",
        "BlockQuote",
    }
    | {"Reference", "Em", "Strong", "Code", "Quote", "Artifact", "NonStruct", "Form", "Annot", "Title"}
)
COVERED = 0.8  # share of the letters drawn that the tree reaches, from which on it is sound
PLACES = {"heading": {"H", *(f"H{level}" for level in range(1, 7))}, "list item": {"LI"}} | {
    "table": {"Table"},
    "caption": {"Caption"},
    "figure": {"Figure"},
}
ROLES_OF = {"level": "heading", "cells": "table", "header cells": "table"}
# of the PDF Association's files, by the letter before their number: what an F makes unsound; the line "Fail"
# at the top of each looks as a heading does, and is tagged as a paragraph
FAULTS = {
    "G": {"figure", "caption", "heading"},
    "H": {"heading"},
    "L": {"list item", "heading"},
}
UNKNOWN_TO_AUTHORS = {"running"}


def said_by_author(path: Path, data: bytes) -> tuple[Structure, frozenset[str]] | None:
    """Return the structure that the tags of ``data`` name, and the roles they may be asked for.

    None where there are no tags, or they leave out much of the text. Of most files only the roles
    that their author uses are asked for: many tag a page's headings as paragraphs. A reference file
    means what it leaves out, but for the role of its fault.
    """
    elements = list(tagged_elements(data, KNOWN))
    drawn = words_by_content(data) if elements else {}
    if not elements or _covered(elements, drawn) < COVERED:
        return None
    used = {role for role, tags in PLACES.items() if any(each.role in tags for each in elements)}
    if path.name.startswith("UA1_"):
        fault = path.stem.split("-")[-1]  # "G3_F01"
        used = set(PLACES) - (FAULTS.get(fault[0], set()) if "_F" in path.stem else set())
    asked = used | {role for role, other in ROLES_OF.items() if other in used}
    return _structure(elements, drawn), frozenset(asked - UNKNOWN_TO_AUTHORS)


def _covered(elements: Sequence[Tagged], drawn: dict[Content, str]) -> float:
    reached = {key for element in elements for key in element.content}
    told = sum(len(text) for key, text in drawn.items() if key in reached)
    return told / max(1, sum(map(len, drawn.values())))


def _structure(elements: Sequence[Tagged], drawn: dict[Content, str]) -> Structure:
    lists = [set(each.content) for each in elements if each.role == "L"]
    return Structure(
        tuple(_headings(elements, drawn)),
        tuple(filter(None, (_item(each, lists, drawn) for each in elements if each.role == "LI"))),
        tuple(_tables(elements, drawn)),
        tuple(filter(None, (folded(_said(each, drawn)) for each in elements if each.role == "Caption"))),
        sum(each.role == "Figure" for each in elements),
    )


def _said(element: Tagged, drawn: dict[Content, str]) -> str:
    keys = dict.fromkeys(element.content)
    return element.texts.get("actual text") or " ".join(drawn.get(key, "") for key in keys)


def _headings(elements: Sequence[Tagged], drawn: dict[Content, str]) -> Iterator[Heading]:
    for element in elements:
        if element.role in PLACES["heading"] and (text := folded(_said(element, drawn))):
            yield Heading(int(element.role[1:] or 1), text)


def _item(item: Tagged, lists: Sequence[set[Content]], drawn: dict[Content, str]) -> str:
    mine = set(item.content)
    inner = {key for each in lists if each < mine for key in each}
    keys = dict.fromkeys(key for key in item.content if key not in inner)
    return item_text(" ".join(drawn.get(key, "") for key in keys))


def _tables(elements: Sequence[Tagged], drawn: dict[Content, str]) -> Iterator[Table]:
    """Yield the tables; each element of the list stands before what is in it."""
    for at, element in enumerate(elements):
        if element.role != "Table":
            continue
        inside = set(element.content)
        rows: list[list[tuple[Tagged, str]]] = []
        for each in elements[at + 1 :]:
            if each.role == "Table" or not set(each.content) <= inside:
                break
            if each.role == "TR":
                rows.append([])
            elif each.role in ("TH", "TD") and rows:
                rows[-1].append((each, folded(_said(each, drawn))))
        cells = [cell for row in rows for cell in row]
        heads = tuple(text for cell, text in cells if cell.role == "TH" and text)
        markup = "".join(f"<tr>{''.join(_cell(*cell) for cell in row)}</tr>" for row in rows)
        yield Table(" ".join(text for _, text in cells), f"<table>{markup}</table>", heads)


def _cell(cell: Tagged, text: str) -> str:
    spans = [(int(cell.attributes.get(f"/{name}Span") or 1), name) for name in ("Col", "Row")]
    said = "".join(f' {name.lower()}span="{count}"' for count, name in spans if count > 1)
    return f"<{cell.role.lower()}{said}>{escape(text)}</{cell.role.lower()}>"


# --- without tags ---------------------------------------------------------------------------


def without_tags(data: bytes) -> bytes:
    """Return the PDF ``data`` without its structure tree, and without the numbers that lead to it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for key in ("/StructTreeRoot", "/MarkInfo"):
        writer.root_object.pop(NameObject(key), None)
    for held in writer._objects:
        if isinstance(held, StreamObject) and (held.get("/Subtype") == "/Form" or "/Type" not in held):
            _unnumber(held)
    for page in writer.pages:
        page.pop(NameObject("/StructParents"), None)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _unnumber(stream: Any) -> None:
    try:
        drawn = stream.get_data()
    except Exception:  # a stream that nobody can unpack holds no numbers that anybody reads
        return
    if b"/MCID" in drawn:
        stream.set_data(drawn.replace(b"/MCID", b"/XCID"))
