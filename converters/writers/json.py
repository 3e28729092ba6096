"""The document and its findings as JSON: every block with its origin, for programs and for review."""

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

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def write_json(document: Document, findings: tuple[Finding, ...], options: WriteOptions) -> bytes:
    """Return UTF-8 JSON: ``version``, ``document``, ``findings``, ``quality`` and ``checked_on``.

    Every value of the model is an object of its fields with a ``type`` ("list-block");
    a box is ``[left, top, right, bottom]`` in points, a picture's bytes are base64.
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
            return [round(side, 2) for side in (left, top, right, bottom)]
        case bytes():
            return b64encode(value).decode("ascii")
        case tuple():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value):
            parts = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
            return {"type": _CAPITAL.sub("-", type(value).__name__).lower(), **parts}
        case _:
            return value
