"""Following a request: where it stands, what is there, what to do. For whoever has its private link."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import streamlit as st

from portal import private_link
from portal.parts.pressed import Pressed
from portal.parts.screen import show
from portal.private_link import DONE, TITLES, Turn
from portal.progress import NO_CASE, NO_KEY, PENDING, TITLE, is_slow, problems, values
from portal.services import Office, clock, current_office
from portal.services.cases import CaseView, followed

WAITING = "follow.waiting"
TURN = "follow.turn"
SAID = "follow.said"
READY = "Your files are ready."
LOOKED_AT = "The automatic versions could not all be made. This screen says why."


def follow() -> None:
    """Show the request behind the private link, anew every few seconds while it is being converted."""
    office, key = current_office(), st.query_params.get("key", "")
    view = followed(office, key) if key else None
    if view is None:
        _show_nothing(office, NO_CASE if key else NO_KEY, bool(key))
        return
    pace = _pace(view, clock.now(), _turn(key))
    if pace:
        st.session_state[WAITING] = key
    # Also where there is nothing to wait for: the screen keeps its place in the page, and so the focus.
    st.fragment(_watch, run_every=pace)(office, key, pace)


def _watch(office: Office, key: str, pace: str | None) -> None:
    """Show the request; when the pace is no longer right, run the whole screen once more with another."""
    view = followed(office, key)
    if view is None or _pace(view, clock.now(), _turn(key)) != pace:
        st.rerun()
    turn = _turn(key)
    if turn.form is None:
        _show(office, key, view, turn)
    else:
        _show_form(office, key, view, turn)


def _show(office: Office, key: str, view: CaseView, turn: Turn) -> None:
    waited = st.session_state.get(WAITING) == key and view.status.stage not in PENDING
    announce = (LOOKED_AT if problems(view) or not view.files else READY) if waited else None
    said = turn.done if st.session_state.get(SAID) is not turn else None  # once, also where it is shown again
    st.session_state[SAID] = turn
    shown = values(office, key, view, clock.now()) | private_link.said(view, turn)
    show(
        "follow.html",
        title=f"Error: {TITLE}" if turn.trouble else TITLE,
        on_press=partial(_pressed, office, key),
        focus=".error-summary" if turn.trouble else "#request" if said else None,
        announce=DONE[said] if said else announce,
        **shown,
    )


def _show_form(office: Office, key: str, view: CaseView, turn: Turn) -> None:
    if turn.form is None:
        return
    title, wrong = TITLES[turn.form], turn.problems or turn.trouble
    show(
        "follow_form.html",
        title=f"Error: {title}" if wrong else title,
        on_press=partial(_pressed, office, key),
        focus=".error-summary" if wrong else None,
        **private_link.values(office, key, view, turn),
    )


def _pressed(office: Office, key: str, pressed: Pressed) -> None:
    view = followed(office, key)
    if view is not None:
        st.session_state[TURN] = key, private_link.after(office, view, _turn(key), pressed)


def _turn(key: str) -> Turn:
    """Return where the person is on this private link; one window may have opened several."""
    whose, turn = st.session_state.get(TURN, ("", Turn()))
    return turn if whose == key else Turn()


def _show_nothing(office: Office, said: str, had_key: bool) -> None:
    body_name = office.settings.body_name
    show("nothing.html", title=TITLE, body_name=body_name, said=said, had_key=had_key)


def _pace(view: CaseView, now: datetime, turn: Turn) -> str | None:
    """Return how often to look again, None where nothing is being made or a form is open."""
    if view.status.stage not in PENDING or turn.form is not None:
        return None
    return "30s" if is_slow(view, now) else "2s"
