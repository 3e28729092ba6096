"""Python's search for values that hold each other, made seldom while a PDF is read.

A page is tens of thousands of small values that live until the document is done, and none
of them form rings: looking through them again and again takes a tenth of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

SELDOM = (
    50_000,
    20,
    100,
)  # new values between two searches, and searches of the young between those of the old


class _Pace:
    """How often is searched: the usual pace again when the last of several readings is done."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._readings = 0
        self._usual = gc.get_threshold()

    @contextmanager
    def slowed(self) -> Iterator[None]:
        with self._lock:
            if not self._readings:
                self._usual = gc.get_threshold()
                gc.set_threshold(*SELDOM)
            self._readings += 1
        try:
            yield
        finally:
            with self._lock:
                self._readings -= 1
                if not self._readings:
                    gc.set_threshold(*self._usual)


seldom_collected = _Pace().slowed
