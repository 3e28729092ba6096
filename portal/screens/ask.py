"""Asking for a document, as a screen."""

from __future__ import annotations

import streamlit as st

from portal.parts.pressed import Pressed
from portal.parts.screen import show
from portal.services import Office, current_office
from portal.visit import SCREENS, after, opened, values
from portal.visiting import Visit

VISIT = "ask"


def ask() -> None:
    """Show the step the person is at."""
    office = current_office()
    visit = _visit(office)
    caller = st.context.ip_address or ""

    def pressed(answer: Pressed) -> None:
        st.session_state[VISIT] = after(office, _visit(office), answer, caller)

    template, title = SCREENS[visit.step]
    wrong = visit.problems or visit.trouble
    show(
        template,
        title=f"Error: {title}" if wrong else title,
        on_press=pressed,
        focus=".error-summary" if wrong else visit.focus,
        announce=visit.announce,
        **values(office, visit),
    )


def _visit(office: Office) -> Visit:
    if VISIT not in st.session_state:
        st.session_state[VISIT] = opened(office, st.query_params.to_dict())
    visit: Visit = st.session_state[VISIT]
    return visit
