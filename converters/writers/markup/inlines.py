"""Inline content as HTML."""

from __future__ import annotations

from typing import assert_never

from converters import document as d
from converters.walk import every_inline, plain_text
from converters.writers.links import web_address
from converters.writers.markup.context import Context, language_attributes
from converters.writers.markup.tags import Child, tag
from converters.writers.text import legal


def inlines(nodes: d.Inlines, context: Context) -> list[Child]:
    """Return inline content as elements and text."""
    return [child for node in nodes for child in inline(node, context)]


def inline(node: d.Inline, context: Context) -> list[Child]:
    """Return one inline; a note mark inside a link comes after it, since links cannot hold links."""
    match node:
        case d.Text(text=text, language=language):
            changed = language_attributes(language) if language != context.document.language else {}
            return [tag("span", text, **changed)] if changed else [text]
        case d.Strong(children=children):
            return [tag("strong", *inlines(children, context))]
        case d.Emphasis(children=children):
            return [tag("em", *inlines(children, context))]
        case d.Quotation(children=children):
            return [tag("q", *inlines(children, context))]
        case d.Link(children=children, target=target):
            return _link(children, target, context)
        case d.NoteMark(note=note):
            return _note_mark(note, context)
        case d.Code(text=text):
            return [tag("code", text)]
        case d.LineBreak():
            return [tag("br")]
        case _:
            assert_never(node)


def address(target: str, context: Context) -> str | None:
    """Return where ``target`` leads, on this page or the web, None where it leads nowhere we may go."""
    if target.startswith("#"):
        place = context.targets.get(target[1:])
        return f"#{place}" if place else None
    return web_address(target)


def link_words(children: d.Inlines, context: Context) -> list[Child]:
    """Return what stands inside a link: neither links nor note marks, and nothing without words."""
    said = plain_text(children)
    if not said.strip():
        return []
    return inlines(without_links(children), context)


def _link(children: d.Inlines, target: str, context: Context) -> list[Child]:
    marks = [node for node in every_inline(children) if isinstance(node, d.NoteMark)]
    href = address(target, context)
    words = link_words(children, context)
    if not words and (marks or target.startswith("#")):
        return inlines(tuple(marks), context)  # a mark leads to its note by itself
    words = words or [target]  # without a name, its address is better than nothing
    linked: list[Child] = words if href is None else [tag("a", *words, href=href)]
    return linked + inlines(tuple(marks), context)


def without_links(nodes: d.Inlines) -> d.Inlines:
    """Return ``nodes`` with the words of links in place of links, and without note marks."""
    kept: list[d.Inline] = []
    for node in nodes:
        match node:
            case d.Link(children=children):
                kept += without_links(children)
            case d.Strong(children=children):
                kept.append(d.Strong(without_links(children)))
            case d.Emphasis(children=children):
                kept.append(d.Emphasis(without_links(children)))
            case d.Quotation(children=children):
                kept.append(d.Quotation(without_links(children)))
            case d.NoteMark():
                pass
            case d.Text() | d.Code() | d.LineBreak():
                kept.append(node)
            case _:
                assert_never(node)
    return tuple(kept)


def _note_mark(note_id: str, context: Context) -> list[Child]:
    place = context.notes.get(note_id)
    if place is None:
        return []
    mark_id = f"{place.id}-mark-{len(place.marks) + 1}"
    place.marks.append(mark_id)
    label = place.note.label or str(place.number)
    link = tag("a", label, href=f"#{place.id}", id=mark_id, role="doc-noteref", **context.of_words)
    link.set("aria-label", legal(f"Note {label}"))
    return [tag("sup", link)]
