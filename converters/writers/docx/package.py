"""The package around a Word document: parts, relationships, content types, and a ZIP without dates.

Source: ECMA-376 part 2, Open Packaging Conventions.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CONTENT_TYPES = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/footnotes.xml": f"{_WORD}.footnotes+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/theme.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
}


@dataclass(slots=True)
class Relationships:
    """What one part refers to. The same target is related once."""

    _ids: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def to(self, kind: str, target: str, external: bool = False) -> str:
        """Return the id of the relationship of ``kind`` ("image", "hyperlink", …) to ``target``."""
        return self._ids.setdefault((kind, target, external), f"rId{len(self._ids) + 1}")

    def xml(self) -> bytes:
        """Return the part that lists the relationships."""
        outside = ' TargetMode="External"'
        listed = "".join(
            f"<Relationship Id={quoteattr(id_)} Type={quoteattr(_type(kind))} Target={quoteattr(target)}"
            f"{outside if external else ''}/>"
            for (kind, target, external), id_ in self._ids.items()
        )
        relationships = f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
        return (_DECLARATION + relationships).encode("utf-8")


def packed(parts: dict[str, bytes], relationships: dict[str, Relationships]) -> bytes:
    """Return the package as bytes: ``parts`` and the ``relationships`` of each part by their names."""
    of_package = Relationships()
    of_package.to("officeDocument", "word/document.xml")
    of_package.to("core-properties", "docProps/core.xml")
    files = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": of_package.xml()} | parts
    for name, related in relationships.items():
        folder, _, file = name.rpartition("/")
        files[f"{folder}/_rels/{file}.rels"] = related.xml()
    return _zipped(files)


def _zipped(files: dict[str, bytes]) -> bytes:
    """Return a ZIP whose entries all bear the first date there is, so that equal files are equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def _content_types(parts: dict[str, bytes]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_CONTENT_TYPES[name]}"/>'
        for name in parts
        if name in _CONTENT_TYPES
    )
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        f"{overrides}</Types>"
    )
    return (_DECLARATION + types).encode("utf-8")


def _type(kind: str) -> str:
    if kind == "core-properties":
        return f"{_PACKAGE}/relationships/metadata/core-properties"
    return f"{_OFFICE}/{kind}"
