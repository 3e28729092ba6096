"""Which notes the text leads to: each reference paired with its note, by what names it or by its mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from converters.readers.pdf.characters import one_line
from converters.readers.pdf.tags.blocks import note_labels
from converters.readers.pdf.tags.roles import NOTES
from converters.readers.pdf.tags.tree import Element, every_element

LONGEST_MARK = 8  # characters; a longer reference leads to something else than a note

Letters = Callable[[Element], str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """``ids`` names the notes, ``marks`` the note of each reference; both by ``id`` of their elements."""

    ids: Mapping[int, str]
    marks: Mapping[int, str]


def paired_notes(root: Element, letters_in: Letters) -> Pairs:
    """Return the notes in ``root`` that a reference leads to, and the references."""
    notes, references = _found(root)
    ids = {id(note): f"note-{number}" for number, note in enumerate(notes, 1)}
    labels = [(note, _mark(letters_in(label))) for note in notes for label in note_labels(note)[:1]]
    by_reference = {note.reference: note for note in notes if note.reference is not None}
    marks: dict[int, str] = {}
    used: set[int] = set()
    for reference in references:
        note = next((by_reference[number] for number in reference.refers if number in by_reference), None)
        note = note or _by_mark(_mark(letters_in(reference)), labels, used)
        if note is not None:
            marks[id(reference)] = ids[id(note)]
            used.add(id(note))
    return Pairs({note: name for note, name in ids.items() if note in used}, marks)


def _found(root: Element) -> tuple[list[Element], list[Element]]:
    """Return the notes, and the references that lie in none of them, in the tree's order."""
    notes: list[Element] = []
    references: list[Element] = []
    inside: set[int] = set()
    for element in every_element(root):
        if element.role in NOTES:
            notes.append(element)
            inside |= {id(inner) for inner in every_element(element)}
        elif element.role == "Reference" and id(element) not in inside:
            references.append(element)
    return notes, references


def _by_mark(mark: str, labels: list[tuple[Element, str]], used: set[int]) -> Element | None:
    """Return the next note with this mark, or one that an earlier reference led to already."""
    if not mark or len(mark) > LONGEST_MARK:
        return None
    same = [note for note, label in labels if label == mark]
    return next((note for note in same if id(note) not in used), same[-1] if same else None)


def _mark(text: str) -> str:
    return one_line(text).strip("[]().: ")
