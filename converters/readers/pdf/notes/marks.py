"""Notes bound to the places in the text that they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from converters.document import (
    Block,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    Note,
    NoteMark,
    Paragraph,
    Strong,
    Text,
)
from converters.readers.pdf.notes.footnotes import FoundNote
from converters.readers.pdf.text.characters import letters
from converters.walk import every_inline, plain_text, with_children

_LAST_WORD = re.compile(r"\w+$")
_ENDED = re.compile(r"[.!?][”’\"')\]]*\s*$")

FEWEST = 3  # letters that tell a cell
NEAR = 4  # characters, such as a full stop and a quotation mark, between the last letter and the mark


def bind_notes(
    blocks: Sequence[Block], found: Iterable[FoundNote], taken: Collection[str]
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Return the ``blocks`` of a page with the marks of the notes ``found`` on it, and the notes.

    ``taken`` are the ids of the document's notes so far. A note whose mark is not in
    the blocks follows them as a paragraph, with its label. The rest of a note of the
    page before has no id; ``with_rest`` joins it to that.
    """
    marked, notes, unbound = tuple(blocks), [], []
    # from the last to the first: the mark before is part of the words that tell a place
    for name, note in reversed(_named(found, taken)):
        if not note.label:
            notes.append(Note("", "", (note.paragraph,), origin=note.paragraph.origin))
            continue
        bound = _bound(marked, note, name, _place) or _bound(marked, note, name, _place_in_cell)
        if bound is None:
            unbound.append(_as_printed(note))
        else:
            marked = bound
            notes.append(Note(name, note.label, (note.paragraph,), origin=note.paragraph.origin))
    return (*marked, *reversed(unbound)), tuple(reversed(notes))


def marked_words(inlines: Inlines) -> str:
    """Return the words of ``inlines`` that a note's number stands at, with it, as printed: "wall1"."""
    words = []
    flat = [inline for inline in every_inline(inlines) if isinstance(inline, Text | NoteMark)]
    for before, mark in pairwise(flat):
        if (
            isinstance(before, Text)
            and isinstance(mark, NoteMark)
            and (word := _LAST_WORD.search(before.text))
        ):
            words.append(f"{word[0]}{mark.note}")
    return " ".join(words)


def is_unfinished(notes: Sequence[Note], page: int) -> bool:
    """Tell whether the last of ``notes`` stands on the page before ``page``, and has not ended there."""
    last = notes[-1].children[-1] if notes and notes[-1].children else None
    if not isinstance(last, Paragraph) or not last.origin or last.origin.page != page - 1:
        return False
    return not _ENDED.search(plain_text(last.children))


def with_rest(notes: Sequence[Note], more: Iterable[Note]) -> tuple[Note, ...]:
    """Return ``notes`` and ``more`` of the next page, what goes on the last note as paragraphs of it."""
    joined = list(notes)
    for note in more:
        if note.id or not joined:
            joined.append(note)
        else:
            joined[-1] = replace(joined[-1], children=(*joined[-1].children, *note.children))
    return tuple(joined)


def _named(found: Iterable[FoundNote], taken: Collection[str]) -> list[tuple[str, FoundNote]]:
    """Return ``found`` with their ids: what is printed, where that is a number no other note has."""
    names = set(taken)
    named = []
    for note in found:
        name = note.label if note.label.isdigit() and note.label not in names else f"note-{len(names) + 1}"
        names.add(name)
        named.append((name, note))
    return named


def _as_printed(note: FoundNote) -> Paragraph:
    children = (Text(f"{note.label} "), *note.paragraph.children)
    return replace(note.paragraph, children=children)


def _bound(
    blocks: tuple[Block, ...], note: FoundNote, name: str, place_in: Callable[[str, FoundNote], int | None]
) -> tuple[Block, ...] | None:
    """Return ``blocks`` with the mark of ``note`` in the first that has its place, None where none has."""
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph | Heading):
            place = place_in(plain_text(block.children), note)
            changed: Block = block if place is None else _with_mark(block, place, note.label, name)
        else:
            changed = with_children(block, lambda inner: _bound(inner, note, name, place_in) or inner)
        if changed != block:
            return (*blocks[:at], changed, *blocks[at + 1 :])
    return None


def _place(text: str, note: FoundNote) -> int | None:
    """Return where in ``text`` the label of ``note`` stands after the letters that lead up to it."""
    places = [at for at, one in enumerate(text) if letters(one)]
    run_on = "".join(letters(text[at]) for at in places)
    if len(run_on) != len(places):
        return None  # a letter that is two in lower case
    for length in (len(note.before), 8):
        wanted = note.before[-length:]
        if wanted and run_on.count(wanted) == 1:
            last = places[run_on.index(wanted) + len(wanted) - 1]
            found = text.find(note.label, last + 1, last + 1 + NEAR + len(note.label))
            if found >= 0:
                return found
    return None


def _place_in_cell(text: str, note: FoundNote) -> int | None:
    """Return where the label of ``note`` stands in a text of few words, such as a cell or an item.

    What leads up to it on the page then begins in another cell.
    """
    places = [at for at, one in enumerate(text) if letters(one)]
    run_on = "".join(letters(text[at]) for at in places)
    if len(run_on) != len(places):
        return None
    for length in range(min(len(note.before), len(run_on)), FEWEST - 1, -1):
        if run_on.startswith(note.before[-length:]):
            last = places[length - 1]
            found = text.find(note.label, last + 1, last + 1 + NEAR + len(note.label))
            if found >= 0:
                return found
    return None


def _with_mark(block: Paragraph | Heading, place: int, label: str, name: str) -> Block:
    children, _ = _marked(block.children, place, label, name)
    return replace(block, children=children)


def _marked(inlines: Inlines, place: int, label: str, name: str) -> tuple[Inlines, int]:
    """Return ``inlines`` with ``label`` at ``place`` of their text as a mark, and where their text ends."""
    marked: list[Inline] = []
    here = 0
    for inline in inlines:
        match inline:
            case Text(text=text) if here <= place and place + len(label) <= here + len(text):
                at = place - here
                parts = (
                    replace(inline, text=text[:at].rstrip()),
                    replace(inline, text=text[at + len(label) :]),
                )
                before, after = parts
                marked += [
                    part for part in (before, NoteMark(name), after) if part != replace(inline, text="")
                ]
            case Strong(children=children) | Emphasis(children=children) | Link(children=children):
                inside, _ = _marked(children, place - here, label, name)
                marked.append(replace(inline, children=inside))
            case _:
                marked.append(inline)
        here += len(plain_text((inline,)))
    return tuple(marked), here
