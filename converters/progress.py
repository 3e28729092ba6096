"""How far a conversion is, page by page, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import TypeAlias


class Stage(StrEnum):
    """What is being done. Values are printed by the command line, so they are never renamed."""

    READING = "reading"
    RECOGNISING = "recognising"
    WRITING = "writing"
    CHECKING = "checking"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Step:
    """``done`` of ``total`` pages are behind us, or begun; ``total`` is 0 where nobody knows it yet.

    ``format`` is that being written, checked or kept, None while reading. SAVED: its file is there.
    """

    stage: Stage
    done: int
    total: int
    format: str | None = None


Report: TypeAlias = Callable[[Step], None]
"""Is told each step. What it raises ends the conversion, so it should raise nothing."""


def nobody(step: Step) -> None:
    """Nobody waits."""


class Pages:
    """The printed pages of a document, told while ``format`` is written; from any thread, and in order."""

    def __init__(self, report: Report, format: str, total: int) -> None:
        self._report = report
        self._format = format
        self._total = total
        self._done = 0
        self._lock = Lock()

    def begin(self) -> None:
        """Tell that one more page is begun. Pages inside lists and tables are not in ``total``."""
        with self._lock:
            self._done = min(self._done + 1, self._total)
            self._report(Step(Stage.WRITING, self._done, self._total, self._format))
