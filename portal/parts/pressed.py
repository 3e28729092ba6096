"""A button that a person pressed, and what stood in its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pressed:
    """``form`` and ``action`` name the button; a field may have several values."""

    form: str
    action: str
    fields: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str:
        """Return the trimmed value of a field with one value, "" where it is absent."""
        values = self.fields.get(name, ())
        return values[0].strip() if values else ""

    def many(self, name: str) -> tuple[str, ...]:
        return self.fields.get(name, ())
