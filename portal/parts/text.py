"""Plain text from templates, for mail: nothing is markup, so nothing is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal import words

MAIL = Path(__file__).parent.parent / "mail"


def render_text(template: str, **values: Any) -> str:
    """Return the text of ``template`` (a file in ``mail/``). A name that is missing is an error."""
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(MAIL),
        autoescape=False,  # noqa: S701  (text/plain)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= words.FILTERS
    return environment
