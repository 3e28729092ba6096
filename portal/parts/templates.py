"""HTML from templates. Every value is escaped; a name that is missing is an error."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from portal import words

PORTAL = Path(__file__).parent.parent


def render(template: str, **values: Any) -> Markup:
    """Return the HTML of ``template``, a file in ``screens/``, ``routes/`` or ``parts/``."""
    return Markup(_templates().get_template(template).render(**values))  # noqa: S704  (the template escapes)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([PORTAL / folder for folder in ("screens", "routes", "parts")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= words.FILTERS
    return environment
