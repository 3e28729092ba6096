"""Following a request: where it stands, what is there, what happened. For whoever has its private link."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from portal.parts.screen import show
from portal.progress import NO_CASE, NO_KEY, PENDING, TITLE, is_slow, problems, values
from portal.services import Office, clock, current_office
from portal.services.cases import CaseView, followed

WAITING = "follow.waiting"
READY = "Your files are ready."
LOOKED_AT = "The automatic versions could not all be made. This screen says why."


def follow() -> None:
    """Show the request behind the private link, anew every few seconds while it is being converted."""
    office, key = current_office(), st.query_params.get("key", "")
    view = followed(office, key) if key else None
    if view is None:
        _show_nothing(office, NO_CASE if key else NO_KEY, bool(key))
        return
    pace = _pace(view, clock.now())
    if pace:
        st.session_state[WAITING] = key
    # Also where there is nothing to wait for: the screen keeps its place in the page, and so the focus.
    st.fragment(_watch, run_every=pace)(office, key, pace)


def _watch(office: Office, key: str, pace: str | None) -> None:
    """Show the request; when the pace is no longer right, run the whole screen once more with another."""
    view = followed(office, key)
    if view is None or _pace(view, clock.now()) != pace:
        st.rerun()
    _show(office, key, view)


def _show(office: Office, key: str, view: CaseView) -> None:
    waited = st.session_state.get(WAITING) == key and view.status.stage not in PENDING
    announce = (LOOKED_AT if problems(view) or not view.files else READY) if waited else None
    show("follow.html", title=TITLE, announce=announce, **values(office, key, view, clock.now()))


def _show_nothing(office: Office, said: str, had_key: bool) -> None:
    body_name = office.settings.body_name
    show("nothing.html", title=TITLE, body_name=body_name, said=said, had_key=had_key)


def _pace(view: CaseView, now: datetime) -> str | None:
    """Return how often to look again, None where nothing is being made."""
    if view.status.stage not in PENDING:
        return None
    return "30s" if is_slow(view, now) else "2s"
