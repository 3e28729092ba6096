"""The style sheets beside the writers, as data in styles/."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def style_sheet(*names: str) -> str:
    """Return the style sheets called ``names`` ("html" for html.css) as one, in this order."""
    folder = files("converters.writers") / "styles"
    return "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names)
