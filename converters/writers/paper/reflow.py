"""What changes in a document on paper: tables without room, and addresses nobody can follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from converters import document as d
from converters.document import Block, Document, Inlines
from converters.walk import with_children
from converters.writers.addresses import with_addresses
from converters.writers.fitting import fits
from converters.writers.linear import linear
from converters.writers.measure import Measure


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a document: A4, upright or turned on its side.

    ``is_print``: for people who hold it, and cannot follow a link. ``upright`` and ``turned`` are
    the width of the text in points, ``height`` its height on an upright sheet, ``edges`` the padding
    and border of a cell, left and right together, in units of the letter size.
    """

    measure: Measure
    is_print: bool
    upright: float = 482.0  # A4 is 595.3 by 841.9, and each margin is 2 cm
    turned: float = 728.0
    edges: float = 0.8
    height: float = 728.0

    @property
    def letters(self) -> float:
        """Return about how many letters one sheet holds, half as wide as they are large."""
        line, lines = self.upright / (0.5 * self.measure.points), self.height / self.measure.points
        return line * lines / self.measure.line_spacing

    def fit(self, table: d.Table, width: float) -> bool:
        return fits(table, self.measure.points, self.measure.typeface, width, self.edges)

    def must_turn(self, table: d.Table) -> bool:
        """Say whether ``table`` has no room on an upright sheet."""
        return not self.fit(table, self.upright)


def runs_of_sheets(
    blocks: tuple[Block, ...], sheets: Sheets, title_too: bool = False
) -> list[tuple[bool, tuple[Block, ...]]]:
    """Return ``blocks`` in runs that stand on sheets of one kind: whether turned, and the run.

    A table that must turn takes the headings right before it along; the title too, where no contents
    list follows it: it would stand on a sheet by itself.
    """
    turned = [isinstance(node, d.Table) and sheets.must_turn(node) for node in blocks]
    for index in range(len(blocks) - 2, -1, -1):
        match blocks[index]:
            case d.Heading(level=level) if level > 1 or title_too:
                turned[index] = turned[index + 1]
            case d.PageStart():
                turned[index] = turned[index + 1]
    runs = groupby(zip(turned, blocks, strict=True), key=lambda pair: pair[0])
    return [(is_turned, tuple(node for _, node in run)) for is_turned, run in runs]


def for_paper(document: Document, sheets: Sheets) -> Document:
    """Return ``document`` with tables that are too wide read out row by row.

    In print, addresses are written beside their links.
    """
    paper = _Paper(document.language, sheets)
    return replace(
        document,
        blocks=paper.flow(document.blocks),
        notes=tuple(replace(note, children=paper.inner(note.children)) for note in document.notes),
    )


class _Paper:
    """What changes in the blocks of one document when they go on paper."""

    def __init__(self, language: str, sheets: Sheets) -> None:
        self._language = language
        self._sheets = sheets

    def flow(self, nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks of the flow itself, where a table may stand on a turned sheet."""
        return tuple(made for node in nodes for made in self._block(node, self._sheets.turned))

    def inner(self, nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(made for node in nodes for made in self._block(node, self._sheets.upright))

    def _block(self, node: Block, width: float) -> Iterable[Block]:
        match node:
            case d.Table() if not self._sheets.fit(node, width):
                return self.inner(linear(node, self._language))
            case d.Heading(children=children):
                return (replace(node, children=self._words(children)),)
            case d.Paragraph(children=children):
                return (replace(node, children=self._words(children)),)
            case d.Figure(caption=caption):
                return (replace(node, caption=self._words(caption)),)
            case d.Table(caption=caption):
                return (with_children(replace(node, caption=self._words(caption)), self.inner),)
            case _:
                return (with_children(node, self.inner),)

    def _words(self, nodes: Inlines) -> Inlines:
        return with_addresses(nodes) if self._sheets.is_print else nodes
