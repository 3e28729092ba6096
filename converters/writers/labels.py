"""The markers of list items: what a list can count for itself, and what must stand as text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converters.document import ListBlock, Numbering

BULLET = "•"

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_LARGEST_ROMAN = 3999
_LABEL = re.compile(r"(\(?)([0-9]+|[A-Za-z]+)([.)]?)")
_AFFIXES = {("", ""): ("", "."), ("", "."): ("", "."), ("", ")"): ("", ")"), ("(", ")"): ("(", ")")}


@dataclass(frozen=True, slots=True)
class Count:
    """How an ordered list counts: the number of each item, and what stands before and after it."""

    numbers: tuple[int, ...]
    before: str = ""
    after: str = "."


def marker(numbering: Numbering, number: int) -> str:
    """Return the marker of item ``number`` without affixes: "3", "c", "iii".

    As in CSS, a number that a system cannot write is written in decimals.
    """
    match numbering:
        case Numbering.LOWER_ALPHA if number > 0:
            return _alpha(number)
        case Numbering.UPPER_ALPHA if number > 0:
            return _alpha(number).upper()
        case Numbering.LOWER_ROMAN if 0 < number <= _LARGEST_ROMAN:
            return _roman(number)
        case Numbering.UPPER_ROMAN if 0 < number <= _LARGEST_ROMAN:
            return _roman(number).upper()
        case _:
            return str(number)


def count_of(block: ListBlock) -> Count | None:
    """Return how an ordered list counts, None where the printed labels are not a count ("1.2", "Note")."""
    if block.numbering is None:
        return None
    numbers: list[int] = []
    affixes: set[tuple[str, str]] = set()
    for item in block.items:
        expected = numbers[-1] + 1 if numbers else block.start
        if item.label is None:
            numbers.append(expected)
            continue
        read = _read(item.label, block.numbering, expected)
        if read is None:
            return None
        number, affix = read
        numbers.append(number)
        affixes.add(affix)
    if len(affixes) > 1:
        return None
    before, after = affixes.pop() if affixes else ("", ".")
    return Count(tuple(numbers), before, after)


def is_bulleted(block: ListBlock) -> bool:
    """Say whether plain bullets can stand for all labels of an unordered list: none has a letter or digit."""
    return block.numbering is None and not any(
        character.isalnum() for item in block.items for character in item.label or ""
    )


def label_texts(block: ListBlock) -> tuple[str, ...]:
    """Return for each item the label to write as text: as printed, else as its list would count it."""
    count = count_of(block)
    return tuple(_label_text(block, index, count) for index in range(len(block.items)))


def _label_text(block: ListBlock, index: int, count: Count | None) -> str:
    label = (block.items[index].label or "").strip()
    if label and not (block.numbering is None and is_bulleted(block)):
        return label
    if block.numbering is None:
        return BULLET
    if count is None:
        return f"{marker(block.numbering, block.start + index)}."
    return f"{count.before}{marker(block.numbering, count.numbers[index])}{count.after}"


def _read(label: str, numbering: Numbering, expected: int) -> tuple[int, tuple[str, str]] | None:
    """Return the number and the affixes in a printed label, None where it is none of this numbering."""
    found = _LABEL.fullmatch(label.strip())
    if found is None or (found[1], found[3]) not in _AFFIXES:
        return None
    affix = _AFFIXES[found[1], found[3]]
    number = expected if marker(numbering, expected) == found[2] else _number(found[2], numbering)
    if number is None or marker(numbering, number) != found[2]:
        return None
    return number, affix


def _number(core: str, numbering: Numbering) -> int | None:
    match numbering:
        case Numbering.DECIMAL:
            return int(core) if core.isdigit() and len(core) < 7 else None
        case Numbering.LOWER_ALPHA | Numbering.UPPER_ALPHA:
            return _from_alpha(core.lower()) if core.isalpha() and len(core) < 4 else None
        case Numbering.LOWER_ROMAN | Numbering.UPPER_ROMAN:
            return next((n for n in range(1, _LARGEST_ROMAN + 1) if _roman(n) == core.lower()), None)


def _alpha(number: int) -> str:
    """Return a, b, … z, aa, ab, …"""
    letters = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def _from_alpha(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral
