"""The parts of a zip file, each read when it is asked for: a book that is read aloud has hours of sound."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping


class Parts(Mapping[str, bytes]):
    """The parts by their names, in their order."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = dict.fromkeys(archive.namelist())

    def __getitem__(self, name: str) -> bytes:
        return self._archive.read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


def parts_of(data: bytes) -> Parts | None:
    """Return the parts of a zip file, None where it does not open or one of its checksums is wrong."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        return Parts(archive) if archive.testzip() is None else None
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, zlib.error):
        return None
