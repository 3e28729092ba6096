"""Originals and results, kept by what is in them: a file's name is the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_PIECE: Final = 1 << 20  # bytes copied at a time


class UnknownFile(LookupError):
    """The store has no such file."""


class FileStore:
    """Files under ``folder``, as ``ab/abcdef…``. Threads and processes may share one folder.

    A file is whole or absent, whatever is killed when; the same bytes are kept once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder: Final = folder

    def put(self, content: bytes | BinaryIO) -> str:
        """Keep ``content``, from its present position to its end, and return its SHA-256.

        Raises:
            OSError: the disk is full or cannot be written; nothing is kept.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        source = io.BytesIO(content) if isinstance(content, bytes) else content
        handle, name = tempfile.mkstemp(prefix="incoming-", dir=self._folder)
        incoming = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                sha = _copy(source, target)
            self._publish(incoming, sha)
        finally:
            incoming.unlink(missing_ok=True)
        return sha

    def path(self, sha: str) -> Path:
        """Return where a file lies; UnknownFile where there is none. Never write to it."""
        if not self.has(sha):
            raise UnknownFile(f"there is no file {sha[:64]!r}")
        return self._place(sha)

    def open(self, sha: str) -> BinaryIO:
        """Return a file open for reading; UnknownFile where there is none."""
        return self.path(sha).open("rb")

    def read(self, sha: str) -> bytes:
        """Return all bytes of a file; UnknownFile where there is none."""
        return self.path(sha).read_bytes()

    def size(self, sha: str) -> int:
        """Return a file's size in bytes; UnknownFile where there is none."""
        return self.path(sha).stat().st_size

    def has(self, sha: str) -> bool:
        """Return whether the store has the file; False also for what is no SHA-256."""
        return _SHA256.fullmatch(sha) is not None and self._place(sha).is_file()

    def remove_unclaimed(self, claimed: Collection[str], before: datetime) -> int:
        """Remove what nobody claims and nobody put here since ``before``; return how many files went.

        ``claimed`` are SHA-256. What a writer that was killed left behind goes too.
        """
        old = [path for path in self._folder.rglob("*") if path.is_file() and _changed(path) < before]
        gone = [path for path in old if path.name not in claimed]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

    def _place(self, sha: str) -> Path:
        return self._folder / sha[:2] / sha

    def _publish(self, incoming: Path, sha: str) -> None:
        place = self._place(sha)
        place.parent.mkdir(exist_ok=True)
        incoming.replace(place)  # also where it exists: the same bytes, and new again for remove_unclaimed
        # Also where it exists: the one who put it there may not have come this far.
        _sync_folder(place.parent)
        _sync_folder(self._folder)


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _copy(source: BinaryIO, target: BinaryIO) -> str:
    """Copy, wait until the disk has it, and return the SHA-256."""
    digest = hashlib.sha256()
    while piece := source.read(_PIECE):
        digest.update(piece)
        target.write(piece)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's entries: a renamed file could otherwise be lost with the power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
