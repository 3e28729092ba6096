"""The zip file of an EPUB publication (OCF 3.3)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

FOLDER = "EPUB"
PACKAGE = "package.opf"

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can say: we have no clock, and the same document is the same bytes."""
_COMPRESSED_ALREADY = {"image/png", "image/jpeg", "audio/mpeg"}
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{FOLDER}/{PACKAGE}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the publication. ``name`` is its address from the package document.

    ``data`` is what is in it, or what reads that where it is too much to hold; ``overlay`` names the
    resource with the media overlay of this one; ``is_read`` is True for those that are read one
    after the other.
    """

    name: str
    media_type: str
    data: bytes | Callable[[], bytes]
    properties: str | None = None
    is_read: bool = False
    overlay: str | None = None

    @property
    def content(self) -> bytes:
        return self.data if isinstance(self.data, bytes) else self.data()

    @property
    def id(self) -> str:
        return self.name.replace("/", "-").replace(".", "-")


def packed(package: bytes, resources: Iterable[Resource]) -> bytes:
    """Return the publication as one file. The type of the file comes first and is not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _add(archive, "META-INF/container.xml", _CONTAINER.encode("utf-8"), zipfile.ZIP_DEFLATED)
        _add(archive, f"{FOLDER}/{PACKAGE}", package, zipfile.ZIP_DEFLATED)
        for resource in resources:
            stored = resource.media_type in _COMPRESSED_ALREADY
            method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            _add(archive, f"{FOLDER}/{resource.name}", resource.content, method)
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, date_time=_FIRST_MOMENT)
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
