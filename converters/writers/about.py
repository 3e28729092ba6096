"""The quality note as blocks, for every writer to put where it suits its format."""

from __future__ import annotations

from dataclasses import dataclass, replace

from converters.document import (
    Block,
    Document,
    Heading,
    Inlines,
    ListBlock,
    ListItem,
    Paragraph,
    Strong,
    Text,
)
from converters.findings import Finding
from converters.options import WriteOptions
from converters.quality import quality_of, said, sentences, status
from converters.writers import words

MOST_PLACES = 100
"""Places that a file names. Staff see all of them; who reads a file with more knows enough."""


@dataclass(frozen=True, slots=True)
class About:
    """The note in plain words: ``status`` (automatic or checked), ``facts``, and ``places`` to look at."""

    status: str
    facts: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole note as lines, for a format's metadata."""
        return "\n".join((self.status, *self.facts, *self.places))


def about(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> About:
    """Return the note on a file made of ``document``; what the readers noticed is in ``findings``."""
    quality = quality_of(document, findings)
    named = tuple(said(place) for place in quality.places)
    more = len(named) - MOST_PLACES
    places = (*named[:MOST_PLACES], *([f"There are {more} more."] if more > 0 else []))
    return About(status(options.checked_on), sentences(quality), places)


def about_blocks(note: About, language: str) -> tuple[Block, ...]:
    """Return ``note`` as paragraphs and a list, marked as English in a document in another ``language``.

    It has no heading and no name: where it stands is for each format to say.
    """
    told = (_paragraph((Text(" ".join((note.status, *note.facts))),), language),)
    if not note.places:
        return (*told, _paragraph((Text(words.NOTHING_DOUBTFUL),), language))
    listed = tuple(ListItem((_paragraph((Text(place),), language),)) for place in note.places)
    return (*told, _paragraph((Strong((Text(words.PLACES),)),), language), ListBlock(listed))


def with_note(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> Document:
    """Return ``document`` with its quality note as a last section, for formats with no place beside the text.

    It has a heading, for nothing else would part it from the section before it.
    """
    note = about(document, findings, options)
    heading = Heading(2, (words.own(words.ABOUT, document.language),))
    return replace(document, blocks=(*document.blocks, heading, *about_blocks(note, document.language)))


def _paragraph(children: Inlines, language: str) -> Paragraph:
    return Paragraph(children, words.language_of_words(language))
