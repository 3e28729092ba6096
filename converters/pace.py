"""Python's own pace, set for a conversion: seldom searching for rings, and threads that take turns quickly.

A page is tens of thousands of small values that live until the document is done, and none
of them form rings: looking through them again and again takes a tenth of the time.
A thread that has drawn something outside Python waits for its turn before it goes on. By
Python's own measure that is five milliseconds, in which it could have drawn the rest.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

SELDOM = (
    50_000,
    10,
    10,
)  # new values between two searches, and searches of the young between those of the old
TURN = 0.0001  # seconds that a thread keeps Python while another waits


class _Pace:
    """The pace of the conversions that go on: the usual one again when the last of them is done."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._going = 0
        self._usual = gc.get_threshold()
        self._turn = sys.getswitchinterval()

    @contextmanager
    def set(self) -> Iterator[None]:
        with self._lock:
            if not self._going:
                self._usual, self._turn = gc.get_threshold(), sys.getswitchinterval()
                gc.set_threshold(*SELDOM)
                sys.setswitchinterval(TURN)
            self._going += 1
        try:
            yield
        finally:
            with self._lock:
                self._going -= 1
                if not self._going:
                    gc.set_threshold(*self._usual)
                    sys.setswitchinterval(self._turn)


pace = _Pace().set
