"""Real numbering: the part that says how the items of each list are counted.

An ordered list gets a definition of its own, because Word lets all lists of
one definition count on from one another. Bullets and labels that stand as
text do not count, so all such lists share two definitions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from docx.oxml.numbering import CT_Num, CT_Numbering

from converters.document import ListBlock, Numbering
from converters.writers.docx.xml import Element, w
from converters.writers.labels import BULLET, Count, count_of, is_bulleted, marker

LEVELS = 9
"""Word knows no more."""

_FORMATS = {
    Numbering.DECIMAL: "decimal",
    Numbering.LOWER_ALPHA: "lowerLetter",
    Numbering.UPPER_ALPHA: "upperLetter",
    Numbering.LOWER_ROMAN: "lowerRoman",
    Numbering.UPPER_ROMAN: "upperRoman",
}
_LAST_LETTER = 27
"""After z and aa, Word counts bb and cc, where everybody else counts ab and ac."""


class _Shared(StrEnum):
    BULLETS = "bullet"
    NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Item:
    """How one item is marked: by which list of the numbering part, or by a label to write as text."""

    list_id: int
    label: str | None = None


@dataclass(slots=True)
class Lists:
    """The definitions of all lists of one document."""

    indent: int
    """How much deeper each level stands, in twentieths of a point."""
    _definitions: list[Element] = field(default_factory=list)
    _lists: list[CT_Num] = field(default_factory=list)
    _shared: dict[_Shared, int] = field(default_factory=dict)

    def items(self, block: ListBlock, labels: tuple[str, ...], level: int) -> tuple[Item, ...]:
        """Return how each item of ``block`` is marked; ``labels`` stand where Word cannot count."""
        if not block.items:
            return ()
        if is_bulleted(block):
            return (Item(self._without_count(_Shared.BULLETS, BULLET)),) * len(block.items)
        count = count_of(block)
        if count is None or block.numbering is None or not _word_counts(count, block.numbering):
            nothing = self._without_count(_Shared.NOTHING, "")
            return tuple(Item(nothing, label) for label in labels)
        return tuple(Item(list_id) for list_id in self._counted(count, block.numbering, level))

    def write(self, part: CT_Numbering) -> None:
        """Fill the numbering part: definitions first, as its schema asks."""
        part.extend([*self._definitions, *self._lists])

    def _counted(self, count: Count, numbering: Numbering, level: int) -> list[int]:
        """Return the list of each item. A number that is skipped begins a new list on the same definition."""
        text = f"{count.before}%{level + 1}{count.after}"
        definition = self._define([_level(level, _FORMATS[numbering], text, count.numbers[0], self.indent)])
        ids: list[int] = []
        for index, number in enumerate(count.numbers):
            follows = index > 0 and number == count.numbers[index - 1] + 1
            ids.append(ids[-1] if follows else self._list(definition, level, number))
        return ids

    def _without_count(self, kind: _Shared, text: str) -> int:
        if kind not in self._shared:
            levels = [_level(level, kind, text, 1, self.indent) for level in range(LEVELS)]
            self._shared[kind] = self._list(self._define(levels))
        return self._shared[kind]

    def _define(self, levels: list[Element]) -> int:
        number = len(self._definitions)
        self._definitions.append(
            w(
                "abstractNum",
                w("nsid", val=f"{number + 1:08X}"),
                w("multiLevelType", val="multilevel"),
                *levels,
                abstractNumId=number,
            )
        )
        return number

    def _list(self, definition: int, level: int | None = None, start: int | None = None) -> int:
        made = cast(CT_Num, CT_Num.new(len(self._lists) + 1, definition))  # type: ignore[no-untyped-call]
        if level is not None:
            made.add_lvlOverride(level).add_startOverride(start)  # type: ignore[no-untyped-call]
        self._lists.append(made)
        return len(self._lists)


def _level(level: int, style: str, text: str, start: int, indent: int) -> Element:
    return w(
        "lvl",
        w("start", val=start),
        w("numFmt", val=style),
        *([] if text else [w("suff", val="nothing")]),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=indent * (level + 1), hanging=indent)),
        ilvl=level,
    )


def _word_counts(count: Count, numbering: Numbering) -> bool:
    """Say whether Word writes every number of the list as it was printed."""
    if numbering is Numbering.DECIMAL:
        return all(number >= 0 for number in count.numbers)
    if numbering in {Numbering.LOWER_ALPHA, Numbering.UPPER_ALPHA}:
        return all(0 < number <= _LAST_LETTER for number in count.numbers)
    return all(number > 0 and not marker(numbering, number).isdigit() for number in count.numbers)
