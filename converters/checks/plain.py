"""Text files: what they say can be read back, to their end."""

from __future__ import annotations

import json
import re

_STRANGE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PARTS = {"version", "document", "findings", "quality", "checked_on"}


def text_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a text file."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ("The file is not UTF-8.",)
    if not text.strip():
        return ("The file has no text.",)
    return (
        *(["The file has characters that are no text."] if _STRANGE.search(text) else []),
        *([] if text.endswith("\n") else ["The last line of the file does not end."]),
    )


def json_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a JSON file."""
    try:
        whole = json.loads(data)
    except ValueError:
        return ("The file is not JSON.",)
    if not isinstance(whole, dict) or not isinstance(whole.get("document"), dict):
        return ("The file has no document.",)
    lacking = sorted(_PARTS - set(whole)) + sorted({"title", "language", "blocks"} - set(whole["document"]))
    return tuple(f"The file does not say its {name.replace('_', ' ')}." for name in lacking)
