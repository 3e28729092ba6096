"""The open requests, the one due first first, and what went wrong with any of them on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import streamlit as st

from portal.answers import Problem
from portal.parts import screen
from portal.parts.pressed import Pressed
from portal.screens import standing
from portal.screens.case import clear_the_desk
from portal.screens.places import GO, go_on, leads_away
from portal.screens.visitor import EVERYBODY_HERE, admitted
from portal.services import Office, cases, current_office
from portal.services.cases import CaseView
from portal.services.clock import today
from requests_log import Account, read_reference

FIND: Final = "queue.find"


@dataclass(frozen=True, slots=True)
class Find:
    """A reference being looked for: as typed, and what is wrong with it."""

    typed: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One open request in words."""

    reference: str
    document: str
    formats: tuple[str, ...]
    promised: date
    left: str
    late: bool
    stage: str
    needed: str | None
    whose: str
    troubles: tuple[str, ...]
    news: tuple[str, ...]


def queue() -> None:
    go_on()
    account = admitted(*EVERYBODY_HERE)
    if account is None:
        return
    clear_the_desk()
    find: Find = st.session_state.get(FIND, Find())
    screen.show(
        "queue.html",
        title="Error: Open requests" if find.problem else "Open requests",
        on_press=_pressed,
        focus=".error-summary" if find.problem else None,
        **values(current_office(), account, find),
    )


def values(office: Office, account: Account, find: Find) -> dict[str, Any]:
    """Return what the template shows."""
    rows = tuple(row(view, account) for view in cases.queue(office))
    undelivered = tuple(row(view, account) for view in cases.undelivered(office))
    return {
        "account": account,
        "rows": rows,
        "troubled": (*undelivered, *(one for one in rows if one.troubles)),
        "news": tuple(row(view, account) for view in cases.with_news(office)),
        "overdue": sum(one.late for one in rows),
        "typed": find.typed,
        "problems": (find.problem,) if find.problem else (),
    }


def row(view: CaseView, account: Account) -> Row:
    """Return what the list says of one case to ``account``."""
    return Row(
        reference=view.request.reference,
        document=standing.document(view),
        formats=view.formats,
        promised=view.status.promise.due,
        left=standing.due(view),
        late=view.status.overdue,
        stage=standing.stage(view),
        needed=standing.needed(view, today()),
        whose=standing.whose(view, account.name),
        troubles=standing.troubles(view),
        news=standing.news(view),
    )


def _pressed(pressed: Pressed) -> None:
    st.session_state.pop(FIND, None)
    if not leads_away(pressed) and pressed.action == "find":
        _find(pressed.one("reference"))


def _find(typed: str) -> None:
    try:
        reference = read_reference(typed)
    except ValueError as error:
        said = str(error) if typed else "Enter the reference of a request, such as K7MX-4RTW"
        st.session_state[FIND] = Find(typed, Problem("reference", said))
        return
    if cases.case(current_office(), reference) is None:
        said = f"There is no request {reference}. Check the reference, then try again"
        st.session_state[FIND] = Find(typed, Problem("reference", said))
        return
    leads_away(Pressed(GO, "case", {"reference": (reference,)}))
