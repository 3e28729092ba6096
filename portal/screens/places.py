"""Links from one screen to another, without loading the whole page again.

In a template: ``<a href="case?reference=…" data-go="case">``. The press comes
back to Python (form "go"), and the next run moves on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from portal.parts.pressed import Pressed

GO: Final = "go"


def leads_away(pressed: Pressed) -> bool:
    """Return whether a link to another screen was pressed; the next run then calls ``go_on``."""
    if pressed.form != GO or pressed.action not in _screens():
        return False
    st.session_state[GO] = pressed
    return True


def go_on() -> None:
    """Move to the screen that a pressed link leads to; does not return then. Otherwise does nothing."""
    pressed: Pressed | None = st.session_state.pop(GO, None)
    if pressed is None:
        return
    page = st.Page(_screens()[pressed.action], url_path=pressed.action, title=pressed.action)
    st.switch_page(page, query_params={name: list(values) for name, values in pressed.fields.items()})


def _screens() -> dict[str, Callable[[], None]]:
    """Imported here because these screens themselves lead to one another through this module."""
    from portal.screens.case import case
    from portal.screens.promise import promise
    from portal.screens.queue import queue

    return {"case": case, "promise": promise, "queue": queue}
