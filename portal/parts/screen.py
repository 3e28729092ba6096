"""A screen as one native-HTML component: real headings, labels and fieldsets in the page itself.

Streamlit's own widgets fail accessibility checks in several states, so a
screen is rendered by Jinja2 (everything escaped), placed in the main document,
and answers with the button that was pressed. Streamlit keeps the session, the
navigation and the reruns.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st

from portal import words
from portal.parts.pressed import Pressed
from portal.parts.templates import render

PORTAL = Path(__file__).parent.parent
KEY = "screen"
SCRIPTS = (
    "kept.js",
    "suggested.js",
    "already.js",
    "renewed.js",
    "screen.js",
)  # one module: each may call the others
PRESSES = "screen.presses"
SESSION = "screen.session"
FAILED = "screen.failed"  # which press failed; said until the next one

_logger = logging.getLogger(__name__)


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
    Where ``on_press`` fails, the screen stays as the person left it, and says so.
    """
    html = render(template, **values)
    # Whoever presses a button twice with the same mistake is told twice, so a press is part of it.
    presses = st.session_state.get(PRESSES, 0)
    failed = presses and st.session_state.get(FAILED) == presses
    st.set_page_config(page_title=words.window_title(f"Error: {title}" if failed else title))
    revision = hashlib.sha256(f"{presses}{template}{html}{focus}{announce}".encode()).hexdigest()

    def pressed() -> None:
        answer = st.session_state[KEY].pressed
        if answer and on_press:
            st.session_state[PRESSES] = presses + 1
            _do(on_press, _pressed(answer))

    _component()(
        key=KEY,
        data={
            "html": html,
            "revision": revision,
            "session": st.session_state.setdefault(SESSION, uuid4().hex),
            "screen": template,
            "focus": focus,
            "announce": announce,
            "failure": render("press_failed.html") if failed else None,
        },
        on_pressed_change=pressed,
    )


def _do(on_press: Callable[[Pressed], None], pressed: Pressed) -> None:
    try:
        on_press(pressed)
    except Exception:  # whatever it is, what was typed stays, and the person hears of it
        _logger.exception("a press of %s in %s failed", pressed.action, pressed.form)
        st.session_state[FAILED] = st.session_state[PRESSES]


def _pressed(answer: Mapping[str, Any]) -> Pressed:
    fields = {str(name): tuple(map(str, many)) for name, many in dict(answer["fields"]).items()}
    return Pressed(str(answer["form"]), str(answer["action"]), fields)


@cache
def _component() -> Any:
    return st.components.v2.component(
        "portal_screen",
        html='<div class="screen"></div><div class="announcement unseen" role="status"></div>',
        css=(PORTAL / "parts" / "screen.css").read_text(),
        js="".join((PORTAL / "parts" / name).read_text() for name in SCRIPTS),
        isolate_styles=False,
    )
