"""A screen as one native-HTML component: real headings, labels and fieldsets in the page itself.

Streamlit's own widgets fail accessibility checks in several states, so a
screen is rendered by Jinja2 (everything escaped), placed in the main document,
and answers with the button that was pressed. Streamlit keeps the session, the
navigation and the reruns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from portal import words

PORTAL = Path(__file__).parent.parent
KEY = "screen"
PRESSES = "screen.presses"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button the person pressed, and what stood in its form. A field may have several values."""

    form: str
    action: str
    fields: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str:
        """Return the trimmed value of a field with one value, "" where it is absent."""
        values = self.fields.get(name, ())
        return values[0].strip() if values else ""

    def many(self, name: str) -> tuple[str, ...]:
        return self.fields.get(name, ())


def show(
    template: str,
    *,
    title: str,
    on_press: Callable[[Pressed], None] | None = None,
    focus: str | None = None,
    announce: str | None = None,
    **values: Any,
) -> None:
    """Show ``template`` (a file in ``screens/``) under the window title ``title``.

    ``on_press`` is called before the next run with the button pressed.
    ``focus`` is a CSS selector to move the focus to; without it a new screen
    takes the focus to its heading. ``announce`` is read out once (WCAG 4.1.3).
    """
    st.set_page_config(page_title=words.window_title(title))
    html = render(template, **values)
    # Whoever presses a button twice with the same mistake is told twice, so a press is part of it.
    presses = st.session_state.get(PRESSES, 0)
    revision = hashlib.sha256(f"{presses}{template}{html}{focus}{announce}".encode()).hexdigest()

    def pressed() -> None:
        answer = st.session_state[KEY].pressed
        if answer and on_press:
            st.session_state[PRESSES] = presses + 1
            on_press(_pressed(answer))

    _component()(
        key=KEY,
        data={
            "html": html,
            "revision": revision,
            "screen": template,
            "focus": focus,
            "announce": announce,
        },
        on_pressed_change=pressed,
    )


def render(template: str, **values: Any) -> Markup:
    """Return the HTML of ``template``. Every value is escaped; a name that is missing is an error."""
    return Markup(_templates().get_template(template).render(**values))  # noqa: S704  (the template escapes)


def _pressed(answer: Mapping[str, Any]) -> Pressed:
    fields = {str(name): tuple(map(str, many)) for name, many in dict(answer["fields"]).items()}
    return Pressed(str(answer["form"]), str(answer["action"]), fields)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([PORTAL / "screens", PORTAL / "parts"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= words.FILTERS
    return environment


@cache
def _component() -> Any:
    return st.components.v2.component(
        "portal_screen",
        html='<div class="screen"></div><div class="announcement unseen" role="status"></div>',
        css=(PORTAL / "parts" / "screen.css").read_text(),
        js=(PORTAL / "parts" / "screen.js").read_text(),
        isolate_styles=False,
    )
