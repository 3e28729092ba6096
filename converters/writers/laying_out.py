"""How far WeasyPrint is with a PDF: it logs each page that it lays out, and we see each that it paints."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from converters.progress import Report, Stage, Step

_LOGGER = logging.getLogger("weasyprint.progress")
_PAGE = re.compile(r"Page (\d+)$")


Painted = Callable[[int, int], None]
"""Is told that so many of so many pages are painted."""


@contextmanager
def pages_told(report: Report, name: str) -> Iterator[Painted]:
    """Tell ``report`` each page of the format called ``name`` that is laid out meanwhile.

    How many there will be is not known before the last, so ``total`` is 0. Where
    page numbers stand in a contents list, the pages are laid out more than once. What
    is yielded tells the pages as they are painted, when all are known.
    """
    handler = _Listener(report, name)
    level = _LOGGER.level
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.addHandler(handler)
    try:
        yield lambda done, total: report(Step(Stage.WRITING, done, total, name))
    finally:
        _LOGGER.removeHandler(handler)
        _LOGGER.setLevel(level)


class _Listener(logging.Handler):
    def __init__(self, report: Report, name: str) -> None:
        super().__init__(logging.INFO)
        self._report = report
        self._name = name

    def emit(self, record: logging.LogRecord) -> None:
        if found := _PAGE.search(record.getMessage()):
            self._report(Step(Stage.WRITING, int(found[1]), 0, self._name))
