"""The document and its findings as JSON: every block with its origin, for programs and for review.

The whole is one object:

    {"version": 1,
     "document": {"type": "document", "title": "…", "language": "en-GB",
                  "blocks": […], "images": […], "notes": […]},
     "findings": [{"type": "finding", "kind": "tags-not-used", "page": 2, "detail": "…"}, …]}

A block, an inline, an item, a row, a cell, a note and an image are each an object of the fields
that ``converters.document`` names for it, with its ``type`` in small letters ("list-block",
"page-start", "note-mark"); what is None there is null here. Blocks, items, cells and notes have

    "origin": {"type": "origin", "page": 3, "box": [left, top, right, bottom], "tagged": false}

``page`` counts sheets from 1. ``box`` is in points from the top left of the page as a viewer shows
it, cropped and turned; null where nothing shows the place. What pages cut is one block, with the
origin of its first part. Each page begins with a ``page-start`` among the blocks, whose ``sheet``
gives the page's ``width`` and ``height`` in the same points, null where the page could not be read.
A picture's ``data`` is base64. A finding's ``page`` is null where it is about the whole document.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import fields, is_dataclass
from typing import Any

from converters.document import Box, Document
from converters.findings import Finding
from converters.options import WriteOptions
from converters.quality import as_data, quality_of

VERSION = 1  # of this shape; raised when a reader of it would have to change
DECIMALS = 2  # of a point

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def write_json(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return UTF-8 JSON: ``version``, ``document``, ``findings``, ``quality`` and ``checked_on``.

    The module says what these hold.
    """
    whole = {
        "version": VERSION,
        "document": _plain(document),
        "findings": _plain(findings),
        "quality": as_data(quality_of(document, findings)),
        "checked_on": options.checked_on.isoformat() if options.checked_on else None,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _plain(value: Any) -> Any:
    match value:
        case Box(left, top, right, bottom):
            return [round(side, DECIMALS) for side in (left, top, right, bottom)]
        case float():
            return round(value, DECIMALS)
        case bytes():
            return b64encode(value).decode("ascii")
        case tuple():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value):
            parts = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
            return {"type": _CAPITAL.sub("-", type(value).__name__).lower(), **parts}
        case _:
            return value
