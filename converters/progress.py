"""How far a conversion is, page by page, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Stage(StrEnum):
    """What is being done. Values are printed by the command line, so they are never renamed."""

    READING = "reading"
    RECOGNISING = "recognising"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Step:
    """``done`` of ``total`` pages are behind us, or begun; ``total`` is 0 where nobody knows it yet.

    ``format`` is that being written, None while reading.
    """

    stage: Stage
    done: int
    total: int
    format: str | None = None


Report: TypeAlias = Callable[[Step], None]
"""Is told each step. What it raises ends the conversion, so it should raise nothing."""


def nobody(step: Step) -> None:
    """Nobody waits."""
