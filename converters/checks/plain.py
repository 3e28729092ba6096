"""Text files: what they say can be read back."""

from __future__ import annotations

import json


def text_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a text file."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ("The file is not UTF-8.",)
    return () if text.strip() else ("The file has no text.",)


def json_problems(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a JSON file."""
    try:
        json.loads(data)
    except ValueError:
        return ("The file is not JSON.",)
    return ()
