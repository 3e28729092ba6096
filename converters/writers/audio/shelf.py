"""Sound that waits on the disk until the file is put together: a long document has days of it."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from threading import Lock


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes on a shelf."""

    shelf: Shelf = field(repr=False)
    start: int
    size: int

    def read(self) -> bytes:
        return self.shelf.read(self.start, self.size)


class Shelf:
    """One file without a name, which the system removes when nobody needs it; from any thread."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - as long as what is kept in it
        self._end = 0
        self._lock = Lock()

    def keep(self, data: bytes) -> Kept:
        with self._lock:
            kept = Kept(self, self._end, len(data))
            self._file.seek(kept.start)
            self._file.write(data)
            self._file.flush()
            self._end += kept.size
        return kept

    def read(self, start: int, size: int) -> bytes:
        return os.pread(self._file.fileno(), size, start)
